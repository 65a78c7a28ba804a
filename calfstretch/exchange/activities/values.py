"""Values as activity files write them: numbers, times, heights; what cannot be is None."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import asin, cos, isfinite, radians, sin, sqrt

from calfstretch.domain.found import EARLIEST_YEAR

EARTH_RADIUS_M = 6_371_000.0
"""Mean radius. Source: activity formats, section 2."""
MOVING_M_S = 1.0 / 3.6
"""Above 1.0 km/h a stretch of track counts as moving. Source: activity formats, section 2."""
RISE_M = 3.0
"""Ups and downs below it are the noise of a sensor of height."""
LONGEST_S = 7 * 24 * 3600.0
FARTHEST_M = 2_000_000.0
HIGHEST_CLIMB_M = 100_000.0
HEARTS = (1.0, 254.0)
"""0 and 255 mean "none". Source: activity formats, table."""
TEMPERATURES = (-60.0, 60.0)
HEIGHTS = (-1000.0, 12_000.0)
_AHEAD = timedelta(days=2)
_LONGEST_NUMBER = 64
_FARTHEST_OFFSET_S, _OFFSET_STEP_S, _OFFSET_PLAY_S = 14 * 3600, 900, 60


def number(text: str | None, low: float, high: float) -> float | None:
    """A number with a point, from `low` to `high`; None = anything else, NaN and infinity among it."""
    if not text or len(text) > _LONGEST_NUMBER or "_" in text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return within(value, low, high)


def within(value: float | None, low: float, high: float) -> float | None:
    """The value where it lies in the range, else None."""
    return value if value is not None and isfinite(value) and low <= value <= high else None


def instant(text: str) -> tuple[datetime, bool] | None:
    """A time as ISO 8601 has it, in UTC, and whether it named its zone; without one it is taken as UTC.

    None = no time. Finer than a microsecond is cut off; 24:00:00 is the begin of the next day.
    """
    text = text.strip()
    if not 16 <= len(text) <= _LONGEST_NUMBER or text[10] not in "Tt ":
        return None
    midnight = text[11:13] == "24"
    if midnight:
        if text[13:19] not in (":00", ":00:00"):
            return None
        text = f"{text[:11]}00{text[13:]}"
    try:
        moment = datetime.fromisoformat(text.upper()) + timedelta(days=midnight)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC), False
        return moment.astimezone(UTC), True
    except (ValueError, OverflowError):
        return None


def offset_of(utc: int, local: int) -> int | None:
    """How far a device's own clock was ahead of UTC, in seconds; None = no offset that exists.

    Source: activity formats, section 1: within 14 hours, and within 60 s of a quarter of an hour.
    """
    ahead = local - utc
    rounded = round(ahead / _OFFSET_STEP_S) * _OFFSET_STEP_S
    plausible = abs(rounded) <= _FARTHEST_OFFSET_S and abs(ahead - rounded) <= _OFFSET_PLAY_S
    return rounded if plausible else None


def is_odd(moment: datetime, now: datetime) -> bool:
    """Before any watch wrote such files, or more than two days ahead. Source: activity formats, section 8."""
    return moment.year < EARLIEST_YEAR or moment > now + _AHEAD


def metres_between(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle distance of two places in degrees, without height; right over the date line.

    Source: haversine formula with the mean radius.
    """
    across = radians(to_lon - from_lon) / 2
    up = radians(to_lat - from_lat) / 2
    half = sin(up) ** 2 + cos(radians(from_lat)) * cos(radians(to_lat)) * sin(across) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


class Climb:
    """Metres climbed, out of heights one after the other: a dead band of 3 m.

    A rise counts as soon as it leaves the last counted height by 3 m, a fall moves that height down in the same way;
    smaller ups and downs are the noise of the sensor. Other programs use other bands and filters, so their sums differ.
    """

    def __init__(self) -> None:
        self.metres = 0.0
        self.count = 0
        self._from: float | None = None

    def add(self, height_m: float) -> None:
        """The next height."""
        self.count += 1
        if self._from is None:
            self._from = height_m
            return
        rise = height_m - self._from
        if rise >= RISE_M:
            self.metres += rise
        if abs(rise) >= RISE_M:
            self._from = height_m

    def pause(self) -> None:
        """What follows is not joined to what came before."""
        self._from = None

    def over(self, distance_m: float | None) -> float | None:
        """The sum; None = fewer than two heights, or more metres up than along: the sensor jumped."""
        if self.count < 2 or (distance_m is not None and self.metres > distance_m):
            return None
        return within(self.metres, 0, HIGHEST_CLIMB_M)


class Mean:
    """The plain mean of what was added."""

    __slots__ = ("count", "total")

    def __init__(self) -> None:
        self.total, self.count = 0.0, 0

    def add(self, value: float | None) -> None:
        """None adds nothing."""
        if value is not None:
            self.total += value
            self.count += 1

    @property
    def known(self) -> float | None:
        """None = nothing was added."""
        return self.total / self.count if self.count else None
