"""Whether the desktop asks every program for less movement: asked once, answered later or never."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from calfstretch.desktop.bus import RETURN, Bus, Message, Talk, session_address

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
# Source: the portal's documentation of its settings; the second is what older desktops have. Which value asks for less?
Wish = tuple[str, str, object]
WISHES: tuple[Wish, ...] = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
PATIENCE_S = 10.0
_ANIMATIONS = 0x1042  # SPI_GETCLIENTAREAANIMATION


class LessMotion(QObject):
    """Asks the desktop, waits for nothing and raises nothing.

    Args:
        found: called with True when the desktop asks for less movement; never called where nobody says so.
    """

    # The desktop answers in a thread of its own; this brings its words into Qt's.
    _told = Signal(object, object)

    def __init__(self, found: Callable[[bool], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._was_asked = False

    def ask(self) -> None:
        """Ask; a second time does nothing."""
        if self._was_asked:
            return
        self._was_asked = True
        if sys.platform == "win32":
            self._ask_windows()
        elif sys.platform == "darwin":
            self._ask_mac()
        else:
            self._ask_portal()

    def answered(self, wish: Wish, value: object) -> None:
        """One answer of the portal."""
        if wish in WISHES and type(value) is type(wish[2]) and value == wish[2]:
            self._found(True)

    def _ask_portal(self) -> None:
        self._told.connect(self.answered)
        _Question(self._from_portal).start()

    def _from_portal(self, wish: Wish, value: object) -> None:
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._told.emit(wish, value)

    def _ask_mac(self) -> None:
        process = QProcess(self)

        def done() -> None:
            if bytes(process.readAllStandardOutput().data()).strip() == b"1":
                self._found(True)

        process.finished.connect(done)
        process.start("defaults", ["read", "com.apple.universalaccess", "reduceMotion"])

    def _ask_windows(self) -> None:
        import ctypes

        animated = ctypes.c_int(1)
        library: Any = getattr(ctypes, "windll", None)
        told = library is not None and library.user32.SystemParametersInfoW(_ANIMATIONS, 0, ctypes.byref(animated), 0)
        if told and not animated.value:
            self._found(True)


class _Question(Talk):
    """Both wishes asked for at once. Qt's own way would keep the window waiting where the bus does not answer."""

    def __init__(self, answered: Callable[[Wish, object], None]) -> None:
        super().__init__("motion", session_address())
        self._answered = answered
        self._asked: dict[int, Wish] = {}

    def opened(self, bus: Bus) -> None:
        self.late_at_s = time.monotonic() + PATIENCE_S
        for wish in WISHES:
            self._asked[bus.call(SERVICE, PATH, INTERFACE, "ReadOne", "ss", wish[0], wish[1])] = wish

    def told(self, bus: Bus, word: str) -> None:
        self.over = True

    def heard(self, bus: Bus, message: Message) -> None:
        wish = self._asked.pop(message.reply_to, None)
        if wish is not None and message.kind == RETURN:
            value = message.body[0] if message.body else None
            # A value of any type comes beside the letter of its type.
            self._answered(wish, value[1] if isinstance(value, tuple) and len(value) == 2 else None)
        self.over = not self._asked

    def late(self, bus: Bus) -> None:
        self.over = True
