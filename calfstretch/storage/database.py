"""Opening a diary with care: made where there is none, brought up to date, refused or read alone."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate, newest
from calfstretch.storage.backup import APPLICATION_ID
from calfstretch.storage.connection import BUSY_S, Database
from calfstretch.storage.disks import is_network
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
    as_user_error,
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
    "open_beside",
    "open_diary",
    "open_nowhere",
]

_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)


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

        if not path.is_file() or not early.renew(path.resolve() if path.is_symlink() else path):
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


def open_beside(path: Path) -> Database:
    """Open a diary that this program has open already once more, to read it in a thread while the window goes on.

    Raises:
        UserError: it cannot be read.
    """
    return _open_for_reading(path, _("The diary in {folder} cannot be read just now.").format(folder=path.parent))


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
        with contextlib.ExitStack() as opened, contextlib.suppress(sqlite3.Error):
            connection = opened.enter_context(contextlib.closing(_connect(path, mode)))
            if not is_whole(connection):
                raise damaged(path)
            if migrate.version_of(connection) == migrate.newest_version():
                connection.execute("SELECT count(*) FROM settings").fetchone()
                opened.pop_all()
                return Database(connection, path, read_only=reason)
    raise UserError(reason)
