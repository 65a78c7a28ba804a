"""Two groups of days, or of runs: ratio of rates with exact limits and the tail probabilities that match them.

Here and in the other modules of the numbers: `a` spasms in `t1` days with a note, `b` in `t0` days without.
"""

from __future__ import annotations

from typing import NamedTuple

CONFIDENCE = 0.95
_NEXT_TO_NOTHING = 1e-200


class RatioLimits(NamedTuple):
    """How many times as often, with limits.

    Args:
        ratio: (a / t1) / (b / t0); None = undefined, there is nothing to divide by.
        low: 0 where nothing happened on days with the note.
        high: None = unbounded, or beyond all numbers where a few spasms meet a vast design effect.
    """

    ratio: float | None
    low: float
    high: float | None


class Limits(NamedTuple):
    """Two limits of a share, 0 to 1."""

    low: float
    high: float


def ratio_limits(a: int, t1: float, b: int, t0: float, confidence: float = CONFIDENCE) -> RatioLimits:
    """The ratio of two rates with exact conditional limits, if spasms came at random.

    Given a + b, `a` is binomial with share t1 / (t1 + t0) where the rates are equal; the Clopper-Pearson limits of
    that share are turned into limits of the ratio.

    Source: Przyborowski & Wilenski (1940) Biometrika 31:313; Fay (2010) R Journal 2(1):53.
    """
    return widened_limits(a, t1, b, t0, 1.0, confidence)


def widened_limits(
    a: int, t1: float, b: int, t0: float, design_effect: float, confidence: float = CONFIDENCE
) -> RatioLimits:
    """As `ratio_limits`, with both counts divided by the design effect: wider where spasms come in spells.

    Args:
        design_effect: 1 or more; how much more a difference jumps about than with independent spasms.

    Source: effective counts after Korn & Graubard (1998) Survey Methodology 24:193.
    """
    from scipy.special import betaincinv  # late: not wanted before Insights is opened

    if not t1 or not t0:
        return RatioLimits(None, 0.0, None)
    tail = (1 - confidence) / 2
    with_note, without = a / design_effect, b / design_effect
    # each limit of the share and its complement come straight from the inverse: 1 - limit would lose figures
    low = float(betaincinv(with_note, without + 1, tail) / betaincinv(without + 1, with_note, 1 - tail)) if a else 0.0
    rest = float(betaincinv(without, with_note + 1, tail)) if b else 0.0
    high = float(betaincinv(with_note + 1, without, 1 - tail)) / rest * t0 / t1 if rest > _NEXT_TO_NOTHING else None
    return RatioLimits((a * t0) / (b * t1) if b else None, low * t0 / t1, high)


def central_p(a: int, t1: float, b: int, t0: float) -> float:
    """Twice the smaller exact tail, at most 1: below 1 - confidence just when `ratio_limits` exclude 1.

    Source: Fay (2010) R Journal 2(1):53: the usual minimum-likelihood p can contradict the interval.
    """
    at_most, below, at_least, above = _tails(a, t1, b, t0)
    return min(1.0, 2 * min(at_most, at_least))


def mid_p(a: int, t1: float, b: int, t0: float) -> float:
    """As `central_p` with half the probability of the count itself; for the therapist's table, labelled."""
    at_most, below, at_least, above = _tails(a, t1, b, t0)
    return min(1.0, min(at_most + below, at_least + above))


def share_limits(k: int, n: int, confidence: float = CONFIDENCE) -> Limits:
    """Exact limits of the share k of n, as of runs with a spasm; 0 to 1 when n is 0.

    Source: Clopper & Pearson (1934) Biometrika 26:404.
    """
    from scipy.special import betaincinv  # late: not wanted before Insights is opened

    tail = (1 - confidence) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k > 0 else 0.0
    high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    return Limits(low, high)


def _tails(a: int, t1: float, b: int, t0: float) -> tuple[float, float, float, float]:
    """P(at most a), P(below a), P(at least a), P(above a), where the rates are equal."""
    from scipy.special import bdtr, bdtrc

    n = a + b
    if n == 0 or not t1 or not t0:
        return 1.0, 0.0, 1.0, 0.0
    share = t1 / (t1 + t0)
    below = float(bdtr(a - 1, n, share)) if a else 0.0
    at_least = float(bdtrc(a - 1, n, share)) if a else 1.0
    return float(bdtr(a, n, share)), below, at_least, float(bdtrc(a, n, share))
