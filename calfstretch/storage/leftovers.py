"""Files that a killed program left half done: told by their names, removed once their program is gone."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from calfstretch.processes import is_gone
from calfstretch.storage.own_files import BACKUPS

# Each ends with the number of the program that made it; SQLite's own endings may stand behind.
_BESIDE = r"\.(?:new|back|rescued|restored)-(\d+)(?:\.double|\.older)?(?:-wal|-shm|-journal)?"
_PART = re.compile(
    r"(?:diary|before-version-\d+|before-restore)-\d{8}-\d{6}-\d{6}(?:\.(\d+))?\.part(?:-journal|-wal|-shm)?"
)
# Longer than any copy takes; a number may belong to another program by then, or to one on another computer.
_OLD = timedelta(days=1)


def remove_leftovers(path: Path) -> list[Path]:
    """Remove what killed programs left beside a diary and among its copies, and say what it was.

    Args:
        path: the diary.
    """
    beside = re.compile(re.escape(path.name) + _BESIDE)
    gone = [
        each
        for each in _files(path.parent)
        if (found := beside.fullmatch(each.name)) and (is_gone(int(found[1])) or _is_old(each))
    ]
    return _remove(gone) + remove_parts(path.parent / BACKUPS, is_own=True)


def remove_parts(folder: Path, *, is_own: bool = False) -> list[Path]:
    """Remove half-made copies from a folder.

    Args:
        is_own: this computer alone writes there, so that a program's number can be asked for; else by age alone.
    """
    gone = []
    for each in _files(folder):
        found = _PART.fullmatch(each.name)
        if found is None:
            continue
        has_left = is_own and found[1] is not None and is_gone(int(found[1]))
        if has_left or _is_old(each):
            gone.append(each)
    return _remove(gone)


def _is_old(path: Path) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < datetime.now(UTC) - _OLD
    except OSError:
        return False


def _files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry) for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []


def _remove(paths: list[Path]) -> list[Path]:
    removed = []
    for path in paths:
        with suppress(OSError):
            path.unlink()
            removed.append(path)
    return removed
