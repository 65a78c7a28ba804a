"""F13: the log beside the diary is gone or another diary's: opens with what is left, or is refused untouched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calfstretch.storage.database import DamagedDiaryError, open_diary
from tests.diaries import drinks_in, filled, fingerprint, killed


def test_F13_log_deleted(tmp_path: Path) -> None:  # noqa: N802
    filled(tmp_path / "diary.db", 7)
    path = killed(tmp_path / "diary.db", 5)
    Path(f"{path}-wal").unlink()
    database = open_diary(path)
    assert drinks_in(database) == 7
    assert database.integrity_ok()
    database.close()


def test_F13_log_of_another_diary(tmp_path: Path) -> None:  # noqa: N802
    filled(tmp_path / "other" / "diary.db", 900)
    other = killed(tmp_path / "other" / "diary.db", 5)
    path = filled(tmp_path / "diary.db", 7)
    shutil.copy(f"{other}-wal", f"{path}-wal")
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert fingerprint(tmp_path) == before
