"""How much training was: effort times minutes."""

from __future__ import annotations

from collections.abc import Iterable


def session_load(efforts: Iterable[tuple[float, float]]) -> float:
    """The load of activities, in arbitrary units, added up.

    Args:
        efforts: of each activity its effort (RPE, 0 to 10) and its minutes.

    Source: Foster et al. (2001) J Strength Cond Res 15:109: session RPE times minutes.
    """
    return sum(rpe * minutes for rpe, minutes in efforts)
