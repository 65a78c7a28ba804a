"""F16: a migration that goes wrong: rolled back as a whole, said in words, and the program before still opens it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.opening import open_or_ask
from calfstretch.storage import backup, migrate
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, journal_on

NOW = migrate.newest_version()
SETS_NUMBER = f"PRAGMA user_version = {NOW + 1};"
GOOD = "ALTER TABLE drinks ADD COLUMN cup TEXT NOT NULL DEFAULT 'mug';" + SETS_NUMBER
WRONG = {
    "a constraint": GOOD + "UPDATE drinks SET ml = -1;",
    "a table that is not there": "INSERT INTO nowhere VALUES (1);" + GOOD,
    "words that are no SQL": GOOD + "UPDATE drinks WITH care;",
    "append-only rows": GOOD + "DELETE FROM batches;",
    "a number it does not set": GOOD.removesuffix(SETS_NUMBER),
}


def rows(path: Path) -> list[str]:
    """Every table, row and shape of a closed diary."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "diary" / "diary.db", 12)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_F16_broken_migration_leaves_the_diary_to_the_program_before(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    before = rows(path)
    with monkeypatch.context() as newer:
        newer.setitem(migrate.scripts(), NOW + 1, wrong)
        with pytest.raises(
            UserError, match=r"The diary could not be brought up to date \(.+\). Your diary is unchanged."
        ):
            open_diary(path)
    assert rows(path) == before
    journal = journal_on(path)
    assert drinks_in(journal.database) == 12
    journal.days.add_drink(200)
    journal.database.close()


def test_F16_later_step_that_goes_wrong_takes_the_earlier_ones_back(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(path)
    monkeypatch.setitem(migrate.scripts(), NOW + 1, GOOD)
    monkeypatch.setitem(migrate.scripts(), NOW + 2, "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(UserError, match="Your diary is unchanged"):
        open_diary(path)
    assert rows(path) == before, "a diary of the version between would be refused by the program before"


def test_F16_start_after_start_leaves_one_good_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    monkeypatch.setitem(migrate.scripts(), NOW + 1, "INSERT INTO nowhere VALUES (1);")
    for _start in range(5):
        with pytest.raises(UserError):
            open_diary(path)
    (copy,) = (path.parent / "backups").iterdir()
    found = backup.inspect(copy)
    assert found is not None and found.entries == 12 and copy.name.startswith(f"before-version-{NOW + 1}-")


def test_F16_window_says_so_and_offers_nothing_that_would_change_the_diary(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrate.scripts(), NOW + 1, "INSERT INTO nowhere VALUES (1);")
    seen: list[tuple[str, str, list[str]]] = []

    def quit_at_once(title: str, text: str, _hint: str, ways: list[str]) -> int:
        seen.append((title, text, ways))
        return len(ways) - 1

    with pytest.raises(UserError, match="Your diary is unchanged"):
        open_or_ask(path, quit_at_once)
    ((title, text, ways),) = seen
    assert title == "The diary cannot be opened" and "no such table: nowhere" in text and ways == ["Quit"]


def test_F16_mended_program_brings_it_up_to_date_at_the_next_start(  # noqa: N802
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(migrate.scripts(), NOW + 1, "INSERT INTO nowhere VALUES (1);")
        with pytest.raises(UserError):
            open_diary(path)
    monkeypatch.setitem(migrate.scripts(), NOW + 1, GOOD)
    database = open_diary(path)
    assert migrate.version_of(database.connection) == NOW + 1
    assert drinks_in(database) == 12
    database.close()
