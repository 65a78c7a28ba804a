"""Puts the entries of another diary into the diary; what stood there is first kept as a copy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import make_folder
from calfstretch.storage.backup import NEWEST_ENDING, PARTS, made_at, make_copy, reason, set_aside, sync_folder
from calfstretch.storage.database import Database
from calfstretch.storage.fresh import remove
from calfstretch.storage.migrate import newest_version
from calfstretch.storage.offered import USUAL, Budget, Limits, OfferRefusedError, model, opened, same_file
from calfstretch.storage.own_files import BACKUPS
from calfstretch.storage.refusal import DiaryRefusedError
from calfstretch.storage.taking_over import Taken, take_over
from calfstretch.storage.trouble import DiaryBusyError, in_words

ENTRIES = ("sessions", "episodes", "drinks", "activities", "checkins", "day_items")
"""Tables of what a person calls an entry."""
KEPT_NAME = "before-restore"


class Summary(NamedTuple):
    """What stands in a diary.

    Args:
        entries: without the bin.
        last_day: diary day of the latest entry; None = it is empty.
    """

    entries: int
    last_day: date | None


class Offer(NamedTuple):
    """A file that can be restored.

    Args:
        made_at: when it was last written, UTC.
    """

    path: Path
    made_at: datetime
    there: Summary


class Difference(NamedTuple):
    """What restoring would change.

    Args:
        offer: the file; here: the diary as it stands.
        gone: entries that the diary holds and the file does not.
        back: entries that the file holds and the diary does not.
        changed: entries that both hold and that were changed in one of them.
    """

    offer: Offer
    here: Summary
    gone: int
    back: int
    changed: int


class Restored(NamedTuple):
    """What was done.

    Args:
        kept: what the diary was before: a verified copy, or the file itself set aside; None = there was nothing.
        taken: what was taken over.
    """

    kept: Path | None
    taken: Taken


def look_at(path: Path, limits: Limits = USUAL) -> Offer:
    """What stands in a file.

    Raises:
        OfferRefusedError: it is not restored, and why.
    """
    with opened(path, Budget(path, limits), limits) as connection:
        return Offer(path, made_at(path), summary_of(connection))


def what_would_change(path: Path, database: Database, limits: Limits = USUAL) -> Difference:
    """The same beside the diary as it stands.

    Raises:
        OfferRefusedError: the file is not restored, and why.
    """
    refuse_own(path, database.path)
    with opened(path, Budget(path, limits), limits) as connection:
        offer = Offer(path, made_at(path), summary_of(connection))
        there = _identities(connection)
    here = _identities(database.connection)
    return Difference(
        offer,
        summary_of(database.connection),
        gone=len(here.keys() - there.keys()),
        back=len(there.keys() - here.keys()),
        changed=sum(there[each] != here[each] for each in here.keys() & there.keys()),
    )


def refuse_own(path: Path, diary: Path) -> None:
    """Raises OfferRefusedError where the file is the diary itself."""
    if same_file(path, diary):
        raise OfferRefusedError(_("{path} is the diary that is in use. Nothing was changed.").format(path=path))


def summary_of(connection: sqlite3.Connection) -> Summary:
    """What stands in an open diary."""
    counted, last_days = 0, []
    for table in ENTRIES:
        row = connection.execute(f"SELECT count(*), max(day) FROM {table} WHERE deleted_at IS NULL").fetchone()
        counted += row[0]
        with suppress(ValueError, TypeError):
            last_days.append(date.fromisoformat(row[1]))
    return Summary(counted, max(last_days, default=None))


def _identities(connection: sqlite3.Connection) -> dict[tuple[str, object], object]:
    return {
        (table, row[0]): row[1]
        for table in ENTRIES
        for row in connection.execute(f"SELECT id, changed_at FROM {table} WHERE deleted_at IS NULL")
    }


def restore(database: Database, offered: Path, limits: Limits = USUAL) -> Restored:
    """Make the open diary hold what the offered file holds, settings and change table included.

    What was in the diary is kept as a verified copy among the backups; restoring that copy undoes this. Both happen
    in one transaction: until it is through the diary is as it was, and whatever other programs wrote before is kept.

    Args:
        database: open for writing.
        offered: any file but the diary itself.

    Raises:
        UserError: it could not be done; the diary is unchanged.
    """
    refuse_own(offered, database.path)
    staged = prepare(offered, database.path, limits)
    return exchange(database, staged)


class Staged(NamedTuple):
    """A fresh diary under a working name, waiting to be put in place; `remove_staged` where it is not wanted."""

    part: Path
    taken: Taken


def prepare(offered: Path, diary: Path, limits: Limits = USUAL) -> Staged:
    """The long part of a restore, which touches nothing of the diary: may run in a thread of its own."""
    if not diary.parent.exists():
        make_folder(diary.parent)
    part = diary.with_name(f"{diary.name}.restored-{os.getpid()}")
    remove(part)
    return Staged(part, take_over(offered, part, limits))


def remove_staged(staged: Staged) -> None:
    """The restore was called off."""
    remove(staged.part)


def exchange(database: Database, staged: Staged) -> Restored:
    """Put the staged diary's rows in the place of the open diary's, which are kept as a copy.

    Raises:
        UserError: it could not be done; the diary is unchanged. The staged diary is gone either way.
    """
    try:
        with in_words(database.path), _attached(database, staged.part), database.transaction() as connection:
            kept = _keep(database.path)
            _replace_rows(connection)
    except UserError as error:
        raise _not_restored(error, database.path) from error
    finally:
        remove(staged.part)
    # What is remembered of the diary was of the rows before: they are not missed, they are kept.
    database.forget_loss()
    return Restored(kept, staged.taken)


def _not_restored(error: UserError, path: Path) -> UserError:
    """The words for typed text, which here there is none of, as those of a restore."""
    cause = error.__cause__
    if isinstance(error, DiaryBusyError | DiaryRefusedError) or not isinstance(cause, sqlite3.Error):
        return error
    return UserError(_("Not restored: {reason}. Nothing was changed.").format(reason=reason(cause, path)))


@contextmanager
def _attached(database: Database, part: Path) -> Iterator[None]:
    if database.read_only is not None:
        raise UserError(database.read_only)
    connection = database.connection
    connection.execute("PRAGMA foreign_keys = OFF")  # what is staged was checked; cannot be said inside a transaction
    try:
        connection.execute("ATTACH ? AS staged", (f"{part.absolute().as_uri()}?mode=ro",))
        try:
            yield
        finally:
            connection.execute("DETACH staged")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _keep(path: Path) -> Path:
    """A verified copy of the diary, made while nobody else can write."""
    # A connection of its own: it sees what is committed, and none of what is under way.
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return make_copy(connection, path.parent / BACKUPS, KEPT_NAME)
        except UserError as error:
            sentence = _("{problem} Nothing was restored: without that copy it could not be undone.")
            raise UserError(sentence.format(problem=error.message)) from None


def _replace_rows(connection: sqlite3.Connection) -> None:
    ours = model(newest_version())
    # Batches and changes are only ever appended, but for this: they go as a whole, and stand in the copy.
    for name in ours.triggers:
        connection.execute(f"DROP TRIGGER IF EXISTS main.{name}")
    for table, columns in ours.columns.items():
        names = ", ".join(columns)
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM staged.{table}")
    for sql in ours.triggers.values():
        connection.execute(sql)


def put_in_place(staged_part: Path, path: Path) -> Path | None:
    """Give a fresh diary the diary's name, where none can be opened; what was there is set aside untouched.

    Returns:
        The name under which what was there is kept; None = there was nothing.

    Raises:
        UserError: it could not be done; nothing is deleted.
    """
    kept = None
    try:
        if any(os.path.lexists(path.with_name(path.name + ending)) for ending in (*PARTS, NEWEST_ENDING)):
            kept = set_aside(path)
        os.rename(staged_part, path)
        sync_folder(path.parent)
    except OSError as error:
        said = _("Not restored: {reason}. Nothing was deleted.")
        raise UserError(said.format(reason=reason(error, path))) from error
    finally:
        remove(staged_part)
    return kept


def restore_unopened(path: Path, offered: Path, limits: Limits = USUAL) -> Restored:
    """Restore where the diary itself cannot be opened or is not there; what was there is set aside untouched.

    Raises:
        UserError: it could not be done; nothing is deleted.
    """
    refuse_own(offered, path)
    staged = prepare(offered, path, limits)
    return Restored(put_in_place(staged.part, path), staged.taken)
