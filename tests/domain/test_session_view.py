"""What is shown of a session: honest digits, the ring, the bar, the sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from calfstretch.clock import Reading
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Routine
from calfstretch.domain.session import Command, Phase, advance, begin
from calfstretch.domain.session_events import Cue, Ended
from calfstretch.domain.session_view import (
    GuideStep,
    current_leg,
    current_round,
    current_step,
    fraction_left,
    held_s,
    next_step,
    remaining_s,
    segments,
    shown_seconds,
    step_of,
    total_left_s,
)
from tests.domain.guided import Guided


@pytest.mark.parametrize("origin_s", [0.0, 1000.1, 987654.321])
def test_ten_ticks_a_second_show_every_whole_second_once_and_no_other(origin_s: float) -> None:
    state, told = begin(DAILY, Reading(origin_s, origin_s))
    shown, events, lengths = [(state.phase, shown_seconds(state))], list(told), {}
    for tick in range(1, 790):
        now_s = origin_s + tick / 10
        state, told = advance(state, Reading(now_s, now_s))
        events += told
        shown.append((state.phase, shown_seconds(state)))
        lengths[shown[-1]] = lengths.get(shown[-1], 0) + 1
    digits = [number for (_, number), _ in groupby(shown)]
    down = [*range(10, 0, -1), *range(30, 0, -1), *range(8, 0, -1), *range(30, 0, -1), 0]
    assert digits == down
    assert all(9 <= lengths[key] <= 22 for key in lengths if key[0] is not Phase.ENDED)
    assert [e.kind.value for e in events if isinstance(e, Cue)] == ["ready", "go", "half", "swap", "go", "half", "done"]
    assert [e.at_s - origin_s for e in events if isinstance(e, Ended)] == pytest.approx([78.0], abs=1e-9)


def test_a_hold_begins_at_30_and_its_last_second_is_1() -> None:
    session = Guided().run(10)
    assert shown_seconds(session.state) == 30
    session.run(29.9, tick_s=0.1)
    assert (session.phase, shown_seconds(session.state)) == (Phase.HOLD, 1)


def test_digits_and_ring_stand_still_while_paused() -> None:
    session = Guided().run(22.5).say(Command.PAUSE)
    before = (shown_seconds(session.state), fraction_left(session.state), total_left_s(session.state))
    session.run(99)
    assert before == (shown_seconds(session.state), fraction_left(session.state), total_left_s(session.state))
    assert before == (18, 17.5 / 30, 56)


def test_total_left_falls_with_the_seconds_and_is_78_at_first() -> None:
    session = Guided()
    lefts = [total_left_s(session.state)]
    for _ in range(78):
        lefts.append(total_left_s(session.run(1).state))
    assert lefts == list(range(78, -1, -1))


def test_total_left_counts_the_lengthened_hold_and_swaps() -> None:
    session = Guided(BEFORE_BED).run(12).say(Command.LONGER)
    assert total_left_s(session.state) == 254 - 12 + 5
    session = Guided(BEFORE_BED).run(41).say(Command.LONGER)
    assert total_left_s(session.state) == 254 - 41 + 3 * 5


def test_what_comes_next_goes_through_the_plan_to_the_end() -> None:
    session, told = Guided(), []
    for seconds in (0, 10, 30, 8, 30):
        step = next_step(session.run(seconds).state)
        told.append(f"{step.kind.value} {step.leg.value}" if step else None)
    assert told == ["hold left", "swap right", "hold right", None, None]


def test_leg_and_round_are_of_the_hold_at_hand_or_to_come() -> None:
    session = Guided(BEFORE_BED).run(41)
    assert (current_leg(session.state).value, current_round(session.state)) == ("right", 1)
    session.run(40)
    assert (current_leg(session.state).value, current_round(session.state)) == ("left", 2)


def test_segments_are_true_to_length_and_fill_as_it_goes() -> None:
    session = Guided().run(25)
    assert [(s.kind.value, s.length_s, s.fraction_done) for s in segments(session.state)] == [
        ("hold", 30, 0.5),
        ("swap", 8, 0.0),
        ("hold", 30, 0.0),
    ]
    assert [s.fraction_done for s in segments(session.run(19).state)] == [1.0, 0.5, 0.0]
    assert [s.fraction_done for s in segments(session.run(99).state)] == [1.0, 1.0, 1.0]


def test_a_skipped_hold_stays_half_filled() -> None:
    session = Guided().run(25).say(Command.NEXT).run(60)
    assert [s.fraction_done for s in segments(session.state)] == [0.5, 1.0, 1.0]


def test_a_repeated_hold_fills_from_its_beginning() -> None:
    session = Guided().run(25).say(Command.AGAIN).run(3)
    assert segments(session.state)[0].fraction_done == pytest.approx(0.1)


def test_held_seconds_count_every_attempt_and_the_running_one() -> None:
    assert held_s(Guided().run(25).say(Command.AGAIN).run(3).state) == 18


def sentences(session: Guided, seconds: int) -> list[str]:
    return [step_of(session.run(1).state).value for _ in range(seconds)]


def test_get_ready_leads_from_the_support_to_the_lifted_toes() -> None:
    session = Guided()
    assert step_of(session.state) is GuideStep.SUPPORT
    told = [key for key, _ in groupby(sentences(session, 10))]
    assert told == ["support", "step_forward", "lift_toes", "hold"]


def test_the_swap_is_a_step_with_the_other_leg() -> None:
    told = [key for key, _ in groupby(sentences(Guided().run(40), 8))]
    assert told == ["swap", "step_forward", "lift_toes", "hold"]


def test_a_rest_ends_with_the_way_into_the_stance() -> None:
    told = [(key, len(list(group))) for key, group in groupby(sentences(Guided(BEFORE_BED).run(78), 20))]
    assert told == [("rest", 14), ("step_forward", 3), ("lift_toes", 2), ("hold", 1)]


@pytest.mark.parametrize("length_s", [1, 2, 3])
def test_the_support_is_named_first_in_the_shortest_get_ready(length_s: int) -> None:
    assert step_of(Guided(replace(DAILY, get_ready_s=length_s)).run(0.5).state) is GuideStep.SUPPORT


def test_the_sentence_stays_while_paused_and_asked() -> None:
    session = Guided().run(25).say(Command.PAUSE)
    assert step_of(session.state) is GuideStep.HOLD
    assert step_of(session.say(Command.RESUME).freeze(9).state) is GuideStep.HOLD


def test_after_the_end_nothing_is_left() -> None:
    state = Guided(Routine("x", leg_order=LegOrder.LEFT_ONLY)).run(60).state
    assert (shown_seconds(state), total_left_s(state), fraction_left(state), remaining_s(state)) == (0, 0, 0, 0)
    assert (next_step(state), current_step(state), step_of(state)) == (None, None, GuideStep.DONE)


def test_a_gap_shortened_to_nothing_while_paused_can_be_shown() -> None:
    session = Guided().say(Command.PAUSE).say(Command.SHORTER).say(Command.SHORTER)
    assert (fraction_left(session.state), shown_seconds(session.state)) == (0.0, 1)
