"""A picture as one control: its values are walked by keyboard, shown by the pointer in passing, and read out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.notice import announce

ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Walked(QWidget):
    """Base of the pictures. The arrow keys walk, Home lets go, Enter and a double click open the day of a value.

    `pointed` carries the words of the value pointed at, "" for none. `opened` carries the day of the value opened.

    Args:
        theme: the look.
        name: what the picture shows, for those who hear it.

    Attributes:
        current: the value pointed at; None = none is.
        chosen: the one kept by keyboard or click; the pointer shows others in passing.
    """

    pointed = Signal(str)
    opened = Signal(object)
    keys: Mapping[Qt.Key, int] = ALONG

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.current: int | None = None
        self.chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    # -- what a picture gives -----------------------------------------------------------------

    def values(self) -> int:
        """How many values there are to walk through."""
        raise NotImplementedError

    def words(self, at: int) -> str:
        """One value in words."""
        raise NotImplementedError

    def value_at(self, point: QPointF) -> int | None:
        """The value under a point; None = there is none."""
        raise NotImplementedError

    def day_of(self, at: int) -> date | None:
        """The day a value opens in History; None = it opens none."""
        return None

    def next_value(self, at: int | None, key: Qt.Key) -> int | None:
        """Where a key leads; None = the key is not for this picture."""
        way = self.keys.get(key)
        if way is None:
            return None
        start = at if at is not None else -1 if way > 0 else self.values()
        return min(max(start + way, 0), self.values() - 1)

    # -- reading ------------------------------------------------------------------------------

    def choose(self, at: int | None) -> None:
        """Keep a value, and read it out; None lets go."""
        self.chosen = at
        self.point(at)
        if at is not None:
            announce(self, self.words(at))

    def point(self, at: int | None) -> None:
        """Show a value in passing."""
        if at != self.current:
            self.update()
        self.current = at
        words = "" if at is None else self.words(at)
        self.setAccessibleDescription(words)
        self.pointed.emit(words)

    def day_of_chosen(self) -> date | None:
        """The day of the value kept; None = it has none, or nothing is kept."""
        return None if self.chosen is None else self.day_of(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not self.values():
            super().keyPressEvent(event)
        elif (there := self.next_value(self.chosen, key)) is not None:
            self.choose(there)
        elif key == Qt.Key.Key_End:
            self.choose(self.values() - 1)
        elif key == Qt.Key.Key_Home:
            self.choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.day_of_chosen() is not None:
            self.opened.emit(self.day_of_chosen())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self.value_at(event.position()) if self.values() else None
        there = self.chosen if there is None else there
        if there != self.current:
            self.point(there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.value_at(event.position()) if self.values() else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.day_of_chosen() is not None:
            self.opened.emit(self.day_of_chosen())

    def leaveEvent(self, event: QEvent) -> None:
        self.point(self.chosen)
        super().leaveEvent(event)
