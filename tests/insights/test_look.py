"""When a look falls due, what it covers, and what stands in the lists between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calfstretch.insights.comparison import Status
from calfstretch.insights.look import (
    compute_look,
    due_through,
    listed,
    look_date,
    look_number,
    next_look,
    so_far,
)
from tests.insights.made_up import START, Day, Plan, facts, made_up

SCHEDULE = [
    # days since the first known one, number of the look that is due, days until the next falls due
    (0, 0, 56),
    (27, 0, 29),
    (28, 0, 28),
    (55, 0, 1),
    (56, 2, 28),
    (57, 2, 27),
    (83, 2, 1),
    (84, 3, 28),
    (3640, 130, 28),
]


@pytest.mark.parametrize(("days", "number", "until"), SCHEDULE)
def test_a_look_falls_due_every_28_days_from_day_56_on(days: int, number: int, until: int) -> None:
    today = START + timedelta(days=days)
    assert look_number(START, today) == number
    assert next_look(START, today) == today + timedelta(days=until)
    if number:
        assert look_date(START, number) <= today < look_date(START, number + 1)


def test_a_first_known_day_to_come_makes_nothing_due() -> None:
    assert look_number(START, START - timedelta(days=100)) == 0


@pytest.mark.parametrize(("days", "covered"), [(55, None), (56, 56), (83, 56), (84, 84), (100, 84)])
def test_a_look_covers_the_first_known_day_to_day_28_k(days: int, covered: int | None) -> None:
    made = facts(Plan((Day(),) * days))
    through = due_through(made)
    assert through == (None if covered is None else START + timedelta(days=covered - 1))
    if through is not None:
        look = compute_look(made, through)
        assert (look.origin, look.through, look.calendar_days) == (START, through, covered)
        assert (look.due, look.computed_on) == (through + timedelta(days=1), made.today)
        assert 28 * look.number == covered


def test_days_before_the_first_known_one_are_no_part_of_it() -> None:
    made = facts(Plan((Day(checked=False),) * 10 + (Day(),) * 60))
    through = due_through(made)
    assert through == START + timedelta(days=10 + 55)
    assert compute_look(made, through).origin == START + timedelta(days=10)


def test_days_after_its_last_one_change_nothing() -> None:
    plan = made_up(3, 12)
    short = replace(plan, days=plan.days[:56])
    through = START + timedelta(days=55)
    later = compute_look(facts(plan), through)
    assert replace(later, computed_on=facts(short).today) == compute_look(facts(short), through)


@pytest.mark.parametrize("days", [1, 27, 29, 57])
def test_no_look_ends_on_any_other_day(days: int) -> None:
    with pytest.raises(ValueError, match="no look ends"):
        compute_look(facts(made_up(1, 16)), START + timedelta(days=days - 1))


def test_no_known_day_no_look() -> None:
    made = facts(Plan((Day(checked=False),) * 80))
    assert due_through(made) is None and so_far(made) == ()
    with pytest.raises(ValueError, match="no look ends"):
        compute_look(made, START + timedelta(days=55))


def test_a_look_counts_what_it_leaves_out() -> None:
    plan = made_up(2, 8)
    look = compute_look(facts(plan), START + timedelta(days=55))
    known = [day for day in plan.days if day.checked]
    assert look.known_days == len(known)
    assert look.episodes == sum(len(day.spasms) for day in known)
    assert look.episodes_left_out == sum(len(day.spasms) for day in plan.days if not day.checked)
    paused = sum(not day.checked for day in plan.days[40:45])
    assert look.asked_days == 56 - paused


def test_a_planted_note_is_mentioned_and_no_other() -> None:
    look = compute_look(facts(made_up(1, 28, ratio=4.0)), START + timedelta(days=28 * 7 - 1))
    assert [each.exposure.id for each in look.comparisons if each.is_mentioned] == ["tag:Garden work"]
    assert look.family == sum(each.result is not None for each in look.comparisons) > 5


def test_without_a_link_nothing_is_mentioned() -> None:
    for seed in (1, 2, 3):
        look = compute_look(facts(made_up(seed, 24, ratio=1.0)), START + timedelta(days=28 * 6 - 1))
        assert not [each for each in look.comparisons if each.is_mentioned]


def test_before_the_first_look_everything_is_not_enough_and_counted() -> None:
    made = facts(made_up(1, 6))
    now = so_far(made)
    assert {each.status for each in now} == {Status.NOT_ENOUGH}
    assert max(each.counts.units for each in now) > 30
    assert listed(None, now) == now


def test_between_looks_what_was_found_stands_and_what_had_not_enough_counts_on() -> None:
    plan = made_up(1, 12, ratio=4.0)
    look = compute_look(facts(replace(plan, days=plan.days[:56])), START + timedelta(days=55))
    now = so_far(facts(plan))
    shown = {each.exposure.id: each for each in listed(look, now)}
    live = {each.exposure.id: each for each in now}
    for found in look.comparisons:
        name = found.exposure.id
        assert shown[name] == (live[name] if found.result is None else found)
    assert any(each.result is None for each in look.comparisons)
    assert any(each.result is not None for each in look.comparisons)


def test_a_tag_that_is_newer_than_the_look_counts_live() -> None:
    made = facts(made_up(1, 8))
    look = compute_look(made, START + timedelta(days=55))
    older = replace(look, comparisons=look.comparisons[:3])
    shown = listed(older, so_far(made))
    assert {each.exposure.id for each in shown} == {each.exposure.id for each in look.comparisons}
    assert all(each.result is None for each in shown[3:])


def test_what_a_look_found_of_a_tag_that_is_gone_still_stands() -> None:
    made = facts(made_up(1, 8))
    look = compute_look(made, START + timedelta(days=55))
    shown = listed(look, so_far(made._replace(tags=())))
    assert [each.exposure.id for each in shown] == [each.exposure.id for each in look.comparisons]


def test_the_same_weeks_a_year_later_give_the_same_look() -> None:
    plan = made_up(4, 12)
    first, later = plan, replace(plan, first=date(2027, 1, 4))
    one = compute_look(facts(first), first.date(83))
    other = compute_look(facts(later), later.date(83))
    assert one.comparisons == other.comparisons
