"""What the keyboard chose is read in sight, in a window too small for the picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.insights.in_sight import InSight
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body


class Page(ScrollPage):
    """A picture taller than the window under its words, between two others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Page")
        self.before, self.words, self.picture, self.after = QWidget(), body(theme, "Read"), QWidget(), QWidget()
        for part, height in ((self.before, 900), (self.words, 40), (self.picture, 900), (self.after, 900)):
            part.setFixedHeight(height)
            self.add(part)
        for part in (self.before, self.picture, self.after):
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        InSight(theme, self.words, self.picture)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    page = Page(theme)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def in_sight(page: Page) -> bool:
    top = page.words.mapTo(page.viewport(), QPoint()).y()
    return 0 <= top <= page.viewport().height() - page.words.height()


def test_tab_brings_the_words_into_sight_with_the_picture(page: Page, qtbot: QtBot) -> None:
    page.before.setFocus()
    assert not in_sight(page)
    page.picture.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: in_sight(page))


def test_walking_brings_them_back_after_the_page_was_scrolled(page: Page, qtbot: QtBot) -> None:
    page.picture.setFocus()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert not in_sight(page)
    QTest.keyClick(page.picture, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: in_sight(page))


def test_leaving_with_tab_goes_on(page: Page, qtbot: QtBot) -> None:
    page.picture.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: in_sight(page))
    QTest.keyClick(page.picture, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    qtbot.wait(1)
    assert not in_sight(page)
