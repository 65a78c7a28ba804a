"""Restoring as the screens use it: which copies there are, what one would change, and doing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.journal.journal import Journal
from calfstretch.storage import restoring
from calfstretch.storage.backup import by_age, made_at
from calfstretch.storage.conflicts import conflict_copies
from calfstretch.storage.offered import NewerOfferError
from calfstretch.storage.own_files import BACKUPS
from calfstretch.storage.restoring import Difference, Restored, Staged, Summary

__all__ = ["Difference", "Found", "Restored", "Restoring", "Staged", "Summary"]

SEEN_SETTING = "conflict_copies_seen"


class Found(NamedTuple):
    """A file that may be restored.

    Args:
        made_at: UTC.
        there: what stands in it; None = it cannot be restored, because it is damaged or no diary.
        is_newer: it cannot be restored, because a newer calfstretch wrote it.
        is_conflict: a program that synchronises folders left it beside the diary.
    """

    path: Path
    made_at: datetime
    there: Summary | None
    is_newer: bool = False
    is_conflict: bool = False


class Restoring:
    """What can be restored into a journal's diary."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._path = journal.database.path

    def found(self) -> Iterator[Found]:
        """The copies, newest first, then what lies beside the diary; may be asked in a thread of its own.

        Each is looked at as a whole, which takes up to half a second for ten years of entries.
        """
        for path in by_age((self._path.parent / BACKUPS).glob("*.db")):
            yield from _look(path)
        for path in conflict_copies(self._path):
            yield from _look(path, is_conflict=True)

    def difference(self, path: Path) -> Difference:
        """What restoring a file would change.

        Raises:
            UserError: it is not restored, and why.
        """
        return restoring.what_would_change(path, self._journal.database)

    def prepare(self, path: Path) -> Staged:
        """The long part, which touches nothing of the diary; may run in a thread of its own.

        Raises:
            UserError: the file is not restored, and why.
        """
        restoring.refuse_own(path, self._path)
        return restoring.prepare(path, self._path)

    def finish(self, staged: Staged) -> Restored:
        """Put what was prepared in the place of what the diary holds, which is kept as a copy.

        Raises:
            UserError: it could not be done; the diary is unchanged.
        """
        return restoring.exchange(self._journal.database, staged)

    def call_off(self, staged: Staged) -> None:
        """What was prepared is not wanted any more."""
        restoring.remove_staged(staged)

    def new_conflicts(self) -> list[str]:
        """Names of the files left beside the diary that were not told about yet."""
        seen = self._journal.setting(SEEN_SETTING) or []
        return [path.name for path in conflict_copies(self._path) if path.name not in seen]

    def tell_no_more(self, names: list[str]) -> None:
        """The person was told about these.

        Raises:
            UserError: it could not be stored.
        """
        seen = self._journal.setting(SEEN_SETTING) or []
        self._journal.set_setting(SEEN_SETTING, [*seen, *names][-100:])


def _look(path: Path, *, is_conflict: bool = False) -> Iterator[Found]:
    with suppress(OSError):  # gone meanwhile
        try:
            offer = restoring.look_at(path)
        except UserError as error:
            yield Found(path, made_at(path), None, isinstance(error, NewerOfferError), is_conflict)
        else:
            yield Found(path, offer.made_at, offer.there, is_conflict=is_conflict)
