"""Twelve weeks as cells, one a diary day: what is drawn in each and what is said of it; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.regularity import LAST_DAYS, Regularity
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats

WEEKS = 12


class Ground(StrEnum):
    """How a cell is filled."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    PAUSE = "pause"
    RUNNING = "running"
    BEFORE = "before"
    AHEAD = "ahead"


class Cell(NamedTuple):
    """One diary day.

    Args:
        done, partial: stretches to their end and not, relief not among them.
        spasms: as noted; on a day that is not known there may have been more.
    """

    day: date
    ground: Ground
    done: int = 0
    partial: int = 0
    spasms: int = 0

    @property
    def can_be_chosen(self) -> bool:
        """Whether the keyboard stops here: days to come are left out."""
        return self.ground is not Ground.AHEAD


def week_start(day: date, first_weekday: int) -> date:
    """The first day of the week a day stands in; `first_weekday` is 1 for Monday to 7 for Sunday."""
    return day - timedelta(days=(day.isoweekday() - first_weekday) % 7)


def span(last: date, first_weekday: int) -> tuple[date, date]:
    """First and last day of the twelve whole weeks that end with the week of `last`."""
    begin = week_start(last, first_weekday) - timedelta(weeks=WEEKS - 1)
    return begin, begin + timedelta(days=7 * WEEKS - 1)


def calendar_weeks(
    facts: Sequence[DayFacts], first: date, today: date, first_use: date | None
) -> tuple[tuple[Cell, ...], ...]:
    """Twelve weeks of seven cells, oldest first.

    Args:
        facts: of any days; those that are missing are empty and not known.
        first: the first day of the first week.
        first_use: the first diary day with the program; None = it begins today.
    """
    by_day: Mapping[date, DayFacts] = {day.day: day for day in facts}
    cells = [
        _cell(by_day.get(day) or DayFacts(day=day), today, first_use or today)
        for day in (first + timedelta(days=n) for n in range(7 * WEEKS))
    ]
    return tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))


def _cell(facts: DayFacts, today: date, first_use: date) -> Cell:
    noted = facts.stretches or facts.partial or facts.spasms
    if facts.day > today:
        return Cell(facts.day, Ground.AHEAD)
    if facts.paused:
        ground = Ground.PAUSE
    elif facts.day == today:
        ground = Ground.RUNNING
    elif facts.known:
        ground = Ground.KNOWN
    else:
        ground = Ground.BEFORE if facts.day < first_use and not noted else Ground.UNKNOWN
    return Cell(facts.day, ground, facts.stretches, facts.partial, facts.spasms)


def cell_words(cell: Cell, today: date) -> str:
    """Saturday 21 November: 1 stretch, 1 partial stretch, no spasm"""
    parts = [_GROUNDS[cell.ground]()] if cell.ground in _GROUNDS else []
    said_all = cell.ground is Ground.KNOWN
    if cell.done:
        parts.append(ngettext("{n} stretch", "{n} stretches", cell.done).format(n=cell.done))
    if cell.partial:
        parts.append(ngettext("{n} partial stretch", "{n} partial stretches", cell.partial).format(n=cell.partial))
    if said_all and not cell.done and not cell.partial:
        parts.append(_("no stretch"))
    if cell.spasms:
        parts.append(ngettext("{n} spasm", "{n} spasms", cell.spasms).format(n=cell.spasms))
    elif said_all:
        parts.append(_("no spasm"))
    if cell.ground is Ground.RUNNING and not (cell.done or cell.partial or cell.spasms):
        parts.append(_("no stretch or spasm noted yet"))
    return _("{day}: {what}").format(day=formats.long_day(cell.day, today), what=", ".join(parts))


_GROUNDS = {
    Ground.UNKNOWN: lambda: _("not known, no check-in"),
    Ground.PAUSE: lambda: _("pause"),
    Ground.RUNNING: lambda: _("today"),
    Ground.BEFORE: lambda: _("before the diary began"),
    Ground.AHEAD: lambda: _("still to come"),
}


def span_words(first: date, today: date) -> str:
    """31 Aug 2026 to 22 Nov 2026; the last week ends today."""
    last = min(first + timedelta(days=7 * WEEKS - 1), today)
    return _("{first} to {last}").format(first=formats.short_day(first), last=formats.short_day(last))


def regularity_words(found: Regularity | None) -> str:
    """A stretch on 18 of the last 28 evenings. Not known: 4."""
    if found is None:
        return _("How many evenings have a stretch is said here once a day is over.")
    if found.by_programme:
        words = ngettext(
            "In the last 28 days: a stretch on {n} of {of} day your programme asked for.",
            "In the last 28 days: a stretch on {n} of {of} days your programme asked for.",
            found.of,
        )
    elif found.of == LAST_DAYS:
        words = _("A stretch on {n} of the last {of} evenings.")
    else:
        words = ngettext(
            "A stretch on {n} of {of} evening in the last 28 days.",
            "A stretch on {n} of {of} evenings in the last 28 days.",
            found.of,
        )
    parts = [words.format(n=found.done, of=found.of)]
    if found.not_known:
        parts.append(_("Not known: {n}.").format(n=found.not_known))
    if found.paused:
        paused = ngettext("{n} day in a pause left out.", "{n} days in a pause left out.", found.paused)
        parts.append(paused.format(n=found.paused))
    return " ".join(parts)
