"""How often: spasms a week with exact limits, over the days that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DAYS_A_WEEK = 7
# Below this many known days no rate is given. Source: statistics notes, section 6.
MIN_KNOWN_DAYS = 7
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its limits, all per week.

    Args:
        per_week: 7 x spasms / known days.
        low, high: exact 95 % limits if spasms came at random; with good and bad spells the true range is wider.
        floor: the rate if nothing happened on the days that are not known: 7 x spasms / calendar days.
    """

    per_week: float
    low: float
    high: float
    floor: float


def rate(spasms: int, known_days: int, calendar_days: int) -> Rate | None:
    """The rate over a stretch of days; None = fewer than 7 of them are known, too few to say.

    Args:
        spasms: on the known days.
        known_days: days with a check-in that have ended.
        calendar_days: all days of the stretch that count: in no pause, or known.
    """
    if known_days < MIN_KNOWN_DAYS:
        return None
    low, high = garwood(spasms, known_days)
    return Rate(DAYS_A_WEEK * spasms / known_days, low, high, DAYS_A_WEEK * spasms / calendar_days)


def garwood(spasms: int, known_days: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Exact lower and upper limit of a rate per week, for a count that is Poisson.

    Args:
        spasms: the count, 0 or more.
        known_days: over how many days, above 0.
        confidence: two-sided, 0 to 1.

    Source: Garwood F (1936) Biometrika 28:437-442; low = 7/T x chi2.ppf(a/2, 2k)/2, high = 7/T x
    chi2.ppf(1 - a/2, 2k + 2)/2, written with the inverse of the incomplete gamma function.
    """
    return garwood_many([(spasms, known_days)], confidence)[0]


def garwood_many(counts: Sequence[tuple[int, float]], confidence: float = CONFIDENCE) -> list[tuple[float, float]]:
    """The limits of `garwood` for many pairs (spasms, known days) at once."""
    import numpy as np  # late: neither library is wanted before Insights is opened
    from scipy.special import gammaincinv

    if not counts:
        return []
    k, days = np.asarray(counts, dtype=float).T
    tail = (1 - confidence) / 2
    # gammaincinv has no inverse at k = 0, where the lower limit is 0 by definition
    low = np.where(k > 0, gammaincinv(np.maximum(k, 1), tail), 0.0)
    high = gammaincinv(k + 1, 1 - tail)
    return [(float(a), float(b)) for a, b in zip(DAYS_A_WEEK * low / days, DAYS_A_WEEK * high / days, strict=True)]
