"""Opening the diary: made private, refused untouched when it is not ours, transactions that hold."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.errors import BugError, UserError
from calfstretch.storage.database import (
    APPLICATION_ID,
    DamagedDiaryError,
    Database,
    ForeignDiaryError,
    NewerDiaryError,
    open_diary,
)
from calfstretch.storage.migrate import newest_version
from calfstretch.storage.trouble import DiaryBusyError
from tests.diaries import drinks_in, filled, fingerprint, journal_on, killed


@pytest.fixture
def umask_000() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_fresh_diary_is_marked_as_ours_and_durable(tmp_path: Path) -> None:
    database = open_diary(tmp_path / "calfstretch" / "diary.db")
    expected = {
        "application_id": APPLICATION_ID,
        "user_version": newest_version(),
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 2000,
    }
    assert {name: database.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
    assert database.read_only is None
    assert database.integrity_ok()
    database.close()
    assert sorted(path.name for path in (tmp_path / "calfstretch").iterdir()) == ["diary.db"]


def test_entries_are_there_after_reopening(tmp_path: Path) -> None:
    filled(tmp_path / "diary.db", 7)
    for _ in range(2):
        database = open_diary(tmp_path / "diary.db")
        assert drinks_in(database) == 7
        database.close()


@pytest.mark.usefixtures("umask_000")
def test_everything_is_private_even_under_an_open_umask(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "new" / "calfstretch" / "diary.db")
    journal.days.add_drink(200)
    folder = tmp_path / "new" / "calfstretch"
    assert {path.name: mode(path) for path in folder.iterdir()} == {
        "diary.db": 0o600,
        "diary.db-wal": 0o600,
        "diary.db-shm": 0o600,
    }
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)
    journal.database.close()


def test_modes_that_are_too_wide_are_repaired_at_the_next_start(tmp_path: Path) -> None:
    path = filled(tmp_path / "calfstretch" / "diary.db")
    backups = path.parent / "backups"
    backups.mkdir()
    shutil.copy(path, backups / "day-20260301-101500-000000.db")
    for wide in (path, backups / "day-20260301-101500-000000.db"):
        wide.chmod(0o666)
    for wide in (path.parent, backups):
        wide.chmod(0o777)
    open_diary(path).close()
    assert [mode(each) for each in (path, backups / "day-20260301-101500-000000.db")] == [0o600, 0o600]
    assert [mode(each) for each in (path.parent, backups)] == [0o700, 0o700]


def test_log_of_a_killed_program_is_repaired_as_well(tmp_path: Path) -> None:
    path = killed(tmp_path / "diary.db")
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).chmod(0o644)
    database = open_diary(path)
    assert {mode(path.with_name(path.name + ending)) for ending in ("", "-wal", "-shm")} == {0o600}
    assert drinks_in(database) == 20
    database.close()


def test_mode_of_a_folder_the_person_named_is_theirs(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    open_diary(folder / "diary.db").close()
    assert mode(folder) == 0o755


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newest_version() + 1}")
    connection.close()


def _other_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def _never_filled(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def _first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(4096))


def _first_page_but_the_mark(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3996)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _cut_to_a_few_bytes(path: Path) -> None:
    os.truncate(path, 60)


REFUSED = [
    (_newer, NewerDiaryError, "newer calfstretch"),
    (_other_program, ForeignDiaryError, "not a calfstretch diary"),
    (_never_filled, ForeignDiaryError, "not a calfstretch diary"),
    (_first_page, DamagedDiaryError, "damaged"),
    (_first_page_but_the_mark, DamagedDiaryError, "damaged"),
    (_cut, DamagedDiaryError, "damaged"),
    (_cut_to_a_few_bytes, DamagedDiaryError, "damaged"),
    (lambda path: path.write_text("Dear diary,\n" * 500), DamagedDiaryError, "damaged"),
    (lambda path: os.truncate(path, 0), DamagedDiaryError, "empty"),
    (lambda path: (path.unlink(), path.mkdir()), DamagedDiaryError, "not a file"),
    (lambda path: (path.unlink(), path.symlink_to("nowhere")), DamagedDiaryError, "not a file"),
]


@pytest.mark.parametrize(("harm", "error", "words"), REFUSED, ids=lambda case: getattr(case, "__name__", None))
def test_file_that_is_no_diary_is_refused_untouched(
    tmp_path: Path, harm: object, error: type[UserError], words: str
) -> None:
    path = filled(tmp_path / "diary.db", 50)
    harm(path)  # type: ignore[operator]
    before = fingerprint(tmp_path)
    with pytest.raises(error, match=words):
        open_diary(path)
    assert fingerprint(tmp_path) == before
    assert not list(tmp_path.glob("*-shm"))


def test_newer_diary_left_open_by_its_program_is_refused_untouched(tmp_path: Path) -> None:
    path = killed(tmp_path / "diary.db")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA user_version = {newest_version() + 1}")
    # What a newer program killed in mid-flight leaves behind: its version stands in the log alone.
    shutil.copy(path, tmp_path / "kept.db")
    shutil.copy(f"{path}-wal", tmp_path / "kept.db-wal")
    connection.close()
    before = fingerprint(tmp_path)
    with pytest.raises(NewerDiaryError):
        open_diary(tmp_path / "kept.db")
    assert fingerprint(tmp_path) == before


def test_cut_diary_with_a_log_beside_it_is_refused_untouched(tmp_path: Path) -> None:
    filled(tmp_path / "diary.db", 400)
    path = killed(tmp_path / "diary.db", 3)
    os.truncate(path, path.stat().st_size // 2)
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert fingerprint(tmp_path) == before


def test_log_without_its_diary_is_set_aside_and_not_taken_in(tmp_path: Path) -> None:
    path = killed(tmp_path / "diary.db")
    log = Path(f"{path}-wal").read_bytes()
    path.unlink()
    database = open_diary(path)
    assert drinks_in(database) == 0
    assert database.integrity_ok()
    (kept,) = tmp_path.glob("diary-set-aside-*.db-wal")
    assert kept.read_bytes() == log
    database.close()


def test_link_to_ones_own_diary_is_followed(tmp_path: Path) -> None:
    path = filled(tmp_path / "real" / "diary.db", 3)
    (tmp_path / "link").mkdir()
    link = tmp_path / "link" / "diary.db"
    link.symlink_to(path)
    database = open_diary(link)
    assert drinks_in(database) == 3
    assert database.path == path
    assert [each.name for each in (tmp_path / "link").iterdir()] == ["diary.db"]
    database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such owner there")
def test_diary_of_another_account_is_refused_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "diary.db")
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    before = fingerprint(tmp_path)
    with pytest.raises(ForeignDiaryError, match="another account"):
        open_diary(path)
    assert fingerprint(tmp_path) == before


def test_place_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"cannot be kept in .*file/diary: Not a directory.*--data-dir"):
        open_diary(tmp_path / "file" / "diary" / "diary.db")
    assert (tmp_path / "file").read_text() == ""


def test_link_that_leads_in_a_circle_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "diary.db").symlink_to(tmp_path / "diary.db")
    with pytest.raises(UserError):
        open_diary(tmp_path / "diary.db")


def test_disk_without_links_still_gets_its_diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    filled(tmp_path / "diary.db", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["diary.db", "diary.db-newest"]


def test_two_first_starts_at_once_share_one_diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def other_was_faster(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        filled(target, 5)
        link(source, target)

    monkeypatch.setattr(os, "link", other_was_faster)
    database = open_diary(tmp_path / "diary.db")
    assert drinks_in(database) == 5
    database.close()


# -- transactions ------------------------------------------------------------------------------------------------


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Database]:
    database = open_diary(tmp_path / "diary.db")
    yield database
    database.close()


def _setting(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("INSERT INTO settings VALUES (?, '1', '')", (key,))


def _settings(database: Database) -> list[str]:
    return [row[0] for row in database.connection.execute("SELECT key FROM settings ORDER BY key")]


def test_transaction_stores_all_or_nothing(diary: Database) -> None:
    with pytest.raises(KeyError), diary.transaction() as connection:
        _setting(connection, "a")
        raise KeyError
    with diary.transaction() as connection:
        _setting(connection, "b")
    assert _settings(diary) == ["b"]


def test_transaction_inside_another_joins_it(diary: Database) -> None:
    with pytest.raises(KeyError), diary.transaction():
        with diary.transaction() as inner, diary.quick_transaction():
            _setting(inner, "a")
        raise KeyError
    assert _settings(diary) == []


def test_what_waits_for_the_commit_hears_of_commits_alone(diary: Database) -> None:
    heard: list[str] = []
    diary.after_commit(lambda: heard.append("at once"))
    with pytest.raises(KeyError), diary.transaction():
        diary.after_commit(lambda: heard.append("never"))
        raise KeyError
    with diary.transaction() as connection:
        _setting(connection, "a")
        diary.after_commit(lambda: heard.append(f"committed {not diary.connection.in_transaction}"))
        assert heard == ["at once"]
    assert heard == ["at once", "committed True"]


@pytest.mark.parametrize("error", [None, KeyError, KeyboardInterrupt, sqlite3.OperationalError])
def test_quick_transaction_leaves_full_durability_behind(diary: Database, error: type[BaseException] | None) -> None:
    try:
        with diary.quick_transaction() as connection:
            assert connection.in_transaction
            if error is not None:
                raise error
    except (KeyError, KeyboardInterrupt, BugError):
        assert error is not None
    assert diary.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert not diary.connection.in_transaction


def test_diary_held_by_another_program_is_busy_after_waiting(diary: Database) -> None:
    other = sqlite3.connect(diary.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert diary.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 2000
    diary.connection.execute("PRAGMA busy_timeout = 30")  # the same wait, shorter
    with pytest.raises(DiaryBusyError, match="Another program"), diary.transaction():
        pytest.fail("not reached")
    other.execute("ROLLBACK")
    with diary.transaction() as connection:
        _setting(connection, "a")
    other.close()
    assert _settings(diary) == ["a"]


def test_closing_does_not_wait_for_another_program(diary: Database) -> None:
    other = open_diary(diary.path)
    with diary.transaction():
        began = time.monotonic()
        other.close()
    assert time.monotonic() - began < 1.5


def test_data_version_tells_what_another_program_wrote(diary: Database) -> None:
    before = diary.data_version()
    with diary.transaction() as connection:
        _setting(connection, "mine")
    assert diary.data_version() == before
    other = open_diary(diary.path)
    with other.transaction() as connection:
        _setting(connection, "theirs")
    other.close()
    assert diary.data_version() != before


def test_our_own_mistake_is_no_fault_of_the_disk(diary: Database) -> None:
    with pytest.raises(BugError, match="CHECK"), diary.transaction() as connection:
        connection.execute("INSERT INTO checkins VALUES ('x', 'typed', '', '', NULL, '2026-11-22', -1)")
