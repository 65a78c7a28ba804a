"""Which days a page is about, and how days and their number are said."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats


class ShownDays(NamedTuple):
    """The days of the page, ended ones, both ends included.

    Args:
        open_end: they reach as far as any day can: what was noted today of changes and answers belongs to them.
    """

    first: date
    last: date
    open_end: bool

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether something noted of a day belongs on the page, where nothing is worked out of it."""
        return self.first <= day and (self.open_end or day <= self.last)


def shown_days(facts: DiaryFacts, first: date | None, last: date | None) -> ShownDays | None:
    """The days of a range that the diary reaches and that have ended; None = there are none.

    Args:
        first, last: as asked for; None = from where the diary begins, to the last day that has ended.
    """
    begin = next((day.day for day in facts.days if _says_something(day)), None)
    if begin is None:
        return None
    yesterday = facts.days[-1].day
    low = begin if first is None else max(first, begin)
    high = yesterday if last is None else min(last, yesterday)
    return ShownDays(low, high, last is None or last >= yesterday) if low <= high else None


def _says_something(day: DayFacts) -> bool:
    """Years of imported runs before the diary was kept are no part of it."""
    return day.known or bool(day.spasms or day.stretches or day.partial)


def span_words(first: date, last: date) -> str:
    """31 Aug – 22 Nov 2026"""
    begin = formats.day_and_month(first) if first.year == last.year else formats.short_day(first)
    return _("{first} – {last}").format(first=begin, last=formats.short_day(last))


def how_long(days: int) -> str:
    """12 weeks, 30 days: as a length of time."""
    if days % 7 or days < 14:
        return ngettext("{n} day", "{n} days", days).format(n=formats.grouped(days))
    return ngettext("{n} week", "{n} weeks", days // 7).format(n=formats.grouped(days // 7))


def of_days(days: DiaryFacts, shown: ShownDays) -> tuple[DayFacts, ...]:
    """The facts of the days shown, oldest first."""
    return tuple(day for day in days.days if shown.first <= day.day <= shown.last)
