"""calfstretch restore: the diary becomes what a copy holds; what it was is kept."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from calfstretch.desktop.lock import DiaryLock
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.paths import DIARY_NAME, data_dir, started_as
from calfstretch.storage.database import DamagedDiaryError, open_diary
from calfstretch.storage.restoring import (
    Restored,
    Summary,
    look_at,
    refuse_own,
    restore,
    restore_unopened,
    summary_of,
)


def restore_file(options: Namespace) -> str:
    """Restore a file.

    Returns:
        What was done, and how to undo it, in words.

    Raises:
        UserError: a window is open on the diary, the file is refused, or it could not be done; nothing was changed.
    """
    offered, folder = Path(options.file), data_dir(options.data_dir)
    refuse_own(offered, folder / DIARY_NAME)
    there = look_at(offered).there  # before a folder is made for nothing
    lock = DiaryLock.acquire(folder)
    if lock is None:
        raise UserError(
            _("calfstretch is open on this diary. Close its window first, or restore in it, under Settings.")
        )
    with lock:
        here, restored = _restore(folder / DIARY_NAME, offered)
    return _words(there, here, restored, offered)


def _restore(path: Path, offered: Path) -> tuple[Summary | None, Restored]:
    place = path.resolve() if path.is_symlink() else path
    if not place.exists():
        return None, restore_unopened(place, offered)
    try:
        database = open_diary(path)
    except DamagedDiaryError:
        return None, restore_unopened(place, offered)
    try:
        return summary_of(database.connection), restore(database, offered)
    finally:
        database.close()


def _words(there: Summary, here: Summary | None, restored: Restored, offered: Path) -> str:
    lines = [_("Restored from {path}: {entries}.").format(path=offered, entries=_summary(there))]
    if restored.taken.left_out:
        left_out = ngettext(
            "{n} row was left out: no diary holds such a row.",
            "{n} rows were left out: no diary holds such rows.",
            restored.taken.left_out,
        )
        lines.append(left_out.format(n=restored.taken.left_out))
    if restored.kept is not None and here is not None:
        lines.append(_("The diary before: {entries}. It is kept.").format(entries=_summary(here)))
        lines.append(_("To undo: {program} restore {path}").format(program=started_as(), path=restored.kept))
    elif restored.kept is not None:
        lines.append(_("The diary before could not be read. It is kept as {path}").format(path=restored.kept))
    return "\n".join(lines)


def _summary(found: Summary) -> str:
    entries = ngettext("{n} entry", "{n} entries", found.entries).format(n=found.entries)
    if found.last_day is None:
        return entries
    return _("{entries}, until {day}").format(entries=entries, day=found.last_day.isoformat())
