"""The calendar in the window: walked by arrows, turned by weeks, every cell in words, one key from the list."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn
from calfstretch.ui.context import Context
from calfstretch.ui.history.calendar_page import CalendarPage
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.theme import Theme
from tests.ui.fakes import make_context
from tests.ui.history.diary import SATURDAY, SUNDAY, fill
from tests.ui.screens import settle


@pytest.fixture
def screen(tmp_path: Path, qtbot: QtBot, theme: Theme) -> HistoryScreen:
    context = make_context(tmp_path, qtbot)
    fill(context.journal)
    context.journal.write("add checkins", [CheckIn(day=date(2025, 6, 1), spasms=0)])
    return _shown(context, qtbot)


def _shown(context: Context, qtbot: QtBot) -> HistoryScreen:
    screen = HistoryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus().setFocus()
    QTest.keyClick(screen.first_focus(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    return screen


def _page(screen: HistoryScreen) -> CalendarPage:
    assert screen.calendar is not None
    return screen.calendar


def _press(screen: HistoryScreen, *keys: Qt.Key) -> date | None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        settle()
    return _page(screen).grid.day()


def test_the_calendar_opens_at_the_day_in_force_and_goes_back_by_the_same_key(screen: HistoryScreen) -> None:
    assert screen.shows_calendar and _page(screen).grid.hasFocus() and _page(screen).grid.day() == SUNDAY
    assert not screen.tools.search.isVisible() and not screen.panel.isVisible()
    QTest.keyClick(_page(screen).grid, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert not screen.shows_calendar and screen.list.hasFocus() and screen.tools.search.isVisible()


def test_arrows_walk_by_days_and_weeks_and_on_into_earlier_weeks(screen: HistoryScreen) -> None:
    assert _press(screen, Qt.Key.Key_Up) == SATURDAY
    assert _press(screen, Qt.Key.Key_Down, Qt.Key.Key_Down) == SUNDAY
    assert _press(screen, Qt.Key.Key_Left) == SUNDAY - timedelta(days=7)
    assert _press(screen, *[Qt.Key.Key_Left] * 11) == SUNDAY - timedelta(days=84)
    assert _press(screen, Qt.Key.Key_Right) == SUNDAY - timedelta(days=77)
    assert _press(screen, Qt.Key.Key_PageUp) == SUNDAY - timedelta(days=77 + 84)
    assert _press(screen, Qt.Key.Key_PageDown) == SUNDAY - timedelta(days=77)
    assert _press(screen, Qt.Key.Key_Home) == SUNDAY


def test_it_turns_back_as_far_as_the_diary_goes(screen: HistoryScreen) -> None:
    page = _page(screen)
    for _turn in range(20):
        page.earlier.click()
        settle()
    first, today = page.grid.cells.weeks[0][0].day, date(2025, 6, 1)
    assert first <= today < first + timedelta(days=84) and not page.earlier.isEnabled()
    for _turn in range(20):
        page.later.click()
        settle()
    assert page.where.text() == "31 Aug 2026 to 22 Nov 2026" and not page.later.isEnabled()


def test_enter_opens_the_day_in_the_list(screen: HistoryScreen) -> None:
    _press(screen, Qt.Key.Key_Up)
    QTest.keyClick(_page(screen).grid, Qt.Key.Key_Return)
    settle()
    row = screen.list.row()
    assert not screen.shows_calendar and row is not None and row.key == f"day/{SATURDAY}" and screen.list.hasFocus()


def test_every_cell_is_said_and_shown_in_words(screen: HistoryScreen) -> None:
    page = _page(screen)
    index = page.grid.cells.find(SATURDAY)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert index.data(role) == "Saturday 21 November: 1 partial stretch, 1 spasm"
    _press(screen, Qt.Key.Key_Up)
    assert page.words.text() == "Saturday 21 November: 1 partial stretch, 1 spasm"


def test_a_write_is_shown_with_the_day_left_in_force(screen: HistoryScreen, qtbot: QtBot) -> None:
    _press(screen, Qt.Key.Key_Up)
    screen._journal.write("add checkins", [CheckIn(day=SATURDAY - timedelta(days=2), spasms=0)])
    settle()
    page = _page(screen)
    assert page.grid.day() == SATURDAY
    cell = page.grid.cells.cell(page.grid.cells.find(SATURDAY - timedelta(days=2)))
    assert cell is not None and cell.ground == "known"


def test_a_narrow_page_stands_the_weeks_below_each_other(screen: HistoryScreen) -> None:
    screen.resize(560, 740)
    settle()
    page = _page(screen)
    assert not page.grid.cells.across and page.grid.day() == SUNDAY
    assert _press(screen, Qt.Key.Key_Left) == SATURDAY
    assert _press(screen, Qt.Key.Key_Up) == SATURDAY - timedelta(days=7)


def test_search_leads_back_to_the_list(screen: HistoryScreen) -> None:
    screen.find()
    settle()
    assert not screen.shows_calendar and screen.tools.search.hasFocus()
