"""What the screens that fill the window share: keys that work at once, a neutral focus, knowing whether one is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from calfstretch.ui.theme import Theme

_OTHER_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GO_KEYS = (
    Qt.Key.Key_Space,
    *ENTER_KEYS,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_MediaPlay,
    Qt.Key.Key_MediaTogglePlayPause,
)
"""The keys of a remote control, a pedal or a hand in the dark that mean "go on"."""


class FullScreen(QWidget):
    """A screen that fills the window.

    The focus begins on the screen itself, so that Space belongs to the screen; a control reached by Tab takes Space
    and Enter, all other keys go to `key` from everywhere. `left` asks the window to take the screen away.
    """

    left = Signal()
    own_theme: Theme | None = None
    """The look of its sheets and of the lines above it while it fills the window; None = the window's."""

    is_relief = False
    """Whether it is the screen of a cramp, over which no other opens."""
    page_after = ""
    """The page shown when it has gone; "" = the one before."""
    hides_messages = False
    """Whether the lasting lines at the top wait until the screen has gone: nothing stands above a cramp's relief."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._seen = False
        self._watched: list[QObject] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus_ring", True)  # the neutral place shows no ring
        self.setAutoFillBackground(True)

    def first_focus(self) -> QWidget:
        """The neutral place."""
        return self

    def adopt(self, *buttons: QAbstractButton) -> None:
        """Let buttons be reached by Tab and mouse, and pass on every key but Space and Enter."""
        for button in buttons:
            # a click must not take the focus: Space belongs to the screen until somebody tabs
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.installEventFilter(self)

    def key(self, key: Qt.Key) -> bool:
        """Do what a key means here; False = it means nothing."""
        return False

    def spasm_key(self) -> None:
        """Ctrl+N was pressed; nothing, as a rule."""

    def seen(self, visible: bool) -> None:
        """Called when the screen comes into sight or goes out of it: hidden, minimised, covered."""

    @property
    def in_sight(self) -> bool:
        """Whether the screen is seen: not hidden, minimised or covered."""
        return self._seen

    # -- keys -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.modifiers() & _OTHER_KEYS:
            return False
        # A key that is held down says nothing new.
        return event.isAutoRepeat() or self.key(Qt.Key(event.key()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(watched, QAbstractButton) and isinstance(event, QKeyEvent):
            return self._pressed_on(watched, event)
        if kind in (QEvent.Type.WindowStateChange, QEvent.Type.Expose):
            self._look()
        return False

    def _pressed_on(self, button: QAbstractButton, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        if key in ENTER_KEYS:
            if not event.isAutoRepeat():
                button.click()
            return True
        return self._pressed(event)

    # -- being seen --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self.window()
        for watched in (window, window.windowHandle()):
            if watched is not None and watched not in self._watched and watched is not self:
                watched.installEventFilter(self)
                self._watched.append(watched)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look()

    def _look(self) -> None:
        window = self.window()
        handle = window.windowHandle()
        exposed = handle is None or handle.isExposed() or not window.isVisible()
        visible = self.isVisible() and not window.isMinimized() and exposed
        if visible != self._seen:
            self._seen = visible
            self.seen(visible)


def keep_focus(screen: QWidget) -> None:
    """Give the focus back to the neutral place where the control that had it has gone."""
    focus = QApplication.focusWidget()
    if focus is None or (screen.isAncestorOf(focus) and not focus.isVisibleTo(screen)):
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
