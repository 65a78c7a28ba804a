"""Restoring: the diary holds what the copy holds, to the last change; what it held is kept, and comes back."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.domain.day import Drink
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.exchange.history_csv import write_history
from calfstretch.journal import Journal
from calfstretch.storage import fresh, migrate, records, restoring
from calfstretch.storage.backup import inspect, make_copy
from calfstretch.storage.database import Database, open_diary, open_nowhere
from calfstretch.storage.restoring import (
    exchange,
    look_at,
    prepare,
    restore,
    restore_unopened,
    what_would_change,
)
from calfstretch.storage.rows import KINDS, to_row
from tests.diaries import drinks_in, filled, fingerprint, journal_on, killed
from tests.records import EVERY_KIND


def _all_rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    tables = [
        row[0] for row in database.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
    ]
    return {
        table: sorted((tuple(row) for row in database.connection.execute(f"SELECT * FROM {table}")), key=repr)
        for table in tables
    }


def _copy(journal: Journal) -> Path:
    return make_copy(journal.database.connection, journal.database.path.parent / "backups", "daily")


def test_the_diary_is_what_the_copy_was(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    for n in range(3):
        journal.days.add_drink(100 + n)
    journal.undo()
    journal.set_setting("theme", "night")
    copy, then = _copy(journal), _all_rows(journal.database)
    journal.days.add_drink(900)
    journal.set_setting("theme", "light")
    now = _all_rows(journal.database)
    restored = restore(journal.database, copy)
    assert _all_rows(journal.database) == then
    assert restored.taken.left_out == 0
    assert restored.kept is not None and inspect(restored.kept) is not None
    assert not list(tmp_path.glob("*restored*"))
    # Undo, redo, bin and trail go on from what the copy knew.
    assert journal.redo_label() == "add drinks" and len(journal.bin()) == 1
    journal.redo()
    assert drinks_in(journal.database) == 3
    # And the restore itself can be taken back.
    restore(journal.database, restored.kept)
    assert _all_rows(journal.database) == now
    journal.database.close()
    database = open_diary(tmp_path / "diary.db")
    assert database.lost_since is None and database.integrity_ok()
    with pytest.raises(sqlite3.IntegrityError, match="only appended"):
        database.connection.execute("DELETE FROM changes")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.connection.execute("UPDATE holds SET session_id = 'nowhere'")
        database.connection.execute("INSERT INTO changes VALUES (9999, 1, 'drinks', 'x', NULL, '{}')")
    database.close()


def test_what_would_change_is_told_before(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    for ml in (100, 200, 300):
        journal.days.add_drink(ml, Moment.of(datetime.fromisoformat("2026-11-20T09:00:00+01:00")))
    copy = _copy(journal)
    first, second, _third = journal.everything(Drink)
    assert isinstance(journal.clock, FakeClock)
    journal.clock.advance(60)
    journal.delete(first)
    journal.write("change drinks", [replace(second, ml=250)])
    journal.days.add_drink(400)
    journal.days.add_drink(500)
    found = what_would_change(copy, journal.database)
    assert (found.offer.there.entries, found.offer.there.last_day) == (3, date(2026, 11, 20))
    assert (found.here.entries, found.here.last_day) == (4, date(2026, 11, 22))
    assert (found.gone, found.back, found.changed) == (2, 1, 1)
    journal.database.close()


def test_an_empty_copy_has_no_last_day(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    assert look_at(_copy(journal)).there == (0, None)
    journal.database.close()


def _history(path: Path, journal: Journal) -> bytes:
    write_history(journal, path)
    return path.read_bytes()


def test_the_history_after_a_restore_is_that_of_the_copy(tmp_path: Path) -> None:
    theirs, ours = journal_on(tmp_path / "theirs.db"), journal_on(tmp_path / "own" / "diary.db")
    fill(theirs.database, days=60, until=theirs.clock.now())
    wanted = _history(tmp_path / "before.csv", theirs)
    theirs.database.close()
    ours.days.add_drink(300)
    assert restore(ours.database, tmp_path / "theirs.db").taken.left_out == 0
    assert _history(tmp_path / "after.csv", ours) == wanted
    ours.database.close()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_record_of_ours_passes(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([*KINDS.values()]))
    record = data.draw(EVERY_KIND[kind])
    database = open_nowhere(Path("nowhere.db"), "in memory")
    database.connection.execute("PRAGMA foreign_keys = OFF")
    into = fresh.Filling(database.connection)
    row = to_row(record)
    assert into.put_record(kind.TABLE, row)
    assert records.get_row(database.connection, kind.TABLE, record.id) == row
    assert into.put_batch(1, row["changed_at"], "typed", "add something", "do", None)
    assert into.put_change(1, 1, kind.TABLE, record.id, None, json.dumps(row, ensure_ascii=False))
    database.close()


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.data())
def test_any_history_after_a_restore_is_that_of_the_copy(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("restore")
    theirs, ours = journal_on(folder / "theirs.db"), journal_on(folder / "own" / "diary.db")
    kinds = data.draw(st.lists(st.sampled_from([kind for kind in KINDS.values() if kind.TABLE != "holds"]), max_size=9))
    some: list[Record] = [data.draw(EVERY_KIND[kind]) for kind in kinds]
    known = {(record.TABLE, record.id): record for record in some if _stands_alone(record)}
    theirs.write("add everything", [*known.values()])
    wanted = _history(folder / "before.csv", theirs)
    theirs.database.close()
    restore(ours.database, folder / "theirs.db")
    assert _history(folder / "after.csv", ours) == wanted
    ours.database.close()


def _stands_alone(record: Record) -> bool:
    refers = getattr(record, "episode_id", None) or getattr(record, "routine_id", None)
    return refers is None


@pytest.mark.parametrize("when", ["staging", "keeping", "replacing"])
def test_a_restore_that_does_not_come_through_leaves_the_diary(
    tmp_path: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    copy = _copy(journal)
    journal.days.add_drink(200)
    before = _all_rows(journal.database)

    def fail(*_given: object, **_named: object) -> None:
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise full if when != "keeping" else UserError("No copy.")

    place = {
        "staging": (fresh, "sync"),
        "keeping": (restoring, "make_copy"),
        "replacing": (restoring, "_replace_rows"),
    }[when]
    monkeypatch.setattr(*place, fail)
    with pytest.raises(CalfstretchError) as caught:
        restore(journal.database, copy)
    assert "restored" in str(caught.value) and "Save" not in str(caught.value)
    assert _all_rows(journal.database) == before
    journal.days.add_drink(300)
    assert drinks_in(journal.database) == 3
    assert not list(tmp_path.glob("*restored*"))
    journal.database.close()


def test_what_another_program_wrote_until_the_last_moment_is_kept(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    staged = prepare(_copy(journal), journal.database.path)
    other = journal_on(tmp_path / "diary.db")
    other.days.add_drink(777)
    other.database.close()
    restored = exchange(journal.database, staged)
    assert drinks_in(journal.database) == 1
    assert restored.kept is not None and look_at(restored.kept).there.entries == 2
    journal.database.close()


def test_a_file_with_its_log_is_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    offered = killed(tmp_path / "other" / "diary.db", 7)
    before = fingerprint(offered.parent)
    journal = journal_on(tmp_path / "own.db")
    assert what_would_change(offered, journal.database).back == 7
    restore(journal.database, offered)
    assert drinks_in(journal.database) == 7
    assert fingerprint(offered.parent) == before
    journal.database.close()


def test_nothing_is_restored_into_a_diary_that_cannot_be_written(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    copy = _copy(journal)
    journal.database.read_only = "The disk is read-only."
    with pytest.raises(UserError, match="The disk is read-only"):
        restore(journal.database, copy)
    assert not list(tmp_path.glob("*restored*"))
    journal.database.read_only = None
    journal.database.close()


def test_where_no_diary_opens_the_copy_is_put_in_its_place(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    copy = _copy(journal)
    journal.database.close()
    (tmp_path / "diary.db").write_bytes(os.urandom(9000))
    damaged = (tmp_path / "diary.db").read_bytes()
    restored = restore_unopened(tmp_path / "diary.db", copy)
    assert restored.kept is not None and restored.kept.read_bytes() == damaged
    database = open_diary(tmp_path / "diary.db")
    assert drinks_in(database) == 1
    database.close()
    assert restore_unopened(tmp_path / "new" / "diary.db", copy).kept is None


def test_a_diary_of_an_older_version_is_brought_up_to_date_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = filled(tmp_path / "old.db", 4)
    steps = {**migrate.scripts(), 2: "ALTER TABLE drinks ADD COLUMN cup TEXT; PRAGMA user_version = 2;"}
    monkeypatch.setattr(migrate, "scripts", lambda: steps)
    before = fingerprint(tmp_path)
    taken = prepare(offered, tmp_path / "diary.db")
    database = open_diary(taken.part)
    assert (drinks_in(database), migrate.version_of(database.connection)) == (4, 2)
    database.close()
    assert {name: was for name, was in fingerprint(tmp_path).items() if "restored" not in name} == before


def test_a_diary_without_a_log_as_on_network_disks_is_restored_too(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    copy = _copy(journal)
    journal.days.add_drink(200)
    journal.database.connection.execute("PRAGMA journal_mode = DELETE")
    restored = restore(journal.database, copy)
    assert drinks_in(journal.database) == 1
    assert restored.kept is not None and look_at(restored.kept).there.entries == 2
    journal.database.close()
