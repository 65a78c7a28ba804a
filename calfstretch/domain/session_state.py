"""What a session's state can be: one mode at a time, each with what only it knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from calfstretch.domain.routine import PlannedStep, Routine, StepKind
from calfstretch.domain.session_events import Answer, EndedWhy, HoldAttempt, Interruption
from calfstretch.domain.session_log import Outcome


class Reading(Protocol):
    """Two clocks read together, as `calfstretch.clock.Reading` does; the wall clock is never asked."""

    @property
    def monotonic_s(self) -> float:
        """Never jumps, stands still while the computer sleeps."""

    @property
    def boottime_s(self) -> float:
        """Never jumps, goes on while the computer sleeps."""


class Phase(StrEnum):
    """Where a session stands; `step_of` in session_view tells which step a pause or question interrupts."""

    GET_READY = "get_ready"
    HOLD = "hold"
    SWAP = "swap"
    REST = "rest"
    PAUSED = "paused"
    ASKING = "asking"
    ENDED = "ended"


class Command(StrEnum):
    """What the person may say to a session; in a phase where it means nothing it changes nothing."""

    PAUSE = "pause"
    RESUME = "resume"
    AGAIN = "again"
    NEXT = "next"
    LONGER = "longer"
    SHORTER = "shorter"
    PAIN = "pain"
    STOP = "stop"
    REPEAT = "repeat"
    FINISH = "finish"
    DISCARD = "discard"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Step:
    """The hold or gap at hand.

    Args:
        length_s: how long it lasts, + and - counted in.
        half_s: seconds into a hold at which half-way is to be said; None = said already, or a gap.
    """

    kind: StepKind
    length_s: int
    half_s: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The last reading: what a gap and a sleep are noticed by."""

    monotonic_s: float
    boottime_s: float


@dataclass(frozen=True, slots=True)
class Running:
    """The clock runs.

    Args:
        anchor_s: monotonic moment at which the step would have begun without its pauses.
        seen: the last reading, before the step's deadline.
    """

    step: Step
    anchor_s: float
    seen: Seen

    @property
    def elapsed_s(self) -> float:
        """Seconds of the step that have passed: always a subtraction of readings."""
        return self.seen.monotonic_s - self.anchor_s

    @property
    def deadline_s(self) -> float:
        """Monotonic moment at which the step ends."""
        return self.anchor_s + self.step.length_s


@dataclass(frozen=True, slots=True)
class Waiting:
    """Paused by the person, elapsed_s into the step."""

    step: Step
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Asking:
    """Paused by itself at the last tick, elapsed_s into the step; gap_s passed unseen."""

    step: Step
    elapsed_s: float
    gap_s: float
    why: Interruption


@dataclass(frozen=True, slots=True)
class Over:
    """The session has ended."""

    outcome: Outcome
    why: EndedWhy


Mode = Running | Waiting | Asking | Over


@dataclass(frozen=True, slots=True)
class SessionState:
    """All there is to know of a session at its last reading.

    Args:
        hold_index: place in `routine.holds()` of the hold at hand, or of the one the gap leads to.
        swap_s: seconds of the swaps to come; the routine's unless changed on the way.
        attempts: the ended attempts, oldest first.
        mode: running, waiting, asking or over, each with what only it knows.
    """

    routine: Routine
    hold_index: int
    swap_s: int
    attempts: tuple[HoldAttempt, ...]
    mode: Mode

    @property
    def phase(self) -> Phase:
        """The phase, for those who need no more than its name."""
        match self.mode:
            case Running(step=step):
                return Phase(step.kind.value)
            case Waiting():
                return Phase.PAUSED
            case Asking():
                return Phase.ASKING
            case Over():
                return Phase.ENDED

    @property
    def planned(self) -> PlannedStep:
        """The planned hold at hand, or the one the gap leads to."""
        return self.routine.holds()[self.hold_index]


def next_deadline_s(state: SessionState) -> float | None:
    """Monotonic moment at which the running step ends, to arm the last timer for; None = no clock runs."""
    return state.mode.deadline_s if isinstance(state.mode, Running) else None


def elapsed_s(state: SessionState) -> float:
    """Seconds into the step at hand at the last reading; 0 after the end."""
    return 0.0 if isinstance(state.mode, Over) else state.mode.elapsed_s


def options(state: SessionState) -> tuple[Answer, ...]:
    """What may be answered now; empty = nothing is asked. REPEAT in a gap means: do that step again and go on."""
    if not isinstance(state.mode, Asking):
        return ()
    count = (Answer.COUNT,) if _may_count(state.mode) else ()
    return (Answer.REPEAT, Answer.FINISH, Answer.DISCARD, *count)


def outcome_of(routine: Routine, attempts: tuple[HoldAttempt, ...]) -> Outcome:
    """Done when every planned hold has an attempt that held its target, else partial."""
    done = {(attempt.round, attempt.leg) for attempt in attempts if attempt.done}
    complete = all((hold.round, hold.leg) in done for hold in routine.holds())
    return Outcome.DONE if complete else Outcome.PARTIAL


def _may_count(mode: Asking) -> bool:
    return mode.why is Interruption.BUSY and mode.step.kind is StepKind.HOLD
