"""Runs with runs: two on one day are one, which spasm goes with a run, what is longer, hotter, harder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from calfstretch.domain.diary_facts import ActivityFacts, SpasmFacts
from calfstretch.insights.run_table import RunTable, above_median, any_began_after, day_runs, run_table
from tests.insights.made_up import START, Day, Plan, Run, Spasm, facts, moment

RUN = Run(17.5, 40, 7000, 5, 20)


def whole(plan: Plan) -> RunTable:
    return run_table(facts(plan), plan.first, plan.today - timedelta(days=1))


def spasm(hour: float, until: float | None = None) -> SpasmFacts:
    return SpasmFacts("one", START, moment(START, hour), None if until is None else moment(START, until))


PLACED: list[tuple[str, list[SpasmFacts], bool | None]] = [
    ("no spasm that day", [], False),
    ("before the run", [spasm(8)], False),
    ("at its start", [spasm(17.5)], True),
    ("in the run", [spasm(17.6)], True),
    ("in the night after", [spasm(27.5)], True),
    ("an interval of the evening after it", [spasm(20, 23)], True),
    ("an interval before it", [spasm(8, 12)], False),
    ("an interval up to its start", [spasm(8, 17.5)], False),
    ("an interval it stands in", [spasm(16, 19)], None),
    ("some time that day", [spasm(4, 28)], None),
    ("some time that day, and one after it", [spasm(4, 28), spasm(20)], True),
    ("some time that day, and one before it", [spasm(4, 28), spasm(8)], None),
]


@pytest.mark.parametrize(("spasms", "expected"), [row[1:] for row in PLACED], ids=[row[0] for row in PLACED])
def test_which_spasm_goes_with_a_run(spasms: list[SpasmFacts], expected: bool | None) -> None:
    assert any_began_after(moment(START, 17.5), spasms) is expected


def test_a_run_is_a_row_and_many_spasms_count_once() -> None:
    plan = Plan((Day(runs=(RUN,), spasms=(Spasm(19), Spasm(25))), Day(), Day(runs=(RUN,), spasms=(Spasm(8),))))
    table = whole(plan)
    assert table.day.tolist() == [0, 2]
    assert table.y.tolist() == [1, 0]
    assert table.calendar_days == 3


def test_a_spasm_of_another_day_is_none_of_the_run_s() -> None:
    plan = Plan((Day(runs=(RUN,)), Day(spasms=(Spasm(8),))))
    assert whole(plan).y.tolist() == [0]


def test_runs_on_days_without_a_check_in_are_left_out() -> None:
    assert whole(Plan((Day(checked=False, runs=(RUN,)), Day(runs=(RUN,))))).day.tolist() == [1]


def test_two_runs_on_one_day_are_one() -> None:
    late = Run(19, 20, 3000, 8, 15)
    plan = Plan((Day(runs=(RUN, late), spasms=(Spasm(18.5),)),))
    (one,) = day_runs(facts(plan), [START])
    assert (one.distance_m, one.minutes, one.temperature_c, one.effort) == (10_000, 60, 20, 8)
    assert one.at == moment(START, 17.5) and one.spasm is True


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    plan = Plan((Day(runs=(RUN, replace(RUN, hour=19, distance_m=None))),))
    (one,) = day_runs(facts(plan), [START])
    assert one.distance_m is None and one.minutes == 80


def test_another_activity_is_no_run() -> None:
    made = facts(Plan((Day(runs=(RUN,)),)))
    walk = ActivityFacts("walk", START, moment(START, 9), "walk", 30)
    (one,) = day_runs(made._replace(activities=(walk, *made.activities)), [START])
    assert one.minutes == 40


def test_ties_go_to_the_lower_group() -> None:
    labels, line = above_median([5, 7, 7, 9, None, 7])
    assert labels.tolist() == [0, 0, 0, 1, -1, 0]
    assert line == 7


def test_without_a_value_nothing_is_above() -> None:
    labels, line = above_median([None, None])
    assert labels.tolist() == [-1, -1] and line is None


@pytest.mark.parametrize(("with_distance", "by_minutes"), [(10, False), (8, False), (7, True), (0, True)])
def test_distance_tells_long_runs_where_four_of_five_have_it(with_distance: int, by_minutes: bool) -> None:
    days = tuple(Day(runs=(Run(17.5, 30 + n, 5000 + 100 * n if n < with_distance else None),)) for n in range(10))
    table = whole(Plan(days))
    assert table.by_minutes is by_minutes
    assert (table.x[0] >= 0).sum() == (10 if by_minutes else with_distance)


def test_kinds_of_temperature_are_never_mixed() -> None:
    made = facts(Plan(tuple(Day(runs=(replace(RUN, temperature_c=10.0 + n),)) for n in range(5))))
    kinds = ("device", "device", "weather", "weather", "weather")
    activities = tuple(each._replace(temperature_kind=kind) for each, kind in zip(made.activities, kinds, strict=True))
    table = run_table(made._replace(activities=activities), START, START + timedelta(days=4))
    assert table.x[1].tolist() == [-1, -1, 0, 0, 1]
    assert table.lines[1] == 13


def test_no_run_is_an_empty_table() -> None:
    table = whole(Plan((Day(),)))
    assert table.y.tolist() == [] and table.lines == (None, None, None)
