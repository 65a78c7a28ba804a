"""How a session gets from one step to the next: gaps, holds, half-way, the end, each at its exact moment."""

from __future__ import annotations

from dataclasses import replace

from calfstretch.domain.routine import APP_HOLD_S, Routine, StepKind, TargetOrigin
from calfstretch.domain.session_events import (
    Cue,
    CueKind,
    Ended,
    EndedWhy,
    Event,
    HoldAttempt,
    HoldEnded,
    HoldStarted,
    StepStarted,
)
from calfstretch.domain.session_log import EndReason
from calfstretch.domain.session_state import (
    Over,
    Reading,
    Running,
    Seen,
    SessionState,
    Step,
    elapsed_s,
    outcome_of,
)

Result = tuple[SessionState, tuple[Event, ...]]


def run_to(state: SessionState, reading: Reading) -> Result:
    """Every half-way and every deadline up to the reading, each at its own moment."""
    events: tuple[Event, ...] = ()
    while isinstance(state.mode, Running):
        mode, half = _pass_half(state.mode, reading)
        state = replace(state, mode=replace(mode, seen=Seen(reading.monotonic_s, reading.boottime_s)))
        events += half
        if reading.monotonic_s < mode.deadline_s:
            break
        state, more = _finish_step(state, mode.deadline_s, reading)
        events += more
    return state, events


def _pass_half(mode: Running, reading: Reading) -> tuple[Running, tuple[Event, ...]]:
    half_s = mode.step.half_s
    if half_s is None or reading.monotonic_s < mode.anchor_s + half_s:
        return mode, ()
    return replace(mode, step=replace(mode.step, half_s=None)), (Cue(CueKind.HALF, mode.anchor_s + half_s),)


def _finish_step(state: SessionState, at_s: float, reading: Reading) -> Result:
    assert isinstance(state.mode, Running)
    if state.mode.step.kind is not StepKind.HOLD:
        return enter_hold(state, at_s, reading)
    state, ended = close_hold(state, EndReason.DONE, float(state.mode.step.length_s))
    state, more = go_on(state, at_s, reading)
    return state, ended + more


def go_on(state: SessionState, at_s: float, reading: Reading) -> Result:
    """After a hold: to the next one, or to the end."""
    if state.hold_index + 1 < len(state.routine.holds()):
        return approach(replace(state, hold_index=state.hold_index + 1), at_s, reading)
    state, ended = end(state, EndedWhy.COMPLETED, at_s)
    return state, (Cue(CueKind.DONE, at_s), *ended)


_CUES = {
    StepKind.GET_READY: CueKind.READY,
    StepKind.HOLD: CueKind.GO,
    StepKind.SWAP: CueKind.SWAP,
    StepKind.REST: CueKind.SWAP,
}


def enter(state: SessionState, step: Step, at_s: float, reading: Reading) -> Result:
    """Begin a step at a monotonic moment, at or shortly before the reading."""
    planned = state.planned
    mode = Running(step, at_s, Seen(reading.monotonic_s, reading.boottime_s))
    started = StepStarted(step.kind, planned.round, planned.leg, step.length_s, at_s)
    return replace(state, mode=mode), (started, Cue(_CUES[step.kind], at_s))


def enter_hold(state: SessionState, at_s: float, reading: Reading) -> Result:
    """Begin a new attempt at the state's hold, as long as the routine says."""
    routine, planned = state.routine, state.planned
    started = HoldStarted(
        ordinal=len(state.attempts) + 1,
        round=planned.round,
        leg=planned.leg,
        attempt=_attempt_number(state),
        planned_s=routine.hold_s,
        target_s=routine.hold_s,
        target_origin=routine.hold_origin,
        at_s=at_s,
    )
    state, events = enter(state, Step(StepKind.HOLD, routine.hold_s, routine.hold_s / 2), at_s, reading)
    return state, (events[0], started, *events[1:])


def end(state: SessionState, why: EndedWhy, at_s: float) -> Result:
    """End the session; a running hold is to be closed before."""
    over = Over(outcome_of(state.routine, state.attempts), why)
    return replace(state, mode=over), (Ended(over.outcome, why, at_s),)


def _attempt_number(state: SessionState) -> int:
    same = (a for a in state.attempts if (a.round, a.leg) == (state.planned.round, state.planned.leg))
    return 1 + sum(1 for _ in same)


def _target_origin(routine: Routine, target_s: int) -> TargetOrigin:
    """Who set the target: a changed one is the person's where it is a number a person may set."""
    changed = target_s != routine.hold_s and target_s >= APP_HOLD_S[0]
    return TargetOrigin.PERSON if changed else routine.hold_origin


def approach(state: SessionState, at_s: float, reading: Reading) -> Result:
    """Begin, at a monotonic moment, the gap that leads to the state's hold, or the hold where no gap does."""
    gap = state.routine.gap_before(state.hold_index)
    if gap is None:
        return enter_hold(state, at_s, reading)
    length_s = state.swap_s if gap.kind is StepKind.SWAP else gap.length_s
    return enter(state, Step(gap.kind, length_s), at_s, reading)


def get_ready(state: SessionState, reading: Reading) -> Result:
    """Begin a fresh get-ready before the state's hold: the person comes back from the keyboard."""
    length_s = state.routine.get_ready_s
    if not length_s:
        return enter_hold(state, reading.monotonic_s, reading)
    return enter(state, Step(StepKind.GET_READY, length_s), reading.monotonic_s, reading)


def close_hold(state: SessionState, reason: EndReason, held_s: float | None = None) -> Result:
    """The hold at hand written down as ended; nothing in a gap and after the end.

    Args:
        held_s: seconds held; None = what has elapsed at the last reading.
    """
    if isinstance(state.mode, Over) or state.mode.step.kind is not StepKind.HOLD:
        return state, ()
    target_s = state.mode.step.length_s
    attempt = HoldAttempt(
        ordinal=len(state.attempts) + 1,
        round=state.planned.round,
        leg=state.planned.leg,
        attempt=_attempt_number(state),
        planned_s=state.routine.hold_s,
        target_s=target_s,
        target_origin=_target_origin(state.routine, target_s),
        held_s=elapsed_s(state) if held_s is None else held_s,
        end_reason=reason,
    )
    return replace(state, attempts=(*state.attempts, attempt)), (HoldEnded(attempt),)
