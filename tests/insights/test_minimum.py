"""The lines drawn before looking: as the statistics notes have them."""

from __future__ import annotations

from calfstretch.insights import minimum
from calfstretch.insights.minimum import too_few_arrangements


def test_the_lines_are_those_of_the_statistics_notes() -> None:
    assert (minimum.MIN_DAYS, minimum.MIN_DAYS_IN_GROUP, minimum.MIN_EPISODES) == (42, 10, 10)
    assert (minimum.MIN_RUNS_IN_GROUP, minimum.MIN_RUNS_WITH_SPASM) == (10, 10)
    assert (minimum.MIN_COVERAGE, minimum.LEVEL, minimum.MIN_DAYS_EACH_SIDE) == (0.6, 0.02, 28)
    assert [minimum.FIRST_LOOK_DAY + minimum.LOOK_EVERY_DAYS * look for look in range(3)] == [56, 84, 112]


def test_six_notes_need_three_hundred_arrangements() -> None:
    assert too_few_arrangements(299, 6)
    assert not too_few_arrangements(300, 6)


def test_numbers_of_ten_years_of_windows_are_not_too_large() -> None:
    assert not too_few_arrangements(28**130, 12)
    assert too_few_arrangements(1, 1)
