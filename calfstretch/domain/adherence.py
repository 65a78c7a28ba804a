"""How much of what a programme asks for was done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Adherence(NamedTuple):
    """Sessions asked for, and how many of them were done.

    Args:
        asked: over all days.
        counted: done, on each day no more than were asked: more on one day does not make up for another.
    """

    asked: int
    counted: int

    @property
    def percent(self) -> float | None:
        """Share in percent, 0 to 100; None = nothing was asked."""
        return 100 * self.counted / self.asked if self.asked else None


def adherence(days: Iterable[tuple[int, int]]) -> Adherence:
    """Adherence over days, those of a pause left out by the caller.

    Args:
        days: of each day how many sessions were done and how many were asked (0 = the day is free).

    Source: statistics notes of this project, section 9.
    """
    pairs = list(days)
    return Adherence(
        asked=sum(asked for _, asked in pairs),
        counted=sum(min(done, asked) for done, asked in pairs),
    )
