"""Other copies of the diary that a program which synchronises folders left beside it; never opened as the diary."""

from __future__ import annotations

import os
from pathlib import Path

from calfstretch.storage.own_files import what_is


def conflict_copies(diary: Path) -> list[Path]:
    """Files named as the diary with something added, such as "diary (conflicted copy).db", newest first.

    What calfstretch itself names so, diaries that were set aside, is left out.
    """
    try:
        names = os.listdir(diary.parent)
    except OSError:
        return []
    found = []
    for name in names:
        path = diary.with_name(name)
        is_like = name != diary.name and name.startswith(diary.stem) and name.endswith(diary.suffix)
        if is_like and what_is(name, diary.name) is None and path.is_file() and not path.is_symlink():
            found.append(path)
    return sorted(found, key=_age, reverse=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
