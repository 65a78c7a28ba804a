"""What the relief screen shows and counts; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calfstretch.domain.episode import LONG_SPASM_S, DurationBand
from calfstretch.domain.red_flags import URGENCY_TEXT, flag
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels

GUARD_S = 2.0
"""Nothing ends relief this soon after it came up: the press that called it may still be under way."""
BOUNCE_S = 0.5
"""A second press this soon after "It eased" is the same press."""
LONG_FLAG = 8
NIGHT_FROM_H, NIGHT_TO_H = 21, 7


def is_night(now: datetime) -> bool:
    """Whether the room is likely to be dark. Source: product choice, 21:00 to 07:00."""
    return now.hour >= NIGHT_FROM_H or now.hour < NIGHT_TO_H


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Counts from the moment the cramp began, on a clock that nobody sets.

    Args:
        before_s: seconds that had passed when the screen came up; never below 0.
        opened_s: reading of the clock at that moment.
    """

    before_s: float
    opened_s: float

    @classmethod
    def started(cls, passed_s: float, now_s: float) -> Stopwatch:
        """A stopwatch for a cramp that began passed_s ago; a wall clock set back counts as no time."""
        return cls(max(0.0, passed_s), now_s)

    def elapsed_s(self, now_s: float) -> float:
        """Seconds since the cramp began."""
        return self.before_s + max(0.0, now_s - self.opened_s)


def is_long(elapsed_s: float) -> bool:
    """Whether red flag 8 stands on the screen."""
    return elapsed_s >= LONG_SPASM_S


def long_flag() -> tuple[str, str]:
    """How soon help is needed, and the sign, in their fixed words."""
    sign = flag(LONG_FLAG)
    return _(URGENCY_TEXT[sign.urgency]), _(sign.text)


def seconds_line(elapsed_s: float) -> str:
    """38 s, 1 min 5 s: whole seconds that have passed."""
    return formats.duration(int(elapsed_s))


def saved_line(time: str, *, saved: bool) -> str:
    """Saved 02:14, once it is."""
    if saved:
        return _("Saved {time}").format(time=time)
    return _("{time}, not saved yet: write it down").format(time=time)


def eased_line(after_s: float) -> str:
    """Eased after 38 s."""
    return _("Eased after {time}.").format(time=formats.duration(int(after_s)))


def doubtful_line(after_s: float) -> str:
    """Eased after 7 h 12 min, or was it earlier?"""
    return _("Eased after {time}, or was it earlier?").format(time=formats.duration(int(after_s)))


def estimated_line(band: DurationBand | None) -> str:
    """It lasted 1–3 min (estimated); None = the person does not know."""
    if band is None:
        return _("How long it lasted is not known.")
    return _("It eased. Estimated: {time}.").format(time=labels.band(band).lower())


def toggled(leg: Leg | None, pressed: Leg) -> Leg | None:
    """The leg after a press; the same one again takes the answer back."""
    return None if leg is pressed else pressed


def sentence(leg: Leg | None) -> tuple[str, str, str]:
    """The large sentence round its loud word. Source: clinical facts, section 2."""
    if leg is None:
        return _("Stretch it gently. Breathe."), "", ""
    template = _("Stretch the {leg} leg. Breathe.")
    loud = _("LEFT") if leg is Leg.LEFT else _("RIGHT")
    before, _found, after = template.partition("{leg}")
    return before, loud, after
