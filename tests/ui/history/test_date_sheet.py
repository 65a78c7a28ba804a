"""Going to a day by the keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.history.date_sheet import DateSheet
from calfstretch.ui.theme import Theme

SUNDAY, SATURDAY = date(2026, 11, 22), date(2026, 11, 21)


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> DateSheet:
    sheet = DateSheet(theme, SUNDAY, SUNDAY)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    return sheet


def _press(sheet: DateSheet, place: QWidget, key: Qt.Key) -> list[date]:
    gone: list[date] = []
    sheet.day_chosen.connect(gone.append)
    place.setFocus()
    QTest.keyClick(place, key)
    return gone


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_after_the_day_goes_there_once(sheet: DateSheet, key: Qt.Key) -> None:
    assert _press(sheet, sheet.day.edit, key) == [SUNDAY]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_day_earlier_goes_a_day_earlier(sheet: DateSheet, key: Qt.Key) -> None:
    assert _press(sheet, sheet.day.before, key) == []
    assert sheet.day.day() == SATURDAY


def test_enter_held_down_does_it_once(sheet: DateSheet) -> None:
    shortcuts = sheet.findChildren(QShortcut)
    assert len(shortcuts) == 2
    assert not any(shortcut.autoRepeat() for shortcut in shortcuts)
