"""What somebody was probably doing when a calf cramped, from the time of day and the activities of that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calfstretch.domain.day import DAY_START_H, NOON_H, Activity, ActivityKind, diary_day
from calfstretch.domain.episode import Context
from calfstretch.domain.moment import Moment
from calfstretch.domain.night import NIGHT_FROM_H

# Calf work that is spoken of afterwards as "after exercise". Product choice.
EXERCISE = frozenset({ActivityKind.RUN, ActivityKind.RIDE, ActivityKind.SWIM, ActivityKind.HIKE, ActivityKind.STRENGTH})
_MEANWHILE = {
    ActivityKind.WALK: Context.WALKING,
    ActivityKind.STAIRS: Context.ON_FEET,
    ActivityKind.STANDING: Context.ON_FEET,
} | dict.fromkeys(EXERCISE, Context.EXERCISING)
_HOUR_S = 3600.0
_WHOLE_DAY_S = 22 * 3600


def likely_context(
    at: Moment, until: Moment | None, activities: Sequence[Activity], day_start_h: int = DAY_START_H
) -> Context | None:
    """What the diary speaks for; a suggestion, never an answer. None = nothing.

    In this order: in the middle of an activity; within an hour after exercise; in the night after, or later on, a day
    with exercise; asleep in the hours after midnight. After the day's begin no moment is taken for sleep: "asleep"
    would move the episode to another day unasked. An interval of the night was not watched by anybody awake.

    Args:
        at: when it began, or where the interval begins.
        until: end of the interval; None = a moment.
        activities: of the day before, that day and the next; others do not matter.
        day_start_h: the hour at which a diary day begins.

    Source: the contexts of the data model; document A (during or soon after activity; clinical facts, section 5).
    """
    if until is not None:
        return _of_interval(at, until, activities, day_start_h)
    running = next((each for each in activities if _during(each, at) and each.kind in _MEANWHILE), None)
    if running is not None:
        return _MEANWHILE[running.kind]
    since = [at.seconds_since(_end(each)) for each in _exercise(activities)]
    if any(0 <= seconds <= _HOUR_S for seconds in since):
        return Context.WITHIN_HOUR
    hour = at.local.hour
    if _trained_before(at, activities, day_start_h):
        in_night = hour >= NIGHT_FROM_H or hour < day_start_h
        return Context.THAT_NIGHT if in_night else Context.LATER_THAT_DAY
    return Context.ASLEEP if hour < day_start_h else None


def _of_interval(at: Moment, until: Moment, activities: Sequence[Activity], day_start_h: int) -> Context | None:
    begin, end = at.local, until.local
    if (
        until.seconds_since(at) >= _WHOLE_DAY_S
        or NOON_H <= begin.hour < NIGHT_FROM_H
        or end.hour >= NOON_H > begin.hour
    ):
        return None
    if day_start_h <= begin.hour < NOON_H:
        # Said to be in the night: asleep carries it back to the day before, where the night belongs.
        return Context.ASLEEP
    if _trained_before(at, activities, day_start_h):
        return Context.THAT_NIGHT
    after_midnight = begin.hour < NOON_H or (end.date() > begin.date() and end.hour > 0)
    return Context.ASLEEP if after_midnight else None


def _exercise(activities: Iterable[Activity]) -> list[Activity]:
    return [each for each in activities if each.kind in EXERCISE]


def _trained_before(at: Moment, activities: Sequence[Activity], day_start_h: int) -> bool:
    day = diary_day(at, day_start_h)
    return any(each.diary_day(day_start_h) == day and _end(each).utc <= at.utc for each in _exercise(activities))


def _end(activity: Activity) -> Moment:
    """Without minutes its begin is all that is known."""
    return activity.at.later((activity.minutes or 0) * 60)


def _during(activity: Activity, at: Moment) -> bool:
    return activity.minutes is not None and activity.at.utc <= at.utc < _end(activity).utc
