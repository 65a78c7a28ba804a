"""The line that tests the distance, by button, key and presenter; and its setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.ui.context import Context
from calfstretch.ui.distance import DISTANCE_SETTING
from calfstretch.ui.guide.distance_line import DIGITS, DistanceLine
from calfstretch.ui.settings.distance import DistancePart
from tests.ui.fakes import FakeDoors, make_context
from tests.ui.guide.driving import open_guide
from tests.ui.whole import settle, whole_window

Key = Qt.Key


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot) -> Context:
    return make_context(tmp_path, qtbot)


def open_line(context: Context, qtbot: QtBot) -> tuple[DistanceLine, list[bool]]:
    screen = DistanceLine(context)
    qtbot.addWidget(screen)
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.resize(1120, 740)
    screen.show()
    screen.activateWindow()
    screen.setFocus()
    QApplication.processEvents()
    return screen, left


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


@pytest.mark.parametrize("metres", [1, 2, 3])
def test_the_line_has_the_sizes_of_a_session(context: Context, qtbot: QtBot, tmp_path: Path, metres: int) -> None:
    context.journal.set_setting(DISTANCE_SETTING, metres)
    line, _left = open_line(context, qtbot)
    guide = open_guide(tmp_path, qtbot, context=context).run(22).screen.parts
    parts = line.view.parts
    assert parts.sentence.font_px() == guide.sentence.font_px()
    assert parts.ring.digit_height() == pytest.approx(guide.ring.digit_height(), rel=0.03)
    assert parts.ring._digits == DIGITS
    assert f"{metres} m" in parts.coming.text()


def test_keys_of_a_presenter_make_it_larger_and_leave(context: Context, qtbot: QtBot) -> None:
    line, left = open_line(context, qtbot)
    before = line.view.parts.sentence.font_px()
    press(Key.Key_PageUp)
    assert context.journal.setting(DISTANCE_SETTING) == 3
    assert line.view.parts.sentence.font_px() > before
    assert not line.larger.isEnabled()
    press(Key.Key_PageUp)
    assert context.journal.setting(DISTANCE_SETTING) == 3
    press(Key.Key_PageDown)
    assert left == [True]


def test_buttons_are_reached_by_tab(context: Context, qtbot: QtBot) -> None:
    line, left = open_line(context, qtbot)
    seen = []
    for _stop in range(3):
        press(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [line.smaller, line.larger, line.well]
    press(Key.Key_Return)
    assert left == [True]


def test_larger_and_smaller_by_click(context: Context, qtbot: QtBot) -> None:
    line, _left = open_line(context, qtbot)
    line.smaller.click()
    assert context.journal.setting(DISTANCE_SETTING) == 1
    line.larger.click()
    line.larger.click()
    assert context.journal.setting(DISTANCE_SETTING) == 3


def test_escape_leaves(context: Context, qtbot: QtBot) -> None:
    _line, left = open_line(context, qtbot)
    press(Key.Key_Escape)
    assert left == [True]


def test_settings_open_the_line_and_show_what_was_chosen_there(tmp_path: Path, qtbot: QtBot) -> None:
    with whole_window(tmp_path) as house:
        house.window.show_page("settings")
        page = house.window.pages["settings"]
        part = page.findChild(DistancePart)
        assert part is not None and part.distance.value() == 2
        part.test.click()
        settle()
        assert isinstance(house.window.full_screen(), DistanceLine)
        assert house.window.isFullScreen()
        press(Key.Key_Plus)
        press(Key.Key_Escape)
        settle()
        assert not house.window.isFullScreen()
        assert house.window.current == "settings"
        assert part.distance.value() == 3


def test_the_setting_is_kept(context: Context, qtbot: QtBot) -> None:
    part = DistancePart(context)
    qtbot.addWidget(part)
    part.distance.chosen.emit(3)
    assert context.journal.setting(DISTANCE_SETTING) == 3
    part.test.click()
    doors = context.doors
    assert isinstance(doors, FakeDoors)
    assert "test_distance" in doors.calls.names()
