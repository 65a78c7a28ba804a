"""What was asked for and what was done: programmes, adherence, the longest gap, holds by leg, timer or typed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from calfstretch.domain.adherence import Adherence, adherence
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import EVERY_WEEKDAY, Programme
from calfstretch.domain.report_facts import HoldFacts, ReportFacts
from calfstretch.domain.routine import Leg, Routine, TargetOrigin, Variant
from calfstretch.domain.session_log import EndReason
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.report.shapes import Block, Included, Line, Part
from calfstretch.report.shown_days import ShownDays, of_days
from calfstretch.ui import formats, labels

_MOST_PROGRAMMES = 3


class Held(NamedTuple):
    """Holds of one leg, or of both.

    Args:
        holds: attempts of which a part was held.
        to_the_end: of these, how many were held their time.
        mean_s: seconds held on average; None = there is none.
    """

    holds: int
    to_the_end: int
    mean_s: float | None


class Done(NamedTuple):
    """What was done on the days shown; relief is not among it.

    Args:
        asked: over the days on which a programme held, pauses left out.
        days_asked: how many days asked for something; unrecorded: of these, without a check-in and without a session.
        sessions, partial: ended by doing every hold, and others.
        days: with a done session.
        sources: done sessions by "timer", "typed", "imported".
        gap: most days in a row without a done session while a programme held, days of a pause not counted; where none
            held, of all days; None = no session is done on them.
        both, left, right: holds.
        target_s: seconds asked for, where all holds were asked for the same; else None.
    """

    asked: Adherence
    days_asked: int
    unrecorded: int
    sessions: int
    partial: int
    days: int
    sources: Counter[str]
    gap: int | None
    both: Held
    left: Held
    right: Held
    target_s: float | None


def done(facts: DiaryFacts, more: ReportFacts, shown: ShownDays) -> Done:
    """What was done on the days shown."""
    days = of_days(facts, shown)
    counted = [day for day in days if facts.coverage.in_denominator(day.day)]
    asked = [(day, times_asked(facts.programmes, day.day)) for day in counted]
    with_times = [(day, times) for day, times in asked if times]
    ended = [session for session in more.sessions if shown.first <= session.day <= shown.last]
    whole = [session for session in ended if session.done]
    holds = [hold for hold in more.holds if shown.first <= hold.day <= shown.last and hold.held_s > 0]
    targets = {hold.target_s for hold in holds}
    return Done(
        asked=adherence((day.stretches, times) for day, times in asked),
        days_asked=len(with_times),
        unrecorded=sum(facts.coverage.stretched(day.day, day.stretches) is None for day, _times in with_times),
        sessions=len(whole),
        partial=len(ended) - len(whole),
        days=sum(day.stretches > 0 for day in days),
        sources=Counter(session.source for session in whole),
        gap=_gap(_runs_of_days(facts, shown, days)),
        both=_held(holds),
        left=_held(hold for hold in holds if hold.leg == Leg.LEFT),
        right=_held(hold for hold in holds if hold.leg == Leg.RIGHT),
        target_s=targets.pop() if len(targets) == 1 else None,
    )


def times_asked(programmes: Iterable[Programme], day: date) -> int:
    """How many sessions were asked for on a day: by the programme that began last of those that hold."""
    holding = [each for each in programmes if _holds(each, day)]
    if len(holding) < 2:  # nearly always
        return holding[0].times_on(day) if holding else 0
    return max(holding, key=_begun).times_on(day)


def _holds(programme: Programme, day: date) -> bool:
    return programme.first_day <= day and (programme.last_day is None or day <= programme.last_day)


def _begun(programme: Programme) -> tuple[date, str, str]:
    return programme.first_day, str(programme.entered_at), programme.id


def _runs_of_days(facts: DiaryFacts, shown: ShownDays, days: Iterable[DayFacts]) -> list[list[int]]:
    """Done sessions by day, days of a pause without one left out; apart where no programme held in between."""
    counted = [day for day in days if day.stretches or not day.paused]
    if not any(_overlaps(each, shown) for each in facts.programmes):
        return [[day.stretches for day in counted]]
    held = groupby(counted, lambda day: any(_holds(each, day.day) for each in facts.programmes))
    return [[day.stretches for day in some] for holds, some in held if holds]


def _overlaps(programme: Programme, shown: ShownDays) -> bool:
    return programme.first_day <= shown.last and (programme.last_day is None or programme.last_day >= shown.first)


def _gap(runs: Iterable[list[int]]) -> int | None:
    longest, any_done = 0, False
    for run in runs:
        any_done = any_done or any(run)
        longest = max([longest, *(len(list(some)) for none, some in groupby(run, lambda n: n == 0) if none)])
    return longest if any_done else None


def _held(holds: Iterable[HoldFacts]) -> Held:
    found = list(holds)
    ended = sum(hold.end_reason == EndReason.DONE for hold in found)
    return Held(len(found), ended, sum(hold.held_s for hold in found) / len(found) if found else None)


# -- words -----------------------------------------------------------------------------------------


def stretching_block(facts: DiaryFacts, more: ReportFacts, shown: ShownDays, included: Included) -> Block:
    """Prescription against done."""
    found = done(facts, more, shown)
    lines = _programme_lines(facts, more, shown, included)
    if found.asked.percent is None:
        lines.append(Line(_without_programme(found), _("Done")))
    else:
        lines.append(Line(_adherence(found), _("Done")))
    if found.gap:
        lines.append(Line(_gap_words(found.gap), _("Longest gap")))
    if found.both.mean_s is not None:
        lines.append(_holds_line(found))
    if found.sessions:
        lines.append(Line(_sources(found), _("Recorded")))
    return Block(Part.STRETCHING, _("Stretching: asked for and done"), tuple(lines))


def _programme_lines(facts: DiaryFacts, more: ReportFacts, shown: ShownDays, included: Included) -> list[Line]:
    held = [each for each in facts.programmes if _overlaps(each, shown)]
    if not held:
        return [Line(_("no programme held in this time"), _("Asked for"))]
    newest = sorted(held, key=_begun, reverse=True)
    lines = [_programme_line(each, more.routines.get(each.routine_id), included) for each in newest[:_MOST_PROGRAMMES]]
    rest = len(newest) - _MOST_PROGRAMMES
    if rest > 0:
        words = ngettext("and {n} programme before that", "and {n} programmes before that", rest)
        lines.append(Line(words.format(n=rest)))
    return lines


def _programme_line(programme: Programme, routine: Routine | None, included: Included) -> Line:
    by_therapist = programme.origin is TargetOrigin.THERAPIST
    parts = [programme_words(programme, routine), _dates(programme)]
    if included.own_words:
        parts += [labels.routine_name(routine)] if routine is not None else []
        parts += [" ".join(programme.note.split())] if programme.note.strip() else []
    return Line("; ".join(parts), _("Prescribed") if by_therapist else _("Own plan"))


def programme_words(programme: Programme, routine: Routine | None) -> str:
    """daily, 3 × 30 s each leg"""
    parts = [_often(programme)]
    if routine is not None:
        words = _("{rounds} × {time} each leg") if len(routine.leg_order.legs) > 1 else _("{rounds} × {time}, {order}")
        parts.append(
            words.format(
                rounds=routine.rounds,
                time=formats.duration(routine.hold_s),
                order=_lower(labels.leg_order(routine.leg_order)),
            )
        )
        if routine.variant is not Variant.KNEE_STRAIGHT:
            parts.append(_lower(labels.variant(routine.variant)))
    return ", ".join(parts)


def _often(programme: Programme) -> str:
    times = programme.times_a_day
    if programme.weekdays == EVERY_WEEKDAY:
        return _("daily") if times == 1 else _("{n} times a day").format(n=times)
    days = _weekdays(programme.weekdays)
    return days if times == 1 else _("{n} times on {days}").format(n=times, days=days)


def _weekdays(numbers: tuple[int, ...]) -> str:
    """Mon–Fri, or Mon, Thu"""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        first, last = formats.weekday_short(numbers[0]), formats.weekday_short(numbers[-1])
        return _("{first}–{last}").format(first=first, last=last)
    return ", ".join(map(formats.weekday_short, numbers))


def _dates(programme: Programme) -> str:
    if programme.last_day is None:
        return _("from {day} on").format(day=formats.short_day(programme.first_day))
    first, last = formats.short_day(programme.first_day), formats.short_day(programme.last_day)
    return _("{first} to {last}").format(first=first, last=last)


def _adherence(found: Done) -> str:
    percent, asked = found.asked.percent or 0.0, found.asked
    words = ngettext(
        "{percent} % ({counted} of {asked} session asked for)",
        "{percent} % ({counted} of {asked} sessions asked for)",
        asked.asked,
    ).format(percent=percent_words(percent), counted=formats.grouped(asked.counted), asked=formats.grouped(asked.asked))
    if not found.unrecorded:
        return words
    unknown = ngettext("{words}; {n} day not recorded", "{words}; {n} days not recorded", found.unrecorded)
    return unknown.format(words=words, n=formats.grouped(found.unrecorded))


def percent_words(percent: float) -> str:
    """A whole number; all and nothing are said of all and nothing alone."""
    if 0 < percent < 1:
        return "1"
    return "99" if 99 < percent < 100 else str(round(percent))


def _without_programme(found: Done) -> str:
    if not found.sessions:
        return _("no session is recorded")
    on_days = ngettext("on {n} day", "on {n} days", found.days).format(n=formats.grouped(found.days))
    sessions = ngettext("{n} session {on_days}", "{n} sessions {on_days}", found.sessions)
    return sessions.format(n=formats.grouped(found.sessions), on_days=on_days)


def _gap_words(gap: int) -> str:
    return ngettext("{n} day without a session", "{n} days without a session", gap).format(n=formats.grouped(gap))


def _holds_line(found: Done) -> Line:
    sides = [
        _("{leg} {time}").format(leg=words, time=formats.decimal(side.mean_s))
        for words, side in ((_("left"), found.left), (_("right"), found.right))
        if side.mean_s is not None
    ]
    mean, legs = formats.decimal(found.both.mean_s or 0.0), ", ".join(sides)
    held = _("mean {time} s ({legs})").format(time=mean, legs=legs)
    if found.target_s is not None:
        asked = formats.decimal(found.target_s)
        held = _("mean {time} of {asked} s ({legs})").format(time=mean, asked=asked, legs=legs)
    ended = _("{n} of {all} to the end").format(
        n=formats.grouped(found.both.to_the_end), all=formats.grouped(found.both.holds)
    )
    return Line(f"{held}; {ended}", _("Holds"))


def _sources(found: Done) -> str:
    named = {"timer": _("by the timer {n}"), "typed": _("typed in {n}"), "imported": _("from a file {n}")}
    words = [
        named[source].format(n=formats.grouped(found.sources[source])) for source in named if found.sources[source]
    ]
    if found.partial:
        part = ngettext("{n} more begun", "{n} more begun", found.partial)
        words.append(part.format(n=formats.grouped(found.partial)))
    return ", ".join(words)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
