"""Do spasms come in clusters? How much more counts vary than spasms at random would.

Shown to the therapist, and used before and after a change; it does not see spells, which the design effect of the
shift test does. Pearson's chi-square over the degrees of freedom: 1 = at random, above about 1.5 = in clusters.

Source: McCullagh & Nelder (1989) Generalized Linear Models, ch. 6; statistics notes of this project, sections 7 and 9.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calfstretch.insights.windows import Ints

DAYS_A_WEEK = 7
# From here on "spasms come in clusters" is said.
CLUSTERED = 1.5


def pearson_dispersion(y: Ints, x: Ints) -> float | None:
    """Of days with and without a note: squared distance from the own group's mean, over the mean, over days - 2.

    Args:
        y: spasms of each day; x: 1 = with the note, 0 = without; -1 = unknown in both.

    None = no spasms, an empty group or too few days to say.
    """
    both = (y >= 0) & (x >= 0)
    return _dispersion(y[both], np.ones(int(both.sum())), x[both])


def weekly_dispersion(before: Ints, after: Ints) -> float | None:
    """Of the weekly counts of two stretches of days, each with a rate of its own: what widens before and after.

    Args:
        before, after: spasms of each calendar day; -1 = unknown. Weeks are counted away from the change, so that a
            part week lies farthest from it; each week is expected to hold its rate times its known days.

    None = no spasms, no known day on one side or too few weeks to say.
    """
    weeks = [_weeks(before[::-1]), _weeks(after)]
    group = np.repeat([0, 1], [counts.shape[1] for counts in weeks])
    spasms, known = np.concatenate(weeks, axis=1)
    return _dispersion(spasms, known.astype(np.float64), group)


def _weeks(y: Ints) -> NDArray[np.int64]:
    """Spasms and known days of each week with a known day, from the first day on."""
    week = np.arange(len(y)) // DAYS_A_WEEK
    known = np.bincount(week, weights=y >= 0)
    spasms = np.bincount(week, weights=np.maximum(y, 0))
    return np.stack([spasms, known])[:, known > 0].astype(np.int64)


def _dispersion(y: Ints, exposure: NDArray[np.float64], group: Ints) -> float | None:
    """Pearson's dispersion of counts over their exposures, each of two groups having one rate."""
    sums = [(float(y[group == g].sum()), float(exposure[group == g].sum())) for g in (0, 1)]
    if len(y) <= 2 or not sums[0][1] or not sums[1][1] or sums[0][0] + sums[1][0] == 0:
        return None
    rate = np.array([spasms / days for spasms, days in sums])
    expected = rate[group] * exposure
    # a group without spasms adds nothing: its counts are all as expected
    some = expected > 0
    return float(((y[some] - expected[some]) ** 2 / expected[some]).sum() / (len(y) - 2))
