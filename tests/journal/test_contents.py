"""All that leaves in an archive: what is there, what is not, and from one moment."""

from __future__ import annotations

from calfstretch.domain.day import CheckIn, Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Look, Programme, SavedRoutine
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Session
from calfstretch.journal import Journal
from tests.journal.entries import DAY, YESTERDAY, at, hold, set_clock, started


def test_every_record_leaves_but_those_in_the_bin_and_of_those_the_tombstone(journal: Journal) -> None:
    kept, gone = Drink(at=at("2026-11-22T08:00:00+01:00"), ml=250), Drink(at=at("2026-11-22T08:30:00+01:00"), ml=500)
    journal.write("add drinks", [kept, gone, CheckIn(day=YESTERDAY, spasms=0)])
    journal.delete(gone)
    contents = journal.contents()
    assert [record.id for record in contents.records] == [kept.id, CheckIn(day=YESTERDAY, spasms=0).id]
    assert all(record.entered_at and record.changed_at for record in contents.records)
    assert [(stone.kind, stone.record_id) for stone in contents.tombstones] == [("drinks", gone.id)]


def test_what_was_purged_keeps_its_tombstone_until_it_comes_back(journal: Journal) -> None:
    gone = Drink(at=at("2026-11-22T08:30:00+01:00"), ml=500)
    journal.write("add drinks", [gone])
    journal.delete(gone)
    journal.purge(journal.now().utc)
    assert [stone.record_id for stone in journal.contents().tombstones] == [gone.id]
    journal.write("add drinks", [gone])
    assert journal.contents().tombstones == ()


def test_settings_leave_with_their_dates_but_for_those_of_one_computer(journal: Journal) -> None:
    for key, value in (("theme", "dark"), ("pin", "1234"), ("window_geometry", "x"), ("glass_ml", 300)):
        journal.set_setting(key, value)
    journal.set_setting("glass_ml", None)
    found = {entry.key: entry for entry in journal.contents().settings}
    assert set(found) == {"theme", "glass_ml"}
    assert found["theme"].value == "dark" and found["glass_ml"].value is None
    assert found["theme"].changed_at == journal.now().utc


def test_what_others_refer_to_comes_first_and_nothing_refers_to_what_does_not_leave(journal: Journal) -> None:
    episode = Episode(at=at("2026-11-22T02:00:00+01:00"))
    session = started(journal)
    journal.write("add holds", [hold(session, 1), episode])
    set_clock(journal, "2026-11-22T10:00:00+01:00")
    relief = Session(purpose="relief", started_at=journal.now(), episode_id=episode.id)
    journal.write("add sessions", [relief])
    records = journal.contents().records
    places = {record.id: place for place, record in enumerate(records)}
    assert places[episode.id] < places[relief.id] < places[f"{session.id}/1"]
    journal.delete(episode)
    journal.delete(session)
    records = journal.contents().records
    assert not [record for record in records if isinstance(record, Hold)]
    assert [record.episode_id for record in records if isinstance(record, Session)] == [None]


def test_a_routine_in_the_bin_comes_along_with_the_programme_that_is_made_of_it(journal: Journal) -> None:
    used, unused = SavedRoutine.of(DAILY), SavedRoutine.of(DAILY)
    programme = Programme(routine_id=used.id, first_day=DAY)
    journal.write("add programmes", [used, unused, programme])
    journal.delete(used, unused)
    contents = journal.contents()
    assert [record.id for record in contents.records] == [used.id, programme.id]
    assert {stone.record_id for stone in contents.tombstones} == {used.id, unused.id}


def test_a_look_that_cannot_be_read_keeps_nobody_from_leaving(journal: Journal) -> None:
    journal.write("add looks", [Look(number=1, day=DAY, body={"a": 1}), Look(number=2, day=DAY, body={"b": 2})])
    journal.database.connection.execute("UPDATE looks SET body = '{broken' WHERE number = 1")
    assert [record.body for record in journal.contents().records if isinstance(record, Look)] == [{}, {"b": 2}]
