"""The focus ring stays with the focus, also in a sheet that takes it from the page below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.rail import PAGES
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink, SoftButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage


def _window(theme: Theme, qtbot: QtBot, page: str, make: Callable[[], QWidget]) -> MainWindow:
    window = MainWindow(theme, {name: make for name in PAGES})
    qtbot.addWidget(window)
    window.show()
    window.show_page(page)
    _settle()
    return window


def _page(theme: Theme) -> QWidget:
    page = ScrollPage(theme, "Page")
    page.add(SoftButton(theme, "Below"))
    return page


def test_the_ring_is_seen_in_a_sheet_that_has_just_opened(theme: Theme, qtbot: QtBot) -> None:
    window = _window(theme, qtbot, "today", lambda: _page(theme))
    content = Stack(theme)
    inside = SoftButton(theme, "Inside")
    content.add(inside)
    window.show_sheet("Sheet", content)
    _settle()
    assert QApplication.focusWidget() is inside
    rings = [ring for ring in window.findChildren(QWidget, "focus_ring") if ring.isVisible()]
    assert len(rings) == 1
    assert rings[0].parentWidget().isAncestorOf(inside)


def test_the_ring_is_seen_again_below_a_sheet_that_has_closed(theme: Theme, qtbot: QtBot) -> None:
    window = _window(theme, qtbot, "today", lambda: _page(theme))
    below = QApplication.focusWidget()
    content = Stack(theme)
    content.add(SoftButton(theme, "Inside"))
    window.show_sheet("Sheet", content).close_sheet()
    _settle()  # the sheet and what had the focus in it are gone now
    assert QApplication.focusWidget() is below
    assert [ring for ring in window.findChildren(QWidget, "focus_ring") if ring.isVisible()]


def test_the_ring_round_a_page_that_is_read_stands_inside_it_and_is_not_cut(theme: Theme, qtbot: QtBot) -> None:
    window = _window(theme, qtbot, "learn", lambda: ScrollPage(theme, "Page", reading=True))
    page = window.pages["learn"]
    assert QApplication.focusWidget() is page
    (ring,) = [ring for ring in window.findChildren(QWidget, "focus_ring") if ring.isVisible()]
    host = ring.parentWidget()
    assert QRect(page.mapTo(host, QPoint(0, 0)), page.size()).contains(ring.geometry(), True)


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_ring_keeps_off_words_that_begin_at_the_edge(theme: Theme, qtbot: QtBot) -> None:
    page = ScrollPage(theme, "Page")
    link = EdgeLink(theme, "Log an earlier spasm")
    page.add(link)
    qtbot.addWidget(page)
    page.resize(500, 200)
    page.show()
    page.activateWindow()
    link.setFocus()
    _settle()
    (ring,) = (each for each in page.findChildren(QWidget, "focus_ring") if each.isVisible())
    left = link.mapTo(page.viewport(), QPoint(0, 0)).x()
    assert left - ring.geometry().left() >= 8
