"""The trail of an entry in words: when it was entered and changed, by whom, from what to what; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal.trails import Step
from calfstretch.ui import amounts, formats, labels
from calfstretch.ui.history import facts, row_words

_MOST, _SHOWN = 12, 60


def trail_lines(steps: Sequence[Step], day: date, day_start_h: int, *, several: bool = False) -> tuple[str, ...]:
    """Entered 02:14 by the timer / Changed 07:50: Worst pain 5 of 10 → 7 of 10

    Args:
        steps: oldest first.
        day: the diary day they are shown on: another day of a change is said.
        several: True names the entry that was entered, where a row stands for more than one.
    """
    lines = [_line(step, day, day_start_h, several) for step in steps]
    if len(lines) <= _MOST:
        return tuple(lines)
    left = len(lines) - _MOST
    return (
        lines[0],
        ngettext("… {n} change in between …", "… {n} changes in between …", left).format(n=left),
        *lines[-_MOST + 1 :],
    )


def _line(step: Step, day: date, day_start_h: int, several: bool) -> str:
    when = _by(step, _when(step.at, day))
    before, after = _there(step.before), _there(step.after)
    if after is None:
        said = _("Removed {when}").format(when=when)
        what = facts.name(before) if before is not None and several else ""
    elif before is None and step.before is not None:
        said = _("Brought back {when}").format(when=when)
        what = facts.name(after) if several else ""
    elif before is None:
        said = _("Brought in {when}") if step.origin == "import" else _("Entered {when}")
        said = said.format(when=when)
        what = facts.name(after) if several else ""
    else:
        said = _("Changed {when}").format(when=when)
        what = "; ".join(_differences(before, after, day_start_h))
    return _("{what}: {how}").format(what=said, how=what) if what else said


def _there(record: Record | None) -> Record | None:
    return None if record is None or record.deleted_at is not None else record


def _by(step: Step, when: str) -> str:
    who = {"timer": _("by the timer"), "import": _("from a file"), "command": _("by a command")}.get(step.origin, "")
    how = {"undo": _("by undo"), "redo": _("by redo")}.get(step.role, who)
    return _("{when} {who}").format(when=when, who=how) if how else when


def _when(moment: datetime, day: date) -> str:
    local = moment.astimezone()
    clock = formats.clock_time(local)
    if 0 <= (local.date() - day).days <= 1:
        return clock
    return _("{day}, {time}").format(day=formats.short_day(local.date()), time=clock)


def _differences(before: Record, after: Record, day_start_h: int) -> list[str]:
    old, new = _in_words(before, day_start_h), _in_words(after, day_start_h)
    nothing = _("not said")
    return [
        _("{what} {before} → {after}").format(
            what=label, before=_short(old.get(label, "")) or nothing, after=_short(new.get(label, "")) or nothing
        )
        for label in dict.fromkeys((*old, *new))
        if old.get(label) != new.get(label)
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def _in_words(record: Record, day_start_h: int) -> dict[str, str]:
    """What the panel would say of the record, by label."""
    day = record.diary_day(day_start_h) or date.min
    if isinstance(record, DayItem):
        return {labels.item(record.item): record.value if record.item == "note" else row_words.item_value(record)}
    if isinstance(record, CheckIn):
        return {_("Check-in"): ngettext("{n} spasm", "{n} spasms", record.spasms).format(n=record.spasms)}
    if isinstance(record, Drink):
        return {_("Time"): formats.clock_time(record.at.local), _("Amount"): amounts.drink(record.ml)}
    shown = _facts(record, day, day_start_h)
    if shown is None:
        return {}
    return {
        _("When"): shown.where,
        _("What"): shown.heading,
        **dict(shown.lines),
        **{label or _("Note"): text for label, text in shown.texts},
    }


def _facts(record: Record, day: date, day_start_h: int) -> facts.Facts | None:
    if isinstance(record, Episode):
        return facts.of_episode(record, day_start_h, day)
    if isinstance(record, Session):
        return facts.of_session(record, (), day, day)
    if isinstance(record, Activity):
        return facts.of_activity(record, day, day)
    return facts.of_pause(record, day) if isinstance(record, Pause) else None
