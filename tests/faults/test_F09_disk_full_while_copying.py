"""F09: a full disk while backing up, migrating and writing settings: said in words, and the older ones untouched.

Exporting to a full disk is held elsewhere. Most of these need no disk of their own: a limit on the size of files in a
child, or SQLite's own limit on the pages of the diary, says "full" as the system does.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from calfstretch.errors import UserError
from calfstretch.storage import backup, migrate
from calfstretch.storage.copies import Second, Wish, look_after
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, drinks_in, fill_disk, filled, fingerprint, journal_on, small_disk

NEXT = migrate.newest_version() + 1
STEP = f"CREATE TABLE cups (id TEXT PRIMARY KEY) STRICT; PRAGMA user_version = {NEXT};"
# Files grow no further than so many bytes: less than the copy needs.
LIMITED = """
import resource, sys
from calfstretch import cli
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "diary" / "diary.db", 12)


def full(*_args: object, **_named: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def due(path: Path, second: Path | None = None) -> Wish:
    now = datetime.now(UTC)
    return Wish(path, now, now, asked=True, second=None if second is None else Second(second))


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


# -- backing up ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="limits are not of this system")
def test_F09_backup_where_files_may_not_grow_leaves_the_older_one(path: Path, tmp_path: Path) -> None:  # noqa: N802
    target = tmp_path / "copy.db"
    shutil.copy(path, target)
    before = contents(tmp_path)
    filled(path, 3)
    command = [sys.executable, "-c", LIMITED, "100000", "--data-dir", str(path.parent), "backup", str(target)]
    done = subprocess.run(command, env=child_env(), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1 and f"could not be made in {tmp_path}" in done.stderr
    assert contents(tmp_path) == before
    database = open_diary(path)
    assert drinks_in(database) == 15
    database.close()


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_F09_full_disk_at_the_last_step_leaves_the_older_copies(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    look_after(due(path))
    before = contents(path.parent / "backups")
    filled(path, 3)
    monkeypatch.setattr(os, where, full)
    kept = look_after(due(path))
    monkeypatch.undo()
    assert kept.trouble == f"A copy of the diary could not be made in {path.parent / 'backups'}: the disk is full."
    assert kept.newest is not None and kept.newest.entries == 12, "the older one is still the newest good one"
    assert contents(path.parent / "backups") == before
    kept = look_after(due(path))
    assert kept.trouble == "" and kept.newest is not None and kept.newest.entries == 15


def test_F09_short_write_into_the_second_folder_counts_as_none(  # noqa: N802
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:50_000])

    monkeypatch.setattr(shutil, "copyfile", half)
    kept = look_after(due(path, stick))
    assert kept.trouble == "" and kept.second is None
    assert kept.second_trouble == f"A copy of the diary could not be made in {stick}: the copy is not sound."
    assert contents(stick) == {}
    monkeypatch.setattr(shutil, "copyfile", full)
    assert "the disk is full" in look_after(due(path, stick)).second_trouble
    monkeypatch.undo()
    assert look_after(due(path, stick)).second is not None


@pytest.mark.desktop
@pytest.mark.slow
def test_F09_backup_and_copies_on_a_disk_that_is_full(tmp_path: Path) -> None:  # noqa: N802
    with small_disk(tmp_path / "disk", "4m") as disk:
        path = filled(disk / "diary" / "diary.db", 12)
        assert look_after(due(path)).trouble == ""
        ballast = fill_disk(disk, leave=150_000)
        before = contents(path.parent / "backups")
        filled(path, 3)
        kept = look_after(due(path))
        assert kept.trouble.endswith("the disk is full.") and contents(path.parent / "backups") == before
        database = open_diary(path)
        with pytest.raises(UserError, match="the disk is too full"):
            migrate.bring_up_to_date(database.connection, path, {NEXT: STEP})
        assert drinks_in(database) == 15
        database.close()
        ballast.unlink()
        kept = look_after(due(path))
        assert kept.newest is not None and kept.newest.entries == 15


# -- migrating -------------------------------------------------------------------------------------------------


def test_F09_migration_refuses_to_begin_without_room_for_twice_the_diary(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int

    needed = 2 * path.stat().st_size + 10_000_000
    before = fingerprint(path.parent)
    monkeypatch.setitem(migrate.scripts(), NEXT, STEP)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(needed - 1))
    with pytest.raises(UserError, match=r"the disk is too full .* Free 11 MB and start again. Nothing was changed."):
        open_diary(path)
    after = fingerprint(path.parent)
    assert {name: after[name] for name in before} == before
    assert not (path.parent / "backups").exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(needed))
    open_diary(path).close()
    assert [copy.entries for copy in backup.good_copies(path.parent / "backups")] == [12]


def test_F09_disk_that_fills_up_in_a_migration_leaves_the_diary_as_it_was(path: Path) -> None:  # noqa: N802
    step = f"PRAGMA max_page_count = 1; CREATE TABLE much (x); INSERT INTO much VALUES (zeroblob(500000)); {STEP}"
    database = open_diary(path)
    with pytest.raises(UserError, match=r"brought up to date \(the disk is full\). Your diary is unchanged."):
        migrate.bring_up_to_date(database.connection, path, {NEXT: step})
    database.close()
    database = open_diary(path)
    assert drinks_in(database) == 12 and database.integrity_ok()
    database.close()


# -- settings --------------------------------------------------------------------------------------------------


def test_F09_setting_that_does_not_fit_leaves_the_older_one(path: Path) -> None:  # noqa: N802
    journal = journal_on(path)
    journal.set_setting("theme", "dark")
    journal.database.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(UserError, match="Could not be saved: the disk is full"):
        for _ in range(20):
            journal.set_setting("theme", "night" * 5000)
            journal.set_setting("theme", "dark" * 5000)
    kept = journal.setting("theme")
    assert kept in ("dark", "night" * 5000, "dark" * 5000), "one of those that were stored, whole"
    journal.database.connection.execute("PRAGMA max_page_count = 1000000")
    journal.set_setting("theme", "light")
    assert journal.setting("theme") == "light" and journal.database.integrity_ok()
    journal.database.close()
