"""Records to rows and back, from the records' own type hints."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter, methodcaller
from typing import Any, NamedTuple, TypeVar

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
        person.Tag, person.SavedRoutine, person.Programme, person.Profile, person.Question, person.MarkedChange,
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
    # Most moments are in UTC already; asking for it costs as much as the text.
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_utc(text: str) -> datetime:
    """The moment of `utc_text`."""
    return datetime.fromisoformat(text)


class _Column(NamedTuple):
    """One column: whose field it is, and the two conversions of what was said; None = as it is."""

    name: str
    field: str
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


def _write_json(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=isinstance(value, dict)))


def _write_tuple(value: tuple[Any, ...]) -> str:
    # Most lists of an entry are empty: that needs no encoder.
    return _write_json(value) if value else "[]"


def _read_tuple(text: str) -> tuple[Any, ...]:
    if text == "[]":
        return ()
    return tuple(tuple(entry) if isinstance(entry, list) else entry for entry in json.loads(text))


def _moment_utc(moment: Moment) -> str:
    return utc_text(moment.utc)


def _columns_of(field: str, hint: Any) -> list[_Column]:
    bare = _without_none(hint)
    origin = typing.get_origin(bare) or bare
    if origin is Moment:
        # The second column says whose offset it is; from_values puts both together.
        return [
            _Column(field + "_utc", field, _moment_utc, None),
            _Column(field + "_offset_s", field, attrgetter("offset_s"), None),
        ]
    write, read = _CONVERSIONS.get(origin, (None, None))
    if isinstance(origin, type) and issubclass(origin, StrEnum):
        write, read = str, origin
    return [_Column(field, field, write, read)]


_CONVERSIONS: dict[Any, tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]] = {
    tuple: (_write_tuple, _read_tuple),
    dict: (_write_json, json.loads),
    datetime: (utc_text, parse_utc),
    date: (date.isoformat, date.fromisoformat),
    time: (methodcaller("isoformat", "minutes"), time.fromisoformat),
    bool: (int, bool),
    float: (float, None),
}


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


@cache
def _columns(table: str) -> tuple[_Column, ...]:
    kind = KINDS[table]
    hints = typing.get_type_hints(kind)
    return tuple(column for field in fields(kind) for column in _columns_of(field.name, hints[field.name]))


def to_row(record: Record) -> Row:
    """The record as column → value, without the worked-out day."""
    names, values_of, writers = _writing(record.TABLE)
    row = dict(zip(names, values_of(record), strict=True))
    for name, write in writers:
        value = row[name]
        if value is not None:
            row[name] = write(value)
    return row


@cache
def _writing(
    table: str,
) -> tuple[tuple[str, ...], Callable[[Record], tuple[Any, ...]], list[tuple[str, Callable[[Any], Any]]]]:
    # All fields in one call, then no more than what is to be converted: every entry passes here on its way to the disk.
    columns = _columns(table)
    writers = [(column.name, column.write) for column in columns if column.write is not None]
    return column_names(table), attrgetter(*(column.field for column in columns)), writers


def own_columns(table: str, values: Iterable[Any]) -> Row:
    """The record's own columns by name, as `to_row` gives them, of their values in the order of `column_names`."""
    return dict(zip(column_names(table), values, strict=True))


def from_row(kind: type[R], row: Row) -> R:
    """The record of a row by column, such as that of a change.

    Raises:
        ValueError, KeyError: the row does not hold what its class allows.
    """
    return from_values(kind, [row[name] for name in column_names(kind.TABLE)])


def from_values(kind: type[R], values: Sequence[Any]) -> R:
    """The record of its columns' values, in the order of `column_names`.

    Raises:
        ValueError: the values are not what its class allows.
    """
    names, pick, readers, moments = _reading(kind.TABLE)
    given = dict(zip(names, pick(values), strict=True))
    for name, read in readers:
        value = given[name]
        if value is not None:
            given[name] = read(value)
    for name, place in moments:
        utc = given[name]
        if utc is not None:
            given[name] = Moment(parse_utc(utc), values[place])
    return kind(**given)


@cache
def _reading(
    table: str,
) -> tuple[
    list[str],
    Callable[[Sequence[Any]], tuple[Any, ...]],
    list[tuple[str, Callable[[Any], Any]]],
    list[tuple[str, int]],
]:
    columns = _columns(table)
    places = {column.field: place for place, column in reversed([*enumerate(columns)])}  # of a moment its first column
    readers = [(column.field, column.read) for column in columns if column.read is not None]
    offsets = [(column.field, place) for place, column in enumerate(columns) if column.name.endswith("_offset_s")]
    return list(places), itemgetter(*places.values()), readers, offsets


@cache
def column_names(table: str) -> tuple[str, ...]:
    """Names of the record's own columns, in the order of its fields."""
    return tuple(column.name for column in _columns(table))
