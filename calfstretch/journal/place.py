"""Where the diary is: every file of ours, and what else lies beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.errors import UserError
from calfstretch.journal.copies import second_folder
from calfstretch.paths import portable_dir, usual_dir
from calfstretch.storage.backup import first_and_last
from calfstretch.storage.conflicts import conflict_copies
from calfstretch.storage.copies import is_there, of_diary
from calfstretch.storage.own_files import OwnFile, What, other_files, own_files

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

__all__ = ["Elsewhere", "OwnFile", "Place", "What", "copies_elsewhere", "look"]


class Place(NamedTuple):
    """Where everything is kept.

    Args:
        folder: the diary's folder.
        kind: "usual", "portable" (beside the program) or "named" (--data-dir, CALFSTRETCH_DATA_DIR).
        files: ours, by kind and name.
        others: what else lies there; not ours, never touched.
        conflicted: those of the others that are named like copies of the diary which another program left.
    """

    folder: Path
    kind: str
    files: tuple[OwnFile, ...]
    others: tuple[Path, ...]
    conflicted: tuple[Path, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all our files."""
        return sum(file.size for file in self.files)

    def of(self, what: What) -> list[OwnFile]:
        """The files of one kind."""
        return [file for file in self.files if file.what is what]


class Elsewhere(NamedTuple):
    """Copies in the second folder.

    Args:
        folder: chosen by the person.
        is_there: whether it can be reached just now.
        copies: those of this diary, newest first; empty where it is not there.
    """

    folder: Path
    is_there: bool
    copies: tuple[Path, ...] = ()


def copies_elsewhere(journal: Journal) -> Elsewhere | None:
    """What lies in the second folder for copies; None = there is no such folder."""
    second = second_folder(journal)
    if second is None:
        return None
    if not is_there(second, journal.database.path):
        return Elsewhere(second.folder, is_there=False)
    first = first_and_last(journal.database.connection)[0]
    return Elsewhere(second.folder, True, tuple(of_diary(second.folder, first)))


def look(journal: Journal, folder: Path | None = None) -> Place:
    """Look at the disk.

    Args:
        folder: where the window was told the diary is; None = where the diary's file is.
    """
    diary = journal.database.path
    told = folder or diary.parent
    # A diary that was written anew at another place is there; one that is linked counts as where its link is.
    kind = _kind(told) if os.path.realpath(told / diary.name) == os.path.realpath(diary) else "named"
    others = tuple(other_files(diary, told))
    like = set(conflict_copies(diary))
    return Place(
        diary.parent, kind, tuple(own_files(diary, told)), others, tuple(path for path in others if path in like)
    )


def _kind(folder: Path) -> str:
    if folder == portable_dir():
        return "portable"
    try:
        return "usual" if folder == usual_dir() else "named"
    except UserError:
        return "named"  # no home is known, so this folder was named
