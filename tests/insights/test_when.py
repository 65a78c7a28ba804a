"""Hours, weekdays, legs and zones: what was said is counted where it was said, what was not is counted nowhere."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.when import DIAL_ORDER, Weekday, as_json, dial, hour_of, leg_of, legs, stretch, when, zones

MONDAY = date(2026, 10, 19)
_NUMBER = count()


def spasm(begin: str, end: str | None = None, day: date = MONDAY, **said: object) -> SpasmFacts:
    """One spasm, begin and end as ISO 8601 with offset."""
    until = None if end is None else Moment.parse(end)
    return SpasmFacts(f"spasm-{next(_NUMBER)}", day, Moment.parse(begin), until, **said)  # type: ignore[arg-type]


def facts(days: list[DayFacts], spasms: list[SpasmFacts] | None = None) -> DiaryFacts:
    today = days[-1].day + timedelta(days=1)
    return DiaryFacts(today, tuple(days), frozenset(), {}, tuple(spasms or ()), (), Coverage(today=today))


@pytest.mark.parametrize(
    ("begin", "end", "hour"),
    [
        ("2026-10-20T00:00:00+02:00", None, 0),
        ("2026-10-19T23:59:59+02:00", None, 23),
        ("2026-10-19T12:00:00+02:00", None, 12),
        ("2026-10-19T11:59:00+02:00", None, 11),
        # inside one hour, and from full hour to full hour
        ("2026-10-20T02:10:00+02:00", "2026-10-20T02:50:00+02:00", 2),
        ("2026-10-20T02:00:00+02:00", "2026-10-20T03:00:00+02:00", 2),
        ("2026-10-19T23:00:00+02:00", "2026-10-20T00:00:00+02:00", 23),
        ("2026-10-20T02:10:00+02:00", "2026-10-20T02:10:00+02:00", 2),
        # over the hour, over midnight, the same hour of another date
        ("2026-10-20T02:10:00+02:00", "2026-10-20T03:01:00+02:00", None),
        ("2026-10-19T22:00:00+02:00", "2026-10-20T07:00:00+02:00", None),
        ("2026-10-19T02:10:00+02:00", "2026-10-20T02:10:00+02:00", None),
        # 02:30 twice, summer time ends; its two readings are one hour of the dial, also as an interval
        ("2026-10-25T02:30:00+02:00", None, 2),
        ("2026-10-25T02:30:00+01:00", None, 2),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:40:00+01:00", 2),
        ("2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00", 2),
        # the hour the clocks leap over in spring
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:10:00+02:00", None),
        # the clock where the person was, not the one at home
        ("2026-10-20T02:14:00+09:00", None, 2),
        ("2026-10-20T02:14:00-11:30", None, 2),
    ],
)
def test_the_hour_is_that_of_the_local_clock(begin: str, end: str | None, hour: int | None) -> None:
    assert hour_of(spasm(begin, end)) == hour


def test_what_a_check_in_counted_has_no_hour() -> None:
    drafted = spasm("2026-10-19T04:00:00+02:00", "2026-10-20T04:00:00+02:00", whole_day=True)
    assert hour_of(drafted) is None


def test_spasms_without_an_hour_are_counted_beside_the_dial() -> None:
    night = spasm("2026-10-19T22:00:00+02:00", "2026-10-20T07:00:00+02:00", night=True)
    drafted = spasm("2026-10-19T04:00:00+02:00", "2026-10-20T04:00:00+02:00", whole_day=True)
    found = dial([spasm("2026-10-20T02:14:00+02:00"), night, drafted])
    assert (found.timed, found.loose, found.loose_night) == (1, 2, 1)
    assert found.hours[2] == sum(found.hours) == 1


def test_the_night_runs_from_22_to_7() -> None:
    begins = [f"2026-10-20T{hour:02d}:00:00+02:00" for hour in range(24)]
    found = dial([spasm(begin) for begin in begins])
    assert found.night == 9
    assert dial([spasm("2026-10-20T07:00:00+02:00"), spasm("2026-10-20T21:59:00+02:00")]).night == 0


def test_the_dial_begins_at_noon() -> None:
    assert DIAL_ORDER[0] == 12
    assert DIAL_ORDER[-1] == 11
    assert sorted(DIAL_ORDER) == list(range(24))


def hours(**counts: int) -> list[int]:
    return [counts.get(f"h{hour}", 0) for hour in range(24)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (hours(h0=4, h1=6, h2=4, h15=8), (0, 14)),
        # over midnight
        (hours(h23=5, h0=6, h1=5), (23, 16)),
        (hours(h22=5, h23=6, h0=5), (22, 16)),
        # one full hour: it stands in the middle
        (hours(h3=12), (2, 12)),
        # too few with an hour
        (hours(h0=3, h1=3, h2=3), None),
        (hours(h0=3, h1=4, h2=3), (0, 10)),
        # nothing stands out
        ([1] * 24, None),
        # two stretches apart have equally many
        (hours(h2=6, h14=6), None),
    ],
)
def test_the_three_hours_with_the_most(counts: list[int], expected: tuple[int, int] | None) -> None:
    assert stretch(counts) == expected


def test_a_stretch_ends_three_hours_later() -> None:
    found = stretch(hours(h23=12, h22=1, h0=1))
    assert found is not None
    assert (found.first, found.end) == (22, 1)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 20), min_size=24, max_size=24))
def test_a_stretch_never_has_less_than_any_other(counts: list[int]) -> None:
    found = stretch(counts)
    if found is not None:
        assert found.spasms == max(sum(counts[(at + n) % 24] for n in range(3)) for at in range(24))
        assert found.spasms == sum(counts[(found.first + n) % 24] for n in range(3))
        assert found.spasms * 3 >= sum(counts) >= 10


def test_a_weekday_counts_noted_days_alone() -> None:
    days = [DayFacts(MONDAY + timedelta(days=n), known=n != 7, spasms=1 if n in (0, 7) else 0) for n in range(21)]
    found = when(facts(days), MONDAY, MONDAY + timedelta(days=20)).weekdays
    assert [day.number for day in found] == [1, 2, 3, 4, 5, 6, 7]
    assert (found[0].known_days, found[0].spasms, found[0].per_day) == (2, 1, 0.5)
    assert (found[1].known_days, found[1].spasms, found[1].per_day) == (3, 0, 0.0)
    assert not found[1].enough


def test_a_weekday_never_noted_has_no_rate() -> None:
    found = when(facts([DayFacts(MONDAY, known=False, spasms=3)]), MONDAY, MONDAY).weekdays
    assert found[0] == (1, 0, 0)
    assert found[0].per_day is None


def test_four_noted_days_are_enough_for_a_weekday() -> None:
    days = [DayFacts(MONDAY + timedelta(weeks=n), known=True) for n in range(4)]
    assert when(facts(days), MONDAY, days[-1].day).weekdays[0].enough
    assert not when(facts(days), MONDAY, days[-2].day).weekdays[0].enough


@pytest.mark.parametrize(
    ("leg", "marked", "expected"),
    [
        (None, (), None),
        ("both", (), "both"),
        ("left", ("left:arch",), "left"),
        (None, ("right:heel_cord",), "right"),
        (None, ("left:arch", "right:arch"), "both"),
        (None, ("both:arch",), "both"),
    ],
)
def test_the_leg_is_as_said_or_as_the_zones_tell(leg: str | None, marked: tuple[str, ...], expected: str) -> None:
    assert leg_of(spasm("2026-10-20T02:14:00+02:00", leg=leg, zones=marked)) == expected


def test_legs_and_zones_are_counted() -> None:
    at = "2026-10-20T02:14:00+02:00"
    spasms = [
        spasm(at, leg="left", zones=("left:outer_calf", "left:heel_cord")),
        spasm(at, leg="both", zones=("both:outer_calf",)),
        spasm(at, leg="right"),
        spasm(at),
    ]
    assert legs(spasms) == (1, 1, 1, 1)
    found = zones(spasms)
    assert len(found) == 14
    assert {place: n for place, n in found.items() if n} == {
        ("left", "outer_calf"): 2,
        ("right", "outer_calf"): 1,
        ("left", "heel_cord"): 1,
    }
    whole = when(facts([DayFacts(MONDAY)], spasms), MONDAY, MONDAY)
    assert (whole.zoned, whole.unzoned) == (2, 2)


def test_spasms_on_days_not_known_are_described_too_and_no_other_days() -> None:
    before = spasm("2026-10-18T02:00:00+02:00", day=MONDAY - timedelta(days=1))
    inside = spasm("2026-10-19T13:00:00+02:00")
    found = when(facts([DayFacts(MONDAY, known=False, spasms=1)], [before, inside]), MONDAY, MONDAY)
    assert found.spasms == (inside,)
    assert found.dial.hours[13] == 1
    assert found.unknown == 1


@settings(max_examples=50)
@given(st.lists(st.integers(0, 60 * 24 * 40), max_size=40), st.integers(-840, 840))
def test_a_shift_by_whole_weeks_and_another_zone_change_nothing(minutes: list[int], zone_min: int) -> None:
    def made(weeks: int, offset_min: int) -> list[SpasmFacts]:
        start = datetime.fromisoformat("2026-01-05T00:00:00+00:00") + timedelta(weeks=weeks)
        moments = (start + timedelta(minutes=n - offset_min) for n in minutes)
        return [SpasmFacts(str(n), MONDAY, Moment(utc, 60 * offset_min)) for n, utc in enumerate(moments)]

    assert dial(made(0, 0)) == dial(made(5, 0)) == dial(made(0, zone_min)) == dial(reversed(made(0, 0)))
    assert sum(dial(made(0, 0)).hours) == len(minutes)


def test_the_limits_of_a_weekday_are_garwoods_for_a_day() -> None:
    # chi2.ppf(.025, 10) / 2 / 12 and chi2.ppf(.975, 12) / 2 / 12
    assert Weekday(1, 12, 5).limits() == pytest.approx((0.135290532, 0.972361007))
    assert Weekday(1, 4, 0).limits() == pytest.approx((0, 0.922219864))
    assert Weekday(1, 3, 2).limits() is None


def test_every_number_stands_in_the_json() -> None:
    days = [DayFacts(MONDAY, known=True, spasms=1)]
    found = as_json(when(facts(days, [spasm("2026-10-20T02:14:00+02:00", leg="left")]), MONDAY, MONDAY))
    assert json.loads(json.dumps(found)) == found
    assert found["hours"][2] == 1
    assert found["night"] == {"from_hour": 22, "to_hour": 7, "spasms": 1}
    assert found["stretch"] is None
    monday = {"weekday": 1, "known_days": 1, "spasms": 1, "per_day": 1.0, "low": None, "high": None, "enough": False}
    assert found["weekdays"][0] == monday
    assert found["legs"] == {"left": 1, "right": 0, "both": 0, "not_said": 0}
    assert found["without_zone"] == 1
    assert found["on_unknown_days"] == 0
    assert (found["runs"], found["in_runs"]) == (0, None)
