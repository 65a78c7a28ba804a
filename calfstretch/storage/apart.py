"""A second connection to the diary that is open already, for a thread of the same program."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from calfstretch.storage.connection import BUSY_S, Database
from calfstretch.storage.database import open_diary
from calfstretch.storage.trouble import as_user_error


def open_apart(path: Path, *, writing: bool) -> Database:
    """Open it once more; close it in the same thread.

    Raises:
        UserError: it cannot be opened.
    """
    if writing:
        return open_diary(path)
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_S, isolation_level=None
        )
        connection.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error as error:
        raise as_user_error(error, path) from error
    connection.row_factory = sqlite3.Row
    return Database(connection, path, read_only="")
