"""Checked values into and out of plain data (JSON); every ValueError begins with the field's name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


def check_whole(name: str, value: object, limits: tuple[int, int]) -> None:
    """Raise ValueError unless the value is a whole number within limits (both included)."""
    low, high = limits
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {value!r}")


def plain(data: Mapping[str, object]) -> dict[str, object]:
    """The same record in JSON's own types: words as text, days as YYYY-MM-DD, tuples as lists."""
    return {name: _plain_value(value) for name, value in data.items()}


def whole_field(data: Mapping[str, object], name: str) -> int:
    """A whole number; ValueError for an absent or other value."""
    value = data.get(name)
    if type(value) is not int:
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    return value


def seconds_field(data: Mapping[str, object], name: str) -> float:
    """A finite number; ValueError for an absent or other value."""
    value = data.get(name)
    if type(value) not in (int, float) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"{name} must be a number, not {value!r}")
    return float(value)


def text_field(data: Mapping[str, object], name: str) -> str:
    """Text; ValueError for an absent or other value."""
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text, not {value!r}")
    return value


def word_field(data: Mapping[str, object], name: str, words: type[Word]) -> Word:
    """One of an enum's words; ValueError for an absent or other value."""
    try:
        return words(text_field(data, name))
    except ValueError:
        raise ValueError(f"{name} must be one of {', '.join(words)}, not {data.get(name)!r}") from None


def record_field(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A record inside a record; ValueError for an absent or other value."""
    value = data.get(name)
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} must be a record, not {value!r}")
    return value


def _plain_value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
