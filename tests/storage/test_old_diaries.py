"""A filled diary of every version that was ever written opens in this program with all there is in it."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Programme, SavedRoutine, Tag
from calfstretch.domain.routine import TargetOrigin
from calfstretch.domain.session_log import Session
from calfstretch.journal import Journal
from calfstretch.storage import migrate, settings
from calfstretch.storage.database import open_diary
from calfstretch.storage.rows import KINDS
from tests.make_old_diary import UNTIL, main, make, old_diary

VERSIONS = range(1, migrate.newest_version() + 1)
# Without the bin; what a version did not have yet is none.
COUNTS: dict[int, dict[str, int]] = {
    1: {
        "sessions": 35, "holds": 49, "episodes": 26, "drinks": 117, "activities": 17, "checkins": 28, "day_items": 121,
        "pauses": 1, "imported_ranges": 1, "tags": 3, "routines": 2, "programmes": 2, "profile": 1, "questions": 1,
        "marked_changes": 1, "safety_answers": 1, "reminders": 2, "looks": 1,
    },
}  # fmt: skip


def unpacked(version: int, folder: Path) -> Path:
    path = folder / "diary.db"
    path.write_bytes(gzip.decompress(old_diary(version).read_bytes()))
    return path


def opened(version: int, folder: Path) -> Journal:
    return Journal(open_diary(unpacked(version, folder)), FakeClock(UNTIL))


def contents(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [*connection.iterdump()]
    connection.close()
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_every_entry_of_an_old_diary_is_read(tmp_path: Path, version: int) -> None:
    journal = opened(version, tmp_path)
    connection = journal.database.connection
    assert migrate.version_of(connection) == migrate.newest_version()
    assert journal.database.integrity_ok() and journal.database.read_only is None
    assert {table: len(journal.everything(kind)) for table, kind in KINDS.items()} == COUNTS[version]
    assert len(list(journal.history())) > 200
    for kind in KINDS.values():
        for record in journal.everything(kind)[:5]:
            assert journal.trail(record)[0][1].before is None
    journal.database.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_stands_in_an_old_diary_is_what_was_written(tmp_path: Path, version: int) -> None:
    journal = opened(version, tmp_path)
    full = journal.episodes.get("episode-full")
    assert full is not None and full.until is not None and full.diary_day(5).isoformat() == "2026-11-21"
    assert (full.zones, full.own, full.duration_band) == (
        ("left:outer_calf", "right:arch"), (("in the toes", "yes"),), "1_3"
    )  # fmt: skip
    programme = journal.get(Programme, "programme-2")
    routine = journal.get(SavedRoutine, "routine-2")
    assert programme is not None and routine is not None
    assert (programme.weekdays, programme.routine_id, programme.origin) == ((1, 3, 5), "routine-2", "therapist")
    assert (routine.routine.hold_s, routine.routine.hold_origin) == (10, TargetOrigin.THERAPIST)
    assert {tag.name: tag.unit for tag in journal.everything(Tag)}["coffee"] == "cups"
    assert settings.everything(journal.database.connection) == {"day_start_h": 5, "glass_ml": 250}
    unfinished = journal.sessions.unfinished()
    assert unfinished is not None and unfinished[0].id == "session-cut"
    gone = journal.database.connection.execute("SELECT kind, record_id FROM tombstones").fetchall()
    assert [tuple(row) for row in gone] == [("drinks", "drink-gone")]
    journal.database.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_undo_redo_and_bin_go_on_in_an_old_diary(tmp_path: Path, version: int) -> None:
    def added(journal: Journal) -> set[str]:
        return {drink.id for drink in journal.everything(Drink) if drink.id in ("drink-0", "drink-1", "drink-2")}

    journal = opened(version, tmp_path)
    assert added(journal) == {"drink-0", "drink-1"}
    assert [record.id for record in journal.bin()] == ["drink-2"]
    journal.redo()
    assert added(journal) == {"drink-0", "drink-1", "drink-2"}
    journal.redo()
    assert added(journal) == {"drink-1", "drink-2"}
    assert journal.redo() is None
    while journal.undo() is not None:
        pass
    assert added(journal) == set()
    assert journal.episodes.get("episode-full") not in journal.everything(Episode)
    assert journal.get(Programme, "programme-2") not in journal.everything(Programme)
    # The invented month was written as by the timer: it stays.
    assert len(journal.everything(Session)) == COUNTS[version]["sessions"]
    while journal.redo() is not None:
        pass
    assert journal.get(Programme, "programme-2") in journal.everything(Programme)
    assert journal.database.integrity_ok()
    journal.database.close()


def test_schema_of_the_newest_version_is_still_the_one_its_diary_was_written_with(tmp_path: Path) -> None:
    newest = migrate.newest_version()
    made, kept = tmp_path / "made.db", unpacked(newest, tmp_path)
    make(made)

    def shape(path: Path) -> list[Any]:
        connection = sqlite3.connect(path)
        found = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        connection.close()
        return found

    assert shape(made) == shape(kept), f"version {newest} must not change once it is released: add the next one"


def test_diary_of_the_newest_version_is_made_the_same_again(tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    make(made)
    assert contents(made) == contents(unpacked(migrate.newest_version(), tmp_path))


def test_diary_of_a_version_is_never_made_over(capsys: pytest.CaptureFixture[str]) -> None:
    kept = old_diary(migrate.newest_version())
    before = kept.read_bytes()
    assert main() == 1
    assert kept.read_bytes() == before
    assert "never changes" in capsys.readouterr().err
