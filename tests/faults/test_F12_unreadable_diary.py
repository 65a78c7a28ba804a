"""F12: five ways a diary cannot be read. It is refused untouched, set aside, and the newest sound copy offered."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from calfstretch import cli
from calfstretch.storage import migrate
from calfstretch.storage.backup import make_copy, newest_good_copy, set_aside
from calfstretch.storage.database import DamagedDiaryError, open_diary
from tests.diaries import drinks_in, filled, fingerprint, harm_pages_of, killed, read_only


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


def _tables() -> list[str]:
    with closing(sqlite3.connect(":memory:")) as model:
        for sql in migrate.scripts().values():
            model.executescript(sql)
        return [row[0] for row in model.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]


def _harm(path: Path, *statements: str) -> None:
    """Change a diary with SQLite's own hand, as no program of ours would; the file is sound for SQLite afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("table", _tables())
def test_F12_a_diary_that_lost_a_table_is_damaged(tmp_path: Path, table: str) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 3)
    _harm(path, f"DROP TABLE {table}")
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError, match="is damaged and was not changed"):
        open_diary(path)
    assert fingerprint(tmp_path) == before


INNER_HARM = {
    "column": ["ALTER TABLE drinks DROP COLUMN ml"],
    "column renamed": ["ALTER TABLE episodes RENAME COLUMN pain TO pein"],
    "no words": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE nonsense' WHERE name = 'drinks'",
    ],
}


@pytest.mark.parametrize("harm", INNER_HARM.values(), ids=INNER_HARM)
def test_F12_a_diary_damaged_inside_its_list_of_tables(tmp_path: Path, harm: list[str]) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 3)
    _harm(path, *harm)
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert fingerprint(tmp_path) == before


def test_F12_a_table_lost_beside_a_log(tmp_path: Path) -> None:  # noqa: N802
    path = killed(filled(tmp_path / "diary.db", 3), 5)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE tags")
        before = fingerprint(tmp_path)
        with pytest.raises(DamagedDiaryError):
            open_diary(path)
        assert fingerprint(tmp_path) == before


@pytest.mark.desktop
@pytest.mark.slow
def test_F12_a_lost_table_on_a_read_only_disk(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "disk" / "diary.db", 3)
    _harm(path, "DROP TABLE drinks")
    with read_only(path.parent), pytest.raises(DamagedDiaryError):
        open_diary(path)


@pytest.mark.parametrize(
    "more", ["CREATE TABLE mine (words TEXT)", "ALTER TABLE drinks ADD COLUMN mine TEXT", "ANALYZE"]
)
def test_what_was_added_to_a_diary_is_no_damage(tmp_path: Path, more: str) -> None:
    path = filled(tmp_path / "diary.db", 3)
    _harm(path, more)
    database = open_diary(path)
    assert drinks_in(database) == 3
    database.close()


@pytest.mark.parametrize("words", [("log", "drink", "200"), ("export", "x.csv")])
def test_F12_a_command_says_it_in_one_line(  # noqa: N802
    tmp_path: Path, words: tuple[str, ...], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "diary.db", 3)
    _harm(path, "DROP TABLE drinks")
    before = fingerprint(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--data-dir", str(tmp_path), *words]) == 1
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1) and "is damaged and was not changed" in err
    assert fingerprint(tmp_path) == before


def test_F12_what_could_not_be_read_once_is_looked_at_before_it_is_used_again(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 300)
    database = open_diary(path)
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    assert database.suspect_damage(error)
    assert database.read_only is not None and "nothing more is written" in database.read_only
    database.close()
    # A false alarm, such as a cable that was loose: the diary is sound and opens.
    database = open_diary(path)
    assert database.read_only is None
    assert database.suspect_damage(error)
    database.close()
    harm_pages_of(path, "changes")
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert fingerprint(tmp_path) == before
