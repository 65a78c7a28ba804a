"""F11: 16 random bytes of a closed diary damaged. Never a crash or an endless wait; nearly every entry is rescued.

By hand: `python -m tests.faults.test_F11_damaged_bytes 300` tells count, mean and least share of rescued entries.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.domain.day import CheckIn, Drink
from calfstretch.errors import UserError
from calfstretch.storage import newest
from calfstretch.storage.database import DamagedDiaryError, open_diary
from calfstretch.storage.purge import purge
from calfstretch.storage.restoring import ENTRIES
from calfstretch.storage.salvage import read_into, rescue
from tests.diaries import drinks_in, filled, fingerprint, journal_on, killed

DAYS_OF_5000_ROWS = 220


@cache
def _sound(days: int) -> tuple[bytes, int]:
    """A closed diary, and how many entries stand in it."""
    with tempfile.TemporaryDirectory() as folder:
        journal = journal_on(Path(folder) / "diary.db")
        fill(journal.database, days=days, until=journal.clock.now())
        counted = _entries(journal.database.connection)
        journal.database.close()
        return (Path(folder) / "diary.db").read_bytes(), counted


def _entries(connection: sqlite3.Connection) -> int:
    return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ENTRIES)


def _harmed(path: Path, days: int, seed: int) -> int:
    """The diary with 16 damaged bytes; returns how many entries stood in it."""
    data, counted = _sound(days)
    harmed, random = bytearray(data), Random(seed)
    for at in random.sample(range(len(harmed)), 16):
        harmed[at] ^= random.randrange(1, 256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(harmed)
    return counted


def _rescued_share(folder: Path, days: int, seed: int) -> float:
    counted = _harmed(folder / "diary.db", days, seed)
    before = (folder / "diary.db").read_bytes()
    part = folder / "part.db"
    rescued = read_into(folder / "diary.db", part)
    assert (folder / "diary.db").read_bytes() == before
    database = open_diary(part)
    assert database.read_only is None and _entries(database.connection) == rescued.entries
    database.close()
    part.unlink()
    for known in folder.glob("part.db-*"):
        known.unlink()
    return min(rescued.entries, counted) / counted - max(0, rescued.entries - counted) / counted


@pytest.mark.parametrize("seed", range(20))
def test_F11_entries_are_rescued(tmp_path: Path, seed: int) -> None:  # noqa: N802
    assert _rescued_share(tmp_path, 30, seed) >= 0.9


def test_F11_a_diary_without_a_log_is_rescued_from_beside_half_a_write(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", drinks=30)
    path.with_name("diary.db-journal").write_bytes(bytes(600))
    path.write_bytes(b"\xee" * 4096 + path.read_bytes()[4096:])
    rescued, kept = rescue(path)
    assert rescued.entries == 30
    assert kept.with_name(kept.name + "-journal").read_bytes() == bytes(600)


@pytest.mark.slow
def test_F11_nearly_every_entry_of_5000_rows(tmp_path: Path) -> None:  # noqa: N802
    shares = [_rescued_share(tmp_path, DAYS_OF_5000_ROWS, seed) for seed in range(100)]
    assert sum(shares) / len(shares) >= 0.95


@pytest.mark.parametrize("seed", range(5))
def test_F11_nothing_is_written_into_a_diary_found_damaged(tmp_path: Path, seed: int) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    data = bytearray(_sound(30)[0])
    page = 4096 * Random(seed).randrange(1, len(data) // 4096)
    data[page : page + 12] = bytes(12)
    path.write_bytes(data)
    newest.suspect(path)  # as the full look at start does, and every row that could not be read
    before = fingerprint(tmp_path)
    with pytest.raises(DamagedDiaryError):
        open_diary(path)
    assert fingerprint(tmp_path) == before
    rescued, kept = rescue(path)
    assert rescued.entries >= 0.9 * _sound(30)[1]
    assert kept.read_bytes() == data


def test_F11_the_rescued_diary_takes_the_place_and_the_damaged_file_stays(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 30)
    with path.open("r+b") as file:
        file.write(bytes(4096))
    damaged = path.read_bytes()
    rescued, kept = rescue(path)
    assert (rescued.entries, rescued.lost) == (30, 0)
    assert kept.read_bytes() == damaged and "set-aside" in kept.name
    journal = journal_on(path)
    assert drinks_in(journal.database) == 30 and journal.database.integrity_ok()
    # The change table came along.
    assert journal.undo_label() == "add drinks"
    journal.undo()
    assert drinks_in(journal.database) == 29
    journal.database.close()


def test_F11_where_the_change_table_is_gone_the_rows_still_come(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 30)
    _wipe(path, b'"ml"')  # of all tables the change table alone spells out the names of columns
    rescued, _kept = rescue(path)
    assert rescued.entries == 30
    database = open_diary(path)
    assert database.connection.execute("SELECT count(*) FROM changes").fetchone()[0] == 0
    database.close()


def test_F11_where_a_table_is_gone_the_change_table_tells_what_stood_there(tmp_path: Path) -> None:  # noqa: N802
    journal = journal_on(tmp_path / "diary.db")
    for n in range(30):
        journal.days.add_drink(100 + n)
    journal.undo()
    journal.delete(journal.everything(Drink)[0])
    journal.database.close()
    with closing(sqlite3.connect(tmp_path / "diary.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM drinks")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rescued, _kept = rescue(tmp_path / "diary.db")
    assert rescued.entries == 30
    journal = journal_on(tmp_path / "diary.db")
    assert drinks_in(journal.database) == 28 and len(journal.bin()) == 2
    journal.database.close()


def test_F11_what_was_removed_for_good_stays_away_unless_it_was_written_again(tmp_path: Path) -> None:  # noqa: N802
    journal = journal_on(tmp_path / "diary.db")
    for day in ("2026-11-20", "2026-11-21"):
        journal.days.check_in(date.fromisoformat(day), 0)
    for day in ("2026-11-20", "2026-11-21"):
        journal.delete(next(each for each in journal.everything(CheckIn) if each.day.isoformat() == day))
    with journal.database.transaction() as connection:
        purge(connection, journal.clock.now() + timedelta(days=1))
    assert isinstance(journal.clock, FakeClock)
    journal.clock.advance(60)
    journal.days.check_in(date(2026, 11, 21), 2)
    journal.database.close()
    rescued, _kept = rescue(tmp_path / "diary.db")
    assert (rescued.entries, rescued.lost) == (3, 0)  # the check-in and the two spasms it drafts
    journal = journal_on(tmp_path / "diary.db")
    assert [each.day for each in journal.everything(CheckIn)] == [date(2026, 11, 21)] and journal.bin() == []
    journal.database.close()


def test_F11_what_stands_in_the_log_is_rescued_too(tmp_path: Path) -> None:  # noqa: N802
    path = killed(filled(tmp_path / "diary.db", 10), 8)
    before = fingerprint(tmp_path)
    rescued = read_into(path, tmp_path / "part.db")
    assert rescued.entries == 18
    (tmp_path / "part.db").unlink()
    assert fingerprint(tmp_path) == before


def test_F11_half_a_file_tells_about_how_much_is_gone(tmp_path: Path) -> None:  # noqa: N802
    data, counted = _sound(60)
    (tmp_path / "diary.db").write_bytes(data[: len(data) // 2])
    rescued, _kept = rescue(tmp_path / "diary.db")
    assert 0 < rescued.entries < counted
    assert abs(rescued.entries + rescued.lost - counted) < 0.25 * counted


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(9000), b"SQLite format 3\0" + bytes(9000)])
def test_F11_where_nothing_can_be_read_nothing_is_changed(tmp_path: Path, content: bytes) -> None:  # noqa: N802
    (tmp_path / "diary.db").write_bytes(content)
    before = fingerprint(tmp_path)
    with pytest.raises(UserError, match="Nothing could be read"):
        rescue(tmp_path / "diary.db")
    assert fingerprint(tmp_path) == before


def test_F11_a_folder_cannot_be_rescued(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "diary.db").mkdir()
    with pytest.raises(UserError, match="cannot be read"):
        rescue(tmp_path / "diary.db")


def _wipe(path: Path, sign: bytes) -> None:
    """Overwrite every page that holds these bytes."""
    data = bytearray(path.read_bytes())
    for start in range(0, len(data), 4096):
        if sign in data[start : start + 4096]:
            data[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(data)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        found = [_rescued_share(Path(name), DAYS_OF_5000_ROWS, seed) for seed in range(int(sys.argv[1]))]
        counted = _sound(DAYS_OF_5000_ROWS)[1]
    print(f"{len(found)} diaries of {counted} entries: mean {sum(found) / len(found):.4%}, least {min(found):.4%}")
