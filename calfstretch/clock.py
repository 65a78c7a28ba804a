"""Where time comes from: one clock to measure with, one to notice sleep, one to date entries."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, Protocol


class Reading(NamedTuple):
    """Two clock readings taken together.

    Args:
        monotonic_s: seconds of a clock that never jumps and stands still while the computer sleeps.
        boottime_s: seconds of a clock that never jumps and goes on while the computer sleeps.
    """

    monotonic_s: float
    boottime_s: float


class Clock(Protocol):
    """What the program asks of time."""

    def read(self) -> Reading:
        """Both measuring clocks, read together."""

    def now(self) -> datetime:
        """This moment in civil time: aware, with the local offset in force now."""


def _boottime_s() -> float:
    clock_id = getattr(time, "CLOCK_BOOTTIME", None)
    # Only Linux has it; elsewhere sleep is noticed by the gap between ticks alone.
    return time.clock_gettime(clock_id) if clock_id is not None else time.monotonic()


class SystemClock:
    """The computer's own clocks."""

    def read(self) -> Reading:
        return Reading(time.monotonic(), _boottime_s())

    def now(self) -> datetime:
        return datetime.now().astimezone()


class FakeClock:
    """A clock that moves when told: for tests and pictures.

    Args:
        now: the civil moment it starts at, aware.
    """

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now or datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1)))
        self._reading = Reading(1000.0, 5000.0)

    def read(self) -> Reading:
        return self._reading

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Let awake time pass on every clock."""
        self._reading = Reading(self._reading.monotonic_s + seconds, self._reading.boottime_s + seconds)
        self._now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep: the monotonic clock stands still, the others go on."""
        self._reading = Reading(self._reading.monotonic_s, self._reading.boottime_s + seconds)
        self._now += timedelta(seconds=seconds)

    def set_now(self, now: datetime) -> None:
        """Move the wall clock alone, as a person or the network does."""
        self._now = now


class FastClock:
    """A clock that runs `speed` times as fast as the computer's: for the demo.

    Where the computer is too slow for that it falls behind: a moment's work must not look like minutes of absence.

    Args:
        speed: how many seconds pass per real second, above 0.
        start: the civil moment at which it starts; None = now.
    """

    # A session takes two seconds without a look for absence, and reads the clock a few times before it looks.
    _LEAST_STEP_S, _MOST_STEP_S, _USUAL_STEP_S = 0.5, 1.5, 0.025

    def __init__(self, speed: float, start: datetime | None = None) -> None:
        self.speed = self._speed = speed
        self.longest_step_s = min(self._MOST_STEP_S, max(self._LEAST_STEP_S, self._USUAL_STEP_S * speed))
        self._started_s = time.monotonic()
        self._seen = self._shown = Reading(self._started_s, _boottime_s())
        self._start = start or datetime.now().astimezone()

    def read(self) -> Reading:
        seen = Reading(time.monotonic(), _boottime_s())
        passed_s = seen.monotonic_s - self._seen.monotonic_s
        asleep_s = seen.boottime_s - self._seen.boottime_s - passed_s
        step_s = min(passed_s * self._speed, max(self.longest_step_s, passed_s))
        self._seen = seen
        self._shown = Reading(
            self._shown.monotonic_s + step_s,
            self._shown.boottime_s + step_s + asleep_s * self._speed,
        )
        return self._shown

    def now(self) -> datetime:
        passed_s = (time.monotonic() - self._started_s) * self._speed
        return self._start + timedelta(seconds=passed_s)
