"""Windows: nearly equal, consecutive; counts know nothing of unknown days; the ratio inside them."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.windows import (
    UNDEFINED,
    WindowCounts,
    count,
    count_groups,
    count_windows,
    lagged,
    split,
    window_of_day,
    windowed_ratio,
    windowed_share_ratio,
)

_ROWS = st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 1)), min_size=1, max_size=120)


def _table(*windows: tuple[int, int, int, int]) -> WindowCounts:
    return WindowCounts(*(np.array(column) for column in zip(*windows, strict=True)))


@pytest.mark.parametrize("days", [1, 13, 41, 42, 56, 69, 70, 168, 3653])
def test_windows_are_those_of_numpys_array_split(days: int) -> None:
    windows = split(days)
    assert len(windows) == max(1, int(days / 28 + 0.5))
    parts = [list(part) for part in np.array_split(np.arange(days), len(windows))]
    assert [list(range(days)[window]) for window in windows] == parts
    assert [list(np.flatnonzero(window_of_day(days) == number)) for number in range(len(windows))] == parts


def test_no_days_are_one_empty_window() -> None:
    assert split(0) == [slice(0, 0)]
    nothing = np.zeros(0, dtype=np.int64)
    assert count(nothing, nothing) == (0, 0, 0, 0)
    assert windowed_ratio(count_windows(nothing, nothing)) == UNDEFINED


@settings(max_examples=50)
@given(rows=_ROWS, places=st.lists(st.integers(0, 120), max_size=10), note=st.integers(-1, 1))
def test_days_that_are_not_known_change_no_count(rows: list[tuple[int, int]], places: list[int], note: int) -> None:
    more = list(rows)
    for number, place in enumerate(places):
        more.insert(place, (-1, note) if number % 2 else (3, -1))
    assert count(*np.array(rows).T) == count(*np.array(more).T)


@settings(max_examples=50)
@given(rows=_ROWS)
def test_the_windows_hold_what_the_whole_holds_and_what_a_count_by_hand_gives(rows: list[tuple[int, int]]) -> None:
    y, x = np.array(rows).T
    table = count_windows(y, x, split(len(y), 7))
    by_hand = [
        sum(spasms if episodes else 1 for spasms, note in rows if spasms >= 0 and note == group)
        for group in (1, 0)
        for episodes in (True, False)
    ]
    assert list(table.whole()) == list(count(y, x)) == by_hand
    grouped = count_groups(y, x, window_of_day(len(y), 7), len(split(len(y), 7)))
    assert [column.tolist() for column in grouped] == [column.tolist() for column in table]


@settings(max_examples=50)
@given(rows=_ROWS)
def test_a_note_turned_round_gives_the_inverse_ratio_and_mirrored_limits(rows: list[tuple[int, int]]) -> None:
    y, x = np.array(rows).T
    turned = np.where(x < 0, -1, 1 - x)
    for ratio, outcome in ((windowed_ratio, y), (windowed_share_ratio, np.minimum(y, 1))):
        one, other = (ratio(count_windows(outcome, note, split(len(y), 14)), 1.7) for note in (x, turned))
        if one.ratio is None or one.low is None or one.high is None:
            assert one == other == UNDEFINED
        else:
            assert other == pytest.approx((1 / one.ratio, 1 / one.high, 1 / one.low, one.log_variance))
            assert one.low < one.ratio < one.high


def test_small_integers_are_counted_without_running_over() -> None:
    y, x = np.full(200, 100, dtype=np.int8), np.array([0, 1] * 100, dtype=np.int8)
    assert count(y, x) == (10000, 100, 10000, 100)
    assert count_groups(y, x, np.zeros(200, dtype=np.int8), 1).whole() == (10000, 100, 10000, 100)


def test_a_lag_moves_the_note_to_later_days_and_leaves_the_first_unknown() -> None:
    x = np.array([0, 1, -1, 1])
    assert lagged(x, 0).tolist() == [0, 1, -1, 1]
    assert lagged(x, 1).tolist() == [-1, 0, 1, -1]
    assert lagged(x, 9).tolist() == [-1, -1, -1, -1]


def test_one_window_gives_the_plain_ratio() -> None:
    found = windowed_ratio(_table((14, 22, 9, 41)))
    assert found.ratio == pytest.approx((14 / 22) / (9 / 41))
    assert found.log_variance == pytest.approx(1 / 14 + 1 / 9)


def test_a_window_that_cannot_compare_changes_nothing() -> None:
    some = ((5, 9, 4, 19), (3, 10, 2, 17))
    assert windowed_ratio(_table(*some, (0, 0, 6, 20), (7, 11, 0, 0), (0, 0, 0, 0))) == windowed_ratio(_table(*some))


def test_the_design_effect_widens_by_its_root() -> None:
    table = _table((5, 9, 4, 19), (3, 10, 2, 17))
    found, wide = windowed_ratio(table), windowed_ratio(table, 4.0)
    assert found.ratio and found.low and wide.low and found.high and wide.high
    assert wide.ratio == found.ratio
    assert log(wide.ratio / wide.low) == pytest.approx(2 * log(found.ratio / found.low))
    assert log(wide.high / wide.ratio) == pytest.approx(2 * log(found.high / found.ratio))


def test_a_vast_design_effect_breaks_nothing() -> None:
    found = windowed_ratio(_table((5, 9, 4, 19)), 1e9)
    assert found.low is not None and found.high is not None
    assert found.low < 1e-100 and 1e100 < found.high < float("inf")


@pytest.mark.parametrize(
    "window",
    [(0, 12, 6, 16), (6, 12, 0, 16), (0, 12, 0, 16), (6, 28, 0, 0), (0, 0, 0, 0)],
    ids=["none with", "none without", "no spasms", "one group", "all unknown"],
)
def test_where_a_sum_is_zero_the_windowed_ratio_is_undefined(window: tuple[int, int, int, int]) -> None:
    assert windowed_ratio(_table(window)) == windowed_share_ratio(_table(window)) == UNDEFINED


def test_the_ratio_of_shares_agrees_with_a_sum_by_hand() -> None:
    # 3 of 5 longer runs and 2 of 6 shorter ones, then 4 of 6 and 1 of 5; all 11 runs of each window.
    found = windowed_share_ratio(_table((3, 5, 2, 6), (4, 6, 1, 5)), 1.5)
    above, below = 3 * 6 / 11 + 4 * 5 / 11, 2 * 5 / 11 + 1 * 6 / 11
    spread = (5 * 5 * 6 - 3 * 2 * 11) / 121 + (5 * 6 * 5 - 4 * 1 * 11) / 121
    variance = spread / (above * below)
    reach = 1.959963985 * sqrt(1.5 * variance)
    wanted = (above / below, above / below * exp(-reach), above / below * exp(reach), variance)
    assert found == pytest.approx(wanted)


def test_shares_vary_less_than_rates() -> None:
    table = _table((3, 5, 2, 6), (4, 6, 1, 5))
    shares, rates = windowed_share_ratio(table), windowed_ratio(table)
    assert shares.ratio == rates.ratio
    assert shares.log_variance and rates.log_variance and shares.log_variance < rates.log_variance


def test_a_spasm_on_every_run_leaves_no_width_and_so_no_interval() -> None:
    assert windowed_share_ratio(_table((5, 5, 6, 6), (0, 4, 0, 6))) == UNDEFINED
