"""Windows of about four weeks: a comparison stays inside them, so that slow drift and season make no difference.

Series are arrays with one number a day: y spasms, x 1 = with the note, 0 = without; -1 = unknown in both.

Source: time-stratified case-crossover, Janes, Sheppard & Lumley (2005) Epidemiology 16:717; Mantel-Haenszel ratio with
Greenland-Robins variance, Rothman, Greenland & Lash, Modern Epidemiology, ch. 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, floor, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calfstretch.insights.exact import CONFIDENCE

WINDOW_DAYS = 28
UNKNOWN = -1
# Logarithm of a factor beyond all meaning, as a day of a thousand spasms can give it; a number still holds it.
_FARTHEST = 500.0

Ints = NDArray[np.integer]


class Counts(NamedTuple):
    """Two groups: `a` spasms in `t1` days with the note, `b` in `t0` days without."""

    a: int
    t1: int
    b: int
    t0: int


class WindowCounts(NamedTuple):
    """The two groups in each window, one number a window."""

    a: NDArray[np.int64]
    t1: NDArray[np.int64]
    b: NDArray[np.int64]
    t0: NDArray[np.int64]

    def whole(self) -> Counts:
        """All windows together: the plain table."""
        return Counts(*(int(column.sum()) for column in self))


class WindowedRatio(NamedTuple):
    """How many times as often inside the windows; all None = undefined, the widened plain limits stand in."""

    ratio: float | None
    low: float | None
    high: float | None
    log_variance: float | None


UNDEFINED = WindowedRatio(None, None, None, None)


def split(n_days: int, window_days: int = WINDOW_DAYS) -> list[slice]:
    """Consecutive windows of nearly equal size over n calendar days, the longer ones first."""
    count = max(1, floor(n_days / window_days + 0.5))
    size, longer = divmod(n_days, count)
    ends = [size * (w + 1) + min(w + 1, longer) for w in range(count)]
    return [slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def window_of_day(n_days: int, window_days: int = WINDOW_DAYS) -> NDArray[np.int64]:
    """The number of the window each calendar day is in, from 0."""
    windows = split(n_days, window_days)
    return np.repeat(np.arange(len(windows)), [window.stop - window.start for window in windows])


def lagged(x: Ints, lag_days: int) -> Ints:
    """The note as it stood so many days before: a day counts when that day's note is known."""
    return np.concatenate([np.full(lag_days, UNKNOWN, dtype=x.dtype), x])[: len(x)]


def count(y: Ints, x: Ints) -> Counts:
    """Spasms and days with and without the note, over the days where both are known."""
    return count_windows(y, x, [slice(0, len(y))]).whole()


def count_windows(y: Ints, x: Ints, windows: Sequence[slice] | None = None) -> WindowCounts:
    """The table of `count` for each window; windows None = those of `split`."""
    windows = split(len(y)) if windows is None else windows
    known = y >= 0
    rows = np.stack([known & (x == 1), known & (x == 0)]).astype(np.int64)
    columns = np.stack([rows[0] * y, rows[0], rows[1] * y, rows[1]])
    sums = [columns[:, window].sum(axis=1) for window in windows]
    return WindowCounts(*np.array(sums, dtype=np.int64).reshape(len(windows), 4).T)


def count_groups(y: Ints, x: Ints, window: Ints, windows: int) -> WindowCounts:
    """The table of `count` for each window, of units that are not days: runs.

    Args:
        window: the window each unit is in, from 0.
        windows: how many there are.
    """
    both = (y >= 0) & (x >= 0)
    y, x, window = y[both].astype(np.int64), x[both], window[both]
    return WindowCounts(
        *(
            np.bincount(window, weights=column, minlength=windows).astype(np.int64)
            for column in (y * (x == 1), x == 1, y * (x == 0), x == 0)
        )
    )


def windowed_ratio(table: WindowCounts, design_effect: float = 1.0, confidence: float = CONFIDENCE) -> WindowedRatio:
    """The ratio of rates inside the windows, its interval widened by the design effect."""
    a, t1, b, t0, whole = _compared(table)
    return _ratio(table, (a + b) * t1 * t0 / whole**2, design_effect, confidence)


def windowed_share_ratio(
    table: WindowCounts, design_effect: float = 1.0, confidence: float = CONFIDENCE
) -> WindowedRatio:
    """The ratio of shares inside the windows: runs with a spasm, at most one each; undefined also without variance.

    Source: Greenland & Robins (1985) Biometrics 41:55.
    """
    a, t1, b, t0, whole = _compared(table)
    return _ratio(table, ((a + b) * t1 * t0 - a * b * whole) / whole**2, design_effect, confidence)


def _compared(table: WindowCounts) -> tuple[NDArray[np.float64], ...]:
    """The columns as fractions, and all days of each window, no window being empty."""
    a, t1, b, t0 = (column.astype(np.float64) for column in table)
    return a, t1, b, t0, np.maximum(t1 + t0, 1)


def _ratio(
    table: WindowCounts, variances: NDArray[np.float64], design_effect: float, confidence: float
) -> WindowedRatio:
    from scipy.special import ndtri  # late: not wanted before Insights is opened

    a, t1, b, t0, whole = _compared(table)
    above, below = float((a * t0 / whole).sum()), float((b * t1 / whole).sum())
    spread = float(variances.sum())
    if above <= 0 or below <= 0 or spread < 1e-9:
        return UNDEFINED
    variance = spread / (above * below)
    middle = log(above / below)
    reach = min(_FARTHEST, float(ndtri((1 + confidence) / 2)) * sqrt(design_effect * variance))
    return WindowedRatio(above / below, exp(middle - reach), exp(middle + reach), variance)
