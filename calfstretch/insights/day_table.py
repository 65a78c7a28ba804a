"""The day table: of every calendar day its spasms and, for each exposure, yes, no or unknown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.exposures import DayNotes, Exposure, exposures_of_days, rule, tags_noted
from calfstretch.insights.windows import UNKNOWN, lagged

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class DayTable:
    """Calendar days in a row, first to last.

    Args:
        first: the first day.
        y: spasms of each day (int64); -1 = the day is not known.
        exposures: what the days are compared by.
        x: for each exposure 1, 0 or -1 (unknown) of each day (int8), its lag applied: what stands on day t is the
            note of day t - lag.
        paused_days: days in a pause without a check-in, which the known days are not measured against.
        left_out: spasms noted on days that are not known.
        low_water_ml: the line of low water.
    """

    first: date
    y: NDArray[np.int64]
    exposures: tuple[Exposure, ...]
    x: tuple[NDArray[np.int8], ...]
    paused_days: int = 0
    left_out: int = 0
    low_water_ml: float = 1500.0

    @property
    def calendar_days(self) -> int:
        """How many days there are, known or not."""
        return len(self.y)

    @property
    def known_days(self) -> int:
        """Days with a check-in."""
        return int(np.count_nonzero(self.y >= 0))

    @property
    def spasms(self) -> int:
        """Spasms on the known days."""
        return int(self.y[self.y >= 0].sum())

    @property
    def asked_days(self) -> int:
        """The days that the known ones are measured against."""
        return self.calendar_days - self.paused_days


def day_table(facts: DiaryFacts, first: date, last: date) -> DayTable:
    """The table of the days first to last, both included; days that have not ended are unknown.

    Source: statistics notes, section 1.
    """
    by_day = {day.day: day for day in facts.days}
    days = [
        by_day.get(day, DayFacts(day)) for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    ]
    notes = _notes(facts, days)
    exposures = exposures_of_days(facts.tags)
    return DayTable(
        first=first,
        y=np.array([day.spasms if day.known else UNKNOWN for day in days], dtype=np.int64),
        exposures=exposures,
        x=tuple(_column(exposure, notes) for exposure in exposures),
        paused_days=sum(day.paused and not day.known for day in days),
        left_out=sum(day.spasms for day in days if not day.known),
        low_water_ml=facts.low_water_ml,
    )


def _notes(facts: DiaryFacts, days: list[DayFacts]) -> list[DayNotes]:
    runs = Counter(activity.day for activity in facts.activities if activity.kind == ActivityKind.RUN)
    found = []
    for day in days:
        items = facts.items.get(day.day, {})
        found.append(DayNotes(day, items, tags_noted(items), runs[day.day], facts.coverage, facts.low_water_ml))
    return found


def _column(exposure: Exposure, notes: list[DayNotes]) -> NDArray[np.int8]:
    said = rule(exposure)
    # with a lag the first day's note lies before the table, and so is unknown
    column = np.array([_code(said(each)) for each in notes], dtype=np.int8)
    return lagged(column, exposure.lag_days).astype(np.int8, copy=False)


def _code(said: bool | None) -> int:
    return UNKNOWN if said is None else int(said)
