"""The tables of the archive: one definition, of which the writer, the reader and the dictionary are all made."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, ImportedRange, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import (
    Look,
    MarkedChange,
    Profile,
    Programme,
    Question,
    Reminder,
    SafetyAnswer,
    SavedRoutine,
    Tag,
)
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Session
from calfstretch.exchange.archive import cells, words
from calfstretch.exchange.archive.cells import Cell
from calfstretch.exchange.archive.words import About

KINDS: tuple[type[Record], ...] = (
    Tag, SavedRoutine, Programme, Episode, Session, Hold, Drink, Activity, ImportedRange, CheckIn, DayItem, Pause,
    Profile, Question, MarkedChange, SafetyAnswer, Reminder, Look,
)  # fmt: skip
"""Every kind of record, what others refer to first."""
IN_BIN = "deleted_at"
MAY_LIE_IN_BIN = "routines"
"""What lies in the bin leaves as a tombstone alone and needs no such column; but for the routine of a programme that is
in use."""
SETTINGS, TOMBSTONES, DICTIONARY, README = "settings.csv", "tombstones.csv", "dictionary.csv", "README.txt"
DICTIONARY_COLUMNS = ("table", "column", "type", "unit", "allowed_values", "meaning_of_blank", "meaning")
NEVER_BLANK = "never blank"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, in one column or two.

    Args:
        name: of the record's field.
        headings: of its columns.
        about: its words.
        cell: how it is written and read.
        is_optional: None can stand in it.
        is_required: a table without its columns cannot be read.
    """

    name: str
    headings: tuple[str, ...]
    about: About
    cell: Cell
    is_optional: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that is worked out when it is written, for the reader of the table, and not read back.

    Args:
        work_out: its text of a record and the hour at which a diary day begins.
    """

    heading: str
    about: About
    type: str
    work_out: Callable[[Any, int], str]

    @property
    def headings(self) -> tuple[str, ...]:
        """Of its one column."""
        return (self.heading,)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of records.

    Args:
        columns: in their order.
        order: what its rows are sorted by, before their identity.
    """

    kind: type[Record]
    columns: tuple[Field | Derived, ...]
    order: tuple[str, ...]

    @property
    def name(self) -> str:
        """As in the diary: episodes."""
        return self.kind.TABLE

    @property
    def member(self) -> str:
        """Its name in the zip."""
        return f"{self.name}.csv"

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is read back."""
        return tuple(each for each in self.columns if isinstance(each, Field))

    @property
    def headings(self) -> tuple[str, ...]:
        """Of all its columns, in their order."""
        return tuple(heading for each in self.columns for heading in each.headings)


def _day_of(record: Record, day_start_h: int) -> str:
    day = record.diary_day(day_start_h)
    return "" if day is None else f'"{day.isoformat()}"'


def _unit_of(record: DayItem, day_start_h: int) -> str:
    return f'"{record.unit}"' if record.unit else ""


_DAY = Derived("day", words.DERIVED["day"], "day", _day_of)
_UNIT = Derived("unit", words.DERIVED["unit"], "word", _unit_of)
_ON_A_DAY = frozenset({"sessions", "episodes", "drinks", "activities"})
_ORDER = ("started_at", "at", "day", "first_day", "number", "position", "session_id", "ordinal")


@cache
def tables() -> dict[str, Table]:
    """Every table of records by its name, in the order in which they can be brought in."""
    return {kind.TABLE: _table(kind) for kind in KINDS}


def _table(kind: type[Record]) -> Table:
    hints = typing.get_type_hints(kind)
    said = {**words.TRAIL, **words.WORDS[kind.TABLE]}
    found = {}
    for each in fields(kind):
        if has_column(kind.TABLE, each.name):
            has_default = each.default is not MISSING or each.default_factory is not MISSING
            found[each.name] = _field(each.name, hints[each.name], said[each.name], has_default)
    # The record's own fields before its trail: a reader looks for those.
    own = [found[name] for name in found if name not in words.TRAIL]
    trail = [found[name] for name in ("source", "entered_at", "changed_at", "id")]
    first = [_DAY] if kind.TABLE in _ON_A_DAY else []
    last = [_UNIT] if kind is DayItem else []
    return Table(kind, (*first, *own, *last, *trail), tuple(name for name in _ORDER if name in found))


def has_column(table: str, field: str) -> bool:
    """Whether a field of a table's records leaves."""
    return field != IN_BIN or table == MAY_LIE_IN_BIN


