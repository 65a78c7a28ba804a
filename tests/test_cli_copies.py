"""calfstretch backup and check: what they write, what they refuse, how they end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.storage import backup, migrate
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, fingerprint, harm_pages_of, journal_on, killed

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return filled(tmp_path / "diary" / "diary.db")


@pytest.fixture
def command(diary: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: object) -> Said:
        status = cli.main(["--data-dir", str(diary.parent), *map(str, words)], clock=FakeClock(NOW))
        out, err = capsys.readouterr()
        return Said(status, out.strip(), err.strip())

    return run


# -- backup ----------------------------------------------------------------------------------------------------


def test_backup_writes_a_checked_copy_for_this_account_alone(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "my copy"
    assert command("backup", target) == (0, f"20 entries copied to {target}, and checked", "")
    found = backup.inspect(target)
    assert found is not None and found.entries == 20
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["diary", "my copy"]


def test_backup_beside_an_open_window_holds_what_stands_in_the_log(
    command: Command, diary: Path, tmp_path: Path
) -> None:
    journal = journal_on(diary)
    journal.days.add_drink(300)
    assert command("backup", tmp_path / "copy.db").out.startswith("21 entries")
    journal.database.close()


def test_backup_replaces_an_earlier_copy_of_the_same_diary(command: Command, diary: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    command("backup", target)
    filled(diary, 2)
    assert command("backup", target).out.startswith("22 entries")


def test_backup_through_a_link_replaces_what_it_leads_to(command: Command, diary: Path, tmp_path: Path) -> None:
    command("backup", tmp_path / "copy.db")
    (tmp_path / "link").symlink_to("copy.db")
    filled(diary, 2)
    assert command("backup", tmp_path / "link").status == 0
    assert (tmp_path / "link").is_symlink()
    found = backup.inspect(tmp_path / "copy.db")
    assert found is not None and found.entries == 22


def _other_diary(path: Path) -> None:
    journal = journal_on(path, "2026-10-01T09:00:00+02:00")
    journal.days.add_drink(200)
    journal.database.close()


def _fuller_copy(path: Path, diary: Path) -> None:
    """A copy of a time at which the diary held more than now."""
    before = diary.read_bytes()
    filled(diary, 3)
    path.write_bytes(diary.read_bytes())
    diary.write_bytes(before)
    diary.with_name(diary.name + "-newest").unlink()


REFUSED: dict[str, Callable[[Path, Path], object]] = {
    "a letter": lambda path, _diary: path.write_text("Dear physiotherapist"),
    "an empty file": lambda path, _diary: path.touch(),
    "a folder": lambda path, _diary: path.mkdir(),
    "a pipe": lambda path, _diary: os.mkfifo(path),
    "a link to nowhere's folder": lambda path, _diary: path.symlink_to("/nowhere/at/all"),
    "another diary": lambda path, _diary: _other_diary(path),
    "a fuller copy": _fuller_copy,
    "the diary": lambda path, diary: path.symlink_to(diary),
    "the diary's other name": lambda path, diary: path.hardlink_to(diary),
}


@pytest.mark.parametrize("what", REFUSED)
def test_backup_over_anything_else_is_refused_and_leaves_it_as_it_was(
    command: Command, diary: Path, tmp_path: Path, what: str
) -> None:
    target = tmp_path / "there" / "x.db"
    target.parent.mkdir()
    REFUSED[what](target, diary)
    before = fingerprint(target.parent) if what != "a pipe" else {}
    said = command("backup", target)
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert what == "a pipe" or fingerprint(target.parent) == before
    database = open_diary(diary)
    assert drinks_in(database) == 20
    database.close()


@pytest.mark.parametrize("name", ["diary.db", "diary.db-wal", "diary.db-journal", "diary.db-newest", "window.lock"])
def test_backup_never_takes_a_name_of_the_diarys_own_files(command: Command, diary: Path, name: str) -> None:
    said = command("backup", diary.parent / name)
    assert said.status == 1 and "belongs to the diary itself" in said.err


def test_backup_without_a_diary_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--data-dir", str(tmp_path / "new"), "backup", str(tmp_path / "x.db")]) == 1
    assert "There is no diary" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_backup_into_a_folder_that_is_not_there_says_so(command: Command, tmp_path: Path) -> None:
    said = command("backup", tmp_path / "nowhere" / "x.db")
    assert said.status == 1 and said.err.endswith("nowhere: there is no such folder.")


# -- check -----------------------------------------------------------------------------------------------------


def test_check_of_a_sound_diary_counts_and_names_the_copies(command: Command, diary: Path) -> None:
    database = open_diary(diary)
    copies = [backup.make_copy(database.connection, diary.parent / "backups", "diary") for _ in range(5)]
    database.close()
    copies[-1].write_bytes(b"torn")
    before = fingerprint(diary.parent)
    said = command("check")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"The diary {diary} is sound."
    assert {"  Drinks: 20", "  Stretches: 0", "  Times something was written: 20"} <= set(lines)
    at = lines.index("The newest good copies:")
    named = [line.rpartition(": ")[2] for line in lines[at + 1 : at + 4]]
    assert named == [str(copy) for copy in reversed(copies[1:-1])]
    assert lines[at + 4 :] == ["Damaged copies, which count for nothing and are left alone:", f"  {copies[-1]}"]
    assert fingerprint(diary.parent) == before, "nothing is written"


def test_check_has_words_for_every_table(command: Command) -> None:
    lines = command("check").out.splitlines()
    counted = [line for line in lines if line.startswith("  ")]
    assert len(counted) == 23
    assert not [line for line in counted if "_" in line]


def test_check_reads_what_stands_in_the_log_of_a_killed_window(command: Command, diary: Path) -> None:
    killed(diary, 3)
    assert "  Drinks: 23" in command("check").out.splitlines()
    assert diary.with_name("diary.db-wal").stat().st_size > 0


def test_check_of_a_damaged_diary_says_so_in_one_line_with_the_newest_good_copy(command: Command, diary: Path) -> None:
    database = open_diary(diary)
    copy = backup.make_copy(database.connection, diary.parent / "backups", "diary")
    database.close()
    harm_pages_of(diary, "drinks")
    before = fingerprint(diary.parent)
    said = command("check")
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert "is damaged and was not changed." in said.err and f"20 entries: {copy}" in said.err
    assert fingerprint(diary.parent) == before


def test_check_finds_rows_that_refer_to_nothing(command: Command, diary: Path) -> None:
    database = open_diary(diary)
    database.connection.execute("PRAGMA foreign_keys = OFF")
    database.connection.execute(
        "INSERT INTO holds VALUES ('s/1', 'timer', '', '', NULL, 's', 1, 1, 'left', 1, 30, 30, 'app', 30, 'done')"
    )
    database.close()
    said = command("check")
    assert said.status == 1 and "1 entry refers to another that is not there" in said.err


@pytest.mark.parametrize("harm", ["newer", "foreign", "empty"])
def test_check_of_what_is_no_diary_of_ours_says_what_it_is(command: Command, diary: Path, harm: str) -> None:
    if harm == "newer":
        database = open_diary(diary)
        database.connection.execute(f"PRAGMA user_version = {migrate.newest_version() + 1}")
        database.close()
    else:
        diary.write_bytes(b"" if harm == "empty" else b"a letter " * 100)
    said = command("check")
    words = {"newer": "newer calfstretch", "foreign": "is damaged", "empty": "is empty"}
    assert said.status == 1 and words[harm] in said.err and len(said.err.splitlines()) == 1
