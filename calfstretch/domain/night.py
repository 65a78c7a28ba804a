"""A night without a false minute: the whole of it, or a block of it, as an interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from calfstretch.domain.moment import Moment, local_moment

NIGHT_FROM_H, NIGHT_TO_H = 22, 7
BLOCKS_H = (22, 0, 2, 4, NIGHT_TO_H)
"""Where one block of the night ends and the next begins, hours of the clock. Product choice."""
SHORT_S = 4 * 3600
"""An interval up to this long is said by its times, a longer one as "some time that night". Product choice."""


class Interval(NamedTuple):
    """Some time from `at` to `until`."""

    at: Moment
    until: Moment


def whole_night(day: date, now: Moment) -> Interval:
    """The night that follows a diary day; of a night that is still going on the hours that have passed."""
    return _cut(_interval(day, NIGHT_FROM_H, NIGHT_TO_H), now)


def blocks(day: date, now: Moment) -> list[Interval]:
    """The blocks of the night that follows a diary day, as far as they have begun; the last may still be going on."""
    found = [_interval(day, first, last) for first, last in zip(BLOCKS_H, BLOCKS_H[1:], strict=False)]
    return [_cut(block, now) for block in found if block.at.utc < min(now.utc, block.until.utc)]


def is_short(at: Moment, until: Moment) -> bool:
    """Whether an interval is said by its times."""
    return until.seconds_since(at) <= SHORT_S


def same(intervals: Sequence[Interval], at: Moment, until: Moment | None) -> int | None:
    """Which of the intervals this is; None = none of them."""
    return next((number for number, each in enumerate(intervals) if each == (at, until)), None)


def _interval(day: date, first_h: int, last_h: int) -> Interval:
    return Interval(_at(day, first_h), _at(day, last_h if last_h else 24))


def _at(day: date, hour: int) -> Moment:
    # What is before noon, and midnight itself, lies in the morning that follows.
    later = hour < 12 or hour == 24
    return local_moment(datetime.combine(day + timedelta(days=later), time(hour % 24)))


def _cut(interval: Interval, now: Moment) -> Interval:
    return interval if interval.until.utc <= now.utc else Interval(interval.at, max(interval.at, now, key=_utc))


def _utc(moment: Moment) -> datetime:
    return moment.utc
