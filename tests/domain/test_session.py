"""Stories of a guided session: what a person does and what is counted for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from calfstretch.clock import Reading
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Routine, TargetOrigin
from calfstretch.domain.session import Command, Outcome, Phase, advance, begin, command, next_deadline_s, options
from calfstretch.domain.session_events import (
    Answer,
    Asked,
    Ended,
    EndedWhy,
    HoldEnded,
    HoldStarted,
    Interruption,
    LengthChanged,
    Paused,
    Resumed,
    SafetyOffered,
    StepStarted,
)
from calfstretch.domain.session_state import Over
from tests.domain.guided import Guided

STRICT = Routine("As told", hold_s=10, hold_origin=TargetOrigin.THERAPIST)


def ended(session: Guided) -> tuple[str, str]:
    assert isinstance(session.state.mode, Over)
    return session.state.mode.outcome.value, session.state.mode.why.value


# --- the whole way -------------------------------------------------------------------------------------------


def test_daily_needs_nothing_after_the_start_and_takes_78_seconds() -> None:
    session = Guided().run(77.9, tick_s=0.1)
    assert session.phase is Phase.HOLD
    session.run(0.2, tick_s=0.1)
    assert ended(session) == ("done", "completed")
    assert session.holds() == [("left", 1, 30.0, "done"), ("right", 1, 30.0, "done")]
    assert [e.at_s - session.start_s for e in session.told(Ended)] == [78.0]


def test_cues_come_at_their_own_moments_in_order() -> None:
    session = Guided().run(80, tick_s=0.7)
    assert session.cues() == [
        ("ready", 0),
        ("go", 10),
        ("half", 25),
        ("swap", 40),
        ("go", 48),
        ("half", 63),
        ("done", 78),
    ]


def test_late_ticks_do_not_add_up() -> None:
    session = Guided(BEFORE_BED).run(300, tick_s=1.9)
    assert [e.at_s - session.start_s for e in session.told(Ended)] == [BEFORE_BED.total_s()]


def test_the_next_step_begins_at_the_deadline_not_at_the_tick() -> None:
    session = Guided().run(9.5).freeze(0.55)
    assert session.phase is Phase.HOLD
    assert next_deadline_s(session.state) == session.start_s + 40


def test_a_tick_just_before_the_deadline_does_not_end_the_hold() -> None:
    session = Guided().run(39.5).freeze(0.499)
    assert session.phase is Phase.HOLD
    assert session.freeze(0.001).phase is Phase.SWAP


def test_without_get_ready_the_hold_begins_at_once() -> None:
    session = Guided(replace(DAILY, get_ready_s=0))
    assert session.phase is Phase.HOLD
    assert [type(event) for event in session.events[:2]] == [StepStarted, HoldStarted]


def test_one_leg_in_two_rounds_counts_both_rounds() -> None:
    session = Guided(Routine("x", rounds=2, leg_order=LegOrder.LEFT_ONLY)).run(100)
    assert [(a.round, a.leg.value) for a in session.state.attempts] == [(1, "left"), (2, "left")]
    assert ended(session) == ("done", "completed")


def test_every_hold_is_announced_before_it_ends_with_the_same_ordinal() -> None:
    session = Guided(BEFORE_BED).run(300)
    started = [event.ordinal for event in session.told(HoldStarted)]
    assert started == [event.attempt.ordinal for event in session.told(HoldEnded)] == [1, 2, 3, 4, 5, 6]


# --- pause ----------------------------------------------------------------------------------------------------


def test_paused_time_is_not_held() -> None:
    session = Guided().run(20).say(Command.PAUSE).run(500).say(Command.RESUME).run(19.5)
    assert session.phase is Phase.HOLD
    session.run(0.5)
    assert session.holds() == [("left", 1, 30.0, "done")]
    assert len(session.told(Paused)) == len(session.told(Resumed)) == 1


def test_sleep_while_paused_asks_nothing() -> None:
    session = Guided().run(20).say(Command.PAUSE).sleep(3600).say(Command.RESUME).run(20)
    assert session.told(Asked) == []
    assert session.holds() == [("left", 1, 30.0, "done")]


def test_half_way_is_said_once_across_a_pause() -> None:
    session = Guided().run(26).say(Command.PAUSE).run(5).say(Command.RESUME).run(20)
    assert [kind for kind, _ in session.cues()].count("half") == 1


def test_time_before_the_press_of_pause_is_counted() -> None:
    session = Guided().run(20)
    session.clock.advance(0.25)
    session.say(Command.PAUSE).say(Command.STOP)
    assert session.holds() == [("left", 1, 10.25, "stopped")]


# --- again, next ----------------------------------------------------------------------------------------------


def test_again_in_a_hold_starts_a_new_attempt_and_keeps_the_old() -> None:
    session = Guided().run(22).say(Command.AGAIN).run(30)
    assert session.holds() == [("left", 1, 12.0, "repeated"), ("left", 2, 30.0, "done")]


def test_again_in_the_swap_goes_back_to_get_ready_for_the_hold_before() -> None:
    session = Guided().run(43).say(Command.AGAIN)
    assert (session.phase, session.state.planned.leg.value) == (Phase.GET_READY, "left")
    session.run(78)
    assert [h[:2] for h in session.holds()] == [("left", 1), ("left", 2), ("right", 1)]


def test_again_in_get_ready_counts_down_anew() -> None:
    session = Guided().run(7).say(Command.AGAIN)
    assert next_deadline_s(session.state) == session.start_s + 17


def test_next_in_a_gap_starts_the_hold_now() -> None:
    session = Guided().run(3).say(Command.NEXT)
    assert session.phase is Phase.HOLD
    assert next_deadline_s(session.state) == session.start_s + 33


def test_next_in_a_hold_skips_it_and_keeps_what_was_held() -> None:
    session = Guided().run(22).say(Command.NEXT)
    assert session.phase is Phase.SWAP
    assert ended(session.run(38)) == ("partial", "completed")
    assert session.holds() == [("left", 1, 12.0, "skipped"), ("right", 1, 30.0, "done")]


def test_a_skipped_hold_that_is_done_later_makes_the_session_done() -> None:
    session = Guided().run(22).say(Command.NEXT).say(Command.AGAIN).run(78)
    assert [h[3] for h in session.holds()] == ["skipped", "done", "done"]
    assert ended(session) == ("done", "completed")


def test_a_done_hold_stays_done_when_its_repetition_is_skipped() -> None:
    session = Guided().run(43).say(Command.AGAIN).run(15).say(Command.NEXT).run(38)
    assert [h[3] for h in session.holds()] == ["done", "skipped", "done"]
    assert ended(session) == ("done", "completed")


def test_next_out_of_a_pause_goes_on_running() -> None:
    session = Guided().run(22).say(Command.PAUSE).run(9).say(Command.NEXT)
    assert session.phase is Phase.SWAP
    assert session.holds() == [("left", 1, 12.0, "skipped")]


# --- longer, shorter ------------------------------------------------------------------------------------------


def test_longer_moves_the_end_of_the_running_hold_alone() -> None:
    session = Guided().run(20).say(Command.LONGER).run(25)
    attempt = session.state.attempts[0]
    assert (attempt.planned_s, attempt.target_s, attempt.held_s) == (30, 35, 35.0)
    assert attempt.target_origin is TargetOrigin.PERSON
    session.run(38)
    assert session.state.attempts[1].target_s == 30
    assert session.state.attempts[1].target_origin is TargetOrigin.APP


def test_a_hold_never_gets_shorter_than_the_routine_asks() -> None:
    session = Guided().run(12).say(Command.SHORTER)
    assert session.told(LengthChanged) == []
    session.say(Command.LONGER).say(Command.SHORTER).say(Command.SHORTER)
    assert [e.length_s for e in session.told(LengthChanged)] == [35, 30]


def test_a_hold_never_gets_longer_than_two_minutes() -> None:
    session = Guided().run(12)
    for _ in range(30):
        session.say(Command.LONGER)
    assert session.told(LengthChanged)[-1].length_s == 120


def test_shorter_after_that_time_has_passed_ends_with_the_running_second() -> None:
    session = Guided().run(12).say(Command.LONGER).run(31.5).say(Command.SHORTER).run(1)
    attempt = session.state.attempts[0]
    assert (attempt.target_s, attempt.held_s, attempt.done) == (34, 34.0, True)


def test_a_therapists_number_stays_the_therapists_until_the_person_could_have_set_it() -> None:
    session = Guided(STRICT).run(12)
    for _ in range(3):
        session.say(Command.LONGER)
    assert session.say(Command.STOP).state.attempts[0].target_origin is TargetOrigin.THERAPIST
    session = Guided(STRICT).run(12)
    for _ in range(4):
        session.say(Command.LONGER)
    assert session.say(Command.STOP).state.attempts[0].target_origin is TargetOrigin.PERSON


def test_half_way_moves_with_the_length() -> None:
    session = Guided().run(12).say(Command.LONGER).say(Command.LONGER).run(40)
    assert ("half", 30) in session.cues()


def test_a_longer_swap_is_kept_for_the_swaps_to_come() -> None:
    session = Guided(BEFORE_BED).run(41).say(Command.LONGER).run(300)
    assert [e.length_s for e in session.told(StepStarted) if e.kind.value == "swap"] == [8, 13, 13]


@pytest.mark.parametrize(("order", "limit"), [(Command.LONGER, 30), (Command.SHORTER, 3)])
def test_the_swap_stays_within_3_to_30_seconds(order: Command, limit: int) -> None:
    session = Guided().run(41)
    for _ in range(6):
        session.say(order)
    assert session.told(LengthChanged)[-1].length_s == limit


def test_get_ready_can_be_shortened_to_the_second_that_runs() -> None:
    session = Guided().run(7.5).say(Command.SHORTER)
    assert next_deadline_s(session.state) == session.start_s + 8


def test_a_gap_shortened_to_nothing_ends_at_once() -> None:
    session = Guided()
    session.say(Command.SHORTER).say(Command.SHORTER)
    assert session.phase is Phase.HOLD


# --- ways out -------------------------------------------------------------------------------------------------


def test_pain_ends_the_hold_and_the_session_and_offers_safety() -> None:
    session = Guided().run(22).say(Command.PAIN)
    assert session.holds() == [("left", 1, 12.0, "pain")]
    assert ended(session) == ("partial", "pain")
    assert isinstance(session.events[-1], SafetyOffered)


def test_stop_keeps_what_was_held() -> None:
    session = Guided().run(60).say(Command.STOP)
    assert session.holds() == [("left", 1, 30.0, "done"), ("right", 1, 12.0, "stopped")]
    assert ended(session) == ("partial", "stopped")


@pytest.mark.parametrize("seconds", [3, 22, 43])
@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("way_out", [Command.STOP, Command.PAIN])
def test_every_phase_can_be_left(seconds: float, paused: bool, way_out: Command) -> None:
    session = Guided().run(seconds)
    if paused:
        session.say(Command.PAUSE)
    assert session.say(way_out).phase is Phase.ENDED


# --- gaps and sleep -------------------------------------------------------------------------------------------


def test_two_seconds_without_a_tick_go_unnoticed() -> None:
    assert Guided().run(20).freeze(2.0).phase is Phase.HOLD


def test_long_gap_pauses_the_hold_at_the_last_tick() -> None:
    session = Guided().run(22).freeze(20)
    assert session.phase is Phase.ASKING
    asked = session.told(Asked)[-1]
    assert (asked.why, asked.gap_s) == (Interruption.BUSY, 20)
    assert asked.options == (Answer.REPEAT, Answer.FINISH, Answer.DISCARD, Answer.COUNT)
    assert session.cues()[-1][0] == "go", "no pile of late cues"
    assert session.say(Command.FINISH).holds() == [("left", 1, 12.0, "stopped")]


def test_a_gap_across_the_end_of_a_hold_does_not_end_it_without_the_persons_word() -> None:
    session = Guided().run(39.5).freeze(2.5)
    assert session.phase is Phase.ASKING
    assert session.state.attempts == ()


def test_i_held_on_counts_the_gap_and_goes_on() -> None:
    session = Guided().run(22).freeze(5).run(60).say(Command.COUNT)
    assert session.phase is Phase.HOLD
    session.run(12.5)
    assert session.phase is Phase.HOLD
    assert session.run(0.5).holds() == [("left", 1, 30.0, "done")]


def test_i_held_on_never_counts_beyond_the_target_and_swaps_from_the_answer_on() -> None:
    session = Guided().run(22).freeze(40).say(Command.COUNT)
    assert session.holds() == [("left", 1, 30.0, "done")]
    assert session.phase is Phase.SWAP
    assert next_deadline_s(session.state) == session.clock.read().monotonic_s + 8


def test_i_held_on_over_the_half_says_no_late_half_way() -> None:
    session = Guided().run(22).freeze(5).say(Command.COUNT).run(20)
    assert "half" not in [kind for kind, _ in session.cues()[:3]]


@pytest.mark.parametrize("slept_s", [1.5, 3, 2400, 32400])
def test_sleep_is_never_held_nor_offered_to_be_counted(slept_s: float) -> None:
    session = Guided().run(22).sleep(slept_s)
    assert session.told(Asked)[-1].why is Interruption.SLEPT
    assert session.told(Asked)[-1].gap_s == slept_s
    assert Answer.COUNT not in options(session.state)
    before = session.state
    assert session.say(Command.COUNT).state == before
    assert session.say(Command.FINISH).holds() == [("left", 1, 12.0, "slept")]


def test_sleep_in_a_long_gap_is_sleep() -> None:
    session = Guided().run(22)
    session.clock.sleep(60)
    session.freeze(4)
    assert session.told(Asked)[-1].why is Interruption.SLEPT


def test_repeat_after_sleep_gets_ready_again_and_keeps_the_old_attempt() -> None:
    session = Guided().run(22).sleep(60).say(Command.REPEAT)
    assert (session.phase, session.state.planned.leg.value) == (Phase.GET_READY, "left")
    assert ended(session.run(78)) == ("done", "completed")
    assert [h[3] for h in session.holds()] == ["slept", "done", "done"]


def test_repeat_after_a_busy_gap_is_a_repetition() -> None:
    session = Guided().run(22).freeze(3).say(Command.REPEAT)
    assert session.holds() == [("left", 1, 12.0, "repeated")]


def test_discard_ends_and_still_tells_what_was_held_so_that_it_can_be_undone() -> None:
    session = Guided().run(22).freeze(3).say(Command.DISCARD)
    assert ended(session) == ("partial", "discarded")
    assert session.holds() == [("left", 1, 12.0, "stopped")]


@pytest.mark.parametrize(("seconds", "phase"), [(3, "get_ready"), (43, "swap")])
def test_a_gap_between_holds_asks_too_and_going_on_begins_the_step_again(seconds: float, phase: str) -> None:
    session = Guided().run(seconds).freeze(30)
    assert options(session.state) == (Answer.REPEAT, Answer.FINISH, Answer.DISCARD)
    session.say(Command.REPEAT)
    assert session.phase.value == phase
    deadline_s = next_deadline_s(session.state)
    assert deadline_s == session.clock.read().monotonic_s + {"get_ready": 10, "swap": 8}[phase]


@pytest.mark.parametrize("way_out", [Command.STOP, Command.PAIN])
def test_esc_and_pain_leave_the_question_too(way_out: Command) -> None:
    session = Guided().run(22).freeze(30).say(way_out)
    assert session.phase is Phase.ENDED
    assert session.holds() == [("left", 1, 12.0, way_out.value.replace("stop", "stopped"))]


def test_a_command_after_a_long_gap_asks_first_and_does_nothing_else() -> None:
    session = Guided().run(22)
    session.clock.advance(20)
    session.say(Command.NEXT)
    assert session.phase is Phase.ASKING
    assert session.state.attempts == ()


def test_the_wall_clock_is_never_asked() -> None:
    session = Guided().run(22)
    for year in (1970, 2039, 2026):
        session.clock.set_now(session.clock.now().replace(year=year))
        session.run(2)
    assert session.told(Asked) == []
    assert session.run(50).holds() == [("left", 1, 30.0, "done"), ("right", 1, 30.0, "done")]


def test_a_clock_without_sleep_notices_the_gap_alone() -> None:
    @dataclass(frozen=True)
    class OneClock:
        monotonic_s: float

        @property
        def boottime_s(self) -> float:
            return self.monotonic_s

    state, _ = begin(DAILY, OneClock(0.0))
    state, events = advance(state, OneClock(30.0))
    assert [type(event) for event in events] == [Asked]


def test_a_reading_before_the_last_changes_nothing() -> None:
    session = Guided().run(22)
    assert advance(session.state, Reading(session.start_s, 0.0)) == (session.state, ())
    paused, _ = command(session.state, Command.PAUSE, Reading(session.start_s, 0.0))
    assert paused.mode.elapsed_s == 12.0  # type: ignore[union-attr]


# --- commands where they mean nothing -------------------------------------------------------------------------

ANSWERS = {Command.REPEAT, Command.FINISH, Command.DISCARD, Command.COUNT}
MEANINGLESS = {
    Phase.GET_READY: ANSWERS | {Command.RESUME},
    Phase.HOLD: ANSWERS | {Command.RESUME},
    Phase.SWAP: ANSWERS | {Command.RESUME},
    Phase.PAUSED: ANSWERS | {Command.PAUSE},
    Phase.ASKING: set(Command) - ANSWERS - {Command.STOP, Command.PAIN},
    Phase.ENDED: set(Command),
}


def reach(phase: Phase) -> Guided:
    match phase:
        case Phase.GET_READY:
            return Guided().run(3)
        case Phase.HOLD:
            return Guided().run(22)
        case Phase.SWAP:
            return Guided().run(43)
        case Phase.PAUSED:
            return Guided().run(22).say(Command.PAUSE)
        case Phase.ASKING:
            return Guided().run(22).freeze(9)
        case _:
            return Guided().run(22).say(Command.STOP)


@pytest.mark.parametrize(("phase", "order"), [(p, o) for p, orders in MEANINGLESS.items() for o in sorted(orders)])
def test_a_command_in_the_wrong_phase_changes_nothing(phase: Phase, order: Command) -> None:
    session = reach(phase)
    assert session.phase is phase
    assert command(session.state, order, session.clock.read()) == (session.state, ())


def test_outcome_words_are_the_diarys() -> None:
    assert [why.value for why in EndedWhy] == ["completed", "stopped", "pain", "discarded"]
    assert [outcome.value for outcome in Outcome] == ["done", "partial"]


# -- stopped before anything was held ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "order", "why"),
    [
        (4, Command.STOP, EndedWhy.DISCARDED),  # within get-ready
        (10.5, Command.STOP, EndedWhy.DISCARDED),  # half a second of the first hold
        (12, Command.STOP, EndedWhy.STOPPED),
        (4, Command.PAIN, EndedWhy.PAIN),  # what hurt is kept, held or not
        (10.5, Command.PAIN, EndedWhy.PAIN),
    ],
)
def test_a_session_in_which_nothing_was_held_is_not_kept(seconds: float, order: Command, why: EndedWhy) -> None:
    guided = Guided().run(seconds).say(order)
    assert guided.told(Ended)[-1].why is why


def test_seconds_held_before_keep_a_session_that_is_stopped_in_a_later_gap() -> None:
    assert Guided().run(42).say(Command.STOP).told(Ended)[-1].why is EndedWhy.STOPPED
