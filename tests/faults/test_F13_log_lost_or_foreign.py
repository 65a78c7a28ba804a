"""F13: the log beside the diary is gone or another diary's: opens with what is left, or is refused untouched."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.journal import Journal
from calfstretch.opening import missing_words
from calfstretch.storage.database import DamagedDiaryError, DiaryRefusedError, open_diary
from tests.diaries import drinks_in, filled, fingerprint, killed


def test_F13_log_deleted(tmp_path: Path) -> None:  # noqa: N802
    filled(tmp_path / "diary.db", 7)
    path = killed(tmp_path / "diary.db", 5)
    Path(f"{path}-wal").unlink()
    database = open_diary(path)
    assert drinks_in(database) == 7
    assert database.integrity_ok()
    # The killed program had no calm moment to remember the five: nothing is claimed that is not known.
    assert database.lost_since is None
    database.close()


@pytest.mark.parametrize("how_many", [1, 5, 200])
def test_F13_log_deleted_whose_entries_were_remembered(tmp_path: Path, how_many: int) -> None:  # noqa: N802
    filled(tmp_path / "diary.db", 7)
    path = killed(tmp_path / "diary.db", how_many, remembering=True)
    Path(f"{path}-wal").unlink()
    database = open_diary(path)
    assert 7 <= drinks_in(database) < 7 + how_many
    assert database.lost_since is not None
    assert "Entries may be missing since 22 Nov 2026" in missing_words(database)
    database.close()


@pytest.mark.parametrize("others", [0, 20, 400])
def test_F13_log_of_another_diary(tmp_path: Path, others: int) -> None:  # noqa: N802
    filled(tmp_path / "other" / "diary.db", others)
    other = killed(tmp_path / "other" / "diary.db", 5)
    path = filled(tmp_path / "diary.db", 7)
    shutil.copy(f"{other}-wal", f"{path}-wal")
    before = fingerprint(tmp_path)
    try:
        database = open_diary(path)
    except DamagedDiaryError:
        # The two do not make one sound diary: nothing is touched, and the log can still be taken away.
        assert fingerprint(tmp_path) == before
        Path(f"{path}-wal").unlink()
        database = open_diary(path)
        assert drinks_in(database) == 7
    # Where the pages fit, SQLite cannot tell whose log it is; what opens is sound and can be written.
    journal = Journal(database, FakeClock())
    stored = drinks_in(database)
    for n in range(80):
        journal.days.add_drink(100 + n)
    assert database.integrity_ok()
    database.close()
    database = open_diary(path)
    assert drinks_in(database) == stored + 80
    database.close()


def test_F13_log_of_another_program(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 300)
    killed(path, 1)
    log = Path(f"{path}-wal")
    connection = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE nonsense (words TEXT)")
    for n in range(200):
        connection.execute("INSERT INTO nonsense VALUES (?)", ("x" * 3000 + str(n),))
    log.write_bytes((tmp_path / "other.db-wal").read_bytes())
    connection.close()
    before = fingerprint(tmp_path)
    with pytest.raises(DiaryRefusedError):
        open_diary(path)
    assert fingerprint(tmp_path) == before
