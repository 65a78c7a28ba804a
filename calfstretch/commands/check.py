"""calfstretch check: is all of the diary sound, what stands in it, which good copies there are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from calfstretch.commands.diary import refuse_no_diary
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.paths import DIARY_NAME, data_dir
from calfstretch.storage.backup import Copy, newest_good_copy
from calfstretch.storage.check import Health, look_at
from calfstretch.storage.own_files import BACKUPS
from calfstretch.storage.refusal import DamagedDiaryError

_SHOWN_COPIES = 3


def check(options: Namespace) -> str:
    """Look at everything; nothing is written.

    Returns:
        What was found, in lines.

    Raises:
        UserError: the diary is damaged, or could not be looked at; the newest good copy is named.
    """
    path = data_dir(options.data_dir) / DIARY_NAME
    refuse_no_diary(path.parent)
    try:
        health = look_at(path)
    except DamagedDiaryError as error:
        advice = _("Open calfstretch: it says what can be done.")
        raise UserError(" ".join([error.message, _newest(path), advice])) from error
    if health.broken:
        said = ngettext(
            "In the diary {path} {n} entry refers to another that is not there.",
            "In the diary {path} {n} entries refer to others that are not there.",
            health.broken,
        )
        raise UserError(f"{said.format(path=path, n=health.broken)} {_newest(path)}")
    return "\n".join([_("The diary {path} is sound.").format(path=path), *_counts(health), *_copies(health)])


def _counts(health: Health) -> list[str]:
    words = {
        "sessions": _("Stretches"), "holds": _("Holds"), "episodes": _("Spasms and spells of tightness"),
        "drinks": _("Drinks"), "activities": _("Activities"), "imported_ranges": _("Periods imported"),
        "checkins": _("Days with a check-in"), "day_items": _("Notes of days"), "pauses": _("Pauses"),
        "tags": _("Tags"), "routines": _("Routines"), "programmes": _("Programmes"),
        "profile": _("Details about you"), "questions": _("Questions for the visit"),
        "marked_changes": _("Marked changes"), "safety_answers": _("Answers on Safety"),
        "reminders": _("Reminders"), "looks": _("Looks at what goes together"), "settings": _("Settings"),
        "tombstones": _("Removed for good"), "batches": _("Times something was written"), "changes": _("Changes"),
        "running_session": _("Sessions that run"),
    }  # fmt: skip
    line = _("  {what}: {count}")
    return [line.format(what=words.get(table, table), count=count) for table, count in health.rows.items()]


def _copies(health: Health) -> list[str]:
    if not health.copies:
        return [_("There is no good copy yet."), *_bad(health)]
    return [
        _("The newest good copies:"),
        *(f"  {_copy(copy)}" for copy in health.copies[:_SHOWN_COPIES]),
        *_bad(health),
    ]


def _bad(health: Health) -> list[str]:
    if not health.bad:
        return []
    return [_("Damaged copies, which count for nothing and are left alone:"), *(f"  {path}" for path in health.bad)]


def _copy(copy: Copy) -> str:
    made = copy.made_at.astimezone()
    return ngettext("{moment}, {n} entry: {path}", "{moment}, {n} entries: {path}", copy.entries).format(
        moment=f"{made:%Y-%m-%d %H:%M}", n=copy.entries, path=copy.path
    )


def _newest(path: Path) -> str:
    copy = newest_good_copy(path.resolve().parent / BACKUPS)
    if copy is None:
        return _("There is no good copy.")
    return _("The newest good copy: {copy}.").format(copy=_copy(copy))
