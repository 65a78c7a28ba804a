"""The door to the diary: each write whole or not at all and told once, undo and redo, the day's rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item, Pause
from calfstretch.domain.episode import Context, DurationSource, Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Source
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.errors import UserError
from calfstretch.journal import Journal, Written
from calfstretch.storage.database import open_diary
from tests.diaries import journal_on

DAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journal_on(tmp_path / "diary.db")
    yield made
    made.database.close()


def at(text: str) -> Moment:
    return Moment.parse(text)


def batches(journal: Journal) -> int:
    return int(journal.database.connection.execute("SELECT count(*) FROM batches").fetchone()[0])


def hold(session: Session, ordinal: int, **said: Any) -> Hold:
    known: dict[str, Any] = {
        "round": 1, "leg": "left", "attempt": 1, "planned_s": 30, "target_s": 30, "target_origin": "app",
        "held_s": 30, "end_reason": "done",
    }  # fmt: skip
    return Hold(session_id=session.id, ordinal=ordinal, **{**known, **said})


def started(journal: Journal) -> Session:
    session = Session(purpose="daily", routine=dict(DAILY.to_dict()), started_at=journal.now())
    journal.sessions.start(session, {"phase": "get_ready"})
    return session


# -- writing and telling -------------------------------------------------------------------------------------


def test_write_is_stamped_and_told_once(journal: Journal) -> None:
    told: list[Written] = []
    end = journal.subscribe(told.append)
    written = journal.days.add_drink(200)
    assert told == [written]
    assert (written.label, written.kinds) == ("add drinks", {"drinks"})
    (drink,) = journal.between(Drink, DAY, DAY)
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
    assert [(written.kinds, written.ids) for written in told] == [({"settings"}, ("glass_ml",))]
    assert journal.setting("glass_ml") == 250
    journal.set_setting("name", "a\ud83d")
    assert journal.setting("name") == "a"


# -- days ----------------------------------------------------------------------------------------------------


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


# -- episodes ------------------------------------------------------------------------------------------------


def test_moment_from_the_spool_is_taken_in_once(journal: Journal) -> None:
    first = journal.episodes.begin(at("2026-11-22T02:14:00+01:00"), episode_id="11111111-1111-4111-8111-111111111111")
    again = journal.episodes.begin(at("2026-11-22T03:00:00+01:00"), episode_id=first.id)
    assert again == first
    assert len(journal.everything(Episode)) == 1
    assert (first.draft, first.kind) == (True, Kind.SPASM)
    journal.episodes.remove(first.id)
    assert journal.episodes.begin(episode_id=first.id).deleted_at is not None
    assert journal.everything(Episode) == []


def test_eased_and_still_cramping(journal: Journal) -> None:
    episode = journal.episodes.begin()
    eased = journal.episodes.eased(episode.id, 38)
    assert (eased.eased_after_s, eased.duration_s, eased.duration_source) == (38, 38, DurationSource.TIMED)
    reopened = journal.episodes.still_cramping(episode.id)
    assert (reopened.eased_after_s, reopened.duration_s) == (None, None)
    journal.episodes.eased(episode.id, 95)
    (relief,) = journal.everything(Session)
    assert (relief.purpose, relief.episode_id) == ("relief", episode.id)
    assert relief.ended_at is not None and relief.ended_at.seconds_since(relief.started_at) == 95


def test_no_cramp_after_all_takes_the_relief_session_along_and_undo_brings_both_back(journal: Journal) -> None:
    episode = journal.episodes.begin()
    journal.episodes.eased(episode.id, 38)
    journal.episodes.remove(episode.id)
    assert (journal.everything(Episode), journal.everything(Session)) == ([], [])
    journal.undo()
    assert (len(journal.everything(Episode)), len(journal.everything(Session))) == (1, 1)


def test_cluster_is_so_many_episodes_bound_together(journal: Journal) -> None:
    journal.episodes.add_cluster(Episode(at=journal.now(), kind=Kind.SPASM), 3)
    episodes = journal.everything(Episode)
    assert len(episodes) == 3
    assert len({episode.cluster_id for episode in episodes}) == 1
    assert episodes[0].cluster_id is not None
    journal.undo()
    assert journal.everything(Episode) == []
    journal.episodes.add_cluster(Episode(at=journal.now()), 1)
    assert [episode.cluster_id for episode in journal.everything(Episode)] == [None]
    for wrong in (0, 21):
        with pytest.raises(ValueError, match="count"):
            journal.episodes.add_cluster(Episode(at=journal.now()), wrong)


# -- sessions ------------------------------------------------------------------------------------------------


def test_running_session_is_unfinished_until_it_is_settled(journal: Journal) -> None:
    session = started(journal)
    journal.sessions.progress(session.id, {"held_s": 12})
    found = journal.sessions.unfinished()
    assert found is not None
    assert (found[0].id, found[1].snapshot) == (session.id, {"held_s": 12})
    journal.sessions.end(session.id, Outcome.PARTIAL, [hold(session, 1, held_s=12, end_reason="killed")])
    assert journal.sessions.unfinished() is None


def test_progress_is_no_batch_and_not_told(journal: Journal) -> None:
    session = started(journal)
    told: list[Written] = []
    journal.subscribe(told.append)
    before = batches(journal)
    journal.sessions.progress(session.id, {"held_s": 1})
    journal.sessions.phase_changed(session.id, {"held_s": 2})
    assert (batches(journal), told) == (before, [])


def test_undo_of_throwing_a_session_away_brings_every_hold_back(journal: Journal) -> None:
    session = started(journal)
    journal.sessions.log_holds(session.id, [hold(session, 1)], {"phase": "swap"})
    journal.sessions.discard(session.id, [hold(session, 2, leg="right", held_s=4, end_reason="stopped")])
    assert journal.everything(Session) == []
    assert journal.sessions.unfinished() is None
    assert journal.days.entries(DAY).holds == {}
    journal.undo()
    (back,) = journal.everything(Session)
    assert back.outcome is Outcome.PARTIAL
    assert [each.ordinal for each in journal.days.entries(DAY).holds[session.id]] == [1, 2]


def test_clock_set_back_in_mid_session_does_not_lose_it(journal: Journal) -> None:
    session = started(journal)
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    clock.set_now(datetime.fromisoformat("2026-11-22T07:00:00+01:00"))
    ended = journal.sessions.end(session.id, Outcome.DONE, [hold(session, 1)])
    assert ended.ended_at == ended.started_at


def test_session_typed_afterwards_is_marked_as_typed(journal: Journal) -> None:
    begin = at("2026-11-21T08:00:00+01:00")
    session = Session(purpose="daily", started_at=begin)
    holds = [hold(session, 1), hold(session, 2, leg="right")]
    journal.sessions.add_typed(dict(DAILY.to_dict()), begin, begin.later(78), holds, note="at the gym")
    (stored,) = journal.everything(Session)
    assert (stored.source, stored.outcome, stored.note) == (Source.TYPED, Outcome.DONE, "at the gym")
    assert len(journal.days.entries(YESTERDAY).holds[stored.id]) == 2
    journal.undo()
    assert journal.everything(Session) == []
    short = [hold(session, 1), hold(session, 2, leg="right", held_s=10, end_reason="stopped")]
    journal.sessions.add_typed(dict(DAILY.to_dict()), begin, begin.later(78), short)
    assert journal.everything(Session)[0].outcome is Outcome.PARTIAL
    with pytest.raises(ValueError, match="ended_at"):
        journal.sessions.add_typed(dict(DAILY.to_dict()), begin, begin.later(-1), holds)
