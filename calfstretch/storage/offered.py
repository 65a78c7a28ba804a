"""A file offered for restoring: looked at without writing, trusted in nothing, refused with a reason."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate
from calfstretch.storage.backup import APPLICATION_ID
from calfstretch.storage.refusal import has_log

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
# The longest value of our own is a change of an entry with three full texts, each letter spelt as \u0000.
LONGEST_VALUE = 2_000_000
_STEPS_BETWEEN_LOOKS = 20_000
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_QUESTIONS = {"application_id", "user_version", "integrity_check", "table_xinfo"}
_FUNCTIONS = {"count", "max", "min"}
_HARMLESS_PARTS = ("table", "index")


class OfferRefusedError(UserError):
    """The file is not restored; nothing was changed."""


class NewerOfferError(OfferRefusedError):
    """Written by a newer calfstretch."""


class Limits(NamedTuple):
    """What a file may cost. Ten busy years are 30 MB, 300,000 rows and some seconds.

    Args:
        size: bytes of the file with its log.
        rows: in all tables together.
        time_s: for everything that is done with it.
    """

    size: int = 1_000_000_000
    rows: int = 10_000_000
    time_s: float = 300.0


USUAL = Limits()


class Budget:
    """Counts rows and seconds against the limits."""

    def __init__(self, path: Path, limits: Limits = USUAL) -> None:
        self._path = path
        self._rows = limits.rows
        self._ends_at = time.monotonic() + limits.time_s

    def is_over(self) -> bool:
        """Whether the time has passed."""
        return time.monotonic() > self._ends_at

    def spend_row(self) -> None:
        """Raises OfferRefusedError where there are more rows or less time than any diary needs."""
        self._rows -= 1
        if self._rows < 0 or (self._rows % 100 == 0 and self.is_over()):
            raise too_much(self._path)


@contextmanager
def opened(path: Path, budget: Budget, limits: Limits = USUAL) -> Iterator[sqlite3.Connection]:
    """The file, open for reading alone and for nothing but plain questions to our own tables.

    Args:
        path: never the diary that is in use: looking at its first bytes would give back SQLite's locks on it.

    Raises:
        OfferRefusedError: it is no diary, of a newer program, damaged, or too much.
    """
    _refuse_by_head(path, limits)
    # Without a log nobody writes, and "immutable" leaves no trace.
    mode = "mode=ro" if has_log(path) else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise _unreadable(path, str(error)) from error
    try:
        with in_words(path, budget):
            _bind(connection, budget)
            _refuse_by_marks(path, _number(connection, "application_id"), _number(connection, "user_version"))
            _refuse_foreign_parts(connection, path)
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise _damaged(path)
            if budget.is_over():
                raise too_much(path)
            yield connection
    finally:
        connection.close()


def _bind(connection: sqlite3.Connection, budget: Budget) -> None:
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {setting}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.set_progress_handler(budget.is_over, _STEPS_BETWEEN_LOOKS)
    connection.set_authorizer(_may)


def _may(action: int, first: str | None, second: str | None, _database: str | None, inner: str | None) -> int:
    # `inner` names the view or trigger that asks: none of ours does.
    allowed = inner is None and (
        action in _READING
        or (action == sqlite3.SQLITE_PRAGMA and first in _QUESTIONS)
        or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _refuse_by_head(path: Path, limits: Limits) -> None:
    try:
        if not path.is_file():
            raise _unreadable(path, _("it is not a file"))
        if path.stat().st_size > limits.size:
            raise too_much(path)
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    if len(head) < HEADER_BYTES or not head.startswith(MAGIC):
        raise _foreign(path)
    _refuse_by_marks(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def _refuse_by_marks(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID or version < 1:
        raise _foreign(path)
    if version > migrate.newest_version():
        raise NewerOfferError(
            _("{path} was written by a newer calfstretch. Update this program first. Nothing was changed.").format(
                path=path
            )
        )


def _refuse_foreign_parts(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing but plain tables and indexes, the triggers of our own, and our tables with all their columns."""
    version = _number(connection, "user_version")
    ours = model(version)
    # Without the words of a count this is a plain reading of the list of tables.
    parts = connection.execute("SELECT type, name, rootpage, sql FROM sqlite_schema").fetchall()
    for kind, name, root, sql in parts:
        is_plain = kind in _HARMLESS_PARTS and bool(root)  # a table of a loaded module has no page of its own
        if not is_plain and (kind != "trigger" or ours.triggers.get(name) != sql):
            raise _foreign(path)
    tables = {name for kind, name, _root, _sql in parts if kind == "table"}
    for table, columns in ours.columns.items():
        if table not in tables:
            raise _damaged(path)
        found = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
        if any(row[6] for row in found):  # hidden or worked out by an expression
            raise _foreign(path)
        if not {*columns} <= {row[1] for row in found}:
            raise _damaged(path)


class Model(NamedTuple):
    """What a diary of one version is made of.

    Args:
        columns: the columns of each table, in its order.
        triggers: the words of each trigger.
    """

    columns: dict[str, tuple[str, ...]]
    triggers: dict[str, str]


def model(version: int) -> Model:
    """Tables and triggers of a version of ours."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for number, sql in migrate.scripts().items():
            if number <= version:
                connection.executescript(sql)
        parts = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        columns = {
            name: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
            for kind, name, _sql in parts
            if kind == "table" and not name.startswith("sqlite_")
        }
        return Model(columns, {name: sql for kind, name, sql in parts if kind == "trigger"})
    finally:
        connection.close()


@contextmanager
def in_words(path: Path, budget: Budget) -> Iterator[None]:
    """What SQLite says of the file while it is read, as the reason why it is refused."""
    try:
        yield
    except sqlite3.Error as error:
        code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
        if budget.is_over() or code in (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_INTERRUPT):
            raise too_much(path) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH):
            raise _damaged(path) from error
        raise _unreadable(path, str(error)) from error


def _number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def same_file(first: Path, second: Path) -> bool:
    """Whether both names lead to one file."""
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False


def _foreign(path: Path) -> OfferRefusedError:
    return OfferRefusedError(_("{path} is not a calfstretch diary. Nothing was changed.").format(path=path))


def _damaged(path: Path) -> OfferRefusedError:
    return OfferRefusedError(_("{path} is damaged, so it is not restored. Nothing was changed.").format(path=path))


def _unreadable(path: Path, reason: str) -> OfferRefusedError:
    return OfferRefusedError(
        _("{path} cannot be read: {reason}. Nothing was changed.").format(path=path, reason=reason)
    )


def too_much(path: Path) -> OfferRefusedError:
    """The error for a file that is larger, or takes longer, than any diary."""
    return OfferRefusedError(_("{path} holds more than any diary does. Nothing was changed.").format(path=path))
