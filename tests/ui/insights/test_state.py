"""The words of bars, tables and the empty page: what is not known is said to be not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.frequency import garwood
from calfstretch.insights.series import Bin, Count, Series, Span, Step, series
from calfstretch.ui import amounts
from calfstretch.ui.insights import empty_words
from calfstretch.ui.insights.how_often import state
from calfstretch.ui.insights.how_often.strips import strips
from calfstretch.ui.insights.ticks import date_ticks, value_ticks
from tests.test_wording import banned

TODAY = date(2026, 11, 22)
WEEK = Bin(
    step=Step.WEEK,
    first=date(2026, 10, 12),
    last=date(2026, 10, 18),
    count=Count(7, 6, 3, 0),
    paused_days=0,
    water_ml=1600.0,
    water_days=7,
    water_levels=(0, 0, 0),
    activity_min=130,
    evenings=3,
)
NOTHING = replace(WEEK, count=Count(7, 0, 0, 2), water_ml=None, water_days=0, activity_min=0, evenings=0, paused_days=3)


def facts(n: int, **changes: object) -> list[DayFacts]:
    made = [DayFacts(TODAY - timedelta(days=ago), known=True) for ago in range(n, 0, -1)]
    return [replace(day, **changes) for day in made]  # type: ignore[arg-type]


def test_a_week_reads_as_one_line() -> None:
    assert state.readout(WEEK, TODAY) == (
        "Week of 12 Oct: 3 spasms, 6 of 7 days noted (3.5 a week), water 1.6 L a day, "
        "activity 2 h 10 min, 3 evening stretches"
    )


def test_a_week_nobody_answered_for_claims_nothing() -> None:
    assert state.readout(NOTHING, TODAY) == (
        "Week of 12 Oct: no days noted, 3 days in a pause, water not noted, activity not noted, "
        "evening stretches not noted, 2 spasms on days without a check-in not counted"
    )


def test_a_week_with_too_few_days_says_so_and_shows_what_was_noted() -> None:
    few = replace(WEEK, count=Count(7, 3, 1, 0), water_days=3)
    assert state.readout(few, TODAY) == (
        "Week of 12 Oct: too few days noted (3 of 7), 1 spasm on them, water 1.6 L a day (of 3 days), "
        "activity 2 h 10 min, 3 evening stretches"
    )


def test_a_day_reads_as_one_line() -> None:
    day = replace(WEEK, step=Step.DAY, first=TODAY, last=TODAY, count=Count(1, 1, 0, 0), water_days=1, evenings=1)
    assert state.readout(day, TODAY) == (
        "Sunday 22 November: no spasms, water 1.6 L, activity 2 h 10 min, stretched in the evening"
    )
    unknown = replace(day, count=Count(1, 0, 0, 1), water_ml=None, activity_min=0, evenings=0, water_levels=(1, 0, 0))
    assert state.readout(unknown, TODAY) == (
        "Sunday 22 November: spasms not noted, water less than usual, activity not noted, "
        "evening stretches not noted, 1 spasm noted but not counted"
    )


def test_levels_of_water_are_counted_in_words() -> None:
    said = replace(WEEK, water_ml=None, water_days=0, water_levels=(2, 0, 1))
    assert "water less than usual on 2 days and more than usual on 1 day" in state.readout(said, TODAY)


def test_a_cell_that_is_not_known_is_no_number() -> None:
    cells = state.table_row(NOTHING, None, TODAY)
    assert cells == (
        "12 Oct", "0 of 7", "not noted", "too few days", "too few days", "not noted", "not noted", "not noted",
    )  # fmt: skip
    assert len(cells) == len(state.table_headers(Step.WEEK))


@pytest.mark.parametrize("step", list(Step))
def test_every_row_has_a_cell_for_each_column(step: Step) -> None:
    bar = replace(WEEK, step=step, count=Count(1, 1, 0, 0) if step is Step.DAY else Count(30, 30, 3, 0))
    assert len(state.table_row(bar, None, TODAY)) == len(state.table_headers(step))
    assert state.bin_name(bar, TODAY)


def test_the_line_gives_the_exact_rate_of_the_28_days() -> None:
    days = facts(60)
    days[-3] = replace(days[-3], spasms=4)
    shown = series(days, Span.SIX_MONTHS, 800)
    last = state.trailing_rates(days, shown)[-1]
    assert last is not None
    assert (last.low, last.high) == garwood(4, 28)
    assert last.per_week == pytest.approx(1.0)


def test_the_line_has_no_point_where_fewer_than_seven_days_are_known() -> None:
    days = [replace(day, known=n < 5 or n > 50) for n, day in enumerate(facts(60))]
    rates = state.trailing_rates(days, series(days, Span.SIX_MONTHS, 800))
    assert rates[0] is None
    assert rates[-1] is not None


def test_days_have_no_line() -> None:
    assert state.trailing_rates(facts(60), series(facts(60), Span.FOUR_WEEKS, 800)) == ()


def test_the_drawn_numbers_are_those_of_the_bars() -> None:
    shown = Series(Step.WEEK, WEEK.first, WEEK.last, (WEEK,))
    spasms, water, activity, evenings = strips(shown, ())
    assert (spasms.values, water.values) == ((3.5,), (1.6,))
    assert activity.values == (pytest.approx(130 / 60),)
    assert evenings.values == (3,)
    assert not any(strip.hatched[0] for strip in (spasms, water, activity, evenings))


def test_unknown_is_hatched_and_never_drawn_as_zero() -> None:
    for strip in strips(Series(Step.WEEK, NOTHING.first, NOTHING.last, (NOTHING,)), ()):
        assert strip.values == (None,)
        assert strip.hatched == (True,)


def test_what_was_noted_stands_below_the_hatching() -> None:
    few = replace(WEEK, count=Count(7, 2, 0, 0))
    _spasms, _water, activity, evenings = strips(Series(Step.WEEK, few.first, few.last, (few,)), ())
    assert activity.values[0] and activity.hatched[0]
    assert evenings.values[0] and evenings.hatched[0]


def test_a_level_of_water_is_a_mark_without_bar_and_hatching() -> None:
    said = replace(WEEK, water_ml=None, water_days=0, water_levels=(0, 0, 2))
    shown = Series(Step.WEEK, said.first, said.last, (said,))
    water = strips(shown, ())[1]
    assert (water.values, water.hatched, water.marks) == ((None,), (False,), ("more",))
    assert "▲ more" in state.legend(shown)


def test_the_empty_page_says_what_is_missing() -> None:
    assert (
        empty_words.is_empty([]) and empty_words.is_empty(facts(9, known=False)) and not empty_words.is_empty(facts(1))
    )
    words = empty_words.empty_words(2)
    assert words.lines[0] == "Your chart begins with the first answered morning card: 0 of 7 days."
    assert words.lines[-1].startswith("2 spasms are noted already and are kept.")
    assert not any("noted already" in line for line in empty_words.empty_words(0).lines)


def test_nothing_said_about_a_bar_is_banned() -> None:
    for bar in (WEEK, NOTHING, replace(WEEK, step=Step.MONTH), replace(NOTHING, step=Step.YEAR)):
        assert not banned(state.readout(bar, TODAY))
        assert not any(banned(cell) for cell in state.table_row(bar, None, TODAY))


@pytest.mark.parametrize(
    ("highest", "whole", "ticks"),
    [
        (2.0, True, [0, 1, 2]),
        (0.3, True, [0, 1]),
        (9.9, True, [0, 2, 4, 6, 8, 10]),
        (0.3, False, [0, 0.1, 0.2, 0.3]),
        (23, True, [0, 5, 10, 15, 20, 25]),
    ],
)
def test_the_value_axis_has_round_marks(highest: float, whole: bool, ticks: list[float]) -> None:
    assert value_ticks(highest, 5, whole=whole) == ticks


def test_the_time_axis_marks_mondays_months_or_years_as_room_allows() -> None:
    four_weeks = date_ticks(TODAY - timedelta(days=27), TODAY, 8)
    assert [words for _day, words in four_weeks] == ["26 Oct", "2 Nov", "9 Nov", "16 Nov"]
    half_a_year = date_ticks(date(2026, 9, 28), date(2027, 3, 28), 8)
    assert [words for _day, words in half_a_year] == ["Oct", "Nov", "Dec", "2027", "Feb", "Mar"]
    ten_years = date_ticks(date(2016, 11, 20), TODAY, 6)
    assert [words for _day, words in ten_years] == ["2018", "2020", "2022", "2024", "2026"]
    assert len(date_ticks(date(1990, 1, 1), TODAY, 1)) <= 4


def test_water_is_charted_and_read_in_the_persons_unit() -> None:
    shown = Series(Step.WEEK, WEEK.first, WEEK.last, (WEEK,))
    try:
        amounts.use("glass", 200)
        water = strips(shown, ())[1]
        assert (water.title, water.values, water.top >= 10) == ("Water, glasses a day", (8.0,), True)
        assert "water 8 glasses a day" in state.readout(WEEK, TODAY)
        assert state.table_row(WEEK, None, TODAY)[-3] == "8"
        amounts.use("ml")
        assert strips(shown, ())[1].values == (1600.0,)
    finally:
        amounts.use(None)
