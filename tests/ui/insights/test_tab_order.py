"""Tab goes through every part of Insights as the eye does: its pictures or tables, then what can be done with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.insights.screen import InsightsScreen
from calfstretch.ui.tab_order import stops
from tests.ui.fakes import make_context
from tests.ui.insights.invented import fill


def chain(root: QWidget) -> list[QWidget]:
    """Where Tab stops below a widget, in its order."""
    found, window = [], root.window()
    at = window.nextInFocusChain()
    while at is not window:
        if root.isAncestorOf(at) and at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def seen(root: QWidget) -> list[QWidget]:
    """What stands below a widget for the keyboard, as the eye reads."""
    return [each for each in stops(root) if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_tab_goes_as_the_eye_reads_with_pictures_and_with_tables(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    fill(context.journal, 190)
    screen = InsightsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    with qtbot.waitSignal(screen.filled, timeout=15_000):
        screen.show()
    assert len(screen.sections) > 1
    for name, section in screen.sections.items():
        assert chain(section) == seen(section), name
        screen.go_to(name)
        assert screen.focusWidget() is seen(section)[0], name
        if section.pictures():
            assert seen(section)[0] is not section.table_button, name
        if section.table_button.isVisible():
            section.table_button.click()
            assert chain(section) == seen(section), f"{name}, table"
    assert chain(screen) == seen(screen)
