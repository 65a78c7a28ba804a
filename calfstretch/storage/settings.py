"""Settings of the diary: a name and a JSON value."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from calfstretch.domain.record import storable


def get(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """The value, or `default` where it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return default if row is None else json.loads(row[0])


def set_(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Set a value; None takes it away."""
    if value is None:
        connection.execute("DELETE FROM settings WHERE key = ?", (key,))
        return
    connection.execute(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, storable(json.dumps(value, ensure_ascii=False))),
    )


def everything(connection: sqlite3.Connection) -> dict[str, Any]:
    """All settings by name."""
    return {row[0]: json.loads(row[1]) for row in connection.execute("SELECT key, value FROM settings ORDER BY key")}
