"""Content that scrolls by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.scrolled import Scrolled
from calfstretch.ui.widgets.sheet import Sheet
from calfstretch.ui.widgets.texts import body

Key = Qt.Key


def shown(qtbot: QtBot, content_height: int) -> Scrolled:
    content = QWidget()
    content.setMinimumHeight(content_height)
    area = Scrolled(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    QApplication.processEvents()
    return area


def test_keys_move_the_content_and_stop_at_its_ends(qtbot: QtBot) -> None:
    area = shown(qtbot, 1000)
    bar = area.verticalScrollBar()
    moved = []
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Up, Key.Key_PageUp, Key.Key_End, Key.Key_Home):
        assert area.scroll_key(key)
        moved.append(bar.value())
    down, page, up, page_up, end, home = moved
    assert 0 < down < page and up < page and page_up < up
    assert (end, home) == (bar.maximum(), 0)


def test_what_is_all_in_sight_leaves_the_keys_to_others(qtbot: QtBot) -> None:
    assert not shown(qtbot, 50).scroll_key(Key.Key_Down)
    assert not shown(qtbot, 1000).scroll_key(Key.Key_Space)


def test_a_sheet_of_words_alone_scrolls_by_keys(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    host.show()
    words = Stack(theme)
    for number in range(60):
        words.add(body(theme, f"Line {number}"))
    sheet = Sheet(theme, host, "Words", words)
    sheet.open()
    QApplication.processEvents()
    focus = QApplication.focusWidget() or sheet
    QTest.keyClick(focus, Key.Key_PageDown)
    assert sheet.panel._area.verticalScrollBar().value() > 0
