"""The focus ring stays with the focus, also in a sheet that takes it from the page below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.sheet import Sheet


def test_the_ring_is_seen_in_a_sheet_that_has_just_opened(theme: Theme, qtbot: QtBot) -> None:
    page = ScrollPage(theme, "Page")
    below = SoftButton(theme, "Below")
    page.add(below)
    qtbot.addWidget(page)
    page.resize(900, 560)
    page.show()
    below.setFocus()
    content = Stack(theme)
    inside = SoftButton(theme, "Inside")
    content.add(inside)
    Sheet(theme, page, "Sheet", content).open()
    for _ in range(5):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QApplication.focusWidget() is inside
    rings = [ring for ring in page.findChildren(QWidget, "focus_ring") if ring.isVisible()]
    assert len(rings) == 1
    assert rings[0].parentWidget().isAncestorOf(inside)
