"""Work that takes longer than a click may: done in a thread, told in Qt's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal


class Aside(QObject):
    """One piece of work; keep it as long as its results are wanted.

    Signals:
        came(object): one result; failed(Exception): it ended early; ended(): it is over, either way.
    """

    came = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[], Iterable[Any]]) -> None:
        super().__init__()
        self._work = work
        self._is_off = False
        # A daemon: closing the window does not wait for it.
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin; connect before."""
        self._thread.start()

    def call_off(self) -> None:
        """Nothing more is told; the work ends at its next result."""
        self._is_off = True

    def wait(self) -> None:
        """Stand still until it is over and all of it is told; for tests and pictures."""
        self._thread.join()
        QCoreApplication.processEvents()

    def end(self, longest_s: float = 10.0) -> None:
        """Call it off and wait for what it is at: a thread that comes back from Qt when Python has ended takes the
        whole program down."""
        self.call_off()
        if self._thread.is_alive():
            self._thread.join(longest_s)

    def _run(self) -> None:
        # The program may end while the thread works on: then there is nobody left to be told.
        with suppress(RuntimeError):
            try:
                for result in self._work():
                    if self._is_off:
                        return
                    self.came.emit(result)
            except Exception as error:  # whatever it is, it is told where errors are told
                if not self._is_off:
                    self.failed.emit(error)
            finally:
                if not self._is_off:
                    self.ended.emit()
