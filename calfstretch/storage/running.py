"""The running session's progress: one row, overwritten every second."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any, NamedTuple

from calfstretch.storage.rows import parse_utc, utc_text


class Running(NamedTuple):
    """A session that was not ended; `snapshot` is what the session machine can go on from."""

    session_id: str
    snapshot: dict[str, Any]
    saved_at: datetime


def save(connection: sqlite3.Connection, session_id: str, snapshot: dict[str, Any], saved_at: datetime) -> None:
    """Overwrite the one row."""
    connection.execute(
        "INSERT INTO running_session (one, session_id, snapshot, saved_at) VALUES (1, ?, ?, ?) ON CONFLICT (one)"
        " DO UPDATE SET session_id = excluded.session_id, snapshot = excluded.snapshot, saved_at = excluded.saved_at",
        (session_id, json.dumps(snapshot), utc_text(saved_at)),
    )


def get(connection: sqlite3.Connection) -> Running | None:
    """The session that was not ended, None = there is none."""
    row = connection.execute("SELECT session_id, snapshot, saved_at FROM running_session").fetchone()
    return None if row is None else Running(row[0], json.loads(row[1]), parse_utc(row[2]))


def clear(connection: sqlite3.Connection) -> None:
    """The session is settled."""
    connection.execute("DELETE FROM running_session")
