"""What SQLite says when the world gets in the way, in words a person can act on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calfstretch.errors import BugError, CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage.refusal import DamagedDiaryError


class DiaryBusyError(UserError):
    """Another program holds the diary."""


def is_busy(error: BaseException) -> bool:
    """Whether SQLite says that another program holds the diary."""
    return isinstance(error, sqlite3.Error) and primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def busy() -> DiaryBusyError:
    """The error where another program holds the diary."""
    return DiaryBusyError(_("Another program is using the diary. Your text is kept here; try again in a moment."))


# With less than this SQLite cannot make its own working files (32 KiB of -shm) beside the diary.
_NEEDED_BYTES = 40_000


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code of an error, 0 = none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_disk_full(error: sqlite3.Error, path: Path) -> bool:
    """Whether the disk of the diary is full, also where SQLite has another word for it."""
    code = primary_code(error)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        try:
            return shutil.disk_usage(path.parent).free < _NEEDED_BYTES
        except OSError:
            return False
    return code == sqlite3.SQLITE_FULL


def as_user_error(error: sqlite3.Error, path: Path) -> CalfstretchError:
    """The error to raise instead.

    Args:
        error: what SQLite raised.
        path: the diary.
    """
    code = primary_code(error)
    if is_disk_full(error, path):
        return UserError(
            _("Could not be saved: the disk is full. Your text is kept here. Free some space and press Save again.")
        )
    if is_busy(error):
        return busy()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return UserError(
            _("Could not be saved: the folder {folder} cannot be written. Your text is kept here.").format(
                folder=path.parent
            )
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged_while_open(path)
    return BugError(f"{type(error).__name__}: {error}")


def damaged_while_open(path: Path) -> DamagedDiaryError:
    """The error for a diary that was opened and then found to be damaged."""
    return DamagedDiaryError(
        _(
            "Part of the diary {path} is damaged, and nothing more is written to it. "
            "Copy out what you have typed, close calfstretch and start it again: it says what can be done."
        ).format(path=path)
    )


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """What SQLite says inside, also while reading, is raised as `as_user_error` has it."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_user_error(error, path) from error
