"""What is shown of a session: seconds left, ring, segments, what comes next, which sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from calfstretch.domain.routine import Leg, PlannedStep, StepKind
from calfstretch.domain.session_state import Over, SessionState, Step, elapsed_s

# Subtracting clock readings leaves dust in the last binary digits; no one waits a second for it.
_DUST_S = 1e-6

# Shares of get-ready and swap at whose end the next sentence comes. Source: product choice.
_FIRST_SHARE = 0.4
_SECOND_SHARE = 0.7


class GuideStep(StrEnum):
    """Which sentence and pose stand on the screen."""

    SUPPORT = "support"
    STEP_FORWARD = "step_forward"
    LIFT_TOES = "lift_toes"
    HOLD = "hold"
    SWAP = "swap"
    REST = "rest"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar that shows the whole session.

    Args:
        kind: a hold, or the gap before one.
        round, leg: of the hold, or of the one the gap leads to.
        length_s: how long it is, + and - counted in.
        fraction_done: 0 to 1; of a hold the share of its target that was held, of a gap 1 once it is past.
    """

    kind: StepKind
    round: int
    leg: Leg
    length_s: int
    fraction_done: float


def current_step(state: SessionState) -> Step | None:
    """The hold or gap at hand, also while it is paused or asked about; None = the session is over."""
    return None if isinstance(state.mode, Over) else state.mode.step


def current_leg(state: SessionState) -> Leg:
    """The leg that is held, or in a gap the one that comes next; after the end the last one."""
    return state.planned.leg


def current_round(state: SessionState) -> int:
    """The round at hand, from 1."""
    return state.planned.round


def remaining_s(state: SessionState) -> float:
    """Seconds left of the step at hand; 0 after the end."""
    step = current_step(state)
    return max(0.0, step.length_s - elapsed_s(state)) if step else 0.0


def shown_seconds(state: SessionState) -> int:
    """The whole seconds to show: 30 at the start of a 30 s hold, 1 in its last second, 0 only after the end."""
    return 0 if isinstance(state.mode, Over) else max(1, _whole(remaining_s(state)))


def fraction_left(state: SessionState) -> float:
    """How much of the ring is left, 1 to 0."""
    step = current_step(state)
    return min(1.0, remaining_s(state) / step.length_s) if step and step.length_s else 0.0


def total_left_s(state: SessionState) -> int:
    """Whole seconds left of the session when nothing more is changed; 0 after the end."""
    if isinstance(state.mode, Over):
        return 0
    return _whole(remaining_s(state) + sum(step.length_s for step in _steps_after(state)))


def next_step(state: SessionState) -> PlannedStep | None:
    """The hold or gap that follows the one at hand; None = the end follows."""
    following = _steps_after(state)
    return following[0] if following else None


def held_s(state: SessionState) -> float:
    """Seconds held in all so far, every attempt and the running hold counted."""
    return sum(attempt.held_s for attempt in state.attempts) + _running_hold_s(state)


def segments(state: SessionState) -> tuple[Segment, ...]:
    """Every hold and the gaps between them, in order; the get-ready is left out."""
    parts: list[Segment] = []
    for index in range(len(state.routine.holds())):
        gap = _gap_before(state, index) if index else None
        if gap:
            parts.append(Segment(gap.kind, gap.round, gap.leg, gap.length_s, _gap_done(state, index)))
        parts.append(_hold_segment(state, index))
    return tuple(parts)


def step_of(state: SessionState) -> GuideStep:
    """The sentence that stands now; get-ready, swap and the last seconds of a rest lead through the stance."""
    step = current_step(state)
    if step is None:
        return GuideStep.DONE
    passed_s = elapsed_s(state) + _DUST_S
    match step.kind:
        case StepKind.HOLD:
            return GuideStep.HOLD
        case StepKind.GET_READY:
            return _stance(GuideStep.SUPPORT, passed_s, step.length_s)
        case StepKind.SWAP:
            return _stance(GuideStep.SWAP, passed_s, step.length_s)
        case StepKind.REST:
            lead_in_s = min(state.swap_s, step.length_s)
            return _stance(GuideStep.REST, passed_s - (step.length_s - lead_in_s), lead_in_s)


def stance_starts_s(length_s: int) -> tuple[int, int]:
    """Whole seconds into a gap of this length at which "step forward" and "lift the toes" begin."""
    return max(1, round(length_s * _FIRST_SHARE)), round(length_s * _SECOND_SHARE)


def _stance(first: GuideStep, passed_s: float, length_s: int) -> GuideStep:
    """The first sentence, then step forward, then lift the toes, changing at whole seconds."""
    forward_s, lift_s = stance_starts_s(length_s)
    if passed_s < forward_s:
        return first
    return GuideStep.STEP_FORWARD if passed_s < lift_s else GuideStep.LIFT_TOES


def _whole(seconds: float) -> int:
    return ceil(seconds - _DUST_S)


def _gap_before(state: SessionState, index: int) -> PlannedStep | None:
    gap = state.routine.gap_before(index)
    if gap is None or gap.kind is not StepKind.SWAP:
        return gap
    return PlannedStep(gap.kind, gap.round, gap.leg, state.swap_s)


def _steps_after(state: SessionState) -> list[PlannedStep]:
    step = current_step(state)
    if step is None:
        return []
    holds = state.routine.holds()
    steps = [] if step.kind is StepKind.HOLD else [state.planned]
    for index in range(state.hold_index + 1, len(holds)):
        gap = _gap_before(state, index)
        steps += [gap, holds[index]] if gap else [holds[index]]
    return steps


def _running_hold_s(state: SessionState) -> float:
    step = current_step(state)
    return elapsed_s(state) if step and step.kind is StepKind.HOLD else 0.0


def _gap_done(state: SessionState, index: int) -> float:
    step = current_step(state)
    if index != state.hold_index or step is None or step.kind is StepKind.HOLD:
        return 1.0 if index <= state.hold_index else 0.0
    return 0.0 if step.kind is StepKind.GET_READY else 1.0 - fraction_left(state)


def _hold_segment(state: SessionState, index: int) -> Segment:
    hold, step = state.routine.holds()[index], current_step(state)
    if index == state.hold_index and step and step.kind is StepKind.HOLD:
        return Segment(hold.kind, hold.round, hold.leg, step.length_s, 1.0 - fraction_left(state))
    tries = [a for a in state.attempts if (a.round, a.leg) == (hold.round, hold.leg)]
    best = max(tries, key=lambda a: a.held_s / a.target_s, default=None)
    if best is None:
        return Segment(hold.kind, hold.round, hold.leg, hold.length_s, 0.0)
    return Segment(hold.kind, hold.round, hold.leg, best.target_s, min(1.0, best.held_s / best.target_s))
