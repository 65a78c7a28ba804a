"""The day table: unknown days, lags and what stands at its edges."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import Tag
from calfstretch.insights.day_table import DayTable, day_table
from calfstretch.insights.windows import count
from tests.insights.made_up import Day, Plan, Spasm, facts, made_up

CASES = json.loads((Path(__file__).parent.parent / "data" / "statistics_cases.json").read_text("utf-8"))["cases"]
YES, NO = {"heels": "yes"}, {"heels": "no"}
TWICE = (Spasm(8.25), Spasm(25.0))


def column(table: DayTable, name: str) -> list[int]:
    """What a table holds of one exposure."""
    return next(x.tolist() for exposure, x in zip(table.exposures, table.x, strict=True) if exposure.id == name)


def whole(plan: Plan) -> DayTable:
    """The table of all days of a plan."""
    return day_table(facts(plan), plan.first, plan.today - timedelta(days=1))


def test_a_day_without_a_check_in_is_unknown_never_zero() -> None:
    table = whole(Plan((Day(), Day(checked=False, spasms=TWICE), Day(spasms=TWICE), Day(checked=False))))
    assert table.y.tolist() == [0, -1, 2, -1]
    assert (table.known_days, table.calendar_days, table.spasms, table.left_out) == (2, 4, 2, 2)


def test_the_running_day_is_not_over() -> None:
    plan = Plan((Day(items=YES),), running=Day(spasms=TWICE, items=YES))
    table = day_table(facts(plan), plan.first, plan.today)
    assert table.y.tolist() == [0, -1]


def test_a_note_is_yes_no_or_unknown() -> None:
    table = whole(Plan((Day(items=YES), Day(items=NO), Day())))
    assert column(table, "heels") == [1, 0, -1]


def test_a_day_in_an_imported_range_without_a_check_in_has_a_run_or_none_but_no_outcome() -> None:
    made = facts(Plan((Day(), Day(checked=False), Day(checked=False))))
    second = made.days[1].day
    made = made._replace(
        coverage=Coverage(today=made.today, checked_in=made.coverage.checked_in, imported=((second, second),))
    )
    table = day_table(made, made.days[0].day, made.days[-1].day)
    assert table.y.tolist() == [0, -1, -1]
    assert column(table, "run") == [0, 0, -1]


def test_a_tag_of_the_day_before_stands_on_the_day_after() -> None:
    tagged, untagged = {"tag:Late meal": "yes"}, {"tag:Late meal": "no"}
    plan = Plan((Day(items=tagged), Day(items=untagged), Day(), Day(items=tagged), Day()))
    made = facts(plan)
    for lag, expected in ((0, [1, 0, -1, 1, -1]), (1, [-1, 1, 0, -1, 1])):
        table = day_table(
            made._replace(tags=(Tag(name="Late meal", lag_days=lag),)), plan.first, plan.today - timedelta(days=1)
        )
        assert column(table, "tag:Late meal") == expected


def test_the_note_of_a_day_outside_of_the_table_is_not_carried_in() -> None:
    plan = Plan((Day(items={"tag:Late meal": "yes"}), Day(), Day()))
    made = facts(plan)._replace(tags=(Tag(name="Late meal", lag_days=1),))
    assert column(day_table(made, plan.date(1), plan.date(2)), "tag:Late meal") == [-1, -1]


def test_days_in_a_pause_count_in_the_coverage_where_they_are_known() -> None:
    plan = Plan((Day(), Day(checked=False), Day(), Day(checked=False)), pauses=((1, 2),))
    table = whole(plan)
    assert (table.paused_days, table.asked_days, table.known_days) == (1, 3, 2)


def test_days_before_the_diary_are_unknown() -> None:
    plan = Plan((Day(), Day()))
    table = day_table(facts(plan), plan.first - timedelta(days=1), plan.date(1))
    assert table.y.tolist() == [-1, 0, 0]


def test_the_line_of_low_water_goes_with_the_table() -> None:
    plan = Plan((Day(items={"water": "1300"}),))
    made = facts(plan)._replace(low_water_ml=1200.0)
    table = day_table(made, plan.first, plan.first)
    assert table.low_water_ml == 1200
    assert column(table, "low_water") == [0]


def test_number_tags_and_what_is_not_compared_make_no_column() -> None:
    names = [exposure.id for exposure in whole(made_up(1, 1)).exposures]
    assert not {"standing", "travel", "alcohol", "salts", "water", "max_temp_c"} & set(names)
    assert names[-2:] == ["tag:Garden work", "tag:Café"]


@pytest.mark.parametrize("case", [case for case in CASES if case["kind"] == "tabulate"], ids=lambda case: case["id"])
def test_reference_cases(case: dict[str, Any]) -> None:
    rows = {date.fromisoformat(row["date"]): row for row in case["input"]["days"]}
    first, last = min(rows), max(rows)
    days, items = [], {}
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        row = rows.get(day, {"episodes": None, "low_fluid": None})
        known = row["episodes"] is not None
        days.append(DayFacts(day, known=known, spasms=row["episodes"] or 0))
        if row["low_fluid"] is not None:
            items[day] = {"tag:Low fluid": "yes" if row["low_fluid"] else "no"}
    made = DiaryFacts(
        today=last + timedelta(days=1),
        days=tuple(days),
        late=frozenset(),
        items=items,
        spasms=(),
        activities=(),
        coverage=Coverage(today=last + timedelta(days=1)),
        tags=(replace(Tag(name="Low fluid"), lag_days=case["input"]["lag"]),),
    )
    table, expected = day_table(made, first, last), case["expected"]
    counted = count(table.y, table.x[-1])
    assert table.calendar_days == expected["calendar_days"]
    assert table.known_days == expected["known_days"]
    assert table.spasms == expected["episodes_on_known_days"]
    assert counted.a == expected["episodes_with"] and counted.t1 == expected["days_with"]
    assert counted.b == expected["episodes_without"] and counted.t0 == expected["days_without"]
