"""One connection to one diary: opened with care, transactions, what can be asked of the file as a whole."""

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
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate, newest
from calfstretch.storage.backup import APPLICATION_ID, Copy
from calfstretch.storage.disks import is_network
from calfstretch.storage.in_place import DiaryGoneError, is_in_place, mark_of, where_now, write_anew
from calfstretch.storage.place import make_diary, repair_modes
from calfstretch.storage.refusal import (
    DamagedDiaryError,
    DiaryRefusedError,
    ForeignDiaryError,
    NewerDiaryError,
    damaged,
    has_log,
    refuse_newer,
    refuse_unless_ours,
)
from calfstretch.storage.trouble import (
    DiaryBusyError,
    as_user_error,
    busy,
    damaged_while_open,
    is_disk_full,
    primary_code,
)
from calfstretch.storage.whole import is_whole

__all__ = [
    "APPLICATION_ID",
    "DamagedDiaryError",
    "Database",
    "DiaryRefusedError",
    "ForeignDiaryError",
    "NewerDiaryError",
    "open_diary",
    "open_nowhere",
]

BUSY_S = 2.0
_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)


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
        old = self.connection
        self._take_over(open_diary(path))
        old.close()
        return kept

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
        """Whether SQLite finds the whole file sound (0.04 s for ten years of entries)."""
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
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.close()
            self._take_over(open_diary(self.path))

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

        A diary that was deleted while it was open is written anew.
        """
        if not self.is_in_place() and self.moved_to() is None:
            with contextlib.suppress(UserError):
                self.go_on_at(self.path)
        with contextlib.suppress(sqlite3.Error):
            self.remember()
            if self.read_only is None:
                # Whoever holds the diary now folds it in later: a cramp does not wait for that.
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        self._mark = None


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


def open_diary(path: Path) -> Database:
    """Open the diary, making or bringing up to date what is needed.

    Args:
        path: the file; it and its folder are made (0600 and 0700) where they do not exist. A link is followed.

    Returns:
        The open diary; where the place is read-only or full, one that reads and says why it cannot store.

    Raises:
        NewerDiaryError, ForeignDiaryError, DamagedDiaryError: the file is refused and left untouched.
        UserError: the place cannot be used.
    """
    try:
        return _open(path)
    except DamagedDiaryError:
        from calfstretch.storage import early  # hardly anybody has one

        if not path.is_file() or early.renew(path.resolve() if path.is_symlink() else path) is None:
            raise
        return _open(path)


def _open(path: Path) -> Database:
    try:
        # SQLite keeps its working files beside the file itself, not beside a link to it.
        # A link that leads nowhere is refused: the disk with the diary may not be there today.
        named, path = path, path.resolve() if path.is_symlink() and path.exists() else path
        if not os.path.lexists(path):
            make_diary(path, _fill)
        is_sound = refuse_unless_ours(path)
        repair_modes(path)
        if named != path:
            repair_modes(named)
    except (OSError, RuntimeError, sqlite3.OperationalError) as error:
        raise _cannot_be_kept(path, error) from error
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _open_for_reading(path, _read_only_reason(path))
    try:
        return _open_for_writing(path, is_sound)
    except sqlite3.DatabaseError as error:
        if primary_code(error) in _UNWRITABLE:
            return _open_for_reading(path, _full_reason(path) if is_disk_full(error, path) else _read_only_reason(path))
        if primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path) from error
        raise as_user_error(error, path) from error


def open_nowhere(path: Path, reason: str) -> Database:
    """An empty diary in memory that stores nothing, for whoever needs relief where no diary can be opened.

    Args:
        path: the diary that could not be opened; nothing is read or written there.
        reason: why, in the person's words.
    """
    connection = _connect_to(":memory:")
    migrate.bring_up_to_date(connection, path)
    return Database(connection, path, read_only=reason)


def _cannot_be_kept(path: Path, error: Exception) -> UserError:
    full = isinstance(error, sqlite3.Error) and is_disk_full(error, path)
    reason = _("the disk is full") if full else getattr(error, "strerror", None) or str(error)
    return UserError(
        _("The diary cannot be kept in {folder}: {reason}. Choose another folder with --data-dir.").format(
            folder=path.parent, reason=reason
        )
    )


def _fill(part: Path) -> None:
    connection = _connect(part, "mode=rw")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if not is_network(part.parent):
            connection.execute("PRAGMA journal_mode = WAL")
        migrate.bring_up_to_date(connection, part)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except UserError as error:
        # There is no diary yet that could be "unchanged": the bare reason makes the sentence.
        raise (error.__cause__ or error) from None
    finally:
        connection.close()


def _open_for_writing(path: Path, is_sound: bool) -> Database:
    connection = _connect(path, "mode=rw")
    try:
        on_network = is_network(path.parent)
        if on_network:
            # A log that came along is read without the memory that programs of one computer share.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        if not is_whole(connection):  # before anything is written
            raise damaged(path)
        # With a write-ahead log two computers would spoil the diary: they share no memory.
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if on_network else 'WAL'}")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA synchronous = FULL")
        migrate.bring_up_to_date(connection, path)
        refuse_newer(path, migrate.version_of(connection))  # a newer program may have come in between
        connection.execute("PRAGMA foreign_keys = ON")
        # A log that is lost leaves a sound diary behind: that it holds less than before shows here alone.
        lost_since = newest.notice_loss(connection, path, is_sound=is_sound)
    except BaseException:
        connection.close()
        raise
    return Database(connection, path, lost_since=lost_since)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return _connect_to(f"{path.absolute().as_uri()}?{mode}")


def _connect_to(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, uri=True, timeout=BUSY_S, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    return connection


def _read_only_reason(path: Path) -> str:
    return _(
        "Nothing can be saved in {folder}: it is read-only. You can read the diary and stretch; "
        "choose another folder with --data-dir to note something."
    ).format(folder=path.parent)


def _full_reason(path: Path) -> str:
    return _(
        "Nothing can be saved in {folder}: the disk is full. You can read the diary and stretch; "
        "free some space and start again to note something."
    ).format(folder=path.parent)


def _open_for_reading(path: Path, reason: str) -> Database:
    # "immutable" leaves no trace, and reads without the log; where that cannot be read either, the file alone must do.
    for mode in ("mode=ro", "mode=ro&immutable=1")[not has_log(path) :]:
        try:
            connection = _connect(path, mode)
            if not is_whole(connection):
                connection.close()
                raise damaged(path)
            if migrate.version_of(connection) == migrate.newest_version():
                connection.execute("SELECT count(*) FROM settings").fetchone()
                return Database(connection, path, read_only=reason)
            connection.close()
        except sqlite3.Error:
            continue
    raise UserError(reason)
