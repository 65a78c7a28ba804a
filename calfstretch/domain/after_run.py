"""A spasm that goes with an activity: during it, within the hour, later that day, in the night after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from calfstretch.domain.day import DAY_START_H, EVENING_H, Activity, diary_day
from calfstretch.domain.doing import EXERCISE
from calfstretch.domain.episode import Context
from calfstretch.domain.moment import Moment
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H, hour_of

_HOUR_S = 3600.0


class Stretch(NamedTuple):
    """Some time that goes with an activity, as an interval without a false minute."""

    context: Context
    at: Moment
    until: Moment


def ended_at(activity: Activity) -> Moment:
    """When it was over; without minutes its begin is all that is known."""
    return activity.at.later((activity.minutes or 0) * 60)


def times_of(activity: Activity, now: Moment, day_start_h: int = DAY_START_H) -> list[Stretch]:
    """During it, within the hour after, later that day and the night after, as far as each has begun.

    What `likely_context` says of any moment inside them is the context each carries.
    """
    end, hour_later = ended_at(activity), ended_at(activity).later(_HOUR_S)
    day = diary_day(activity.at, day_start_h)
    evening, morning = hour_of(day, NIGHT_FROM_H), hour_of(day, 24 + NIGHT_TO_H)
    all_of_them = [
        Stretch(Context.EXERCISING, activity.at, end),
        Stretch(Context.WITHIN_HOUR, end, hour_later),
        Stretch(Context.LATER_THAT_DAY, hour_later, evening),
        Stretch(Context.THAT_NIGHT, max(hour_later, evening, key=lambda at: at.utc), morning),
    ]
    begun = [each for each in all_of_them if each.at.utc < min(now.utc, each.until.utc)]
    return [each if each.until.utc <= now.utc else each._replace(until=now) for each in begun]


def to_ask_about(activities: Iterable[Activity], now: Moment, day_start_h: int = DAY_START_H) -> Activity | None:
    """The latest activity out of a file that is of today, or of yesterday evening; None = there is none.

    Args:
        activities: of yesterday and today; others do not matter.
        day_start_h: the hour at which a diary day begins.
    """
    today = diary_day(now, day_start_h)

    def is_meant(activity: Activity) -> bool:
        if activity.origin_key is None or activity.kind not in EXERCISE or activity.at.utc > now.utc:
            return False
        ago = (today - activity.diary_day(day_start_h)).days
        return ago == 0 or (ago == 1 and ended_at(activity).local.hour >= EVENING_H)

    return max(filter(is_meant, activities), key=lambda each: each.at.utc, default=None)
