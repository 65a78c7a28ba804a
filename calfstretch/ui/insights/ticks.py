"""Where the axes get their marks: round numbers, and days, months or years that fit the width; no Qt."""

from __future__ import annotations

from datetime import date

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats

_DAY_STEPS = (1, 2, 7, 14, 28, 56)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def value_ticks(highest: float, most: int, *, whole: bool = False) -> list[float]:
    """Round marks from 0 to at least `highest`.

    Args:
        most: at most so many steps above 0.
        whole: True keeps to whole numbers.
    """
    step = 1.0
    for step in _round_steps(0 if whole else -1):
        if highest <= step * most * 1.0001:
            break
    ticks = [0.0]
    while ticks[-1] < highest - 1e-9 or len(ticks) < 2:
        ticks.append(round(ticks[-1] + step, 6))
    return ticks


def _round_steps(smallest_power: int) -> list[float]:
    return [factor * 10.0**power for power in range(smallest_power, 6) for factor in (1, 2, 5)]


def date_ticks(first: date, last: date, room: int) -> list[tuple[date, str]]:
    """Marks of a time axis.

    Args:
        room: how many labels fit beside each other, at least 1.
    """
    days = (last - first).days + 1
    if days <= 60:
        every = next((n for n in _DAY_STEPS if days / n <= room), _DAY_STEPS[-1])
        # counted from a Monday long ago: the same days keep their marks while the axis is panned
        begin = first.toordinal() + (1 - first.toordinal()) % every
        found = [date.fromordinal(n) for n in range(begin, last.toordinal() + 1, every)]
        return [(day, _("{day} {month}").format(day=day.day, month=formats.month_short(day))) for day in found]
    every = next((n for n in _MONTH_STEPS if days / 30.4 / n <= room), _MONTH_STEPS[-1])
    return [(day, _month_label(day, every)) for day in _months(first, last, every)]


def _months(first: date, last: date, every: int) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    begins = [date(month // 12, month % 12 + 1, 1) for month in months if month % every == 0]
    return [day for day in begins if first <= day <= last]


def _month_label(day: date, every: int) -> str:
    if every >= 12 or day.month == 1:
        return str(day.year)
    return formats.month_short(day)
