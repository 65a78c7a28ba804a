"""What the sheet for restoring says: a copy in a line, and what it would change."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.formats import clock_time, grouped, short_day

_KEPT = "before-restore-"


class Row(NamedTuple):
    """One file of the list.

    Args:
        name: what it is called, such as its day and time.
        summary: what stands in it, or why it is not offered.
        is_offered: whether it can be looked at closer.
    """

    name: str
    summary: str
    is_offered: bool


class Preview(NamedTuple):
    """What restoring would change, line by line.

    Args:
        there, here: the copy and the diary as it is, each in a sentence.
        changes: one line each, at least one.
        hint: what happens to what is there now.
    """

    there: str
    here: str
    changes: list[str]
    hint: str


def row(
    path: Path, made_at: datetime, there: tuple[int, date | None] | None, *, is_newer: bool, is_conflict: bool
) -> Row:
    """A file as a row.

    Args:
        there: entries and last day; None = it cannot be restored.
        is_newer: it cannot, because a newer program wrote it.
        is_conflict: it lies beside the diary and is known by its name.
    """
    when = when_words(made_at)
    if path.name.startswith(_KEPT):
        when = _("{when}, kept before a restore").format(when=when)
    if there is not None:
        summary = summary_words(*there)
    else:
        summary = _("written by a newer calfstretch, not offered") if is_newer else _("damaged, not offered")
    if is_conflict:
        return Row(path.name, _("{when}: {summary}").format(when=when, summary=summary), there is not None)
    return Row(when, summary, there is not None)


def when_words(made_at: datetime) -> str:
    """3 Mar 2026, 09:14 of the moment a copy was made, in local time."""
    local = made_at.astimezone()
    return _("{day}, {time}").format(day=short_day(local.date()), time=clock_time(local))


def summary_words(entries: int, last_day: date | None) -> str:
    """112 entries, until 3 Mar 2026"""
    counted = ngettext("{n} entry", "{n} entries", entries).format(n=grouped(entries))
    if last_day is None:
        return counted
    return _("{entries}, until {day}").format(entries=counted, day=short_day(last_day))


def preview(
    name: str, there: tuple[int, date | None], here: tuple[int, date | None], gone: int, back: int, changed: int
) -> Preview:
    """What restoring would change.

    Args:
        name: what the copy is called.
        there, here: entries and last day of the copy and of the diary.
        gone, back, changed: entries that the diary alone holds, the copy alone holds, both hold differently.
    """
    changes = []
    if gone:
        words = ngettext(
            "{n} entry of your diary is not in the copy: it would go.",
            "{n} entries of your diary are not in the copy: they would go.",
            gone,
        )
        changes.append(words.format(n=grouped(gone)))
    if back:
        words = ngettext("{n} entry would come back.", "{n} entries would come back.", back)
        changes.append(words.format(n=grouped(back)))
    if changed:
        words = ngettext(
            "{n} entry would be again as it is in the copy.",
            "{n} entries would be again as they are in the copy.",
            changed,
        )
        changes.append(words.format(n=grouped(changed)))
    return Preview(
        _("{name}: {summary}.").format(name=name, summary=summary_words(*there)),
        _("Yours now: {summary}.").format(summary=summary_words(*here)),
        changes or [_("Both hold the same entries.")],
        _("Settings come from the copy too. Your diary as it is now is kept as a copy, and Undo brings it back."),
    )


def restored_words(left_out: int, *, is_undo: bool) -> str:
    """What is said when it is done."""
    said = _("Your diary is as it was before.") if is_undo else _("Restored.")
    if not left_out:
        return said
    words = ngettext("{n} row was no entry and was left out.", "{n} rows were no entries and were left out.", left_out)
    return f"{said} {words.format(n=grouped(left_out))}"
