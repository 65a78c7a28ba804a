"""The window over the whole screen: by F11, or lent to a session and given back on every way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

SESSION_SETTING = "session_whole_screen"
"""Setting: whether a session fills the screen by itself; on by default. Source: features, A17."""

_FULL = Qt.WindowState.WindowFullScreen


class WholeScreen:
    """Lets a window fill the screen and go back to what it was: a window, a maximised one.

    Args:
        window: the main window.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._lent: bytes | None = None

    @property
    def filled(self) -> bool:
        """Whether the window fills the screen now."""
        return bool(self._window.windowState() & _FULL)

    @property
    def lent(self) -> bool:
        """Whether it does so for a session alone."""
        return self._lent is not None

    def toggle(self) -> None:
        """What the person says holds, also when a session ends."""
        self._lent = None
        self._window.setWindowState(self._window.windowState() ^ _FULL)

    def lend(self) -> None:
        """Fill the screen for a while, unless it is filled already."""
        if not self.filled:
            self._lent = bytes(self._window.saveGeometry().data())
            self._window.setWindowState(self._window.windowState() | _FULL)

    def give_back(self) -> None:
        """Let the window be what it was before `lend`; nothing where the person has chosen since."""
        if self._lent is not None:
            self._lent = None
            self._window.setWindowState(self._window.windowState() & ~_FULL)

    def geometry(self) -> bytes:
        """Size and place of the window as the person left it, to be kept for the next time."""
        return self._lent or bytes(self._window.saveGeometry().data())
