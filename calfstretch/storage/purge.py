"""Taking what lay long enough in the bin out of the tables for good; its identity stays as a tombstone.

The change table is only ever appended, its triggers stand in the released schema: the words of what goes remain there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from calfstretch.storage.rows import KINDS, utc_text

# Children before what they belong to; a hold goes with its session whatever its own state.
_FIRST = ("holds", "safety_answers", "sessions", "programmes")
_DUE = {
    "holds": "session_id IN (SELECT id FROM sessions WHERE deleted_at <= :limit) OR deleted_at <= :limit",
    # A programme that is kept, in the bin or not, keeps its routine.
    "routines": "deleted_at <= :limit AND id NOT IN (SELECT routine_id FROM programmes)",
}
_LOOSE = ("sessions", "safety_answers")
"""Tables whose rows may name an episode and can do without it."""


class Gone(NamedTuple):
    """What was taken out."""

    kind: str
    record_id: str


def loose(connection: sqlite3.Connection, before: datetime) -> list[Gone]:
    """Entries that stay and name an episode which is to go: they must let go of it first."""
    return [
        Gone(table, row[0])
        for table in _LOOSE
        for row in connection.execute(
            f"SELECT id FROM {table} WHERE (deleted_at IS NULL OR deleted_at > :limit)"
            " AND episode_id IN (SELECT id FROM episodes WHERE deleted_at <= :limit)",
            {"limit": utc_text(before)},
        ).fetchall()
    ]


def purge(connection: sqlite3.Connection, before: datetime) -> list[Gone]:
    """Remove every row that went into the bin at `before` or earlier; call `loose` first."""
    gone = []
    for kind in _order():
        due = _DUE.get(kind, "deleted_at <= :limit")
        rows = connection.execute(
            f"SELECT id, coalesce(deleted_at, :limit) FROM {kind} WHERE {due}", {"limit": utc_text(before)}
        ).fetchall()
        for record_id, deleted_at in rows:
            connection.execute(_TOMBSTONE, (kind, record_id, deleted_at))
            connection.execute(f"DELETE FROM {kind} WHERE id = ?", (record_id,))
            gone.append(Gone(kind, record_id))
    return gone


_TOMBSTONE = "INSERT OR REPLACE INTO tombstones (kind, record_id, deleted_at) VALUES (?, ?, ?)"


def is_gone(connection: sqlite3.Connection, kind: str, record_id: str) -> bool:
    """Whether a record was removed for good and nothing of that identity was written since."""
    found = connection.execute("SELECT 1 FROM tombstones WHERE kind = ? AND record_id = ?", (kind, record_id))
    if found.fetchone() is None:
        return False
    return connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (record_id,)).fetchone() is None


def days_of_use(connection: sqlite3.Connection, count: int) -> str | None:
    """The earliest of the last `count` UTC days on which anything was written; None = there were fewer."""
    days: list[str] = []
    for (made_at,) in connection.execute("SELECT made_at FROM batches ORDER BY seq DESC"):
        if made_at[:10] not in days:
            days.append(made_at[:10])
            if len(days) == count:
                return min(days)
    return None


def _order() -> Iterator[str]:
    yield from _FIRST
    yield from (kind for kind in KINDS if kind not in _FIRST)
