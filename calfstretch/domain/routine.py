"""Routine (one guided plan), its presets, and their vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from calfstretch.domain.fields import check_whole, plain, text_field, whole_field, word_field
from calfstretch.domain.words import N_

APP_HOLD_S = (30, 120)
"""Shortest and longest hold the app or the person sets, in seconds; "hold at least 30 seconds".

Source: document B, "Your #1 Guide To a Calf Muscle Spasm Relief"; Bandy & Irion 1994 (30 s as good as 60 s).
"""
THERAPIST_HOLD_S = (5, 120)
"""Shortest and longest hold a therapist may set, in seconds. Source: product choice; other doses exist,
such as 3 x 10 s (Hallegraeff 2012)."""
ROUNDS = (1, 5)
GET_READY_S = (0, 60)
SWAP_S = (3, 30)
REST_S = (0, 60)


class Leg(StrEnum):
    """A leg, or both of them (episodes; a hold is of one leg)."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Purpose(StrEnum):
    """What a session is for; relief counts neither as adherence nor as evening stretch."""

    DAILY = "daily"
    BEFORE_ACTIVITY = "before_activity"
    BEFORE_BED = "before_bed"
    RELIEF = "relief"


class Variant(StrEnum):
    """How the front leg is held; seated is for people unsteady on their feet."""

    KNEE_STRAIGHT = "knee_straight"
    KNEE_BENT = "knee_bent"
    SEATED = "seated"


class LegOrder(StrEnum):
    """Which legs a round takes, in which order."""

    LEFT_FIRST = "left_first"
    RIGHT_FIRST = "right_first"
    LEFT_ONLY = "left_only"
    RIGHT_ONLY = "right_only"

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs of one round, in order."""
        return _LEGS[self]


_LEGS = {
    LegOrder.LEFT_FIRST: (Leg.LEFT, Leg.RIGHT),
    LegOrder.RIGHT_FIRST: (Leg.RIGHT, Leg.LEFT),
    LegOrder.LEFT_ONLY: (Leg.LEFT,),
    LegOrder.RIGHT_ONLY: (Leg.RIGHT,),
}


class TargetOrigin(StrEnum):
    """Who set a number: the app, the person or a therapist."""

    APP = "app"
    PERSON = "person"
    THERAPIST = "therapist"


class StepKind(StrEnum):
    """The parts a routine is made of: holds, and gaps that lead to the next hold."""

    GET_READY = "get_ready"
    HOLD = "hold"
    SWAP = "swap"
    REST = "rest"


def hold_limits_s(origin: TargetOrigin) -> tuple[int, int]:
    """Shortest and longest hold in seconds that this origin may set."""
    return THERAPIST_HOLD_S if origin is TargetOrigin.THERAPIST else APP_HOLD_S


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One part of a routine.

    Args:
        kind: a hold or a kind of gap.
        round: counted from 1; of a gap, the round of the hold it leads to.
        leg: the leg that is held; of a gap, the leg it leads to.
        length_s: how long it lasts, whole seconds above 0.
    """

    kind: StepKind
    round: int
    leg: Leg
    length_s: int


