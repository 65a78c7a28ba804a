"""`calfstretch restore FILE`: what it did and how to undo it, or what stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calfstretch import cli
from calfstretch.desktop.lock import DiaryLock
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, fingerprint

pytestmark = pytest.mark.usefixtures("_named")


@pytest.fixture
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_STARTED_AS", "calfstretch")


def _restore(folder: Path, file: Path) -> int:
    return cli.main(["--data-dir", str(folder), "restore", str(file)])


def _drinks(folder: Path) -> int:
    database = open_diary(folder / "diary.db")
    try:
        return drinks_in(database)
    finally:
        database.close()


def test_it_says_what_it_did_and_its_undo_works(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mine, copy = filled(tmp_path / "mine" / "diary.db", 4), filled(tmp_path / "old.db", 2)
    assert _restore(mine.parent, copy) == 0
    out, err = capfd.readouterr()
    (kept,) = (mine.parent / "backups").glob("before-restore-*.db")
    assert err == "" and out == (
        f"Restored from {copy}: 2 entries, until 2026-11-22.\n"
        "The diary before: 4 entries, until 2026-11-22. It is kept.\n"
        f"To undo: calfstretch restore {kept}\n"
    )
    assert _drinks(mine.parent) == 2
    assert _restore(mine.parent, kept) == 0
    assert _drinks(mine.parent) == 4


def test_where_there_is_no_diary_yet_one_is_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    copy = filled(tmp_path / "old.db", 2)
    assert _restore(tmp_path / "new", copy) == 0
    assert capfd.readouterr().out == f"Restored from {copy}: 2 entries, until 2026-11-22.\n"
    assert _drinks(tmp_path / "new") == 2


def test_F12_a_damaged_diary_is_set_aside(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:  # noqa: N802
    copy = filled(tmp_path / "old.db", 2)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.db").write_bytes(b"torn")
    assert _restore(tmp_path / "mine", copy) == 0
    (kept,) = (tmp_path / "mine").glob("diary-set-aside-*.db")
    assert kept.read_bytes() == b"torn" and f"It is kept as {kept}" in capfd.readouterr().out


def test_while_a_window_is_open_it_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mine, copy = filled(tmp_path / "mine" / "diary.db", 4), filled(tmp_path / "old.db", 2)
    lock = DiaryLock.acquire(mine.parent)
    assert lock is not None
    with lock:
        before = fingerprint(tmp_path)
        assert _restore(mine.parent, copy) == 1
        assert "is open on this diary" in capfd.readouterr().err
        assert fingerprint(tmp_path) == before


def test_F59_a_file_that_is_refused_changes_nothing(  # noqa: N802
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = filled(tmp_path / "mine" / "diary.db", 4)
    (tmp_path / "photo.jpg").write_bytes(os.urandom(5000))
    before = fingerprint(tmp_path)
    assert _restore(mine.parent, tmp_path / "photo.jpg") == 1
    assert _restore(tmp_path / "elsewhere", tmp_path / "photo.jpg") == 1
    assert _restore(mine.parent, mine) == 1
    out, err = capfd.readouterr()
    assert out == "" and err.count("\n") == 3 and "not a calfstretch diary" in err and "in use" in err
    assert fingerprint(tmp_path) == before


def test_without_a_file_it_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["restore"]) == 2
