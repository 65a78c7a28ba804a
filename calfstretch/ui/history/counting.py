"""Counts in slices how many entries a filter finds in the whole diary; the window paints in between."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from calfstretch.ui.history.filters import Filter
from calfstretch.ui.history.index import HistoryIndex

_SLICE_MS = 8


class FoundCount(QObject):
    """Signals:
    counted(int, bool): so many so far, and whether that is all.
    """

    counted = Signal(int, bool)

    def __init__(self, index: HistoryIndex, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._wanted = Filter()
        self._day: date | None = None
        self._oldest = date.min
        self._found = 0
        self._timer = QTimer(self)
        self._timer.setObjectName("reads_the_diary")
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.step)

    @property
    def is_running(self) -> bool:
        """Whether days are left to count."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def start(self, wanted: Filter, newest: date, oldest: date) -> None:
        """Count anew, from the newest day back to the oldest."""
        self._wanted, self._day, self._oldest, self._found = wanted, newest, oldest, 0
        self._timer.start()
        self.step()

    def step(self) -> None:
        """One slice: some milliseconds of reading or counting."""
        spent = QElapsedTimer()
        spent.start()
        while self._day is not None and self._day >= self._oldest:
            if not self._index.knows(self._day):
                self._index.learn(self._day, self._oldest)
            self._found += self._index.hits(self._day, self._wanted)
            self._day -= timedelta(days=1)
            if spent.elapsed() >= _SLICE_MS:
                self.counted.emit(self._found, False)
                return
        self._timer.stop()
        self.counted.emit(self._found, True)
