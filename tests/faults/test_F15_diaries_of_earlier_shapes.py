"""Diaries of the six shapes the first schema had before its release open with all there is in them.

Each was filled for three weeks by the program of its time.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Drink
from calfstretch.domain.session_log import Session
from calfstretch.journal import Journal
from calfstretch.storage import early
from calfstretch.storage.database import DamagedDiaryError, open_diary
from calfstretch.storage.rows import KINDS
from calfstretch.storage.whole import is_whole

SHAPES = range(1, 7)
COUNTED = (
    "sessions",
    "holds",
    "episodes",
    "drinks",
    "activities",
    "checkins",
    "day_items",
    "pauses",
    "batches",
    "changes",
)
VALUES = {
    "drinks": "id, day, ml, deleted_at",
    "episodes": "id, day, pain, note, qualities, duration_s, deleted_at",
    "day_items": "day, item, value",
    "checkins": "day, spasms",
    "holds": "session_id, ordinal, held_s, end_reason",
    "settings": "key, value",
}


def unpacked(number: int, folder: Path) -> Path:
    path = folder / "diary.db"
    path.write_bytes(gzip.decompress((Path(__file__).parents[1] / "data" / f"diary_early_{number}.db.gz").read_bytes()))
    path.chmod(0o600)
    return path


def seen(path: Path) -> tuple[dict[str, int], dict[str, list[Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}
        rows = {
            table: sorted(map(repr, connection.execute(f"SELECT {names} FROM {table}")))
            for table, names in VALUES.items()
        }
    return counts, rows


@pytest.mark.parametrize("number", SHAPES)
def test_everything_in_an_early_diary_is_there_and_the_early_file_is_kept(tmp_path: Path, number: int) -> None:
    path = unpacked(number, tmp_path)
    before, was = path.read_bytes(), seen(path)
    database = open_diary(path)
    assert database.read_only is None and database.integrity_ok() and is_whole(database.connection)
    database.close()
    assert seen(path) == was
    (kept,) = tmp_path.glob("diary-set-aside-*.db")
    assert kept.read_bytes() == before
    open_diary(path).close()
    assert len(list(tmp_path.glob("diary-set-aside-*.db"))) == 1, "a second start takes nothing over"


@pytest.mark.parametrize("number", [1, *(pytest.param(number, marks=pytest.mark.slow) for number in range(2, 7))])
def test_undo_trail_and_every_record_go_on_in_an_early_diary(tmp_path: Path, number: int) -> None:
    journal = Journal(open_diary(unpacked(number, tmp_path)), FakeClock())
    journal.database.connection.execute("PRAGMA synchronous = OFF")  # no power is cut here
    for kind in KINDS.values():
        for record in journal.everything(kind):
            assert journal.trail(record)[0][1].before is None
    assert len(list(journal.history())) > 100
    drinks, sessions = len(journal.everything(Drink)), len(journal.everything(Session))
    assert journal.undo() is not None
    assert journal.redo() is not None
    while journal.undo() is not None:
        pass
    assert journal.everything(Drink) == []
    while journal.redo() is not None:
        pass
    assert len(journal.everything(Drink)) >= drinks
    assert len(journal.everything(Session)) == sessions
    journal.database.close()


def test_an_early_diary_with_a_row_that_goes_nowhere_is_left_as_it_is(tmp_path: Path) -> None:
    path = unpacked(4, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE episodes SET pain = 99 WHERE rowid = 1")
    before = path.read_bytes()
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".db"] == ["diary.db"]


def test_what_another_program_noted_in_the_diary_it_renewed_first_stays_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked(1, tmp_path)
    build = early.build

    def slowly(*wanted: Any) -> Any:
        monkeypatch.setattr(early, "build", build)
        quicker = Journal(open_diary(path), FakeClock())
        quicker.days.add_drink(777)
        quicker.database.close()
        return build(*wanted)

    monkeypatch.setattr(early, "build", slowly)
    journal = Journal(open_diary(path), FakeClock())
    assert [drink.ml for drink in journal.everything(Drink) if drink.ml == 777] == [777]
    assert journal.undo_label() == "add drinks"
    journal.database.close()
    assert len(list(tmp_path.glob("diary-set-aside-*.db"))) == 1
    assert not list(tmp_path.glob("diary.db.restored-*"))


def test_a_diary_that_lost_a_table_is_no_early_one(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    open_diary(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE pauses")
        assert early.fingerprint(connection) not in early.EARLY_SHAPES
    with pytest.raises(DamagedDiaryError):
        open_diary(path)


def test_a_setting_from_before_settings_had_dates_gets_the_date_of_the_last_write(tmp_path: Path) -> None:
    path = unpacked(1, tmp_path)
    open_diary(path).close()
    with closing(sqlite3.connect(path)) as connection:
        (row,) = connection.execute("SELECT key, value, changed_at FROM settings").fetchall()
        (last,) = (connection.execute("SELECT max(made_at) FROM batches").fetchone(),)
    assert (row[0], json.loads(row[1]), row[2]) == ("glass_ml", 220, last[0])
