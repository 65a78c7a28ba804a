"""Days to an answer: what is missing, and about when there is enough at the pace of late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from calfstretch.domain.exposures import RUN_EXPOSURES, Exposure
from calfstretch.insights.comparison import Comparison, Counts, Status
from calfstretch.insights.days_to_answer import Answer, answer_words, answers, days_needed
from calfstretch.insights.look import so_far
from tests.insights.made_up import START, Day, Plan, Spasm, facts, made_up

TAG = Exposure("tag:Garden work", name="Garden work")
HALF = Counts(episodes_with=10, units_with=14, episodes_without=10, units_without=14, known_days=28, asked_days=28)
"""Of 28 days every one is noted, a half of them with a yes."""


def days(late: Counts = HALF, late_days: int = 28, exposure: Exposure = TAG, **said: Any) -> int | None:
    made = Comparison(exposure=exposure, status=Status.NOT_ENOUGH, counts=replace(HALF, **said))
    return days_needed(made, late, late_days)


def test_days_that_lack_come_one_a_day() -> None:
    assert days() == 42 - 28


def test_half_as_many_noted_days_take_twice_as_long() -> None:
    assert days(late_days=56) == 2 * (42 - 28)


def test_the_slowest_decides() -> None:
    # the yes comes on one day in 14: 8 more take 112 days
    late = replace(HALF, units_with=2, units_without=26)
    assert days(late, units_with=2, units_without=26) == 8 * 14


def test_spasms_can_be_what_lacks() -> None:
    late = replace(HALF, episodes_with=1, episodes_without=0)
    assert days(late, units_with=30, units_without=30, episodes_with=4, episodes_without=1) == 5 * 28


@pytest.mark.parametrize("group", ["units_with", "units_without"])
def test_what_never_comes_cannot_be_said(group: str) -> None:
    late = replace(HALF, **{group: 0})
    assert days(late, **{group: 3}) is None


def test_what_is_there_needs_no_pace() -> None:
    late = replace(HALF, units_with=0)
    assert days(late, units_with=20, units_without=30) == 0


def test_check_ins_catch_up() -> None:
    # 40 of 100 known; from now on every day is: (40 + d) / (100 + d) = 0.6 after 50 days
    assert days(units_with=30, units_without=30, known_days=40, asked_days=100) == 50


def test_check_ins_that_stay_rare_never_catch_up() -> None:
    late = replace(HALF, known_days=14)
    assert days(late, units_with=30, units_without=30, known_days=40, asked_days=100) is None


def test_runs_have_minimums_of_their_own() -> None:
    late = Counts(episodes_with=2, units_with=4, episodes_without=2, units_without=4, known_days=28, asked_days=28)
    run = RUN_EXPOSURES[0]
    assert days(late, exposure=run, units_with=10, units_without=10, episodes_with=5, episodes_without=5) == 0
    assert days(late, exposure=run, units_with=9, units_without=10, episodes_with=5, episodes_without=5) == 7


def test_runs_in_too_few_orders_have_no_date() -> None:
    made = Comparison(exposure=RUN_EXPOSURES[0], status=Status.NOT_ENOUGH, counts=HALF, too_few_orders=True)
    assert days_needed(made, HALF, 28) is None


def test_an_answer_waits_for_a_look() -> None:
    noted = tuple(
        Day(items={"heels": "yes" if n % 2 else "no"}, spasms=(Spasm(8.25),) if n % 2 else ()) for n in range(40)
    )
    found = answers(facts(Plan(noted)))["heels"]
    # enough on day 42, but the first look is on day 56
    assert (found.days, found.look) == (2, START + timedelta(days=56))
    assert found.weeks == 3
    assert answer_words(found) == "At this pace about 3 weeks."


@pytest.mark.parametrize(("so_many", "look"), [(49, 56), (50, 56), (51, 84)])
def test_what_is_enough_on_the_last_day_of_a_look_is_in_it(so_many: int, look: int) -> None:
    noted = tuple(
        Day(items={"heels": "yes" if n % 2 else "no"}, spasms=(Spasm(8.25),) if n < 9 else ()) for n in range(so_many)
    )
    found = answers(facts(Plan(noted)))["heels"]
    # one spasm more at 9 in so many days
    assert (found.days, found.look) == (6, START + timedelta(days=look))


def test_a_pace_is_that_of_the_last_eight_weeks() -> None:
    old = tuple(Day(items={"heels": "no"}, spasms=(Spasm(8.25),)) for _ in range(60))
    found = answers(facts(Plan(old + (Day(),) * 56)))["heels"]
    assert found.days is None and found.look is None and found.weeks is None
    assert "cannot be said" in answer_words(found)


def test_every_exposure_has_an_answer() -> None:
    made = facts(made_up(1, 6))
    assert [*answers(made)] == [each.exposure.id for each in so_far(made)]
    assert answers(made, so_far(made)) == answers(made)
    assert answers(facts(Plan((Day(checked=False),)))) == {}


def test_on_the_first_day_nothing_can_be_said() -> None:
    plan = Plan((), running=Day())
    assert answers(facts(plan)) == {}
    assert all(each.days is None for each in answers(facts(Plan((Day(),)))).values())


def test_words_when_there_is_enough_by_now() -> None:
    made = Comparison(exposure=TAG, status=Status.NOT_ENOUGH, counts=HALF)
    words = answer_words(Answer(made, 0, START, 1))
    assert words == "There is enough by now: compared in about 1 week."
