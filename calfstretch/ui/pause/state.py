"""What the form of a pause says; no Qt."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch.domain.day import Pause
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats, labels

USUAL_DAYS = 7
OTHER = "other"
KNOWN_REASONS = (labels.PAUSE_ILL, labels.PAUSE_TRAVEL)


def new_days(day: date, today: date) -> tuple[date, date]:
    """First and last day of a new pause: a week; from a day gone by until yesterday at most."""
    last = day + timedelta(days=USUAL_DAYS - 1)
    return day, min(last, today - timedelta(days=1)) if day < today else last


def reason_choice(reason: str) -> str | None:
    """The chip of a stored reason; None = none was said."""
    return reason if reason in KNOWN_REASONS else OTHER if reason else None


def length_words(first: date, last: date, today: date) -> str:
    """8 days, until Friday 27 November. Nothing is asked of them; what you note still counts."""
    days = (last - first).days + 1
    if days < 1:
        return ""
    count = ngettext("{n} day, until {day}.", "{n} days, until {day}.", days).format(
        n=days, day=formats.long_day(last, today)
    )
    return " ".join([count, _("Nothing is asked of these days; a day you note all the same counts.")])


def trouble(first: date, last: date, other: Pause | None) -> str:
    """What stands in the way of these days; "" = nothing.

    Args:
        other: a pause that shares days with them; None = none does.
    """
    if last < first:
        return _("The last day lies before the first.")
    if other is None:
        return ""
    span = _("{first} to {last}").format(
        first=formats.short_day(other.first_day), last=formats.short_day(other.last_day)
    )
    return _("{span} is a pause already. Change that one, or choose other days.").format(span=span)
