"""After which kilometre or minute of a run: spasms placed inside runs, beside how many runs went that far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Literal, NamedTuple

from calfstretch.domain.diary_facts import ActivityFacts, SpasmFacts
from calfstretch.insights.minimum import ENOUGH_DISTANCES

Unit = Literal["km", "min"]
# Widths of a step, and the longest run each still serves; chosen so that there are at most nine steps. Product choice.
STEPS: dict[Unit, tuple[int, ...]] = {
    "km": (2, 5, 10, 20, 50, 100, 250),
    "min": (5, 15, 30, 60, 120, 240, 480, 1440),
}
_FINEST_UP_TO: dict[Unit, float] = {"km": 10, "min": 30}
MOST_STEPS = 9
LONGEST_MIN = 7 * 24 * 60
"""No activity is longer. Source: the limits of `Activity`."""


class Placed(NamedTuple):
    """One spasm inside a run.

    Args:
        minute: minutes after the start.
        km: kilometres after the start if the pace was even; None = the run has no distance.
    """

    spasm: SpasmFacts
    run: ActivityFacts
    minute: float
    km: float | None

    def at(self, unit: Unit) -> float | None:
        """Where in the run; None = not known in that unit."""
        return self.km if unit == "km" else self.minute


class Part(NamedTuple):
    """One step of the way, beyond `begin` up to `end`, in the unit of its `InRuns`.

    Args:
        spasms: placed in it.
        runs: that have at least one of these.
        reached: runs that went beyond its begin.
    """

    begin: int
    end: int
    spasms: int
    runs: int
    reached: int


class InRuns(NamedTuple):
    """Where in their runs the spasms came.

    Args:
        placed: oldest first, at least one.
        unit: of the parts.
        parts: from the start to the end of the longest run.
        runs: runs whose length is known in that unit.
        unplaced: spasms inside runs whose place is not known in that unit.
    """

    placed: tuple[Placed, ...]
    unit: Unit
    parts: tuple[Part, ...]
    runs: int
    unplaced: int

    def as_json(self) -> dict[str, Any]:
        """The same numbers for `insights --json`."""
        return {
            "unit": self.unit,
            "runs": self.runs,
            "spasms": len(self.placed),
            "spasms_without_place": self.unplaced,
            "parts": [part._asdict() for part in self.parts],
            "placed": [_placed_json(one) for one in self.placed],
        }


def _placed_json(one: Placed) -> dict[str, Any]:
    run = one.run
    return {
        "spasm": one.spasm.id,
        "run": run.id,
        "day": run.day.isoformat(),
        "minute": round(one.minute, 1),
        "km": _rounded(one.km),
        "run_minutes": run.minutes,
        "run_km": None if run.distance_m is None else run.distance_m / 1000,
    }


def in_runs(spasms: Iterable[SpasmFacts], runs: Sequence[ActivityFacts]) -> InRuns | None:
    """Where in runs the spasms came; None = none is placed inside one.

    Args:
        spasms: oldest first.
        runs: runs of the same days, oldest first.
    """
    placed = _placed(spasms, [run for run in runs if run.minutes is not None])
    if not placed:
        return None
    unit: Unit = "km" if sum(bool(run.distance_m) for run in runs) >= ENOUGH_DISTANCES * len(runs) else "min"
    if all(one.at(unit) is None for one in placed):
        unit = "min"
    lengths = [length for run in runs if (length := _length(run, unit))]
    known = [(one.run.id, place) for one in placed if (place := one.at(unit)) is not None]
    return InRuns(tuple(placed), unit, _parts(known, lengths, unit), len(lengths), len(placed) - len(known))


def _placed(spasms: Iterable[SpasmFacts], runs: Sequence[ActivityFacts]) -> list[Placed]:
    """Spasms whose moment lies between start and end of a run; of two such runs the one that began last."""
    starts = [run.at.utc for run in runs]
    found = []
    for spasm in spasms:
        if spasm.until is not None:
            continue
        for at in range(bisect_right(starts, spasm.at.utc) - 1, -1, -1):
            run = runs[at]
            minute = spasm.at.seconds_since(run.at) / 60
            if minute > LONGEST_MIN:
                break
            if minute <= (run.minutes or 0):
                found.append(Placed(spasm, run, minute, _km(run, minute)))
                break
    return found


def _km(run: ActivityFacts, minute: float) -> float | None:
    if not run.distance_m or not run.minutes:
        return None
    # what a float adds by its own nature must not lead beyond the run
    return min(run.distance_m / 1000 * minute / run.minutes, run.distance_m / 1000)


def _length(run: ActivityFacts, unit: Unit) -> float | None:
    if unit == "km":
        return run.distance_m / 1000 if run.distance_m else None
    return run.minutes


def _parts(known: Sequence[tuple[str, float]], lengths: Sequence[float], unit: Unit) -> tuple[Part, ...]:
    step = _step(max(lengths, default=0.0), unit)
    edges = range(0, step * (ceil(max(lengths, default=0.0) / step) + 1), step)
    parts = []
    for begin, end in pairwise(edges):
        # what came at the very start belongs to the first step
        here = [run for run, place in known if begin < place <= end or begin == place == 0]
        parts.append(Part(begin, end, len(here), len(set(here)), sum(length > begin for length in lengths)))
    return tuple(parts)


def _step(longest: float, unit: Unit) -> int:
    finest, *wider = STEPS[unit]
    if longest <= _FINEST_UP_TO[unit]:
        return finest
    return next((step for step in wider if longest <= MOST_STEPS * step), wider[-1])


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)