@dataclass(frozen=True, slots=True)
class Routine:
    """A named plan for one guided session.

    Args:
        name: what it is called, not blank.
        hold_s: seconds of each hold: 30 to 120, a therapist's number 5 to 120.
        hold_origin: who set hold_s.
        rounds: how often the legs are gone through, 1 to 5.
        get_ready_s: seconds before the first hold, 0 to 60.
        swap_s: seconds to step over to the other leg, 3 to 30.
        rest_s: seconds between rounds, 0 to 60; replaces the swap there. With 0 the swap stays.

    Raises:
        ValueError: a number outside its range or a blank name; the message begins with the field's name.
    """

    name: str
    hold_s: int = 30
    hold_origin: TargetOrigin = TargetOrigin.APP
    rounds: int = 1
    get_ready_s: int = 10
    swap_s: int = 8
    rest_s: int = 20
    leg_order: LegOrder = LegOrder.LEFT_FIRST
    variant: Variant = Variant.KNEE_STRAIGHT
    purpose: Purpose = Purpose.DAILY

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise ValueError("name must not be blank")
        check_whole("hold_s", self.hold_s, hold_limits_s(self.hold_origin))
        check_whole("rounds", self.rounds, ROUNDS)
        check_whole("get_ready_s", self.get_ready_s, GET_READY_S)
        check_whole("swap_s", self.swap_s, SWAP_S)
        check_whole("rest_s", self.rest_s, REST_S)

    def holds(self) -> tuple[PlannedStep, ...]:
        """Every planned hold in order, without the gaps."""
        rounds = range(1, self.rounds + 1)
        return tuple(PlannedStep(StepKind.HOLD, n, leg, self.hold_s) for n in rounds for leg in self.leg_order.legs)

    def gap_before(self, hold_index: int) -> PlannedStep | None:
        """The gap that leads to a hold.

        Args:
            hold_index: place in `holds()`, from 0.

        Returns:
            The gap; None = the hold follows at once (a length of 0, or one leg again without rest).
        """
        hold = self.holds()[hold_index]
        kind, length_s = self._gap(hold_index)
        return PlannedStep(kind, hold.round, hold.leg, length_s) if length_s else None

    def plan(self) -> tuple[PlannedStep, ...]:
        """Every hold and gap in the order in which they are done."""
        steps: list[PlannedStep] = []
        for index, hold in enumerate(self.holds()):
            gap = self.gap_before(index)
            steps += [gap, hold] if gap else [hold]
        return tuple(steps)

    def total_s(self) -> int:
        """Seconds from start to end when nothing is changed on the way."""
        return sum(step.length_s for step in self.plan())

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON: the snapshot stored with a session."""
        return plain(asdict(self))

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Routine:
        """The routine `to_dict` wrote; keys it does not know are passed over.

        Raises:
            ValueError: a field is absent or has no allowed value; the message names it.
        """
        return cls(
            name=text_field(data, "name"),
            hold_s=whole_field(data, "hold_s"),
            hold_origin=word_field(data, "hold_origin", TargetOrigin),
            rounds=whole_field(data, "rounds"),
            get_ready_s=whole_field(data, "get_ready_s"),
            swap_s=whole_field(data, "swap_s"),
            rest_s=whole_field(data, "rest_s"),
            leg_order=word_field(data, "leg_order", LegOrder),
            variant=word_field(data, "variant", Variant),
            purpose=word_field(data, "purpose", Purpose),
        )

    def _gap(self, hold_index: int) -> tuple[StepKind, int]:
        legs = len(self.leg_order.legs)
        if hold_index == 0:
            return StepKind.GET_READY, self.get_ready_s
        if hold_index % legs == 0 and (self.rest_s or legs == 1):
            return StepKind.REST, self.rest_s
        return StepKind.SWAP, self.swap_s


# Source of the presets: product choice ("Defaults"); their 30 s holds as at APP_HOLD_S.
DAILY = Routine(N_("Daily"), purpose=Purpose.DAILY)
BEFORE_A_RUN = Routine(N_("Before a run"), purpose=Purpose.BEFORE_ACTIVITY)
BEFORE_BED = Routine(N_("Before bed"), rounds=3, rest_s=20, purpose=Purpose.BEFORE_BED)
PRESETS = (DAILY, BEFORE_A_RUN, BEFORE_BED)


ROUTINE_SETTING = "routine"
"""Name of the setting that remembers the routine chosen last, as `Routine.to_dict`."""


def remembered(setting: Mapping[str, object] | None) -> Routine:
    """The remembered routine; the daily one where none, or a damaged one, is remembered."""
    if setting is None:
        return DAILY
    try:
        return Routine.from_dict(setting)
    except ValueError:
        return DAILY
