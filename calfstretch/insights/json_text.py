"""Values of our own as JSON: dates as text, what is not finite as null, one line for each element of a list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any


def plain(value: Any) -> Any:
    """The value as JSON holds it, whatever it is made of; a number that is not finite is not defined: None."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if hasattr(value, "tolist"):  # an array or a number of NumPy
        return plain(value.tolist())
    return [plain(each) for each in value]


def as_json(value: Any) -> str:
    """Plain values as text that every terminal can print.

    Raises:
        ValueError: a number is not finite.
    """
    return _lines(value, "")


def _lines(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, dict) and any(isinstance(each, dict | list) for each in value.values()):
        rows = [f"{inner}{_line(key)}: {_lines(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return "[\n" + ",\n".join(inner + _line(each) for each in value) + f"\n{indent}]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, allow_nan=False)
