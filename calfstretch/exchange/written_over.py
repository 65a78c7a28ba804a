"""The way for a place where one chosen file may be written and nothing beside it, as in a sandbox."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

# A new file beside it is refused, or may not take its place: the folder is not ours, or the file alone is mounted.
REFUSED_BESIDE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})
_BLOCK = 1024 * 1024


class KeptElsewhereError(OSError):
    """Writing broke off and the old bytes could not go back: they are in `kept`."""

    def __init__(self, error: OSError, kept: Path) -> None:
        super().__init__(error.errno, error.strerror)
        self.kept = kept


def may_be_written_over(target: Path, error: OSError) -> bool:
    """Whether the file itself can be written although its folder cannot."""
    return error.errno in REFUSED_BESIDE and target.is_file() and os.access(target, os.W_OK)


def write_over(target: Path, new: Path) -> None:
    """Put the bytes of a whole file into another, whose old bytes are kept elsewhere until all is on the disk.

    Raises:
        OSError: it could not be done; the old bytes stand in the target again, or (KeptElsewhereError) in a copy.
    """
    descriptor, kept_name = tempfile.mkstemp(prefix="calfstretch-kept-", suffix=f"-{target.name[-80:]}")
    kept = Path(kept_name)
    with os.fdopen(descriptor, "wb") as copy, target.open("rb") as old:
        shutil.copyfileobj(old, copy, _BLOCK)
        _sync(copy)
    try:
        _fill(target, new)
    except OSError as error:
        _put_back(target, kept, error)
        raise
    kept.unlink()


def _put_back(target: Path, kept: Path, error: OSError) -> None:
    try:
        _fill(target, kept)
    except OSError:
        # Nothing more can be done here; the person must learn where the old bytes are.
        raise KeptElsewhereError(error, kept) from error
    kept.unlink()


def _fill(target: Path, source: Path) -> None:
    with source.open("rb") as new, target.open("r+b") as file:
        shutil.copyfileobj(new, file, _BLOCK)
        file.truncate()
        _sync(file)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
