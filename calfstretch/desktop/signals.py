"""What the system or a terminal says to the program while Qt's loop runs: logout, Ctrl+C, a closed terminal."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")


class SignalWatch(QObject):
    """Turns signals of the system into a signal of Qt, for as long as it is open.

    Signals:
        received(int): the number of the system's signal.
    """

    received = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python runs its handlers between two of its own instructions; the pipe wakes Qt's loop so that it does.
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._waker = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._before = {
            number: signal.signal(number, _wait_for_qt)
            for name in _NAMES
            if (number := getattr(signal, name, None)) is not None
        }

    def _heard(self) -> None:
        with suppress(BlockingIOError):
            for number in os.read(self._read, 16):
                if number in self._before:
                    self.received.emit(number)

    def close(self) -> None:
        """Leave the signals to whoever had them before."""
        if not self._before:
            return
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}
        signal.set_wakeup_fd(self._waker)
        os.close(self._read)
        os.close(self._write)


def _wait_for_qt(_number: int, _frame: object) -> None:
    """The pipe carries the number on."""
