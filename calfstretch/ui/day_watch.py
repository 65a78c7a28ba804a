"""Notices that the day has moved on while the window stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

# Where the greeting on Today changes.
GREETING_HOURS = (4, 12, 18)
_AFTER_S = 1.0


def next_change(now: datetime, day_start_h: int) -> datetime:
    """The next moment at which Today says something else.

    Args:
        now: aware.
        day_start_h: the hour at which a diary day begins.

    Returns:
        Aware, with the offset of `now`: where the clocks change in between it is looked at once more.
    """
    hours = {day_start_h, *GREETING_HOURS}
    today = now.replace(minute=0, second=0, microsecond=0)
    moments = [today.replace(hour=hour) + timedelta(days=day) for day in (0, 1) for hour in hours]
    return min(moment for moment in moments if moment > now)


class DayWatch(QObject):
    """One timer, armed for the next change; at rest it costs nothing.

    Args:
        now: the civil moment.
        day_start_h: asked each time, since it is a setting.

    Signals:
        passed(): Today says something else now.
    """

    passed = Signal()

    def __init__(
        self, now: Callable[[], datetime], day_start_h: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._day_start_h = day_start_h
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._due = next_change(now(), day_start_h())
        self._arm()

    def look(self) -> None:
        """Look at the clock: after a sleep the timer is late, and the person may have set the clock."""
        now = self._now()
        # Set back by more than it takes to the next change, the clock is somewhere else altogether.
        if now >= self._due or self._due - now > timedelta(days=1):
            self._due = next_change(now, self._day_start_h())
            self._arm()
            self.passed.emit()
        else:
            self._arm()

    def _arm(self) -> None:
        left_s = (self._due - self._now()).total_seconds() + _AFTER_S
        self._timer.start(int(max(1.0, left_s) * 1000))

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
