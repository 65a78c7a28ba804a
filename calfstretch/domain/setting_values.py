"""Which values a setting of a file can have: one that cannot be would keep the window from opening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from calfstretch.domain.day import DAY_START_HOURS, FIRST_USED_SETTING

MOST_CHARACTERS = 200_000
_Rule = Callable[[Any], bool]


def _between(low: float, high: float) -> _Rule:
    def fits(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

    return fits


def _whole(low: int, high: int) -> _Rule:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _one_of(*words: str) -> _Rule:
    return lambda value: isinstance(value, str) and value in words


def _day(value: Any) -> bool:
    try:
        return 1950 <= date.fromisoformat(value).year <= 2150
    except (TypeError, ValueError):
        return False


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _named(value: Any) -> bool:
    return isinstance(value, dict)


def _switch(value: Any) -> bool:
    return isinstance(value, bool)


def _plain(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()


_RULES: dict[str, _Rule] = {
    "window_geometry": _plain,
    "day_start_h": _whole(*DAY_START_HOURS),
    FIRST_USED_SETTING: _day,
    "theme": _one_of("system", "light", "dark", "night"),
    "text_scale": _between(0.5, 4),
    "volume": _between(0, 1),
    "sound_mode": lambda value: isinstance(value, str),
    "voice": lambda value: isinstance(value, str),
    "water_unit": lambda value: isinstance(value, str),
    "glass_ml": _between(1, 10_000),
    "bottle_ml": _between(1, 10_000),
    "low_water_ml": _between(0, 20_000),
    "distance_m": _between(0, 100),
    "day_rows": _whole(0, 1000),
    "own_words": _words,
    "lengths_not_known": _words,
    "routine": _named,
    "morning": _named,
    "drafts_put_off": _named,
    **dict.fromkeys(
        (
            "reduced_motion", "single_letters", "relief_muted", "say_half_way", "say_last_three", "say_form_cues",
            "count_every_second", "session_whole_screen", "episode_more_open", "first_run_read", "spelling",
        ),
        _switch,
    ),
}  # fmt: skip


def can_be(key: str, value: Any) -> bool:
    """Whether a setting can have this value; None takes it back. Of a name no one reads here any value can stand."""
    if not key or len(key) > 100:
        return False
    if value is None:
        return True
    rule = _RULES.get(key)
    return rule is None or rule(value)
