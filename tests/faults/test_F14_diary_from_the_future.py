"""F14: a diary written by a newer calfstretch is refused: same bytes, same dates, nothing new beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from calfstretch.storage.database import NewerDiaryError, open_diary
from calfstretch.storage.migrate import newest_version
from tests.diaries import filled, fingerprint


@pytest.mark.parametrize("ahead", [1, 7, 1000])
def test_F14_diary_from_the_future(tmp_path: Path, ahead: int) -> None:  # noqa: N802
    path = filled(tmp_path / "calfstretch" / "diary.db")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newest_version() + ahead}")
    connection.close()
    path.chmod(0o644)  # not even its mode is repaired
    before, folder = fingerprint(tmp_path), path.parent.stat().st_mtime_ns
    with pytest.raises(NewerDiaryError, match="Update this program, or open another diary. Nothing was changed"):
        open_diary(path)
    assert fingerprint(tmp_path) == before
    assert path.parent.stat().st_mtime_ns == folder
    assert sorted(each.name for each in path.parent.iterdir()) == ["diary.db", "diary.db-newest"]
