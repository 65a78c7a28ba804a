"""What the form of an episode offers and understands; no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from calfstretch.domain import red_flags
from calfstretch.domain.after_run import times_of
from calfstretch.domain.day import DAY_START_H, NOON_H, Activity, day_span, diary_day
from calfstretch.domain.episode import (
    LONG_SPASM_S,
    Context,
    DurationBand,
    DurationSource,
    Episode,
    Helped,
    Kind,
    Onset,
    Tried,
)
from calfstretch.domain.moment import Moment
from calfstretch.domain.night import NIGHT_TO_H, blocks, is_short, whole_night
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats, labels

AGO_MIN = (5, 15, 30, 60)
# After this a known episode is no longer moved by "15 min ago".
_RECENT_S = 2 * 3600
USED_DAYS = 90
NIGHT, OTHER = "night", "other"
LASTING = {"seconds": Kind.SPASM, "minutes": Kind.SPASM, "days": Kind.TIGHTNESS}
"""How long it stayed, in plain words, and the kind each answer speaks for. Product choice."""

Span = tuple[Moment, Moment | None]
"""A moment, or the begin and end of the interval it fell in."""

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class When:
    """One chip of "when".

    Args:
        key: "known", "now", "ago:5" …, NIGHT, "day", or OTHER, whose moment is typed.
        span: the moment or interval it stands for; None for OTHER.
        parts: the blocks of a night, which say more than the whole of it.
        doing: what it says of what the person was doing; None = nothing.
    """

    key: str
    words: str
    span: Span | None
    parts: tuple[Span, ...] = ()
    doing: Context | None = None


def whens(now: Moment, known: Episode | None, day: date | None, today: date, day_start_h: int) -> list[When]:
    """The chips of "when", the one in force first.

    Args:
        known: the episode that is edited; None = a new one.
        day: the diary day a new one belongs to; None = just now.
        today: the diary day that is running.
    """
    other = When(OTHER, _("Other…"), None)
    if known is not None:
        own = When("known", span_words(known.at, known.until, today, day_start_h), (known.at, known.until))
        recent = known.until is None and now.seconds_since(known.at) < _RECENT_S
        return [own, *(_ago(now) if recent else []), *_night(now, day_start_h), other]
    if day is not None and day < today:
        begin, end = day_span(day, day_start_h)
        whole = When("day", _("Some time that day"), (begin, end))
        return [whole, _night_of(day, now, _("Some time that night")), other]
    return [When("now", _("Now"), (now, None)), *_ago(now), *_night(now, day_start_h), other]


def whens_after(activity: Activity, now: Moment, day_start_h: int) -> list[When]:
    """The chips of "when" for a spasm that goes with an activity, in the order of time."""
    words = {
        Context.EXERCISING: _("During it"),
        Context.WITHIN_HOUR: _("Within an hour after"),
        Context.LATER_THAT_DAY: _("Later that day"),
        Context.THAT_NIGHT: _("The night after"),
    }
    times = times_of(activity, now, day_start_h)
    chips = [When(each.context.value, words[each.context], (each.at, each.until), doing=each.context) for each in times]
    return [*chips, When(OTHER, _("Other…"), None)]


def _ago(now: Moment) -> list[When]:
    words = {5: _("5 min ago"), 15: _("15 min"), 30: _("30 min"), 60: _("1 h ago")}
    return [When(f"ago:{minutes}", words[minutes], (now.later(-60.0 * minutes), None)) for minutes in AGO_MIN]


def _night(now: Moment, day_start_h: int) -> list[When]:
    """Last night as an interval; in the night itself the hours of it that have passed."""
    inside = now.local.hour < day_start_h
    day = now.local.date() - timedelta(days=1)
    return [_night_of(day, now, _("Earlier tonight") if inside else _("Last night"))]


def _night_of(day: date, now: Moment, words: str) -> When:
    whole = whole_night(day, now)
    parts = tuple((each.at, each.until) for each in blocks(day, now))
    return When(NIGHT, words, (whole.at, whole.until), parts)


def part_words(span: Span) -> str:
    """02:00–04:00: one block of a night."""
    at, until = span
    assert until is not None
    return _("{first}–{last}").format(first=formats.clock_time(at.local), last=formats.clock_time(until.local))


def span_words(at: Moment, until: Moment | None, today: date, day_start_h: int = DAY_START_H) -> str:
    """02:14 · Yesterday, 02:14 · Some time in the night to Sunday · Some time on Saturday 21 November."""
    local = at.local
    if until is None:
        clock = formats.clock_time(local)
        if local.date() == today:
            return clock
        return _("{day}, {time}").format(day=_day_word(local.date(), today), time=clock)
    if until.seconds_since(at) >= 22 * 3600:
        return _("Some time on {day}").format(day=formats.long_day(local.date(), today))
    if local.date() == until.local.date() and (until.local.hour, until.local.minute) > (NIGHT_TO_H, 0):
        return _("{span}, {day}").format(span=part_words((at, until)), day=formats.long_day(local.date(), today))
    morning = at.local.date() + timedelta(days=at.local.hour >= NOON_H)
    if is_short(at, until):
        return _("{span}, night to {day}").format(span=part_words((at, until)), day=formats.long_day(morning, today))
    return _("Some time in the night to {day}").format(day=formats.long_day(morning, today))


def counts_for(moment: Moment, today: date, day_start_h: int) -> str:
    """The diary day of a typed moment, and after midnight the night: Counts for the night to Sunday 22 November."""
    day = diary_day(moment, day_start_h)
    words = formats.long_day(day, today)
    local = moment.local.date()
    if day == local:
        return _("Counts for {day}.").format(day=words)
    return _("In the night to {morning}: counts for {day}.").format(morning=formats.long_day(local, today), day=words)


def _day_word(day: date, today: date) -> str:
    return _("Yesterday") if day == today - timedelta(days=1) else formats.long_day(day, today)


def leg_of(zones: Iterable[tuple[str, str]]) -> Leg | None:
    """The leg the zones lie on; None for none."""
    legs = {leg for leg, _zone in zones}
    if not legs:
        return None
    return Leg.BOTH if len(legs) > 1 else Leg(legs.pop())


def leg_with(said: Leg | None, zones: Iterable[tuple[str, str]]) -> Leg | None:
    """The leg after a zone was chosen: what the person said of the leg is widened by it and never turned round.

    Args:
        said: the leg the person chose; None = it was left to the zones.
    """
    found = leg_of(zones)
    if found is None or said is None or found is said:
        return found or said
    return Leg.BOTH


def moved_to(zones: frozenset[tuple[str, str]], leg: Leg | None) -> frozenset[tuple[str, str]]:
    """The zones after the leg was chosen: those of the other leg stand on this one."""
    if leg not in (Leg.LEFT, Leg.RIGHT):
        return zones
    return frozenset((leg.value, zone) for _leg, zone in zones)


def kind_of(onset: Onset | None, lasting: str | None) -> Kind | None:
    """What two plain answers speak for; None = nothing, or the two disagree.

    Args:
        lasting: one of LASTING.
    """
    onset_kind = {Onset.SUDDEN: Kind.SPASM, Onset.GRADUAL: Kind.TIGHTNESS}.get(onset) if onset else None
    lasting_kind = LASTING.get(lasting or "")
    if disagree(onset, lasting):
        return None
    return onset_kind or lasting_kind


def disagree(onset: Onset | None, lasting: str | None) -> bool:
    """Whether one answer speaks for a spasm and the other for tightness."""
    kind = LASTING.get(lasting or "")
    return onset is not None and kind is not None and (onset is Onset.SUDDEN) != (kind is Kind.SPASM)


def known_duration(episode: Episode | None) -> tuple[str, float] | None:
    """The words and seconds of a duration that is known to the second: ("38 s, timed", 38.0)."""
    if episode is None or episode.duration_s is None:
        return None
    words = formats.duration(episode.duration_s)
    if episode.duration_source is DurationSource.TIMED:
        words = _("{time}, timed").format(time=words)
    return words, episode.duration_s


def duration_flag(
    seconds: float | None, band: DurationBand | None, kind: Kind = Kind.SPASM
) -> red_flags.RedFlag | None:
    """The sign to read with this duration; None = none, as for tightness, which may stay for hours.

    Source: red flag 8, clinical facts section 4.
    """
    if kind is Kind.TIGHTNESS:
        return None
    long = band is DurationBand.OVER_10 or (seconds is not None and seconds > LONG_SPASM_S)
    return red_flags.flag(8) if long else None


def context_flag(context: Context | None) -> red_flags.RedFlag | None:
    """The sign to read with what the person was doing; None = none. Source: red flag 11."""
    return red_flags.flag(11) if context is Context.WALKING else None


def awake_flag(minutes: float | None) -> red_flags.RedFlag | None:
    """The sign to read where it kept the person awake; None = none. Source: red flag 13."""
    return red_flags.flag(13) if minutes else None


def flag_words(flag: red_flags.RedFlag) -> str:
    """The fixed words of a sign with how soon help is needed."""
    return f"{_(red_flags.URGENCY_TEXT[flag.urgency])}: {_(flag.text)}"


def most_used_first(choices: Iterable[Choice], used: Iterable[str]) -> list[Choice]:
    """The choices with those used most in front, otherwise in their own order."""
    counts = Counter(used)
    return sorted(choices, key=lambda choice: -counts[choice])


def used_until(today: date) -> tuple[date, date]:
    """The days whose choices decide the order: it changes on Mondays alone, so that the hand can learn it."""
    last = today - timedelta(days=today.weekday() + 1)
    return last - timedelta(days=USED_DAYS - 1), last


def tried_pairs(tried: Iterable[str], helped: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What was tried with whether it helped, in the vocabulary's order; "" = not said whether."""
    chosen = set(tried)
    return tuple((way.value, helped.get(way.value, "")) for way in Tried if way.value in chosen)


