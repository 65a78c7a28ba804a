"""What stands in the cells of other programs' tables: numbers, durations, and what a diary can hold of them."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

from calfstretch.domain.found import EARLIEST_YEAR
from calfstretch.domain.moment import FIRST_YEAR, LAST_YEAR

MOST_S = 7 * 86_400
"""A longer activity is a mistake of its file. Source: activity formats, section 1."""
MOST_M, MOST_CLIMB_M, MOST_BPM, MOST_C = 2_000_000, 100_000, 300, 60
_NONE = frozenset({"", "--", "-", "nan", "n/a", "null", "none"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d{1,6})?)", re.ASCII)
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")


def number(text: str, decimal: str = ".") -> float | None:
    """A number of a cell; None = there is none, or it is not one.

    Args:
        decimal: the decimal sign of the table; the other of "." and "," parts thousands.
    """
    plain = text.strip().casefold()
    if plain in _NONE or len(plain) > 40:
        return None
    plain = plain.translate(_SPACES).replace("−", "-").replace("." if decimal == "," else ",", "").replace(decimal, ".")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def duration_s(text: str) -> float | None:
    """Seconds of H:MM:SS, HH:MM:SS.s or MM:SS.cc; None = there is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    if seconds >= 60 or (found[1] is not None and minutes >= 60):
        return None
    return hours * 3600 + minutes * 60 + seconds


def between(value: float | None, least: float, most: float) -> float | None:
    """The value where it can be, else None."""
    return value if value is not None and least <= value <= most else None


def seconds(value: float | None) -> float | None:
    """A time that an activity can have taken; 0 = not known."""
    return between(value, 0.001, MOST_S)


def metres(value: float | None) -> float | None:
    """A distance that an activity can have; 0 = not known."""
    return between(value, 0.001, MOST_M)


def climb(value: float | None) -> float | None:
    """Metres of climb; 0 is a flat run."""
    return between(value, 0, MOST_CLIMB_M)


def heart_rate(value: float | None) -> float | None:
    """Beats a minute; 0 and 255 mean none."""
    return value if value is not None and 1 <= value <= MOST_BPM and value != 255 else None


def temperature(value: float | None) -> float | None:
    """Degrees C of the air somewhere on the Earth."""
    return between(value, -MOST_C, MOST_C)


def can_be_kept(moment: datetime) -> bool:
    """Whether a diary can hold that date."""
    return FIRST_YEAR < moment.year < LAST_YEAR


def is_odd(moment: datetime, now: datetime | None = None) -> bool:
    """Whether a date is before any watch, or more than two days ahead: offered, and not ticked.

    Args:
        moment: aware, or the local time.
        now: aware; None = the clock of this computer.
    """
    utc = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return utc.year < EARLIEST_YEAR or utc > (now or datetime.now(UTC)) + timedelta(days=2)
