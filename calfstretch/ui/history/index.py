"""The words of the days read so far, so that the next search need not read them again; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from calfstretch.journal.days import DayEntries
from calfstretch.ui.history.filters import Filter
from calfstretch.ui.history.state import Indexed, indexed

Reader = Callable[[date, date], list[DayEntries]]
"""Gives the diary days from first to last, oldest first."""

# Read at once: a search reads so many days, then the window may paint.
SLICE_DAYS, READ_DAYS, _SKIPPED_DAYS = 4, 6, 120


class HistoryIndex:
    """What each day can be found by; filled as days are read, emptied when anything is written.

    Args:
        read: reads diary days.
        day_start_h: asked when days are read.
    """

    def __init__(self, read: Reader, day_start_h: Callable[[], int]) -> None:
        self._read = read
        self._day_start_h = day_start_h
        self._days: dict[date, tuple[Indexed, ...]] = {}

    def clear(self) -> None:
        """The diary has changed: nothing is known any more."""
        self._days.clear()

    def knows(self, day: date) -> bool:
        """Whether the day has been read."""
        return day in self._days

    def hits(self, day: date, wanted: Filter) -> int:
        """How many entries of a known day fit."""
        return sum(wanted.lets(each.show, each.legs, each.text) for each in self._days[day])

    def reach(self, newest: date, oldest: date, wanted: Filter) -> int:
        """How many days from the newest on back are to be taken at once: those without a hit, or a few to read."""
        count, day = 0, newest
        while count < _SKIPPED_DAYS and day >= oldest and not self._is_needed(day, wanted):
            count, day = count + 1, day - timedelta(days=1)
        return count or READ_DAYS

    def entries(self, first: date, last: date, wanted: Filter) -> list[DayEntries]:
        """The days from first to last, oldest first; those that are known to hold nothing that fits are blank."""
        found: list[DayEntries] = []
        for begin, end, is_read in self._runs(first, last, wanted):
            if is_read:
                entries = self._read(begin, end)
                self._add(entries)
                found += entries
            else:
                found += [_blank(begin + timedelta(days=n)) for n in range((end - begin).days + 1)]
        return found

    def learn(self, newest: date, oldest: date) -> date | None:
        """Read the next days, from the newest on back, that are not known; one slice of them.

        Returns:
            The day to go on with; None = all are known.
        """
        day = newest
        while day >= oldest and day in self._days:
            day -= timedelta(days=1)
        if day < oldest:
            return None
        first = max(oldest, day - timedelta(days=SLICE_DAYS - 1))
        self._add(self._read(first, day))
        return first - timedelta(days=1) if first > oldest else None

    def _add(self, entries: Iterable[DayEntries]) -> None:
        start_h = self._day_start_h()
        for each in entries:
            self._days[each.day] = indexed(each, start_h)

    def _runs(self, first: date, last: date, wanted: Filter) -> Iterator[tuple[date, date, bool]]:
        """Neighbouring days that are to be read, or not."""
        begin, is_read = first, self._is_needed(first, wanted)
        day = first + timedelta(days=1)
        while day <= last:
            needed = self._is_needed(day, wanted)
            if needed != is_read:
                yield begin, day - timedelta(days=1), is_read
                begin, is_read = day, needed
            day += timedelta(days=1)
        yield begin, last, is_read

    def _is_needed(self, day: date, wanted: Filter) -> bool:
        return day not in self._days or self.hits(day, wanted) > 0


def _blank(day: date) -> DayEntries:
    return DayEntries(day, None, (), (), {}, (), (), {})
