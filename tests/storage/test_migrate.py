"""Bringing a diary up to date: all of a step or nothing, a verified copy before, and statements split rightly."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from calfstretch.errors import UserError
from calfstretch.storage import backup, migrate
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, fingerprint

NEXT = migrate.newest_version() + 1
# A step as a later release might bring it: a table built anew that others refer to, a trigger, a filled column.
STEP = f"""
-- Sessions get a place.
CREATE TABLE sessions_new AS SELECT *, 'at home; or not' AS place FROM sessions;
DROP TABLE sessions;
CREATE TABLE sessions (id TEXT PRIMARY KEY, day TEXT NOT NULL, place TEXT NOT NULL) STRICT;
INSERT INTO sessions SELECT id, day, place FROM sessions_new;
DROP TABLE sessions_new;
CREATE TRIGGER sessions_stand BEFORE DELETE ON sessions BEGIN
  SELECT RAISE(ABORT, 'kept; always');
  SELECT 1;
END;
ALTER TABLE drinks ADD COLUMN cup TEXT NOT NULL DEFAULT 'mug';
PRAGMA user_version = {NEXT};
"""
BROKEN = {
    "a mistake at the end": STEP.replace("DEFAULT 'mug';", "DEFAULT 'mug';\nINSERT INTO nowhere VALUES (1);"),
    "a mistake at the begin": "INSERT INTO nowhere VALUES (1);" + STEP,
    "its number forgotten": STEP.replace("PRAGMA user_version", "-- PRAGMA user_version"),
    "holds without their session": STEP.replace(
        "PRAGMA user_version", "DELETE FROM sessions;\nPRAGMA user_version", 1
    ).replace("SELECT RAISE(ABORT, 'kept; always');", "SELECT 0;"),
}


def plain(path: Path) -> sqlite3.Connection:
    """A connection as `open_diary` makes it, before it brings the diary up to date."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def shape(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def with_a_session(path: Path) -> Path:
    filled(path)
    connection = plain(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "INSERT INTO sessions (id, source, entered_at, changed_at, day, purpose, started_at_utc, started_at_offset_s,"
        " routine, variant, note) VALUES ('s', 'timer', '', '', '2026-11-22', 'daily', '', 0, '{}', 'seated', '')"
    )
    connection.execute(
        "INSERT INTO holds VALUES ('s/1', 'timer', '', '', NULL, 's', 1, 1, 'left', 1, 30, 30, 'app', 30, 'done')"
    )
    connection.close()
    return path


def test_fresh_diary_has_the_shape_of_the_scripts(tmp_path: Path) -> None:
    database = open_diary(tmp_path / "diary.db")
    bare = sqlite3.connect(":memory:")
    for script in migrate.scripts().values():
        bare.executescript(script)
    assert shape(bare) == [tuple(row) for row in shape(database.connection)]
    assert migrate.version_of(bare) == migrate.version_of(database.connection) == migrate.newest_version()
    bare.close()
    database.close()


def test_scripts_are_numbered_without_gaps() -> None:
    assert list(migrate.scripts()) == list(range(1, migrate.newest_version() + 1))


def test_diary_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path / "diary.db")
    connection = plain(path)
    assert migrate.bring_up_to_date(connection, path) is None
    connection.close()
    assert not (tmp_path / "backups").exists()


def test_step_is_run_and_a_verified_copy_kept(tmp_path: Path) -> None:
    path = with_a_session(tmp_path / "diary.db")
    connection = plain(path)
    copy = migrate.bring_up_to_date(connection, path, {NEXT: STEP})
    assert migrate.version_of(connection) == NEXT
    assert connection.execute("SELECT id, place FROM sessions").fetchall() == [("s", "at home; or not")]
    assert connection.execute("SELECT count(*) FROM holds").fetchone() == (1,)
    assert connection.execute("SELECT count(*), min(cup) FROM drinks").fetchone() == (20, "mug")
    connection.close()
    assert copy is not None and copy.parent == tmp_path / "backups"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    old = open_diary(copy)
    assert drinks_in(old) == 20
    old.close()


def test_copy_holds_what_stands_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    database = open_diary(path)
    with database.transaction() as connection:
        connection.execute("INSERT INTO settings VALUES ('a', '1', '')")
    copy = migrate.bring_up_to_date(database.connection, path, {NEXT: f"PRAGMA user_version = {NEXT};"})
    assert copy is not None
    old = open_diary(copy)
    assert old.connection.execute("SELECT count(*) FROM settings").fetchone()[0] == 1
    old.close()
    database.close()


@pytest.mark.parametrize("sql", BROKEN.values(), ids=BROKEN)
def test_broken_step_leaves_the_diary_as_it_was(tmp_path: Path, sql: str) -> None:
    path = with_a_session(tmp_path / "diary.db")
    connection = plain(path)
    before = shape(connection)
    with pytest.raises(UserError, match=r"Your diary is unchanged"):
        migrate.bring_up_to_date(connection, path, {NEXT: sql})
    assert shape(connection) == before
    assert migrate.version_of(connection) == migrate.newest_version()
    assert not connection.in_transaction
    connection.close()
    database = open_diary(path)
    assert drinks_in(database) == 20
    database.close()
    (copy,) = (tmp_path / "backups").glob("*.db")
    assert backup.inspect(copy) is not None


