"""What can be done with a diary day: water, check-in, what makes it known."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import DayItem, Item, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.record import Source
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from tests.journal.entries import DAY, YESTERDAY, at, batches


def test_water_is_known_when_confirmed_alone(journal: Journal) -> None:
    journal.days.add_drink(200)
    journal.days.add_drink(500)
    entries = journal.days.entries(DAY)
    assert (entries.drinks_ml, entries.water_ml) == (700, None)
    suggested = DayItem(day=DAY, item=Item.WATER, value="700", source=Source.SUGGESTED)
    journal.write("add day_items", [suggested])
    assert journal.days.entries(DAY).water_ml is None
    journal.days.confirm_water(DAY, 1250)
    assert journal.days.entries(DAY).water_ml == 1250


def test_drink_on_a_confirmed_day_adds_to_it_and_undo_takes_both_back(journal: Journal) -> None:
    journal.days.confirm_water(DAY, 1250)
    journal.days.add_drink(200)
    entries = journal.days.entries(DAY)
    assert (entries.drinks_ml, entries.water_ml) == (200, 1450)
    journal.undo()
    entries = journal.days.entries(DAY)
    assert (entries.drinks_ml, entries.water_ml) == (0, 1250)


def test_drink_never_lifts_the_water_over_what_a_day_may_hold(journal: Journal) -> None:
    journal.days.confirm_water(DAY, 19_900)
    journal.days.add_drink(500)
    assert journal.days.entries(DAY).water_ml == 20_000


def test_day_is_known_with_a_check_in_once_it_is_over(journal: Journal) -> None:
    journal.days.check_in(DAY, 0)
    journal.days.check_in(YESTERDAY, 0)
    assert not journal.days.is_known(DAY)
    assert journal.days.is_known(YESTERDAY)
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    clock.set_now(datetime.fromisoformat("2026-11-23T03:59:59+01:00"))
    assert not journal.days.is_known(DAY)
    clock.set_now(datetime.fromisoformat("2026-11-23T04:00:00+01:00"))
    assert journal.days.is_known(DAY)
    journal.undo()
    assert not journal.days.is_known(YESTERDAY)


def test_logging_an_episode_makes_no_day_known(journal: Journal) -> None:
    journal.episodes.save(Episode(at=at("2026-11-21T20:00:00+01:00")))
    assert not journal.days.is_known(YESTERDAY)


def test_check_in_above_what_is_noted_makes_drafts_of_the_whole_day(journal: Journal) -> None:
    journal.episodes.save(Episode(at=at("2026-11-22T02:14:00+01:00"), kind=Kind.SPASM))
    journal.episodes.save(Episode(at=at("2026-11-21T20:00:00+01:00"), kind=Kind.TIGHTNESS))
    journal.days.check_in(YESTERDAY, 3)
    drafts = journal.episodes.drafts()
    assert [(draft.at.iso(), draft.until.iso() if draft.until else "") for draft in drafts] == [
        ("2026-11-21T04:00:00+01:00", "2026-11-22T04:00:00+01:00")
    ] * 2
    entries = journal.days.entries(YESTERDAY)
    assert entries.spasms == 3
    assert entries.check_in is not None and entries.check_in.spasms == 3
    journal.days.check_in(YESTERDAY, 3)
    assert journal.days.entries(YESTERDAY).spasms == 3
    journal.undo()
    assert journal.days.entries(YESTERDAY).spasms == 1
    assert journal.days.entries(YESTERDAY).check_in is None


def test_check_in_below_what_is_noted_is_refused_with_a_sentence(journal: Journal) -> None:
    journal.episodes.save(Episode(at=at("2026-11-21T20:00:00+01:00")))
    before = batches(journal)
    with pytest.raises(UserError, match="1 spasm is noted"):
        journal.days.check_in(YESTERDAY, 0)
    journal.episodes.save(Episode(at=at("2026-11-21T21:00:00+01:00")))
    with pytest.raises(UserError, match="2 spasms are noted"):
        journal.days.check_in(YESTERDAY, 1)
    assert batches(journal) == before + 1
    assert journal.days.entries(YESTERDAY).check_in is None


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(9999, 12, 31)])
def test_check_in_of_a_day_to_come_is_refused(journal: Journal, day: date) -> None:
    with pytest.raises(UserError, match="not begun"):
        journal.days.check_in(day, 0)


def test_check_in_of_an_impossible_year_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="year 1 "):
        journal.days.check_in(date(1, 1, 1), 1)


def test_last_ended_day_is_yesterday_until_the_boundary(journal: Journal) -> None:
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    assert journal.days.last_ended() == YESTERDAY
    clock.set_now(datetime.fromisoformat("2026-11-22T03:59:00+01:00"))
    assert journal.days.last_ended() == date(2026, 11, 20)


def test_range_shows_empty_days_and_pauses(journal: Journal) -> None:
    journal.write("add pauses", [Pause(first_day=YESTERDAY, last_day=date(2026, 12, 1), reason="flu")])
    journal.days.add_drink(200)
    before, yesterday, today = journal.days.range(date(2026, 11, 20), DAY)
    assert before.is_empty and yesterday.is_empty and not today.is_empty
    assert [len(each.pauses) for each in (before, yesterday, today)] == [0, 1, 1]
