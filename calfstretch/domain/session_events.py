"""What a running session tells the log, the tones and the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calfstretch.domain.routine import Leg, StepKind, TargetOrigin
from calfstretch.domain.session_log import EndReason, Outcome


class EndedWhy(StrEnum):
    """How a session came to its end; discarded = the diary moves it to the bin."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    PAIN = "pain"
    DISCARDED = "discarded"


class Interruption(StrEnum):
    """What was noticed between two ticks: the program stood still, or the computer slept."""

    BUSY = "busy"
    SLEPT = "slept"


class Answer(StrEnum):
    """What may be answered to an interruption or after a kill."""

    REPEAT = "repeat"
    FINISH = "finish"
    DISCARD = "discard"
    COUNT = "count"


class CueKind(StrEnum):
    """The five moments that have a sound."""

    READY = "ready"
    GO = "go"
    HALF = "half"
    SWAP = "swap"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class HoldAttempt:
    """One attempt at one planned hold, ended.

    Args:
        ordinal: running number over all attempts of the session, from 1.
        round, attempt: from 1; attempts are counted for each round and leg.
        planned_s: seconds the routine asks for.
        target_s: seconds to reach after + and -.
        target_origin: who set target_s.
        held_s: seconds awake and not paused, at most target_s.
    """

    ordinal: int
    round: int
    leg: Leg
    attempt: int
    planned_s: int
    target_s: int
    target_origin: TargetOrigin
    held_s: float
    end_reason: EndReason

    @property
    def done(self) -> bool:
        """Whether it held its own target; else it is short."""
        return self.held_s >= self.target_s


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A hold or a gap began.

    Args:
        kind: what began.
        round: of the hold at hand, or of the one the gap leads to; from 1.
        leg: the leg that is held, or that comes next.
        length_s: how long it is to last.
        at_s: monotonic moment at which it began; may lie shortly before the reading that showed it.
    """

    kind: StepKind
    round: int
    leg: Leg
    length_s: int
    at_s: float


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """An attempt began; follows its StepStarted. Fields as in HoldAttempt."""

    ordinal: int
    round: int
    leg: Leg
    attempt: int
    planned_s: int
    target_s: int
    target_origin: TargetOrigin
    at_s: float


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """An attempt ended: to be on disk before the screen says so."""

    attempt: HoldAttempt


@dataclass(frozen=True, slots=True)
class LengthChanged:
    """The person lengthened or shortened the running step; length_s is the whole of it."""

    kind: StepKind
    length_s: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A moment that has a sound. at_s: monotonic moment it belongs to."""

    kind: CueKind
    at_s: float


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again, after a pause or after "I held on: count it"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The session paused itself at the last tick and asks.

    Args:
        why: busy or slept.
        gap_s: seconds that passed unseen, the sleep with them.
        options: what may be answered.
    """

    why: Interruption
    gap_s: float
    options: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class SafetyOffered:
    """The person stopped for pain: the Safety page is to be offered."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over. at_s: monotonic moment of its end."""

    outcome: Outcome
    why: EndedWhy
    at_s: float


Event = StepStarted | HoldStarted | HoldEnded | LengthChanged | Cue | Paused | Resumed | Asked | SafetyOffered | Ended
