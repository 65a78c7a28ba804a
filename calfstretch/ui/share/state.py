"""What Share shows: the range, the name of the file, the first lines of it; no Qt."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats

RANGES = ("4_weeks", "12_weeks", "6_months", "all")
_DAYS = {"4_weeks": 28, "12_weeks": 84, "6_months": 183}


@dataclass(frozen=True, slots=True)
class Preview:
    """The first lines of the file without the columns that are blank in all of them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def range_words(name: str) -> str:
    """Last 12 weeks, Everything …"""
    return {
        "4_weeks": _("Last 4 weeks"),
        "12_weeks": _("Last 12 weeks"),
        "6_months": _("Last 6 months"),
        "all": _("Everything"),
    }[name]


def range_days(name: str, today: date) -> tuple[date | None, date | None]:
    """First and last diary day of a range, today included; None = from the first, to the last entry."""
    return (None, None) if name == "all" else (today - timedelta(days=_DAYS[name] - 1), today)


def file_name(name: str, today: date) -> str:
    """The name proposed for the file."""
    return f"calfstretch-{today.isoformat()}.csv" if name == "all" else f"calfstretch-{name}-{today.isoformat()}.csv"


def range_line(first: date | None, last: date | None) -> str:
    """29 Aug 2026 – 22 Nov 2026"""
    if first is None or last is None:
        return _("From the first entry to the last")
    return _("{first} – {last}").format(first=formats.short_day(first), last=formats.short_day(last))


def preview(headings: tuple[str, ...], lines: Iterable[str]) -> Preview:
    """The lines as a table.

    Args:
        headings: all columns of the file.
        lines: lines of the file as they will be written.
    """
    rows = [tuple(row) for row in csv.reader(lines)]
    used = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    return Preview(tuple(headings[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows))
