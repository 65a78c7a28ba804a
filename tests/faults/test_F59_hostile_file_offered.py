"""F59: a foreign or hostile file offered for restoring is refused, or its harm stays out; the file is never written."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from calfstretch.storage.database import Database, open_diary
from calfstretch.storage.offered import Limits, OfferRefusedError
from calfstretch.storage.restoring import look_at, restore, what_would_change
from tests.diaries import drinks_in, filled, fingerprint


def _sql(*statements: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            for statement in statements:
                connection.execute(statement)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return harm


def _bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "wrong application id": (_sql("PRAGMA application_id = 7"), "not a calfstretch diary"),
    "no version": (_sql("PRAGMA user_version = 0"), "not a calfstretch diary"),
    "newer": (_sql("PRAGMA user_version = 99"), "newer calfstretch"),
    "a picture": (lambda path: _bytes(path, b"\x89PNG\r\n\x1a\n" + bytes(5000)), "not a calfstretch diary"),
    "nothing": (lambda path: _bytes(path, b""), "not a calfstretch diary"),
    "head alone": (lambda path: os.truncate(path, 100), "is damaged"),
    "cut": (lambda path: os.truncate(path, path.stat().st_size // 2), "is damaged"),
    "trigger": (
        _sql("CREATE TRIGGER evil AFTER INSERT ON drinks BEGIN DELETE FROM drinks; END"),
        "not a calfstretch diary",
    ),
    "our trigger with other words": (
        _sql(
            "DROP TRIGGER changes_stay",
            "CREATE TRIGGER changes_stay BEFORE DELETE ON changes BEGIN DELETE FROM drinks; END",
        ),
        "not a calfstretch diary",
    ),
    "view beside": (_sql("CREATE VIEW v AS SELECT load_extension('x')"), "not a calfstretch diary"),
    "view for a table": (
        _sql("DROP TABLE tags", "CREATE VIEW tags AS SELECT randomblob(1000000000) AS id"),
        "not a calfstretch diary",
    ),
    "generated column": (
        _sql("ALTER TABLE drinks ADD COLUMN evil TEXT GENERATED ALWAYS AS (hex(zeroblob(99999999))) VIRTUAL"),
        "not a calfstretch diary",
    ),
    "table missing": (_sql("DROP TABLE tags"), "is damaged"),
    "column missing": (_sql("ALTER TABLE drinks DROP COLUMN ml"), "is damaged"),
    "table of a loaded module": (
        _sql("CREATE VIRTUAL TABLE evil USING fts5(words)", "DROP TABLE tags"),
        "not a calfstretch diary",
    ),
    "words of a table that are none": (
        _sql(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE nonsense' WHERE name = 'drinks'",
        ),
        "is damaged",
    ),
    "huge blob": (
        _sql(
            "DROP TABLE settings",
            "CREATE TABLE settings (key, value, changed_at)",
            "INSERT INTO settings VALUES (1, zeroblob(3000000), 2)",
        ),
        "more than any diary",
    ),
}


@cache
def _bytes_of(drinks: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return filled(Path(folder) / "diary.db", drinks).read_bytes()


def _made(path: Path, drinks: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_bytes_of(drinks))
    return path


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Database]:
    """The person's own diary of 5 drinks, open."""
    database = open_diary(_made(tmp_path / "own" / "diary.db", 5))
    yield database
    database.close()


@pytest.mark.parametrize("harm", REFUSED, ids=REFUSED)
def test_F59_refused_untouched(tmp_path: Path, diary: Database, harm: str) -> None:  # noqa: N802
    offered = _made(tmp_path / "other" / "holiday.db", 20)
    do, words = REFUSED[harm]
    do(offered)
    before = fingerprint(offered.parent)
    ways: list[Callable[[], object]] = [lambda: look_at(offered), lambda: restore(diary, offered)]
    for way in ways[harm == "huge blob" :]:  # a look does not read the settings
        with pytest.raises(OfferRefusedError, match=words):
            way()
    assert fingerprint(offered.parent) == before
    assert drinks_in(diary) == 5
    assert sorted(path.name for path in diary.path.parent.iterdir() if "restored" in path.name) == []


def test_F59_a_folder_a_pipe_and_nothing_at_all(tmp_path: Path) -> None:  # noqa: N802
    os.mkfifo(tmp_path / "pipe.db")
    for name in (".", "pipe.db", "gone.db"):
        with pytest.raises(OfferRefusedError, match="it is not a file"):
            look_at(tmp_path / name)


