"""Several notes are several chances to be wrong: p-values adjusted so that even one false mention stays rare."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p: Sequence[float]) -> list[float]:
    """The p-values, adjusted, in the order given: the i-th smallest of m times m - i + 1, never falling, at most 1.

    Source: Holm (1979) Scand J Stat 6:65.
    """
    adjusted = [1.0] * len(p)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(p)), key=lambda place: p[place])):
        highest = max(highest, min(1.0, p[place] * (len(p) - rank)))
        adjusted[place] = highest
    return adjusted
