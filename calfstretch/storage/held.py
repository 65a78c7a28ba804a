"""Keeps the open diary's place among other programs, whatever else in this one opens and closes its file.

A program that closes any descriptor of a file loses all its locks on it, SQLite's too, and Qt's file dialog looks into
every file it lists. The next command would then take itself for the last program, fold the log in and delete it, and
what the window writes afterwards would go into a deleted log. Locks of an open file description stay.
Source: https://www.sqlite.org/howtocorrupt.html (2.2), fcntl(2), the places of the locks in SQLite's os_unix.c.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import suppress
from pathlib import Path

_SHARED = (0x40000002, 510)
"""First byte and number of bytes by which a reader says that it is there, in the diary …"""
_USES_MEMORY = (128, 1)
"""… and in the memory that programs share, beside it."""


class Held:
    """Another reader's locks on a diary with a log; nothing where the system has none of this kind.

    Args:
        path: the diary, open in this program.
    """

    def __init__(self, path: Path) -> None:
        self._held: list[tuple[int, tuple[int, int]]] = []
        for file, place in ((path, _SHARED), (path.with_name(path.name + "-shm"), _USES_MEMORY)):
            with suppress(OSError):
                descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
                self._held.append((descriptor, place))
                _lock(descriptor, place, is_on=True)

    def let_go(self) -> None:
        """Give the locks back; before the diary is closed, so that its log can go."""
        for descriptor, place in self._held:
            with suppress(OSError):
                _lock(descriptor, place, is_on=False)

    def close(self) -> None:
        """Close what was opened; after the diary is closed, because closing loses SQLite's locks."""
        for descriptor, _place in self._held:
            os.close(descriptor)
        self._held.clear()


def can_hold() -> bool:
    """Whether this system has such locks."""
    return sys.platform == "linux" and sys.maxsize > 2**32


if sys.platform == "linux":
    import fcntl

    def _lock(descriptor: int, place: tuple[int, int], *, is_on: bool) -> None:
        kind = fcntl.F_RDLCK if is_on else fcntl.F_UNLCK
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, struct.pack("@hhqqi", kind, os.SEEK_SET, *place, 0))
else:

    def _lock(descriptor: int, place: tuple[int, int], *, is_on: bool) -> None:
        raise OSError
