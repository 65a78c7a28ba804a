"""Writing a file so that under its name stands the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from calfstretch.errors import UserError
from calfstretch.exchange.written_over import KeptElsewhereError, may_be_written_over, write_over
from calfstretch.i18n import gettext as _
from calfstretch.processes import is_gone

_DATABASE = b"SQLite format 3\0"
_PART = re.compile(r"\.calfstretch-(\d+)-\w+\.part")


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file to write in; it takes the target's place when the block ends, durably, and vanishes when it raises.

    Args:
        target: the name it gets; a link is followed. Readable by this account alone (0600).

    Raises:
        OSError: it could not be written; what stood under the name is untouched. See `reason`.
    """
    final = Path(os.path.realpath(target))
    refuse_what_is_no_file(final)
    _refuse_a_diary(final)
    _remove_leftovers(final.parent)
    name = _new_file(final)
    try:
        with open(name, "r+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(Path(name), final)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(final.parent)


def _new_file(final: Path) -> str:
    """An empty private file beside the target; elsewhere, where the target alone can be written."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".calfstretch-{os.getpid()}-", suffix=".part", dir=final.parent)
    except OSError as error:
        if not may_be_written_over(final, error):
            raise
        descriptor, name = tempfile.mkstemp(prefix="calfstretch-new-")
    os.close(descriptor)
    return name


def _put_in_place(new: Path, final: Path) -> None:
    if new.parent == final.parent:
        try:
            os.replace(new, final)
            return
        except OSError as error:
            if not may_be_written_over(final, error):
                raise
    write_over(final, new)
    new.unlink()


def _remove_leftovers(folder: Path) -> None:
    """Remove what a program that was killed while it wrote into this folder left half done."""
    if sys.platform == "win32":
        return  # whether a program still runs is not to be asked there
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.fullmatch(entry.name)
            if found is not None and is_gone(int(found[1])):
                os.unlink(entry.path)


def refuse_what_is_no_file(path: Path) -> None:
    """Raises OSError where a folder, a device or a pipe has that name; a link is followed."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        # A device or pipe would be replaced by a file, or waited for, which helps nobody.
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))


def _refuse_a_diary(path: Path) -> None:
    """Raises OSError where a diary or a copy of one has that name: nothing that is written here stands for it."""
    head = b""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(len(_DATABASE))
    if head == _DATABASE:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file, durably.

    Raises:
        UserError: it could not be written; what stood under the name is untouched.
    """
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        sentence = _("The file {path} could not be written: {reason}.")
        raise UserError(sentence.format(path=path, reason=reason(error))) from error


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows opens no folders
    # The file is complete and in its place; some network folders cannot be synced.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def reason_not_read(error: OSError) -> str:
    """Why a file could not be read, in the person's words."""
    known = {
        errno.ENOENT: _("there is no such file"),
        errno.ENOTDIR: _("there is no such file"),
        errno.EACCES: _("you may not read it, or another program has it open"),
        errno.EPERM: _("you may not read it"),
        errno.EIO: _("the disk did not give it"),
    }
    return known.get(error.errno or 0) or reason(error)


def reason(error: OSError) -> str:
    """Why a file could not be written, in the person's words."""
    if isinstance(error, KeptElsewhereError):
        return _("it broke off half-way; what stood there before is kept in {path}").format(path=error.kept)
    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the space allowed to you on this disk is used up"),
        errno.EFBIG: _("this place takes no file of that size"),
        errno.ENOENT: _("that folder does not exist"),
        errno.ENOTDIR: _("that folder does not exist"),
        errno.EEXIST: _("a diary or a copy of one has that name; choose another"),
        errno.EISDIR: _("a folder has that name"),
        errno.ENODEV: _("that name is no ordinary file"),
        errno.EROFS: _("this place is read-only"),
        errno.EACCES: _("you may not write there, or another program has the file open"),
        errno.EPERM: _("you may not write there"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EIO: _("the disk did not take it"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
