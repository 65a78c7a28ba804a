"""F02: a week of use, killed again and again at random moments: nothing acknowledged is lost or other than it was."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, journal_on
from tests.faults.week_of_use import Acknowledged, digest, wrong_with

KILLS = 50


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are not of this system")
def test_F02_killed_in_a_week_of_use(tmp_path: Path) -> None:  # noqa: N802
    command = [sys.executable, "-m", "tests.faults.week_of_use", str(tmp_path), str(KILLS), "7"]
    done = subprocess.run(command, capture_output=True, text=True, env=child_env(), timeout=120, check=True)
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["kills"] == KILLS
    assert found["batches"] > KILLS, "the writers lived too short to write"


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM drinks WHERE rowid = 2",
        "UPDATE drinks SET ml = 5 WHERE rowid = 2",
        "DROP TRIGGER changes_stay; DELETE FROM changes WHERE batch_seq = 2",
        "DROP TRIGGER changes_stand; UPDATE changes SET after = NULL, before = '{}' WHERE batch_seq = 2",
    ],
)
def test_a_harmed_diary_is_told(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    known = Acknowledged()
    for _ in range(3):
        written = journal.days.add_drink(200)
        known.digests[written.seq] = digest(journal, written.seq)
    assert wrong_with(journal, known) == []
    journal.database.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(harm)
    journal = Journal(open_diary(path), FakeClock())
    assert wrong_with(journal, known) != []
    journal.database.close()
