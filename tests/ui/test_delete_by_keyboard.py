"""J8 with the keyboard alone, in the whole window: from Settings to the end of the diary, and refused in relief."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.app import Window
from calfstretch.ui.settings.delete_sheet import DeleteSheet
from calfstretch.ui.widgets.buttons import Button
from tests.ui.whole import settle, whole_window


def _tab_to(window: Window, words: str) -> int:
    """How many presses of Tab lead to a button."""
    for presses in range(1, 200):
        QTest.keyClick(QApplication.focusWidget() or window.window, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if isinstance(at, Button) and at.words() == words:
            return presses
    raise AssertionError(f"no Tab leads to {words}")


def _press(key: Qt.Key) -> None:
    at = QApplication.focusWidget()
    assert isinstance(at, QWidget)
    QTest.keyClick(at, key)
    settle()


def test_by_keyboard_alone(tmp_path: Path, theme: object) -> None:
    with whole_window(tmp_path) as window:
        window.journal.days.add_drink(200)
        window.window.show_page("settings")
        settle()
        _tab_to(window, "Delete everything…")
        _press(Qt.Key.Key_Space)
        sheet = window.window.findChild(DeleteSheet)
        assert sheet is not None and sheet.isAncestorOf(QApplication.focusWidget())
        _press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is sheet.word
        QTest.keyClicks(sheet.word, "delete")
        _press(Qt.Key.Key_Return)
        assert window.removal is None
        _press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is sheet.button
        _press(Qt.Key.Key_Space)
        assert window.removal == () and not window.window.isVisible()
        # Nothing is gone yet: that comes when nothing holds the diary any more.
        assert (tmp_path / "diary.db").exists()


def test_a_cramp_closes_the_sheet_and_in_relief_nothing_is_removed(tmp_path: Path, theme: object) -> None:
    with whole_window(tmp_path) as window:
        window.window.show_page("settings")
        window.doors.delete_everything()
        window.doors.cramp_now()
        settle()
        assert not window.window._sheets
        window.doors.remove_everything()
        settle()
        assert window.removal is None and window.window.isVisible()
