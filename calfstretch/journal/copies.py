"""The automatic copies, as the window asks for them: what is to be done is gathered here, and done in a thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from calfstretch.storage.backup import Copy
from calfstretch.storage.copies import Kept, Second, Wish, look_after
from calfstretch.storage.own_files import BACKUPS

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

__all__ = [
    "Copy",
    "Kept",
    "backups_folder",
    "choose_second",
    "gathered",
    "holding",
    "is_within_diary",
    "second_folder",
    "write_copy",
]

SECOND_SETTING = "copies_folder"
"""The second folder: {"folder", "apart"}, see `Second`."""


def gathered(
    journal: Journal,
    *,
    asked: bool = False,
    at_start: bool = False,
    without_making: bool = False,
    here_alone: bool = False,
) -> Callable[[], Kept]:
    """What is to be done for the copies of a diary; to be called from any thread, as long as it takes.

    Args:
        asked: a copy is made although none is due.
        at_start: look at the whole diary first, and sweep up what killed programs left.
        without_making: look for the newest copies alone.
        here_alone: leave the second folder for another time.
    """
    now = journal.clock.now()
    began = datetime.combine(journal.today(), time(journal.day_start_h), now.tzinfo)
    second = None if here_alone else second_folder(journal)
    wish = Wish(
        journal.database.path, now.astimezone(UTC), began.astimezone(UTC), second, asked, at_start, without_making
    )
    return lambda: look_after(wish)


def write_copy(path: Path, target: Path) -> Copy:
    """A checked copy of the diary under a name the person chose; to be called from any thread, as long as it takes.

    Args:
        path: the diary.
        target: replaced where an earlier copy of the same diary stands there, and by nothing else.

    Raises:
        UserError: it could not be written; nothing was changed.
    """
    from calfstretch.storage.copy_out import copy_beside

    return copy_beside(path, target)


def holding(journal: Journal) -> dict[str, int]:
    """How many records of each table a backup would hold now, without the bin."""
    from calfstretch.storage import counts

    return counts.entries(journal.database.connection)


def backups_folder(journal: Journal) -> Path:
    """Where the copies are."""
    return journal.database.path.parent / BACKUPS


def second_folder(journal: Journal) -> Second | None:
    """The second folder; None = there is none."""
    chosen = journal.setting(SECOND_SETTING)
    if not isinstance(chosen, dict) or not isinstance(chosen.get("folder"), str):
        return None
    return Second(Path(chosen["folder"]), chosen.get("apart") is True)


def choose_second(journal: Journal, folder: Path | None) -> None:
    """Have copies go to a second folder as well; None = to none. What lies there stays.

    Raises:
        UserError: it could not be stored.
    """
    journal.set_setting(
        SECOND_SETTING, None if folder is None else {"folder": str(folder), "apart": _apart(journal, folder)}
    )


def _apart(journal: Journal, folder: Path) -> bool:
    try:
        return folder.stat().st_dev != journal.database.path.parent.stat().st_dev
    except OSError:
        return False


def is_within_diary(journal: Journal, folder: Path) -> bool:
    """Whether a folder is the diary's own or lies in it, where a second copy would be of little use."""
    own = Path(os.path.realpath(journal.database.path.parent))
    return Path(os.path.realpath(folder)).is_relative_to(own)
