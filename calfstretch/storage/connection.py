"""One connection to one diary: transactions, and what can be asked of the file as a whole."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from calfstretch.errors import UserError
from calfstretch.storage import newest
from calfstretch.storage.backup import Copy
from calfstretch.storage.held import Held, can_hold
from calfstretch.storage.in_place import DiaryGoneError, is_in_place, mark_of, where_now, write_anew
from calfstretch.storage.refusal import DamagedDiaryError
from calfstretch.storage.trouble import DiaryBusyError, as_user_error, busy, damaged_while_open

BUSY_S = 2.0


class Database:
    """One connection to one diary.

    Args:
        connection: an open connection in autocommit mode.
        path: the file.
        read_only: why nothing can be stored here, in the person's words; None = it can.
        lost_since: moment (UTC) after which entries may be missing; None = all that is remembered is there.

    Attributes:
        line_first: entries wait for a busy diary: no other write may overtake them.
        on_gone: called when a write finds that the diary has disappeared.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        read_only: str | None = None,
        lost_since: datetime | None = None,
    ) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.lost_since = lost_since
        self.line_first = False
        self.on_gone: Callable[[], None] = lambda: None
        self._name = str(path)
        self._mark = None if read_only is not None else mark_of(path)
        self._has_log = self._mark is not None and os.path.lexists(self._name + "-wal")
        self._patience_s = BUSY_S
        self._was_busy = False
        self._is_open = False
        self._after_commit: list[Callable[[], None]] = []
        self._held: list[Held] = []
        self._stays = False

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything inside is stored together and durably, or not at all; nested use joins the outer one.

        Raises:
            UserError: the disk is full, the folder read-only, or another program holds the diary.
        """
        if self.read_only is not None:
            raise UserError(self.read_only)
        if self.line_first and not self._is_open:
            raise busy()
        return contextlib.nullcontext(self.connection) if self._is_open else _Transaction(self)

    def _begin(self) -> None:
        self._refuse_if_gone()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            told = as_user_error(error, self.path)
            if isinstance(told, DiaryBusyError) and not self._was_busy:
                self._was_busy = True
                self._wait(0)  # waited for once: until it is free nobody waits again
            raise told from error
        if self._was_busy:
            self._was_busy = False
            self._wait(self._patience_s)
        self._is_open = True

    def is_in_place(self) -> bool:
        """Whether the diary still lies under its name."""
        return self._mark is None or is_in_place(self._name, self._mark)

    def _refuse_if_gone(self) -> None:
        if self._mark is not None and not is_in_place(self._name, self._mark):
            self._after_commit.clear()
            self.on_gone()
            raise DiaryGoneError(self.path.parent)

    def moved_to(self) -> Path | None:
        """Where the diary lies now that has disappeared; None = deleted, or not known."""
        return None if self._mark is None else where_now(self._mark)

    def go_on_at(self, path: Path) -> Path | None:
        """Write all of the diary that has disappeared anew, and go on there.

        Args:
            path: its own name, or another.

        Returns:
            The name under which what stood there is kept; None = nothing did.

        Raises:
            UserError: it could not be written; it can be tried again, here or at another place.
        """
        with contextlib.suppress(sqlite3.Error):
            # Where it was moved the moved file is whole, and its log can go, whose name the new one needs.
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = write_anew(self.connection, path)
        old, held = self.connection, self._held
        self._take_over(_opened(path))
        if held:
            self._held = []
            self.hold()
        _close(old, held)
        return kept

    def hold(self) -> None:
        """For a window, which stays: no other program deletes the log; at its end a deleted diary is written anew."""
        self._stays = True
        has_log = self.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        if can_hold() and has_log and self._mark is not None:
            self._held.append(Held(self.path))

    def be_patient(self, seconds: float) -> None:
        """How long a write waits for another program; a window that waited long would stand still."""
        self._patience_s = seconds
        self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except BaseException as error:
            self._rollback(error)
            raise
        self._is_open = False
        self._refuse_if_gone()  # nothing is acknowledged that went into a deleted file
        waiting, self._after_commit = self._after_commit, []
        for call in waiting:
            call()

    def _rollback(self, error: BaseException) -> None:
        """Take everything back; raises in words what SQLite said, and returns for any other error."""
        self._is_open = False
        self._after_commit.clear()
        if self.connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            self.suspect_damage(error)
            raise as_user_error(error, self.path) from error

    def suspect_damage(self, error: BaseException) -> bool:
        """Whether an error means that the file is damaged; if so nothing more is written, and the next start looks."""
        if isinstance(error, sqlite3.Error):
            error = as_user_error(error, self.path)
        if not isinstance(error, DamagedDiaryError):
            return False
        if self.read_only is None:
            newest.suspect(self.path)
            self.read_only = error.message
        return True

    def found_damaged(self) -> None:
        """Somebody else looked at the whole file and found it damaged: nothing more is written."""
        self.suspect_damage(damaged_while_open(self.path))

    def after_commit(self, call: Callable[[], None]) -> None:
        """Call this once what is being written is durable, at once outside a transaction, never after a rollback."""
        if self._is_open:
            self._after_commit.append(call)
        else:
            call()

    @contextlib.contextmanager
    def quick_transaction(self) -> Iterator[sqlite3.Connection]:
        """As `transaction`, but need not survive a power cut: for a running session's progress."""
        if self._is_open:
            yield self.connection
            return
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction() as connection:
                yield connection
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def integrity_ok(self) -> bool:
        """Whether SQLite finds the whole file sound (0.15 s for ten years of entries)."""
        try:
            return [row[0] for row in self.connection.execute("PRAGMA integrity_check(1)")] == ["ok"]
        except sqlite3.DatabaseError:
            return False

    def remember(self) -> None:
        """Write down beside the diary which writes stand in it now; at a calm moment, never between key and disk."""
        if self.read_only is None and not self.connection.in_transaction:
            self._mend_log()
            newest.remember(self.connection, self.path)

    def _mend_log(self) -> None:
        """A log that somebody deleted beside the open diary is folded in from what is still open, and begun anew."""
        if not self._has_log or os.path.lexists(self._name + "-wal") or not self.is_in_place():
            return
        for held in self._held:
            held.let_go()
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            # Not by closing: where it could not be opened again nothing would be left to write with.
            self.connection.execute("PRAGMA journal_mode = DELETE")
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("SELECT 1 FROM settings").fetchone()
        if self._held:
            self.hold()

    def _take_over(self, new: Database) -> None:
        self.connection = new.connection
        self.path, self._name, self._mark, self.read_only = new.path, new._name, new._mark, new.read_only
        self._has_log = new._has_log
        self._wait(0 if self._was_busy else self._patience_s)

    def forget_loss(self) -> None:
        """The person has seen that entries may be missing: it is not said again."""
        self.lost_since = None
        newest.forget_loss(self.connection, self.path)

    def fuller_copy(self) -> Copy | None:
        """The newest sound copy with entries that are missing here; None = there is none, or nothing is missing."""
        return None if self.lost_since is None else newest.fuller_copy(self.connection, self.path)

    def close(self) -> None:
        """Close; the write-ahead log is folded into the file, so that the file alone is the whole diary.

        A diary that was deleted while a window had it open is written anew. By a command it is not: somebody may have
        removed all of it on purpose, while a copy was being made.
        """
        if self._stays and not self.is_in_place() and self.moved_to() is None:
            with contextlib.suppress(UserError):
                self.go_on_at(self.path)
        with contextlib.suppress(sqlite3.Error):
            self.remember()
            if self.read_only is None:
                # Whoever holds the diary now folds it in later: a cramp does not wait for that.
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _close(self.connection, self._held)
        self._held = []
        self._mark = None


def _close(connection: sqlite3.Connection, held: list[Held]) -> None:
    for each in held:
        each.let_go()
    connection.close()
    for each in held:
        each.close()


class _Transaction:
    """The outermost transaction. A class, not a generator: every entry passes here, and this costs a third."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        self._database._begin()
        return self._database.connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._database._commit()
        else:
            self._database._rollback(error)


def _opened(path: Path) -> Database:
    from calfstretch.storage.database import open_diary  # what opens diaries makes this class

    return open_diary(path)
