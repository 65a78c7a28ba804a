"""Keeps the screen from going dark during a session, where the desktop offers that."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Protocol

from calfstretch.desktop.bus import ERROR, STOP, Bus, Message, Talk, session_address
from calfstretch.i18n import gettext as _

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
PATIENCE_S = 3.0
LAST_ANSWER_S = 5.0

Teller = Callable[[], None]
"""Called from any thread when the screen may go dark all the same."""


class KeepAwake(Protocol):
    """What a session asks of the screen. Nothing here waits or raises."""

    def hold(self, may_go_dark: Teller) -> None:
        """Keep the screen on from now; asked twice counts once."""

    def let_go(self) -> None:
        """Let the screen go dark again as the person has set it."""


class NeverAwake:
    """The stand-in: remembers what it was asked for."""

    def __init__(self) -> None:
        self.held = False
        self.times = 0
        self.may_go_dark: Teller = lambda: None

    def hold(self, may_go_dark: Teller) -> None:
        self.times += not self.held
        self.held = True
        self.may_go_dark = may_go_dark

    def let_go(self) -> None:
        self.held = False


def screen_keeper(platform: str = sys.platform) -> KeepAwake:
    """The way of this computer's desktop."""
    if platform in ("darwin", "win32"):
        from calfstretch.desktop.keep_awake_elsewhere import MacAwake, WindowsAwake

        return MacAwake() if platform == "darwin" else WindowsAwake()
    return ScreenSaverInhibitor()


class ScreenSaverInhibitor:
    """Asks the desktop's screen saver service over D-Bus.

    It uses a bus connection of its own for each hold: a desktop takes back what a vanished program asked for, so a
    killed session leaves no screen on for ever. Without any bus nothing is said: there is no such service to miss.
    """

    def __init__(self) -> None:
        self._grip: _Grip | None = None

    def hold(self, may_go_dark: Teller) -> None:
        if self._grip is None:
            self._grip = _Grip(may_go_dark)
            self._grip.start()

    def let_go(self) -> None:
        grip, self._grip = self._grip, None
        if grip is not None:
            grip.tell(STOP)


class _Grip(Talk):
    """One Inhibit and its UnInhibit, whatever comes between them."""

    def __init__(self, may_go_dark: Teller) -> None:
        super().__init__("awake", session_address())
        self._may_go_dark = may_go_dark
        self._reason = _("A stretch is being held")
        self._asked = 0
        self._returned = 0
        self._cookie: int | None = None
        self._leaving = False

    def opened(self, bus: Bus) -> None:
        bus.listen(f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{SERVICE}'")
        self._ask(bus)

    def told(self, bus: Bus, word: str) -> None:
        self._leaving = True
        if self._cookie is not None:
            self._give_back(bus)
        elif self._asked:  # the answer may still come, and with it something to give back
            self.late_at_s = time.monotonic() + LAST_ANSWER_S
        else:
            self.over = True

    def heard(self, bus: Bus, message: Message) -> None:
        if message.member == "NameOwnerChanged":
            self._owner_changed(bus, gone=message.body[2:] == ("",))
        elif message.reply_to and message.reply_to == self._returned:
            self.over = True
        elif message.reply_to and message.reply_to == self._asked:
            self._answered(bus, message)

    def late(self, bus: Bus) -> None:
        self.over = self._leaving
        if not self._leaving:
            self._may_go_dark()

    def lost(self) -> None:
        if self._cookie is not None and not self._leaving:
            self._may_go_dark()

    def _ask(self, bus: Bus) -> None:
        self._asked = bus.call(SERVICE, PATH, SERVICE, "Inhibit", "ss", "calfstretch", self._reason)
        self.late_at_s = time.monotonic() + PATIENCE_S

    def _answered(self, bus: Bus, message: Message) -> None:
        self._asked, self.late_at_s = 0, None
        if message.kind == ERROR or not message.body:
            self.over = self._leaving
            if not self._leaving:
                self._may_go_dark()
            return
        self._cookie = int(message.body[0])
        if self._leaving:
            self._give_back(bus)

    def _give_back(self, bus: Bus) -> None:
        assert self._cookie is not None
        self._returned = bus.call(SERVICE, PATH, SERVICE, "UnInhibit", "u", self._cookie)
        self._cookie = None
        self.late_at_s = time.monotonic() + PATIENCE_S

    def _owner_changed(self, bus: Bus, *, gone: bool) -> None:
        if gone:  # what it had promised has gone with it
            had = self._cookie is not None or self._asked > 0
            self._cookie, self._asked, self.late_at_s = None, 0, None
            self.over = self._leaving
            if had and not self._leaving:
                self._may_go_dark()
        elif self._cookie is None and not self._asked and not self._leaving:
            self._ask(bus)
