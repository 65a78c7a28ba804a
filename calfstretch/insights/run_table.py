"""The run table: one run a row, whether a spasm began in it or after it, and longer, hotter, harder or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.exposures import RUN_EXPOSURES, Exposure
from calfstretch.domain.moment import Moment
from calfstretch.insights.minimum import ENOUGH_DISTANCES
from calfstretch.insights.windows import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEMPERATURE_KINDS = ("device", "weather", None)
"""Never mixed: a watch on a wrist is warmer than the air. None = a file did not say which."""


class DayRun(NamedTuple):
    """The run of a day: two on one day are one.

    Args:
        at: start of the first.
        distance_m, minutes: added; None = one of them has none.
        temperature_c: the highest of the kind that is used; None = none has one.
        effort: the highest; None = none has one.
        spasm: whether at least one spasm began in or after it on its diary day or the night after; None = one of the
            day cannot be placed.
    """

    day: date
    at: Moment
    distance_m: float | None
    minutes: float | None
    temperature_c: float | None
    effort: int | None
    spasm: bool | None


@dataclass(frozen=True, slots=True, eq=False)
class RunTable:
    """The runs of the known days among `calendar_days` calendar days, oldest first.

    Args:
        calendar_days: length of the stretch of days, which decides the windows.
        day: of each run the number of its day, 0 = the first of the stretch (int64).
        y: 1 = a spasm, 0 = none, -1 = unknown (int8).
        exposures: what runs are compared by.
        x: for each exposure 1 above the own median, 0 up to it, -1 unknown (int8).
        lines: for each exposure the own median; None = no run says it.
        by_minutes: whether long runs are told by minutes, not by metres.
    """

    calendar_days: int
    day: NDArray[np.int64]
    y: NDArray[np.int8]
    exposures: tuple[Exposure, ...]
    x: tuple[NDArray[np.int8], ...]
    lines: tuple[float | None, ...]
    by_minutes: bool = False


def run_table(facts: DiaryFacts, first: date, last: date) -> RunTable:
    """The table of the runs on the known days first to last, both included.

    Source: statistics notes, section 7b.
    """
    known = {day.day for day in facts.days if day.known and first <= day.day <= last}
    runs = day_runs(facts, known)
    by_minutes = sum(run.distance_m is not None for run in runs) < ENOUGH_DISTANCES * len(runs)
    lengths = [run.minutes if by_minutes else run.distance_m for run in runs]
    columns = [
        above_median(values) for values in (lengths, [run.temperature_c for run in runs], [run.effort for run in runs])
    ]
    return RunTable(
        calendar_days=(last - first).days + 1,
        day=np.array([(run.day - first).days for run in runs], dtype=np.int64),
        y=np.array([UNKNOWN if run.spasm is None else int(run.spasm) for run in runs], dtype=np.int8),
        exposures=RUN_EXPOSURES,
        x=tuple(labels for labels, _line in columns),
        lines=tuple(line for _labels, line in columns),
        by_minutes=by_minutes,
    )


def day_runs(facts: DiaryFacts, days: Iterable[date]) -> list[DayRun]:
    """The runs of these days, one a day, oldest first."""
    wanted = frozenset(days)
    runs = sorted(
        (each for each in facts.activities if each.kind == ActivityKind.RUN and each.day in wanted),
        key=lambda run: (run.day, run.at),
    )
    kind = _commonest_kind(runs)
    spasms: dict[date, list[SpasmFacts]] = {}
    for spasm in facts.spasms:
        spasms.setdefault(spasm.day, []).append(spasm)
    return [_one(day, [*of_day], kind, spasms.get(day, [])) for day, of_day in groupby(runs, key=lambda run: run.day)]


def above_median(values: Sequence[float | None]) -> tuple[NDArray[np.int8], float | None]:
    """Of each value 1 above the median of them all, 0 up to it, -1 unknown; and the median (None = no value)."""
    said = [value for value in values if value is not None]
    if not said:
        return np.full(len(values), UNKNOWN, dtype=np.int8), None
    line = float(median(said))
    return np.array([UNKNOWN if value is None else int(value > line) for value in values], dtype=np.int8), line


def any_began_after(run: Moment, spasms: Iterable[SpasmFacts]) -> bool | None:
    """Whether one of a day's spasms began at the run's start or later; None = none is known to, and one may have.

    Source: statistics notes, section 7b.
    """
    placed = {spasm.began_after(run) for spasm in spasms}
    if True in placed:
        return True
    return None if None in placed else False


def _one(day: date, runs: list[ActivityFacts], kind: str | None, spasms: list[SpasmFacts]) -> DayRun:
    return DayRun(
        day=day,
        at=runs[0].at,
        distance_m=_sum([run.distance_m for run in runs]),
        minutes=_sum([run.minutes for run in runs]),
        temperature_c=max(
            (run.temperature_c for run in runs if run.temperature_c is not None and run.temperature_kind == kind),
            default=None,
        ),
        effort=max((run.effort for run in runs if run.effort is not None), default=None),
        spasm=any_began_after(runs[0].at, spasms),
    )


def _sum(values: list[float | None]) -> float | None:
    said = [value for value in values if value is not None]
    return sum(said) if len(said) == len(values) else None


def _commonest_kind(runs: Iterable[ActivityFacts]) -> str | None:
    """The kind of temperature that most runs have; of two as common the first of `TEMPERATURE_KINDS`."""
    kinds = Counter(run.temperature_kind for run in runs if run.temperature_c is not None)
    return max(TEMPERATURE_KINDS, key=lambda kind: kinds[kind])
