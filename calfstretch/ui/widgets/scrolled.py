"""Content that may be higher than its place: it scrolls by wheel, bar and keys, and is no Tab stop itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_PAGE = 0.9
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Scrolled(QScrollArea):
    """Shows what does not fit by scrolling up and down; the keys come from whoever has them (`scroll_key`).

    Args:
        content: what it holds.
        clear: True lets the ground under it show, for a place within a card.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None, *, clear: bool = False) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if clear:
            self.setStyleSheet(
                "QScrollArea, QScrollArea > #qt_scrollarea_viewport > QWidget { background: transparent; }"
            )
            self.viewport().setAutoFillBackground(False)
        self.setWidget(content)

    def scroll_key(self, key: Qt.Key) -> bool:
        """Scroll by an arrow, Page Up, Page Down, Home or End; False = another key, or all is in sight."""
        if key in _STEPS:
            return self.move_content(_STEPS[key] * 0.5)
        if key in _PAGES:
            return self.move_content(_PAGES[key] * _PAGE)
        if key in _ENDS:
            return self.move_content(_ENDS[key] * 1000.0)
        return False

    def move_content(self, views: float) -> bool:
        """Move down by so many times of what is seen; False = all is in sight."""
        bar = self.verticalScrollBar()
        if not bar.maximum():
            return False
        bar.setValue(bar.value() + round(views * max(2, self.viewport().height())))
        return True
