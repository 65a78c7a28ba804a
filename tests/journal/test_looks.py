"""Looks in a real diary: stored once, never changed, passed over by undo, edited days counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item, Pause
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.person import Look, MarkedChange
from calfstretch.domain.record import Record, Source
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.insights.look import LookResult, compute_look
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.looks import Standing, current, keep, standing
from tests.insights.made_up import Day, Plan, made_up, moment, records, write

WEEKS = 10


def now(journal: Journal, day: date) -> None:
    """Let it be nine in the morning of a day."""
    assert isinstance(journal.clock, FakeClock)
    journal.clock.set_now(moment(day, 9).aware)


@pytest.fixture
def diary(journal: Journal) -> Journal:
    """Ten weeks of a made-up diary."""
    fill(journal, made_up(1, WEEKS))
    return journal


def fill(journal: Journal, plan: Plan) -> None:
    now(journal, plan.today)
    write(journal, records(plan))


def look_of(found: Standing) -> LookResult:
    assert found.look is not None
    return found.look


def day(n: int) -> date:
    """The n-th day of the diary, from 1."""
    return made_up(1, WEEKS).date(n - 1)


def test_an_empty_diary_has_no_look(journal: Journal) -> None:
    assert current(journal, read_diary_facts(journal)) == Standing()


def test_before_day_56_nothing_is_stored(journal: Journal) -> None:
    plan = Plan((Day(),) * 55)
    fill(journal, plan)
    found = current(journal, read_diary_facts(journal))
    assert found == Standing(next=plan.date(56))
    assert journal.everything(Look) == []


def test_the_newest_look_that_is_due_is_stored_and_earlier_ones_are_skipped(journal: Journal) -> None:
    plan = made_up(1, 13)
    fill(journal, plan)
    facts = read_diary_facts(journal)
    assert standing(journal, facts) == Standing(next=plan.date(112), due=plan.date(83))
    found = current(journal, facts)
    assert (look_of(found).number, look_of(found).through) == (3, plan.date(83))
    assert (found.next, found.due, found.days_edited) == (plan.date(112), None, 0)
    (stored,) = journal.everything(Look)
    assert (stored.number, stored.day) == (3, plan.today)


def test_a_stored_look_is_read_back_as_it_was(diary: Journal) -> None:
    facts = read_diary_facts(diary)
    first = current(diary, facts)
    assert current(diary, facts) == first
    assert first.look == compute_look(facts, day(56))


def test_a_stored_look_never_changes(diary: Journal) -> None:
    first = current(diary, read_diary_facts(diary))
    diary.write("add day_items", [DayItem(day=day(n), item=Item.HEELS, value="yes") for n in range(1, 57)])
    facts = read_diary_facts(diary)
    again = current(diary, facts)
    assert again.look == first.look
    assert compute_look(facts, day(56)) != first.look
    assert len(diary.everything(Look)) == 1


def test_what_another_program_stored_meanwhile_stands(diary: Journal) -> None:
    facts = read_diary_facts(diary)
    look = compute_look(facts, day(56))
    other = replace(look, episodes=look.episodes + 1)
    keep(diary, facts, other)
    assert keep(diary, facts, look).look == other


def test_undo_passes_a_look_over(diary: Journal) -> None:
    diary.write("add day_items", [DayItem(day=day(3), item=Item.HEELS, value="yes")])
    current(diary, read_diary_facts(diary))
    assert diary.undo_label() == "add day_items"
    diary.undo()
    assert len(diary.everything(Look)) == 1


def test_the_next_look_takes_the_place_of_the_last(journal: Journal) -> None:
    plan = made_up(1, 13)
    fill(journal, plan)
    for days, number in ((57, 2), (83, 2), (84, 3)):
        now(journal, plan.date(days))
        found = current(journal, read_diary_facts(journal))
        assert look_of(found).number == number
        assert look_of(found).computed_on == plan.date({2: 57, 3: 84}[number])
    assert [look.number for look in journal.everything(Look)] == [2, 3]


def test_a_day_asked_for_stores_nothing(diary: Journal) -> None:
    facts = read_diary_facts(diary, day(60))
    found = current(diary, facts, store=False)
    assert found == Standing(look=compute_look(facts, day(56)), next=day(85))
    assert diary.everything(Look) == []


def test_a_day_asked_for_shows_the_stored_look_of_its_number(journal: Journal) -> None:
    plan = made_up(1, 13)
    fill(journal, plan)
    now(journal, plan.date(60))
    stored = current(journal, read_diary_facts(journal))
    journal.write("add day_items", [DayItem(day=plan.date(3), item=Item.SLEEP_H, value="3")])
    now(journal, plan.today)
    current(journal, read_diary_facts(journal))
    asked = current(journal, read_diary_facts(journal, plan.date(57)), store=False)
    assert asked.look == stored.look
    assert (asked.next, asked.days_edited) == (plan.date(84), 1)


def test_after_the_first_known_day_moved_on_the_stored_look_stands_until_the_next(diary: Journal) -> None:
    first = current(diary, read_diary_facts(diary))
    known = diary.everything(CheckIn)
    diary.delete(*[each for each in known if each.day < day(30)])
    origin = min(each.day for each in known if each.day >= day(30))
    found = current(diary, read_diary_facts(diary))
    assert found.look == first.look
    assert found.next == origin + timedelta(days=84)


def test_a_look_in_the_bin_is_worked_out_again(diary: Journal) -> None:
    current(diary, read_diary_facts(diary))
    diary.delete(*diary.everything(Look))
    assert standing(diary, read_diary_facts(diary)).due == day(56)
    assert look_of(current(diary, read_diary_facts(diary))).number == 2


# -- what cannot be read -------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [{}, {"format": 1}, {"format": 9}])
def test_a_look_that_cannot_be_read_is_said_and_not_shown(diary: Journal, body: dict[str, object]) -> None:
    current(diary, read_diary_facts(diary))
    (stored,) = diary.everything(Look)
    diary.write("add looks", [replace(stored, body=body)])
    found = current(diary, read_diary_facts(diary))
    assert found == Standing(next=day(85), unreadable=stored.day)
    assert diary.everything(Look)[0].body == body


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3"])
def test_a_body_that_is_no_look_at_all_is_said_too(diary: Journal, text: str) -> None:
    stored = current(diary, read_diary_facts(diary))
    diary.database.connection.execute("UPDATE looks SET body = ?", (text,))
    facts = read_diary_facts(diary)
    assert current(diary, facts).unreadable == look_of(stored).computed_on
    assert keep(diary, facts, look_of(stored)).look is None


def test_a_look_with_another_number_than_its_own_is_not_shown(diary: Journal) -> None:
    current(diary, read_diary_facts(diary))
    (stored,) = diary.everything(Look)
    diary.write("add looks", [replace(stored, body=stored.body | {"number": 3})])
    assert current(diary, read_diary_facts(diary)).unreadable == stored.day


# -- days edited since ---------------------------------------------------------------------------------


def spasm(n: int, hour: float = 10) -> Episode:
    return Episode(at=moment(day(n), hour), kind=Kind.SPASM)


def edited(journal: Journal) -> int:
    return standing(journal, read_diary_facts(journal)).days_edited


ADDED: list[tuple[str, Callable[[], list[Record]], int]] = [
    ("a check-in", lambda: [CheckIn(day=day(7), spasms=0)], 1),
    ("a spasm", lambda: [spasm(7)], 1),
    ("a spasm of the night belongs to the day before", lambda: [spasm(7, 26)], 1),
    ("a note of a day", lambda: [DayItem(day=day(7), item="tag:New", value="no")], 1),
    ("a drink", lambda: [Drink(at=moment(day(7), 12), ml=250)], 1),
    ("an activity", lambda: [Activity(at=moment(day(7), 12), kind=ActivityKind.WALK)], 1),
    ("a session", lambda: [Session(purpose="daily", started_at=moment(day(7), 21), outcome=Outcome.DONE)], 1),
    ("a pause of three days", lambda: [Pause(first_day=day(7), last_day=day(9))], 3),
    ("a pause that reaches beyond the look", lambda: [Pause(first_day=day(56), last_day=day(60))], 1),
    ("two entries of one day", lambda: [spasm(7), spasm(7, 12)], 1),
    ("entries of two days", lambda: [spasm(7), spasm(8)], 2),
    ("the first and the last day", lambda: [spasm(1), spasm(56, 27.5)], 2),
    ("the day after its last", lambda: [spasm(57)], 0),
    ("what the program offers", lambda: [DayItem(day=day(7), item="tag:New", value="no", source=Source.SUGGESTED)], 0),
    ("what is no entry of a day", lambda: [MarkedChange(day=day(7), text="New shoes")], 0),
]


@pytest.mark.parametrize(("made", "days"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED])
def test_days_with_new_entries_are_counted(journal: Journal, made: Callable[[], list[Record]], days: int) -> None:
    fill(journal, Plan((Day(),) * 6 + (Day(checked=False),) + (Day(),) * 60))
    current(journal, read_diary_facts(journal))
    assert edited(journal) == 0
    journal.write("add", made())
    assert edited(journal) == days


def test_entries_from_before_the_look_are_no_edits(diary: Journal) -> None:
    diary.write("add episodes", [spasm(7)])
    assert current(diary, read_diary_facts(diary)).days_edited == 0


@pytest.fixture
def looked(journal: Journal) -> tuple[Journal, Episode]:
    """Ten quiet weeks with one spasm on day 7, and a look."""
    fill(journal, Plan((Day(),) * 70))
    one = spasm(7)
    journal.write("add episodes", [one])
    current(journal, read_diary_facts(journal))
    return journal, one


def test_a_changed_entry_is_an_edit_of_its_day(looked: tuple[Journal, Episode]) -> None:
    journal, one = looked
    journal.write("change episodes", [replace(one, pain=7)])
    assert edited(journal) == 1


def test_an_entry_moved_to_another_day_edits_both(looked: tuple[Journal, Episode]) -> None:
    journal, one = looked
    journal.write("change episodes", [replace(one, at=moment(day(9), 10))])
    assert edited(journal) == 2
    journal.write("change episodes", [replace(one, at=moment(day(60), 10))])
    assert edited(journal) == 1


def test_a_deleted_entry_is_an_edit(looked: tuple[Journal, Episode]) -> None:
    journal, one = looked
    journal.delete(one)
    assert edited(journal) == 1


def test_what_no_check_in_follows_edits_its_days_too(journal: Journal) -> None:
    fill(journal, Plan((Day(),) * 70))
    drink = Drink(at=moment(day(7), 12), ml=250)
    pause = Pause(first_day=day(20), last_day=day(21))
    journal.write("add", [drink, pause])
    current(journal, read_diary_facts(journal))
    journal.write("change drinks", [replace(drink, at=moment(day(9), 12))])
    assert edited(journal) == 2
    journal.delete(drink)
    assert edited(journal) == 1
    journal.write("change pauses", [replace(pause, last_day=day(23))])
    assert edited(journal) == 1 + 4


def test_what_is_again_as_it_was_is_no_edit(looked: tuple[Journal, Episode]) -> None:
    journal, one = looked
    journal.write("change episodes", [replace(one, pain=7)])
    journal.undo()
    journal.delete(one)
    journal.undo()
    journal.write("add episodes", [spasm(8)])
    journal.undo()
    assert edited(journal) == 0


def test_an_entry_that_was_added_and_deleted_is_no_edit(looked: tuple[Journal, Episode]) -> None:
    journal, _one = looked
    journal.write("add day_items", [gone := DayItem(day=day(7), item="tag:New", value="no")])
    journal.delete(gone)
    assert edited(journal) == 0


def test_an_offered_amount_that_is_confirmed_is_an_edit(journal: Journal) -> None:
    fill(journal, Plan((Day(),) * 70))
    offered = DayItem(day=day(7), item=Item.WATER, value="900", source=Source.SUGGESTED)
    journal.write("add day_items", [offered])
    current(journal, read_diary_facts(journal))
    journal.write("add day_items", [replace(offered, source=Source.TYPED)])
    assert edited(journal) == 1


def test_settings_and_looks_are_no_edits(looked: tuple[Journal, Episode]) -> None:
    journal, _one = looked
    journal.set_setting("language", "de")
    assert edited(journal) == 0


def test_facts_of_a_day_asked_for_leave_out_what_is_later(diary: Journal) -> None:
    facts: DiaryFacts = read_diary_facts(diary, day(57))
    assert compute_look(facts, day(56)) == replace(
        compute_look(read_diary_facts(diary), day(56)), computed_on=facts.today
    )
