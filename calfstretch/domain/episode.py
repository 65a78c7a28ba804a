"""One spasm or one spell of tightness, and the words it is described with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from calfstretch.domain.day import EVENING_H, NOON_H, diary_day, in_night
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import MAX_NAME, Record, Source, check_range, clean_texts
from calfstretch.domain.routine import Leg


class Kind(StrEnum):
    """What it was; tightness never counts as a spasm, not said does."""

    SPASM = "spasm"
    TIGHTNESS = "tightness"
    NOT_SAID = "not_said"


class Zone(StrEnum):
    """Where on the leg, from the knee down."""

    BEHIND_KNEE = "behind_knee"
    INNER_CALF = "inner_calf"
    OUTER_CALF = "outer_calf"
    MIDDLE_CALF = "middle_calf"
    LOWER_CALF = "lower_calf"
    HEEL_CORD = "heel_cord"
    ARCH = "arch"


class Quality(StrEnum):
    """How it felt. Source: documents A and B of the clinical facts."""

    SHOOTING = "shooting"
    STABBING = "stabbing"
    CRAMPING = "cramping"
    ACHING = "aching"
    TIGHTNESS = "tightness"
    HARDNESS = "hardness"


class DurationBand(StrEnum):
    """How long it lasted, in minutes, where no seconds are known."""

    UNDER_1 = "under_1"
    FROM_1_TO_3 = "1_3"
    FROM_3_TO_10 = "3_10"
    OVER_10 = "over_10"


class DurationSource(StrEnum):
    """How the duration is known."""

    TIMED = "timed"
    TYPED = "typed"
    ESTIMATED = "estimated"


class Context(StrEnum):
    """What the person was doing."""

    ASLEEP = "asleep"
    RESTING = "resting"
    SITTING = "sitting"
    ON_FEET = "on_feet"
    WALKING = "walking"
    EXERCISING = "exercising"
    WITHIN_HOUR = "within_hour"
    LATER_THAT_DAY = "later_that_day"
    THAT_NIGHT = "that_night"


class Tried(StrEnum):
    """What was tried against it."""

    STRETCH = "stretch"
    STAND = "stand"
    MASSAGE = "massage"
    HEAT = "heat"
    COLD = "cold"
    DRINK = "drink"
    MEDICINE = "medicine"


class Helped(StrEnum):
    """Whether what was tried helped."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


class Onset(StrEnum):
    """How it began: sudden speaks for a spasm, gradual for tightness."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"


OWN_FIELDS = 20
"""How many fields of one's own an episode can have. Product choice."""
DOUBTFUL_S = 3600
"""A stopwatch that ran longer than this was left open: its time is asked about before it is stored. Product choice;
night cramps last seconds to 10 minutes. Source: NHS leg cramps, Hallegraeff 2017 (clinical facts, section 3)."""
LONGEST_S = 7 * 24 * 3600
"""The longest an episode can have lasted, in seconds. Product choice."""
LONG_SPASM_S = 600
"""A spasm this long and not easing is red flag 8. Source: NHS leg cramps (clinical facts, section 4)."""


