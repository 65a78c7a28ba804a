"""F03: the power goes: of the log the disk holds a part; the diary opens with a beginning of what was acknowledged."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from calfstretch.storage.database import open_diary
from tests.diaries import killed

DRINKS = 30


def amounts(path: Path) -> list[int]:
    """The drinks of a diary in their order, opened as a start opens it; its integrity is looked at first."""
    database = open_diary(path)
    try:
        assert database.read_only is None
        assert database.integrity_ok()
        batches = database.connection.execute("SELECT count(*) FROM batches").fetchone()[0]
        found = [row[0] for row in database.connection.execute("SELECT ml FROM drinks ORDER BY rowid")]
        assert batches == len(found), "an entry and its trail stand together or not at all"
        return found
    finally:
        database.connection.close()


@pytest.mark.parametrize(("seed", "cuts"), [(3, 50), pytest.param(4, 200, marks=pytest.mark.slow)])
def test_F03_power_lost(tmp_path: Path, seed: int, cuts: int) -> None:  # noqa: N802
    source = killed(tmp_path / "diary" / "diary.db", DRINKS)
    acknowledged = [100 + number for number in range(DRINKS)]
    log = source.with_name("diary.db-wal")
    whole = log.stat().st_size
    lengths = random.Random(seed).sample(range(whole), cuts)
    seen = set()
    for length in (*lengths, whole):
        folder = tmp_path / str(length)
        folder.mkdir(mode=0o700)
        copy = folder / "diary.db"
        shutil.copy(source, copy)
        shutil.copy(log, folder / "diary.db-wal")
        os.truncate(folder / "diary.db-wal", length)
        found = amounts(copy)
        assert found == acknowledged[: len(found)], f"cut at {length}"
        if length == whole:
            assert found == acknowledged, "what was not cut is all there"
        seen.add(len(found))
        shutil.rmtree(folder)
    assert len(seen) > 5, "the cuts fell into different entries"


def test_F03_half_a_page_at_the_end_of_the_log_is_passed_over(tmp_path: Path) -> None:  # noqa: N802
    path = killed(tmp_path / "diary.db", 5)
    log = path.with_name("diary.db-wal")
    with log.open("r+b") as file:
        file.seek(-100, os.SEEK_END)
        file.write(b"\xaa" * 100)
    found = amounts(path)
    assert found == [100, 101, 102, 103]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
