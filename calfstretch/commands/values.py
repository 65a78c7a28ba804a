"""Single values of the command line: read, checked, refused in words."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from math import isfinite

from calfstretch.domain.day import MAX_SPASMS
from calfstretch.domain.moment import check_day
from calfstretch.i18n import gettext as _

FASTEST = 1000.0


def whole_value(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number from low to high, both included."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise ArgumentTypeError(
                _("a whole number from {low} to {high} is needed, not {text}").format(low=low, high=high, text=text)
            )
        return value

    return read


def number_value(low: float, high: float) -> Callable[[str], float]:
    """Reads a number from low to high, both included, with a point or a comma."""

    def read(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = low - 1
        if not (isfinite(value) and low <= value <= high):
            raise ArgumentTypeError(
                _("a number from {low} to {high} is needed, not {text}").format(
                    low=f"{low:g}", high=f"{high:.0f}", text=text
                )
            )
        return value

    return read


def fast_value(text: str) -> float:
    """How many times as fast time passes."""
    return number_value(1, FASTEST)(text)


def spasms_value(text: str) -> int:
    """`none` or a number."""
    if text == "none":
        return 0
    try:
        return whole_value(0, MAX_SPASMS)(text)
    except ArgumentTypeError:
        raise ArgumentTypeError(
            _("none or a number up to {most} is needed, not {text}").format(most=MAX_SPASMS, text=text)
        ) from None


def day_value(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        day = date.fromisoformat(text)
        check_day("day", day)
    except ValueError:
        raise ArgumentTypeError(_("a day such as 2026-11-21 is needed, not {text}").format(text=text)) from None
    return day


def checked_word(words: Sequence[str]) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(text: str) -> str:
        if text not in words:
            raise ArgumentTypeError(_("one of {words} is needed, not {text}").format(words=", ".join(words), text=text))
        return text

    return read


def zone_value(text: str) -> tzinfo:
    """A time zone by its name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise ArgumentTypeError(
            _("the name of a time zone such as Europe/Paris is needed, not {text}").format(text=text)
        ) from None
