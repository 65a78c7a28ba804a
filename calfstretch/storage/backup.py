"""Verified copies of the diary, made with SQLite's own backup."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _

APPLICATION_ID = 0x43414C46  # "CALF"
PARTS = ("", "-wal", "-shm", "-journal")
"""Endings of the diary's own files."""
NEWEST_ENDING = "-newest"
"""Ending of the file that remembers which writes stood in the diary last, see `newest`."""


Mark = tuple[int, str]
"""Number and moment (as stored) of one batch; the two together are not met in another diary."""
_STAMP = re.compile(r"-(\d{8}-\d{6}-\d{6})$")
_STAMP_FORM = "%Y%m%d-%H%M%S-%f"
_LOG_MARKS = 18  # the file format versions for writing and reading: 2 with a write-ahead log, 1 without
_WORKING = ("", "-journal", "-wal", "-shm")


class Copy(NamedTuple):
    """A copy that was opened, checked and counted.

    Args:
        path: the file.
        made_at: UTC; of its name, else of the file.
        entries: sessions, episodes, drinks, activities, check-ins and day items in it.
        first: moment of the first batch in it, which tells one diary from another; "" = nothing was ever written.
        last: its newest batch; None = there is none.
    """

    path: Path
    made_at: datetime
    entries: int
    first: str = ""
    last: Mark | None = None


