"""The diary's file: open it with care, refuse what is not ours, hand out transactions."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate
from calfstretch.storage.trouble import as_user_error

APPLICATION_ID = 0x43414C46  # "CALF"
BUSY_S = 2.0
_MAGIC = b"SQLite format 3\0"


class DiaryRefusedError(UserError):
    """The file is not a diary this program may open; nothing was changed."""


class NewerDiaryError(DiaryRefusedError):
    """Written by a newer calfstretch."""


class ForeignDiaryError(DiaryRefusedError):
    """Not a calfstretch diary at all."""


class DamagedDiaryError(DiaryRefusedError):
    """A diary, or what is left of one, that cannot be read as a whole."""


class Database:
    """One connection to one diary.

    Args:
        connection: an open connection in autocommit mode.
        path: the file.
        read_only: why nothing can be stored here, in the person's words; None = it can.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, read_only: str | None = None) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self._depth = 0

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is stored together and durably, or not at all; nested use joins the outer one.

        Raises:
            UserError: the disk is full, the folder read-only, or another program holds the diary.
        """
        if self.read_only is not None:
            raise UserError(self.read_only)
        if self._depth:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._rollback()
            raise as_user_error(error, self.path) from error
        except BaseException:
            self._rollback()
            raise
        finally:
            self._depth = 0

    @contextlib.contextmanager
    def quick_transaction(self) -> Iterator[sqlite3.Connection]:
        """As `transaction`, but need not survive a power cut: for a running session's progress."""
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction() as connection:
                yield connection
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def _rollback(self) -> None:
        if self.connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def integrity_ok(self) -> bool:
        """Whether SQLite finds the whole file sound (0.04 s for ten years of entries)."""
        try:
            return [row[0] for row in self.connection.execute("PRAGMA integrity_check(1)")] == ["ok"]
        except sqlite3.DatabaseError:
            return False

    def close(self) -> None:
        """Close; the write-ahead log is folded into the file, so that the file alone is the whole diary."""
        with contextlib.suppress(sqlite3.Error):
            if self.read_only is None:
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()


def open_diary(path: Path) -> Database:
    """Open the diary, making or bringing up to date what is needed.

    Args:
        path: the file; it and its folder are made (0600 and 0700) where they do not exist.

    Returns:
        The open diary; where the place is read-only, one that reads and says why it cannot store.

    Raises:
        NewerDiaryError, ForeignDiaryError, DamagedDiaryError: the file is refused and left untouched.
        UserError: the place cannot be used.
    """
    try:
        if not os.path.lexists(path):
            _make_new(path)
        refuse_unless_ours(path)
        _repair_modes(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(
            _("The diary cannot be kept in {folder}: {reason}. Choose another folder with --data-dir.").format(
                folder=path.parent, reason=getattr(error, "strerror", None) or error
            )
        ) from error
    try:
        return _open_for_writing(path)
    except sqlite3.DatabaseError as error:
        if _is_read_only(error):
            return _open_for_reading(path, error)
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedDiaryError(_damaged(path)) from error
        raise as_user_error(error, path) from error


def refuse_unless_ours(path: Path) -> None:
    """Look at the file's first bytes alone, so that a refused file keeps every byte and date.

    Raises:
        NewerDiaryError, ForeignDiaryError, DamagedDiaryError: it must not be opened.
    """
    if not path.is_file():
        raise DamagedDiaryError(_("{path} is not a file, so the diary cannot be kept there.").format(path=path))
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise DamagedDiaryError(_("The diary {path} is empty: its entries are gone from this file.").format(path=path))
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise DamagedDiaryError(_damaged(path))
    version = int.from_bytes(head[60:64], "big")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ForeignDiaryError(
            _("{path} is not a calfstretch diary. Nothing was changed; choose another folder.").format(path=path)
        )
    if version > migrate.newest_version():
        raise NewerDiaryError(
            _(
                "The diary {path} was written by a newer calfstretch. Update this program, or open another diary. "
                "Nothing was changed."
            ).format(path=path)
        )
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(head[28:32], "big")
    if page_size and pages and path.stat().st_size < page_size * pages and not _has_wal(path):
        raise DamagedDiaryError(_damaged(path))


def _damaged(path: Path) -> str:
    return _("The diary {path} is damaged and was not changed.").format(path=path)


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _make_new(path: Path) -> None:
    # Built under another name: an empty file under the diary's own name always means a loss, never a first start.
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
        path.parent.chmod(0o700)
    part = path.with_name(f"{path.name}.new-{os.getpid()}")
    part.unlink(missing_ok=True)
    # Made before SQLite opens it: the -wal and -shm files beside it inherit its mode.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection = _connect(f"{part.absolute().as_uri()}?mode=rw")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            migrate.bring_up_to_date(connection, part)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        # A link, not a rename: where two programs start at once the second keeps the first one's diary.
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def _repair_modes(path: Path) -> None:
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with contextlib.suppress(OSError):
            if stat.S_IMODE(file.stat().st_mode) & 0o077:
                file.chmod(0o600)
    with contextlib.suppress(OSError):
        if stat.S_IMODE(path.parent.stat().st_mode) & 0o077 and _is_own_folder(path.parent):
            path.parent.chmod(0o700)


def _is_own_folder(folder: Path) -> bool:
    # A folder the person named (--data-dir ~) may hold other things: its mode is theirs.
    return folder.name == "calfstretch"


def _open_for_writing(path: Path) -> Database:
    connection = _connect(f"{path.absolute().as_uri()}?mode=rw")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        version = migrate.version_of(connection)
        if version > migrate.newest_version():
            raise NewerDiaryError(_("The diary was written by a newer calfstretch. Update this program."))
        if version == 0:
            raise ForeignDiaryError(_("{path} is not a calfstretch diary. Nothing was changed.").format(path=path))
        migrate.bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    return Database(connection, path)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    return connection


def _is_read_only(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def _open_for_reading(path: Path, error: sqlite3.Error) -> Database:
    reason = _(
        "Nothing can be saved in {folder}: it is read-only. You can read the diary and stretch; "
        "choose another folder with --data-dir to note something."
    ).format(folder=path.parent)
    if not path.exists():
        raise UserError(reason) from error
    try:
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
        connection.execute("SELECT count(*) FROM settings").fetchone()
    except sqlite3.Error as second:
        raise UserError(reason) from second
    return Database(connection, path, read_only=reason)
