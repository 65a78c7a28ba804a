"""What Today shows, from what the diary holds; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from calfstretch.domain.day import FIRST_USED_SETTING as FIRST_USED_SETTING
from calfstretch.domain.day import Activity, DayItem, Item
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.episode import Episode
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats, labels

MORNING_SETTING = "morning"
_SHOWN_DRAFTS = 2


class Entries(Protocol):
    """What Today reads of a diary day."""

    @property
    def episodes(self) -> Sequence[Episode]: ...
    @property
    def activities(self) -> Sequence[Activity]: ...
    @property
    def items(self) -> Mapping[str, DayItem]: ...
    @property
    def spasms(self) -> int: ...
    @property
    def drinks_ml(self) -> int: ...
    @property
    def water_ml(self) -> float | None: ...
    @property
    def check_in(self) -> object | None: ...


@dataclass(frozen=True, slots=True)
class MorningCard:
    """The two questions about the day that ended last; each None = answered or not asked.

    Args:
        day: the day asked about.
        spasm_question: with `noted` spasms counted in.
        water_question: with `water_noted_ml` counted in.
    """

    day: date
    noted: int
    spasm_question: str | None
    water_noted_ml: int
    water_question: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An episode that waits to be described."""

    episode_id: str
    text: str


def greeting(now: datetime) -> str:
    """Good morning, Good afternoon, Good evening; at night just the diary's name for it."""
    if now.hour < 4:
        return _("Good night")
    if now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if now.hour < 18 else _("Good evening")


def morning_card(
    entries: Entries, day: date, *, first_used: date | None, answered: Mapping[str, Any] | None, asked_now: bool
) -> MorningCard | None:
    """The card for the diary day that ended last; None = nothing to ask.

    Args:
        entries: of that day.
        first_used: the first diary day with this program; days before it are not asked about.
        answered: the stored state of the card: {"day", "spasms", "water"}; another day's state counts as none.
        asked_now: False where a cramp or a session is on.
    """
    if first_used is None or day < first_used or not asked_now:
        return None
    state = answered if answered is not None and answered.get("day") == day.isoformat() else {}
    spasms = None if entries.check_in is not None or state.get("spasms") else _spasm_question(entries)
    water = None if entries.water_ml is not None or state.get("water") else _water_question(entries)
    # A level (less, usual, more) answers the question too.
    if Item.WATER_LEVEL in entries.items:
        water = None
    if spasms is None and water is None:
        return None
    return MorningCard(day, entries.spasms, spasms, entries.drinks_ml, water)


def _spasm_question(entries: Entries) -> str:
    if not entries.spasms:
        return _("Any calf spasms yesterday or last night?")
    spasms = [episode for episode in entries.episodes if episode.is_spasm]
    timed = [episode for episode in spasms if episode.until is None]
    if len(spasms) == 1 and timed:
        return _("1 spasm noted at {time}. Was that all?").format(time=formats.clock_time(timed[0].at.local))
    return ngettext(
        "{n} spasm noted for yesterday and last night. Was that all?",
        "{n} spasms noted for yesterday and last night. Was that all?",
        entries.spasms,
    ).format(n=entries.spasms)


def _water_question(entries: Entries) -> str:
    if entries.drinks_ml:
        return _("Water yesterday: {litres} noted. Was that all?").format(litres=formats.litres(entries.drinks_ml))
    return _("Water yesterday: nothing noted. About how much was it?")


def drafts(episodes: Sequence[Episode], today: date, day_start_h: int) -> tuple[list[Draft], int]:
    """The drafts to show, newest first, and how many more wait."""
    newest = sorted(episodes, key=lambda episode: episode.at, reverse=True)
    shown = [Draft(episode.id, _draft_text(episode, today, day_start_h)) for episode in newest[:_SHOWN_DRAFTS]]
    return shown, max(0, len(newest) - _SHOWN_DRAFTS)


def _draft_text(episode: Episode, today: date, day_start_h: int) -> str:
    day = formats.day_word(episode.diary_day(day_start_h), today)
    if episode.until is not None:
        return _("{kind}, {day}: not described yet").format(kind=labels.kind(episode.kind), day=day)
    when = _("{day}, {time}").format(day=day, time=formats.clock_time(episode.at.local))
    unsaid = _("leg not said") if episode.leg is None else labels.episode_title(episode)
    eased = (
        _("eased after {time}").format(time=formats.duration(episode.eased_after_s))
        if episode.eased_after_s is not None
        else _("no end noted")
    )
    return _("{when}: {what}, {eased}").format(when=when, what=unsaid, eased=eased)


def water_line(entries: Entries) -> tuple[str, str]:
    """The amount and what it means: ("0.4 L", "so far"); ("", "Not noted") where nothing is."""
    if entries.water_ml is not None:
        return formats.litres(entries.water_ml), _("confirmed")
    if entries.drinks_ml:
        return formats.litres(entries.drinks_ml), _("so far")
    return "", _("Not noted")


def activity_lines(entries: Entries) -> list[str]:
    """One line for each activity of the day."""
    return [labels.activity_line(activity) for activity in entries.activities]


def last_28_line(days: Sequence[DayFacts], before: Sequence[DayFacts]) -> str:
    """2 spasms in 27 noted days; 7 in the 28 days before. "" while nothing is noted.

    Args:
        days, before: the last 28 ended days and the 28 before them.
    """
    now, known = _spasms(days)
    if not known:
        return ""
    text = ngettext("{n} spasm in {days} noted days", "{n} spasms in {days} noted days", now).format(n=now, days=known)
    then, known_before = _spasms(before)
    if known_before:
        text += "; " + _("{n} in the 28 days before, {days} noted").format(n=then, days=known_before)
    return _("Last 28 days: {text}.").format(text=text)


def _spasms(days: Sequence[DayFacts]) -> tuple[int, int]:
    known = [day for day in days if day.known]
    return sum(day.spasms for day in known), len(known)
