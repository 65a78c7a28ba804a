"""The whole window and its copies: made beside it once it is painted, damage told, one more when it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch import app
from calfstretch.app import Window
from calfstretch.journal.copies import choose_second
from calfstretch.storage.backup import good_copies
from calfstretch.ui.today.screen import TodayScreen
from tests.diaries import filled, harm_pages_of
from tests.ui.whole import clock_of, settle, whole_window

DAY_S = 24 * 3600


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")
    monkeypatch.setattr(app, "COPIES_MS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "diary" / "diary.db", 12).parent


@pytest.fixture
def window(qapp: QApplication, folder: Path, qtbot: QtBot) -> Iterator[Window]:
    with whole_window(folder) as window:
        qtbot.waitUntil(lambda: window.copies.kept is not None, timeout=10_000)
        yield window


def entries_in(folder: Path) -> list[int]:
    return [copy.entries for copy in good_copies(folder / "backups")]


def test_copy_is_made_beside_the_window_once_it_is_painted(window: Window, folder: Path) -> None:
    assert entries_in(folder) == [12]


def test_next_diary_day_in_the_same_window_brings_the_next_copy(window: Window, folder: Path, qtbot: QtBot) -> None:
    window.journal.days.add_drink(200)
    clock_of(window).advance(DAY_S)
    window.days.look()
    qtbot.waitUntil(lambda: entries_in(folder) == [13, 12], timeout=10_000)


def test_copy_that_is_due_at_the_end_is_made_then(window: Window, folder: Path) -> None:
    window.journal.days.add_drink(200)
    clock_of(window).advance(DAY_S)
    window.end()
    window.copy_at_the_end()
    assert entries_in(folder) == [13, 12]


def test_the_system_in_a_hurry_is_not_kept_waiting(window: Window, folder: Path) -> None:
    window.journal.days.add_drink(200)
    clock_of(window).advance(DAY_S)
    window.end_by_signal(15)
    window.copy_at_the_end()
    assert entries_in(folder) == [12]


def test_stick_that_is_away_is_one_quiet_line_on_today(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    choose_second(window.journal, tmp_path / "stick")
    window.copies.look_after()
    qtbot.waitUntil(lambda: not window.copies.is_busy, timeout=10_000)
    today = window.window.page("today")
    assert isinstance(today, TodayScreen)
    assert today._quiet.isVisible() and "is not there" in today._quiet.text()
    assert window.window.messages.texts() == []


def test_damage_the_opening_did_not_meet_is_told_and_nothing_more_is_written(
    qapp: QApplication, folder: Path, qtbot: QtBot
) -> None:
    harm_pages_of(folder / "diary.db", "tombstones")
    with whole_window(folder) as window:
        qtbot.waitUntil(lambda: window.journal.database.read_only is not None, timeout=10_000)
        settle()
        (said,) = window.window.messages.texts()
        assert "is damaged, and nothing more is written to it" in said.replace("\u200b", "")
        assert entries_in(folder) == []
