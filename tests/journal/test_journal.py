"""The door to the diary: each write whole or not at all and told once, undo and redo, the day's rules."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item
from calfstretch.domain.episode import Context, Episode, Kind
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.errors import UserError
from calfstretch.journal import Journal, Written
from calfstretch.storage import settings
from calfstretch.storage.database import open_diary
from calfstretch.storage.rows import utc_text
from tests.diaries import journal_on
from tests.journal.entries import DAY, YESTERDAY, at, batches, hold, started

# -- writing and telling -------------------------------------------------------------------------------------


def test_write_is_stamped_and_told_once(journal: Journal) -> None:
    told: list[Written] = []
    end = journal.subscribe(told.append)
    written = journal.days.add_drink(200)
    assert told == [written]
    (drink,) = journal.between(Drink, DAY, DAY)
    assert (written.label, written.ids) == ("add drinks", (drink.id,))
    assert drink.entered_at == drink.changed_at == journal.now().utc
    end()
    journal.days.add_drink(200)
    assert told == [written]


def test_write_that_changes_nothing_is_no_write_and_silent(journal: Journal) -> None:
    journal.days.set_item(DAY, Item.HEELS, "yes")
    told: list[Written] = []
    journal.subscribe(told.append)
    before = batches(journal)
    assert journal.days.set_item(DAY, Item.HEELS, "yes").seq == 0
    assert journal.days.set_item(DAY, Item.SALTS, None).seq == 0
    assert journal.delete(Drink(at=journal.now(), ml=200)).seq == 0
    assert (batches(journal), told) == (before, [])


class Breaking(sqlite3.Connection):
    """A connection whose disk fills up at the statement that begins so."""

    breaks_at = ""

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        self._break(sql)
        return super().execute(sql, *arguments)

    def executemany(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        self._break(sql)
        return super().executemany(sql, *arguments)

    def _break(self, sql: str) -> None:
        if self.breaks_at and sql.startswith(self.breaks_at):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error


WRITES: list[Any] = [
    lambda journal: journal.days.add_drink(200),
    lambda journal: journal.days.set_item(DAY, Item.HEELS, "yes"),
    lambda journal: journal.days.check_in(YESTERDAY, 2),
    lambda journal: journal.episodes.begin(),
    lambda journal: journal.delete(journal.everything(Activity)[0]),
    lambda journal: journal.undo(),
    lambda journal: journal.set_setting("day_start_h", 6),
    lambda journal: started(journal),
]


@pytest.mark.parametrize("breaks_at", ["BEGIN", "INSERT INTO batches", "INSERT INTO changes", "COMMIT"])
@pytest.mark.parametrize("write", WRITES)
def test_write_that_could_not_be_stored_leaves_all_as_before_and_listeners_silent(
    tmp_path: Path, write: Any, breaks_at: str
) -> None:
    first = journal_on(tmp_path / "diary.db")
    first.days.add_activity(ActivityKind.RUN, 30)
    first.database.close()
    database = open_diary(tmp_path / "diary.db")
    database.connection.close()
    database.connection = sqlite3.connect(tmp_path / "diary.db", isolation_level=None, factory=Breaking)
    database.connection.row_factory = sqlite3.Row
    journal = Journal(database, FakeClock())
    told: list[Written] = []
    journal.subscribe(told.append)
    before = list(database.connection.iterdump())
    database.connection.breaks_at = breaks_at
    with pytest.raises(UserError, match="the disk is full"):
        write(journal)
    database.connection.breaks_at = ""
    assert list(database.connection.iterdump()) == before
    assert told == []
    write(journal)
    assert len(told) == 1
    database.close()


def test_writes_of_listeners_are_told_after_the_one_they_answer(journal: Journal) -> None:
    told: list[str] = []

    def answer(written: Written) -> None:
        if written.label == "add drinks":
            journal.days.set_item(DAY, Item.HEELS, "yes")

    journal.subscribe(answer)
    journal.subscribe(lambda written: told.append(written.label))
    journal.days.add_drink(200)
    assert told == ["add drinks", "add day_items"]


def test_listeners_hear_after_the_outermost_commit(journal: Journal) -> None:
    told: list[bool] = []
    journal.subscribe(lambda written: told.append(journal.database.connection.in_transaction))
    with journal.database.transaction():
        journal.days.add_drink(200)
        journal.days.add_drink(300)
        assert told == []
    assert told == [False, False]
    with pytest.raises(KeyError), journal.database.transaction():
        journal.days.add_drink(400)
        raise KeyError
    assert len(told) == 2
    assert [drink.ml for drink in journal.everything(Drink)] in ([200, 300], [300, 200])


def test_listener_that_breaks_does_not_silence_later_writes(journal: Journal) -> None:
    def broken(written: Written) -> None:
        raise RuntimeError("a screen of its own")

    end = journal.subscribe(broken)
    with pytest.raises(RuntimeError):
        journal.days.add_drink(200)
    end()
    told: list[Written] = []
    journal.subscribe(told.append)
    journal.days.add_drink(300)
    assert len(told) == 1


# -- bin, undo, redo -----------------------------------------------------------------------------------------


def test_deleting_an_old_reading_keeps_what_changed_since(journal: Journal) -> None:
    journal.days.add_activity(ActivityKind.RUN, 30)
    (old,) = journal.everything(Activity)
    journal.write("change activities", [replace(old, note="hills")])
    journal.delete(old)
    (binned,) = journal.bin()
    assert isinstance(binned, Activity) and binned.note == "hills"
    journal.restore(old)
    (back,) = journal.everything(Activity)
    assert (back.note, back.deleted_at) == ("hills", None)


def test_bin_shows_the_last_deleted_first(journal: Journal) -> None:
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    journal.days.add_drink(1)
    clock.advance(60)
    journal.days.add_drink(2)
    one, two = journal.everything(Drink)
    journal.delete(two)
    clock.advance(60)
    journal.delete(one)
    journal.delete(two)  # there already: its place in the bin stays
    assert [record.id for record in journal.bin()] == [one.id, two.id]


def test_undo_gives_the_bin_back_as_it_was_as_well(journal: Journal) -> None:
    # A day's answer has one identity, so a new one takes the place of the one in the bin; taken back, it gives it back.
    journal.days.set_item(DAY, Item.SALTS, "no")
    journal.undo()
    journal.days.set_item(DAY, Item.SALTS, "yes")
    journal.undo()
    (binned,) = journal.bin()
    journal.restore(binned)
    assert [item.value for item in journal.everything(DayItem)] == ["no"]


def test_undo_passes_over_the_timer_and_settings(journal: Journal) -> None:
    journal.days.add_drink(200)
    session = started(journal)
    journal.sessions.end(session.id, Outcome.DONE, [hold(session, 1)])
    journal.set_setting("theme", "dark")
    assert journal.undo_label() == "add drinks"
    journal.undo()
    assert journal.everything(Drink) == []
    assert [each.outcome for each in journal.everything(Session)] == [Outcome.DONE]
    assert journal.setting("theme") == "dark"
    assert journal.undo() is None
    assert journal.redo_label() == "add drinks"
    journal.redo()
    assert [drink.ml for drink in journal.everything(Drink)] == [200]
    assert (journal.redo(), journal.redo_label()) == (None, None)


def test_batch_that_changes_one_entry_twice_is_taken_back_from_its_end(journal: Journal) -> None:
    drink = Drink(at=journal.now(), ml=100)
    journal.write("add drinks", [drink])
    journal.write("change drinks", [replace(drink, ml=200), replace(drink, ml=300)])
    journal.undo()
    assert [each.ml for each in journal.everything(Drink)] == [100]
    journal.redo()
    assert [each.ml for each in journal.everything(Drink)] == [300]


def test_undo_and_redo_leave_what_the_timer_wrote_in_between(journal: Journal) -> None:
    episode = Episode(at=journal.now(), kind=Kind.SPASM)
    journal.episodes.save(episode)
    journal.episodes.save(replace(episode, pain=7))
    (stored,) = journal.everything(Episode)
    journal.write("ease episodes", [replace(stored, eased_after_s=38.0)], origin="timer")
    journal.undo()
    assert [(each.pain, each.eased_after_s) for each in journal.everything(Episode)] == [(None, 38.0)]
    journal.undo()
    assert journal.everything(Episode) == []
    journal.redo()
    journal.redo()
    assert [(each.pain, each.eased_after_s) for each in journal.everything(Episode)] == [(7, 38.0)]


def test_something_new_ends_what_can_be_redone(journal: Journal) -> None:
    journal.days.add_drink(100)
    journal.undo()
    journal.days.add_drink(300)
    assert journal.redo() is None
    assert [drink.ml for drink in journal.everything(Drink)] == [300]


def test_two_windows_never_take_back_the_same_thing(tmp_path: Path) -> None:
    one, two = journal_on(tmp_path / "diary.db"), journal_on(tmp_path / "diary.db")
    for ml in (100, 200):
        one.days.add_drink(ml)
    one.undo()
    two.undo()
    assert one.everything(Drink) == []
    two.redo()
    one.redo()
    assert sorted(drink.ml for drink in one.everything(Drink)) == [100, 200]
    one.database.close()
    two.database.close()


def test_hundred_undos_give_back_exactly_what_was(tmp_path: Path) -> None:
    def content(journal: Journal) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for kind in (Drink, Episode, DayItem, CheckIn):
            rows += [tuple(vars(replace(each, changed_at=None)).items()) for each in journal.everything(kind)]
        return rows

    journal = journal_on(tmp_path / "diary.db")
    states = [content(journal)]
    for n in range(25):
        journal.days.add_drink(100 + n)
        states.append(content(journal))
        journal.episodes.save(replace(Episode(at=journal.now()), pain=n % 11))
        states.append(content(journal))
        journal.days.set_item(DAY, Item.WATER, str(1000 + n))
        states.append(content(journal))
        drinks = journal.everything(Drink)
        journal.delete(drinks[n % len(drinks)])
        states.append(content(journal))
    for expected in reversed(states[:-1]):
        journal.undo()
        assert content(journal) == expected
    assert journal.undo() is None
    journal.database.close()
    journal = journal_on(tmp_path / "diary.db")
    for expected in states[1:]:
        journal.redo()
        assert content(journal) == expected
    assert journal.redo() is None
    journal.database.close()


def test_trail_says_when_a_record_was_entered_and_changed(journal: Journal) -> None:
    journal.days.set_item(DAY, Item.WATER, "1000")
    journal.days.set_item(DAY, Item.WATER, "1500")
    journal.undo()
    item = journal.everything(DayItem)[0]
    trail = journal.trail(item)
    assert [batch.role for batch, _ in trail] == ["do", "do", "undo"]
    assert [(change.after or {})["value"] for _, change in trail] == ["1000", "1500", "1000"]


# -- settings and the day boundary ---------------------------------------------------------------------------


def test_moved_boundary_moves_entries_and_back(journal: Journal) -> None:
    journal.days.add_drink(200, at("2026-11-22T04:30:00+01:00"))
    journal.episodes.save(Episode(at=at("2026-11-22T05:10:00+01:00")))
    journal.days.check_in(YESTERDAY, 1)
    assert len(journal.between(Drink, DAY, DAY)) == 1
    journal.set_setting("day_start_h", 6)
    assert len(journal.between(Drink, YESTERDAY, YESTERDAY)) == 1
    # The draft of the check-in stays on its day; the episode at 05:10 joins it.
    assert len(journal.between(Episode, YESTERDAY, YESTERDAY)) == 2
    journal.set_setting("day_start_h", None)
    assert len(journal.between(Drink, DAY, DAY)) == 1
    assert len(journal.between(Episode, YESTERDAY, YESTERDAY)) == 1


@pytest.mark.parametrize("wrong", [-1, 12, 4.5, "4", True])
def test_boundary_that_is_no_hour_of_the_morning_is_refused(journal: Journal, wrong: Any) -> None:
    with pytest.raises(ValueError, match="day_start_h"):
        journal.set_setting("day_start_h", wrong)
    assert journal.day_start_h == 4


def test_saying_asleep_moves_an_episode_a_day_back(journal: Journal) -> None:
    episode = Episode(at=at("2026-11-22T05:30:00+01:00"))
    journal.episodes.save(episode)
    assert len(journal.between(Episode, DAY, DAY)) == 1
    journal.episodes.save(replace(episode, context=Context.ASLEEP))
    assert journal.between(Episode, DAY, DAY) == []
    assert len(journal.between(Episode, YESTERDAY, YESTERDAY)) == 1
    journal.undo()
    assert len(journal.between(Episode, DAY, DAY)) == 1


def test_setting_is_told_and_kept(journal: Journal) -> None:
    told: list[Written] = []
    journal.subscribe(told.append)
    journal.set_setting("glass_ml", 250)
    journal.set_setting("glass_ml", 250)
    assert [(written.label, written.ids) for written in told] == [("set glass_ml", ("glass_ml",))]
    assert journal.setting("glass_ml") == 250
    journal.set_setting("glass_ml", None)
    assert (journal.setting("glass_ml"), journal.setting("glass_ml", 200)) == (None, 200)
    # What was taken back, and when, must outlive it for merging.
    rows = journal.database.connection.execute("SELECT key, value, changed_at FROM settings").fetchall()
    assert [tuple(row) for row in rows] == [("glass_ml", "null", utc_text(journal.now().utc))]
    assert settings.everything(journal.database.connection) == {}
    journal.set_setting("name", "a\ud83d")
    assert settings.everything(journal.database.connection) == {"name": "a"}
    assert journal.setting("name") == "a"
