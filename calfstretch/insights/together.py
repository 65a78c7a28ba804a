"""Notes that fall together: where two of them stand on the same days, the diary cannot tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.i18n import gettext as _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOGETHER_SHARE = 0.8
"""From this share of the units with either note on, both are on. Source: features, G11."""
MIN_EITHER = 10
"""Fewer days (or runs) with either say nothing: as many as a comparison asks for in its smaller group."""


class Together(NamedTuple):
    """Two notes over the days (or runs) on which both are known.

    Args:
        first, second: ids of the exposures, in the order they were given.
        known: days on which both are known.
        either: of these, with at least one of the two.
        both: with both.
        agree: with both or with neither.
    """

    first: str
    second: str
    known: int
    either: int
    both: int
    agree: int

    @property
    def share(self) -> float:
        """Days with both by days with either, 0 to 1; 0 where there is none."""
        return self.both / self.either if self.either else 0.0


def pair(first: str, a: NDArray[np.int8], second: str, b: NDArray[np.int8]) -> Together:
    """How two notes fall on the same days.

    Args:
        a, b: one code a day (or run), 1 yes, 0 no, -1 unknown.
    """
    known = (a >= 0) & (b >= 0)
    one, other = a[known] == 1, b[known] == 1
    return Together(
        first, second, int(known.sum()), int((one | other).sum()), int((one & other).sum()), int((one == other).sum())
    )


def together(codes: Mapping[str, NDArray[np.int8]]) -> list[Together]:
    """The pairs that the diary cannot tell apart, the closest first.

    Args:
        codes: by exposure the code of each day, or of each run; days and runs are not mixed.
    """
    pairs = (pair(first, a, second, b) for (first, a), (second, b) in combinations(codes.items(), 2))
    close = [each for each in pairs if each.either >= MIN_EITHER and each.both >= TOGETHER_SHARE * each.either]
    return sorted(close, key=lambda each: (-each.share, -each.either))


def together_words(found: Together, first: str, second: str, *, runs: bool = False) -> str:
    """What is said of a pair.

    Args:
        first, second: the notes in words, such as "hot days", as they stand inside a sentence.
        runs: True where runs were compared with runs.
    """
    words = _(
        "{first} and {second} fall together on {share} % of the days with either: your diary cannot tell them apart."
    )
    if runs:
        words = _(
            "{first} and {second} fall together on {share} % of the runs with either: "
            "your diary cannot tell them apart."
        )
    said = words.format(first=first, second=second, share=100 * found.both // max(1, found.either))
    return said[:1].upper() + said[1:]
