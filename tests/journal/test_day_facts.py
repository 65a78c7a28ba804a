"""The sums per day say the same as reading every entry, and keep the rules of known days and evenings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, DayItem, Item, Pause
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import local_moment
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.journal import Journal
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.journal.days import DayEntries
from calfstretch.storage.database import open_diary
from tests.ui.insights.invented import fill

SATURDAY = date(2026, 11, 21)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    database = open_diary(tmp_path / "diary" / "calfstretch.sqlite3")
    yield Journal(database, FakeClock())
    database.close()


def on(journal: Journal, day: date) -> DayFacts:
    return read_day_facts(journal, day, day)[0]


def by_reading(entries: DayEntries, today: date) -> DayFacts:
    """The same facts from the entries themselves."""
    done = [each for each in entries.sessions if each.outcome is Outcome.DONE and each.purpose != "relief"]
    evening = datetime.combine(entries.day, time(18))
    level = entries.items.get(Item.WATER_LEVEL)
    return DayFacts(
        day=entries.day,
        known=entries.check_in is not None and entries.day < today,
        spasms=entries.spasms,
        water_ml=entries.water_ml,
        water_level=None if level is None else level.value,
        activity_min=sum(each.minutes or 0 for each in entries.activities),
        stretches=len(done),
        evening_stretch=any(each.started_at.local >= evening for each in done),
        paused=bool(entries.pauses),
    )


def test_the_sums_agree_with_reading_every_entry(journal: Journal) -> None:
    fill(journal, 150)
    journal.write("add pauses", [Pause(first_day=date(2026, 9, 1), last_day=date(2026, 9, 5))])
    first, last = date(2026, 6, 1), journal.today()
    read = [by_reading(entries, last) for entries in journal.days.range(first, last)]
    assert read_day_facts(journal, first, last) == read
    assert sum(facts.spasms for facts in read) > 10
    assert sum(facts.paused for facts in read) == 5


def test_a_day_still_running_is_not_known(journal: Journal) -> None:
    journal.days.check_in(journal.today(), 0)
    journal.days.check_in(SATURDAY, 0)
    assert not on(journal, journal.today()).known
    assert on(journal, SATURDAY).known


def test_tightness_is_no_spasm_and_a_kind_not_said_is_one(journal: Journal) -> None:
    at = local_moment(datetime(2026, 11, 21, 15))
    journal.write("add episodes", [Episode(at=at, kind=kind) for kind in Kind])
    assert on(journal, SATURDAY).spasms == 2


def test_what_is_in_the_bin_does_not_count(journal: Journal) -> None:
    episode = Episode(at=local_moment(datetime(2026, 11, 21, 15)))
    journal.write("add episodes", [episode])
    journal.delete(episode)
    assert on(journal, SATURDAY).spasms == 0


@pytest.mark.parametrize(
    ("at", "purpose", "outcome", "evening"),
    [
        (datetime(2026, 11, 21, 17, 59), "daily", Outcome.DONE, False),
        (datetime(2026, 11, 21, 18, 0), "daily", Outcome.DONE, True),
        (datetime(2026, 11, 22, 3, 59), "before_bed", Outcome.DONE, True),
        (datetime(2026, 11, 21, 21, 0), "relief", Outcome.DONE, False),
        (datetime(2026, 11, 21, 21, 0), "daily", Outcome.PARTIAL, False),
        (datetime(2026, 11, 21, 21, 0), "daily", None, False),
    ],
)
def test_an_evening_stretch_is_a_done_one_from_18_to_the_days_end(
    journal: Journal, at: datetime, purpose: str, outcome: Outcome | None, evening: bool
) -> None:
    begun = local_moment(at)
    ended = begun.later(78) if outcome else None
    journal.write("add sessions", [Session(purpose=purpose, started_at=begun, ended_at=ended, outcome=outcome)])
    assert on(journal, SATURDAY).evening_stretch is evening


def test_an_evening_stays_an_evening_where_the_clocks_change(journal: Journal) -> None:
    for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)):
        early, late = (local_moment(datetime.combine(day, time(hour, 0))) for hour in (17, 18))
        journal.write("add sessions", [Session(purpose="daily", started_at=early, outcome=Outcome.DONE)])
        assert not on(journal, day).evening_stretch
        journal.write("add sessions", [Session(purpose="daily", started_at=late, outcome=Outcome.DONE)])
        assert on(journal, day).evening_stretch


def test_water_is_known_when_confirmed_and_its_level_stands_beside_it(journal: Journal) -> None:
    journal.days.add_drink(500, local_moment(datetime(2026, 11, 21, 12)))
    assert on(journal, SATURDAY).water_ml is None
    journal.write("add day_items", [DayItem(day=SATURDAY, item=Item.WATER_LEVEL, value="less")])
    assert on(journal, SATURDAY).water_level == "less"
    journal.days.confirm_water(SATURDAY, 1250)
    assert on(journal, SATURDAY).water_ml == 1250


def test_an_activity_without_minutes_adds_none(journal: Journal) -> None:
    at = local_moment(datetime(2026, 11, 21, 12))
    minutes = (None, 25.0)
    journal.write("add activities", [Activity(at=at, kind=ActivityKind.WALK, minutes=each) for each in minutes])
    assert on(journal, SATURDAY).activity_min == 25


def test_every_day_is_there_also_an_empty_one(journal: Journal) -> None:
    found = read_day_facts(journal, date(2026, 10, 1), date(2026, 11, 22))
    assert [facts.day for facts in found] == [date(2026, 10, 1) + timedelta(days=n) for n in range(53)]
    assert found[0] == DayFacts(date(2026, 10, 1))
