"""How much stands in the diary, without a word of what stands there."""

from __future__ import annotations

import sqlite3

from calfstretch.storage.rows import KINDS


def rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of each of the diary's own tables by name, the bin included."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    # A table that somebody else added bears a name that somebody else chose.
    names = [row[0] for row in found if row[0].isascii() and row[0].isidentifier()]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def entries(connection: sqlite3.Connection) -> dict[str, int]:
    """Records of each table, without the bin."""
    return {
        name: int(connection.execute(f"SELECT count(*) FROM {name} WHERE deleted_at IS NULL").fetchone()[0])
        for name in KINDS
    }


def shape(connection: sqlite3.Connection) -> dict[str, str]:
    """Version of the diary and of SQLite, and how the file is laid out."""
    names = ("user_version", "journal_mode", "page_size", "page_count", "freelist_count")
    found = {name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names}
    return {"sqlite": sqlite3.sqlite_version, **found}
