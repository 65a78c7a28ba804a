"""The bin of 30 days: what goes, what stays, and that nothing brings back what is gone for good."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from calfstretch.domain.day import CheckIn, DayItem, Drink
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.person import Programme, SafetyAnswer, SavedRoutine
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from calfstretch.journal.the_bin import BIN_DAYS, empty, goes_on, purge_old
from tests.journal.entries import at, batches, hold, set_clock

START = datetime.fromisoformat("2026-11-22T09:00:00+00:00")


def later(journal: Journal, days: float) -> None:
    """So many days after the start, with something noted on that day and the two before."""
    for back in (2, 1, 0):
        set_clock(journal, (START + timedelta(days=days - back)).isoformat())
        journal.days.add_drink(200 + back)


def drink(journal: Journal, ml: int = 100) -> Drink:
    written = journal.days.add_drink(ml)
    found = journal.get(Drink, written.ids[0])
    assert found is not None
    return found


def rows(journal: Journal, table: str) -> list[str]:
    return [row[0] for row in journal.database.connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def tombstones(journal: Journal) -> set[tuple[str, str]]:
    found = journal.database.connection.execute("SELECT kind, record_id FROM tombstones")
    return {(row[0], row[1]) for row in found}


def sound(journal: Journal) -> None:
    connection = journal.database.connection
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.fixture(autouse=True)
def begin(journal: Journal) -> None:
    set_clock(journal, START.isoformat())


@pytest.mark.parametrize(("days", "gone"), [(1, False), (29.9, False), (30, True), (400, True)])
def test_an_entry_goes_after_thirty_days(journal: Journal, days: float, gone: bool) -> None:
    removed = drink(journal)
    journal.delete(removed)
    later(journal, days)
    assert purge_old(journal) == int(gone)
    assert (journal.get(Drink, removed.id) is None) is gone
    assert (("drinks", removed.id) in tombstones(journal)) is gone
    sound(journal)


def test_the_bin_says_when_an_entry_goes(journal: Journal) -> None:
    removed = drink(journal)
    assert goes_on(removed) is None
    journal.delete(removed)
    (binned,) = journal.bin()
    assert goes_on(binned) == date(2026, 12, 22)
    assert BIN_DAYS == 30


def test_what_is_not_in_the_bin_stays(journal: Journal) -> None:
    kept = drink(journal)
    later(journal, 400)
    before = batches(journal)
    assert purge_old(journal) == 0 and batches(journal) == before
    assert journal.get(Drink, kept.id) is not None


def test_a_clock_in_another_year_for_an_hour_empties_nothing(journal: Journal) -> None:
    removed = drink(journal)
    journal.delete(removed)
    set_clock(journal, "2036-01-01T00:00:00+00:00")
    journal.days.add_drink(300)
    assert purge_old(journal) == 0
    assert journal.get(Drink, removed.id) is not None


def test_a_fresh_diary_has_nothing_to_purge(journal: Journal) -> None:
    assert (purge_old(journal), empty(journal)) == (0, 0)


def test_emptying_takes_all_at_once_and_is_told(journal: Journal) -> None:
    first, second = drink(journal, 100), drink(journal, 150)
    journal.delete(first)
    journal.delete(second)
    told: list[str] = []
    journal.subscribe(lambda written: told.append(written.label))
    assert empty(journal) == 2
    assert journal.bin() == [] and told == ["purge bin"]
    sound(journal)


def test_undo_and_redo_do_not_bring_back_what_is_gone(journal: Journal) -> None:
    kept, removed = drink(journal, 100), drink(journal, 150)
    journal.delete(removed)
    empty(journal)
    undone = journal.undo()
    assert undone is not None and undone.label == "undo add drinks"  # the deletion and the adding have nothing left
    assert journal.get(Drink, removed.id) is None
    binned = journal.get(Drink, kept.id)
    assert binned is not None and binned.deleted_at is not None
    assert journal.undo() is None
    redone = journal.redo()
    assert redone is not None and redone.label == "redo add drinks"
    assert [each.id for each in journal.everything(Drink)] == [kept.id]
    assert journal.redo() is None and journal.get(Drink, removed.id) is None
    sound(journal)


def test_of_a_batch_the_rest_is_taken_back(journal: Journal) -> None:
    kept, removed = Drink(at=journal.now(), ml=1), Drink(at=journal.now(), ml=2)
    journal.write("add drinks", [kept, removed])
    journal.delete(kept, removed)
    journal.restore(kept)
    empty(journal)
    journal.undo()  # the bringing back
    assert journal.everything(Drink) == []
    journal.undo()  # the deletion: of the one that is left
    assert [each.id for each in journal.everything(Drink)] == [kept.id]
    assert journal.get(Drink, removed.id) is None


def test_what_is_gone_cannot_be_restored_from_a_list_that_is_behind(journal: Journal) -> None:
    removed = drink(journal)
    journal.delete(removed)
    (binned,) = journal.bin()
    empty(journal)
    journal.restore(binned)
    assert journal.get(Drink, removed.id) is None


def test_a_day_keyed_entry_can_be_noted_anew(journal: Journal) -> None:
    day = date(2026, 11, 20)
    journal.days.set_item(day, "note", "old words")
    journal.days.set_item(day, "note", None)
    journal.days.check_in(day, 0)
    (known,) = journal.everything(CheckIn)
    journal.delete(known)
    empty(journal)
    assert rows(journal, "day_items") == [] and rows(journal, "checkins") == []
    journal.days.set_item(day, "note", "new words")
    journal.days.check_in(day, 0)
    item = journal.get(DayItem, f"{day}/note")
    assert item is not None and item.value == "new words"
    journal.undo()
    journal.undo()
    journal.redo()
    again = journal.get(DayItem, f"{day}/note")
    assert again is not None and (again.value, again.deleted_at) == ("new words", None)


# -- what belongs together -----------------------------------------------------------------------------------


def session(journal: Journal, **said: Any) -> Session:
    made = Session(purpose="daily", started_at=journal.now(), outcome=Outcome.DONE, ended_at=journal.now(), **said)
    journal.write("add sessions", [made, hold(made, 1), hold(made, 2)])
    return made


def test_a_session_takes_its_holds_with_it(journal: Journal) -> None:
    gone, kept = session(journal), session(journal)
    journal.delete(gone)
    assert empty(journal) == 3
    assert rows(journal, "holds") == sorted([f"{kept.id}/1", f"{kept.id}/2"])
    assert ("holds", f"{gone.id}/1") in tombstones(journal)
    sound(journal)


def test_an_episode_takes_its_relief_with_it(journal: Journal) -> None:
    episode = journal.episodes.begin()
    journal.episodes.eased(episode.id, 38)
    journal.episodes.remove(episode.id)
    assert empty(journal) == 2
    assert rows(journal, "sessions") == [] and rows(journal, "episodes") == []
    while journal.undo() is not None:
        pass
    assert rows(journal, "episodes") == []
    sound(journal)


def test_what_stays_lets_go_of_an_episode_that_goes(journal: Journal) -> None:
    episode = Episode(at=at("2026-11-21T22:00:00+01:00"), kind=Kind.SPASM)
    relief = Session(
        purpose="relief", started_at=episode.at, ended_at=episode.at, outcome=Outcome.DONE, episode_id=episode.id
    )
    answer = SafetyAnswer(at=episode.at, flag=8, answer="no", episode_id=episode.id)
    journal.write("add episodes", [episode, relief, answer])
    journal.delete(episode)
    assert empty(journal) == 1
    left, said = journal.get(Session, relief.id), journal.get(SafetyAnswer, answer.id)
    assert left is not None and left.episode_id is None and said is not None and said.episode_id is None
    sound(journal)


def test_a_programme_keeps_its_routine(journal: Journal) -> None:
    routine = SavedRoutine.of(DAILY)
    programme = Programme(routine_id=routine.id, first_day=date(2026, 11, 1))
    journal.write("add programmes", [routine, programme])
    journal.delete(routine)
    assert empty(journal) == 0
    journal.delete(programme)
    assert empty(journal) == 2
    sound(journal)


def test_the_words_of_what_is_gone_stay_in_the_list_of_changes(journal: Journal) -> None:
    """Said in the bin: the change table is only ever appended."""
    journal.days.set_item(date(2026, 11, 20), "note", "a secret")
    journal.days.set_item(date(2026, 11, 20), "note", None)
    empty(journal)
    found = journal.database.connection.execute("SELECT count(*) FROM changes WHERE after LIKE '%a secret%'")
    assert found.fetchone()[0] > 0


def test_an_old_session_goes_with_the_holds_that_are_not_in_the_bin_themselves(journal: Journal) -> None:
    removed = session(journal)
    journal.delete(removed)
    later(journal, 40)
    assert purge_old(journal) == 3
    assert journal.everything(Hold) == []
    sound(journal)
