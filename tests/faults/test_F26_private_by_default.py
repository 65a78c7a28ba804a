"""F26: folder 0700, diary, log and copies 0600, whatever the umask; repaired at the next start when wider."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.commands.window import note_cramp
from calfstretch.desktop.crash_log import CrashLog
from calfstretch.desktop.lock import DiaryLock
from calfstretch.desktop.spool import put
from calfstretch.domain.person import Programme
from calfstretch.domain.record import new_id
from calfstretch.domain.routine import BEFORE_BED
from calfstretch.exchange.programme_file import write_programme
from calfstretch.exchange.safe_file import write_file
from calfstretch.storage.backup import make_copy, set_aside
from tests.diaries import filled, journal_on


@pytest.fixture(params=[0o000, 0o022], ids=lambda umask: f"umask-{umask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    found = [folder, *folder.rglob("*")]
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in found}


def is_private(folder: Path) -> bool:
    wanted = {True: "0o700", False: "0o600"}
    return all(oct(stat.S_IMODE(path.stat().st_mode)) == wanted[path.is_dir()] for path in (folder, *folder.rglob("*")))


@pytest.mark.usefixtures("umask")
def test_F26_private_by_default(tmp_path: Path) -> None:  # noqa: N802
    share = tmp_path / ".local" / "share"
    journal = journal_on(share / "calfstretch" / "diary.db")
    journal.days.add_drink(200)
    make_copy(journal.database.connection, share / "calfstretch" / "backups", "daily")
    assert {"diary.db", "diary.db-wal", "diary.db-shm", "backups"} <= set(modes(share))
    assert is_private(tmp_path / ".local"), modes(tmp_path)
    journal.database.close()


@pytest.mark.usefixtures("umask")
def test_F26_what_is_wider_is_repaired_at_start(tmp_path: Path) -> None:  # noqa: N802
    folder = tmp_path / "calfstretch"
    journal = journal_on(folder / "diary.db")
    make_copy(journal.database.connection, folder / "backups", "daily")
    journal.database.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert not is_private(folder)
    journal = journal_on(folder / "diary.db")
    journal.days.add_drink(200)
    assert is_private(folder), modes(folder)
    journal.database.close()


def _everything(folder: Path) -> None:
    """One of each thing that the program ever puts beside the diary, made by its own code."""
    path = filled(folder / "diary.db", 2)
    set_aside(path)
    journal = journal_on(path)
    journal.days.add_drink(200)
    journal.database.remember()
    make_copy(journal.database.connection, folder / "backups", "daily")
    put(folder, UUID(new_id()), journal.clock.now())
    CrashLog(folder, lambda _error: None).note(ValueError, ValueError("x"), None)
    lock = DiaryLock.acquire(folder)
    assert lock is not None
    lock.release()
    journal.database.close()


NAMES = {"diary.db", "diary.db-newest", "backups", "spool", "calfstretch.log", "window.lock"}


@pytest.mark.usefixtures("umask")
def test_F26_everything_beside_the_diary_is_private(tmp_path: Path) -> None:  # noqa: N802
    folder = tmp_path / ".local" / "share" / "calfstretch"
    _everything(folder)
    assert set(modes(folder)) >= NAMES
    assert is_private(tmp_path / ".local"), modes(tmp_path)


@pytest.mark.usefixtures("umask")
def test_F26_everything_that_is_wider_is_repaired_at_start(tmp_path: Path) -> None:  # noqa: N802
    folder = tmp_path / "calfstretch"
    _everything(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    journal_on(folder / "diary.db").database.close()
    assert is_private(folder), modes(folder)


def test_F26_what_is_not_ours_keeps_its_mode(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 1)
    others = [tmp_path / "diary.txt", tmp_path / "spool" / "list.json", tmp_path / "backups" / "photo.jpg"]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.write_text("x")
        other.chmod(0o644)
    tmp_path.chmod(0o755)
    journal_on(path).database.close()
    assert [stat.S_IMODE(other.stat().st_mode) for other in (*others, tmp_path)] == [0o644, 0o644, 0o644, 0o755]


def test_F26_a_link_among_the_files_is_left_alone(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "calfstretch" / "diary.db", 1)
    other = tmp_path / "letter.txt"
    other.write_text("x")
    other.chmod(0o644)
    (path.parent / "calfstretch.log").symlink_to(other)
    journal_on(path).database.close()
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


@pytest.mark.usefixtures("umask")
def test_F26_what_is_exported_is_private(tmp_path: Path) -> None:  # noqa: N802
    write_file(tmp_path / "history.csv", b"day")
    write_programme(tmp_path / "programme.json", Programme(routine_id="x", first_day=date(2026, 11, 22)), BEFORE_BED)
    assert {oct(stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir()} == {"0o600"}


@pytest.mark.usefixtures("umask")
def test_F26_what_the_commands_write_is_private(tmp_path: Path) -> None:  # noqa: N802
    filled(tmp_path / "calfstretch" / "diary.db", 2)
    out = tmp_path / "out"
    out.mkdir()
    for words in (["export", str(out / "history.csv")], ["backup", str(out / "copy.db")]):
        assert cli.main(["--data-dir", str(tmp_path / "calfstretch"), *words]) == 0
    assert {file.name: oct(stat.S_IMODE(file.stat().st_mode)) for file in out.iterdir()} == {
        "history.csv": "0o600",
        "copy.db": "0o600",
    }


@pytest.mark.usefixtures("umask")
def test_F26_a_cramp_that_comes_first_makes_a_private_place(tmp_path: Path) -> None:  # noqa: N802
    assert not note_cramp(tmp_path / "share" / "calfstretch", FakeClock()).trouble
    assert is_private(tmp_path / "share"), modes(tmp_path)


def test_F26_the_log_holds_no_notes_and_no_names(tmp_path: Path) -> None:  # noqa: N802
    home = tmp_path / "home" / "anna-example"
    script = home / "scripts" / "mine.py"
    script.parent.mkdir(parents=True)
    script.write_text("def slot(note):\n    raise ValueError(note)\n")
    named = home / "calfstretch" / "calfstretch" / "made_up.py"
    code = "def slot(note):\n    raise LookupError(note)\n"
    for source, file in ((script.read_text(), script), (code, named)):
        rooms: dict[str, Any] = {}
        exec(compile(source, str(file), "exec"), rooms)
        try:
            rooms["slot"]("Physio Berger says: rest")
        except Exception as error:
            CrashLog(tmp_path, lambda _error: None).note(type(error), error, error.__traceback__)
    text = (tmp_path / "calfstretch.log").read_text()
    assert "ValueError" in text and "calfstretch/made_up.py:2 in slot" in text
    assert not [word for word in ("anna", "Berger", "rest", "home", str(tmp_path)) if word in text], text
