"""Records to rows and back, from the records' own type hints."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, ImportedRange, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, storable
from calfstretch.domain.session_log import Hold, Session

R = TypeVar("R", bound=Record)
Row = dict[str, Any]

_EVERY_DAY: dict[str, type[Record]] = {
    kind.TABLE: kind
    for kind in (Session, Hold, Episode, Drink, Activity, CheckIn, DayItem, Pause, ImportedRange)
}  # fmt: skip


@cache
def _every_kind() -> dict[str, type[Record]]:
    # Loaded when one of them is asked for: no start needs what is written once a month.
    from calfstretch.domain import person

    seldom: tuple[type[Record], ...] = (
        person.Tag, person.SavedRoutine, person.SavedProgramme, person.Profile, person.Question, person.MarkedChange,
        person.SafetyAnswer, person.Reminder, person.Look,
    )  # fmt: skip
    return _EVERY_DAY | {kind.TABLE: kind for kind in seldom}


class _Kinds(Mapping[str, type[Record]]):
    def __getitem__(self, table: str) -> type[Record]:
        return _EVERY_DAY[table] if table in _EVERY_DAY else _every_kind()[table]

    def __iter__(self) -> Iterator[str]:
        return iter(_every_kind())

    def __len__(self) -> int:
        return len(_every_kind())


KINDS: Mapping[str, type[Record]] = _Kinds()
"""Every table of records and the class that stands in it."""

# Tables whose `day` column is worked out from the record and the day boundary, not one of its fields.
DERIVED_DAY = frozenset({"sessions", "episodes", "drinks", "activities", "pauses"})


def utc_text(moment: datetime) -> str:
    """A moment as the diary's files write it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_utc(text: str) -> datetime:
    """The moment of `utc_text`."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class _Column:
    """How one field stands in a row, and the two conversions; None = as it is."""

    name: str
    is_moment: bool
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


def _write_json(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=isinstance(value, dict)))


def _read_tuple(text: str) -> tuple[Any, ...]:
    return tuple(tuple(entry) if isinstance(entry, list) else entry for entry in json.loads(text))


def _column(name: str, hint: Any) -> _Column:
    bare = _without_none(hint)
    origin = typing.get_origin(bare) or bare
    if origin is Moment:
        return _Column(name, True, None, None)
    if origin is tuple:
        return _Column(name, False, _write_json, _read_tuple)
    if origin is dict:
        return _Column(name, False, _write_json, json.loads)
    if origin is datetime:
        return _Column(name, False, utc_text, parse_utc)
    if origin is date:
        return _Column(name, False, date.isoformat, date.fromisoformat)
    if origin is bool:
        return _Column(name, False, int, bool)
    if isinstance(origin, type) and issubclass(origin, StrEnum):
        return _Column(name, False, str, origin)
    return _Column(name, False, float if origin is float else None, None)


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


@cache
def _columns(table: str) -> tuple[_Column, ...]:
    kind = KINDS[table]
    hints = typing.get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in fields(kind))


def to_row(record: Record) -> Row:
    """The record as column → value, without the worked-out day."""
    row: Row = {}
    for name, is_moment, write in _writers(record.TABLE):
        value = getattr(record, name)
        if is_moment:
            row[name + "_utc"] = None if value is None else utc_text(value.utc)
            row[name + "_offset_s"] = None if value is None else value.offset_s
        else:
            row[name] = value if value is None or write is None else write(value)
    return row


@cache
def _writers(table: str) -> tuple[tuple[str, bool, Callable[[Any], Any] | None], ...]:
    # Plain tuples: every entry passes here on its way to the disk.
    return tuple((column.name, column.is_moment, column.write) for column in _columns(table))


def own_columns(table: str, row: Any) -> Row:
    """The record's own columns of a table's row, as `to_row` gives them."""
    return {name: row[name] for name in column_names(table)}


def from_row(kind: type[R], row: Any) -> R:
    """The record of a row of its table or of a change.

    Raises:
        ValueError, KeyError: the row does not hold what its class allows.
    """
    values: dict[str, Any] = {}
    for column in _columns(kind.TABLE):
        if column.is_moment:
            utc = row[f"{column.name}_utc"]
            values[column.name] = None if utc is None else Moment(parse_utc(utc), row[f"{column.name}_offset_s"])
        else:
            value = row[column.name]
            values[column.name] = value if value is None or column.read is None else column.read(value)
    return kind(**values)


@cache
def column_names(table: str) -> tuple[str, ...]:
    """Names of the record's own columns, in the order of its fields."""
    names: list[str] = []
    for column in _columns(table):
        names += [f"{column.name}_utc", f"{column.name}_offset_s"] if column.is_moment else [column.name]
    return tuple(names)
