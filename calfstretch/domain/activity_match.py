"""Whether two records of an activity are of the same one: two formats, two devices, or a file and a typed entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from calfstretch.domain.day import Activity, ActivityKind

# The same race as FIT, TCX and a service's table agrees within these; moving time does not, so it is not compared.
# Source: activity formats, section 3.
START_S = 120.0
ELAPSED_SHARE = 0.01
DISTANCE_SHARE = 0.02
_LEAST_ELAPSED_S = 2.0  # whole seconds on both sides, rounded differently
_LEAST_DISTANCE_M = 20.0  # of a short one a receiver's first fix is more than its share
_ALONE_START_S = 5.0


class Traits(NamedTuple):
    """What recognises an activity.

    Args:
        start: aware.
        elapsed_s: with pauses; None = not known.
        distance_m: None = not known.
    """

    start: datetime
    elapsed_s: float | None
    distance_m: float | None
    kind: ActivityKind


def traits(activity: Activity) -> Traits:
    """Of an entry of the diary; a distance of 0 says nothing."""
    elapsed_s = None if not activity.minutes else activity.minutes * 60
    return Traits(activity.at.utc, elapsed_s, activity.distance_m or None, activity.kind)


def same_activity(one: Traits, other: Traits) -> bool:
    """Whether both are records of one activity.

    The start within two minutes, the elapsed time within 1 %, the distance within 2 %. What one side does not know
    speaks for nothing; where neither time nor distance can be compared the start has to be within seconds, and the
    kind the same.
    """
    apart_s = abs((one.start - other.start).total_seconds())
    if apart_s > START_S:
        return False
    agreed = [
        _near(one.elapsed_s, other.elapsed_s, ELAPSED_SHARE, _LEAST_ELAPSED_S),
        _near(one.distance_m, other.distance_m, DISTANCE_SHARE, _LEAST_DISTANCE_M),
    ]
    if False in agreed:
        return False
    return True in agreed or (apart_s <= _ALONE_START_S and _kinds_agree(one, other))


def _near(one: float | None, other: float | None, share: float, least: float) -> bool | None:
    """None = one of them is not known."""
    if one is None or other is None:
        return None
    return abs(one - other) <= max(share * max(one, other), least)


def _kinds_agree(one: Traits, other: Traits) -> bool:
    return one.kind is other.kind or ActivityKind.OTHER in (one.kind, other.kind)


def is_typed_one(typed: Traits, found: Traits) -> bool:
    """Whether an entry typed by hand is of the activity of a file: the same kind, at the same time.

    Typed starts are rough, so that any overlap will do; where no minutes were typed its moment has to lie inside.
    """
    if typed.kind is not found.kind:
        return False
    begin = (typed.start - found.start).total_seconds()
    end = begin + (typed.elapsed_s or 0.0)
    # the minute in which it was typed counts as a whole one
    return begin < max(found.elapsed_s or 0.0, 60.0) and end > -60.0


def nearest(wanted: Traits, among: Sequence[Traits]) -> int | None:
    """The place of the one whose start is nearest; None = there is none."""
    if not among:
        return None
    return min(range(len(among)), key=lambda place: abs((among[place].start - wanted.start).total_seconds()))