def _field(name: str, hint: Any, about: About, has_default: bool) -> Field:
    bare, is_optional = _without_none(hint)
    cell = cells.VALUE if about is words.WORDS["day_items"]["value"] else _cell_of(bare, is_optional)
    heading = about.heading or name
    return Field(name, tuple(heading + end for end in cell.ends), about, cell, is_optional, not has_default)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        parts = [part for part in typing.get_args(hint) if part is not type(None)]
        return parts[0], len(parts) < len(typing.get_args(hint))
    return hint, False


_CELLS: dict[Any, Cell] = {
    str: cells.TEXT, int: cells.WHOLE, float: cells.NUMBER, bool: cells.YES_NO, date: cells.DAY, time: cells.TIME,
    datetime: cells.UTC_MOMENT, Moment: cells.MOMENT, tuple[str, ...]: cells.TEXTS, tuple[int, ...]: cells.WHOLES,
    tuple[tuple[str, str], ...]: cells.PAIRS, dict[str, Any]: cells.RECORD,
}  # fmt: skip


def _cell_of(bare: Any, is_optional: bool) -> Cell:
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return cells.of_words(bare)
    return cells.MAYBE_TEXT if bare is str and is_optional else _CELLS[bare]


# -- the two tables that are no records -----------------------------------------------------------------------

PLAIN_TABLES: dict[str, dict[str, tuple[About, Cell]]] = {
    SETTINGS: {
        "key": (words.SETTINGS["key"], cells.TEXT),
        "value": (words.SETTINGS["value"], cells.JSON),
        "changed_at": (words.SETTINGS["changed_at"], cells.UTC_MOMENT),
    },
    TOMBSTONES: {
        "table": (words.TOMBSTONES["table"], cells.TEXT),
        "id": (words.TOMBSTONES["id"], cells.TEXT),
        "deleted_at": (words.TOMBSTONES["deleted_at"], cells.UTC_MOMENT),
    },
}


def members() -> frozenset[str]:
    """Every name that a zip of ours holds."""
    return frozenset((*(table.member for table in tables().values()), *PLAIN_TABLES, DICTIONARY, README))


@cache
def dictionary() -> tuple[tuple[str, ...], ...]:
    """The dictionary: a row for each column of each table."""
    rows: list[tuple[str, ...]] = []
    for member in sorted(members() - {DICTIONARY, README}):
        name = member.removesuffix(".csv")
        if member in PLAIN_TABLES:
            rows += [_row(name, column, cell.type, about) for column, (about, cell) in PLAIN_TABLES[member].items()]
            continue
        for each in tables()[name].columns:
            rows += _rows_of(name, each)
    rows += [_row("dictionary", column, "text", About("of this table")) for column in DICTIONARY_COLUMNS]
    return tuple(rows)


def _rows_of(table: str, each: Field | Derived) -> list[tuple[str, ...]]:
    if isinstance(each, Derived):
        return [_row(table, each.heading, each.type, each.about)]
    if each.cell is cells.MOMENT:
        kinds = ("local time", "offset from UTC")
        return [
            _row(table, heading, kind, each.about)
            for heading, kind in zip(each.headings, kinds, strict=True)
        ]  # fmt: skip
    return [_row(table, each.headings[0], each.cell.type, each.about, _enum_words(table, each.name))]


def _enum_words(table: str, field: str) -> str:
    bare, _optional = _without_none(typing.get_type_hints(tables()[table].kind)[field])
    return "; ".join(bare) if isinstance(bare, type) and issubclass(bare, StrEnum) else ""


def _row(table: str, column: str, kind: str, about: About, allowed: str = "") -> tuple[str, ...]:
    return (table, column, kind, about.unit, about.allowed or allowed, about.blank or NEVER_BLANK, about.meaning)
