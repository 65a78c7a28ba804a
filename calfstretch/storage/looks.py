"""The looks of the diary, and which days were edited since one was stored, read from the change table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Look
from calfstretch.domain.record import Record, Source
from calfstretch.domain.session_log import Session
from calfstretch.storage.records import get_row
from calfstretch.storage.rows import KINDS, Row, from_row, parse_utc, utc_text

_ENTRIES = (Session, Episode, Drink, Activity, CheckIn, DayItem, Pause)
_TABLES = tuple(kind.TABLE for kind in _ENTRIES)
# of each entry what it was before the first change since; with min() SQLite takes the other columns from that row
_FIRST = f"""
    SELECT kind, record_id, before, min(batch_seq * 1000000000 + ordinal) FROM changes
    WHERE batch_seq > ? AND kind IN ({", ".join("?" * len(_TABLES))}) GROUP BY kind, record_id"""
_STAMPS = frozenset({"entered_at", "changed_at"})


def looks(connection: sqlite3.Connection) -> list[Look]:
    """The stored looks, by number. What is no JSON has the empty body: one broken look keeps nobody from the others."""
    rows = connection.execute(
        "SELECT number, day, entered_at, body FROM looks WHERE deleted_at IS NULL ORDER BY number"
    )
    return [
        Look(number=number, day=date.fromisoformat(day), entered_at=parse_utc(entered_at), body=readable_body(body))
        for number, day, entered_at, body in rows
    ]


def readable_body(text: str) -> dict[str, Any]:
    """The body of a look; what is no JSON object is the empty one."""
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def edited_days(connection: sqlite3.Connection, look: Look, first: date, last: date, day_start_h: int) -> set[date]:
    """The days first to last with an entry that was added, changed or deleted since the look was stored.

    What was changed and is again as it was does not count.
    """
    found: set[date] = set()
    new: dict[str, set[str]] = {}
    for table, record_id, before, _order in connection.execute(_FIRST, (_stored_in(connection, look), *_TABLES)):
        if before is None and table != Pause.TABLE:
            new.setdefault(table, set()).add(record_id)
        else:
            then = None if before is None else json.loads(before)
            found.update(_days(table, then, get_row(connection, table, record_id), day_start_h))
    for table, ids in new.items():
        found.update(_days_of(connection, table, ids, first, last))
    return {day for day in found if first <= day <= last}


def _stored_in(connection: sqlite3.Connection, look: Look) -> int:
    """Number of the batch that stored the look."""
    row = connection.execute(
        "SELECT max(batch_seq) FROM changes WHERE kind = ? AND record_id = ?", (Look.TABLE, look.id)
    ).fetchone()
    if row[0] is None and look.entered_at is not None:  # it came without its change
        stamp = utc_text(look.entered_at)
        row = connection.execute("SELECT max(seq) FROM batches WHERE made_at <= ?", (stamp,)).fetchone()
    return int(row[0] or 0)


def _days_of(connection: sqlite3.Connection, table: str, ids: set[str], first: date, last: date) -> Iterator[date]:
    """The days of entries that are new since, but for those in the bin: an import may have brought thousands."""
    offered = f" AND source <> '{Source.SUGGESTED}'" if table == DayItem.TABLE else ""
    sql = f"SELECT id, day FROM {table} WHERE deleted_at IS NULL AND day BETWEEN ? AND ?{offered}"
    rows = connection.execute(sql, (first.isoformat(), last.isoformat()))
    return (date.fromisoformat(day) for day in {day for record_id, day in rows if record_id in ids})


def _days(table: str, before: Row | None, after: Row | None, day_start_h: int) -> Iterator[date]:
    """The days an entry stood on and stands on, where it is not the same as before."""
    then, now = _content(before), _content(after)
    if then == now:
        return
    for row, content in ((before, then), (after, now)):
        if row is not None and content is not None:
            yield from _days_on(from_row(KINDS[table], row), day_start_h)


def _content(row: Row | None) -> Row | None:
    """What the person said; None = nothing: no row, in the bin, or offered by the program and not confirmed."""
    if row is None or row["deleted_at"] is not None or row["source"] == Source.SUGGESTED:
        return None
    return {name: value for name, value in row.items() if name not in _STAMPS}


def _days_on(record: Record, day_start_h: int) -> Iterator[date]:
    if isinstance(record, Pause):
        yield from (record.first_day + timedelta(days=n) for n in range((record.last_day - record.first_day).days + 1))
        return
    day = record.diary_day(day_start_h)
    if day is not None:
        yield day
