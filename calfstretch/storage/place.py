"""The diary's place on the disk: made private, kept private, never put over what is there."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from calfstretch.paths import OWN_FOLDERS, make_folder
from calfstretch.processes import is_gone
from calfstretch.storage.backup import set_aside, sync
from calfstretch.storage.own_files import BACKUPS, LOCK, LOG, SPOOL, is_copy, is_moment, what_is


def make_diary(path: Path, fill: Callable[[Path], None]) -> None:
    """Make a new diary that appears under its name whole or not at all.

    Args:
        path: the diary; a log without its diary beside it is renamed, never taken in and never deleted.
        fill: makes an empty file into a diary.
    """
    make_folder(path.parent)
    _remove_leftovers(path)
    part = path.with_name(f"{path.name}.new-{os.getpid()}")
    remove_all(part)
    # Made before SQLite opens it: the -wal and -shm files beside it inherit its mode.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        fill(part)
        if any(os.path.lexists(path.with_name(path.name + ending)) for ending in ("-wal", "-shm")):
            # What is remembered stays: the new diary lacks the entries of the old one.
            set_aside(path, with_known=False)
        give_name(part, path)
        sync(path.parent)
    finally:
        remove_all(part)


def _remove_leftovers(path: Path) -> None:
    """Remove what a program that was killed while making its first diary left; such a file never held an entry."""
    for part in path.parent.glob(f"{path.name}.new-*"):
        pid = part.name.removeprefix(f"{path.name}.new-").partition("-")[0]
        if pid.isdecimal() and is_gone(int(pid)):
            part.unlink(missing_ok=True)


def give_name(part: Path, path: Path) -> None:
    """Let a finished file appear under its name, unless another program was quicker."""
    # A link, not a rename: where two programs start at once the second keeps the first one's diary.
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:
        # A disk without links, such as a memory stick.
        if os.path.lexists(path):
            return
        os.rename(part, path)


def remove_all(path: Path) -> None:
    """Remove an unfinished file with SQLite's working files beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def repair_modes(path: Path) -> None:
    """Take away what others may do with the diary, its working files, its copies and all else of ours beside it."""
    for file in _too_open(path.parent, (path.stem, LOG, LOCK)):
        if what_is(file.name, path.name) is not None:
            _narrow(file, 0o600)
    for name, knows in ((BACKUPS, is_copy), (SPOOL, is_moment)):
        folder = path.parent / name
        if folder.is_symlink():
            continue
        for file in _too_open(folder):
            if knows(file.name):
                _narrow(file, 0o600)
        _narrow(folder, 0o700)
    # A folder the person named (--data-dir ~) may hold other things: its mode is theirs.
    if path.parent.name in OWN_FOLDERS:
        _narrow(path.parent, 0o700)


def _too_open(folder: Path, beginnings: tuple[str, ...] = ("",)) -> Iterator[Path]:
    """Files with such a name that others may read; a link is left alone, and so is what it leads to."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith(beginnings):
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISREG(mode) and mode & 0o077:
                    yield folder / entry.name


def _narrow(path: Path, mode: int) -> None:
    with contextlib.suppress(OSError):
        found = stat.S_IMODE(path.stat().st_mode)
        if not path.is_symlink() and found & 0o077:
            # What the owner took from themselves (a file made read-only) stays taken.
            path.chmod(found & mode)
