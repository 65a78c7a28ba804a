"""Habits day by day from a backup of Loop Habit Tracker, in both of its layouts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Protocol

from calfstretch.domain.found import Found, FoundDayValue, Refusal
from calfstretch.domain.moment import FIRST_YEAR, LAST_YEAR
from calfstretch.exchange.activities import cells
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.table import Limits, Row, Table
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.i18n import gettext as _

_HABITS, _DAYS = "Habits.csv", "Checkmarks.csv"
_NUMERICAL = "NUMERICAL"
_THOUSANDTHS = 1000
# Of a habit with yes and no. 1 and YES_AUTO say that it was not due; 3 and SKIP that it was passed over.
_YES, _NO = frozenset({"2", "YES_MANUAL"}), frozenset({"0", "NO"})
_NO_ENTRY = frozenset({"", "-1", "1", "3", "UNKNOWN", "YES_AUTO", "SKIP"})
# Of an amount the new layout writes some numbers as the word of the code they equal.
_AMOUNT_WORDS = {"NO": "0", "YES_AUTO": "1", "YES_MANUAL": "2", "SKIP": "3"}
_NONE_AMOUNT = frozenset({"", "-1", "UNKNOWN"})
_FOLDER_NUMBER = re.compile(r"0*(\d{1,9})(?=\D|$)", re.ASCII)
_SPREADSHEET_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{2})", re.ASCII)
_MOST_AMOUNT = 1e9
_DAYS_LIMITS = Limits(columns=16, rows=60_000)
"""Of one habit: a hundred years of days."""


class Entries(Protocol):
    """The files of an archive; see `containers.Archive`."""

    def names(self) -> list[str]:
        """Names of the entries that can be read, as they stand in the file."""

    def open(self, name: str, watch: Watch) -> Stream:
        """One entry, unpacked, within limits."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """Of `Habits.csv`: what it is called, and of an amount its unit; None = yes or no, or not known."""

    name: str
    unit: str = ""
    is_amount: bool | None = None


def read(entries: Entries, watch: Watch) -> Iterator[Found | Refusal]:
    """The values of all habits, in the order of the backup. A day without an entry gives none.

    Raises:
        RefusedFile: the list of habits cannot be read.
        NothingInIt: a sound backup without a value.
        CalledOff: the person wishes so.
    """
    is_empty = True
    for one in bounded(_found(entries, watch)):
        is_empty = False
        yield one
    if is_empty:
        raise NothingInIt(_("It is a backup of Loop Habit Tracker in which no habit has a value."))


def _found(entries: Entries, watch: Watch) -> Iterator[FoundDayValue | Refusal]:
    names = entries.names()
    top = _top(names)
    if top is None:
        raise RefusedFile(_("It holds no list of habits."))
    habits = _habits(Table(entries.open(f"{top}{_HABITS}", watch), watch))
    files = [(at, name) for name in names if (at := _number_of(name, top)) is not None]
    for done, (at, name) in enumerate(sorted(files)):
        watch.step(done / len(files))
        habit = habits.get(at)
        if habit is None:
            yield Refusal(name, _("The list of habits does not say which habit it is of."))
            continue
        rows: list[Row] = []
        try:
            rows.extend(Table(entries.open(name, watch), watch, _DAYS_LIMITS))
        except RefusedFile as refused:  # what stands before it is read all the same
            yield Refusal(name, refused.sentence)
        yield from _of_habit(habit, name, rows)


def _top(names: list[str]) -> str | None:
    """The folder of the list of habits, with its stroke; "" = none."""
    found = [name for name in names if PurePosixPath(name).name == _HABITS]
    return min(found, key=len)[: -len(_HABITS)] if found else None


def _number_of(name: str, top: str) -> int | None:
    """The position of the habit whose days stand in that file: its folder keeps few letters of its name."""
    if not name.startswith(top):
        return None
    folder, _stroke, file = name[len(top) :].partition("/")
    found = _FOLDER_NUMBER.match(folder) if file == _DAYS else None
    return int(found[1]) if found else None


def _habits(table: Table) -> dict[int, _Habit]:
    heading = {name.casefold(): at for at, name in reversed(list(enumerate(table.heading())))}
    if "position" not in heading or "name" not in heading:
        raise RefusedFile(_("Its list of habits has headings that are not known."))
    habits: dict[int, _Habit] = {}
    for row in table:

        def cell(name: str, cells: list[str] = row.cells) -> str | None:
            at = heading.get(name)
            return cells[at].strip() if at is not None and at < len(cells) else None

        position, name = cell("position") or "", cell("name")
        if name and position.isdecimal() and len(position) < 10:
            kind = cell("type")
            habits[int(position)] = _Habit(name, cell("unit") or "", None if kind is None else kind == _NUMERICAL)
    return habits


def _of_habit(habit: _Habit, file: str, rows: list[Row]) -> Iterator[FoundDayValue | Refusal]:
    rows = [row for row in rows if not _is_heading(row)]
    # The old layout does not say which habits are amounts; no code of a yes or no is above 3.
    is_amount = habit.is_amount
    if is_amount is None:
        values = (cells.number(row.cells[1]) for row in rows if len(row.cells) > 1)
        is_amount = any(value is not None and value > 3 for value in values)
    for row in rows:
        found = _of_row(habit, row, is_amount)
        if isinstance(found, str):
            yield Refusal(f"{file}, {row.where}", found)
        elif found is not None:
            yield found


def _is_heading(row: Row) -> bool:
    return [cell.strip().casefold() for cell in row.cells[:2]] == ["date", "value"]


def _of_row(habit: _Habit, row: Row, is_amount: bool) -> FoundDayValue | str | None:
    """What a row says; a text = why it cannot be used; None = there is no entry on that day."""
    if row.trouble:
        return row.trouble
    if len(row.cells) < 2:
        return _("The line ends too early.")
    day, text = _day(row.cells[0].strip()), row.cells[1].strip().upper()
    if day is None:
        return _("Its date cannot be: {text}").format(text=row.cells[0].strip()[:60])
    if is_amount:
        if text in _NONE_AMOUNT:
            return None
        amount = cells.between(cells.number(_AMOUNT_WORDS.get(text, text)), 0, _MOST_AMOUNT * _THOUSANDTHS)
        if amount is None:
            return _("Its value is not known: {value}").format(value=text[:20])
        value = f"{amount / _THOUSANDTHS:.3f}".rstrip("0").rstrip(".")
        return FoundDayValue(day=day, name=habit.name, value=value, unit=habit.unit)
    if text in _NO_ENTRY:
        return None
    if text not in _YES and text not in _NO:
        return _("Its value is not known: {value}").format(value=text[:20])
    return FoundDayValue(day=day, name=habit.name, value="yes" if text in _YES else "no")


def _day(text: str) -> date | None:
    """YYYY-MM-DD, or MM-DD-YY after a pass through a spreadsheet."""
    changed = _SPREADSHEET_DATE.fullmatch(text)
    with suppress(ValueError):
        if changed:
            month, day, year = (int(part) for part in changed.groups())
            return date(2000 + year, month, day)
        found = date.fromisoformat(text) if len(text) == 10 else None
        return found if found is not None and FIRST_YEAR < found.year < LAST_YEAR else None
    return None
