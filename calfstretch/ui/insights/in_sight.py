"""Keeps the words of what the keyboard chose in sight, however large the text and however small the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from calfstretch.ui.theme import Theme

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class InSight(QObject):
    """Scrolls the page to the words over a picture when Tab comes to it and while the arrow keys walk it.

    The pointer never scrolls: what is pointed at stays under it.

    Args:
        words: what is read out, standing directly over the picture.
        picture: what takes the keys; owns this.
    """

    def __init__(self, theme: Theme, words: QWidget, picture: QWidget) -> None:
        super().__init__(picture)
        self._theme, self._words, self._picture = theme, words, picture
        picture.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        tabbed = isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_TAB
        if tabbed or event.type() == QEvent.Type.KeyPress:
            QTimer.singleShot(0, self, self._scroll)  # once the page followed the focus, and the words are new
        return False

    def _scroll(self) -> None:
        if not (self._picture.hasFocus() and self._words.isVisible()):
            return  # the key was Tab, away from here
        page = self._words.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            # the words last: where both do not fit, the foot of the picture gives way
            page.ensureWidgetVisible(self._picture, 0, self._theme.px(16))
            page.ensureWidgetVisible(self._words, 0, self._theme.px(16))
