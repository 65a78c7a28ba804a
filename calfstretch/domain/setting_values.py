"""Which values of settings a file from outside may bring: those that are in use before a window stands are checked."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

from calfstretch.domain.day import DAY_START_HOURS, FIRST_USED_SETTING


def can_be(key: str, value: Any) -> bool:
    """Whether a setting may have this value; None, taken back, always.

    Raises:
        ValueError, TypeError: it may not.
    """
    return value is None or _IN_USE_AT_START.get(key, _anything)(value)


def _anything(_value: Any) -> bool:
    return True


def _is_number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_day(value: Any) -> bool:
    return bool(date.fromisoformat(value))


# What is read before the window stands; other settings are read by their screens, which can say what is wrong.
_IN_USE_AT_START: dict[str, Callable[[Any], bool]] = {
    "theme": _is_text,
    "text_scale": _is_number(0.5, 4),
    "volume": _is_number(0, 1),
    "window_geometry": lambda value: _is_text(value) and value.isascii(),
    "day_start_h": lambda value: type(value) is int and DAY_START_HOURS[0] <= value <= DAY_START_HOURS[1],
    FIRST_USED_SETTING: _is_day,
}
