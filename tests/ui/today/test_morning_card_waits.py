"""The morning card in the whole window: it waits while a session or a cramp runs, and while the day turns over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from calfstretch.app import Window
from calfstretch.domain.day import FIRST_USED_SETTING
from calfstretch.ui.today.screen import FIRST_RUN_SETTING
from tests.ui.whole import MORNING, clock_of, settle, whole_window

QUESTION = "Any calf spasms yesterday or last night?"


def words(window: Window) -> str:
    """What Today says, whether or not something covers it."""
    page = window.window.pages["today"]
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    settle()


@pytest.mark.slow
@pytest.mark.parametrize(("begins", "ends"), [(Qt.Key.Key_Space, Qt.Key.Key_Escape), (Qt.Key.Key_C, Qt.Key.Key_Escape)])
def test_the_day_turns_over_behind_a_session_and_behind_a_cramp(
    qapp: QApplication, tmp_path: Path, begins: Qt.Key, ends: Qt.Key
) -> None:
    with whole_window(tmp_path / "diary", now=MORNING.replace(hour=3, minute=59)) as window:
        window.journal.set_setting(FIRST_RUN_SETTING, True)
        window.journal.set_setting(FIRST_USED_SETTING, "2026-11-21")
        press(begins)
        assert window.window.full_screen() is not None
        clock_of(window).set_now(MORNING.replace(hour=4) + timedelta(seconds=5))
        window.days.look()  # the timer of the window does this
        settle()
        assert window.window.full_screen() is not None
        assert QUESTION not in words(window)
        press(ends)
        while window.window.full_screen() is not None:  # a session asks how the calf feels, and closes by Esc too
            press(Qt.Key.Key_Escape)
        assert ("1 spasm noted at 03:59" if begins == Qt.Key.Key_C else QUESTION) in words(window)
