"""What Share shows and keeps: preset, range, what is included, the name of the file, the look at a table; no Qt."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats


class Preset(StrEnum):
    """What is handed over."""

    PAGE = "page"
    TABLE = "table"
    BACKUP = "backup"


RANGES = ("12_weeks", "last_visit", "all", "days")
TWELVE_WEEKS_DAYS = 84
PRIVATE = ("name", "notes", "own_words", "about_you")
"""Ticks of the page that let out what the person typed about themselves."""
TICKS = (*PRIVATE, "questions", "noted_with", "safety", "appendix")
"""What can be on the page, in the order of the ticks; large print is a tick of the paper."""
ENTERED_ELSEWHERE = ("name", "about_you", "questions")
"""Ticks of the page whose content is entered for it alone, in Settings or on the sheet of the questions."""
USUAL_TICKS = frozenset({"questions", "noted_with", "safety"})
PAPERS = ("a4", "letter")
SEPARATORS = ("comma", "semicolon")
BACKUPS = ("copy", "tables")
LAST_VISIT_SETTING, FOLDER_SETTING = "share_last_visit", "share_folder"
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person has chosen.

    Args:
        span: one of `RANGES`.
        days: of the range "days": first and last diary day, in that order; None = never said.
        last_visit: None = never said.
        ticks: of `TICKS`, for the page.
        paper: of `PAPERS`; "" = the usual one of the country.
        table_notes: whether the table holds the notes.
        separator: of `SEPARATORS`.
        backup: of `BACKUPS`.
    """

    preset: Preset = Preset.PAGE
    span: str = "12_weeks"
    days: tuple[date, date] | None = None
    last_visit: date | None = None
    ticks: frozenset[str] = field(default=USUAL_TICKS)
    large_print: bool = False
    paper: str = ""
    table_notes: bool = True
    separator: str = "comma"
    backup: str = "copy"


def from_settings(setting: Callable[[str], Any]) -> Choices:
    """What was chosen last; of what cannot be understood the usual.

    Args:
        setting: gives a setting's value, None where it was never set.
    """
    usual = Choices()
    ticks = setting("share_ticks")
    found = setting("share_days")
    days = [_day(text) for text in found] if isinstance(found, list) else []
    return Choices(
        preset=Preset(_one_of(tuple(Preset), setting("share_preset"), usual.preset)),
        span=_one_of(RANGES, setting("share_range"), usual.span),
        days=_in_order(*days) if len(days) == 2 else None,
        last_visit=_day(setting(LAST_VISIT_SETTING)),
        ticks=frozenset(ticks) & frozenset(TICKS) if _is_texts(ticks) else usual.ticks,
        large_print=setting("share_large_print") is True,
        paper=_one_of(PAPERS, setting("share_paper"), ""),
        table_notes=setting("share_table_notes") is not False,
        separator=_one_of(SEPARATORS, setting("share_separator"), usual.separator),
        backup=_one_of(BACKUPS, setting("share_backup"), usual.backup),
    )


def to_settings(choices: Choices) -> dict[str, Any]:
    """What is to be kept, by the names of the settings."""
    return {
        "share_preset": choices.preset.value,
        "share_range": choices.span,
        "share_days": [day.isoformat() for day in choices.days] if choices.days else None,
        LAST_VISIT_SETTING: choices.last_visit.isoformat() if choices.last_visit else None,
        "share_ticks": sorted(choices.ticks),
        "share_large_print": choices.large_print,
        "share_paper": choices.paper or None,
        "share_table_notes": choices.table_notes,
        "share_separator": choices.separator,
        "share_backup": choices.backup,
    }


def _one_of(known: Sequence[str], value: Any, usual: str) -> str:
    return value if isinstance(value, str) and value in known else usual


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _in_order(one: date | None, other: date | None) -> tuple[date, date] | None:
    return None if one is None or other is None else (min(one, other), max(one, other))


# -- the range -------------------------------------------------------------------------------------------


def range_words(name: str) -> str:
    """Last 12 weeks, Since the last visit …"""
    return {
        "12_weeks": _("Last 12 weeks"),
        "last_visit": _("Since the last visit"),
        "all": _("Everything"),
        "days": _("Other days"),
    }[name]


