"""What the guide says and counts, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calfstretch.domain.routine import BEFORE_BED, DAILY, Leg, LegOrder, Variant
from calfstretch.domain.session import Command
from calfstretch.domain.session_events import Answer, CueKind
from calfstretch.domain.session_view import GuideStep
from calfstretch.ui.guide.state import cue_word, end_of, held_line, shown
from tests.domain.guided import Guided

AT_S = {
    0: "LEFT leg. Hold on to something.",
    4: "LEFT leg: step forward.",
    7: "LEFT. Lift the toes, heel down.",
    10: "LEFT. Heel down, toes up. Hold.",
    40: "Swap legs. Now the RIGHT.",
    43: "RIGHT leg: step forward.",
    46: "RIGHT. Lift the toes, heel down.",
    48: "RIGHT. Heel down, toes up. Hold.",
}


@pytest.mark.parametrize("second", AT_S)
def test_every_step_has_its_sentence(second: int) -> None:
    assert shown(Guided().run(second).state).sentence.text == AT_S[second]


@pytest.mark.parametrize("variant", Variant)
def test_no_sentence_is_longer_than_twelve_words_and_every_step_names_the_leg_loudly(variant: Variant) -> None:
    session = Guided(replace(BEFORE_BED, variant=variant))
    steps = set()
    while session.phase != "ended":
        now = shown(session.state)
        steps.add(now.step)
        assert 2 <= len(now.sentence.text.split()) <= 12
        assert now.sentence.loud == ("LEFT" if now.leg is Leg.LEFT else "RIGHT")
        session.run(0.5)
    assert steps == set(GuideStep) - {GuideStep.DONE}


def test_the_first_step_is_always_to_hold_on_to_something() -> None:
    for order in LegOrder:
        first = shown(Guided(replace(DAILY, get_ready_s=1, leg_order=order)).state)
        assert first.step is GuideStep.SUPPORT
        assert "old on" in first.sentence.text


def test_heading_counts_rounds_and_the_total_falls() -> None:
    session = Guided(BEFORE_BED)
    assert shown(session.state).heading == "Before bed · round 1 of 3"
    assert shown(session.state).left_in_all == "4 min 14 s left in all"
    assert shown(session.run(110).state).heading == "Before bed · round 2 of 3"
    assert shown(Guided().state).heading == "Daily"


@pytest.mark.parametrize(
    ("second", "line"),
    [(0, "Next: hold left, 30 s"), (12, "Next: right leg"), (42, "Next: hold right, 30 s"), (50, "Then you are done")],
)
def test_what_comes_next_is_said(second: int, line: str) -> None:
    assert shown(Guided().run(second).state).next_line == line


def test_before_a_rest_the_rest_is_what_comes_next() -> None:
    assert shown(Guided(BEFORE_BED).run(60).state).next_line == "Next: rest, then left leg"


def test_bars_are_true_to_length_and_fill() -> None:
    session = Guided().run(25).say(Command.LONGER)
    bars = shown(session.state).bars
    assert [bar.target_s for bar in bars] == [35, 30]
    assert bars[0].held == pytest.approx(15 / 35)
    assert shown(session.state).current == 0
    assert shown(Guided().state).current is None


def test_the_line_to_safety_stands_in_get_ready_alone() -> None:
    session = Guided()
    assert shown(session.state).safety
    assert not shown(session.run(10).state).safety
    assert not shown(session.run(31).state).safety


def test_a_pause_is_said_in_the_large_sentence() -> None:
    now = shown(Guided().run(12).say(Command.PAUSE).state)
    assert (now.paused, now.sentence.text, now.digits) == (True, "Paused. LEFT leg", "28")


def test_sleep_asks_without_offering_to_count() -> None:
    question = shown(Guided().run(22).sleep(2400).state).question
    assert question is not None
    assert question.text == "The computer slept for 40 min."
    assert [answer for answer, _words in question.answers] == [Answer.REPEAT, Answer.FINISH, Answer.DISCARD]


def test_a_busy_computer_offers_to_count() -> None:
    question = shown(Guided().run(22).freeze(20).state).question
    assert question is not None
    assert question.text == "The app was busy for 20 s."
    assert Answer.COUNT in [answer for answer, _words in question.answers]


def test_the_end_says_what_was_held() -> None:
    assert end_of(Guided().run(80).state).title == "Done"
    assert held_line(Guided().run(80).state) == "Left 30 s, right 30 s."
    skipped = Guided().run(25).say(Command.NEXT).run(60).state
    assert (end_of(skipped).title, held_line(skipped)) == ("Kept what you held", "Left 15 s, right 30 s.")
    hurt = Guided().run(52).say(Command.PAIN).state
    assert (end_of(hurt).for_pain, held_line(hurt)) == (True, "Left 30 s, right 4 s.")
    assert held_line(Guided().run(22).say(Command.PAIN).state) == "Left 12 s."
    assert held_line(Guided().run(3).say(Command.PAIN).state) == "No hold begun."


def test_every_sound_has_a_word() -> None:
    assert len({cue_word(kind) for kind in CueKind}) == len(CueKind)
