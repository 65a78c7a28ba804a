"""Whether all the tables of a diary are there with all their columns."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from calfstretch.storage import migrate

_CREATED = re.compile(r"^CREATE TABLE (\w+)", re.MULTILINE)
# A step that works on a table of an earlier one leaves it with other words than ours.
_CHANGES = ("ALTER TABLE", "DROP TABLE")
_NOWHERE = "\0"


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the diary holds every table and column of its version; more than those does no harm.

    Reads the list of tables alone, so that a start hardly notices: 0.2 ms, and some milliseconds more from the first
    version on that changes a table of an earlier one.

    Raises:
        sqlite3.DatabaseError: that list itself cannot be read.
    """
    with _one_moment(connection):
        version = migrate.version_of(connection)
        steps = {number: sql for number, sql in migrate.scripts().items() if number <= version}
        return _stands_as_written("\n".join(steps.values()), connection) or _columns_of(steps) <= columns(connection)


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read inside is of one moment: another program may bring the diary up to date meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")


def _stands_as_written(text: str, connection: sqlite3.Connection) -> bool:
    """Whether each table bears the words of our files, which SQLite keeps: then nothing is amiss with it."""
    if any(words in text for words in _CHANGES):
        return False
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    return all((tables.get(name) or _NOWHERE) in text for name in _CREATED.findall(text))


def _columns_of(steps: dict[int, str]) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for sql in steps.values():
            model.executescript(sql)
        return columns(model)


def columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every column of every table, as (table, column)."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    return {
        (name, row[0])
        for name in tables
        for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
    }
