"""A group of buttons that is one Tab stop: arrows move inside, Space and Enter press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class RovingGroup(QWidget):
    """The base of chip rows and scales.

    Args:
        name: what a screen reader says of the group; each button carries it as its description.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[QAbstractButton] = []
        self._current = 0

    def _join(self, button: QAbstractButton) -> None:
        button.setAccessibleDescription(self.accessibleName())
        button.installEventFilter(self)
        self.buttons.append(button)
        self._make_current(0)

    def _clear(self) -> None:
        for button in self.buttons:
            button.removeEventFilter(self)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        self._current = 0

    def _make_current(self, index: int) -> None:
        self._current = index
        for at, button in enumerate(self.buttons):
            policy = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(self.buttons[index])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self.buttons:
            self._make_current(self.buttons.index(watched))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.key_pressed(event)
        return super().eventFilter(watched, event)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Act on a key pressed on one of the buttons; True = it is used up."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._focus(0 if key == Qt.Key.Key_Home else len(self.buttons) - 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[self._current].click()
            return True
        step = _STEPS.get(key)
        if step is None:
            return False
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        self._focus((self._current + step) % len(self.buttons))
        return True

    def _focus(self, index: int) -> None:
        self._make_current(index)
        self.buttons[index].setFocus(Qt.FocusReason.OtherFocusReason)
