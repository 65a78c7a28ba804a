"""Whether the open diary still lies under its name, and writing it anew where it does not."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import make_folder
from calfstretch.storage.backup import inspect, set_aside, sync
from calfstretch.storage.place import give_name, remove_all

Mark = tuple[int, int]
"""Device and number of a file: stay the same when it is renamed, and are no other file's as long as it is open."""

_OPEN_FILES = Path("/proc/self/fd")
_MISSING = (FileNotFoundError, NotADirectoryError)


class DiaryGoneError(UserError):
    """The open diary was deleted, or renamed, or another file took its place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Could not be saved: the diary has disappeared from {folder}. Your text is kept here.").format(
                folder=folder
            )
        )


def mark_of(path: Path) -> Mark | None:
    """The mark of the file under a name; None = there is none."""
    try:
        found = os.stat(path)
    except _MISSING:
        return None
    return found.st_dev, found.st_ino


def is_in_place(path: str, mark: Mark) -> bool:
    """Whether the file with this mark stands under its name; each write asks before and after, for 2 µs."""
    try:
        found = os.stat(path)
    except _MISSING:
        return False
    except OSError:
        return True  # it cannot be told: writing itself will
    return found.st_ino == mark[1] and found.st_dev == mark[0]


def where_now(mark: Mark) -> Path | None:
    """The name an open file has been given meanwhile; None = it was deleted, or this system does not tell."""
    with contextlib.suppress(OSError):
        for entry in _OPEN_FILES.iterdir():
            with contextlib.suppress(OSError):
                found = entry.stat()
                if (found.st_dev, found.st_ino) == mark and found.st_nlink:
                    name = Path(os.readlink(entry))
                    return name if mark_of(name) == mark else None
    return None


def write_anew(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Make a diary of all that an open connection reads, also where its own file was deleted.

    Args:
        connection: no transaction open.
        path: where it is to be; its folder is made.

    Returns:
        The name under which a file that stood there is kept; None = there was none.

    Raises:
        UserError: it could not be written; what stood there is untouched.
    """
    part = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        connection.execute("SELECT 1 FROM settings").fetchone()  # of a closed one nothing is made, not even a folder
        make_folder(path.parent)
        remove_all(part)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        if inspect(part) is None:
            raise OSError(_("the copy is not sound"))
        sync(part)
        kept = _clear(path)
        give_name(part, path)
        sync(path.parent)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(
            _("The diary could not be written to {folder}: {reason}.").format(folder=path.parent, reason=reason)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            remove_all(part)
    return kept


def _clear(path: Path) -> Path | None:
    """Make room for a diary; the name under which what stood there is kept, None = nothing did."""
    log = path.with_name(path.name + "-wal")
    if not os.path.lexists(path) and not (log.exists() and log.stat().st_size):
        remove_all(path)  # empty working files, left where the diary alone was taken away
        return None
    kept = set_aside(path, with_known=False)
    return kept if os.path.lexists(kept) else None
