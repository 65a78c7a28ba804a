"""What Today shows, from what the diary holds; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from calfstretch.domain.day import FIRST_USED_SETTING as FIRST_USED_SETTING
from calfstretch.domain.day import Activity, DayItem, Item, Pause
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.episode import Episode
from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import Leg, Purpose
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, formats, labels

MORNING_SETTING = "morning"
_SHOWN_DRAFTS = 2
PUT_OFF_SETTING = "drafts_put_off"
"""The drafts not to be shown on Today for the rest of a day: {"day", "ids"}."""


class Entries(Protocol):
    """What Today reads of a diary day."""

    @property
    def day(self) -> date: ...
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
    @property
    def sessions(self) -> Sequence[Session]: ...
    @property
    def pauses(self) -> Sequence[Pause]: ...


class MorningCard(NamedTuple):
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


class Telling(NamedTuple):
    """A spasm the person has just answered with a number, and may say more of.

    Args:
        head: which of how many.
        block: about when; None = not said.
        when_unknown: the person said that they do not know.
        is_last: no other one follows.
    """

    episode_id: str
    head: str
    block: str | None
    when_unknown: bool
    leg: Leg | None
    pain: int | None
    is_last: bool


class Draft(NamedTuple):
    """An episode that waits to be described.

    Args:
        asks_length: it began with a press and has no end: about how long did it last?
        asks_leg: nothing is said of the leg: the first of the answers that wait.
    """

    episode_id: str
    text: str
    asks_length: bool = False
    asks_leg: bool = False


def greeting(now: datetime) -> str:
    """Good morning, Good afternoon, Good evening."""
    if now.hour < 4:
        return _("Good evening")
    if now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if now.hour < 18 else _("Good evening")


def date_line(now: datetime, today: date) -> str:
    """Sunday 22 November; before the diary day ends, the day everything on the page belongs to, and its night."""
    if now.date() == today:
        return formats.long_day(today)
    return _("{day}, and the night to {weekday}").format(
        day=formats.long_day(today), weekday=formats.weekday(today + timedelta(days=1))
    )


def morning_card(
    entries: Entries,
    day: date,
    *,
    now: datetime,
    first_used: date | None,
    answered: Mapping[str, Any] | None,
    busy: bool = False,
) -> MorningCard | None:
    """The card for the diary day that ended last; None = nothing to ask.

    Args:
        entries: of that day.
        now: local time; in the small hours "yesterday" would be another day than the one that ended last.
        first_used: the first diary day with this program; days before it are not asked about.
        answered: what was skipped or is not known: {"day", "spasms", "water"}; another day's state counts as none.
            Answers themselves stand in the diary, so that one taken back can be given again.
        busy: a session runs or waits to be decided about; the questions can wait.
    """
    if busy or entries.pauses or first_used is None or day < first_used:
        return None
    state = answered if answered is not None and answered.get("day") == day.isoformat() else {}
    is_yesterday = day == now.date() - timedelta(days=1)
    # A level (less, usual, more) answers the question of the water too.
    has_water = entries.water_ml is not None or Item.WATER_LEVEL in entries.items
    spasms = None if entries.check_in is not None or state.get("spasms") else _spasm_question(entries, is_yesterday)
    water = None if has_water or state.get("water") else _water_question(entries, is_yesterday)
    if spasms is None and water is None:
        return None
    return MorningCard(day, entries.spasms, spasms, entries.drinks_ml, water)


def _spasm_question(entries: Entries, is_yesterday: bool) -> str:
    if not entries.spasms:
        if is_yesterday:
            return _("Any calf spasms yesterday or last night?")
        return _("Any calf spasms on {weekday} or the night after?").format(weekday=formats.weekday(entries.day))
    timed = [episode for episode in entries.episodes if episode.is_spasm and episode.until is None]
    if entries.spasms == 1 and timed:
        return _("1 spasm noted at {time}. Was that all?").format(time=formats.clock_time(timed[0].at.local))
    return ngettext("{n} spasm noted. Was that all?", "{n} spasms noted. Was that all?", entries.spasms).format(
        n=entries.spasms
    )


def _water_question(entries: Entries, is_yesterday: bool) -> str:
    weekday = formats.weekday(entries.day)
    if not entries.drinks_ml:
        return (
            _("How much water yesterday?")
            if is_yesterday
            else _("How much water on {weekday}?").format(weekday=weekday)
        )
    litres = amounts.amount(entries.drinks_ml)
    if is_yesterday:
        return _("Water yesterday: {litres} noted. Was that all?").format(litres=litres)
    return _("Water on {weekday}: {litres} noted. Was that all?").format(weekday=weekday, litres=litres)


def telling(episode: Episode, block: str | None, number: int, count: int, *, when_unknown: bool = False) -> Telling:
    """What the card asks of one spasm.

    Args:
        number, count: the first of three = 1, 3.
    """
    head = _("Noted. More about it, if you like:")
    if count > 1:
        head = _("Noted. More about spasm {n} of {count}, if you like:").format(n=number, count=count)
    return Telling(episode.id, head, block, when_unknown and block is None, episode.leg, episode.pain, number == count)


def days_to_fill_in(
    days: Sequence[DayFacts], first_used: date | None, asked: date | None, done_for: Sequence[date] = ()
) -> int:
    """How many of the last ended days could be filled in: not known, in no pause, not asked about by the card.

    Args:
        days: the last seven ended days.
        first_used: days before it are not asked about; None = not known, so none is.
        asked: the day the morning card asks about now; None = it asks about none.
        done_for: days whose question was skipped today.
    """
    if first_used is None:
        return 0
    open_days = (day for day in days if not day.known and not day.paused and day.day >= first_used)
    return sum(day.day != asked and day.day not in done_for for day in open_days)


def pause_line(pauses: Sequence[Pause], today: date) -> str:
    """Paused until 27 Nov 2026: ill. "" where today is in no pause."""
    last = max((pause for pause in pauses), key=lambda pause: pause.last_day, default=None)
    if last is None:
        return ""
    until = _("today") if last.last_day == today else formats.short_day(last.last_day)
    if not last.reason:
        return _("Paused until {day}.").format(day=until)
    return _("Paused until {day}: {why}.").format(day=until, why=labels.pause_reason(last.reason))


def drafts(
    episodes: Sequence[Episode],
    today: date,
    day_start_h: int,
    *,
    put_off: Mapping[str, Any] | None = None,
    unknown: Sequence[str] = (),
    asked_above: Sequence[str] = (),
) -> tuple[list[Draft], int]:
    """The drafts to show, newest first, and how many more wait.

    Args:
        put_off: PUT_OFF_SETTING; another day's counts as none.
        unknown: ids of those whose length the person does not know.
        asked_above: ids of those the morning card is asking about.

    One at a time is asked how long it lasted.
    """
    away = {*(put_off["ids"] if put_off and put_off.get("day") == today.isoformat() else ()), *asked_above}
    waiting = [episode for episode in episodes if episode.id not in away]
    newest = sorted(waiting, key=lambda episode: episode.at, reverse=True)
    # Start stays in sight: where a line for the others is needed it takes the place of a draft.
    count = _SHOWN_DRAFTS if len(newest) <= _SHOWN_DRAFTS else _SHOWN_DRAFTS - 1
    asked = next((each.id for each in newest[:count] if each.lacks_end and each.id not in unknown), None)
    shown = [
        Draft(
            episode.id,
            _draft_text(episode, today, day_start_h, asked),
            episode.id == asked,
            episode.leg is None and not episode.zones,
        )
        for episode in newest[:count]
    ]
    return shown, len(newest) - len(shown)


def _draft_text(episode: Episode, today: date, day_start_h: int, asked: str | None) -> str:
    day = formats.day_word(episode.diary_day(day_start_h), today)
    if episode.until is not None:
        return _("{day}: {kind}, not described yet").format(kind=labels.kind(episode.kind).lower(), day=day)
    time = formats.clock_time(episode.at.local)
    what = labels.episode_title(episode)
    what = what[:1].lower() + what[1:]
    if episode.leg is None and not episode.zones:
        what = _("{kind}, leg not said").format(kind=what)
    when = _("{day}, {time}").format(day=_night_or_day(episode, today, day_start_h, day), time=time)
    if episode.id == asked:
        return _("{when}: {what}").format(when=when, what=what)
    return _("{when}: {what}, {eased}").format(when=when, what=what, eased=_end_words(episode))


def _end_words(episode: Episode) -> str:
    if episode.eased_after_s is not None:
        return _("eased after {time}").format(time=formats.duration(episode.eased_after_s))
    if episode.duration_band is not None:
        return _("{time} (estimated)").format(time=labels.band(episode.duration_band).lower())
    return _("no end noted")


def _night_or_day(episode: Episode, today: date, day_start_h: int, day: str) -> str:
    """Last night, where "yesterday, 02:14" would be read as a day too early."""
    if not episode.at_night(day_start_h):
        return day
    diary_day = episode.diary_day(day_start_h)
    if diary_day == today:
        return _("Tonight")
    return _("Last night") if diary_day == today - timedelta(days=1) else _("Night after {day}").format(day=day)


def stopped_line(when: str, held: str, killed: tuple[str, str] | None) -> str:
    """What is said of a session that was cut off.

    Args:
        when: day and time it began.
        held: how long was held in all.
        killed: leg and seconds of the hold that was cut off; None = in a gap.
    """
    text = _("An unfinished session: {when}. {held} held in all.").format(when=when, held=held)
    if killed is None:
        return text
    leg, seconds = killed
    stop = (
        _("You were stopped {s} into the right hold.")
        if leg == "right"
        else _("You were stopped {s} into the left hold.")
    )
    return f"{text} {stop.format(s=seconds)}"


def done_line(entries: Entries, programme: InForce | None) -> str:
    """What was stretched today; with a programme how much of what it asks: Your programme: 1 of 2 today, 08:10.

    Args:
        programme: the one in force today; None = there is none.
    """
    if programme is None or entries.pauses:
        return stretched_line(entries.sessions)
    if not programme.times:
        stretched = stretched_line(entries.sessions)
        return stretched or _("Your programme: a free day")
    done, partial, times = _ended(entries.sessions)
    asked = programme.times
    if done:
        text = _("Your programme: {n} of {asked} today").format(n=min(done, asked), asked=asked)
    elif asked == 1:
        text = _("Your programme: once today")
    else:
        text = ngettext("Your programme: {n} time today", "Your programme: {n} times today", asked).format(n=asked)
    parts = [text]
    if done > asked:
        parts.append(ngettext("and {n} more", "and {n} more", done - asked).format(n=done - asked))
    return ", ".join(parts + partial + times)


def stretched_line(sessions: Sequence[Session]) -> str:
    """Today: 1 stretch done, 21:40. With the time the last one began; "" while none has ended, relief not counted.

    Args:
        sessions: of the running diary day.
    """
    done, partial, times = _ended(sessions)
    if not times:
        return ""
    parts = [ngettext("{n} stretch done", "{n} stretches done", done).format(n=done)] if done else []
    return _("Today: {what}").format(what=", ".join([*parts, *partial, *times]))


def _ended(sessions: Sequence[Session]) -> tuple[int, list[str], list[str]]:
    """How many were done, what is said of those done in part, and when the last one began; relief not counted."""
    ended = [session for session in sessions if session.ended_at is not None and session.purpose != Purpose.RELIEF]
    if not ended:
        return 0, [], []
    done = sum(session.outcome is Outcome.DONE for session in ended)
    partial = len(ended) - done
    words = [ngettext("{n} stretch in part", "{n} stretches in part", partial).format(n=partial)] if partial else []
    time = formats.clock_time(max(session.started_at for session in ended).local)
    return done, words, [_("last at {time}").format(time=time) if len(ended) > 1 else time]


def water_line(entries: Entries) -> tuple[str, str]:
    """The amount and what it means: ("0.4 L", "so far"); ("", "Not noted") where nothing is."""
    if entries.water_ml is not None:
        return amounts.amount(entries.water_ml), _("confirmed")
    if entries.drinks_ml:
        return amounts.amount(entries.drinks_ml), _("so far")
    level = entries.items.get(Item.WATER_LEVEL)
    return "", labels.water_level(level.value) if level is not None else _("Not noted")


def activity_lines(entries: Entries) -> list[str]:
    """One line for each activity of the day."""
    return [labels.activity_line(activity) for activity in entries.activities]


def last_28_line(days: Sequence[DayFacts], before: Sequence[DayFacts]) -> str:
    """2 spasms, 27 days noted, and the same of the days before. "" while nothing is noted.

    Args:
        days, before: the last 28 ended days and the 28 before them.
    """
    now, then = _spasms_noted(days), _spasms_noted(before)
    if not now:
        return ""
    parts = [_("Last 28 days: {text}.").format(text=now)]
    if then:
        parts.append(_("The 28 days before: {text}.").format(text=then))
    return " ".join(parts)


def _spasms_noted(days: Sequence[DayFacts]) -> str:
    known = [day for day in days if day.known]
    if not known:
        return ""
    count = sum(day.spasms for day in known)
    spasms = ngettext("{n} spasm", "{n} spasms", count).format(n=count)
    noted = ngettext("{n} day noted", "{n} days noted", len(known)).format(n=len(known))
    said = _("{spasms}, {noted}").format(spasms=spasms, noted=noted)
    others = sum(day.spasms for day in days if not day.known)
    if not others:
        return said
    # Logged, but nothing is known of the rest of their day: named, so that nobody thinks them lost.
    more = ngettext("{n} more on a day without a check-in", "{n} more on days without a check-in", others)
    return _("{said}; {more}").format(said=said, more=more.format(n=others))