def range_days(choices: Choices, today: date) -> tuple[date | None, date | None]:
    """First and last diary day, both included; None = from the first entry, to the last.

    The page speaks of days that have ended, so its twelve weeks end yesterday; the table also holds today's entries.
    """
    last = today - timedelta(days=1) if choices.preset is Preset.PAGE else today
    weeks = (last - timedelta(days=TWELVE_WEEKS_DAYS - 1), last)
    if choices.preset is Preset.BACKUP or choices.span == "all":
        return None, None
    if choices.span == "last_visit":
        return min(visit(choices, today), last), last
    if choices.span == "days":
        first, end = choices.days or weeks
        return min(first, last), min(end, last)
    return weeks


def visit(choices: Choices, today: date) -> date:
    """The day of the last visit; twelve weeks ago where it was never said."""
    return choices.last_visit or today - timedelta(days=TWELVE_WEEKS_DAYS)


def shown_days(choices: Choices, today: date) -> tuple[date, date]:
    """What stands in the two fields of "Other days"."""
    preset = Preset.TABLE if choices.preset is Preset.BACKUP else choices.preset
    first, last = range_days(replace(choices, span="days", preset=preset), today)
    assert first is not None and last is not None
    return first, last


def range_line(first: date | None, last: date | None) -> str:
    """29 Aug 2026 – 22 Nov 2026"""
    if first is None or last is None:
        return _("From the first entry to the last")
    return _("{first} – {last}").format(first=formats.short_day(first), last=formats.short_day(last))


# -- words -----------------------------------------------------------------------------------------------


def preset_words(preset: Preset) -> str:
    """What is written on its tile."""
    return {
        Preset.PAGE: _("Page for my therapist"),
        Preset.TABLE: _("History table (CSV)"),
        Preset.BACKUP: _("Backup"),
    }[preset]


def tick_words(tick: str) -> str:
    """What is written beside a tick."""
    return {
        "name": _("My name"),
        "notes": _("My free notes"),
        "own_words": _("My other texts"),
        "about_you": _("About me"),
        "questions": _("Questions for the visit"),
        "noted_with": _("What was noted with them"),
        "safety": _("Answers about warning signs"),
        "appendix": _("Appendix with tables"),
    }[tick]


def tick_hint(tick: str) -> str:
    """What the words beside a tick do not say; "" = they say it all."""
    return {
        "notes": _("Notes of days, spasms, stretches and activities, in a table after the page."),
        "own_words": _("What you called changes, tags and routines, a programme's note, the reasons of pauses."),
        "about_you": _("What a clinician should know, from Settings."),
        "safety": _("Your answers about the signs that lead to a clinician, with their days."),
        "appendix": _("A table of the weeks and one of the spasms, after the page."),
    }.get(tick, "")


class Known(NamedTuple):
    """What there is of what can be ticked.

    Args:
        name, about_you: whether Settings holds them.
        questions: how many.
    """

    name: bool = False
    about_you: bool = False
    questions: int = 0


class Missing(NamedTuple):
    """A tick for which there is nothing yet.

    Args:
        tick: which, of `ENTERED_ELSEWHERE`.
        words: says so.
        way: what the button says that leads to where it is entered.
        place: "settings" or "questions".
    """

    tick: str
    words: str
    way: str
    place: str


def missing(choices: Choices, known: Known) -> tuple[Missing, ...]:
    """The ticks of the page that have nothing to show yet, with the way to where it is entered."""
    found = []
    if choices.preset is not Preset.PAGE:
        return ()
    if "name" in choices.ticks and not known.name:
        found.append(Missing("name", _("No name is noted yet."), _("Enter my name"), "settings"))
    if "about_you" in choices.ticks and not known.about_you:
        words = _("Nothing is noted about you yet.")
        found.append(Missing("about_you", words, _("Enter it in Settings"), "settings"))
    if "questions" in choices.ticks and not known.questions:
        found.append(Missing("questions", _("No question is noted yet."), _("Write a question"), "questions"))
    return tuple(found)