def test_F59_the_diary_in_use_is_not_offered_to_itself(tmp_path: Path, diary: Database) -> None:  # noqa: N802
    other_name = tmp_path / "link.db"
    other_name.symlink_to(diary.path)
    for path in (diary.path, other_name):
        with pytest.raises(OfferRefusedError, match="in use"):
            what_would_change(path, diary)
        with pytest.raises(OfferRefusedError, match="in use"):
            restore(diary, path)


def test_F59_too_many_rows_and_too_much_time(tmp_path: Path) -> None:  # noqa: N802
    offered = _made(tmp_path / "other.db", 20)
    with pytest.raises(OfferRefusedError, match="more than any diary"):
        look_at(offered, Limits(size=1000))
    diary = open_diary(tmp_path / "own" / "diary.db")
    for limits in (Limits(rows=5), Limits(time_s=-1)):
        with pytest.raises(OfferRefusedError, match="more than any diary"):
            restore(diary, offered, limits)
    diary.close()


UTC_TEXT = "2026-11-22T08:00:00.000Z"
HOSTILE_ROWS = {
    "drinks": f"INSERT INTO drinks VALUES ('evil', 'typed', '{UTC_TEXT}', '{UTC_TEXT}', NULL, '2026-11-22', 'now', 0,"
    " 100, NULL)",
    "blob in place of text": "INSERT INTO drinks SELECT zeroblob(9), source, entered_at, changed_at, deleted_at, day,"
    " at_utc, at_offset_s, ml, origin_key FROM drinks LIMIT 1",
    "huge number": f"INSERT INTO drinks VALUES ('evil', 'typed', '{UTC_TEXT}', '{UTC_TEXT}', NULL, '2026-11-22',"
    f" '{UTC_TEXT}', 0, 99999999, NULL)",
    "setting that stops the start": f"INSERT INTO settings VALUES ('text_scale', '\"gigantic\"', '{UTC_TEXT}')",
    "setting that is no JSON": f"INSERT INTO settings VALUES ('theme', '[[[', '{UTC_TEXT}')",
    "nested setting": f"INSERT INTO settings VALUES ('evil', '{'[' * 90_000}', '{UTC_TEXT}')",
    "change of no table": """INSERT INTO changes VALUES (1, 99, 'sqlite_schema', 'evil', NULL, '{"id":"evil"}')""",
    "change that undo could not use": """INSERT INTO changes VALUES (1, 99, 'drinks', 'evil', '{"id":"evil"}', NULL)""",
    "change of no batch": """INSERT INTO changes VALUES (999, 1, 'settings', 'evil', NULL, '{"value":1}')""",
    "batch at the end of numbers": f"INSERT INTO batches VALUES ({2**63 - 1}, '{UTC_TEXT}', 'typed', 'x', 'do', NULL)",
    "tombstone of nothing": f"INSERT INTO tombstones VALUES ('sqlite_schema', 'evil', '{UTC_TEXT}')",
    "hold of no session": f"INSERT INTO holds VALUES ('evil', 'timer', '{UTC_TEXT}', '{UTC_TEXT}', NULL, 'nowhere', 1,"
    " 1, 'left', 1, 30, 30, 'app', 30, 'done')",
}
_TABLE_OF = {"setting": "settings", "nested": "settings", "change": "changes", "batch": "batches"}


@pytest.mark.parametrize("row", HOSTILE_ROWS, ids=HOSTILE_ROWS)
def test_F59_a_hostile_row_stays_out_and_the_others_come(tmp_path: Path, diary: Database, row: str) -> None:  # noqa: N802
    offered = _made(tmp_path / "other" / "diary.db", 20)
    # As somebody would make it who wants harm: the same columns without our rules.
    _sql(*_without_rules(offered), HOSTILE_ROWS[row])(offered)
    before = fingerprint(offered.parent)
    restored = restore(diary, offered)
    assert fingerprint(offered.parent) == before
    assert restored.taken.left_out == 1
    assert drinks_in(diary) == 20 and diary.integrity_ok()
    everything = "\n".join(diary.connection.iterdump())
    assert "evil" not in everything and "gigantic" not in everything


def _without_rules(path: Path) -> list[str]:
    found = []
    with closing(sqlite3.connect(path)) as connection:
        for table in ("drinks", "settings", "changes", "batches", "tombstones", "holds"):
            found += [
                f"CREATE TABLE copy_{table} AS SELECT * FROM {table}",
                f"DROP TABLE {table}",
                f"ALTER TABLE copy_{table} RENAME TO {table}",
            ]
        triggers = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
    return [f"DROP TRIGGER {name}" for name in triggers] + found
