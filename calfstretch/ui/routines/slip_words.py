"""The words of the slip to print."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch.domain.person import Programme
from calfstretch.domain.routine import Leg, Routine, TargetOrigin, Variant
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.report.slip import PAIRS_AT_MOST, Slip, SlipDay
from calfstretch.ui import formats, labels
from calfstretch.ui.programme_words import often_line


def slip_of(programme: Programme | None, routine: Routine, today: date, days: int) -> Slip:
    """The page for so many days.

    Args:
        programme: how often; None = once each day.
        routine: what is to be done.
        days: at most; after the programme's last day there are none.
    """
    left, right = pgettext("left leg", "L"), pgettext("right leg", "R")
    marks = {Leg.LEFT: left, Leg.RIGHT: right}
    often = 1 if programme is None else programme.times_a_day
    by_therapist = routine.hold_origin is TargetOrigin.THERAPIST
    return Slip(
        title=labels.routine_name(routine),
        often=_("Once a day") if programme is None else _first_large(often_line(programme, today)),
        plan=labels.routine_in_full(routine),
        steps=steps(routine),
        days=slip_days(programme, today, days),
        legs=tuple(marks[leg] for leg in routine.leg_order.legs),
        both_marks=(left, right),
        columns=(
            _("Day"),
            _("Stretched"),
            _("Calf 0 to 10"),
            _("Cramp in the night: tick, time, leg"),
        ),
        free=_("free"),
        legend=(
            _("Stretched: tick a box each time it is done.")
            if often > PAIRS_AT_MOST
            else _("Stretched: tick the box of each leg when it is done."),
            _("Calf 0 to 10: how it feels that day. 0 is not tight or sore, 10 is as bad as can be."),
        ),
        note_heading=_("Your therapist's note") if by_therapist else _("Note"),
        note="" if programme is None else programme.note,
        rest_elsewhere=_("… (the whole note stands in calfstretch)"),
        foot=_("calfstretch, {day}. Not reviewed by a clinician.").format(day=formats.short_day(today)),
    )


def slip_days(programme: Programme | None, today: date, days: int) -> tuple[SlipDay, ...]:
    """The rows: from today, or from the programme's first day where that lies ahead, until its last."""
    first = today if programme is None else max(today, programme.first_day)
    last = first + timedelta(days=days - 1)
    if programme is not None and programme.last_day is not None:
        last = max(first, min(last, programme.last_day))
    return tuple(
        SlipDay(day_words(day), 1 if programme is None else programme.times_on(day))
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    )


def day_words(day: date) -> str:
    """Mon 23 Nov"""
    return _("{weekday} {day} {month}").format(
        weekday=formats.weekday_short(day.isoweekday()), day=day.day, month=formats.month_short(day)
    )


def steps(routine: Routine) -> tuple[str, ...]:
    """The stretch, step by step. Source: clinical facts, section 1."""
    hold = _("Hold for {time}. Breathe. A moderate pull, never pain.").format(time=formats.duration(routine.hold_s))
    if routine.variant is Variant.SEATED:
        how = [
            _("Sit well back on a steady chair."),
            _("One leg out, a towel round the foot."),
            _("Draw the toes towards you until you feel it in the calf."),
        ]
    else:
        bent = routine.variant is Variant.KNEE_BENT
        how = [
            _("Stand next to a steady chair, table or wall and hold on to it."),
            _("Step forward with one leg, the front knee bent.")
            if bent
            else _("Step forward with one leg, the front knee straight, not locked."),
            _("Lift the toes of the front foot; its heel stays on the floor."),
        ]
    return (*how, hold, _last_step(routine))


def _last_step(routine: Routine) -> str:
    legs = {
        2: _("Then the other leg. Begin with the {leg} one."),
        1: _("This is for the {leg} leg."),
    }[len(routine.leg_order.legs)].format(leg=labels.leg(routine.leg_order.legs[0]).lower())
    if routine.rounds == 1:
        return legs
    again = ngettext("{n} round, {rest} rest between.", "{n} rounds, {rest} rest between.", routine.rounds)
    if not routine.rest_s:
        again = ngettext("{n} round.", "{n} rounds.", routine.rounds)
    return f"{legs} {again.format(n=routine.rounds, rest=formats.duration(routine.rest_s))}"


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
