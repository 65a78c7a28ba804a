"""Which diary day a moment belongs to: a table of cases for every rule, and what the program may type of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.day import (
    Activity,
    ActivityKind,
    CheckIn,
    DayItem,
    Drink,
    Item,
    Pause,
    diary_day,
    ended,
    in_night,
    number_text,
)
from calfstretch.domain.episode import Context, Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Source
from calfstretch.domain.session_log import Session


@dataclass(frozen=True)
class Case:
    """One row: a moment with its offset, what is known of it, and the day it must stand on."""

    rule: str
    at: str
    day: str
    woke: bool = False
    day_start_h: int = 4
    night: bool = False


CASES = [
    Case("noon is its own date", "2026-11-22T12:00+01:00", "2026-11-22"),
    Case("the day begins at 04:00", "2026-11-22T04:00+01:00", "2026-11-22"),
    Case("the second before is the day before, in its night", "2026-11-22T03:59:59+01:00", "2026-11-21", night=True),
    Case("midnight is the night of the day before", "2026-11-22T00:00+01:00", "2026-11-21", night=True),
    Case("the evening is the day itself, not yet its night", "2026-11-22T23:59+01:00", "2026-11-22"),
    Case("02:14 asleep is one day back, never two", "2026-11-22T02:14+01:00", "2026-11-21", woke=True, night=True),
    Case("05:30 asleep is the day before", "2026-11-22T05:30+01:00", "2026-11-21", woke=True, night=True),
    Case("05:30 awake is its own date", "2026-11-22T05:30+01:00", "2026-11-22"),
    Case("11:59 asleep is the day before", "2026-11-22T11:59:59+01:00", "2026-11-21", woke=True, night=True),
    Case("noon asleep (a nap) is its own date", "2026-11-22T12:00+01:00", "2026-11-22", woke=True, night=True),
    Case("23:30 asleep is its own date", "2026-11-22T23:30+01:00", "2026-11-22", woke=True, night=True),
    Case("the first of a month goes back a month", "2026-03-01T01:00+01:00", "2026-02-28", night=True),
    Case("the first of March in a leap year", "2028-03-01T01:00+01:00", "2028-02-29", night=True),
    Case("New Year's night is the old year's", "2027-01-01T00:30+01:00", "2026-12-31", night=True),
    # A changed boundary.
    Case("boundary 0: midnight begins the day", "2026-11-22T00:00+01:00", "2026-11-22", day_start_h=0),
    Case("boundary 0: asleep is still the night before", "2026-11-22T02:14+01:00", "2026-11-21", True, 0, True),
    Case("boundary 6: 05:59 is the day before", "2026-11-22T05:59+01:00", "2026-11-21", day_start_h=6, night=True),
    Case("boundary 6: 05:59 asleep is one day back too", "2026-11-22T05:59+01:00", "2026-11-21", True, 6, True),
    Case("boundary 11: 10:59 is the day before", "2026-11-22T10:59+01:00", "2026-11-21", day_start_h=11, night=True),
    Case("boundary 11: 11:00 is its own date", "2026-11-22T11:00+01:00", "2026-11-22", day_start_h=11),
    # Clocks forward: Berlin 29 March 2026 at 02:00, New York 8 March, Lord Howe 4 October, Casablanca after Ramadan.
    Case("Berlin forward: before the gap", "2026-03-29T01:59+01:00", "2026-03-28", night=True),
    Case("Berlin forward: after the gap", "2026-03-29T03:00+02:00", "2026-03-28", night=True),
    Case("Berlin forward: 04:00 comes an hour early", "2026-03-29T04:00+02:00", "2026-03-29"),
    Case("New York forward: after the gap", "2026-03-08T03:00-04:00", "2026-03-07", night=True),
    Case("New York forward: 04:00", "2026-03-08T04:00-04:00", "2026-03-08"),
    Case("Lord Howe forward by half an hour", "2026-10-04T02:30+11:00", "2026-10-03", night=True),
    Case("Lord Howe forward: 04:00", "2026-10-04T04:00+11:00", "2026-10-04"),
    Case("Casablanca forward after Ramadan", "2026-03-22T03:00+01:00", "2026-03-21", night=True),
    Case("Casablanca forward: 04:00", "2026-03-22T04:00+01:00", "2026-03-22"),
    # Clocks back: the doubled hour stands on the same day both times.
    Case("Berlin back: 02:30 for the first time", "2026-10-25T02:30+02:00", "2026-10-24", night=True),
    Case("Berlin back: 02:30 for the second time", "2026-10-25T02:30+01:00", "2026-10-24", night=True),
    Case("Berlin back: 03:59 of a night of nine hours", "2026-10-25T03:59+01:00", "2026-10-24", night=True),
    Case("Berlin back: 04:00", "2026-10-25T04:00+01:00", "2026-10-25"),
    Case("Berlin back, boundary 2: the doubled hour, first", "2026-10-25T02:30+02:00", "2026-10-25", day_start_h=2),
    Case("Berlin back, boundary 2: the doubled hour, second", "2026-10-25T02:30+01:00", "2026-10-25", day_start_h=2),
    Case("New York back: 01:30, first", "2026-11-01T01:30-04:00", "2026-10-31", night=True),
    Case("New York back: 01:30, second", "2026-11-01T01:30-05:00", "2026-10-31", night=True),
    Case("Lord Howe back by half an hour: 01:45, first", "2026-04-05T01:45+11:00", "2026-04-04", night=True),
    Case("Lord Howe back by half an hour: 01:45, second", "2026-04-05T01:45+10:30", "2026-04-04", night=True),
    Case("Casablanca back before Ramadan: 02:30, first", "2026-02-15T02:30+01:00", "2026-02-14", night=True),
    Case("Casablanca back before Ramadan: 02:30, second", "2026-02-15T02:30+00:00", "2026-02-14", night=True),
    # Travel: the offset of the moment decides, not the computer's.
    Case("the same instant in Berlin", "2026-11-22T05:00+01:00", "2026-11-22"),
    Case("the same instant in New York", "2026-11-21T23:00-05:00", "2026-11-21"),
    Case("a flight west over the date line: before", "2026-11-22T09:00+13:00", "2026-11-22"),
    Case("a flight west over the date line: an hour later", "2026-11-21T11:00-10:00", "2026-11-21"),
    Case("Kiritimati, 14 hours ahead", "2026-11-22T04:00+14:00", "2026-11-22"),
    Case("Nepal, an odd offset", "2026-11-22T03:59+05:45", "2026-11-21", night=True),
]


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_moment_stands_on_its_diary_day(case: Case) -> None:
    day = diary_day(Moment.parse(case.at), case.day_start_h, woke=case.woke)
    assert day == date.fromisoformat(case.day)
    assert in_night(Moment.parse(case.at), day, woke=case.woke) is case.night


@pytest.mark.parametrize("case", [case for case in CASES if not case.woke], ids=lambda case: case.rule)
def test_every_kind_of_entry_stands_on_the_day_of_its_moment(case: Case) -> None:
    at = Moment.parse(case.at)
    entries = [
        Drink(at=at, ml=200),
        Activity(at=at, kind=ActivityKind.RUN),
        Session(purpose="daily", started_at=at),
        Episode(at=at),
    ]
    assert {entry.diary_day(case.day_start_h) for entry in entries} == {date.fromisoformat(case.day)}


offsets = st.integers(-12 * 3600, 14 * 3600)
instants = st.datetimes(
    min_value=Moment.parse("1951-01-01T00:00Z").local, max_value=Moment.parse("2149-12-31T00:00Z").local
)


@given(instants, offsets, st.integers(0, 11), st.booleans())
def test_diary_day_is_the_local_date_or_the_one_before(at: Any, offset_s: int, start_h: int, woke: bool) -> None:
    moment = Moment.parse(f"{at.isoformat(timespec='seconds')}+00:00")
    moment = Moment(moment.utc, offset_s)
    back = moment.local.date() - diary_day(moment, start_h, woke=woke)
    assert back in (timedelta(0), timedelta(days=1))
    assert (back == timedelta(days=1)) is (moment.local.hour < (12 if woke else start_h))


ENDED = [
    ("its evening", "2026-11-22T23:00+01:00", False),
    ("its night", "2026-11-23T03:59+01:00", False),
    ("the next day's boundary", "2026-11-23T04:00+01:00", True),
    ("a day before it", "2026-11-21T12:00+01:00", False),
    ("weeks later", "2026-12-24T12:00+01:00", True),
]


@pytest.mark.parametrize(("now", "over"), [case[1:] for case in ENDED], ids=[case[0] for case in ENDED])
def test_diary_day_is_over_when_its_night_is(now: str, over: bool) -> None:
    assert ended(date(2026, 11, 22), Moment.parse(now)) is over


INTERVALS: list[tuple[str, str, str, dict[str, Any], int, str, bool]] = [
    (
        "some time that night, asleep, stands on the evening's day",
        "2026-11-21T22:00+01:00",
        "2026-11-22T06:00+01:00",
        {"context": Context.ASLEEP},
        4,
        "2026-11-21",
        True,
    ),
    (
        "from after midnight it is the night of the day before",
        "2026-11-22T01:00+01:00",
        "2026-11-22T03:00+01:00",
        {},
        4,
        "2026-11-21",
        True,
    ),
    (
        "in one morning and asleep it is as good as a moment",
        "2026-11-22T05:00+01:00",
        "2026-11-22T06:00+01:00",
        {"minutes_awake": 20},
        4,
        "2026-11-21",
        True,
    ),
    (
        "in one morning and awake it is its own date",
        "2026-11-22T05:00+01:00",
        "2026-11-22T06:00+01:00",
        {},
        4,
        "2026-11-22",
        False,
    ),
    (
        "in the afternoon it is no night",
        "2026-11-22T14:00+01:00",
        "2026-11-22T16:00+01:00",
        {},
        4,
        "2026-11-22",
        False,
    ),
    (
        "a whole day (a draft of a check-in) is that day, in no night",
        "2026-11-22T04:00+01:00",
        "2026-11-23T04:00+01:00",
        {},
        4,
        "2026-11-22",
        False,
    ),
    (
        "a whole day described as asleep stays on its day, in its night",
        "2026-11-22T04:00+01:00",
        "2026-11-23T04:00+01:00",
        {"context": Context.ASLEEP},
        4,
        "2026-11-22",
        True,
    ),
    (
        "a whole day stays where it is when the boundary moves later",
        "2026-11-22T04:00+01:00",
        "2026-11-23T04:00+01:00",
        {},
        7,
        "2026-11-22",
        False,
    ),
    (
        "a whole day of 23 hours as well",
        "2026-03-28T04:00+01:00",
        "2026-03-29T04:00+02:00",
        {"context": Context.ASLEEP},
        5,
        "2026-03-28",
        True,
    ),
]


@pytest.mark.parametrize(
    ("at", "until", "said", "start_h", "day", "night"),
    [case[1:] for case in INTERVALS],
    ids=[case[0] for case in INTERVALS],
)
def test_interval_belongs_to_its_start(
    at: str, until: str, said: dict[str, Any], start_h: int, day: str, night: bool
) -> None:
    episode = Episode(at=Moment.parse(at), until=Moment.parse(until), **said)
    assert episode.diary_day(start_h) == date.fromisoformat(day)
    assert episode.at_night(start_h) is night


WOKE: list[tuple[str, dict[str, Any], bool]] = [
    ("nothing said", {}, False),
    ("asleep", {"context": Context.ASLEEP}, True),
    ("asleep and back to sleep at once", {"context": Context.ASLEEP, "minutes_awake": 0}, True),
    ("minutes awake, context not said", {"minutes_awake": 1}, True),
    ("no minute awake, context not said", {"minutes_awake": 0}, False),
    ("minutes awake, but walking", {"context": Context.WALKING, "minutes_awake": 30}, False),
]


@pytest.mark.parametrize(("said", "woke"), [case[1:] for case in WOKE], ids=[case[0] for case in WOKE])
def test_woke_is_asleep_or_minutes_awake_without_a_context(said: dict[str, Any], woke: bool) -> None:
    episode = Episode(at=Moment.parse("2026-11-22T05:30+01:00"), **said)
    assert episode.woke is woke
    assert episode.diary_day(4) == date(2026, 11, 21 if woke else 22)
    assert episode.at_night(4) is woke


def test_night_said_of_an_evening_counts_as_night() -> None:
    episode = Episode(at=Moment.parse("2026-11-22T23:30+01:00"), context=Context.THAT_NIGHT)
    assert episode.at_night(4)
    assert episode.diary_day(4) == date(2026, 11, 22)


ITEMS: list[tuple[str, str, str | None]] = [
    (Item.WATER, "1500", "1500"),
    (Item.WATER, "1500.0", "1500"),
    (Item.WATER, " 1.5e3 ", "1500"),
    (Item.WATER, "0", "0"),
    (Item.WATER, "-0", "0"),
    (Item.WATER, "-1", None),
    (Item.WATER, "20001", None),
    (Item.WATER, "nan", None),
    (Item.WATER, "inf", None),
    (Item.WATER, "a lot", None),
    (Item.WATER, "", None),
    (Item.WATER_LEVEL, "less", "less"),
    (Item.WATER_LEVEL, "lots", None),
    (Item.SLEEP_H, "6.5", "6.5"),
    (Item.SLEEP_H, "24.1", None),
    (Item.MAX_TEMP_C, "-12.5", "-12.5"),
    (Item.MAX_TEMP_C, "61", None),
    (Item.HEELS, "yes", "yes"),
    (Item.HEELS, "no", "no"),
    (Item.HEELS, "maybe", None),
    (Item.NOTE, "ran & <b>fell</b> \U0001f9b5\U0001f3fd", "ran & <b>fell</b> \U0001f9b5\U0001f3fd"),
    (Item.NOTE, "a\0b\ud800c", "abc"),
    (Item.NOTE, "x" * 20_000, "x" * 20_000),
    (Item.NOTE, "x" * 20_001, None),
    ("tag:garden", "yes", "yes"),
    ("tag:", "yes", None),
    ("tag: ", "yes", None),
    ("tag:a/b", "yes", None),
    ("tag:" + "x" * 97, "yes", None),
    ("colour", "red", None),
]


@pytest.mark.parametrize(("item", "value", "kept"), ITEMS)
def test_day_item_keeps_what_it_may_hold(item: str, value: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(ValueError):
            DayItem(day=date(2026, 11, 22), item=item, value=value)
    else:
        assert DayItem(day=date(2026, 11, 22), item=item, value=value).value == kept


@given(st.floats(0, 20_000).map(lambda value: round(value, 6)))
def test_number_text_reads_back_as_the_same_number(value: float) -> None:
    assert float(number_text(value)) == value


def test_day_item_is_one_per_day_and_item() -> None:
    one = DayItem(day=date(2026, 11, 22), item=Item.WATER, value="1500")
    other = DayItem(day=date(2026, 11, 22), item=Item.WATER, value="900", source=Source.SUGGESTED)
    assert one.id == other.id
    assert one.id != DayItem(day=date(2026, 11, 23), item=Item.WATER, value="1500").id
    assert (one.unit, one.number) == ("ml", 1500)


def test_check_in_of_a_day_has_the_same_identity_on_two_computers() -> None:
    assert CheckIn(day=date(2026, 11, 22), spasms=0).id == CheckIn(day=date(2026, 11, 22), spasms=3).id
    assert CheckIn(day=date(2026, 11, 22), spasms=0).id != CheckIn(day=date(2026, 11, 23), spasms=0).id


@pytest.mark.parametrize("year", [1, 1949, 2151, 9999])
def test_impossible_years_are_refused(year: int) -> None:
    day = date(year, 6, 1)
    with pytest.raises(ValueError, match=str(year)):
        CheckIn(day=day, spasms=0)
    with pytest.raises(ValueError, match=str(year)):
        DayItem(day=day, item=Item.NOTE, value="x")
    with pytest.raises(ValueError, match=str(year)):
        Pause(first_day=day, last_day=day)


def test_leap_day_is_a_day() -> None:
    assert DayItem(day=date(2028, 2, 29), item=Item.NOTE, value="x").id == "2028-02-29/note"


def test_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="last_day"):
        Pause(first_day=date(2026, 11, 22), last_day=date(2026, 11, 21))


@pytest.mark.parametrize("ml", [0, -200, 10_001])
def test_drink_of_an_impossible_size_is_refused(ml: int) -> None:
    with pytest.raises(ValueError, match="ml"):
        Drink(at=Moment.parse("2026-11-22T10:00+01:00"), ml=ml)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": -1},
        {"minutes": float("nan")},
        {"effort": 11},
        {"moving_s": -1},
        {"distance_m": 1e9},
        {"climb_m": float("inf")},
        {"temperature_c": 99},
        {"heart_rate_bpm": 0},
    ],
    ids=str,
)
def test_activity_with_an_impossible_value_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Activity(at=Moment.parse("2026-11-22T10:00+01:00"), kind=ActivityKind.RUN, **wrong)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("yes", "yes"), ("no", "no"), ("sodium;tablet", "tablet;sodium"), (" food ; food", "food"), ("drink", "drink")],
)
def test_salts_are_yes_or_no_or_what_was_taken(typed: str, kept: str) -> None:
    assert DayItem(day=date(2026, 11, 21), item=Item.SALTS, value=typed).value == kept


@pytest.mark.parametrize("typed", ["", ";", "tablet;", "yes;tablet", "salt", "Tablet"])
def test_salts_of_other_words_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="^salts: "):
        DayItem(day=date(2026, 11, 21), item=Item.SALTS, value=typed)
