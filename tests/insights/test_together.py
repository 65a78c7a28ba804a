"""Notes that fall together are said to; others are not."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.together import Together, pair, together, together_words


def _codes(text: str) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """One letter a day: y, n, and ? for unknown."""
    return np.array([{"y": 1, "n": 0, "?": -1}[letter] for letter in text], dtype=np.int8)


def test_a_pair_counts_days_on_which_both_are_known() -> None:
    assert pair("a", _codes("yyn?yn"), "b", _codes("yn?yyn")) == Together("a", "b", 4, 3, 2, 3)


def test_eight_of_ten_days_with_either_are_together_and_seven_are_not() -> None:
    hot = _codes("y" * 10 + "n" * 30)
    assert [each.share for each in together({"hot": hot, "run": _codes("y" * 8 + "n" * 32)})] == [0.8]
    assert together({"hot": hot, "run": _codes("y" * 7 + "n" * 33)}) == []


def test_nine_days_with_either_say_nothing() -> None:
    nine = _codes("y" * 9 + "n" * 31)
    assert together({"hot": nine, "run": nine}) == []


def test_notes_that_are_both_mostly_absent_do_not_fall_together() -> None:
    """They agree on nearly all days; what counts are the days with either."""
    a, b = _codes("y" * 10 + "n" * 190), _codes("n" * 190 + "y" * 10)
    assert pair("a", a, "b", b).agree == 180
    assert together({"a": a, "b": b}) == []


def test_unknown_days_do_not_count_as_no() -> None:
    a = _codes("y" * 20)
    assert together({"a": a, "b": _codes("y" * 12 + "?" * 8)})[0].share == 1.0


def test_the_closest_pair_comes_first() -> None:
    found = together(
        {"a": _codes("y" * 20 + "n" * 5), "b": _codes("y" * 17 + "n" * 8), "c": _codes("y" * 19 + "n" * 6)}
    )
    assert [(each.first, each.second) for each in found] == [("a", "c"), ("b", "c"), ("a", "b")]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1])), max_size=60))
def test_order_of_days_and_of_the_two_notes_make_no_difference(days: list[tuple[int, int]]) -> None:
    a, b = (np.array([day[n] for day in days], dtype=np.int8) for n in (0, 1))
    one, other = pair("a", a, "b", b), pair("b", b[::-1], "a", a[::-1])
    assert one[2:] == other[2:]
    assert one.both <= one.either <= one.known and 0 <= one.share <= 1


def test_the_sentence_rounds_the_share_down() -> None:
    found = Together("hot_day", "run", 100, 47, 40, 90)
    assert together_words(found, "hot days", "days with a run") == (
        "Hot days and days with a run fall together on 85 % of the days with either: your diary cannot tell them apart."
    )
    assert "of the runs with either" in together_words(found, "longer runs", "harder runs", runs=True)
