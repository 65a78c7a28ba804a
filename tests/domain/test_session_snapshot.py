"""A session killed in any phase: what is offered, what is kept, how it goes on."""

from __future__ import annotations

import json

import pytest

from calfstretch.clock import Reading
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session import Command, Outcome, Phase, SessionState, advance, next_deadline_s
from calfstretch.domain.session_events import Answer, HoldEnded, StepStarted
from calfstretch.domain.session_snapshot import from_dict, keep_partial, recover, resume_repeating, to_dict
from tests.domain.guided import Guided

REBOOTED = Reading(3.0, 3.0)


def written(state: SessionState) -> dict[str, object]:
    return json.loads(json.dumps(to_dict(state)))  # type: ignore[no-any-return]


def in_phase(name: str) -> Guided:
    match name:
        case "get_ready":
            return Guided().run(4)
        case "hold":
            return Guided().run(22)
        case "swap":
            return Guided().run(44)
        case "paused":
            return Guided().run(22).say(Command.PAUSE).run(60)
        case "asking":
            return Guided().run(22).sleep(900)
        case "last_second":
            return Guided().run(77.5)
        case _:
            return Guided().run(80)


KILLED = {
    "get_ready": [],
    "hold": [("left", 12.0, "killed")],
    "swap": [("left", 30.0, "done")],
    "paused": [("left", 12.0, "killed")],
    "asking": [("left", 12.0, "killed")],
    "last_second": [("left", 30.0, "done"), ("right", 29.5, "killed")],
    "ended": [("left", 30.0, "done"), ("right", 30.0, "done")],
}


@pytest.mark.parametrize("name", KILLED)
def test_every_held_second_is_kept_whatever_phase_was_killed(name: str) -> None:
    attempts, outcome = keep_partial(written(in_phase(name).state))
    assert [(a.leg.value, a.held_s, a.end_reason.value) for a in attempts] == KILLED[name]
    assert outcome is (Outcome.DONE if name == "ended" else Outcome.PARTIAL)


@pytest.mark.parametrize("name", [name for name in KILLED if name != "ended"])
def test_a_killed_session_offers_keep_repeat_discard(name: str) -> None:
    found = recover(written(in_phase(name).state))
    assert found.choices == (Answer.FINISH, Answer.REPEAT, Answer.DISCARD)
    running = [held for held in KILLED[name] if held[2] == "killed"]
    assert [(found.killed.leg.value, found.killed.held_s, "killed")] == running if found.killed else not running


def test_an_ended_session_asks_nothing_and_does_not_go_on() -> None:
    snapshot = written(in_phase("ended").state)
    assert recover(snapshot).choices == ()
    with pytest.raises(ValueError, match="^mode "):
        resume_repeating(snapshot, REBOOTED)


@pytest.mark.parametrize("name", ["hold", "paused", "asking"])
def test_going_on_gets_ready_afresh_and_repeats_the_interrupted_hold(name: str) -> None:
    state, events = resume_repeating(written(in_phase(name).state), REBOOTED)
    assert (state.phase, state.planned.leg.value) == (Phase.GET_READY, "left")
    assert next_deadline_s(state) == 13.0
    assert [type(event) for event in events[:2]] == [HoldEnded, StepStarted]
    for second in range(1, 80):
        state, _ = advance(state, Reading(3.0 + second, 3.0 + second))
    assert [(a.ordinal, a.attempt, a.end_reason.value) for a in state.attempts] == [
        (1, 1, "killed"),
        (2, 2, "done"),
        (3, 1, "done"),
    ]


def test_a_session_killed_in_the_swap_goes_on_with_the_leg_to_come() -> None:
    state, events = resume_repeating(written(in_phase("swap").state), REBOOTED)
    assert (state.phase, state.planned.leg.value) == (Phase.GET_READY, "right")
    assert not any(isinstance(event, HoldEnded) for event in events)


def test_a_state_read_back_behaves_as_the_one_written() -> None:
    session = Guided().run(22.3).say(Command.LONGER)
    twin = from_dict(written(session.state))
    session.clock.advance(1.7)
    assert advance(twin, session.clock.read()) == advance(session.state, session.clock.read())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("routine", None),
        ("hold_index", 2),
        ("hold_index", -1),
        ("swap_s", 1),
        ("attempts", "none"),
        ("attempts", [1]),
        ("mode", []),
        ("mode", {"kind": "dancing"}),
        ("mode", {"kind": "waiting", "step": "hold", "length_s": 30, "half_s": None, "elapsed_s": 31}),
        ("mode", {"kind": "waiting", "step": "hold", "length_s": 30, "half_s": None, "elapsed_s": float("nan")}),
    ],
)
def test_a_damaged_snapshot_is_refused(field: str, value: object) -> None:
    snapshot = written(Guided(DAILY).run(50).state) | {field: value}
    with pytest.raises(ValueError, match=r"^\w+ must "):
        recover(snapshot)


@pytest.mark.parametrize("field", ["target_s", "held_s", "leg", "end_reason", "ordinal"])
def test_a_damaged_attempt_names_its_field(field: str) -> None:
    snapshot = to_dict(Guided().run(50).state)
    del snapshot["attempts"][0][field]  # type: ignore[index]
    with pytest.raises(ValueError, match=f"^{field} "):
        from_dict(snapshot)
