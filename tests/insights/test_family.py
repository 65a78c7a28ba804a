"""The family: minimums to the day, when a note may be mentioned, mirrors, planted and empty diaries."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.exposures import DAY_EXPOSURES, RUN_EXPOSURES, Exposure
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.day_table import DayTable
from calfstretch.insights.family import compare_family, count_family, decide
from calfstretch.insights.holm import holm
from calfstretch.insights.run_table import RunTable
from calfstretch.insights.windows import (
    count_groups,
    count_windows,
    window_of_day,
    windowed_ratio,
    windowed_share_ratio,
)

FIRST = date(2026, 1, 5)
NOTE = Exposure("tag:Note", name="Note")


def table(y: Any, *notes: Any, paused: int = 0) -> DayTable:
    """Days with these spasms and notes, called "tag:0", "tag:1"."""
    names = tuple(Exposure(f"tag:{n}", name=str(n)) for n in range(len(notes)))
    return DayTable(FIRST, np.asarray(y, np.int64), names, tuple(np.asarray(x, np.int8) for x in notes), paused)


def random_days(days: int, seed: int, ratio: float = 1.0, rate: float = 0.3) -> tuple[Any, Any]:
    """Spasms of so many days with a note on every third, and how often they come with it."""
    random = np.random.default_rng(seed)
    x = (random.random(days) < 1 / 3).astype(np.int8)
    return random.poisson(rate * np.where(x == 1, ratio, 1.0)), x


def counts(**said: int) -> Counts:
    """Just enough for days, but for what is said."""
    enough = {
        "episodes_with": 5, "units_with": 10, "episodes_without": 5, "units_without": 32, "known_days": 60,
        "asked_days": 100,
    }  # fmt: skip
    return Counts(**(enough | said))


ENOUGH_DAYS: list[tuple[str, Counts, bool]] = [
    ("all at their least", counts(), True),
    ("41 days", counts(units_without=31), False),
    ("9 days with", counts(units_with=9, units_without=90), False),
    ("9 days without", counts(units_with=90, units_without=9), False),
    ("9 spasms", counts(episodes_with=4), False),
    ("10 spasms, all on one side", counts(episodes_with=10, episodes_without=0), True),
    ("59 % known", counts(known_days=59), False),
    ("no day counts", counts(known_days=0, asked_days=0), False),
]
ENOUGH_RUNS: list[tuple[str, Counts, bool]] = [
    ("all at their least", counts(units_without=10), True),
    ("9 longer", counts(units_with=9), False),
    ("9 shorter", counts(units_without=9), False),
    ("9 with a spasm", counts(units_without=10, episodes_without=4), False),
    ("59 % of days known", counts(units_without=10, known_days=59), False),
]


@pytest.mark.parametrize(("found", "enough"), [row[1:] for row in ENOUGH_DAYS], ids=[row[0] for row in ENOUGH_DAYS])
def test_minimums_of_days(found: Counts, enough: bool) -> None:
    assert found.is_enough(NOTE.unit) is enough


@pytest.mark.parametrize(("found", "enough"), [row[1:] for row in ENOUGH_RUNS], ids=[row[0] for row in ENOUGH_RUNS])
def test_minimums_of_runs(found: Counts, enough: bool) -> None:
    assert found.is_enough(RUN_EXPOSURES[0].unit) is enough


def result(**said: Any) -> Result:
    """A result that is mentioned as more often, but for what is said."""
    clear = {
        "ratio": 3.0, "low": 1.5, "high": 6.0, "windowed": True, "crude_ratio": 3.0, "exact_low": 1.6,
        "exact_high": 5.5, "widened_low": 1.2, "widened_high": 7.0, "p_central": 0.001, "p_mid": 0.001, "z": 3.0,
        "p_shift": 0.001, "p_adjusted": 0.02, "design_effect": 1.2, "dispersion": 1.0, "windows": 3, "seed": 1,
    }  # fmt: skip
    return Result(**(clear | said))


LESS = {"low": 0.2, "high": 0.7, "widened_low": 0.1, "widened_high": 0.9, "z": -3.0}
DECIDED: list[tuple[str, Result, Status]] = [
    ("all hold, p at the level", result(), Status.MORE),
    ("p above the level", result(p_adjusted=0.0201), Status.NO_CLEAR_DIFFERENCE),
    ("the windowed interval holds 1", result(low=0.99), Status.NO_CLEAR_DIFFERENCE),
    ("the windowed interval begins at 1", result(low=1.0), Status.NO_CLEAR_DIFFERENCE),
    ("the widened interval holds 1", result(widened_low=0.99), Status.NO_CLEAR_DIFFERENCE),
    ("fewer, all hold", result(**LESS), Status.LESS),
    ("fewer, the widened interval holds 1", result(**LESS | {"widened_high": 1.1}), Status.NO_CLEAR_DIFFERENCE),
    ("intervals on two sides", result(**LESS | {"low": 1.1, "high": 2.0}), Status.NO_CLEAR_DIFFERENCE),
    ("the shift test on the other side", result(z=-3.0), Status.NO_CLEAR_DIFFERENCE),
    ("no windowed interval, no bound", result(windowed=False, ratio=None, low=1.2, high=None), Status.MORE),
    ("a lower limit of 0 and none above", result(low=0.0, high=None), Status.NO_CLEAR_DIFFERENCE),
]


@pytest.mark.parametrize(("found", "status"), [row[1:] for row in DECIDED], ids=[row[0] for row in DECIDED])
def test_what_may_be_mentioned(found: Result, status: Status) -> None:
    assert decide(found) is status


def test_below_the_minimum_nothing_is_worked_out() -> None:
    y, x = random_days(41, 1)
    (found,) = compare_family(table(y, x))
    assert found.status is Status.NOT_ENOUGH and found.result is None
    assert found.counts.units == 41


def test_counts_of_a_day_need_both_known() -> None:
    y = [1, 2, -1, 0, 1, 0]
    x = [1, -1, 1, 0, 0, 1]
    (found,) = count_family(table(y, x))
    assert found.counts == Counts(
        episodes_with=1,
        units_with=2,
        episodes_without=1,
        units_without=2,
        left_out=2,
        known_days=5,
        asked_days=6,
    )


def test_a_pause_does_not_lower_the_coverage() -> None:
    y, x = random_days(100, 2, rate=0.6)
    y[55:] = -1
    assert compare_family(table(y, x))[0].status is Status.NOT_ENOUGH
    assert compare_family(table(y, x, paused=10))[0].result is not None


def test_yes_and_no_swapped_is_the_mirror() -> None:
    y, x = random_days(112, 3, ratio=3)
    (one,), (other,) = compare_family(table(y, x)), compare_family(table(y, 1 - x))
    assert one.status is Status.MORE and other.status is Status.LESS
    assert one.result is not None and other.result is not None
    assert one.result.p_shift == other.result.p_shift
    assert one.result.ratio == pytest.approx(1 / other.result.ratio)  # type: ignore[operator]
    assert one.result.low == pytest.approx(1 / other.result.high)  # type: ignore[operator]
    assert one.result.design_effect == pytest.approx(other.result.design_effect)


def test_the_order_of_the_notes_and_the_date_change_nothing() -> None:
    y, x = random_days(112, 4, ratio=2)
    _y, other = random_days(112, 5)
    forth, back = compare_family(table(y, x, other)), compare_family(table(y, other, x))
    later = compare_family(replace(table(y, x, other), first=date(2027, 3, 1)))
    assert [each.result for each in forth] == [each.result for each in reversed(back)]
    assert forth == later


def test_more_notes_with_enough_data_make_every_p_larger() -> None:
    y, x = random_days(112, 6, ratio=2)
    others = [random_days(112, seed)[1] for seed in (7, 8, 9)]
    (alone,) = compare_family(table(y, x))
    family = compare_family(table(y, x, *others))
    assert alone.result is not None and family[0].result is not None
    assert alone.result.p_shift == family[0].result.p_shift
    assert alone.result.p_adjusted == alone.result.p_shift
    shift = [each.result.p_shift for each in family if each.result is not None]
    assert [each.result.p_adjusted for each in family if each.result is not None] == holm(shift)


def test_a_note_without_enough_data_is_no_part_of_the_family() -> None:
    y, x = random_days(112, 6, ratio=2)
    rare = np.zeros(112, np.int8)
    rare[:9] = 1
    found = compare_family(table(y, x, rare))
    assert found[1].result is None
    assert found[0] == compare_family(table(y, x))[0]


def test_the_headline_is_within_windows() -> None:
    y, x = random_days(112, 10, ratio=3)
    (found,) = compare_family(table(y, x))
    assert found.result is not None and found.result.windowed and found.result.windows == 4
    expected = windowed_ratio(count_windows(y, x), found.result.design_effect)
    assert (found.result.ratio, found.result.low, found.result.high) == expected[:3]


def test_where_no_window_compares_the_widened_crude_limits_stand() -> None:
    y, x = random_days(56, 11, rate=0.8)
    x[:] = np.repeat([1, 0], 28)  # with the note throughout the first window, without it in the second
    (found,) = compare_family(table(y, x))
    assert found.result is not None and not found.result.windowed
    assert found.result.ratio == found.result.crude_ratio
    assert (found.result.low, found.result.high) == (found.result.widened_low, found.result.widened_high)
    assert found.status is Status.NO_CLEAR_DIFFERENCE  # a slow drift would look like this


def test_all_spasms_on_days_with_a_note_have_no_upper_bound() -> None:
    random = np.random.default_rng(12)
    x = (random.random(84) < 0.4).astype(np.int8)
    y = np.where(x == 1, random.poisson(0.8, 84), 0)
    (found,) = compare_family(table(y, x))
    assert found.status is Status.MORE and found.result is not None
    assert found.result.ratio is None and found.result.high is None and (found.result.low or 0) > 1


def test_the_lines_are_kept() -> None:
    days = DayTable(FIRST, np.zeros(3, np.int64), DAY_EXPOSURES, (np.zeros(3, np.int8),) * 8, low_water_ml=1200.0)
    found = {each.exposure.id: each.line for each in count_family(days)}
    assert (found["low_water"], found["hot_day"], found["short_sleep"], found["heels"]) == (1200, 27, 6.5, None)


# -- runs ----------------------------------------------------------------------------------------------


def runs(y: list[int], *labels: list[int], every: int = 3) -> tuple[DayTable, RunTable]:
    """A run every few days, all days known and without a spasm of their own."""
    days = every * len(y)
    columns = tuple(np.asarray(x, np.int8) for x in labels)
    lines = (8000.0, 20.0, 5.0)[: len(labels)]
    return (
        DayTable(FIRST, np.zeros(days, np.int64), (), ()),
        RunTable(days, np.arange(0, days, every), np.asarray(y, np.int8), RUN_EXPOSURES[: len(labels)], columns, lines),
    )


def test_runs_are_compared_with_runs() -> None:
    random = np.random.default_rng(13)
    x = random.integers(0, 2, 60)
    y = (random.random(60) < np.where(x == 1, 0.7, 0.15)).astype(int)
    (found,) = compare_family(*runs(y.tolist(), x.tolist()))
    assert found.status is Status.MORE and found.line == 8000
    assert found.counts.units == 60 and found.counts.episodes_with == int((y * x).sum())
    assert found.result is not None and found.result.dispersion is None and found.result.windows == 6
    groups = count_groups(y, x, window_of_day(180)[np.arange(0, 180, 3)], 6)
    expected = windowed_share_ratio(groups, found.result.design_effect)
    assert (found.result.ratio, found.result.low, found.result.high) == expected[:3]


def test_runs_without_a_label_or_an_outcome_are_left_out() -> None:
    (found,) = count_family(*runs([1, 0, -1, 1], [1, -1, 0, 0]))
    assert (found.counts.units, found.counts.left_out) == (2, 2)


def test_runs_that_can_be_shifted_in_too_few_ways_are_not_enough() -> None:
    # 20 runs in one window: 20 orders, so that no p can be below 1/20
    y, x = [1, 0] * 10, [1, 1, 0, 0] * 5
    (found,) = compare_family(*runs(y, x, every=1))
    assert found.counts.is_enough(found.exposure.unit)
    assert found.status is Status.NOT_ENOUGH and found.too_few_orders and found.result is None
    assert count_family(*runs(y, x, every=1)) == (found,)


def test_four_more_runs_in_a_second_window_are_orders_enough() -> None:
    y, x = [1, 0] * 12, [1, 1, 0, 0] * 6
    days, few = runs(y, x, every=1)
    more = replace(few, calendar_days=56, day=np.concatenate([np.arange(20), np.arange(30, 34)]))
    (found,) = compare_family(replace(days, y=np.zeros(56, np.int64)), more)
    assert not found.too_few_orders and found.result is not None  # 20 x 4 = 80 orders, more than 1 / 0.02


def test_what_can_never_be_decided_is_no_part_of_the_family() -> None:
    _days, few = runs([1, 0] * 10, [1, 1, 0, 0] * 5, every=1)
    y, x = random_days(84, 15, ratio=3)
    with_runs = compare_family(table(y, x), replace(few, calendar_days=84))
    assert with_runs[1].too_few_orders
    assert with_runs[0] == compare_family(table(y, x))[0]


# -- whole diaries -------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from((-1, 0, 0, 0, 1, 2, 200)), st.integers(-1, 1)), min_size=1, max_size=40),
    st.integers(1, 5),
)
def test_whatever_was_noted_can_be_stored(rows: list[tuple[int, int]], times: int) -> None:
    y, x = np.repeat(np.array(rows * times), 2, axis=0).T
    found = compare_family(table(y, x, np.where(x < 0, 0, 1 - x)))
    json.dumps([asdict(each) for each in found], allow_nan=False)
    for each in found:
        if each.result is not None:
            assert each.result.p_shift <= each.result.p_adjusted <= 1
            low, ratio, high = each.result.low, each.result.ratio, each.result.high
            assert low is not None and (ratio is None or low <= ratio)
            assert high is None or (ratio is not None and ratio <= high)


def spells(days: int, seed: int, notes: int = 5) -> DayTable:
    """Good and bad spells, notes that come in runs of days, and nothing that links them; some days unknown."""
    random = np.random.default_rng(seed)
    mood = np.repeat(random.gamma(1.0, 1.0, days // 7 + 1), 7)[:days]
    y = random.poisson(0.4 * mood)
    y[random.random(days) < 0.1] = -1
    columns = [np.repeat(random.integers(0, 2, days // 4 + 1), 4)[:days] for _ in range(notes)]
    return table(y, *columns)


def mentioned(found: tuple[Comparison, ...]) -> list[str]:
    return [each.exposure.name for each in found if each.is_mentioned]


def test_a_diary_with_spells_and_no_link_mentions_nothing() -> None:
    assert [mentioned(compare_family(spells(168, seed))) for seed in range(8)] == [[]] * 8


def test_a_planted_note_is_the_one_mentioned() -> None:
    for seed in range(4):
        made = spells(224, 100 + seed)
        random = np.random.default_rng(seed)
        planted = (random.random(224) < 1 / 3).astype(np.int8)
        y = made.y + np.where(made.y >= 0, random.poisson(0.9 * planted), 0)
        found = compare_family(table(y, *made.x, planted))
        assert mentioned(found) == ["5"]
        assert found[5].status is Status.MORE
