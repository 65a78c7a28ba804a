"""Files are ours by their names alone; whatever else lies beside the diary is somebody else's."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from calfstretch.desktop.crash_log import LOG_NAME
from calfstretch.desktop.lock import LOCK_NAME
from calfstretch.desktop.spool import SPOOL_NAME
from calfstretch.storage import own_files
from calfstretch.storage.backup import make_copy, set_aside
from calfstretch.storage.own_files import What, other_files, what_is
from tests.diaries import filled, journal_on

OURS = {
    "diary.db": What.DIARY,
    "diary.db-wal": What.DIARY,
    "diary.db-shm": What.DIARY,
    "diary.db-journal": What.DIARY,
    "diary.db-newest": What.REMEMBERED,
    "diary-set-aside-20261122-080000.db": What.SET_ASIDE,
    "diary-set-aside-20261122-080000-2.db-wal": What.SET_ASIDE,
    "diary-set-aside-20261122-080000.db-newest": What.SET_ASIDE,
    "diary.db.new-4711": What.LEFTOVER,
    "diary.db.back-4711-wal": What.LEFTOVER,
    "calfstretch.log": What.LOG,
    "calfstretch.log.1": What.LOG,
    "window.lock": What.LOCK,
}
NOT_OURS = (
    "diary.txt", "diary.db.bak", "my diary.db", "diary (conflicted copy).db", "diary-2025.db", "diary-set-aside.db",
    "diary.db.new-", "calfstretch.log.txt", "calfstretch.csv", "Diary.db", "xdiary.db", "notes", ".diary.db",
)  # fmt: skip


@pytest.mark.parametrize(("name", "what"), OURS.items())
def test_a_file_of_ours_is_known(name: str, what: What) -> None:
    assert what_is(name, "diary.db") is what


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_file_of_somebody_else_is_left_alone(name: str) -> None:
    assert what_is(name, "diary.db") is None
    assert not own_files.is_copy(name) and not own_files.is_moment(name)


def test_the_names_are_those_the_desktop_gives() -> None:
    assert (own_files.LOG, own_files.LOCK, own_files.SPOOL) == (LOG_NAME, LOCK_NAME, SPOOL_NAME)


def test_what_the_program_makes_is_ours_and_everything_else_is_not(tmp_path: Path) -> None:
    path = filled(tmp_path / "diary.db")
    set_aside(path)
    journal = journal_on(path)
    journal.days.add_drink(200)
    make_copy(journal.database.connection, tmp_path / "backups", "before-version-2")
    spool = tmp_path / "spool"
    spool.mkdir()
    for name in (f"{uuid4()}.json", f"{uuid4()}.4711.part", f"{uuid4()}.unreadable", "shopping.json"):
        (spool / name).write_text("x")
    for name in ("letter.txt", "backups/holiday.db", "backups/tax-2025.db"):
        (tmp_path / name).write_text("x")
    found = own_files.own_files(path)
    kinds = [file.what for file in found]
    assert kinds == sorted(kinds, key=list(What).index)
    assert kinds.count(What.DIARY) == 3 and kinds.count(What.COPY) == 1 and kinds.count(What.MOMENT) == 3
    assert What.SET_ASIDE in kinds and all(file.size == file.path.stat().st_size for file in found)
    others = {path.name for path in other_files(path)}
    assert others == {"letter.txt", "holiday.db", "tax-2025.db", "shopping.json"}
    journal.database.close()


def test_a_link_counts_as_itself_and_never_as_what_it_leads_to(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "calfstretch", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "daily-20261122-080000-000000.db").write_text("x" * 100)
    (folder / "backups").symlink_to(elsewhere)
    path = filled(elsewhere / "diary.db")
    (folder / "diary.db").symlink_to(path)
    (folder / "calfstretch.log").write_text("x")
    found = {file.path: file for file in own_files.own_files(path, folder)}
    assert {path, folder / "diary.db", folder / "calfstretch.log"} <= set(found)
    assert found[folder / "diary.db"].size < 100 < found[path].size
    # Copies on a larger disk are ours, and what else lies there is not.
    assert [file.name for file in found if file.parent.name == "backups"] == ["daily-20261122-080000-000000.db"]
    (elsewhere / "letter.txt").write_text("x")
    assert {file.name for file in other_files(path, folder)} >= {"letter.txt"}


def test_a_folder_that_has_our_name_is_none_of_our_files(tmp_path: Path) -> None:
    path = filled(tmp_path / "diary.db")
    (tmp_path / "diary-set-aside-20261122-080000.db").mkdir()
    assert not [file for file in own_files.own_files(path) if file.what is What.SET_ASIDE]
