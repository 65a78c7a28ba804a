"""Spasms per run, per 10 km and per hour on feet: what counts, and the limits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.on_feet import FeetRate, Per, feet_words, on_feet

FIRST = date(2026, 3, 2)


def _at(day: int, hour: float) -> Moment:
    return Moment(datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=day, hours=hour), 0)


def _run(
    day: int, hour: float = 17, *, kind: str = "run", minutes: float | None = 60, km: float | None = 10
) -> ActivityFacts:
    metres = None if km is None else km * 1000
    return ActivityFacts(f"r{day}{hour}{kind}", FIRST + timedelta(days=day), _at(day, hour), kind, minutes, metres)


def _spasm(day: int, hour: float, *, until: float | None = None, whole_day: bool = False) -> SpasmFacts:
    end = None if until is None else _at(day, until)
    return SpasmFacts(f"s{day}{hour}", FIRST + timedelta(days=day), _at(day, hour), end, whole_day=whole_day)


def _facts(
    activities: list[ActivityFacts],
    spasms: list[SpasmFacts] | None = None,
    unknown: tuple[int, ...] = (),
    days: int = 20,
) -> DiaryFacts:
    made = tuple(DayFacts(FIRST + timedelta(days=n), known=n not in unknown) for n in range(days))
    today = FIRST + timedelta(days=days)
    return DiaryFacts(today, made, frozenset(), {}, tuple(spasms or ()), tuple(activities), Coverage(today=today))


def _per(facts: DiaryFacts, per: Per) -> FeetRate:
    return next(each for each in on_feet(facts) if each.per is per)


def test_a_diary_without_runs_has_no_rates() -> None:
    assert on_feet(_facts([], [_spasm(1, 22)])) == []


def test_a_spasm_counts_from_the_start_of_the_run_to_the_end_of_its_night() -> None:
    spasms = [_spasm(0, 8), _spasm(1, 17.5), _spasm(2, 26)]  # before, during, at two in the night after
    found = _per(_facts([_run(n) for n in range(8)], spasms), Per.RUN)
    assert (found.spasms, found.amount, found.days, found.left_out) == (2, 8, 8, 0)
    assert found.rate == pytest.approx(0.25)
    # Garwood for 2 in 8: chi2.ppf(.025, 4)/2/8 and chi2.ppf(.975, 6)/2/8
    assert (found.low, found.high) == (pytest.approx(0.030276, abs=1e-5), pytest.approx(0.903084, abs=1e-5))


def test_two_runs_of_a_day_are_one_and_begin_with_the_first() -> None:
    runs = [_run(n) for n in range(7)] + [_run(0, 6, km=5)]
    facts = _facts(runs, [_spasm(0, 9)])
    assert (_per(facts, Per.RUN).amount, _per(facts, Per.RUN).spasms) == (7, 1)
    assert _per(facts, Per.TEN_KM).amount == pytest.approx(7.5)


def test_unknown_days_count_neither_their_runs_nor_their_spasms() -> None:
    found = _per(_facts([_run(n) for n in range(9)], [_spasm(0, 22)], unknown=(0,)), Per.RUN)
    assert (found.spasms, found.days, found.left_out) == (0, 8, 0)


@pytest.mark.parametrize("spasm", [_spasm(0, 4, until=28, whole_day=True), _spasm(0, 12, until=20)])
def test_a_run_is_left_out_where_nobody_can_tell_whether_the_spasm_came_before_it(spasm: SpasmFacts) -> None:
    found = _per(_facts([_run(n) for n in range(9)], [spasm, _spasm(1, 23)]), Per.RUN)
    assert (found.spasms, found.days, found.left_out) == (1, 8, 1)


def test_an_interval_that_ends_before_the_run_is_before_it_and_one_that_begins_after_it_after() -> None:
    start = _at(0, 17)
    assert _spasm(0, 9, until=17).began_after(start) is False
    assert _spasm(0, 17, until=30).began_after(start) is True


def test_distance_and_minutes_that_were_not_said_leave_the_day_out_of_their_rate_alone() -> None:
    facts = _facts([_run(n) for n in range(8)] + [_run(9, km=None), _run(10, minutes=None)])
    assert (_per(facts, Per.RUN).days, _per(facts, Per.RUN).left_out) == (10, 0)
    assert (_per(facts, Per.TEN_KM).days, _per(facts, Per.TEN_KM).left_out) == (9, 1)
    assert (_per(facts, Per.HOUR).amount, _per(facts, Per.HOUR).left_out) == (pytest.approx(9), 1)


def test_hours_on_feet_are_those_of_walking_too_and_not_those_of_riding() -> None:
    activities = [_run(n, kind="walk", minutes=30) for n in range(8)] + [_run(n, 10, kind="ride") for n in range(8)]
    found = on_feet(_facts(activities, [_spasm(0, 12), _spasm(1, 20)]))
    assert [(each.per, each.amount, each.spasms) for each in found] == [(Per.HOUR, pytest.approx(4), 1)]


def test_six_runs_are_too_few_for_a_rate_and_the_words_say_so() -> None:
    found = _per(_facts([_run(n) for n in range(6)]), Per.RUN)
    assert (found.rate, found.low, found.high) == (None, None, None)
    assert feet_words(found) == "Spasms per run: not enough runs yet, 6 of 7."


def test_a_range_of_days_leaves_out_the_others() -> None:
    facts = _facts([_run(n) for n in range(20)], [_spasm(2, 22), _spasm(12, 22)])
    found = next(each for each in on_feet(facts, FIRST + timedelta(days=5), FIRST + timedelta(days=14)))
    assert (found.days, found.spasms) == (10, 1)


def test_the_words_round_limits_outward_and_say_what_was_counted() -> None:
    found = FeetRate(Per.TEN_KM, 12, 31.42, 29, 2, 0.38192, 0.19734, 0.66713)
    assert feet_words(found) == (
        "0.38 spasms per 10 km; could be 0.19 to 0.67. 12 spasms on 29 runs of 314 km. 2 runs left out."
    )
