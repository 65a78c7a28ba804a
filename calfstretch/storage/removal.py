"""Removes everything of ours from the disk, looks whether it is gone, and tells what is not."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from calfstretch.i18n import gettext as _
from calfstretch.paths import OWN_FOLDERS
from calfstretch.storage.backup import sync
from calfstretch.storage.own_files import BACKUPS, SPOOL, OwnFile, What, own_files

# The diary goes last: whoever ends the program in the middle finds it as it was, and can remove it again.
_ORDER = (
    What.COPY, What.MOMENT, What.LEFTOVER, What.SET_ASIDE, What.LOG, What.REMEMBERED, What.DIARY, What.LOCK
)  # fmt: skip
_LOOKS = 3


class Removed(NamedTuple):
    """What came of it.

    Args:
        gone: files that are no longer there, in the order in which they were removed.
        left: files that are still there, each with the reason in the person's words.
    """

    gone: tuple[Path, ...]
    left: tuple[tuple[Path, str], ...]


def remove_all(diary: Path, folder: Path | None = None, more: Iterable[Path] = ()) -> Removed:
    """Remove every file of ours; the diary must be closed. What is not ours by its name is never touched.

    Args:
        diary, folder: as in `own_files`.
        more: copies elsewhere that are to go as well; they go first.
    """
    gone: dict[Path, None] = {}
    left: dict[Path, str] = {}
    elsewhere = list(more)
    for path in elsewhere:
        _remove(path, gone, left)
    for _look in range(_LOOKS):
        # Looked at again: another program may have written beside the diary meanwhile.
        found = [file.path for file in _in_order(own_files(diary, folder)) if file.path not in left]
        if not found:
            break
        for path in found:
            _remove(path, gone, left)
    for place in dict.fromkeys([*(path.parent for path in elsewhere), diary.parent, folder or diary.parent]):
        with suppress(OSError):  # some disks cannot sync a folder
            sync(place)
    for place in dict.fromkeys([diary.parent, folder or diary.parent]):
        _remove_empty_folders(place)
    # Verified: what is said to be gone was looked for.
    still = [path for path in gone if os.path.lexists(path)]
    for path in still:
        del gone[path]
        left[path] = _("another program made it anew")
    return Removed(tuple(gone), tuple(left.items()))


def _in_order(files: Sequence[OwnFile]) -> list[OwnFile]:
    def place(file: OwnFile) -> tuple[int, int]:
        # The working files before the diary itself.
        return _ORDER.index(file.what), -len(file.path.name) if file.what is What.DIARY else 0

    return sorted(files, key=place)


def _remove(path: Path, gone: dict[Path, None], left: dict[Path, str]) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        pass
    except OSError as error:
        left[path] = _reason(error)
        return
    gone[path] = None


def _reason(error: OSError) -> str:
    known = {
        errno.EROFS: _("this place is read-only"),
        errno.EACCES: _("you may not remove files there"),
        errno.EPERM: _("you may not remove files there"),
        errno.EBUSY: _("another program uses it"),
        errno.EIO: _("the disk did not do it"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def _remove_empty_folders(place: Path) -> None:
    folders = [place / BACKUPS, place / SPOOL, *([place] if place.name in OWN_FOLDERS else [])]
    for folder in folders:
        # A folder with something in it stays; so does a link, which somebody set.
        with suppress(OSError):
            if not folder.is_symlink():
                folder.rmdir()
