"""The axis of ratios: where a ratio lies between "less often" and "more often", and what leaves the axis; no Qt."""

from __future__ import annotations

import math
from typing import NamedTuple

TICKS = ((0.5, "½"), (1.0, "1"), (2.0, "2"), (4.0, "4"))
"""The marks and how they are written."""
LOWEST, HIGHEST = 0.22, 5.5
"""Ends of the axis: a ratio of 1 in 4, or of 4, still has room for its dot."""


class Marks(NamedTuple):
    """One range on the axis; places are 0 at its left end to 1 at its right one.

    Args:
        dot: the ratio; None = there is none, or it lies beyond the axis.
        low, high: ends of the line.
        leaves_low, leaves_high: the range goes on beyond the axis, which an arrow head says.
    """

    dot: float | None
    low: float
    high: float
    leaves_low: bool
    leaves_high: bool


def place(ratio: float) -> float:
    """Where a ratio lies, 0 to 1 on the axis and outside of it beyond; doubling is as far everywhere."""
    if ratio <= 0:
        return -math.inf
    return math.log(ratio / LOWEST) / math.log(HIGHEST / LOWEST)


def marks(ratio: float | None, low: float | None, high: float | None) -> Marks | None:
    """What is drawn of a ratio with its limits; None = nothing is known of it.

    Args:
        low, high: None = no bound.
    """
    if ratio is None and low is None and high is None:
        return None
    begin = place(low) if low is not None else -math.inf
    end = place(high) if high is not None else math.inf
    dot = place(ratio) if ratio is not None else math.inf
    return Marks(dot if 0 <= dot <= 1 else None, _inside(begin), _inside(end), begin < 0, end > 1)


def _inside(at: float) -> float:
    return min(max(at, 0.0), 1.0)
