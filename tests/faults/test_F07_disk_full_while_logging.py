"""F07 and F08: a full disk while logging and at start: nothing lost, nothing emptied, and on without a restart.

On a disk of their own, which root alone can mount, at the desktop level; else by SQLite's limit on the pages of the
diary, a limit on the size of files, or the system's own answer.
"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calfstretch.domain.day import Drink
from calfstretch.domain.episode import Episode
from calfstretch.errors import UserError
from calfstretch.journal import Written
from calfstretch.storage.database import Database, open_diary
from tests.diaries import drinks_in, fill_disk, filled, fingerprint, journal_on, small_disk

DAY = date(2026, 11, 22)


@pytest.mark.desktop
@pytest.mark.slow
def test_F07_disk_full_while_logging(tmp_path: Path) -> None:  # noqa: N802
    with small_disk(tmp_path / "disk") as disk:
        journal = journal_on(disk / "diary" / "diary.db")
        journal.days.add_drink(200)
        told: list[Written] = []
        journal.subscribe(told.append)
        ballast = fill_disk(disk)
        episode = replace(Episode(at=journal.now()), note="both calves " * 1000)
        with pytest.raises(UserError, match="the disk is full. Your text is kept here"):
            for _ in range(50):
                journal.episodes.save(replace(episode, id=Episode(at=journal.now()).id))
        stored = len(journal.everything(Episode))
        assert len(told) == stored
        assert [drink.ml for drink in journal.between(Drink, DAY, DAY)] == [200]
        ballast.unlink()
        journal.episodes.save(episode)
        assert len(journal.everything(Episode)) == stored + 1
        assert journal.database.integrity_ok()
        journal.database.close()


@pytest.mark.desktop
@pytest.mark.slow
def test_F08_disk_full_at_start(tmp_path: Path) -> None:  # noqa: N802
    with small_disk(tmp_path / "disk") as disk:
        path = filled(disk / "diary" / "diary.db")
        ballast = fill_disk(disk)
        before = fingerprint(path.parent)["diary.db"]
        database = open_diary(path)
        assert database.read_only is not None and "the disk is full" in database.read_only
        assert drinks_in(database) == 20
        with pytest.raises(UserError, match="the disk is full"), database.transaction():
            pytest.fail("not reached")
        database.close()
        assert fingerprint(path.parent)["diary.db"] == before
        ballast.unlink()
        database = open_diary(path)
        assert database.read_only is None
        assert drinks_in(database) == 20
        database.close()


def test_F07_diary_that_may_not_grow_while_logging(tmp_path: Path) -> None:  # noqa: N802
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(200)
    connection = journal.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 8}")
    told: list[Written] = []
    journal.subscribe(told.append)
    episode = replace(Episode(at=journal.now()), note="both calves " * 1000)
    with pytest.raises(UserError, match="the disk is full. Your text is kept here"):
        for _ in range(20):
            journal.episodes.save(replace(episode, id=Episode(at=journal.now()).id))
    stored = len(journal.everything(Episode))
    assert len(told) == stored
    assert [drink.ml for drink in journal.between(Drink, DAY, DAY)] == [200]
    connection.execute("PRAGMA max_page_count = 1000000")
    journal.episodes.save(episode)
    assert len(journal.everything(Episode)) == stored + 1
    assert journal.database.integrity_ok()
    journal.database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_F08_files_that_may_not_grow_at_the_first_start_leave_nothing_behind(tmp_path: Path) -> None:  # noqa: N802
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UserError, match="cannot be kept"):
            open_diary(tmp_path / "diary.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    open_diary(tmp_path / "diary.db").close()


@pytest.mark.desktop
@pytest.mark.slow
def test_F08_disk_full_at_the_first_start_leaves_nothing_behind(tmp_path: Path) -> None:  # noqa: N802
    with small_disk(tmp_path / "disk") as disk:
        fill_disk(disk, leave=40_000)
        with pytest.raises(UserError, match=r"cannot be kept .*the disk is full"):
            open_diary(disk / "diary.db")
        assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_F08_disk_full_at_start_opens_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db")
    before = fingerprint(tmp_path)

    def no_space(_path: Path, _is_sound: bool) -> Database:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("calfstretch.storage.database._open_for_writing", no_space)
    database = open_diary(path)
    assert database.read_only is not None and "the disk is full" in database.read_only
    assert drinks_in(database) == 20
    database.close()
    assert fingerprint(tmp_path) == before, "not one file was touched"
