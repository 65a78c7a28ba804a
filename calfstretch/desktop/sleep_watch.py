"""Hears from the system that the computer is about to sleep, and that it has woken."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from calfstretch.desktop.bus import RETURN, STOP, Bus, Message, Talk, system_address
from calfstretch.i18n import gettext as _

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"

Listener = Callable[[bool], None]
"""Called from another thread: True = the computer is about to sleep, False = it has woken."""


class SleepWatch(Protocol):
    """What a session asks about sleep. Nothing here waits or raises; where nobody tells, nothing is told."""

    def start(self, listener: Listener) -> None:
        """Listen from now; asked twice counts once."""

    def ready(self) -> None:
        """All is on disk: the computer may sleep."""

    def stop(self) -> None:
        """Listen no more."""


class NoSleepWatch:
    """The stand-in: tells what a test lets it tell.

    Attributes:
        listener: who listens; None = nobody.
        answers: how often the computer was told that it may sleep.
    """

    def __init__(self) -> None:
        self.listener: Listener | None = None
        self.answers = 0

    def start(self, listener: Listener) -> None:
        self.listener = listener

    def ready(self) -> None:
        self.answers += 1

    def stop(self) -> None:
        self.listener = None


def sleep_watch(platform: str = sys.platform) -> SleepWatch:
    """This computer's way; elsewhere sleep is noticed by the clocks alone, at the first look after it."""
    return LogindWatch() if platform.startswith("linux") else NoSleepWatch()


class LogindWatch:
    """Listens to logind, and has it wait, five seconds at most, until the session is on disk."""

    def __init__(self) -> None:
        self._ear: _Ear | None = None

    def start(self, listener: Listener) -> None:
        if self._ear is None:
            self._ear = _Ear(listener)
            self._ear.start()

    def ready(self) -> None:
        if self._ear is not None:
            self._ear.tell("ready")

    def stop(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.tell(STOP)


class _Ear(Talk):
    """One connection to the system bus with the lock that delays a sleep."""

    def __init__(self, listener: Listener) -> None:
        super().__init__("sleep", system_address())
        self._listener = listener
        self._why = _("Keeping how long the stretch was held")
        self._asked = 0
        self._lock: int | None = None
        self._asleep = False

    def opened(self, bus: Bus) -> None:
        bus.listen(f"type='signal',sender='{SERVICE}',interface='{MANAGER}',member='PrepareForSleep'")
        self._take(bus)

    def told(self, bus: Bus, word: str) -> None:
        self._let_go()
        self.over = word == STOP

    def heard(self, bus: Bus, message: Message) -> None:
        if message.member == "PrepareForSleep" and message.body:
            self._asleep = bool(message.body[0])
            if not self._asleep:
                self._take(bus)
            self._listener(self._asleep)
        elif message.reply_to and message.reply_to == self._asked:
            self._asked = 0
            if message.kind == RETURN and message.files and not self._asleep:
                self._let_go()
                self._lock, *more = message.files
                _close(*more)
                return
        _close(*message.files)

    def lost(self) -> None:
        self._let_go()

    def _take(self, bus: Bus) -> None:
        if self._lock is None and not self._asked:
            words = ("sleep", "calfstretch", self._why, "delay")
            self._asked = bus.call(SERVICE, PATH, MANAGER, "Inhibit", "ssss", *words)

    def _let_go(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            _close(lock)


def _close(*files: int) -> None:
    for each in files:
        with suppress(OSError):
            os.close(each)
