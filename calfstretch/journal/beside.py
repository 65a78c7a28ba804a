"""Reading the diary beside the window: for work in a thread that takes longer than a click may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calfstretch.clock import Clock
from calfstretch.storage.database import open_beside

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal


@contextmanager
def read_beside(path: Path, clock: Clock) -> Iterator[Journal]:
    """A journal on a connection of its own that reads alone; to be opened, used and left in the thread that reads.

    Args:
        path: the diary, taken in the window's thread (`journal.database.path`).
        clock: says which day is running.

    Raises:
        UserError: the diary cannot be read, or something was to be written.
    """
    from calfstretch.journal.journal import Journal

    database = open_beside(path)
    try:
        yield Journal(database, clock)
    finally:
        database.close()