def caution(choices: Choices) -> str:
    """What to bear in mind before it is handed on."""
    if choices.preset is Preset.BACKUP:
        return _("Everything is in it, your notes included. Whoever has the file can read it.")
    if choices.preset is Preset.TABLE:
        return (
            _("Your notes are in it. Whoever has the file can read it.")
            if choices.table_notes
            else _("Without your notes. Whoever has the file can read the rest.")
        )
    if choices.ticks & frozenset(PRIVATE) == {"name"}:
        return _("Your name is on it. Look it through before you hand it on.")
    if choices.ticks & frozenset(PRIVATE):
        return _("Your own words are on it. Look it through before you hand it on.")
    return _("Without your name and your notes. Look it through before you hand it on.")


class Holding(NamedTuple):
    """What a backup holds.

    Args:
        title: what it is; what it is for.
        counts: what and how many, "4 890 drinks"; empty = nothing is noted yet.
        also: what else is in it.
    """

    title: str
    purpose: str
    counts: tuple[str, ...]
    also: str


def holding(choices: Choices, counts: Mapping[str, int], first: date | None) -> Holding:
    """The words about a backup.

    Args:
        counts: records of each table.
        first: the earliest day with an entry; None = nothing is noted yet.
    """
    words = (
        ("sessions", ngettext("{n} stretch", "{n} stretches", counts.get("sessions", 0))),
        ("episodes", ngettext("{n} spasm or tightness", "{n} spasms and tightnesses", counts.get("episodes", 0))),
        ("drinks", ngettext("{n} drink", "{n} drinks", counts.get("drinks", 0))),
        ("activities", ngettext("{n} activity", "{n} activities", counts.get("activities", 0))),
        ("checkins", ngettext("{n} day answered", "{n} days answered", counts.get("checkins", 0))),
        ("day_items", ngettext("{n} note of a day", "{n} notes of days", counts.get("day_items", 0))),
        ("pauses", ngettext("{n} pause", "{n} pauses", counts.get("pauses", 0))),
        ("questions", ngettext("{n} question", "{n} questions", counts.get("questions", 0))),
        ("tags", ngettext("{n} tag", "{n} tags", counts.get("tags", 0))),
    )
    found = tuple(text.format(n=formats.grouped(counts[name])) for name, text in words if counts.get(name))
    since = _("From {day} to today.").format(day=formats.short_day(first)) if first is not None else ""
    if choices.backup == "copy":
        return Holding(
            _("A copy of the diary as one file"),
            _("It can be restored here or on another computer: Settings, Copies of the diary, Restore."),
            found,
            _joined(since, _("With routines, programme, settings and the bin. It is checked once made.")),
        )
    return Holding(
        _("Every table of the diary in one zip file"),
        _("Any spreadsheet opens them, and calfstretch can bring them in again. A dictionary explains each column."),
        found,
        _joined(since, _("With routines, programme and settings. What lies in the bin stays out.")),
    )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


# -- the file --------------------------------------------------------------------------------------------


def suffix(choices: Choices) -> str:
    """pdf, csv, db or zip"""
    if choices.preset is Preset.BACKUP:
        return "db" if choices.backup == "copy" else "zip"
    return "pdf" if choices.preset is Preset.PAGE else "csv"


def file_name(choices: Choices, today: date) -> str:
    """The name proposed for the file; on a repeated hand-over it differs by its days."""
    first, last = range_days(choices, today)
    days = f"until-{today}" if first is None else f"{first}-to-{last}"
    kind = {Preset.PAGE: "page", Preset.TABLE: "history", Preset.BACKUP: "backup"}[choices.preset]
    if choices.preset is Preset.BACKUP:
        days = today.isoformat()
    return f"calfstretch-{kind}-{days}.{suffix(choices)}"


# -- the look at the table -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preview:
    """The first lines of the file without the columns that are blank in all of them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def preview(headings: tuple[str, ...], lines: Iterable[str], separator: str = ",") -> Preview:
    """The lines as a table.

    Args:
        headings: all columns of the file.
        lines: lines of the file as they will be written.
        separator: what stands between two cells.
    """
    rows = [tuple(row) for row in csv.reader(lines, delimiter=separator)]
    used = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    return Preview(tuple(headings[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows))


def one_line(text: str) -> str:
    """The text of a cell in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_CELL else line[: _LONGEST_CELL - 1] + "…"


def question_lines(text: str) -> list[str]:
    """The questions in a text, one a line, blank lines left out."""
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]