def make_copy(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    """As `make`, which says what is in the copy; this one says where it is."""
    return make(connection, folder, name).path


def make(connection: sqlite3.Connection, folder: Path, name: str, at: datetime | None = None) -> Copy:
    """Copy the whole diary, the write-ahead log included, and check the copy.

    Args:
        connection: to the diary.
        folder: made (0700) where it does not exist.
        name: of the copy without ending; the moment is put behind it.
        at: that moment (UTC); None = now.

    Returns:
        The copy, 0600.

    Raises:
        UserError: the copy could not be made or is not sound; nothing is left behind.
    """
    final = folder / f"{name}-{stamp(at or datetime.now(UTC))}.db"
    with contextlib.suppress(OSError):  # what is in the way is said when the copy is made
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return copy_to(connection, final)


def copy_to(connection: sqlite3.Connection, final: Path) -> Copy:
    """Copy the whole diary to a file, which is there whole and checked or not at all; see `make`.

    Args:
        final: what stands under this name is untouched until the copy is complete, and replaced then.
    """

    def fill(part: Path) -> None:
        # Nobody else has this file open, and some network folders know no locks.
        target = sqlite3.connect(f"{part.absolute().as_uri()}?nolock=1", uri=True)
        try:
            target.execute("PRAGMA synchronous = OFF")  # it is synced as a whole
            _copy_pages(connection, target)
        finally:
            target.close()
        with part.open("r+b") as file:
            # The diary keeps a log, the copy is one file: said in its header, since SQLite could not without locks.
            file.seek(_LOG_MARKS)
            file.write(b"\1\1")

    return _arrive(final, fill)


def put_copy(copy: Path, final: Path) -> Copy:
    """Bring a sound copy to another place byte by byte, which asks nothing of that disk but to hold a file.

    Raises:
        UserError: it could not be brought there, or is not sound there; nothing is left behind.
    """

    def fill(part: Path) -> None:
        shutil.copyfile(copy, part)
        copy.stat()  # whoever removed all of the diary meanwhile wants none of it to arrive anywhere

    return _arrive(final, fill)


def _copy_pages(connection: sqlite3.Connection, target: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.backup(target)  # in one go: a reader is in nobody's way
    else:
        # Without a log whoever writes waits for the reader: some pages at a time, and begun again where one wrote.
        connection.backup(target, pages=200, sleep=0.01)


def _arrive(final: Path, fill: Callable[[Path], object]) -> Copy:
    part = final.with_name(f"{final.stem}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise _not_made(final, error) from error
    try:
        fill(part)
        sync(part)
        found = inspect(part)
        if found is None:
            raise UnsoundCopyError(_("the copy is not sound"))
        os.replace(part, final)
    except (OSError, sqlite3.Error) as error:
        raise _not_made(final, error) from error
    finally:
        for ending in _WORKING:
            with contextlib.suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
    sync_folder(final.parent)
    return found._replace(path=final, made_at=made_at(final))


class UnsoundCopyError(OSError):
    """What was copied does not read as a whole diary."""


def _not_made(final: Path, error: Exception) -> UserError:
    sentence = _("A copy of the diary could not be made in {folder}: {reason}.")
    return UserError(sentence.format(folder=final.parent, reason=reason(error, final)))


def reason(error: Exception, path: Path) -> str:
    """Why a file could not be written or read, in the person's words."""
    from calfstretch.storage.trouble import is_disk_full, primary_code  # they know of damaged diaries, and so of copies

    number, code = getattr(error, "errno", None), primary_code(error)
    full = number in (errno.ENOSPC, errno.EDQUOT)
    if full or (isinstance(error, sqlite3.Error) and is_disk_full(error, path)):
        return _("the disk is full")
    if number in (errno.EROFS, errno.EACCES, errno.EPERM) or code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _("nothing can be written there")
    if number in (errno.ENOENT, errno.ENOTDIR):
        return _("there is no such folder")
    if code == sqlite3.SQLITE_CANTOPEN:
        return _("the file cannot be opened")
    return getattr(error, "strerror", None) or str(error)


def stamp(moment: datetime) -> str:
    """A moment (UTC) as it stands in the name of a copy."""
    return moment.strftime(_STAMP_FORM)


def made_at(path: Path) -> datetime:
    """When a copy was made (UTC): its name says so, also where the file was moved about; else the file's own date."""
    found = _STAMP.search(path.stem)
    if found is not None:
        with contextlib.suppress(ValueError):
            return datetime.strptime(found[1], _STAMP_FORM).replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def sync(path: Path) -> None:
    """Have a file or folder on the disk itself before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """As `sync`, where the system can: memory sticks and network folders often cannot."""
    with contextlib.suppress(OSError):
        sync(folder)


def inspect(path: Path) -> Copy | None:
    """Open a copy read-only, check and count it; None = it is not a sound diary."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except (sqlite3.Error, ValueError):
        return None
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            return None
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            return None
        tables = ("sessions", "episodes", "drinks", "activities", "checkins", "day_items")
        entries = sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
        first, last = first_and_last(connection)
        return Copy(path, made_at(path), entries, first, last)
    except (OSError, sqlite3.Error):
        return None
    finally:
        connection.close()


def first_and_last(connection: sqlite3.Connection) -> tuple[str, Mark | None]:
    """Moment of a diary's first batch ("" = there is none), and its newest batch."""
    ends = ("SELECT seq, made_at FROM batches ORDER BY seq LIMIT 1", "SELECT max(seq), made_at FROM batches")
    first, last = (connection.execute(sql).fetchone() for sql in ends)
    return (str(first[1]), (int(last[0]), str(last[1]))) if first is not None else ("", None)


def first_of(path: Path) -> str:
    """Moment of the first batch in a copy, which tells whose it is; "" = it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            copy.execute("PRAGMA trusted_schema = OFF")
            return first_and_last(copy)[0]
    except (sqlite3.Error, ValueError):
        return ""


def good_copies(folder: Path) -> Iterator[Copy]:
    """The sound copies in the `backups` folder, newest first."""
    if not folder.is_dir():
        return
    yield from (copy for path in by_age(folder.glob("*.db")) if (copy := inspect(path)))


def unsound_newer(folder: Path) -> list[Path]:
    """What is called a copy in the `backups` folder, is newer than the newest sound one and not sound, newest first."""
    found = []
    for path in by_age(folder.glob("*.db")):
        if inspect(path):
            break
        found.append(path)
    return found


def by_age(paths: Iterable[Path]) -> list[Path]:
    """Copies, newest first; what has vanished meanwhile is left out."""
    dated = []
    for path in paths:
        with contextlib.suppress(OSError):
            dated.append((made_at(path), path))
    return [path for _moment, path in sorted(dated, reverse=True)]


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
