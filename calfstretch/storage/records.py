"""Reading and writing records; what is written here the change table has seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from calfstretch.domain.record import Record
from calfstretch.storage.rows import DERIVED_DAY, KINDS, Row, column_names, from_row, from_values, own_columns, to_row

R = TypeVar("R", bound=Record)


@cache
def _insert_sql(table: str, replacing: bool) -> str:
    names = [*column_names(table), *(["day"] if table in DERIVED_DAY else [])]
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    marks = ", ".join("?" * len(names))
    known = f"UPDATE SET {updates}" if replacing else "NOTHING"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT (id) DO {known}"


def put(connection: sqlite3.Connection, record: Record, day_start_h: int, row: Row | None = None) -> None:
    """Insert the record, or replace the one with its identity.

    Args:
        row: what to store instead of the record's `to_row`, in the same order; it stands on the record's day.
    """
    values = _values(record, day_start_h, to_row(record) if row is None else row)
    connection.execute(_insert_sql(record.TABLE, True), values)


def put_new(connection: sqlite3.Connection, record: Record, day_start_h: int, row: Row) -> bool:
    """Insert the row of a record (see `put`); False = its identity is known already and nothing was done."""
    values = _values(record, day_start_h, row)
    return connection.execute(_insert_sql(record.TABLE, False), values).rowcount == 1


def put_again(connection: sqlite3.Connection, table: str, before: Row | None, after: Row, day_start_h: int) -> None:
    """Make a row what it was once; into the bin and out of it is quick, as an import is undone with all it brought."""
    if before is not None and before | {name: after[name] for name in _BIN} == after:
        stamps = (after["changed_at"], after["deleted_at"], after["id"])
        connection.execute(f"UPDATE {table} SET changed_at = ?, deleted_at = ? WHERE id = ?", stamps)
    else:
        put(connection, from_row(KINDS[table], after), day_start_h)


_BIN = ("changed_at", "deleted_at")


def _values(record: Record, day_start_h: int, row: Row) -> list[object]:
    values = [*row.values()]
    if record.TABLE in DERIVED_DAY:
        day = record.diary_day(day_start_h)
        assert day is not None
        values.append(day.isoformat())
    return values


def get(connection: sqlite3.Connection, kind: type[R], record_id: str) -> R | None:
    """The record with this identity, in the bin or not; None = there is none."""
    row = connection.execute(_select(kind.TABLE) + " WHERE id = ?", (record_id,)).fetchone()
    return None if row is None else from_values(kind, tuple(row))


def get_row(connection: sqlite3.Connection, table: str, record_id: str) -> Row | None:
    """The record's own columns as a row; None = there is none."""
    row = connection.execute(_select(table) + " WHERE id = ?", (record_id,)).fetchone()
    return None if row is None else own_columns(table, row)


def between(connection: sqlite3.Connection, kind: type[R], first: date, last: date) -> list[R]:
    """Records of the diary days first to last (both included) that are not in the bin, oldest first."""
    condition = f"day BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY day, {_order(kind.TABLE)}"
    return _read(connection, kind, condition, (first.isoformat(), last.isoformat()))


def everything(connection: sqlite3.Connection, kind: type[R]) -> list[R]:
    """All records of a kind that are not in the bin."""
    return _read(connection, kind, f"deleted_at IS NULL ORDER BY {_order(kind.TABLE)}")


def in_bin(connection: sqlite3.Connection, kind: type[R]) -> list[R]:
    """Records of a kind that are in the bin, last deleted first."""
    return _read(connection, kind, "deleted_at IS NOT NULL ORDER BY deleted_at DESC")


def where(connection: sqlite3.Connection, kind: type[R], condition: str, values: Iterable[object]) -> list[R]:
    """Records that meet an SQL condition of ours (never text from outside) and are not in the bin."""
    return _read(connection, kind, f"deleted_at IS NULL AND ({condition}) ORDER BY {_order(kind.TABLE)}", tuple(values))


def _read(connection: sqlite3.Connection, kind: type[R], condition: str, values: tuple[object, ...] = ()) -> list[R]:
    rows = connection.execute(f"{_select(kind.TABLE)} WHERE {condition}", values)
    return [from_values(kind, tuple(row)) for row in rows]


@cache
def _select(table: str) -> str:
    return f"SELECT {', '.join(column_names(table))} FROM {table}"


def first_day(connection: sqlite3.Connection) -> date | None:
    """The earliest diary day with an entry, None = the diary is empty."""
    tables = ("sessions", "episodes", "drinks", "activities", "checkins", "day_items")
    found = [
        row[0]
        for table in tables
        if (row := connection.execute(f"SELECT min(day) FROM {table} WHERE deleted_at IS NULL").fetchone())[0]
    ]
    return date.fromisoformat(min(found)) if found else None


def recompute_days(connection: sqlite3.Connection, day_start_h: int) -> None:
    """Work out the day of every record again, after the day boundary has moved."""
    for table in sorted(DERIVED_DAY):
        kind = KINDS[table]
        for row in connection.execute(f"SELECT {', '.join(column_names(table))}, day FROM {table}").fetchall():
            *values, known_day = row
            record = from_values(kind, values)
            day = record.diary_day(day_start_h)
            assert day is not None
            if day.isoformat() != known_day:
                connection.execute(f"UPDATE {table} SET day = ? WHERE id = ?", (day.isoformat(), record.id))


@cache
def _order(table: str) -> str:
    names = column_names(table)
    moment = next((name for name in ("at_utc", "started_at_utc") if name in names), None)
    if moment:
        return f"{moment}, id"
    return "session_id, ordinal" if "ordinal" in names else "entered_at, id"
