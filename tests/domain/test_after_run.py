"""The times that go with a run, and which run is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from calfstretch.domain.after_run import times_of, to_ask_about
from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.doing import likely_context
from calfstretch.domain.episode import Context
from calfstretch.domain.moment import Moment, local_moment


def at(text: str) -> Moment:
    return local_moment(datetime.fromisoformat(f"2026-11-{text}"))


RUN = Activity(at=at("22T18:05"), kind=ActivityKind.RUN, minutes=52, origin_key="fit/1")


def names(now: str, run: Activity = RUN) -> list[Context]:
    return [each.context for each in times_of(run, at(now))]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("22T18:30", [Context.EXERCISING]),
        ("22T19:20", [Context.EXERCISING, Context.WITHIN_HOUR]),
        ("22T20:30", [Context.EXERCISING, Context.WITHIN_HOUR, Context.LATER_THAT_DAY]),
        ("23T08:00", [Context.EXERCISING, Context.WITHIN_HOUR, Context.LATER_THAT_DAY, Context.THAT_NIGHT]),
    ],
)
def test_what_has_not_begun_is_not_offered(now: str, wanted: list[Context]) -> None:
    assert names(now) == wanted


def test_an_interval_that_goes_on_ends_now() -> None:
    hour = times_of(RUN, at("22T19:20"))[1]
    assert (hour.at, hour.until) == (at("22T18:57"), at("22T19:20"))


def test_each_time_says_what_the_diary_speaks_for_inside_it() -> None:
    for each in times_of(RUN, at("23T08:00")):
        middle = each.at.later(each.until.seconds_since(each.at) / 2)
        if middle.local.hour < 4 or middle.local.hour >= 18:  # the night's second half is the next day's morning
            assert likely_context(middle, None, [RUN]) is each.context


def test_without_minutes_nothing_is_said_to_be_during_it() -> None:
    assert names("22T20:30", replace(RUN, minutes=None)) == [Context.WITHIN_HOUR, Context.LATER_THAT_DAY]


def test_a_run_into_the_night_has_no_later_that_day() -> None:
    late = replace(RUN, at=at("22T22:30"))
    assert names("23T08:00", late) == [Context.EXERCISING, Context.WITHIN_HOUR, Context.THAT_NIGHT]
    assert times_of(late, at("23T08:00"))[-1].at == at("23T00:22")


MORNING = replace(RUN, at=at("22T07:00"))


@pytest.mark.parametrize(
    ("activities", "now", "wanted"),
    [
        ([RUN], "22T19:00", RUN),
        ([RUN, MORNING], "22T19:00", RUN),
        ([RUN, MORNING], "22T12:00", MORNING),  # the other has not been
        ([RUN], "23T09:00", RUN),  # yesterday evening
        ([MORNING], "23T09:00", None),
        ([RUN], "24T09:00", None),
        ([replace(RUN, origin_key=None)], "22T19:00", None),  # typed
        ([replace(RUN, kind=ActivityKind.WALK)], "22T19:00", None),
        ([], "22T19:00", None),
    ],
)
def test_which_run_is_asked_about(activities: list[Activity], now: str, wanted: Activity | None) -> None:
    assert to_ask_about(activities, at(now)) is wanted
