"""Which files are refused as a diary, told without touching them."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate, newest
from calfstretch.storage.backup import APPLICATION_ID
from calfstretch.storage.whole import is_whole

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100


class DiaryRefusedError(UserError):
    """The file is not a diary this program may open; nothing was changed."""


class NewerDiaryError(DiaryRefusedError):
    """Written by a newer calfstretch."""


class ForeignDiaryError(DiaryRefusedError):
    """Not a calfstretch diary at all, or the diary of another account."""


class DamagedDiaryError(DiaryRefusedError):
    """A diary, or what is left of one, that cannot be read as a whole."""


def refuse_unless_ours(path: Path) -> bool:
    """Look at the file without writing, so that a refused one keeps every byte and date.

    Returns:
        Whether all of it was read and found sound; False = its marks alone were looked at.

    Raises:
        NewerDiaryError, ForeignDiaryError, DamagedDiaryError: it must not be opened.
    """
    if not path.is_file():
        raise DamagedDiaryError(_("{path} is not a file, so the diary cannot be kept there.").format(path=path))
    if sys.platform != "win32" and path.stat().st_uid != os.geteuid():
        raise ForeignDiaryError(
            _("The diary {path} belongs to another account of this computer. Nothing was changed.").format(path=path)
        )
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if not head:
        raise DamagedDiaryError(_("The diary {path} is empty: its entries are gone from this file.").format(path=path))
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise damaged(path)
    _refuse_by_marks(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    if has_log(path) or newest.is_suspect(path):
        # What stands in the log counts as well. Told by a reader, which folds nothing into the file when it leaves.
        return _is_sound(path)
    if _is_cut(path, head):
        raise damaged(path)
    return False


def damaged(path: Path) -> DamagedDiaryError:
    """The error for a diary that cannot be read as a whole."""
    return DamagedDiaryError(_("The diary {path} is damaged and was not changed.").format(path=path))


def has_log(path: Path) -> bool:
    """Whether SQLite's log lies beside it: a program has the diary open, or was killed with it open.

    "-wal" holds entries; "-journal", on a network disk, what half an entry is taken back with.
    """
    logs = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
    return any(log.is_file() and log.stat().st_size > 0 for log in logs)


def _refuse_by_marks(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID or version == 0:
        raise ForeignDiaryError(
            _("{path} is not a calfstretch diary. Nothing was changed; choose another folder.").format(path=path)
        )
    refuse_newer(path, version)


def refuse_newer(path: Path, version: int) -> None:
    """Raises NewerDiaryError for a version this program does not know."""
    if version > migrate.newest_version():
        raise NewerDiaryError(
            _(
                "The diary {path} was written by a newer calfstretch. Update this program, or open another diary. "
                "Nothing was changed."
            ).format(path=path)
        )


def _is_cut(path: Path, head: bytes) -> bool:
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    return path.stat().st_size < page_size * int.from_bytes(head[28:32], "big")


def _is_sound(path: Path) -> bool:
    """True = all of it is; raises DiaryRefusedError where it is not, False = it could not be read just now."""
    try:
        # Without a log nobody writes, and "immutable" leaves no trace.
        mode = "mode=ro" if has_log(path) else "mode=ro&immutable=1"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
    except sqlite3.OperationalError:
        return False  # a read-only folder: opening for reading comes next
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        _refuse_by_marks(path, *marks)
        # 0.15 s for ten years of entries: finds the log of another diary and what a crash has torn.
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",) or not is_whole(connection):
            raise damaged(path)
        return True
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error
    finally:
        connection.close()
