"""Coverage: where the diary's silence means "no", and which days stand in the denominators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DayRange = tuple[date, date]
"""First and last diary day, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the person or an import declared to be complete. Everything else is unknown, never "no".

    Args:
        today: the diary day that is running; it and later days are covered by nothing yet.
        checked_in: diary days with a check-in.
        imported: ranges that an import of activities covers as a whole.
        first_use: the first diary day the program itself could have logged a session; None = none yet.
        pauses: days taken out of the denominators: ill, travel.
    """

    today: date
    checked_in: frozenset[date] = frozenset()
    imported: tuple[DayRange, ...] = ()
    first_use: date | None = None
    pauses: tuple[DayRange, ...] = ()

    def is_known(self, day: date) -> bool:
        """Whether the day has a check-in and is over; only such a day counts in a rate."""
        return day in self.checked_in and day < self.today

    def ran(self, day: date, runs: int) -> bool | None:
        """Whether there was a run that day; None = unknown.

        Args:
            runs: how many are recorded.
        """
        if runs > 0:
            return True
        imported = day < self.today and _within(day, self.imported)
        return False if imported or self.is_known(day) else None

    def stretched(self, day: date, sessions: int) -> bool | None:
        """Whether there was a stretch session that day; None = unknown.

        Args:
            sessions: how many done ones that are no relief are recorded.
        """
        if sessions > 0:
            return True
        since_first_use = self.first_use is not None and day >= self.first_use
        return False if since_first_use and self.is_known(day) else None

    def in_denominator(self, day: date) -> bool:
        """Whether coverage and adherence count the day: it is over and in no pause, or known all the same."""
        return day < self.today and (self.is_known(day) or not _within(day, self.pauses))

    def share_known(self, first: date, last: date) -> float | None:
        """Known days as a share (0 to 1) of the days that count from first to last; None = no day counts."""
        days = [day for day in _days(first, last) if self.in_denominator(day)]
        return sum(self.is_known(day) for day in days) / len(days) if days else None


def _within(day: date, ranges: Iterable[DayRange]) -> bool:
    return any(first <= day <= last for first, last in ranges)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
