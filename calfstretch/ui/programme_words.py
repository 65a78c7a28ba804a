"""A programme in words, for the form, Settings and the slip; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats

EVERY_DAY = 7


class Asking(Protocol):
    """What is read of a programme."""

    @property
    def times_a_day(self) -> int: ...
    @property
    def weekdays(self) -> tuple[int, ...]: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date | None: ...


def times_words(times: int) -> str:
    """once a day, 2 times a day"""
    return _("once a day") if times == 1 else ngettext("{n} time a day", "{n} times a day", times).format(n=times)


def weekdays_words(weekdays: Sequence[int]) -> str:
    """every day; Mon, Wed, Fri"""
    if len(weekdays) == EVERY_DAY:
        return _("every day")
    return ", ".join(formats.weekday_short(number) for number in weekdays)


def span_words(first: date, last: date | None, today: date) -> str:
    """since 2 Nov 2026, until 30 Nov 2026; what lies ahead begins with from"""
    begin = _("from {day}") if first > today else _("since {day}")
    parts = [begin.format(day=formats.short_day(first))]
    if last is not None:
        parts.append(_("until {day}").format(day=formats.short_day(last)))
    return ", ".join(parts)


def often_line(programme: Asking, today: date) -> str:
    """2 times a day · Mon, Wed, Fri · since 2 Nov 2026, until 30 Nov 2026"""
    return " · ".join(
        [
            times_words(programme.times_a_day),
            weekdays_words(programme.weekdays),
            span_words(programme.first_day, programme.last_day, today),
        ]
    )


def ended_line(programme: Asking) -> str:
    """The programme ended on 30 Nov 2026."""
    assert programme.last_day is not None
    return _("The programme ended on {day}.").format(day=formats.short_day(programme.last_day))
