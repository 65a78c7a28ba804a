"""The window over the whole screen: by F11, for a session, and back on every way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.app import Window
from calfstretch.domain.routine import DAILY
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.rail import PAGES
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.theme import Theme
from calfstretch.ui.whole_screen import SESSION_SETTING
from tests.ui.whole import clock_of, settle, whole_window

Key = Qt.Key
SIZE = (1120, 740)


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    with whole_window(tmp_path, size=SIZE) as house:
        yield house


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    settle()


def size_of(house: Window) -> tuple[int, int]:
    return house.window.width(), house.window.height()


def start(house: Window) -> GuideScreen:
    house.doors.start_session(DAILY)
    settle()
    guide = house.window.full_screen()
    assert isinstance(guide, GuideScreen)
    guide.runner._timer.timeout.disconnect()
    return guide


def test_a_session_fills_the_screen_and_escape_gives_it_back(house: Window) -> None:
    start(house)
    assert house.window.isFullScreen()
    press(Key.Key_Escape)
    assert not house.window.isFullScreen()
    assert size_of(house) == SIZE


@pytest.mark.slow
def test_a_session_that_is_done_gives_the_screen_back(house: Window) -> None:
    guide = start(house)
    for _tick in range(170):
        clock_of(house).advance(0.5)
        guide.runner.tick()
    assert guide.end_card is not None
    assert house.window.isFullScreen()
    guide.end_timer.timeout.emit()
    settle()
    assert not house.window.isFullScreen()


def test_a_cramp_in_a_session_keeps_the_screen_filled_until_relief_is_left(house: Window) -> None:
    start(house)
    press(Key.Key_C)
    assert isinstance(house.window.full_screen(), ReliefScreen)
    assert house.window.isFullScreen()
    press(Key.Key_Escape)
    assert not house.window.isFullScreen()


def test_relief_alone_leaves_the_window_as_it_is(house: Window) -> None:
    press(Key.Key_C)
    assert not house.window.isFullScreen()


@pytest.mark.slow
def test_f11_in_a_session_is_the_persons_choice(house: Window) -> None:
    start(house)
    press(Key.Key_F11)
    assert not house.window.isFullScreen()
    press(Key.Key_F11)
    press(Key.Key_Escape)
    assert house.window.full_screen() is None
    assert house.window.isFullScreen()


def test_a_maximised_window_is_maximised_again(house: Window) -> None:
    house.window.showMaximized()
    start(house)
    press(Key.Key_Escape)
    assert house.window.isMaximized() and not house.window.isFullScreen()


def test_filling_the_screen_can_be_switched_off(house: Window) -> None:
    house.journal.set_setting(SESSION_SETTING, False)
    start(house)
    assert not house.window.isFullScreen()


def test_escape_on_a_page_leaves_the_filled_screen(house: Window) -> None:
    press(Key.Key_F11)
    assert house.window.isFullScreen()
    assert "F11" in house.window.undo_bar.text.text()
    press(Key.Key_Escape)
    assert not house.window.isFullScreen()
    press(Key.Key_Escape)
    assert not house.window.isFullScreen()


def test_escape_closes_a_sheet_before_it_leaves_the_filled_screen(house: Window) -> None:
    press(Key.Key_F11)
    house.doors.note_day()
    settle()
    press(Key.Key_Escape)
    assert house.window.top_content() is None
    assert house.window.isFullScreen()
    press(Key.Key_Escape)
    assert not house.window.isFullScreen()


@pytest.mark.slow
def test_f11_and_escape_work_on_every_page(house: Window) -> None:
    for page in PAGES:
        house.window.show_page(page)
        settle()
        press(Key.Key_F11)
        assert house.window.isFullScreen()
        press(Key.Key_Escape)
        assert not house.window.isFullScreen()


def test_a_window_closed_in_a_session_is_remembered_as_it_was_before(qtbot: QtBot, theme: Theme) -> None:

    kept: list[bytes] = []
    window = MainWindow(theme, dict.fromkeys(PAGES, QWidget), save_geometry=kept.append)
    qtbot.addWidget(window)
    window.resize(900, 640)
    window.show()
    window.show_full(QWidget(), whole_screen=True)
    assert window.isFullScreen()
    window.close()
    again = MainWindow(theme, dict.fromkeys(PAGES, QWidget), geometry=kept[0])
    qtbot.addWidget(again)
    assert (again.width(), again.height(), again.isFullScreen()) == (900, 640, False)
