"""Settings of the diary: a name and a JSON value."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

from calfstretch.domain.record import storable
from calfstretch.storage.rows import utc_text

_TAKEN_BACK = "null"


def get(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """The value, or `default` where it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return default if row is None or row[0] == _TAKEN_BACK else json.loads(row[0])


def set_(connection: sqlite3.Connection, key: str, value: Any, changed_at: datetime) -> None:
    """Set a value; None takes it back. `changed_at` tells which of two computers' settings is the later one."""
    connection.execute(
        "INSERT INTO settings (key, value, changed_at) VALUES (?, ?, ?) ON CONFLICT (key)"
        " DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
        (key, storable(json.dumps(value, ensure_ascii=False)), utc_text(changed_at)),
    )


def everything(connection: sqlite3.Connection) -> dict[str, Any]:
    """All settings by name, without those that were taken back."""
    rows = connection.execute("SELECT key, value FROM settings WHERE value <> ? ORDER BY key", (_TAKEN_BACK,))
    return {row[0]: json.loads(row[1]) for row in rows}
