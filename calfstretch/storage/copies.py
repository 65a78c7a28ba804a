"""The automatic copies of the diary: when one is due, where it goes, which ones are kept."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import backup, check
from calfstretch.storage.backup import Copy, Mark, UnsoundCopyError
from calfstretch.storage.leftovers import remove_leftovers, remove_parts
from calfstretch.storage.own_files import BACKUPS
from calfstretch.storage.refusal import DamagedDiaryError
from calfstretch.storage.trouble import as_user_error

DAILY, MONTHLY = 10, 12
KIND = "diary"
"""How the names of the automatic copies begin; those made before a migration begin with before-version-N."""
_OURS = re.compile(r"(diary|before-version-\d+)-\d{8}-\d{6}-\d{6}\.db")
# A clock that was wrong for a while leaves copies of the future behind: they count for nothing until then.
_AHEAD = timedelta(hours=1)


class Second(NamedTuple):
    """The second folder for copies.

    Args:
        folder: chosen by the person.
        apart: it lay on another disk than the diary; what stands under its name on the diary's own disk is then the
            empty place of a stick that is not plugged in.
    """

    folder: Path
    apart: bool = False


class Kept(NamedTuple):
    """What came of looking after the copies.

    Args:
        newest: the newest good copy of this diary; None = there is none.
        trouble: why no copy could be made, in the person's words; "" = nothing is amiss.
        second: the newest good copy in the second folder.
        second_trouble: why none could be brought there; "" = nothing is amiss, or there is no such folder.
        damage: part of the diary itself is damaged: no copy was made.
    """

    newest: Copy | None = None
    trouble: str = ""
    second: Copy | None = None
    second_trouble: str = ""
    damage: bool = False


class Wish(NamedTuple):
    """What is to be done.

    Args:
        path: the diary.
        now: UTC.
        day_began: when the diary day that runs began, UTC: a copy older than that is a day of use old.
        second: the second folder; None = there is none.
        asked: a copy is made although none is due.
        at_start: look at the whole diary first, and sweep up what killed programs left.
        without_making: look for the newest copies alone.
    """

    path: Path
    now: datetime
    day_began: datetime
    second: Second | None = None
    asked: bool = False
    at_start: bool = False
    without_making: bool = False


def look_after(wish: Wish) -> Kept:
    """Make the copies that are due; to be called from any thread, with a connection of its own."""
    if wish.at_start:
        remove_leftovers(wish.path)
    try:
        with closing(check.reader(wish.path)) as diary:
            if wish.at_start:
                check.refuse_damaged(diary, wish.path)
            return _look_after(diary, wish)
    except sqlite3.Error as error:
        if isinstance(as_user_error(error, wish.path), DamagedDiaryError):
            return Kept(damage=True)
        return Kept(trouble=_not_made(backup.reason(error, wish.path)))
    except DamagedDiaryError:
        return Kept(damage=True)
    except OSError as error:
        return Kept(trouble=_not_made(backup.reason(error, wish.path)))


def _not_made(reason: str) -> str:
    return _("No copy of the diary could be made: {reason}.").format(reason=reason)


def _look_after(diary: sqlite3.Connection, wish: Wish) -> Kept:
    folder = wish.path.parent / BACKUPS
    first, last = backup.first_and_last(diary)
    if last is None:
        return Kept()  # a diary in which nothing was ever written
    newest, trouble = newest_of(folder, first, wish.now), ""
    if not wish.without_making and (wish.asked or (_holds_entries(diary) and is_due(newest, last, wish.day_began))):
        wish.path.stat()  # read on after it was removed, it would come back as a copy
        try:
            newest = _made(diary, folder, wish.now)
        except UserError as error:
            if isinstance(error.__cause__, UnsoundCopyError):
                check.refuse_damaged(diary, wish.path)  # else it is the disk with the copies
            trouble = error.message
    if wish.second is None:
        return Kept(newest, trouble)
    there, second_trouble = _second(diary, wish, newest, first, last)
    return Kept(newest, trouble, there, second_trouble)


def _second(
    diary: sqlite3.Connection, wish: Wish, source: Copy | None, first: str, last: Mark
) -> tuple[Copy | None, str]:
    assert wish.second is not None
    folder = wish.second.folder
    if not is_there(wish.second, wish.path):
        return None, _("The second folder for copies, {folder}, is not there.").format(folder=folder)
    there = newest_of(folder, first, wish.now)
    if wish.without_making:
        return there, ""
    remove_parts(folder)
    try:
        if source is not None and (there is None or there.last != source.last):
            final = folder / source.path.name
            if os.path.lexists(final) or not _OURS.fullmatch(final.name):  # damaged there: it stays
                final = folder / f"{KIND}-{backup.stamp(wish.now)}.db"
            there = backup.put_copy(source.path, final)
            rotate(folder, there)
        elif source is None and _holds_entries(diary) and is_due(there, last, wish.day_began):
            # None could be made beside the diary; here it may be possible.
            there = _made(diary, folder, wish.now)
    except UserError as error:
        return there, error.message
    return there, ""


def _made(diary: sqlite3.Connection, folder: Path, now: datetime) -> Copy:
    copy = backup.make(diary, folder, KIND, now)
    rotate(folder, copy)
    return copy


def is_there(second: Second, path: Path) -> bool:
    """Whether the second folder can be reached just now."""
    try:
        here = path.parent.stat().st_dev
        return second.folder.is_dir() and not (second.apart and second.folder.stat().st_dev == here)
    except OSError:
        return False


def is_due(newest: Copy | None, last: Mark, day_began: datetime) -> bool:
    """Whether something was written since the newest copy, and that copy is of an earlier diary day.

    Args:
        newest: None = there is none yet.
        last: the newest batch in the diary.
        day_began: when the diary day that runs began, UTC.
    """
    return newest is None or (newest.last != last and newest.made_at < day_began)


def _holds_entries(diary: sqlite3.Connection) -> bool:
    return diary.execute("SELECT 1 FROM batches WHERE role = 'do' LIMIT 1").fetchone() is not None


# -- which copies are ours, and which are kept ---------------------------------------------------------------


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """Which copies are kept: the newest of each of the last ten days and twelve months that have copies.

    Args:
        moments: when the good copies were made.
    """
    newest_first = sorted(set(moments), reverse=True)
    days = _newest_of_each(newest_first, lambda moment: moment.date(), DAILY)
    return days | _newest_of_each(newest_first, lambda moment: (moment.year, moment.month), MONTHLY)


def _newest_of_each(newest_first: Iterable[datetime], of: Callable[[datetime], object], count: int) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        if len(found) == count:
            break
        found.setdefault(of(moment), moment)
    return set(found.values())


def ours(folder: Path) -> list[Path]:
    """The files in a folder that bear the name of a copy made by this program, newest first; links are left out."""
    try:
        with os.scandir(folder) as entries:
            found = [Path(one) for one in entries if _OURS.fullmatch(one.name) and one.is_file(follow_symlinks=False)]
    except OSError:
        return []
    return backup.by_age(found)


def newest_of(folder: Path, first: str, now: datetime) -> Copy | None:
    """The newest good copy of one diary in a folder; None = there is none.

    Args:
        first: moment of the diary's first batch.
        now: UTC; copies with a later date are passed over.
    """
    paths = (path for path in ours(folder) if backup.made_at(path) <= now + _AHEAD)
    return next((copy for path in paths if (copy := backup.inspect(path)) and copy.first == first), None)


def of_diary(folder: Path, first: str) -> list[Path]:
    """The copies of one diary in a folder, newest first, sound or not; what cannot be read is nobody's.

    Args:
        first: moment of the diary's first batch; "" = it has none, and so no copies.
    """
    return [path for path in ours(folder) if first and backup.first_of(path) == first]


def rotate(folder: Path, just_made: Copy) -> list[Path]:
    """Remove the copies of the same diary and kind that are no longer to be kept, and say which they were.

    Never the one that was just made and checked; never what is damaged, of another diary or of another name. Of the
    copies made before a migration the newest of each version stays.

    Args:
        just_made: a good copy in that folder.
    """
    kind = _kind(just_made.path)
    if not kind:
        return []
    good = [copy for path in ours(folder) if _kind(path) == kind and (copy := backup.inspect(path))]
    # Those of the future, which a wrong clock left, take no place of another and go when their day has passed.
    mine = [copy for copy in good if copy.first == just_made.first and copy.made_at <= just_made.made_at]
    stay = to_keep(copy.made_at for copy in mine) if kind == KIND else {max(copy.made_at for copy in mine)}
    removed = []
    for copy in mine:
        if copy.made_at not in stay and copy.path != just_made.path:
            with suppress(OSError):
                copy.path.unlink()
                removed.append(copy.path)
    return removed


def _kind(path: Path) -> str:
    found = _OURS.fullmatch(path.name)
    return found[1] if found else ""
