"""Bars by level: the same bars as a chosen range has, found again by their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.frequency import garwood
from calfstretch.insights.levels import Levels
from calfstretch.insights.series import MIN_PITCH_PX, MOST_DAY_BARS, Span, Step, series, step_for

LAST = date(2026, 11, 18)


def days(n: int) -> list[DayFacts]:
    return [DayFacts(LAST - timedelta(days=ago), known=ago % 5 != 0, spasms=ago % 3) for ago in reversed(range(n))]


@pytest.mark.parametrize("span", list(Span))
@pytest.mark.parametrize("n", [5, 45, 200, 3000])
def test_a_chosen_range_is_a_part_of_its_level(n: int, span: Span) -> None:
    facts = days(n)
    shown = series(facts, span, 800)
    levels = Levels(facts, limits=False)
    assert levels.level(shown.step).between(shown.first, shown.last).bins == shown.bins
    assert levels.home(span, 800) == shown


@pytest.mark.parametrize("step", list(Step))
def test_a_day_is_found_in_its_bar_and_in_no_other(step: Step) -> None:
    level = Levels(days(900), limits=False).level(step)
    for ago in (0, 1, 100, 899):
        day = LAST - timedelta(days=ago)
        at = level.index_of(day)
        assert at is not None
        assert level.bins[at].first <= day <= level.bins[at].last
    assert level.index_of(LAST - timedelta(days=1500)) is None
    assert level.index_of(LAST + timedelta(days=400)) is None


def test_a_level_is_gathered_once() -> None:
    levels = Levels(days(100), limits=False)
    week = levels.level(Step.WEEK)
    assert levels.level(Step.WEEK) is week
    assert week.rates == ()
    levels.with_limits()
    assert levels.level(Step.WEEK).bins is week.bins
    rate = levels.level(Step.WEEK).rates[-1]
    assert rate is not None
    known = [day for day in days(100)[-28:] if day.known]
    assert (rate.low, rate.high) == garwood(sum(day.spasms for day in known), len(known))


def test_days_and_years_have_no_line() -> None:
    levels = Levels(days(900))
    assert levels.level(Step.DAY).rates == levels.level(Step.YEAR).rates == ()
    assert len(levels.level(Step.MONTH).rates) == len(levels.level(Step.MONTH).bins)


@pytest.mark.parametrize("seen", [14, 48, 49, 182, 800, 3653, 20_000])
@pytest.mark.parametrize("width", [300.0, 800.0, 2400.0])
def test_the_step_is_the_finest_whose_bars_stay_above_three_pixels(seen: float, width: float) -> None:
    step = step_for(seen, width)
    pitch = {Step.DAY: 1.0, Step.WEEK: 7.0, Step.MONTH: 30.4, Step.YEAR: 365.2}
    if step is not Step.YEAR:
        assert width / seen * pitch[step] >= MIN_PITCH_PX
    assert step is not Step.DAY or seen <= MOST_DAY_BARS
