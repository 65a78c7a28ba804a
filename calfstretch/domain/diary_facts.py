"""What Insights needs of a whole diary: days, spasms, activities and what was declared; plain values, no reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from calfstretch.domain.coverage import Coverage, DayRange
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import Programme, Tag

LATE_H = 48
"""An answer typed so many hours after its day had ended is marked. Source: statistics notes, section 1."""


class SpasmFacts(NamedTuple):
    """One episode that counts as a spasm (tightness is none), also one on a day that is not known.

    Args:
        day: its diary day.
        at: when it began; with `until`, the begin of the interval it fell in.
        until: end of the interval; None = a moment.
        leg: "left", "right" or "both"; None = not said.
        zones: as "left:outer_calf".
        pain: 0 to 10; None = not said.
        duration_s: seconds; None = not said, or said as a band.
        duration_band: "under_1", "1_3", "3_10" or "over_10" minutes; None = not said.
        eased_after_s: seconds until it eased; None = not said.
        context: as of `Context`; None = not said.
        tried: pairs of what was tried and whether it helped ("yes", "a_bit", "no"; "" = not said).
        minutes_awake: 0 = not woken; None = not said.
        whole_day: made by a check-in: it happened some time that day or night, nobody said when.
        night: it stands in the night of its day.
    """

    id: str
    day: date
    at: Moment
    until: Moment | None = None
    leg: str | None = None
    zones: tuple[str, ...] = ()
    pain: int | None = None
    duration_s: float | None = None
    duration_band: str | None = None
    eased_after_s: float | None = None
    context: str | None = None
    tried: tuple[tuple[str, str], ...] = ()
    minutes_awake: int | None = None
    whole_day: bool = False
    night: bool = False

    def began_after(self, start: Moment) -> bool | None:
        """Whether it began at a moment or later; None = its interval holds the moment, nobody can tell."""
        if self.at.utc >= start.utc:
            return True
        return None if self.until is not None and self.until.utc > start.utc else False


class ActivityFacts(NamedTuple):
    """One activity; what is None was not said.

    Args:
        kind: as of `ActivityKind`.
        at: its start.
        temperature_kind: "device" or "weather".
        effort: 0 to 10.
    """

    id: str
    day: date
    at: Moment
    kind: str
    minutes: float | None = None
    distance_m: float | None = None
    effort: int | None = None
    temperature_c: float | None = None
    temperature_kind: str | None = None


class ChangeFacts(NamedTuple):
    """A change the person marked on the day it began, in their own words."""

    id: str
    day: date
    text: str


class DiaryFacts(NamedTuple):
    """The whole diary in numbers.

    Args:
        today: the diary day that is running; nothing of it counts yet.
        days: every ended day from the first entry to yesterday, oldest first; empty = none has ended.
        late: known days whose check-in was typed more than 48 h after their end.
        items: what was noted of a day, by item name ("heels": "yes", "sleep_h": "6.5", "tag:Garden work": "yes");
            a value the program suggested and nobody confirmed is not among them, nor are notes.
        spasms: oldest first, those of the running day included.
        activities: oldest first, those of the running day included.
        coverage: what was declared to be complete.
        changes: marked changes, oldest first.
        programmes: by first day.
        tags: of days, in use, in their order.
        low_water_ml: below this a day's water is low.
    """

    today: date
    days: tuple[DayFacts, ...]
    late: frozenset[date]
    items: Mapping[date, Mapping[str, str]]
    spasms: tuple[SpasmFacts, ...]
    activities: tuple[ActivityFacts, ...]
    coverage: Coverage
    changes: tuple[ChangeFacts, ...] = ()
    programmes: tuple[Programme, ...] = ()
    tags: tuple[Tag, ...] = ()
    low_water_ml: float = 1500.0

    @property
    def first_known(self) -> date | None:
        """The first day with a check-in: where looks count from; None = no day is known."""
        return next((day.day for day in self.days if day.known), None)

    @property
    def pauses(self) -> tuple[DayRange, ...]:
        """First and last day of each pause."""
        return self.coverage.pauses
