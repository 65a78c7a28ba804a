"""Simulated diaries in the shapes that comparisons take: tables of days and runs, and the facts of a whole diary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import numpy as np

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day import ActivityKind, Item
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.exposures import (
    ELECTROLYTE_DRINK,
    HEELS,
    HOT_DAY,
    LOW_WATER,
    RUN_EXPOSURES,
    SHORT_SLEEP,
    Exposure,
)
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.person import Tag
from calfstretch.insights.day_table import DayTable
from calfstretch.insights.run_table import RunTable, above_median
from tests.insights.simulated import PLANTED, UNKNOWN, SimulatedDiary, SimulatedRuns, Whole

FIRST = date(2026, 1, 5)
PLANTED_TAG = "Garden work"
PLANTED_ID = f"tag:{PLANTED_TAG}"
NOTE_IDS = (HOT_DAY, SHORT_SLEEP, PLANTED_ID, HEELS, LOW_WATER, ELECTROLYTE_DRINK)


def days_of(diary: SimulatedDiary, days: int | None = None) -> DayTable:
    """The table of the first so many days; None = all."""
    exposures = tuple(
        Exposure(name, lag_days=diary.lag(note), name=PLANTED_TAG if note == PLANTED else "")
        for note, name in enumerate(NOTE_IDS)
    )
    return _table(diary.spasms[:days], exposures, tuple(diary.at_lag(note)[:days] for note in range(len(NOTE_IDS))))


def runs_of(runs: SimulatedRuns, days: int | None = None) -> tuple[DayTable, RunTable]:
    """The runs of the first so many days, beside days that nothing is noted of; None = all."""
    days = runs.world.days if days is None else days
    y = np.zeros(days, dtype=np.int64)
    counted = runs.day < days
    y[runs.day[counted & ~runs.known]] = UNKNOWN
    counted &= runs.known
    columns = [above_median(list(column[counted])) for column in (runs.distance_m, runs.temperature_c, runs.effort)]
    table = RunTable(
        calendar_days=days,
        day=runs.day[counted],
        y=runs.spasm[counted].astype(np.int8),
        exposures=RUN_EXPOSURES,
        x=tuple(labels for labels, _line in columns),
        lines=tuple(line for _labels, line in columns),
    )
    return _table(y, (), ()), table


def _table(y: Whole, exposures: tuple[Exposure, ...], x: tuple[np.ndarray, ...]) -> DayTable:
    return DayTable(first=FIRST, y=y, exposures=exposures, x=x)


def facts_of(diary: SimulatedDiary, first: date = FIRST) -> DiaryFacts:
    """The whole diary as it would be read: spasms of days without a check-in are logged all the same."""
    dates = [first + timedelta(days=n) for n in range(len(diary.spasms))]
    known = diary.spasms >= 0
    today = dates[-1] + timedelta(days=1)
    items = {day: _items([int(said) for said in diary.notes[:, n]]) for n, day in enumerate(dates)}
    return DiaryFacts(
        today=today,
        days=tuple(
            DayFacts(
                day,
                known=bool(known[n]),
                spasms=int(diary.happened[n]),
                water_ml={1: 1000.0, 0: 2000.0}.get(int(diary.notes[NOTE_IDS.index(LOW_WATER), n])),
            )
            for n, day in enumerate(dates)
        ),
        late=frozenset(),
        items=items,
        spasms=tuple(
            SpasmFacts(id=f"{day}-{number}", day=day, at=_at(day, 22))
            for n, day in enumerate(dates)
            for number in range(int(diary.happened[n]))
        ),
        activities=(),
        coverage=Coverage(today=today, checked_in=frozenset(day for n, day in enumerate(dates) if known[n])),
        changes=(),
        programmes=(),
        tags=(Tag(name=PLANTED_TAG, lag_days=diary.world.lag),),
    )


def facts_of_runs(runs: SimulatedRuns, first: date = FIRST) -> DiaryFacts:
    """The whole diary of a runner: a run at five in the afternoon, its spasm in the night, others in the morning."""
    dates = [first + timedelta(days=n) for n in range(runs.world.days)]
    ran = [dates[n] for n in runs.day]
    unknown = {day for day, known in zip(ran, runs.known, strict=True) if not known}
    spasms = {day for day, spasm in zip(ran, runs.spasm, strict=True) if spasm}
    today = dates[-1] + timedelta(days=1)
    return DiaryFacts(
        today=today,
        days=tuple(DayFacts(day, known=day not in unknown, spasms=int(day in spasms)) for day in dates),
        late=frozenset(),
        items={},
        spasms=tuple(SpasmFacts(id=str(day), day=day, at=_at(day, 23)) for day in sorted(spasms)),
        activities=tuple(
            ActivityFacts(
                id=f"run {day}",
                day=day,
                at=_at(day, 17),
                kind=ActivityKind.RUN,
                minutes=float(runs.distance_m[n]) / 160,
                distance_m=float(runs.distance_m[n]),
                effort=int(runs.effort[n]),
                temperature_c=float(runs.temperature_c[n]),
                temperature_kind="device",
            )
            for n, day in enumerate(ran)
        ),
        coverage=Coverage(today=today, checked_in=frozenset(dates) - unknown),
        changes=(),
        programmes=(),
        tags=(),
    )


def _items(said: list[int]) -> Mapping[str, str]:
    """What stands in the diary for the notes of a day; what was not said is not there."""
    by_name = dict(zip(NOTE_IDS, said, strict=True))
    items: dict[str, str] = {
        name: "yes" if by_name[name] else "no"
        for name in (HOT_DAY, HEELS, ELECTROLYTE_DRINK, PLANTED_ID)
        if by_name[name] != UNKNOWN
    }
    if by_name[SHORT_SLEEP] != UNKNOWN:
        items[Item.SLEEP_H] = "5.5" if by_name[SHORT_SLEEP] else "7.5"
    return items


def _at(day: date, hour: int) -> Moment:
    return local_moment(datetime.combine(day, time(hour)))
