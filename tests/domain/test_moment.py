"""Moments: UTC with the offset of their moment, typed local times in odd time zones, and what is refused."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.day import day_span, diary_day
from calfstretch.domain.moment import Moment, is_doubled, local_moment


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    return set_zone


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


# Zone, what the person types, and the moment it is: first and, where the hour passes twice, second passing.
TYPED = [
    ("Europe/Berlin", "2026-07-01T12:00", "2026-07-01T12:00:00+02:00", None),
    ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
    ("Europe/Berlin", "2026-10-25T01:59", "2026-10-25T01:59:00+02:00", None),
    ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T03:00:00+01:00", None),
    ("America/New_York", "2026-11-01T01:30", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"),
    ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45:00+11:00", "2026-04-05T01:45:00+10:30"),
    ("Australia/Lord_Howe", "2026-04-05T01:15", "2026-04-05T01:15:00+11:00", None),
    ("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T02:30:00+01:00", "2026-02-15T02:30:00+00:00"),
    # A time that the clocks leap over counts on from before the leap.
    ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30:00+02:00", None),
    ("America/New_York", "2026-03-08T02:30", "2026-03-08T03:30:00-04:00", None),
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45:00+11:00", None),
    ("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T03:30:00+01:00", None),
]


@pytest.mark.parametrize(("name", "typed", "first", "second"), TYPED)
def test_typed_local_time_is_a_moment(zone: Any, name: str, typed: str, first: str, second: str | None) -> None:
    zone(name)
    assert local_moment(local(typed)).iso() == first
    assert is_doubled(local(typed)) is (second is not None)
    if second is not None:
        assert local_moment(local(typed), fold=1).iso() == second


# Zone, diary day, and how many hours it lasts.
LENGTHS = [
    ("Europe/Berlin", "2026-03-28", 23.0),
    ("Europe/Berlin", "2026-03-29", 24.0),
    ("Europe/Berlin", "2026-10-24", 25.0),
    ("America/New_York", "2026-03-07", 23.0),
    ("America/New_York", "2026-10-31", 25.0),
    ("Australia/Lord_Howe", "2026-10-03", 23.5),
    ("Australia/Lord_Howe", "2026-04-04", 24.5),
    ("Africa/Casablanca", "2026-02-14", 25.0),
    ("Africa/Casablanca", "2026-03-21", 23.0),
    ("UTC", "2026-11-22", 24.0),
]


@pytest.mark.parametrize(("name", "day", "hours"), LENGTHS)
def test_diary_day_is_a_date_and_no_24_hours(zone: Any, name: str, day: str, hours: float) -> None:
    zone(name)
    begin, end = day_span(date.fromisoformat(day))
    assert end.seconds_since(begin) == hours * 3600
    assert diary_day(begin) == date.fromisoformat(day)
    # The last second keeps the offset of the end: local 03:59:59 in every case.
    assert diary_day(end.later(-1)) == date.fromisoformat(day)
    assert diary_day(end) == date.fromisoformat(day) + timedelta(days=1)


@pytest.mark.parametrize("start_h", range(12))
@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_days_of_a_year_follow_one_another_with_every_boundary(zone: Any, name: str, start_h: int) -> None:
    zone(name)
    day, end = date(2026, 1, 1), day_span(date(2025, 12, 31), start_h)[1]
    while day < date(2027, 1, 1):
        begin, next_end = day_span(day, start_h)
        assert begin == end
        assert diary_day(begin, start_h) == day
        day, end = day + timedelta(days=1), next_end


@given(
    st.datetimes(datetime(1951, 1, 1), datetime(2149, 12, 31)),
    st.integers(-18 * 3600, 18 * 3600),
)
def test_moment_reads_back_from_its_text(at: datetime, offset_s: int) -> None:
    moment = Moment(at.replace(microsecond=0, tzinfo=UTC), offset_s)
    assert Moment.parse(moment.iso()) == moment
    assert Moment.of(moment.aware) == moment
    assert moment.local == at.replace(microsecond=0) + timedelta(seconds=offset_s)


def test_moment_keeps_whole_milliseconds() -> None:
    moment = Moment.of(datetime(2026, 11, 22, 9, 0, 0, 123_999, tzinfo=UTC))
    assert moment.utc.microsecond == 123_000


def test_later_keeps_the_offset_and_counts_real_seconds() -> None:
    at = Moment.parse("2026-11-22T23:59:30+01:00")
    assert at.later(60).iso() == "2026-11-23T00:00:30+01:00"
    assert at.later(60).seconds_since(at) == 60


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-11-22", "2026-11-22T10:00", "2026-02-30T10:00+01:00", "0001-01-01T00:00+05:00",
     "9999-12-31T23:59-05:00", "1949-12-31T23:59Z", "2151-01-01T00:00Z", "2026-11-22T10:00+18:01"],
)  # fmt: skip
def test_text_that_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Moment.parse(text)


@pytest.mark.parametrize("year", [1, 1949, 2151, 9999])
def test_typed_time_of_an_impossible_year_is_refused(year: int) -> None:
    for ask in (local_moment, is_doubled):
        with pytest.raises(ValueError, match=str(year)):
            ask(datetime(year, 12, 31, 23, 59))


def test_moment_needs_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Moment(datetime(2026, 11, 22, 9, 0), 3600)
    with pytest.raises(ValueError, match="UTC"):
        Moment(datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1))), 3600)
    with pytest.raises(ValueError, match="offset"):
        Moment.of(datetime(2026, 11, 22, 9, 0))
