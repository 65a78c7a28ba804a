"""The diary as numbers for Insights."""

from datetime import date, timedelta

import pytest

from calfstretch.domain.day import CheckIn, DayItem, Item
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import local_moment
from calfstretch.domain.record import Source
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import LOW_WATER_SETTING, read_diary_facts


@pytest.fixture
def yesterday(journal: Journal) -> date:
    return journal.today() - timedelta(days=1)


def _night(day: date, hour: int = 2) -> Episode:
    from datetime import datetime, time

    return Episode(at=local_moment(datetime.combine(day + timedelta(days=1), time(hour))), kind=Kind.SPASM)


def test_an_empty_diary_has_no_day(journal: Journal) -> None:
    facts = read_diary_facts(journal)
    assert facts.days == () and facts.spasms == () and facts.first_known is None
    assert facts.low_water_ml == 1500


def test_tightness_is_no_spasm_and_the_bin_is_left_out(journal: Journal, yesterday: date) -> None:
    spasm, gone = _night(yesterday), _night(yesterday, 1)
    tight = Episode(at=spasm.at, kind=Kind.TIGHTNESS)
    journal.write("add episodes", [spasm, gone, tight])
    journal.delete(gone)
    found = read_diary_facts(journal).spasms
    assert [each.id for each in found] == [spasm.id]
    assert found[0].day == yesterday and found[0].night and not found[0].whole_day


def test_suggested_amounts_and_notes_are_left_out(journal: Journal, yesterday: date) -> None:
    items = [
        DayItem(day=yesterday, item=Item.WATER, value="900", source=Source.SUGGESTED),
        DayItem(day=yesterday, item=Item.NOTE, value="a note"),
        DayItem(day=yesterday, item=Item.HEELS, value="yes"),
    ]
    journal.write("add day_items", items)
    assert read_diary_facts(journal).items == {yesterday: {"heels": "yes"}}


def test_an_answer_is_late_after_48_hours(journal: Journal) -> None:
    on_time, late = journal.today() - timedelta(days=2), journal.today() - timedelta(days=4)
    journal.write("add checkins", [CheckIn(day=on_time, spasms=0), CheckIn(day=late, spasms=0)])
    facts = read_diary_facts(journal)
    assert facts.late == {late}
    assert facts.first_known == late


def test_a_day_taken_as_today_leaves_later_ones_out(journal: Journal, yesterday: date) -> None:
    journal.write("add checkins", [CheckIn(day=yesterday - timedelta(days=n), spasms=0) for n in range(5)])
    facts = read_diary_facts(journal, yesterday)
    assert facts.days[-1].day == yesterday - timedelta(days=1)
    assert yesterday not in facts.coverage.checked_in


def test_a_later_day_taken_as_today_ends_the_one_that_runs(journal: Journal) -> None:
    running = journal.today()
    journal.write("add checkins", [CheckIn(day=running, spasms=0)])
    assert read_diary_facts(journal).first_known is None
    assert read_diary_facts(journal, running + timedelta(days=1)).first_known == running


def test_the_water_line_is_the_person_s_own(journal: Journal) -> None:
    journal.set_setting(LOW_WATER_SETTING, 1200)
    assert read_diary_facts(journal).low_water_ml == 1200
