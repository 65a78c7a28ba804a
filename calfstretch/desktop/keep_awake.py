"""Keeps the screen from going dark during a hold, where the desktop offers that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from calfstretch.i18n import gettext as _

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
PATIENCE_MS = 500


class KeepAwake(Protocol):
    """What a session asks of the screen. Nothing here waits long or raises."""

    def hold(self) -> None:
        """Keep the screen on from now; asked twice counts once."""

    def let_go(self) -> None:
        """Let the screen go dark again as the person has set it."""


class NeverAwake:
    """The stand-in: remembers what it was asked for."""

    def __init__(self) -> None:
        self.held = False

    def hold(self) -> None:
        self.held = True

    def let_go(self) -> None:
        self.held = False


class ScreenSaverInhibitor:
    """Asks the desktop's screen saver service over D-Bus.

    It uses a bus connection of its own, which ends with each hold: a desktop takes back what a vanished program
    asked for, so a killed session leaves no screen on for ever.
    """

    def __init__(self) -> None:
        self._name = f"calfstretch-awake-{id(self)}"
        self._bus: QDBusConnection | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._cookie: int | None = None

    def hold(self) -> None:
        if self._bus is not None:
            return
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:  # no libdbus: the screen does what it does
            return
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, self._name)
        if not bus.isConnected():
            QDBusConnection.disconnectFromBus(self._name)
            return
        call = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, "Inhibit")
        call.setArguments(["calfstretch", _("A stretch is being held")])
        self._bus = bus
        self._asked = QDBusPendingCallWatcher(bus.asyncCall(call))
        self._asked.finished.connect(self._remember)

    def let_go(self) -> None:
        if self._bus is None:
            return
        from PySide6.QtDBus import QDBusConnection

        if self._cookie is not None:
            self._give_back(self._cookie)
        self._asked, self._cookie, self._bus = None, None, None
        QDBusConnection.disconnectFromBus(self._name)

    def _remember(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = watcher.reply().arguments()
        if watcher is self._asked and not watcher.isError() and answer:
            self._cookie = int(answer[0])

    def _give_back(self, cookie: int) -> None:
        from PySide6.QtCore import Q_ARG, QMetaObject, Qt
        from PySide6.QtDBus import QDBusInterface

        assert self._bus is not None
        service = QDBusInterface(SERVICE, PATH, SERVICE, self._bus)
        service.setTimeout(PATIENCE_MS)
        # Through the meta object, because a plain call would send a signed number and be refused.
        QMetaObject.invokeMethod(service, "UnInhibit", Qt.ConnectionType.DirectConnection, Q_ARG("uint", cookie))
