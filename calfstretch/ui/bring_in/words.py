"""The words of one line of the preview, by what kind of entry it is; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import NamedTuple, Protocol

from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.found import Flag
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, formats, labels

COUNTED = frozenset({"activities", "drinks", "day_items", "episodes", "sessions", "checkins"})
"""Tables that are counted by their own name; all others together."""


class Said(NamedTuple):
    """A record in one line: what, when, how much."""

    title: str
    when: str
    detail: str = ""


class _HasRecord(Protocol):
    @property
    def record(self) -> Record: ...


def in_line(record: Record) -> Said:
    """The words of a record."""
    if isinstance(record, Activity):
        return Said(_sport(record), _at(record.at.local), _sizes(record))
    if isinstance(record, Drink):
        return Said(_("Water"), _at(record.at.local), amounts.drink(record.ml))
    if isinstance(record, Episode):
        pain = "" if record.pain is None else _("pain {n} of 10").format(n=record.pain)
        return Said(labels.episode_title(record), _at(record.at.local), pain)
    if isinstance(record, Session):
        return Said(labels.purpose(record.purpose), _at(record.started_at.local), labels.outcome(record.outcome))
    if isinstance(record, CheckIn):
        spasms = ngettext("{n} spasm", "{n} spasms", record.spasms).format(n=record.spasms)
        return Said(_("Check-in"), formats.short_day(record.day), spasms if record.spasms else _("no spasm"))
    if isinstance(record, DayItem):
        value = labels.item_value(record.item, record.value)
        return Said(labels.item(record.item), formats.short_day(record.day), _shortened(value, record.item))
    if isinstance(record, Pause):
        return Said(_("Pause"), formats.short_day(record.first_day), labels.pause_reason(record.reason))
    return Said(_one(record.TABLE), _day_of(record), _name_of(record))


_SILENT = frozenset({"id", "entered_at", "changed_at", "deleted_at", "source", "origin_key", "suggested", "cluster_id"})


def differences(here: Record, there: Record) -> tuple[list[str], list[str]]:
    """The values of the fields in which two records differ, of each."""
    if type(here) is not type(there):
        return [], []
    names = [each.name for each in fields(here) if each.name not in _SILENT]
    differ = [name for name in names if getattr(here, name) != getattr(there, name)]
    return [_value(getattr(here, name)) for name in differ], [_value(getattr(there, name)) for name in differ]


def _value(value: object) -> str:
    if value is None or value in ("", ()):
        return _("not noted")
    if isinstance(value, Moment):
        return _at(value.local)
    if isinstance(value, bool):
        return labels.yes_no("yes" if value else "no").lower()
    if isinstance(value, float):
        return formats.decimal(value, 2)
    if isinstance(value, tuple):
        return "; ".join(_value(each) for each in value)
    text = str(value)
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _sport(activity: Activity) -> str:
    kind = labels.activity(activity.kind)
    if activity.kind is ActivityKind.OTHER and activity.sport:
        return activity.sport
    return kind


def _sizes(activity: Activity) -> str:
    parts = [] if activity.minutes is None else [formats.minutes(activity.minutes)]
    if activity.distance_m:
        parts.append(formats.distance(activity.distance_m))
    if activity.climb_m:
        parts.append(_("+{n} m").format(n=formats.decimal(activity.climb_m, 0)))
    if activity.temperature_c is not None:
        parts.append(formats.temperature(activity.temperature_c))
    return " · ".join(parts)


def _at(local: datetime) -> str:
    return _("{day}, {time}").format(day=formats.short_day(local.date()), time=formats.clock_time(local))


def _shortened(value: str, item: str) -> str:
    return value if item != Item.NOTE or len(value) <= 60 else value[:59].rstrip() + "…"


def _day_of(record: Record) -> str:
    for name in ("at", "started_at"):
        at = getattr(record, name, None)
        if at is not None and hasattr(at, "local"):
            return _at(at.local)
    day = getattr(record, "day", None) or getattr(record, "first_day", None)
    return formats.short_day(day) if isinstance(day, date) else ""


def _name_of(record: Record) -> str:
    name = getattr(record, "name", "") or getattr(record, "text", "")
    return str(name)[:60]


def _one(table: str) -> str:
    return {
        "holds": _("Hold"),
        "routines": _("Routine"),
        "programmes": _("Programme"),
        "profile": _("Page about you"),
        "questions": _("Question for the visit"),
        "marked_changes": _("Change"),
        "safety_answers": _("Answer about a sign"),
        "reminders": _("Reminder"),
        "tags": _("Tag"),
        "looks": _("Look"),
        "imported_ranges": _("Days covered by a file"),
    }.get(table, _("Entry"))


def kinds_words(table: str) -> str:
    """Runs and other activities, Drinks …: the head of a group."""
    return {
        "activities": _("Activities"),
        "drinks": _("Drinks"),
        "day_items": _("Notes of days"),
        "episodes": _("Spasms and tightness"),
        "sessions": _("Stretches"),
        "holds": _("Holds"),
        "checkins": _("Check-ins"),
        "pauses": _("Pauses"),
        "routines": _("Routines"),
        "programmes": _("Programmes"),
        "profile": _("Page about you"),
        "questions": _("Questions for the visit"),
        "marked_changes": _("Changes"),
        "safety_answers": _("Answers about signs"),
        "reminders": _("Reminders"),
        "tags": _("Tags"),
        "looks": _("Looks"),
        "imported_ranges": _("Days covered by files"),
    }.get(table, _("Entries"))


def counted(table: str, lines: Sequence[_HasRecord], *, is_new: bool = False) -> str:
    """12 runs, or 12 new runs."""
    n = len(lines)
    if table == "activities":
        runs = all(isinstance(each.record, Activity) and each.record.kind is ActivityKind.RUN for each in lines)
        said = _new_activities(n, runs) if is_new else _activities(n, runs)
    elif table == "drinks":
        new = ngettext("{n} new drink", "{n} new drinks", n)
        said = new if is_new else ngettext("{n} drink", "{n} drinks", n)
    elif table == "day_items":
        new = ngettext("{n} new note of a day", "{n} new notes of days", n)
        said = new if is_new else ngettext("{n} note of a day", "{n} notes of days", n)
    elif table == "episodes":
        spasms = all(isinstance(each.record, Episode) and each.record.is_spasm for each in lines)
        said = _new_episodes(n, spasms) if is_new else _episodes(n, spasms)
    elif table == "sessions":
        new = ngettext("{n} new stretch", "{n} new stretches", n)
        said = new if is_new else ngettext("{n} stretch", "{n} stretches", n)
    elif table == "checkins":
        new = ngettext("{n} new check-in", "{n} new check-ins", n)
        said = new if is_new else ngettext("{n} check-in", "{n} check-ins", n)
    elif table == "questions":
        new = ngettext("{n} new question", "{n} new questions", n)
        said = new if is_new else ngettext("{n} question", "{n} questions", n)
    else:
        new = ngettext("{n} new other entry", "{n} new other entries", n)
        said = new if is_new else ngettext("{n} other entry", "{n} other entries", n)
    return said.format(n=formats.grouped(n))


def _new_activities(n: int, runs: bool) -> str:
    return ngettext("{n} new run", "{n} new runs", n) if runs else ngettext("{n} new activity", "{n} new activities", n)


def _activities(n: int, runs: bool) -> str:
    return ngettext("{n} run", "{n} runs", n) if runs else ngettext("{n} activity", "{n} activities", n)


def _new_episodes(n: int, spasms: bool) -> str:
    if spasms:
        return ngettext("{n} new spasm", "{n} new spasms", n)
    return ngettext("{n} new spasm or tightness", "{n} new spasms and tightnesses", n)


def _episodes(n: int, spasms: bool) -> str:
    if spasms:
        return ngettext("{n} spasm", "{n} spasms", n)
    return ngettext("{n} spasm or tightness", "{n} spasms and tightnesses", n)


def verdict_words(verdict: str) -> str:
    """The head of a group of lines."""
    return {
        "new": _("New"),
        "same": _("Already in your diary"),
        "newer": _("Changed there since"),
        "older": _("Left as it is here"),
        "conflict": _("Changed here and there"),
    }[verdict]


def why_words(why: str) -> str:
    """What else is to be said of a line."""
    return {
        "fills_in": _("What you typed stays; what is blank is filled in from the file."),
        "removed_here": _("You removed it here."),
        "removed_there": _("It was removed there and goes into the bin here."),
        "twice": _("It stands in another of these files too, where more is known of it."),
        "likely_double": _("Another app logged the same amount in the same minute."),
    }.get(why, "")


def flag_words(flag: Flag) -> str:
    """What was guessed or worked out; "" = said above the lines."""
    return {
        Flag.ELAPSED_WORKED_OUT: _("Its length was worked out from its points."),
        Flag.CUT_SHORT: _("The file ends early: what stands before that was taken."),
        Flag.FEW_TIMES: _("Few of its points carry a time."),
        Flag.POINTS_LEFT_OUT: _("Points that cannot be were left out."),
        Flag.ODD_DATE: _("An odd date: look at it before you tick it."),
        Flag.VALUE_LEFT_OUT: _("A value that cannot be was left out."),
        Flag.OLD_ENCODING: _("Letters may be wrong: the file is of an old kind."),
        Flag.UTC_ASSUMED: _("Its time names no zone and was taken as UTC."),
    }.get(flag, "")