def test_full_disk_keeps_the_step_from_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    path = filled(tmp_path / "diary.db")
    connection = plain(path)
    before = fingerprint(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(2 * path.stat().st_size + 9_999_999))
    with pytest.raises(UserError, match=r"Free 1\d MB"):
        migrate.bring_up_to_date(connection, path, {NEXT: STEP})
    connection.close()
    assert fingerprint(tmp_path) == before


def test_copy_that_cannot_be_made_keeps_the_step_from_beginning(tmp_path: Path) -> None:
    path = filled(tmp_path / "diary.db")
    (tmp_path / "backups").write_text("a file in the folder's place")
    connection = plain(path)
    before = fingerprint(tmp_path)
    with pytest.raises(UserError, match="copy of the diary could not be made"):
        migrate.bring_up_to_date(connection, path, {NEXT: STEP})
    connection.close()
    assert fingerprint(tmp_path) == before


class Interrupting(sqlite3.Connection):
    """A connection that is interrupted after so many statements of a step."""

    left = 10**9

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        done = super().execute(sql, *arguments)
        self.left -= 1
        if self.left <= 0:
            raise KeyboardInterrupt
        return done


def test_step_interrupted_after_any_statement_runs_again(tmp_path: Path) -> None:
    path = with_a_session(tmp_path / "diary.db")
    old = sqlite3.connect(path)
    shapes = {migrate.newest_version(): shape(old)}
    old.close()
    for left in range(1, 100):
        each = tmp_path / f"{left}.db"
        shutil.copy(path, each)
        connection = sqlite3.connect(each, isolation_level=None, factory=Interrupting)
        connection.left = left
        try:
            migrate.bring_up_to_date(connection, each, {NEXT: STEP})
            finished = True
        except KeyboardInterrupt:
            finished = False
        connection.close()
        again = plain(each)
        version = migrate.version_of(again)
        assert shape(again) == shapes.setdefault(version, shape(again))
        migrate.bring_up_to_date(again, each, {NEXT: STEP})
        assert migrate.version_of(again) == NEXT
        assert again.execute("SELECT count(*) FROM drinks WHERE cup = 'mug'").fetchone() == (20,)
        again.close()
        if finished:
            break
    assert finished
    assert left > len(migrate.statements(STEP))


SPLIT: list[tuple[str, list[str]]] = [
    ("", []),
    ("-- nothing but words\n", []),
    ("SELECT 1;", ["SELECT 1;"]),
    ("SELECT 1;\nSELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
    ("SELECT 1; SELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
    ("SELECT 'a;b';\nSELECT \"c;d\";\n", ["SELECT 'a;b';", 'SELECT "c;d";']),
    ("SELECT 'a;\nb';\n", ["SELECT 'a;\nb';"]),
    (
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\nSELECT 3;\n",
        ["CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;", "SELECT 3;"],
    ),
    ("SELECT 1", ["SELECT 1"]),
]


@pytest.mark.parametrize(("sql", "found"), SPLIT)
def test_script_is_split_into_statements(sql: str, found: list[str]) -> None:
    assert migrate.statements(sql) == found


def test_statements_of_the_real_scripts_are_all_there() -> None:
    for script in migrate.scripts().values():
        assert "".join("".join(migrate.statements(script)).split()) == "".join(script.split())


# -- copies ------------------------------------------------------------------------------------------------------


def test_copy_is_counted_and_dated(tmp_path: Path) -> None:
    database = open_diary(filled(tmp_path / "diary.db", 12))
    path = backup.make_copy(database.connection, tmp_path / "backups", "daily")
    database.close()
    found = backup.newest_good_copy(tmp_path / "backups")
    assert found is not None
    assert (found.path, found.entries) == (path, 12)
    assert [each.name for each in (tmp_path / "backups").iterdir()] == [path.name]


def _garble(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(4096))


HARM: list[Callable[[Path], object]] = [
    _garble,
    lambda path: os.truncate(path, path.stat().st_size // 2),
    lambda path: os.truncate(path, 0),
    lambda path: path.write_text("a shopping list"),
]


@pytest.mark.parametrize("harm", HARM)
def test_newest_copy_that_is_sound_is_offered(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    database = open_diary(filled(tmp_path / "diary.db"))
    good = backup.make_copy(database.connection, tmp_path / "backups", "daily")
    bad = backup.make_copy(database.connection, tmp_path / "backups", "daily")
    database.close()
    os.utime(good, (1, 1))
    harm(bad)
    found = backup.newest_good_copy(tmp_path / "backups")
    assert found is not None and found.path == good


def test_no_copy_is_none(tmp_path: Path) -> None:
    assert backup.newest_good_copy(tmp_path / "backups") is None
    assert backup.inspect(tmp_path / "nowhere.db") is None


def test_diary_set_aside_keeps_its_log_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    for n in range(3):
        path.write_text(f"diary {n}")
        Path(f"{path}-wal").write_text(f"log {n}")
        kept = backup.set_aside(path)
        assert kept.read_text() == f"diary {n}"
        assert Path(f"{kept}-wal").read_text() == f"log {n}"
    assert len(list(tmp_path.iterdir())) == 6
