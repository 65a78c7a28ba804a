"""A session at a thousand times its speed: every step, cue and second at its own moment, however the ticks fall."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.clock import Reading
from calfstretch.domain.routine import BEFORE_BED, DAILY, PRESETS, LegOrder, Routine, StepKind
from calfstretch.domain.session import Phase, SessionState, advance, begin
from calfstretch.domain.session_events import Cue, Ended, Event, HoldEnded, HoldStarted, StepStarted
from calfstretch.domain.session_view import held_s, shown_seconds, total_left_s

FIRST_CUE = {"get_ready": "ready", "hold": "go", "swap": "swap", "rest": "swap"}


def due(routine: Routine) -> list[tuple[str, float]]:
    """What a whole session is to tell, and when, in seconds from its start; worked out by hand, not by the machine."""
    told: list[tuple[str, float]] = []
    at_s = 0.0

    def step(kind: str, length_s: float) -> None:
        nonlocal at_s
        told.append((f"step {kind}", at_s))
        if kind == "hold":
            told.append(("attempt", at_s))
        told.append((f"cue {FIRST_CUE[kind]}", at_s))
        if kind == "hold":
            told.append(("cue half", at_s + length_s / 2))
        at_s += length_s
        if kind == "hold":
            told.append(("held", at_s))

    sides = 1 if routine.leg_order in (LegOrder.LEFT_ONLY, LegOrder.RIGHT_ONLY) else 2
    for turn in range(sides * routine.rounds):
        if turn == 0 and routine.get_ready_s:
            step("get_ready", routine.get_ready_s)
        elif turn and turn % sides == 0 and (sides == 1 or routine.rest_s):
            if routine.rest_s:
                step("rest", routine.rest_s)
        elif turn:
            step("swap", routine.swap_s)
        step("hold", routine.hold_s)
    return [*told, ("cue done", at_s), ("end", at_s)]


def told(events: list[Event], start_s: float) -> list[tuple[str, float | None]]:
    """What a session told, in the same words."""
    found: list[tuple[str, float | None]] = []
    for event in events:
        match event:
            case StepStarted():
                found.append((f"step {event.kind.value}", event.at_s - start_s))
            case HoldStarted():
                found.append(("attempt", event.at_s - start_s))
            case Cue():
                found.append((f"cue {event.kind.value}", event.at_s - start_s))
            case HoldEnded():
                found.append(("held", None))
            case Ended():
                found.append(("end", event.at_s - start_s))
            case other:
                raise AssertionError(other)
    return found


def run(
    routine: Routine, steps_s: Iterator[float], start_s: float = 1000.0
) -> Iterator[tuple[SessionState, list[Event], float]]:
    """A session ticked after each of these steps until it ends; state, new events and the moment of each tick."""
    now_s = start_s
    state, events = begin(routine, Reading(now_s, now_s + 7))
    yield state, list(events), now_s
    while state.phase is not Phase.ENDED:
        now_s += next(steps_s)
        state, events = advance(state, Reading(now_s, now_s + 7))
        assert state.phase is not Phase.ASKING, "a question nobody answers would never end"
        yield state, list(events), now_s


def _for_ever(step_s: float) -> Iterator[float]:
    while True:
        yield step_s


def _agree(routine: Routine, events: list[Event], start_s: float) -> None:
    want, got = due(routine), told(events, start_s)
    assert [name for name, _at in got] == [name for name, _at in want]
    for (_name, at_s), (_same, want_s) in zip(got, want, strict=True):
        assert at_s is None or at_s == pytest.approx(want_s, abs=1e-6)


@pytest.mark.parametrize("legs", LegOrder)
@pytest.mark.parametrize("preset", PRESETS, ids=lambda routine: routine.name)
def test_every_preset_at_a_thousand_times_its_speed(preset: Routine, legs: LegOrder) -> None:
    # A tick each millisecond of ours is a second of the session's.
    routine = Routine(preset.name, hold_s=preset.hold_s, rounds=preset.rounds, rest_s=preset.rest_s, leg_order=legs)
    seen = list(run(routine, _for_ever(1.0)))
    _agree(routine, [event for _state, events, _now in seen for event in events], 1000.0)
    assert {hold.held_s for _state, events, _now in seen for hold in _ended(events)} == {float(routine.hold_s)}


def _ended(events: list[Event]) -> list[object]:
    return [event.attempt for event in events if isinstance(event, HoldEnded)]


# Added up, two seconds can become a hair more, which would be a gap.
STEPS = st.lists(st.floats(0.01, 1.999, allow_nan=False), min_size=1, max_size=30)


@pytest.mark.slow
@settings(max_examples=60)
@given(steps=STEPS, start_s=st.sampled_from([0.0, 1000.0, 3e7]), routine=st.sampled_from([DAILY, BEFORE_BED]))
def test_however_the_ticks_fall_the_same_is_told_for_the_same_moments(
    steps: list[float], start_s: float, routine: Routine
) -> None:
    seen = list(run(routine, _round(steps), start_s))
    _agree(routine, [event for _state, events, _now in seen for event in events], start_s)
    for _state, events, now_s in seen:  # told at the first tick after its moment, never before it
        assert all(event.at_s <= now_s + 1e-6 for event in events if not isinstance(event, HoldEnded))


def _round(steps: list[float]) -> Iterator[float]:
    while True:
        yield from steps


@settings(max_examples=60)
@given(steps=STEPS, start_s=st.sampled_from([0.0, 1000.0, 3e7]))
def test_held_seconds_never_exceed_the_time_awake(steps: list[float], start_s: float) -> None:
    before = 0.0
    for state, _events, now_s in run(DAILY, _round(steps), start_s):
        held = held_s(state)
        assert before <= held + 1e-6 <= now_s - start_s + 2e-6
        assert held <= 60 + 1e-6
        before = held


def test_drift_over_ten_minutes_is_nothing() -> None:
    routine = Routine("Long", hold_s=118, rounds=3, rest_s=20)
    events = [event for _state, some, _now in run(routine, _round([0.1003, 0.0997, 0.113])) for event in some]
    assert isinstance(events[-1], Ended)
    assert events[-1].at_s - 1000 == pytest.approx(10 + 6 * 118 + 3 * 8 + 2 * 20, abs=1e-6)


@pytest.mark.slow
@settings(max_examples=20)
@given(steps=st.lists(st.floats(0.001, 0.9), min_size=1, max_size=30), start_s=st.sampled_from([0.0, 1000.0, 3e7]))
def test_digits_count_every_whole_second_down_to_one(steps: list[float], start_s: float) -> None:
    shown: list[tuple[StepKind | None, int]] = []
    lefts: list[int] = []
    for state, _events, _now in run(DAILY, _round(steps), start_s):
        kind = None if state.phase is Phase.ENDED else StepKind(state.phase.value)
        shown.append((kind, shown_seconds(state)))
        lefts.append(total_left_s(state))
    counted = [value for value, _same in groupby(shown)]
    steps_s = [(StepKind.GET_READY, 10), (StepKind.HOLD, 30), (StepKind.SWAP, 8), (StepKind.HOLD, 30)]
    assert counted[:-1] == [(kind, n) for kind, length_s in steps_s for n in range(length_s, 0, -1)]
    assert counted[-1] == (None, 0)
    assert all(0 <= earlier - later <= 2 for earlier, later in zip(lefts, lefts[1:], strict=False))
