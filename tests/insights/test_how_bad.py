"""How bad and how long: what is half of them, where a range enters, and that nothing unsaid is counted."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.how_bad import (
    BANDS_S,
    Length,
    eased,
    helped,
    how_bad,
    length,
    length_figures,
    pain_figures,
    period_before,
    running_length,
    running_pain,
)

FIRST = date(2026, 3, 2)


def spasm(n: int = 0, **said: Any) -> SpasmFacts:
    at = datetime(2026, 3, 2, 22, tzinfo=UTC) + timedelta(days=n)
    return SpasmFacts(id=f"s{n}", day=FIRST + timedelta(days=n), at=Moment(at, 0), **said)


def diary(*spasms: SpasmFacts, days: int = 60) -> DiaryFacts:
    known = tuple(DayFacts(day=FIRST + timedelta(days=n), known=True) for n in range(days))
    today = FIRST + timedelta(days=days)
    return DiaryFacts(today, known, frozenset(), {}, spasms, (), Coverage(today=today))


lengths = st.one_of(
    st.builds(lambda s: {"duration_s": float(s)}, st.integers(1, 4000)),
    st.builds(lambda band: {"duration_band": band}, st.sampled_from(sorted(BANDS_S))),
)


def test_half_of_the_pains_are_the_middle_or_more() -> None:
    figures = pain_figures([spasm(n, pain=pain) for n, pain in enumerate((6, 2, 9, 4))])
    assert figures == (4, 6, 2, 2, 9)


def test_no_pain_said_gives_no_figures_and_a_pain_of_zero_does() -> None:
    assert pain_figures([spasm(), spasm(1)]) is None
    assert pain_figures([spasm(pain=0)]) == (1, 0, 1, 0, 0)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_the_middle_pain_is_reached_by_half_and_by_no_fewer(pains: list[int]) -> None:
    figures = pain_figures([spasm(pain=pain) for pain in pains])
    assert figures is not None
    assert 2 * figures.reached >= figures.said
    assert 2 * sum(pain <= figures.middle for pain in pains) >= figures.said


def test_seconds_count_before_a_range() -> None:
    assert length(spasm(duration_s=40.0, duration_band="3_10")) == Length(40.0, 40.0)
    assert length(spasm(duration_band="over_10")) == Length(600.0, math.inf, "over_10")
    assert length(spasm()) is None


def test_a_range_enters_the_median_with_its_far_end() -> None:
    said = [{"duration_s": 20.0}, {"duration_band": "under_1"}, {"duration_s": 90.0}]
    figures = length_figures([spasm(**each) for each in said])
    assert figures is not None
    assert figures.half_within_s == 60.0
    assert figures.half_beyond_s == 20.0
    assert (figures.said, figures.as_range, figures.within) == (3, 1, 2)
    assert figures.longest == Length(90.0, 90.0)


def test_half_over_ten_minutes_has_no_upper_end() -> None:
    figures = length_figures([spasm(duration_band="over_10"), spasm(duration_band="over_10"), spasm(duration_s=5.0)])
    assert figures is not None
    assert math.isinf(figures.half_within_s)
    assert figures.half_beyond_s == 600.0


@settings(max_examples=50)
@given(st.lists(st.tuples(lengths, st.floats(0, 1)), min_size=1, max_size=30))
def test_whatever_the_ranges_really_were_half_lasted_within_and_half_beyond(said: list[tuple[Any, float]]) -> None:
    figures = length_figures([spasm(**each) for each, _share in said])
    assert figures is not None
    really = []
    for each, share in said:
        known = length(spasm(**each))
        assert known is not None
        really.append(known.low_s + share * (min(known.high_s, 9999.0) - known.low_s))
    assert 2 * sum(s <= figures.half_within_s for s in really) >= len(really)
    assert 2 * sum(s >= figures.half_beyond_s for s in really) >= len(really)
    assert max(really) <= figures.longest.high_s or math.isinf(figures.longest.high_s)


def test_the_running_median_begins_with_the_ninth_that_was_said() -> None:
    spasms = [spasm(n, pain=None if n == 3 else n % 10) for n in range(12)]
    points = running_pain(spasms, 9)
    assert [point.spasm.id for point in points] == ["s9", "s10", "s11"]
    assert points[0].low == points[0].high == 5.0
    assert running_pain(spasms[:9], 9) == []


@settings(max_examples=50)
@given(st.lists(lengths, min_size=5, max_size=30))
def test_the_running_median_lies_between_the_medians_of_the_ends(said: list[Any]) -> None:
    points = running_length([spasm(n, **each) for n, each in enumerate(said)], 5)
    assert len(points) == len(said) - 4
    for at, point in enumerate(points):
        last = [known for each in said[at : at + 5] if (known := length(spasm(**each)))]
        assert point.low == median(each.low_s for each in last)
        assert point.high == median(each.high_s for each in last)


def test_spasms_before_the_period_count_into_its_running_median() -> None:
    facts = diary(*(spasm(n, pain=5) for n in range(20)))
    assert len(how_bad(facts, FIRST + timedelta(days=15), FIRST + timedelta(days=19)).running_pain) == 5


def test_many_points_take_a_longer_running_median() -> None:
    facts = diary(*(spasm(n, pain=5) for n in range(200)), days=201)
    assert how_bad(facts, FIRST, FIRST + timedelta(days=99)).running_of == 9
    assert how_bad(facts, FIRST, FIRST + timedelta(days=200)).running_of == 25


def test_time_to_ease_is_counted_apart_with_a_stretch_and_without() -> None:
    spasms = [
        spasm(0, tried=(("stretch", "yes"),), eased_after_s=60.0),
        spasm(1, tried=(("massage", ""), ("stretch", "no")), eased_after_s=150.0),
        spasm(2, tried=(("stretch", ""),)),
        spasm(3, tried=(("massage", "a_bit"),), eased_after_s=400.0),
        spasm(4, eased_after_s=5.0),
    ]
    found = how_bad(diary(*spasms), FIRST, FIRST + timedelta(days=9))
    assert found.with_stretch == (3, 2, (1, 2))
    assert found.other == (1, 1, (0, 0))
    assert found.nothing_said == (1, 1, (1, 1))
    assert eased([]) == (0, 0, (0, 0))


def test_what_helped_is_counted_and_what_was_not_said_as_well() -> None:
    spasms = [
        spasm(0, tried=(("massage", "no"), ("stretch", "yes"))),
        spasm(1, tried=(("stretch", "a_bit"),)),
        spasm(2, tried=(("stretch", ""),)),
    ]
    assert helped(spasms) == (("stretch", 1, 1, 0, 1), ("massage", 0, 0, 1, 0))
    assert helped(spasms)[0].tried == 3


def test_spasms_outside_the_period_are_left_out() -> None:
    found = how_bad(
        diary(spasm(0, pain=9), spasm(5, pain=3), spasm(9, pain=9)), FIRST + timedelta(days=1), spasm(8).day
    )
    assert [each.id for each in found.spasms] == ["s5"]


@pytest.mark.parametrize(("first", "last", "found"), [(30, 59, (0, 29)), (31, 59, (2, 30)), (20, 59, None)])
def test_the_period_before_is_as_long_or_none(first: int, last: int, found: tuple[int, int] | None) -> None:
    days = None if found is None else tuple(FIRST + timedelta(days=n) for n in found)
    assert period_before(diary(), FIRST + timedelta(days=first), FIRST + timedelta(days=last)) == days


def test_the_order_of_the_rows_of_one_moment_changes_no_figure() -> None:
    spasms = [spasm(n // 3, pain=n % 7, duration_s=10.0 + 7 * n) for n in range(30)]
    one, other = (how_bad(diary(*rows), FIRST, FIRST + timedelta(days=20)) for rows in (spasms, spasms[::-1]))
    assert (one.pain, one.length, one.with_stretch, one.helped) == (
        other.pain,
        other.length,
        other.with_stretch,
        other.helped,
    )


def test_an_empty_diary_has_no_figures() -> None:
    found = how_bad(diary(), FIRST, FIRST + timedelta(days=20))
    assert (found.pain, found.length, found.helped, found.running_pain) == (None, None, (), ())
