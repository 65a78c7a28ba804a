"""The guided session as one state machine: state + (command or clock reading) -> new state + events.

What it tells stands in session_events, what its state can be in session_state, how it gets from step to step in
session_steps, what is shown of it in session_view, how it survives a killed process in session_snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

from calfstretch.domain.routine import (
    GET_READY_S,
    REST_S,
    SWAP_S,
    THERAPIST_HOLD_S,
    Routine,
    StepKind,
)
from calfstretch.domain.session_events import (
    Answer,
    Asked,
    EndedWhy,
    HoldAttempt,
    Interruption,
    LengthChanged,
    Paused,
    Resumed,
    SafetyOffered,
)
from calfstretch.domain.session_log import EndReason, Outcome, nothing_held
from calfstretch.domain.session_state import (
    Asking,
    Command,
    Over,
    Phase,
    Reading,
    Running,
    Seen,
    SessionState,
    Step,
    Waiting,
    elapsed_s,
    next_deadline_s,
    options,
    outcome_of,
)
from calfstretch.domain.session_steps import (
    Result,
    approach,
    close_hold,
    end,
    enter,
    enter_hold,
    get_ready,
    go_on,
    run_to,
)

__all__ = [
    "Answer",
    "Command",
    "EndReason",
    "EndedWhy",
    "HoldAttempt",
    "Outcome",
    "Phase",
    "Reading",
    "SessionState",
    "advance",
    "begin",
    "command",
    "elapsed_s",
    "fall_asleep",
    "next_deadline_s",
    "options",
    "outcome_of",
    "woke",
]

LONGEST_TICK_S = 2.0
"""A gap between two ticks above this was not watched: pause and ask. Source: product choice."""
SLEEP_TOLERANCE_S = 1.0
"""Boot clock ahead of the monotonic clock by more than this: the computer slept. Source: product choice."""
RESIZE_S = 5
"""Seconds that + and - change the step at hand by. Source: product choice (A13)."""


def begin(routine: Routine, reading: Reading) -> Result:
    """Start a session at this reading: get ready, or the first hold where that is 0 s."""
    not_begun = Over(Outcome.PARTIAL, EndedWhy.STOPPED)
    return approach(SessionState(routine, 0, routine.swap_s, (), not_begun), reading.monotonic_s, reading)


def advance(state: SessionState, reading: Reading) -> Result:
    """Let time pass up to a reading.

    Steps end at their exact deadlines however late the reading is. A reading more than LONGEST_TICK_S after
    the last, or a sleep between them, pauses at the last one and asks. A reading before the last is passed over.
    """
    mode = state.mode
    if not isinstance(mode, Running) or reading.monotonic_s < mode.seen.monotonic_s:
        return state, ()
    gap_s = reading.monotonic_s - mode.seen.monotonic_s
    boot_gap_s = reading.boottime_s - mode.seen.boottime_s
    if boot_gap_s - gap_s > SLEEP_TOLERANCE_S:
        return _ask(state, mode, boot_gap_s, Interruption.SLEPT)
    if gap_s > LONGEST_TICK_S:
        return _ask(state, mode, gap_s, Interruption.BUSY)
    return run_to(state, reading)


def command(state: SessionState, order: Command, reading: Reading) -> Result:
    """Let time pass up to a reading, then do what the person said; nothing where it means nothing."""
    state, events = advance(state, reading)
    now = state.mode.seen if isinstance(state.mode, Running) else reading
    state, more = _HANDLERS[type(state.mode)].get(order, _nothing)(state, now)
    state, rest = run_to(state, now)
    return state, events + more + rest


def fall_asleep(state: SessionState, reading: Reading) -> Result:
    """The computer says that it is about to sleep: count up to this moment, pause there and ask.

    Nothing more where no clock runs. How long it slept is told by `woke`.
    """
    state, events = advance(state, reading)
    if not isinstance(state.mode, Running):
        return state, events
    state, asked = _ask(state, state.mode, 0.0, Interruption.SLEPT)
    return state, events + asked


def woke(state: SessionState, fell: Reading, reading: Reading) -> Result:
    """The computer has woken since `fell`, the reading it fell asleep at: ask anew, now with the length of the sleep.

    Where it did not sleep after all and was back within LONGEST_TICK_S, the step goes on; that while is not counted.
    Nothing where the question has been answered.
    """
    mode = state.mode
    if not isinstance(mode, Asking) or mode.why is not Interruption.SLEPT or mode.gap_s > 0:
        return state, ()
    awake_s = reading.monotonic_s - fell.monotonic_s
    gap_s = max(awake_s, reading.boottime_s - fell.boottime_s)
    if gap_s - awake_s <= SLEEP_TOLERANCE_S and gap_s <= LONGEST_TICK_S:
        return replace(state, mode=_run_again(mode.step, mode.elapsed_s, reading)), (Resumed(),)
    return _ask(state, mode, gap_s, Interruption.SLEPT)


def _ask(state: SessionState, mode: Running | Asking, gap_s: float, why: Interruption) -> Result:
    state = replace(state, mode=Asking(mode.step, mode.elapsed_s, gap_s, why))
    return state, (Asked(why, gap_s, options(state)),)


# --- commands -------------------------------------------------------------------------------------------------


def _nothing(state: SessionState, now: Reading) -> Result:
    return state, ()


def _pause(state: SessionState, now: Reading) -> Result:
    assert isinstance(state.mode, Running)
    return replace(state, mode=Waiting(state.mode.step, state.mode.elapsed_s)), (Paused(),)


def _resume(state: SessionState, now: Reading) -> Result:
    assert isinstance(state.mode, Waiting)
    return replace(state, mode=_run_again(state.mode.step, state.mode.elapsed_s, now)), (Resumed(),)


def _run_again(step: Step, elapsed_s: float, now: Reading) -> Running:
    return Running(step, now.monotonic_s - elapsed_s, Seen(now.monotonic_s, now.boottime_s))


def _again(state: SessionState, now: Reading) -> Result:
    """In a hold: a new attempt at once. In a gap: back to the step that leads to the hold before."""
    closed, ended = close_hold(state, EndReason.REPEATED)
    if ended:
        state, more = enter_hold(closed, now.monotonic_s, now)
        return state, ended + more
    return approach(replace(state, hold_index=max(0, state.hold_index - 1)), now.monotonic_s, now)


def _next(state: SessionState, now: Reading) -> Result:
    closed, ended = close_hold(state, EndReason.SKIPPED)
    onward = go_on if ended else enter_hold
    state, more = onward(closed, now.monotonic_s, now)
    return state, ended + more


def _longer(state: SessionState, now: Reading) -> Result:
    return _resize(state, RESIZE_S)


def _shorter(state: SessionState, now: Reading) -> Result:
    return _resize(state, -RESIZE_S)


def _limits_s(state: SessionState, kind: StepKind) -> tuple[int, int]:
    if kind is StepKind.HOLD:
        return state.routine.hold_s, THERAPIST_HOLD_S[1]
    return {StepKind.GET_READY: GET_READY_S, StepKind.SWAP: SWAP_S, StepKind.REST: REST_S}[kind]


def _resize(state: SessionState, by_s: int) -> Result:
    """A new length within the step's limits and never below the whole second that is running."""
    assert isinstance(state.mode, Running | Waiting)
    step = state.mode.step
    low, high = _limits_s(state, step.kind)
    length_s = min(high, max(low, ceil(elapsed_s(state)), step.length_s + by_s))
    if length_s == step.length_s:
        return state, ()
    half_s = None if step.half_s is None else length_s / 2
    state = replace(state, mode=replace(state.mode, step=Step(step.kind, length_s, half_s)))
    if step.kind is StepKind.SWAP:
        state = replace(state, swap_s=length_s)
    return state, (LengthChanged(step.kind, length_s),)


