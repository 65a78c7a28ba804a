"""What calfstretch keeps on the disk, known by its names alone: what is ours, and what of it is which."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

BACKUPS, SPOOL, LOG, LOCK = "backups", "spool", "calfstretch.log", "window.lock"
"""Names beside the diary; those of the desktop are made there, and a test holds them together."""


class What(StrEnum):
    """What a file of ours is."""

    DIARY = "diary"
    COPY = "copy"
    SET_ASIDE = "set_aside"
    """A diary that was put aside because another one took its place."""
    MOMENT = "moment"
    """A cramp that waits for the diary."""
    REMEMBERED = "remembered"
    """Which entries stood in the diary last."""
    LOG = "log"
    LOCK = "lock"
    LEFTOVER = "leftover"
    """What a program that was killed left half done."""


class OwnFile(NamedTuple):
    """A file of ours.

    Args:
        path: where it is; a link with such a name counts as itself, never as what it leads to.
        what: what it is.
        size: bytes on the disk, of the link itself where it is one.
    """

    path: Path
    what: What
    size: int


def own_files(diary: Path, folder: Path | None = None) -> list[OwnFile]:
    """Everything of ours beside the diary, by kind and name; folders and files of other names are not ours.

    Args:
        diary: the file itself.
        folder: where log, lock and waiting moments are, if elsewhere: there the diary is a link. None = beside it.
    """
    places = dict.fromkeys([diary.parent, folder or diary.parent])
    found = [file for place in places for file in _in_place(place, diary.name)]
    order = tuple(What)
    return sorted(dict.fromkeys(found), key=lambda file: (order.index(file.what), str(file.path)))


def other_files(diary: Path, folder: Path | None = None) -> list[Path]:
    """What else lies in the folders that are ours by name, and so keeps them from being empty."""
    ours = {file.path for file in own_files(diary, folder)}
    places = dict.fromkeys([diary.parent, folder or diary.parent])
    known = {place / name for place in places for name in (BACKUPS, SPOOL)}
    seen = [path for place in (*places, *known) for path in _listed(place)]
    return sorted(path for path in seen if path not in ours and not (path in known and path.is_dir()))


def what_is(name: str, diary_name: str) -> What | None:
    """What a file beside the diary is; None = none of ours."""
    if name in (LOG, LOG + ".1"):
        return What.LOG
    if name == LOCK:
        return What.LOCK
    found = _beside(diary_name).fullmatch(name)
    return None if found is None else What(next(key for key, text in found.groupdict().items() if text is not None))


def is_copy(name: str) -> bool:
    """Whether a file is called as the copies are that calfstretch makes, or as one that was cut off."""
    return _copy_form().fullmatch(name) is not None


def is_moment(name: str) -> bool:
    """Whether a file of the spool is called as ours are."""
    return _moment_form().fullmatch(name) is not None


@cache
def _beside(diary_name: str) -> re.Pattern[str]:
    stem, suffix = (re.escape(part) for part in os.path.splitext(diary_name))
    parts = "(-wal|-shm|-journal)?"
    return re.compile(
        rf"(?P<diary>{stem}{suffix}{parts})"
        rf"|(?P<remembered>{stem}{suffix}-newest)"
        rf"|(?P<set_aside>{stem}-[a-z][a-z-]*-\d{{8}}-\d{{6}}(-\d+)*{suffix}(-newest|-wal|-shm|-journal)?)"
        rf"|(?P<leftover>{stem}{suffix}\.[a-z]+-\d+(\.[a-z]+)?{parts})"
    )


@cache
def _copy_form() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z0-9-]*-\d{8}-\d{6}(-\d+)?(\.db|(\.\d+)?\.part)(-wal|-shm|-journal)?")


@cache
def _moment_form() -> re.Pattern[str]:
    return re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(json|unreadable|\d+\.part)")


def _in_place(place: Path, diary_name: str) -> Iterator[OwnFile]:
    for path in _listed(place):
        what = what_is(path.name, diary_name)
        if what is not None:
            yield from _file(path, what)
    for folder, knows, what in ((BACKUPS, is_copy, What.COPY), (SPOOL, is_moment, What.MOMENT)):
        # Also where the folder is a link to a larger disk: our copies are ours there too.
        for path in _listed(place / folder):
            if knows(path.name):
                yield from _file(path, what)


def _file(path: Path, what: What) -> Iterator[OwnFile]:
    try:
        found = path.lstat()
    except OSError:
        return
    if path.is_symlink() or path.is_file():
        yield OwnFile(path, what, found.st_size)


def _listed(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in os.listdir(folder)]
    except OSError:
        return []
