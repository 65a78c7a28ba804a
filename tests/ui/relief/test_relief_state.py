"""What relief counts and says, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.episode import DurationBand
from calfstretch.domain.routine import Leg
from calfstretch.ui.relief.state import (
    Stopwatch,
    doubtful_line,
    eased_line,
    estimated_line,
    is_long,
    long_flag,
    seconds_line,
    sentence,
    toggled,
)


def test_the_stopwatch_counts_from_the_moment_of_the_cramp() -> None:
    watch = Stopwatch.started(12.5, 1000.0)
    assert (watch.elapsed_s(1000.0), watch.elapsed_s(1030.0)) == (12.5, 42.5)


def test_a_wall_clock_set_back_counts_as_no_time() -> None:
    watch = Stopwatch.started(-3600.0, 1000.0)
    assert (watch.elapsed_s(1000.0), watch.elapsed_s(990.0), watch.elapsed_s(1005.0)) == (0.0, 0.0, 5.0)


@pytest.mark.parametrize(("seconds", "is_flag"), [(0, False), (599.9, False), (600, True), (9000, True)])
def test_ten_minutes_are_long(seconds: float, is_flag: bool) -> None:
    assert is_long(seconds) is is_flag


def test_the_flag_keeps_its_fixed_words() -> None:
    assert long_flag() == (
        "Urgent: see a doctor or call an urgent care line the same day",
        "A spasm lasting more than 10 minutes that does not ease.",
    )


def test_seconds_are_whole_and_in_words() -> None:
    assert (seconds_line(38.9), seconds_line(65), eased_line(38.4)) == ("38 s", "1 min 5 s", "Eased after 38 s.")


def test_a_leg_said_twice_is_taken_back() -> None:
    assert toggled(None, Leg.LEFT) is Leg.LEFT
    assert toggled(Leg.LEFT, Leg.RIGHT) is Leg.RIGHT
    assert toggled(Leg.LEFT, Leg.LEFT) is None


def test_the_sentence_names_the_leg_once_it_is_known() -> None:
    assert "".join(sentence(None)) == "Stretch it gently. Breathe."
    assert sentence(Leg.RIGHT) == ("Stretch the ", "RIGHT", " leg. Breathe.")


@given(
    passed_s=st.floats(-1e6, 1e6),
    opened_s=st.floats(0, 1e7),
    steps=st.lists(st.floats(0, 4e4), max_size=20),
)
def test_the_stopwatch_never_goes_back_and_gains_what_the_clock_gains(
    passed_s: float, opened_s: float, steps: list[float]
) -> None:
    watch = Stopwatch.started(passed_s, opened_s)
    now_s, shown = opened_s, watch.elapsed_s(opened_s)
    assert shown == max(0.0, passed_s)
    for step in steps:
        now_s += step
        before, shown = shown, watch.elapsed_s(now_s)
        assert shown >= before >= 0
    assert shown == pytest.approx(max(0.0, passed_s) + (now_s - opened_s), abs=1e-6)


def test_a_long_time_asks_and_an_estimate_says_so() -> None:
    assert doubtful_line(25920) == "Eased after 7 h 12 min, or was it earlier?"
    assert estimated_line(DurationBand.FROM_1_TO_3) == "It eased. Estimated: 1–3 min."
    assert estimated_line(None) == "How long it lasted is not known."