def check_own(own: tuple[tuple[str, str], ...]) -> None:
    """Raises ValueError for more than 20 fields, one twice, or a name or value that is none."""
    names = {name for name, _value in own}
    if len(own) > OWN_FIELDS or len(names) < len(own):
        raise ValueError(f"own: at most {OWN_FIELDS} fields, each once")
    for name, value in own:
        if not name.strip() or len(name) > MAX_NAME or not value or len(value) > MAX_NAME:
            raise ValueError(f"own: a name and a value of 1 to {MAX_NAME} characters are needed")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Episode(Record):
    """One episode. Everything but the moment is optional; None and empty mean not said.

    Args:
        at: when it began; with `until`, the begin of the interval it fell in.
        until: end of the interval ("some time that night"); None = a moment.
        zones: as "left:outer_calf".
        pain: worst pain in it, 0 (no pain) to 10 (worst pain imaginable). Source: LOINC 72514-3.
        duration_s: how long it lasted in seconds; eased_after_s: seconds from the press to easing, and eased_by what.
        tried: pairs of what was tried and whether it helped, such as ("stretch", "yes"); "" = not said whether.
        minutes_awake: 0 = it did not wake the person.
        draft: still to be described; waits on Today.
        suspected: the person's own belief; never enters statistics.
        suggested: names of the fields the program filled in and the person has not touched.
        own: pairs of a field of one's own (`Tag`) and what was noted in it: "yes", "no" or a number; at most 20.
    """

    TABLE: ClassVar[str] = "episodes"

    at: Moment
    until: Moment | None = None
    kind: Kind = Kind.NOT_SAID
    leg: Leg | None = None
    zones: tuple[str, ...] = ()
    pain: int | None = None
    qualities: tuple[str, ...] = ()
    onset: Onset | None = None
    duration_s: float | None = None
    duration_band: DurationBand | None = None
    duration_source: DurationSource | None = None
    eased_after_s: float | None = None
    eased_by: str | None = None
    context: Context | None = None
    tried: tuple[tuple[str, str], ...] = ()
    minutes_awake: int | None = None
    sore_after: bool | None = None
    suspected: str = ""
    note: str = ""
    cluster_id: str | None = None
    draft: bool = False
    suggested: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.until is not None and self.until.utc < self.at.utc:
            raise ValueError("until: is before the begin")
        check_range("pain", self.pain, 0, 10)
        check_range("duration_s", self.duration_s, 0, LONGEST_S)
        check_range("eased_after_s", self.eased_after_s, 0, LONGEST_S)
        check_range("minutes_awake", self.minutes_awake, 0, 24 * 60)
        for zone in self.zones:
            side, _, name = zone.partition(":")
            Leg(side), Zone(name)
        for quality in self.qualities:
            Quality(quality)
        for what, helped in self.tried:
            Tried(what)
            if helped:
                Helped(helped)
        if self.own:
            check_own(self.own)
        clean_texts(self, "note", "suspected", "eased_by", "cluster_id")

    @property
    def woke(self) -> bool:
        """Whether it woke the person: asleep, or no context said and some minutes awake."""
        return self.context is Context.ASLEEP or (self.context is None and (self.minutes_awake or 0) > 0)

    @property
    def is_spasm(self) -> bool:
        """Whether it counts as a spasm."""
        return self.kind is not Kind.TIGHTNESS

    @property
    def lacks_end(self) -> bool:
        """Whether it began with a press of Cramp now and nothing says how long it lasted."""
        said = (self.until, self.duration_s, self.duration_band, self.eased_after_s)
        return self.source is Source.TIMER and self.is_spasm and all(value is None for value in said)

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing but that there was one, as a draft made by a check-in."""
        return all(getattr(self, name) in (None, (), "") for name in _SAID)

    def diary_day(self, day_start_h: int) -> date:
        if self.is_whole_day:
            # Made by a check-in for that very day: a moved boundary or "asleep" does not carry it off.
            return self.at.local.date()
        return diary_day(self.at, day_start_h, woke=self._woke_in_the_morning)

    @property
    def is_whole_day(self) -> bool:
        """Whether it spans its diary day, as a draft made by a check-in does."""
        return is_whole_day(self.at, self.until)

    @property
    def _woke_in_the_morning(self) -> bool:
        # An interval belongs to the day of its start; lying in one morning altogether it is as good as a moment.
        if self.until is None:
            return self.woke
        end = self.until.local
        return self.woke and end.date() == self.at.local.date() and end.hour < NOON_H

    def at_night(self, day_start_h: int) -> bool:
        """Whether it stands in the night band of its diary day."""
        return stands_in_night(self.diary_day(day_start_h), self.at, self.until, self.context, self.minutes_awake)


_OF_THE_DAY = frozenset({Context.EXERCISING, Context.WITHIN_HOUR, Context.LATER_THAT_DAY})
"""What is said to be during or after exercise of the day is no part of the night, at any hour of the evening."""


def is_whole_day(at: Moment, until: Moment | None) -> bool:
    """Whether an interval spans its diary day, as a draft made by a check-in does."""
    # With the clocks going forward a whole day can have 22 hours.
    return until is not None and until.seconds_since(at) >= 22 * 3600


def stands_in_night(
    day: date, at: Moment, until: Moment | None, context: str | None, minutes_awake: int | None
) -> bool:
    """Whether an episode stands in the night band of its diary day; arguments as of `Episode`."""
    woke = context == Context.ASLEEP or (context is None and (minutes_awake or 0) > 0)
    by_day = context in _OF_THE_DAY
    evening = until is not None and at.local.hour >= EVENING_H and not is_whole_day(at, until) and not by_day
    return woke or context == Context.THAT_NIGHT or evening or in_night(at, day)


_SAID = (
    "leg", "zones", "pain", "qualities", "onset", "duration_s", "duration_band", "eased_after_s", "eased_by", "context",
    "tried", "minutes_awake", "sore_after", "suspected", "note", "cluster_id", "own",
)  # fmt: skip
"""Fields in which a person says something of an episode."""
