"""F12: five ways a diary cannot be read. It is refused untouched, set aside, and the newest sound copy offered."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from calfstretch.storage.backup import make_copy, newest_good_copy, set_aside
from calfstretch.storage.database import DamagedDiaryError, open_diary
from tests.diaries import drinks_in, filled, fingerprint


def _first_page_overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(4096))


def _cut_to_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _file_of_another_kind(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5000))


def _no_bytes(path: Path) -> None:
    os.truncate(path, 0)


def _folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "photo.jpg").write_bytes(b"dear to somebody")


CASES = [_first_page_overwritten, _cut_to_half, _file_of_another_kind, _no_bytes, _folder_in_its_place]


@pytest.mark.parametrize("harm", CASES, ids=lambda harm: harm.__name__.strip("_"))
def test_F12_unreadable_diary(tmp_path: Path, harm: Callable[[Path], None]) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 30)
    database = open_diary(path)
    make_copy(database.connection, tmp_path / "backups", "daily")
    database.close()
    harm(path)
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError) as refused:
        open_diary(path)
    assert str(path) in refused.value.message
    assert fingerprint(tmp_path) == before

    copy = newest_good_copy(tmp_path / "backups")
    assert copy is not None and copy.entries == 30
    kept = set_aside(path)
    after = fingerprint(tmp_path)
    moved = {name.replace("diary.db", kept.name, 1) if name.startswith("diary.db") else name for name in before}
    assert set(after) == moved
    assert after[kept.name][2] == before["diary.db"][2]
    assert not path.exists()
    database = open_diary(copy.path)
    assert drinks_in(database) == 30
    database.close()


def test_F12_no_bytes_is_a_loss_and_no_first_start(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    path.touch()
    with pytest.raises(DamagedDiaryError, match="entries are gone"):
        open_diary(path)
    assert path.read_bytes() == b""
