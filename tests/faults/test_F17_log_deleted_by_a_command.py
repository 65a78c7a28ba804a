"""F17: a command never takes itself for the last program while a window is open, whatever the window looked into."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.diary_lines import DiaryLines
from calfstretch.storage.held import can_hold
from tests.diaries import journal_on
from tests.ui.every_screen import show_state

pytestmark = pytest.mark.skipif(not can_hold(), reason="this system has no locks of an open file description")

_COMMAND = """
import sqlite3, sys
diary = sqlite3.connect(sys.argv[1])
diary.execute("INSERT INTO settings (key, value, changed_at) VALUES (?, '1', '2026-03-01T00:00:00.000Z')", sys.argv[2:])
diary.commit()
diary.close()
"""


def command(path: Path, key: str) -> None:
    """Another program writes one row and leaves."""
    subprocess.run([sys.executable, "-c", _COMMAND, str(path), key], check=True)


def look_into_everything(folder: Path) -> None:
    """As a file dialog does: it opens each file and closes it, which loses SQLite's own locks."""
    for file in folder.iterdir():
        if file.is_file():
            file.read_bytes()[:16]


def keys(path: Path) -> set[str]:
    """The settings as another program reads them."""
    said = (
        "import sqlite3, sys; print(*[r[0] for r in sqlite3.connect(sys.argv[1]).execute('SELECT key FROM settings')])"
    )
    return set(
        subprocess.run(
            [sys.executable, "-c", said, str(path)], check=True, capture_output=True, text=True
        ).stdout.split()
    )


def test_F17_what_is_noted_after_a_file_dialog_and_a_command_is_in_the_diary(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    database = journal.database
    database.hold()
    journal.set_setting("first", 1)
    look_into_everything(tmp_path)
    command(path, "of_command")
    assert path.with_name("diary.db-wal").exists()
    journal.set_setting("second", 1)
    assert keys(path) == {"first", "of_command", "second"}
    assert {row[0] for row in database.connection.execute("SELECT key FROM settings")} == keys(path)
    database.close()
    assert not path.with_name("diary.db-wal").exists()
    with sqlite3.connect(path) as diary:
        assert diary.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_F17_a_diary_written_anew_is_held_too(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    database = journal.database
    database.hold()
    path.unlink()
    database.go_on_at(path)
    journal.set_setting("first", 1)
    look_into_everything(tmp_path)
    command(path, "of_command")
    journal.set_setting("second", 1)
    assert keys(path) == {"first", "of_command", "second"}
    database.close()


def test_F17_a_log_that_somebody_deleted_is_begun_anew_on_the_same_connection(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    database = journal.database
    database.hold()
    journal.set_setting("first", 1)
    path.with_name("diary.db-wal").unlink()
    journal.set_setting("second", 1)
    database.remember()
    look_into_everything(tmp_path)
    command(path, "of_command")
    journal.set_setting("third", 1)
    assert keys(path) == {"first", "second", "of_command", "third"}
    database.close()


def test_F17_the_window_holds_its_diary(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: N802
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    path = stage.journal.database.path
    look_into_everything(path.parent)
    command(path, "of_command")
    stage.journal.set_setting("after", 1)
    assert {"of_command", "after"} <= keys(path)
    lines.close()