def helped_options() -> list[tuple[str, str]]:
    """helped · a bit · no"""
    return [(value.value, labels.helped(value)) for value in Helped]


def subtitle(episode: Episode | None, *, waiting: bool = False, trouble: bool = False) -> str:
    """The line under the heading; "Saved" stands there while everything shown is on disk.

    Args:
        waiting: something typed is not stored yet.
        trouble: something could not be stored.
    """
    if episode is None:
        return _("Everything but the time is optional.")
    if trouble:
        return _("Not saved yet.")
    if waiting:
        return _("Saving…")
    if episode.draft:
        return _("Saved. Everything below is optional, now or tomorrow.")
    return _("Saved. What you change is saved at once.")


def has_more(episode: Episode) -> bool:
    """Whether something is noted that stands under More."""
    filled_in = episode.suggested
    doing = episode.context if "context" not in filled_in else None
    tried = episode.tried if "tried" not in filled_in else ()
    numbers = (episode.minutes_awake, episode.sore_after)
    return any((doing, tried, episode.suspected, episode.note, episode.own)) or any(n is not None for n in numbers)


def doing_words(context: Context | None) -> str:
    """What stands beside More: what can be said there, with what is filled in already."""
    if context is None:
        return _("context, what you tried, note")
    return _("{what} (suggested), what you tried, note").format(what=labels.context(context))


def room_words(room: int) -> str:
    """How many characters may still be typed."""
    return ngettext("{n} character left", "{n} characters left", room).format(n=room)
