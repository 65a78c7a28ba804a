"""Days become bars: nothing unknown is drawn as zero, and every bar keeps its width."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.series import Span, Step, count, recent, series, step_first, step_last, trailing

SUNDAY = date(2026, 11, 22)


def days(n: int, last: date = SUNDAY, **facts: object) -> list[DayFacts]:
    made = [DayFacts(day=last - timedelta(days=ago), known=True) for ago in reversed(range(n))]
    return [replace(day, **facts) for day in made]  # type: ignore[arg-type]


def with_day(facts: list[DayFacts], day: date, **changes: object) -> list[DayFacts]:
    return [replace(each, **changes) if each.day == day else each for each in facts]  # type: ignore[arg-type]


def test_a_day_that_is_not_known_is_no_zero() -> None:
    facts = with_day(days(28), SUNDAY, known=False)
    last = series(facts, Span.FOUR_WEEKS, 800).bins[-1]
    assert last.spasm_rate is None
    assert not last.enough
    assert last.water_ml is None


def test_filling_unknown_days_with_zero_would_change_the_rate() -> None:
    facts = days(7)
    for ago in (0, 1, 2):
        facts = with_day(facts, SUNDAY - timedelta(days=ago), known=False)
    facts = with_day(facts, SUNDAY - timedelta(days=5), spasms=2)
    honest = series(facts, Span.SIX_MONTHS, 800).bins[-1].spasm_rate
    filled = series([replace(day, known=True) for day in facts], Span.SIX_MONTHS, 800).bins[-1].spasm_rate
    assert honest == pytest.approx(7 * 2 / 4)
    assert filled == pytest.approx(2.0)


@pytest.mark.parametrize(("known", "enough"), [(3, False), (4, True), (7, True)])
def test_a_week_needs_four_known_days(known: int, enough: bool) -> None:
    facts = [replace(day, known=n < known, spasms=1) for n, day in enumerate(days(7))]
    week = series(facts, Span.SIX_MONTHS, 800).bins[-1]
    assert week.enough is enough
    assert (week.spasm_rate is not None) is enough


def test_a_month_needs_the_same_share_of_known_days() -> None:
    facts = [replace(day, known=day.day.month != 9 or day.day.day <= 17) for day in days(3000)]
    months = {each.first: each for each in series(facts, Span.ALL, 800).bins}
    assert not months[date(2026, 9, 1)].enough
    assert months[date(2026, 10, 1)].enough


def test_spasms_on_unknown_days_are_left_out_and_told() -> None:
    facts = with_day(days(28, spasms=0), SUNDAY, known=False, spasms=2)
    found = count(facts, facts[0].day, SUNDAY)
    assert (found.spasms, found.left_out, found.known_days) == (0, 2, 27)


def test_the_last_28_days_and_the_28_before_share_no_day() -> None:
    now, before = recent(days(56, spasms=1))
    assert (now.spasms, before.spasms) == (28, 28)
    assert (now.days, before.days) == (28, 28)


def test_days_before_the_diary_began_are_not_known() -> None:
    now, before = recent(days(10))
    assert (now.days, now.known_days) == (28, 10)
    assert before.known_days == 0


def test_water_is_the_mean_of_the_confirmed_days_alone() -> None:
    facts = with_day(days(7), SUNDAY, water_ml=2000.0)
    facts = with_day(facts, SUNDAY - timedelta(days=1), water_ml=1000.0)
    week = series(facts, Span.SIX_MONTHS, 800).bins[-1]
    assert (week.water_ml, week.water_days) == (1500.0, 2)


def test_less_usual_and_more_are_a_mark_and_no_amount() -> None:
    facts = with_day(days(7), SUNDAY, water_level="less")
    facts = with_day(facts, SUNDAY - timedelta(days=1), water_level="less")
    facts = with_day(facts, SUNDAY - timedelta(days=2), water_level="more")
    week = series(facts, Span.SIX_MONTHS, 800).bins[-1]
    assert week.water_ml is None
    assert week.water_levels == (2, 0, 1)
    assert week.water_level == "less"
    confirmed = series(with_day(facts, SUNDAY, water_ml=1000.0), Span.SIX_MONTHS, 800).bins[-1]
    assert confirmed.water_level is None


def test_activity_and_evenings_of_a_month_are_its_mean_week() -> None:
    facts = days(3000, activity_min=30.0, evening_stretch=True)
    month = next(each for each in series(facts, Span.ALL, 800).bins if each.first == date(2026, 10, 1))
    assert month.step is Step.MONTH
    assert month.activity_h == pytest.approx(3.5)
    assert month.evening_rate == pytest.approx(7)


def test_a_checked_in_day_inside_a_pause_counts() -> None:
    facts = [replace(day, paused=True) for day in days(7)]
    week = series(facts, Span.SIX_MONTHS, 800).bins[-1]
    assert (week.paused_days, week.count.known_days) == (7, 7)
    assert week.spasm_rate == 0.0


def test_days_in_a_pause_stand_in_no_denominator() -> None:
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    facts = [replace(day, known=day.day.month != 9 or day.day.day <= 17) for day in days(3000)]
    ill = [replace(day, paused=date(2026, 9, 15) <= day.day <= date(2026, 9, 27)) for day in facts]
    without, of_it = count(facts, first, last), count(ill, first, last)
    assert (without.asked_days, without.known_days) == (30, 17)
    assert (of_it.days, of_it.asked_days, of_it.known_days) == (30, 20, 17)  # three of the thirteen are known
    assert trailing(ill, [last], 30)[0].asked_days == 20
    september = next(each for each in series(ill, Span.ALL, 800).bins if each.first == first)
    assert september.enough
    assert not next(each for each in series(facts, Span.ALL, 800).bins if each.first == first).enough


def test_weeks_begin_on_monday_also_where_the_clocks_change() -> None:
    weeks = series(days(60), Span.SIX_MONTHS, 800).bins
    assert {each.first.weekday() for each in weeks} == {0}
    changed = next(each for each in weeks if each.first <= date(2026, 10, 25) <= each.last)
    assert (changed.first, changed.last, changed.count.days) == (date(2026, 10, 19), date(2026, 10, 25), 7)


def test_six_months_are_26_weeks_and_four_weeks_28_days() -> None:
    assert len(series(days(400), Span.SIX_MONTHS, 800).bins) == 26
    assert len(series(days(400), Span.FOUR_WEEKS, 800).bins) == 28


def test_a_running_week_ends_later_and_counts_its_ended_days() -> None:
    week = series(days(60, last=date(2026, 11, 18)), Span.SIX_MONTHS, 800).bins[-1]
    assert (week.last, week.count.days) == (SUNDAY, 3)
    assert not week.enough


def test_a_young_diary_shows_four_weeks_with_bars_from_its_first_day() -> None:
    found = series(days(5), Span.ALL, 800)
    assert (found.step, len(found.bins)) == (Step.DAY, 5)
    assert (found.last - found.first).days == 27


@pytest.mark.slow
@given(st.integers(29, 20_000), st.integers(200, 3000), st.sampled_from(Span))
def test_a_bar_is_never_under_three_pixels(n: int, width: int, span: Span) -> None:
    found = series([DayFacts(SUNDAY - timedelta(days=ago)) for ago in reversed(range(n))], span, width)
    assert width / len(found.bins) > 3 or found.step in (Step.DAY, Step.YEAR)


@given(st.integers(1, 6000), st.sampled_from(Span), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_bars_follow_each_other_without_gap_and_end_with_the_last_day(n: int, span: Span, last: date) -> None:
    facts = [DayFacts(last - timedelta(days=ago), known=True, spasms=1) for ago in reversed(range(n))]
    found = series(facts, span, 700)
    assert found.first <= found.bins[0].first
    assert found.bins[-1].first <= last <= found.bins[-1].last <= found.last
    for one, two in zip(found.bins, found.bins[1:], strict=False):
        assert two.first == one.last + timedelta(days=1)
    if span is Span.ALL:
        assert sum(each.count.spasms for each in found.bins) == n


@pytest.mark.parametrize(
    ("step", "day", "first", "last"),
    [
        (Step.MONTH, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (Step.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Step.YEAR, date(2028, 12, 31), date(2028, 1, 1), date(2028, 12, 31)),
        (Step.WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_steps_end_where_the_calendar_says(step: Step, day: date, first: date, last: date) -> None:
    assert step_first(step, day) == first
    assert step_last(step, first) == last


def test_a_trailing_count_stops_at_the_ends_of_the_diary() -> None:
    facts = with_day(days(40, spasms=1), SUNDAY, known=False)
    found = trailing(facts, [facts[9].day, SUNDAY, SUNDAY + timedelta(days=3)], 28)
    assert [(each.days, each.known_days, each.spasms) for each in found] == [(10, 10, 10), (28, 27, 27), (25, 24, 24)]
