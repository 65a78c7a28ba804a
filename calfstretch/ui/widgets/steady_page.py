"""A page that grows while it is answered and keeps what has the focus in sight."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.scroll_page import ScrollPage


class SteadyPage(ScrollPage):
    """A `ScrollPage` whose answers open further questions.

    What was opened gets its place in several turns; until the person scrolls, the focus stays in sight meanwhile.
    """

    def __init__(
        self, theme: Theme, name: str, *, margins: tuple[int, int, int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, margins=margins, parent=parent)
        self._holds_focus = False
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, _high: self._grown())
        bar.sliderPressed.connect(self._let_go)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def _follow_focus(self, old: QObject | None, new: QObject | None) -> None:
        super()._follow_focus(old, new)
        self._holds_focus = True

    def _let_go(self) -> None:
        self._holds_focus = False

    def _grown(self) -> None:
        if self._holds_focus:
            for turn_ms in (0, 50):
                QTimer.singleShot(turn_ms, self, self._show_focus)

    def _show_focus(self) -> None:
        if self._holds_focus:
            super()._follow_focus(None, QApplication.focusWidget())
