"""The night as an interval, whole or in blocks, as far as it has passed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from calfstretch.domain.moment import local_moment
from calfstretch.domain.night import Interval, blocks, is_short, same, whole_night

SATURDAY = date(2026, 11, 21)
MORNING = local_moment(datetime(2026, 11, 22, 9))


def clocks(intervals: list[Interval]) -> list[str]:
    return [f"{each.at.local:%d %H}-{each.until.local:%d %H:%M}" for each in intervals]


def test_the_blocks_fill_the_night_without_a_gap() -> None:
    found = blocks(SATURDAY, MORNING)
    assert clocks(found) == ["21 22-22 00:00", "22 00-22 02:00", "22 02-22 04:00", "22 04-22 07:00"]
    whole = whole_night(SATURDAY, MORNING)
    assert (found[0].at, found[-1].until) == (whole.at, whole.until)
    assert all(first.until == second.at for first, second in zip(found, found[1:], strict=False))


def test_in_the_night_itself_what_is_to_come_is_not_offered() -> None:
    now = local_moment(datetime(2026, 11, 22, 2, 30))
    assert clocks(blocks(SATURDAY, now)) == ["21 22-22 00:00", "22 00-22 02:00", "22 02-22 02:30"]
    assert whole_night(SATURDAY, now).until == now


def test_a_night_that_has_not_begun_has_no_blocks_and_does_not_end_before_it_begins() -> None:
    evening = local_moment(datetime(2026, 11, 21, 20))
    assert blocks(SATURDAY, evening) == []
    assert whole_night(SATURDAY, evening).until == whole_night(SATURDAY, evening).at


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 8), (date(2026, 10, 24), 10), (SATURDAY, 9)])
def test_the_night_the_clocks_change_is_as_long_as_it_was(day: date, hours: int) -> None:
    now = local_moment(datetime(2026, 12, 1, 9))
    found = blocks(day, now)
    assert sum(each.until.seconds_since(each.at) for each in found) == hours * 3600


def test_a_block_is_said_by_its_times_and_the_night_is_not() -> None:
    assert all(is_short(*each) for each in blocks(SATURDAY, MORNING))
    assert not is_short(*whole_night(SATURDAY, MORNING))


def test_an_interval_is_found_again() -> None:
    found = blocks(SATURDAY, MORNING)
    assert same(found, *found[2]) == 2
    assert same(found, found[2].at, None) is None
