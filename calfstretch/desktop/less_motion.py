"""Whether the desktop asks every program for less movement: asked once, answered later or never."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
# Source: the portal's documentation of its settings; the second is what older desktops have. Which value asks for less?
WISHES: tuple[tuple[str, str, object], ...] = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
_ANIMATIONS = 0x1042  # SPI_GETCLIENTAREAANIMATION


class LessMotion(QObject):
    """Asks the desktop, waits for nothing and raises nothing.

    Args:
        found: called with True when the desktop asks for less movement; never called where nobody says so.
    """

    def __init__(self, found: Callable[[bool], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._asked: list[QDBusPendingCallWatcher] = []
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

    def answered(self, wish: tuple[str, str, object], value: object) -> None:
        """One answer of the portal."""
        if wish in WISHES and type(value) is type(wish[2]) and value == wish[2]:
            self._found(True)

    def _ask_portal(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:  # no libdbus
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for wish in WISHES:
            call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "ReadOne")
            call.setArguments([wish[0], wish[1]])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
            watcher.finished.connect(lambda done, wish=wish: self._from_portal(wish, done))
            self._asked.append(watcher)

    def _from_portal(self, wish: tuple[str, str, object], watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError():
            values: list[Any] = watcher.reply().arguments()
            value: Any = values[0] if values else None
            self.answered(wish, value.variant() if hasattr(value, "variant") else value)

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
