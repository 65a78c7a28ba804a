"""Verified copies of the diary, made with SQLite's own backup."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _

PARTS = ("", "-wal", "-shm")
"""Endings of the diary's own files."""
NEWEST_ENDING = "-newest"
"""Ending of the file that remembers which writes stood in the diary last, see `newest`."""


class Copy(NamedTuple):
    """A copy that was opened, checked and counted.

    Args:
        path: the file.
        made_at: UTC.
        entries: sessions, episodes, drinks, activities, check-ins and day items in it.
    """

    path: Path
    made_at: datetime
    entries: int


def make_copy(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    """Copy the whole diary, the write-ahead log included, and check the copy.

    Args:
        connection: to the diary.
        folder: made (0700) where it does not exist.
        name: of the copy without ending; the moment is put behind it.

    Returns:
        The copy, 0600.

    Raises:
        UserError: the copy could not be made or is not sound; nothing is left behind.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    final = folder / f"{name}-{stamp}.db"
    part = final.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        target = sqlite3.connect(part)
        try:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        if inspect(part) is None:
            raise OSError(_("the copy is not sound"))
        sync(part)
        os.replace(part, final)
        sync(folder)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(
            _("A copy of the diary could not be made in {folder}: {reason}.").format(folder=folder, reason=error)
        ) from error
    return final


def sync(path: Path) -> None:
    """Have a file or folder on the disk itself before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def inspect(path: Path) -> Copy | None:
    """Open a copy read-only, check and count it; None = it is not a sound diary."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            return None
        tables = ("sessions", "episodes", "drinks", "activities", "checkins", "day_items")
        entries = sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return Copy(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), entries)


def good_copies(folder: Path) -> Iterator[Copy]:
    """The sound copies in the `backups` folder, newest first."""
    if not folder.is_dir():
        return
    by_age = sorted(folder.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    yield from (copy for path in by_age if (copy := inspect(path)))


def newest_good_copy(folder: Path) -> Copy | None:
    """The newest sound copy in the `backups` folder, None = there is none."""
    return next(good_copies(folder), None)


def _is_taken(path: Path, endings: Sequence[str]) -> bool:
    return any(os.path.lexists(path.with_name(path.name + ending)) for ending in endings)


def set_aside(path: Path, *, with_known: bool = True) -> Path:
    """Rename a diary that cannot be read, with its -wal and -shm, to a dated name beside it; nothing is deleted.

    Args:
        with_known: what is remembered of the diary goes along, so that nothing is missed in the next one.

    Returns:
        The new name of the diary.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{path.stem}-set-aside-{stamp}{again}{path.suffix}" for again in ("", *(f"-{n}" for n in range(2, 1000))))
    kept = next(kept for name in names if not _is_taken(kept := path.with_name(name), (*PARTS, NEWEST_ENDING)))
    for ending in (*PARTS, NEWEST_ENDING) if with_known else PARTS:
        part = path.with_name(path.name + ending)
        if os.path.lexists(part):
            os.rename(part, kept.with_name(kept.name + ending))
    return kept


def bring_back(copy: Path, path: Path) -> Path | None:
    """Put a copy in the diary's place; the copy stays, and what was in that place is set aside.

    Args:
        copy: a sound copy, see `newest_good_copy`.
        path: the diary.

    Returns:
        The name under which what was there is kept; None = there was nothing.

    Raises:
        UserError: it could not be done; nothing is deleted.
    """
    part = path.with_name(f"{path.name}.back-{os.getpid()}")
    kept = None
    try:
        part.unlink(missing_ok=True)
        with copy.open("rb") as source, os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "wb") as to:
            shutil.copyfileobj(source, to)
        sync(part)
        if inspect(part) is None:
            raise OSError(_("the copy is not sound"))
        kept = set_aside(path) if _is_taken(path, (*PARTS, NEWEST_ENDING)) else None
        os.rename(part, path)
        sync(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UserError(_("The copy {copy} could not be opened: {reason}.").format(copy=copy, reason=reason)) from error
    return kept
