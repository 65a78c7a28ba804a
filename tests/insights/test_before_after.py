"""Before and after: equal windows, known days alone, limits widened by spells, and what is missing until then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ChangeFacts, DiaryFacts
from calfstretch.domain.person import Programme
from calfstretch.insights.before_after import (
    MarkedDay,
    before_after,
    marked_days,
)
from calfstretch.insights.exact import ratio_limits
from calfstretch.insights.frequency import garwood

FIRST = date(2026, 3, 2)


def diary(spasms: list[int | None], *changes: int, programmes: tuple[int, ...] = ()) -> DiaryFacts:
    """A diary with so many spasms on each day; None = not known. Changes and programmes begin on days by number."""
    days = tuple(
        DayFacts(day=FIRST + timedelta(days=n), known=k is not None, spasms=k or 0) for n, k in enumerate(spasms)
    )
    today = FIRST + timedelta(days=len(spasms))
    return DiaryFacts(
        today,
        days,
        frozenset(),
        {},
        (),
        (),
        Coverage(today=today),
        tuple(ChangeFacts(f"c{n}", FIRST + timedelta(days=n), f"change {n}") for n in changes),
        tuple(Programme(id=f"p{n}", routine_id="r", first_day=FIRST + timedelta(days=n)) for n in programmes),
    )


def only(facts: DiaryFacts) -> MarkedDay:
    (marked,) = marked_days(facts)
    return marked


def test_a_programme_and_a_change_on_one_day_are_one_entry() -> None:
    facts = diary([0] * 60, 20, 40, programmes=(20, 30))
    assert [each.ids for each in marked_days(facts)] == [("c20", "p20"), ("p30",), ("c40",)]
    assert marked_days(facts)[0].texts == ("change 20",)


def test_a_programme_that_is_still_to_come_is_no_entry_and_one_of_today_is() -> None:
    facts = diary([0] * 60, programmes=(60, 61))
    assert [each.ids for each in marked_days(facts)] == [("p60",)]
    assert before_after(facts, only(facts)).days == 0


def test_both_sides_have_as_many_days_and_no_more_than_84() -> None:
    facts = diary([1] * 300, 100)
    found = before_after(facts, only(facts))
    assert found.days == 84
    assert found.before is not None
    assert found.after is not None
    assert (found.before.first, found.before.last) == (FIRST + timedelta(days=16), FIRST + timedelta(days=99))
    assert (found.after.first, found.after.last) == (FIRST + timedelta(days=100), FIRST + timedelta(days=183))


def test_a_short_side_shortens_the_other() -> None:
    facts = diary([1] * 130, 40)
    assert before_after(facts, only(facts)).days == 40
    facts = diary([1] * 130, 100)
    assert before_after(facts, only(facts)).days == 30


def test_rates_ratio_and_limits_are_those_of_the_known_days() -> None:
    spasms: list[int | None] = [1, 0] * 20 + [0, 0, 0, 1] * 10
    spasms[3] = spasms[50] = spasms[51] = None
    facts = diary(spasms, 40)
    found = before_after(facts, only(facts))
    assert found.before is not None
    assert found.after is not None
    assert found.missing is None
    before, after = found.before.counted, found.after.counted
    assert (before.known_days, before.spasms, after.known_days, after.spasms) == (39, 20, 38, 9)
    assert found.before.rate is not None
    assert (found.before.rate.low, found.before.rate.high) == garwood(20, 39)
    assert found.ratio == pytest.approx((9 / 38) / (20 / 39))
    assert found.dispersion == 1.0
    assert (found.ratio, found.low, found.high) == ratio_limits(9, 38, 20, 39)


def test_spells_widen_the_limits() -> None:
    facts = diary(([0] * 21 + [2] * 7) * 2 + ([0] * 21 + [1] * 7) * 2, 56)
    found = before_after(facts, only(facts))
    assert found.dispersion > 3
    plain = ratio_limits(14, 56, 28, 56)
    assert plain.high is not None
    assert found.high is not None
    assert found.low < plain.low
    assert found.high > plain.high


def test_filling_an_unknown_day_with_zero_would_change_the_rate() -> None:
    spasms: list[int | None] = [1] * 35 + [1] * 35
    spasms[40] = None
    honest = before_after(diary(spasms, 35), only(diary(spasms, 35)))
    spasms[40] = 0
    filled = before_after(diary(spasms, 35), only(diary(spasms, 35)))
    assert honest.ratio == pytest.approx(1.0)
    assert filled.ratio == pytest.approx(34 / 35)


def test_none_before_leaves_the_ratio_open_and_none_after_makes_it_zero() -> None:
    facts = diary([0] * 40 + [1] * 40, 40)
    found = before_after(facts, only(facts))
    assert (found.ratio, found.high) == (None, None)
    assert found.low > 1
    found = before_after(diary([1] * 40 + [0] * 40, 40), only(facts))
    assert (found.ratio, found.low) == (0.0, 0.0)
    assert found.high is not None
    assert found.high < 1


def test_too_few_noted_days_after_are_told_with_about_when() -> None:
    facts = diary([1] * 60, 40)
    missing = before_after(facts, only(facts)).missing
    assert missing is not None
    # both windows have 20 days so far; when both have 28 there is enough
    assert (missing.before_days, missing.after_days, missing.spasms, missing.full) == (20, 20, 40, False)
    assert missing.expected == FIRST + timedelta(days=68)


def test_about_when_goes_by_how_many_days_were_noted_lately() -> None:
    spasms = [1 if n % 2 else None for n in range(100)]
    spasms[:80] = [1] * 80
    missing = before_after(diary(spasms, 80), only(diary(spasms, 80))).missing
    assert missing is not None
    assert missing.after_days == 10
    # 18 of the last 28 days were noted; 18 more are needed
    assert missing.expected == FIRST + timedelta(days=80 + 20 + 28)


def test_a_diary_that_begins_too_late_before_it_never_has_enough() -> None:
    facts = diary([1] * 100, 20)
    found = before_after(facts, only(facts))
    assert found.missing is not None
    assert found.ratio is None
    assert (found.days, found.missing.before_days, found.missing.expected, found.missing.full) == (20, 20, None, True)


def test_a_change_before_the_diary_or_in_an_empty_one_has_no_sides() -> None:
    facts = diary([1] * 10, -5)
    found = before_after(facts, only(facts))
    assert (found.days, found.before, found.after) == (0, None, None)
    assert found.missing is not None
    assert found.missing.full
    assert before_after(diary([], 0), only(diary([], 0))).missing is not None


def test_too_few_spasms_are_told() -> None:
    spasms: list[int | None] = [0] * 80
    spasms[10] = spasms[60] = 4
    missing = before_after(diary(spasms, 40), only(diary(spasms, 40))).missing
    assert missing is not None
    assert (missing.spasms, missing.expected, missing.full) == (8, None, True)


def test_what_else_began_inside_the_days_is_named() -> None:
    facts = diary([1] * 200, 20, 100, programmes=(110, 190))
    found = before_after(facts, marked_days(facts)[1])
    assert [each.ids for each in found.others] == [("c20",), ("p110",)]


@settings(max_examples=50)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=70, max_size=120), st.integers(30, 60))
def test_limits_hold_the_ratio_and_no_unknown_day_is_counted(spasms: list[int | None], at: int) -> None:
    facts = diary(list(spasms), at)
    found = before_after(facts, only(facts))
    assert found.before is not None
    assert found.after is not None
    known = [k for k in spasms[at - found.days : at + found.days] if k is not None]
    assert found.before.counted.known_days + found.after.counted.known_days == len(known)
    assert found.before.counted.spasms + found.after.counted.spasms == sum(known)
    if found.missing is None and found.ratio is not None:
        assert found.low <= found.ratio
        assert found.high is None or found.ratio <= found.high
    if found.missing is not None:
        assert found.ratio is None
