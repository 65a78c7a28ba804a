"""Dispersion of counts: by hand, in pairs of weeks, and where nothing can be said."""

from __future__ import annotations

import numpy as np
import pytest

from calfstretch.insights.dispersion import pearson_dispersion, weekly_dispersion

_ONES = np.ones(28, dtype=np.int64)


def test_the_dispersion_of_two_groups_agrees_with_a_sum_by_hand() -> None:
    # with: 0 and 4 around 2; without: 1, 1, 4 around 2; 5 days less 2 groups
    y, x = np.array([0, 4, 1, 1, 4]), np.array([1, 1, 0, 0, 0])
    assert pearson_dispersion(y, x) == pytest.approx((4 / 2 + 4 / 2 + 1 / 2 + 1 / 2 + 4 / 2) / 3)


def test_days_that_are_not_known_are_left_out() -> None:
    y, x = np.array([0, -1, 4, 1, 1, 9, 4]), np.array([1, 1, 1, 0, 0, -1, 0])
    assert pearson_dispersion(y, x) == pytest.approx(7 / 3)


def test_a_group_without_spasms_adds_nothing() -> None:
    assert pearson_dispersion(np.array([0, 0, 1, 3]), np.array([1, 1, 0, 0])) == pytest.approx((1 / 2 + 1 / 2) / 2)


@pytest.mark.parametrize(
    ("y", "x"),
    [([0, 0, 0], [0, 1, 1]), ([1, 2, 3], [1, 1, 1]), ([1, 2], [0, 1]), ([-1, -1, -1], [0, 1, 1]), ([], [])],
    ids=["no spasms", "one group", "two days", "all unknown", "no days"],
)
def test_nothing_is_said_where_nothing_can_be(y: list[int], x: list[int]) -> None:
    assert pearson_dispersion(np.array(y, dtype=np.int64), np.array(x, dtype=np.int64)) is None


def test_equal_weeks_do_not_vary() -> None:
    assert weekly_dispersion(_ONES, 2 * _ONES) == 0.0


def test_weekly_counts_agree_with_a_sum_by_hand() -> None:
    before = np.zeros(14, dtype=np.int64)
    before[0] = 6  # 6 and 0 in two weeks, 3 expected in each
    after = np.zeros(14, dtype=np.int64)
    after[[1, 8, 9, 10]] = 1  # 1 and 3, 2 expected
    assert weekly_dispersion(before, after) == pytest.approx((9 / 3 * 2 + 1 / 2 * 2) / (4 - 2))


def test_weeks_are_counted_away_from_the_change_and_expected_by_their_known_days() -> None:
    before = np.array([2] + [0] * 7)  # a part week of one day, then the whole week before the change
    after = np.array([1, -1, -1, -1, -1, -1, -1] + [0] * 7)
    spread = (2 - 0.25) ** 2 / 0.25 + 1.75 + (1 - 0.125) ** 2 / 0.125 + 0.875
    assert weekly_dispersion(before, after) == pytest.approx(spread / (4 - 2))


def test_weeks_without_a_known_day_are_no_weeks() -> None:
    unknown = np.full(21, -1)
    before, after = np.array([0, 2] * 7), np.array([1, 0, 3, 0] * 5)
    assert weekly_dispersion(np.concatenate([unknown, before]), after) == weekly_dispersion(before, after)
    assert weekly_dispersion(unknown, after) is None
    assert weekly_dispersion(np.zeros(0, dtype=np.int64), after) is None
    assert weekly_dispersion(0 * _ONES, 0 * _ONES) is None
