"""A running session as plain data, and what can be done with it after the process was killed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from calfstretch.domain.fields import (
    check_whole,
    plain,
    record_field,
    seconds_field,
    text_field,
    whole_field,
    word_field,
)
from calfstretch.domain.routine import SWAP_S, THERAPIST_HOLD_S, Leg, Routine, StepKind, TargetOrigin
from calfstretch.domain.session_events import Answer, EndedWhy, HoldAttempt, Interruption
from calfstretch.domain.session_log import EndReason, Outcome
from calfstretch.domain.session_state import (
    Asking,
    Mode,
    Over,
    Reading,
    Running,
    Seen,
    SessionState,
    Step,
    Waiting,
    outcome_of,
)
from calfstretch.domain.session_steps import Result, close_hold, get_ready

VERSION = 1


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a killed process left.

    Args:
        state: the session as last written.
        killed: the hold that was interrupted, with the seconds held so far; None = killed in a gap.
        choices: FINISH keeps it as partial, REPEAT does the interrupted hold again and goes on, DISCARD;
            empty = the session had ended, there is nothing to ask.
    """

    state: SessionState
    killed: HoldAttempt | None
    choices: tuple[Answer, ...]


def to_dict(state: SessionState) -> dict[str, object]:
    """Plain values for JSON; clock readings in it mean something to this process alone."""
    return {
        "version": VERSION,
        "routine": dict(_routine_plain(state.routine)),
        "hold_index": state.hold_index,
        "swap_s": state.swap_s,
        "attempts": [plain(asdict(attempt)) for attempt in state.attempts],
        "mode": _mode_to_dict(state.mode),
    }


@lru_cache(maxsize=2)
def _routine_plain(routine: Routine) -> Mapping[str, object]:
    """Worked out once: it is written every second and never changes."""
    return routine.to_dict()


def from_dict(data: Mapping[str, object]) -> SessionState:
    """The state `to_dict` wrote.

    Raises:
        ValueError: the data is damaged or of a newer version; the message names the field.
    """
    if whole_field(data, "version") != VERSION:
        raise ValueError(f"version must be {VERSION}, not {data['version']!r}")
    attempts = data.get("attempts")
    if not isinstance(attempts, list) or not all(isinstance(attempt, Mapping) for attempt in attempts):
        raise ValueError("attempts must be a list of records")
    routine = Routine.from_dict(record_field(data, "routine"))
    check_whole("hold_index", data.get("hold_index"), (0, len(routine.holds()) - 1))
    check_whole("swap_s", data.get("swap_s"), SWAP_S)
    return SessionState(
        routine=routine,
        hold_index=whole_field(data, "hold_index"),
        swap_s=whole_field(data, "swap_s"),
        attempts=tuple(_attempt_from_dict(attempt) for attempt in attempts),
        mode=_mode_from_dict(record_field(data, "mode")),
    )


def recover(snapshot: Mapping[str, object]) -> Recovery:
    """What there is to say and to choose about a session whose process was killed.

    Raises:
        ValueError: the snapshot is damaged.
    """
    state = from_dict(snapshot)
    closed, ended = close_hold(state, EndReason.KILLED)
    over = isinstance(state.mode, Over)
    choices = () if over else (Answer.FINISH, Answer.REPEAT, Answer.DISCARD)
    return Recovery(state, closed.attempts[-1] if ended else None, choices)


def keep_partial(snapshot: Mapping[str, object]) -> tuple[tuple[HoldAttempt, ...], Outcome]:
    """Every attempt, the killed one with its seconds as the last, and the outcome to keep.

    Raises:
        ValueError: the snapshot is damaged.
    """
    closed, _ = close_hold(from_dict(snapshot), EndReason.KILLED)
    return closed.attempts, outcome_of(closed.routine, closed.attempts)


def resume_repeating(snapshot: Mapping[str, object], reading: Reading) -> Result:
    """Go on with a fresh get-ready before the interrupted hold; the killed attempt is kept and told first.

    Raises:
        ValueError: the snapshot is damaged, or the session had ended.
    """
    state = from_dict(snapshot)
    if isinstance(state.mode, Over):
        raise ValueError("mode must not be over: the session had ended")
    closed, ended = close_hold(state, EndReason.KILLED)
    resumed, events = get_ready(closed, reading)
    return resumed, ended + events


def _attempt_from_dict(data: Mapping[str, object]) -> HoldAttempt:
    check_whole("target_s", data.get("target_s"), THERAPIST_HOLD_S)
    return HoldAttempt(
        ordinal=whole_field(data, "ordinal"),
        round=whole_field(data, "round"),
        leg=word_field(data, "leg", Leg),
        attempt=whole_field(data, "attempt"),
        planned_s=whole_field(data, "planned_s"),
        target_s=whole_field(data, "target_s"),
        target_origin=word_field(data, "target_origin", TargetOrigin),
        held_s=seconds_field(data, "held_s"),
        end_reason=word_field(data, "end_reason", EndReason),
    )


def _mode_to_dict(mode: Mode) -> dict[str, object]:
    match mode:
        case Over():
            return {"kind": "over", "outcome": mode.outcome.value, "why": mode.why.value}
        case Running():
            seen = {"monotonic_s": mode.seen.monotonic_s, "boottime_s": mode.seen.boottime_s}
            return {"kind": "running", "anchor_s": mode.anchor_s, **seen, **_step_to_dict(mode.step)}
        case Waiting():
            return {"kind": "waiting", "elapsed_s": mode.elapsed_s, **_step_to_dict(mode.step)}
        case Asking():
            asked = {"gap_s": mode.gap_s, "why": mode.why.value}
            return {"kind": "asking", "elapsed_s": mode.elapsed_s, **asked, **_step_to_dict(mode.step)}


def _mode_from_dict(data: Mapping[str, object]) -> Mode:
    mode = _read_mode(data)
    if not isinstance(mode, Over) and not 0 <= mode.elapsed_s <= mode.step.length_s:
        raise ValueError(f"elapsed_s must lie within the step, not {mode.elapsed_s}")
    return mode


def _read_mode(data: Mapping[str, object]) -> Mode:
    match text_field(data, "kind"):
        case "over":
            return Over(word_field(data, "outcome", Outcome), word_field(data, "why", EndedWhy))
        case "running":
            seen = Seen(seconds_field(data, "monotonic_s"), seconds_field(data, "boottime_s"))
            return Running(_step_from_dict(data), seconds_field(data, "anchor_s"), seen)
        case "waiting":
            return Waiting(_step_from_dict(data), seconds_field(data, "elapsed_s"))
        case "asking":
            why = word_field(data, "why", Interruption)
            elapsed_s, gap_s = seconds_field(data, "elapsed_s"), seconds_field(data, "gap_s")
            return Asking(_step_from_dict(data), elapsed_s, gap_s, why)
        case other:
            raise ValueError(f"kind must be running, waiting, asking or over, not {other!r}")


def _step_to_dict(step: Step) -> dict[str, object]:
    return {"step": step.kind.value, "length_s": step.length_s, "half_s": step.half_s}


def _step_from_dict(data: Mapping[str, object]) -> Step:
    check_whole("length_s", data.get("length_s"), (0, THERAPIST_HOLD_S[1]))
    half_s = None if data.get("half_s") is None else seconds_field(data, "half_s")
    return Step(word_field(data, "step", StepKind), whole_field(data, "length_s"), half_s)
