"""What the diary speaks for: a table of moments and activities."""

from __future__ import annotations

from datetime import datetime

import pytest

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.doing import EXERCISE, likely_context
from calfstretch.domain.episode import Context
from calfstretch.domain.moment import local_moment


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}")


def did(kind: str, begin: str, minutes: float | None = 60) -> Activity:
    return Activity(at=local_moment(at(begin)), kind=ActivityKind(kind), minutes=minutes)


RUN = did("run", "21T17:00")
MORNING_RUN = did("run", "21T07:00", 45)


@pytest.mark.parametrize(
    ("moment", "activities", "wanted"),
    [
        # the time of day alone
        ("22T02:14", [], Context.ASLEEP),
        ("22T03:59", [], Context.ASLEEP),
        ("22T04:00", [], None),
        ("22T09:00", [], None),
        ("21T23:30", [], None),
        # in the middle of it
        ("21T17:30", [RUN], Context.EXERCISING),
        ("21T17:00", [RUN], Context.EXERCISING),
        ("21T10:10", [did("walk", "21T10:00", 30)], Context.WALKING),
        ("21T10:10", [did("standing", "21T10:00", 30)], Context.ON_FEET),
        ("21T10:10", [did("stairs", "21T10:00", 30)], Context.ON_FEET),
        ("21T10:10", [did("other", "21T10:00", 30)], None),
        # within the hour after
        ("21T18:00", [RUN], Context.WITHIN_HOUR),
        ("21T19:00", [RUN], Context.WITHIN_HOUR),
        ("21T17:40", [did("run", "21T17:00", None)], Context.WITHIN_HOUR),
        ("22T00:20", [did("run", "21T23:00")], Context.WITHIN_HOUR),
        ("22T04:20", [did("run", "22T03:00")], Context.WITHIN_HOUR),
        # later on that day
        ("21T19:01", [RUN], Context.LATER_THAT_DAY),
        ("21T21:59", [RUN], Context.LATER_THAT_DAY),
        ("21T12:00", [MORNING_RUN], Context.LATER_THAT_DAY),
        # the night after
        ("21T22:00", [RUN], Context.THAT_NIGHT),
        ("22T02:14", [RUN], Context.THAT_NIGHT),
        ("22T02:14", [did("hike", "21T09:00", 300)], Context.THAT_NIGHT),
        # not before it, not of another day, not after a walk
        ("21T16:00", [RUN], None),
        ("22T09:00", [RUN], None),
        ("22T05:00", [RUN], None),
        ("23T02:14", [RUN], Context.ASLEEP),
        ("22T02:14", [did("walk", "21T17:00")], Context.ASLEEP),
        ("22T02:14", [did("run", "22T07:00")], Context.ASLEEP),
        # the activity that goes on comes before the one that ended
        ("21T18:10", [RUN, did("walk", "21T18:05", 20)], Context.WALKING),
    ],
)
def test_a_moment_speaks_for(moment: str, activities: list[Activity], wanted: Context | None) -> None:
    assert likely_context(local_moment(at(moment)), None, activities, 4) is wanted


@pytest.mark.parametrize(
    ("begin", "end", "activities", "wanted"),
    [
        ("21T22:00", "22T07:00", [], Context.ASLEEP),
        ("21T22:00", "22T07:00", [RUN], Context.THAT_NIGHT),
        ("21T22:00", "22T00:00", [], None),
        ("21T22:00", "22T00:00", [RUN], Context.THAT_NIGHT),
        ("22T02:00", "22T04:00", [], Context.ASLEEP),
        ("22T02:00", "22T04:00", [RUN], Context.THAT_NIGHT),
        # from the day's begin on sleep alone carries it back to the night's own day
        ("22T04:00", "22T07:00", [RUN], Context.ASLEEP),
        # some time that day
        ("21T04:00", "22T04:00", [RUN], None),
        ("21T14:00", "21T16:00", [MORNING_RUN], None),
        ("21T09:00", "21T13:00", [], None),
    ],
)
def test_an_interval_speaks_for(begin: str, end: str, activities: list[Activity], wanted: Context | None) -> None:
    assert likely_context(local_moment(at(begin)), local_moment(at(end)), activities, 4) is wanted


def test_another_begin_of_the_day_moves_the_night() -> None:
    assert likely_context(local_moment(at("22T05:30")), None, [], 6) is Context.ASLEEP
    assert likely_context(local_moment(at("22T05:30")), None, [RUN], 6) is Context.THAT_NIGHT
    assert likely_context(local_moment(at("22T01:00")), None, [], 0) is None


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_every_kind_has_an_answer_in_its_middle_or_none(kind: ActivityKind) -> None:
    found = likely_context(local_moment(at("21T12:30")), None, [did(kind, "21T12:00")], 4)
    assert (found is Context.EXERCISING) == (kind in EXERCISE)
