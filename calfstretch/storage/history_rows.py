"""The diary as history rows, oldest first, read in blocks of days and straight from the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from calfstretch.domain.day import Item
from calfstretch.domain.history import Event, Value
from calfstretch.storage.database import Database
from calfstretch.storage.trouble import as_user_error

# Quicker by far than making records: a row of ten years' diary costs microseconds.
BLOCK_DAYS = 100
_NUMBERS = frozenset({Item.WATER.value, Item.MAX_TEMP_C.value, Item.SLEEP_H.value})
_TRAIL = "source, entered_at, changed_at, id"
# What is said of a day as a whole comes before its moments; at one moment a spasm before the relief it began.
_SELECT = {
    "pauses": f"SELECT day, '', {_TRAIL}, last_day, reason FROM pauses",
    "checkins": f"SELECT day, '', {_TRAIL}, spasms FROM checkins",
    "day_items": f"SELECT day, '', {_TRAIL}, item, value FROM day_items",
    "episodes": f"SELECT day, at_utc, {_TRAIL}, at_offset_s, kind, leg, zones, pain, duration_s, eased_after_s,"
    " qualities, context, tried, minutes_awake, until_utc, until_offset_s, note FROM episodes",
    "sessions": f"SELECT day, started_at_utc, {_TRAIL}, started_at_offset_s, purpose, outcome, feel_before, feel_after,"
    " note FROM sessions",
    "drinks": f"SELECT day, at_utc, {_TRAIL}, at_offset_s, ml FROM drinks",
    "activities": f"SELECT day, at_utc, {_TRAIL}, at_offset_s, kind, minutes, effort, distance_m, temperature_c, note"
    " FROM activities",
}
_Holds = dict[str, list[tuple[Any, ...]]]


def read(database: Database, first: date | None, last: date | None) -> Iterator[Event]:
    """Every entry of the diary days first to last (both included), oldest first, without the bin.

    A pause that reaches into the range belongs to it. All is read as it stands at the first row; read to the end
    before writing on the same connection.

    Args:
        database: the open diary.
        first, last: None = from the earliest, to the latest entry.

    Raises:
        UserError: the diary cannot be read.
    """
    cursor = database.connection.cursor()
    cursor.row_factory = None  # plain tuples: half the time of named rows
    began = not database.connection.in_transaction
    try:
        if began:
            cursor.execute("BEGIN")
        yield from _read(cursor, first, last)
    except sqlite3.Error as error:
        raise as_user_error(error, database.path) from error
    finally:
        if began and database.connection.in_transaction:
            database.connection.execute("ROLLBACK")


def _read(cursor: sqlite3.Cursor, first: date | None, last: date | None) -> Iterator[Event]:
    span = _span(cursor)
    if span is None:
        return
    begin, end = max(first or span[0], span[0]), min(last or span[1], span[1])
    if first is not None:
        reaching = "day < ? AND last_day >= ?"
        yield from _events(cursor, ("pauses",), reaching, (first.isoformat(), first.isoformat()))
    while begin <= end:
        until = min(begin + timedelta(days=BLOCK_DAYS - 1), end)
        yield from _events(cursor, tuple(_SELECT), "day BETWEEN ? AND ?", (begin.isoformat(), until.isoformat()))
        begin = until + timedelta(days=1)


def _span(cursor: sqlite3.Cursor) -> tuple[date, date] | None:
    """First and last diary day with an entry; None = the diary is empty."""
    found: list[str] = []
    for table in _SELECT:
        row = cursor.execute(f"SELECT min(day), max(day) FROM {table} WHERE deleted_at IS NULL").fetchone()
        found += [day for day in row if day]
    return (date.fromisoformat(min(found)), date.fromisoformat(max(found))) if found else None


def _events(cursor: sqlite3.Cursor, tables: tuple[str, ...], condition: str, days: tuple[str, str]) -> Iterator[Event]:
    holds = _holds(cursor, days) if "sessions" in tables else {}
    found: list[tuple[str, str, int, str, str, tuple[Value, ...]]] = []
    for rank, table in enumerate(tables):
        convert = _CONVERT[table]
        for row in cursor.execute(f"{_SELECT[table]} WHERE deleted_at IS NULL AND {condition}", days):
            # By the second, as the file says it: read back it comes in the same order.
            found.append((row[0], row[1][:19], rank, row[5], table, convert(row, holds)))
    found.sort()  # day, moment, kind, id: an id stands once in a table, so values are never compared
    for event in found:
        yield event[4], event[5]


def _holds(cursor: sqlite3.Cursor, days: tuple[str, str]) -> _Holds:
    found: _Holds = {}
    for row in cursor.execute(
        "SELECT session_id, leg, round, attempt, planned_s, held_s, target_s, end_reason FROM holds WHERE session_id IN"
        " (SELECT id FROM sessions WHERE day BETWEEN ? AND ?) AND deleted_at IS NULL ORDER BY session_id, ordinal",
        days,
    ):
        found.setdefault(row[0], []).append(row)
    return found


# -- one entry of each table: day, moment, source, entered, changed, id, then its own columns -----------------


def _pause(row: Any, holds: _Holds) -> tuple[Value, ...]:
    return (row[0], "pause", "until", row[6], row[7] or None, *row[2:6])


def _check_in(row: Any, holds: _Holds) -> tuple[Value, ...]:
    return (row[0], "checkin", row[6], *row[2:6])


def _day_item(row: Any, holds: _Holds) -> tuple[Value, ...]:
    item, value = row[6], row[7]
    known = _plain(float(value)) if item in _NUMBERS else value
    return (row[0], "day_item", item, known, *row[2:6])


def _session(row: Any, holds: _Holds) -> tuple[Value, ...]:
    day, utc, source, entered, changed, own_id, offset_s, purpose, outcome, before, after, note = row
    relief = purpose == "relief"
    attempts = holds.get(own_id, [])
    # Relief has no planned holds: where none were logged nothing is said, elsewhere none means 0 s.
    sums = [None] * 4 if relief and not attempts else [_sum(attempts, leg, at) for leg in _LEGS for at in (4, 5)]
    said = ";".join(_hold_text(attempt) for attempt in attempts) or None
    return (
        day, _local(utc, offset_s), _offset(offset_s), "relief" if relief else "session", *sums, said, outcome, before,
        after, note or None, source, entered, changed, own_id,
    )  # fmt: skip


def _episode(row: Any, holds: _Holds) -> tuple[Value, ...]:
    (day, utc, source, entered, changed, own_id, offset_s, kind, leg, zones, pain, duration_s, eased_after_s, qualities,
     context, tried, minutes_awake, until_utc, until_offset_s, note) = row  # fmt: skip
    until = None if until_utc is None else _local(until_utc, until_offset_s)
    return (
        day, _local(utc, offset_s), _offset(offset_s), "episode" if kind == "not_said" else kind, leg, _list(zones),
        pain, _plain(duration_s), _plain(eased_after_s), _list(qualities), context, _tried(tried), minutes_awake,
        until and "until", until, note or None, source, entered, changed, own_id,
    )  # fmt: skip


def _drink(row: Any, holds: _Holds) -> tuple[Value, ...]:
    return (row[0], _local(row[1], row[6]), _offset(row[6]), "drink", row[7], *row[2:6])


def _activity(row: Any, holds: _Holds) -> tuple[Value, ...]:
    day, utc, source, entered, changed, own_id, offset_s, kind, minutes, effort, distance_m, temperature_c, note = row
    return (
        day, _local(utc, offset_s), _offset(offset_s), "activity", kind, _plain(minutes), effort, _plain(distance_m),
        _plain(temperature_c), note or None, source, entered, changed, own_id,
    )  # fmt: skip


_LEGS = ("left", "right")
_CONVERT: dict[str, Callable[[Any, _Holds], tuple[Value, ...]]] = {
    "pauses": _pause,
    "checkins": _check_in,
    "day_items": _day_item,
    "sessions": _session,
    "episodes": _episode,
    "drinks": _drink,
    "activities": _activity,
}


def _local(utc: str, offset_s: int) -> str:
    return (datetime.fromisoformat(utc[:19]) + _ahead(offset_s)).isoformat()


@cache
def _ahead(offset_s: int) -> timedelta:
    return timedelta(seconds=offset_s)


@cache
def _offset(offset_s: int) -> str:
    minutes, seconds = divmod(abs(offset_s), 60)
    text = f"{'-' if offset_s < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


def _plain(number: float | None) -> int | float | None:
    """Whole numbers without their ".0", others to a thousandth."""
    if number is None:
        return None
    # Rounded first: 37.9999 is 38 and no "38.0", so that what is read back is written the same.
    short = round(number, 3)
    whole = round(short)
    return whole if short == whole else short


def _sum(attempts: list[tuple[Any, ...]], leg: str, column: int) -> int | float | None:
    return _plain(sum(attempt[column] for attempt in attempts if attempt[1] == leg))


def _hold_text(attempt: tuple[Any, ...]) -> str:
    _session_id, leg, round_, number, _planned_s, held_s, target_s, reason = attempt
    return f"{leg} {round_}.{number} {_plain(held_s)}/{_plain(target_s)} {reason}"


def _list(text: str) -> str | None:
    return None if text == "[]" else ";".join(json.loads(text))


def _tried(text: str) -> str | None:
    return (
        None if text == "[]" else ";".join(f"{what}={helped}" if helped else what for what, helped in json.loads(text))
    )
