"""The axis of ratios: doublings are alike, and what leaves it is said by an arrow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.ui.insights.goes_with.axis import HIGHEST, LOWEST, TICKS, marks, place


def test_every_doubling_is_as_far_as_the_other() -> None:
    places = [place(ratio) for ratio, _words in TICKS]
    steps = [after - before for before, after in zip(places, places[1:], strict=False)]
    assert steps == pytest.approx([steps[0]] * 3)
    assert 0 < places[0] < places[-1] < 1


def test_a_range_inside_has_a_dot_and_no_arrows() -> None:
    found = marks(2.1, 1.1, 3.9)
    assert found is not None and found.dot is not None
    assert found.low < found.dot < found.high
    assert (found.leaves_low, found.leaves_high) == (False, False)
    assert found.low > place(1.0)


def test_a_range_without_an_upper_bound_goes_on_to_the_right() -> None:
    found = marks(None, 3.2, None)
    assert found is not None
    assert (found.dot, found.high, found.leaves_low, found.leaves_high) == (None, 1.0, False, True)


def test_a_range_from_0_goes_on_to_the_left_and_a_ratio_of_0_has_no_dot() -> None:
    found = marks(0.0, 0.0, 0.6)
    assert found is not None
    assert (found.dot, found.low, found.leaves_low, found.leaves_high) == (None, 0.0, True, False)


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    assert marks(None, None, None) is None


@settings(max_examples=50)
@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1000))
def test_whatever_the_range_all_of_it_lies_on_the_axis(a: float, b: float, c: float) -> None:
    low, ratio, high = sorted((a, b, c))
    found = marks(ratio, low, high)
    assert found is not None
    assert 0 <= found.low <= found.high <= 1
    assert found.leaves_low == (low < LOWEST) and found.leaves_high == (high > HIGHEST)
    assert found.dot is None or 0 <= found.dot <= 1
