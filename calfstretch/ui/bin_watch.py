"""Empties the bin of what lay in it long enough, at a calm moment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer

from calfstretch.errors import UserError
from calfstretch.journal import Journal

FIRST_MS, AGAIN_MS = 45_000, 300_000


class BinWatch(QObject):
    """Looks some time after the start and after each change of day; at rest it costs nothing.

    Args:
        is_busy: whether a session or a cramp fills the window: then it looks again later.
    """

    def __init__(self, journal: Journal, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._is_busy = is_busy
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def wait(self) -> None:
        """Look in a while."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Empty it now, unless the person is in the middle of something."""
        if self._journal.database.read_only is not None:
            return
        if self._is_busy():
            self._timer.start(AGAIN_MS)
            return
        from calfstretch.journal.the_bin import purge_old  # no start needs it

        with suppress(UserError):  # a full disk keeps the bin as it is; the next day looks again
            purge_old(self._journal)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
