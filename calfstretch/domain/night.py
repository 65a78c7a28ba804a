"""A night without a false minute: the whole of it, or a block of it, as an interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from calfstretch.domain.moment import Moment, local_moment

NIGHT_FROM_H, NIGHT_TO_H = 22, 7
BLOCKS_H = (NIGHT_FROM_H, 24, 26, 28, 24 + NIGHT_TO_H)
"""Where one block of the night ends and the next begins, in hours as `hour_of` takes them. Product choice."""
SHORT_S = 4 * 3600
"""An interval up to this long is said by its times, a longer one as "some time that night". Product choice."""


class Interval(NamedTuple):
    """Some time from `at` to `until`."""

    at: Moment
    until: Moment


def whole_night(day: date, now: Moment) -> Interval:
    """The night that follows a diary day; of a night that is still going on the hours that have passed."""
    return _cut(_interval(day, BLOCKS_H[0], BLOCKS_H[-1]), now)


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


def hour_of(day: date, hour: int) -> Moment:
    """The moment at a local hour of a date, above 24 in the night that follows."""
    return local_moment(datetime.combine(day, time()) + timedelta(hours=hour))


def _interval(day: date, first_h: int, last_h: int) -> Interval:
    return Interval(hour_of(day, first_h), hour_of(day, last_h))


def _cut(interval: Interval, now: Moment) -> Interval:
    return interval if interval.until.utc <= now.utc else Interval(interval.at, max(interval.at, now, key=_utc))


def _utc(moment: Moment) -> datetime:
    return moment.utc
