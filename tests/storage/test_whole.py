"""Whole is what a diary of its own version holds: a later version's tables are asked of no earlier diary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.storage import migrate
from calfstretch.storage.database import DamagedDiaryError, NewerDiaryError, open_diary
from calfstretch.storage.whole import is_whole
from tests.diaries import drinks_in, filled

NEXT = migrate.newest_version() + 1
STEPS = {
    "a new table": "CREATE TABLE cups (id TEXT PRIMARY KEY, ml INTEGER NOT NULL) STRICT;",
    "a new column": "ALTER TABLE drinks ADD COLUMN cup TEXT NOT NULL DEFAULT 'mug';",
    "a table built anew": (
        "CREATE TABLE settings_new (key TEXT PRIMARY KEY, word TEXT, changed_at TEXT NOT NULL) STRICT;\n"
        "INSERT INTO settings_new SELECT key, value, changed_at FROM settings;\n"
        "DROP TABLE settings;\n"
        "ALTER TABLE settings_new RENAME TO settings;"
    ),
    "a column with another name": "ALTER TABLE drinks RENAME COLUMN ml TO amount_ml;",
    "a table that goes": "DROP TABLE reminders;",
}
ALL = pytest.mark.parametrize("sql", STEPS.values(), ids=STEPS)
Update = Callable[[str], None]


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Update:
    """Make the program one of the next version, whose file holds this SQL."""

    def update_(sql: str) -> None:
        folder = tmp_path / "sql"
        folder.mkdir()
        for number, text in scripts().items():
            (folder / f"{number:04}_known.sql").write_text(text, "utf-8")
        (folder / f"{NEXT:04}_next.sql").write_text(f"{sql}\nPRAGMA user_version = {NEXT};\n", "utf-8")
        monkeypatch.setattr(migrate, "scripts", lambda: scripts(folder))

    scripts = migrate.scripts
    return update_


def connected(path: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, factory=factory)


@ALL
def test_diary_is_whole_before_and_after_it_is_brought_up_to_date(tmp_path: Path, update: Update, sql: str) -> None:
    path = filled(tmp_path / "diary.db")
    update(sql)
    with closing(connected(path)) as old:
        assert (migrate.version_of(old), is_whole(old)) == (NEXT - 1, True)
    for _start in range(2):
        database = open_diary(path)
        assert (migrate.version_of(database.connection), drinks_in(database)) == (NEXT, 20)
        assert is_whole(database.connection)
        database.close()


@pytest.mark.parametrize("lost", ["DROP TABLE cups", "ALTER TABLE drinks DROP COLUMN cup", "DROP TABLE drinks"])
def test_part_of_the_next_version_that_is_gone_is_noticed(tmp_path: Path, update: Update, lost: str) -> None:
    path = filled(tmp_path / "diary.db")
    update(STEPS["a new table"] + STEPS["a new column"])
    open_diary(path).close()
    with closing(connected(path)) as connection:
        connection.execute(lost)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)


def test_next_version_whose_number_alone_came_through_is_noticed(tmp_path: Path, update: Update) -> None:
    path = filled(tmp_path / "diary.db")
    update(STEPS["a new column"])
    with closing(connected(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT}")
    with pytest.raises(DamagedDiaryError):
        open_diary(path)


class Overtaken(sqlite3.Connection):
    """A connection that is overtaken by another program once it has read the version so many times."""

    looks = 1
    overtake: Callable[[], None]

    def execute(self, sql: str, *arguments: object) -> sqlite3.Cursor:
        done = super().execute(sql, *arguments)  # type: ignore[arg-type]
        if sql == "PRAGMA user_version":
            self.looks -= 1
            if self.looks == 0:
                rows = done.fetchall()
                done = super().execute("SELECT ?", rows[0])
                self.overtake()
        return done


@ALL
def test_diary_brought_up_to_date_while_it_is_looked_at_is_whole(tmp_path: Path, update: Update, sql: str) -> None:
    path = filled(tmp_path / "diary.db")
    update(sql)
    with closing(connected(path, Overtaken)) as connection:
        assert isinstance(connection, Overtaken)
        connection.overtake = lambda: open_diary(path).close()
        assert is_whole(connection)
        assert not connection.in_transaction
        assert is_whole(connection)
        assert migrate.version_of(connection) == NEXT


@ALL
def test_two_programs_bring_one_diary_up_to_date(tmp_path: Path, update: Update, sql: str) -> None:
    path = filled(tmp_path / "diary.db")
    update(sql)
    with closing(connected(path, Overtaken)) as connection:
        assert isinstance(connection, Overtaken)
        connection.overtake = lambda: open_diary(path).close()
        migrate.bring_up_to_date(connection, path)
        assert not connection.in_transaction
        assert (migrate.version_of(connection), is_whole(connection)) == (NEXT, True)
        assert connection.execute("SELECT count(*) FROM drinks").fetchone() == (20,)


def test_newer_program_that_comes_in_between_keeps_the_older_one_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(connection: sqlite3.Connection, _path: Path) -> None:
        connection.execute(f"PRAGMA user_version = {NEXT}")

    path = filled(tmp_path / "diary.db")
    monkeypatch.setattr(migrate, "bring_up_to_date", newer)
    with pytest.raises(NewerDiaryError):
        open_diary(path)


def test_step_that_cannot_be_run_twice_is_not(tmp_path: Path) -> None:
    path = filled(tmp_path / "diary.db")
    steps = {NEXT: f"CREATE TABLE cups (id TEXT); PRAGMA user_version = {NEXT};"}
    with closing(connected(path)) as connection:
        migrate.bring_up_to_date(connection, path, steps)
        migrate.bring_up_to_date(connection, path, steps)
        with pytest.raises(UserError):
            migrate.bring_up_to_date(connection, path, {NEXT + 1: "CREATE TABLE cups (id TEXT);"})
