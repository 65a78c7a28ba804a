"""Cramp now through the window: the row is on disk before anything is shown, a session is stopped and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from calfstretch.ui.context import Context
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.rail import PAGES
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.theme import Theme


class House:
    """A real window with real doors over a real diary, and empty pages."""

    def __init__(self, tmp_path: Path, theme: Theme) -> None:
        self.clock = FakeClock()
        self.database = open_diary(tmp_path / "diary" / "calfstretch.sqlite3")
        self.journal = Journal(self.database, self.clock)
        self.window = MainWindow(theme, dict.fromkeys(PAGES, QWidget))
        self.reported: list[Exception] = []
        self.doors = WindowDoors()
        self.context = Context(
            journal=self.journal,
            written=JournalSignals(self.journal, self.window),
            clock=self.clock,
            theme=theme,
            tones=SilentTones(),
            navigator=self.window,
            doors=self.doors,
            report=self.reported.append,
            window=self.window,
            copies=CopyKeeper(self.journal, parent=self.window),
        )
        self.doors.join(self.context, self.window)
        self.window.cramp_asked.connect(self.doors.cramp_now)
        self.window.show_page("today")
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def episodes(self) -> list[Episode]:
        return self.journal.everything(Episode)

    def relief(self) -> ReliefScreen:
        full = self.window.full_screen()
        assert isinstance(full, ReliefScreen)
        return full


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr("calfstretch.ui.guide.screen.screen_keeper", NeverAwake)
    monkeypatch.setattr("calfstretch.ui.guide.screen.sleep_watch", NoSleepWatch)
    house = House(tmp_path, theme)

    def close(_window: QWidget) -> None:
        house.window.leave_full()
        QApplication.processEvents()
        house.context.written.close()
        house.database.close()

    qtbot.addWidget(house.window, before_close_func=close)
    return house


def test_the_row_is_on_disk_before_the_screen_is_built(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    build = ReliefScreen.__init__

    def watched(self: ReliefScreen, context: Context, episode_id: str | None, at: object = None) -> None:
        other = open_diary(house.database.path)  # another eye: what is not committed is not there
        seen.append(len(Journal(other, house.clock).everything(Episode)))
        other.close()
        build(self, context, episode_id)

    monkeypatch.setattr(ReliefScreen, "__init__", watched)
    house.press(Qt.Key.Key_C)
    assert seen == [1]
    assert house.relief().saved.text() == "Saved 09:00"


def test_c_in_relief_does_nothing(house: House) -> None:
    house.press(Qt.Key.Key_C)
    first = house.relief()
    house.press(Qt.Key.Key_C)
    assert house.relief() is first
    assert len(house.episodes()) == 1


def test_relief_has_the_keyboard_at_once(house: House) -> None:
    house.press(Qt.Key.Key_C)
    house.clock.advance(38)
    house.press(Qt.Key.Key_Space)
    assert house.episodes()[0].eased_after_s == 38


def test_escape_returns_to_the_page(house: House) -> None:
    house.press(Qt.Key.Key_C)
    house.press(Qt.Key.Key_Escape)
    assert house.window.full_screen() is None
    assert house.window.current == "today"


def test_a_session_is_stopped_and_kept_first(house: House) -> None:
    house.doors.start_session(DAILY)
    guide = house.window.full_screen()
    assert isinstance(guide, GuideScreen)
    for _tick in range(44):
        house.clock.advance(0.5)
        guide.runner.tick()
    house.press(Qt.Key.Key_C)
    house.relief()
    holds = house.journal.everything(Hold)
    assert [(hold.held_s, hold.end_reason) for hold in holds] == [(12.0, "stopped")]
    assert house.journal.sessions.unfinished() is None


def test_start_gives_space_to_the_guide(house: House) -> None:
    house.doors.start_session(DAILY)
    house.press(Qt.Key.Key_Space)
    guide = house.window.full_screen()
    assert isinstance(guide, GuideScreen)
    assert guide.runner.state.phase == "paused"


def test_relief_comes_when_the_disk_is_full_and_stores_the_press_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise UserError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "write", full)
        house.press(Qt.Key.Key_C)
        assert "not saved yet" in house.relief().saved.text()
        pressed = house.clock.now()
        house.clock.advance(3)
    house.relief().tick()
    assert [episode.at.local for episode in house.episodes()] == [pressed.replace(tzinfo=None)]