def _pain(state: SessionState, now: Reading) -> Result:
    state, events = _leave(state, EndReason.PAIN, EndedWhy.PAIN, now)
    return state, (*events, SafetyOffered())


def _stop(state: SessionState, now: Reading) -> Result:
    return _leave(state, EndReason.STOPPED, EndedWhy.STOPPED, now)


def _leave(state: SessionState, reason: EndReason, why: EndedWhy, now: Reading) -> Result:
    state, ended = close_hold(state, reason)
    if why is EndedWhy.STOPPED and nothing_held(state.attempts):
        why = EndedWhy.DISCARDED  # a look at the first screen is no session
    state, more = end(state, why, now.monotonic_s)
    return state, ended + more


# --- answers --------------------------------------------------------------------------------------------------


def _reason(state: SessionState, otherwise: EndReason) -> EndReason:
    """How an interrupted hold ended when it is not counted on."""
    slept = isinstance(state.mode, Asking) and state.mode.why is Interruption.SLEPT
    return EndReason.SLEPT if slept else otherwise


def _repeat(state: SessionState, now: Reading) -> Result:
    """A hold anew after a fresh get-ready; a gap anew from its beginning."""
    assert isinstance(state.mode, Asking)
    step = state.mode.step
    if step.kind is not StepKind.HOLD:
        return enter(state, step, now.monotonic_s, now)
    state, ended = close_hold(state, _reason(state, EndReason.REPEATED))
    state, more = get_ready(state, now)
    return state, ended + more


def _finish(state: SessionState, now: Reading) -> Result:
    return _leave(state, _reason(state, EndReason.STOPPED), EndedWhy.STOPPED, now)


def _discard(state: SessionState, now: Reading) -> Result:
    return _leave(state, _reason(state, EndReason.STOPPED), EndedWhy.DISCARDED, now)


def _count(state: SessionState, now: Reading) -> Result:
    """Credit the gap up to the hold's target; the rest of the session goes on from now."""
    assert isinstance(state.mode, Asking)
    if Answer.COUNT not in options(state):
        return state, ()
    step, held_s = state.mode.step, state.mode.elapsed_s + state.mode.gap_s
    if held_s >= step.length_s:
        state, ended = close_hold(state, EndReason.DONE, float(step.length_s))
        state, more = go_on(state, now.monotonic_s, now)
        return state, ended + more
    if step.half_s is not None and held_s >= step.half_s:
        step = replace(step, half_s=None)
    return replace(state, mode=_run_again(step, held_s, now)), (Resumed(),)


_Handler = Callable[[SessionState, Reading], Result]
_ON_THE_WAY: Mapping[Command, _Handler] = {
    Command.AGAIN: _again,
    Command.NEXT: _next,
    Command.LONGER: _longer,
    Command.SHORTER: _shorter,
    Command.PAIN: _pain,
    Command.STOP: _stop,
}
_ANSWERS: Mapping[Command, _Handler] = {
    Command.REPEAT: _repeat,
    Command.FINISH: _finish,
    Command.DISCARD: _discard,
    Command.COUNT: _count,
    # Esc and "this hurts" always leave.
    Command.STOP: _finish,
    Command.PAIN: _pain,
}
_HANDLERS: Mapping[type, Mapping[Command, _Handler]] = {
    Running: {Command.PAUSE: _pause, **_ON_THE_WAY},
    Waiting: {Command.RESUME: _resume, **_ON_THE_WAY},
    Asking: _ANSWERS,
    Over: {},
}
