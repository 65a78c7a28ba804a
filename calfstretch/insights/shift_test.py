"""Does a note go with the spasms more than it would if it stood some days further on? Notes are turned, not shuffled.

In each window the note's series is turned by a random number of days, so that its runs of days and the spells of the
spasms stay as they are; unknown notes travel along, nothing is filled in. What every turn of every window gives is
worked out once; a draw then adds up one turn of each window.

Source: statistics notes of this project, section 4 and 7b; randomization tests with gaps: De, Michiels, Tanious &
Onghena (2020) Behav Res Methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from hashlib import blake2b
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calfstretch.insights.windows import Ints, split

DRAWS = 9999
# |Z| this little below the observed counts as reached: the sums are fractions.
_EQUAL = 1e-9
# Trying every arrangement of several windows is for tests and small tables.
_MOST_ARRANGEMENTS = 1_000_000
# Turns of neighbouring windows in one table: few enough to stay in the processor's own memory.
_LARGEST_TABLE = 1024

Floats = NDArray[np.float64]
# What each turn of one window adds, a row for each note, a column for each turn, the observed one first. Observed minus
# expected is the real part and its variance the imaginary: both add up alike, so a draw is one sum.
Turns = NDArray[np.complex128]


class ShiftResult(NamedTuple):
    """What the shift test of one note gives.

    Args:
        z: how far the days with the note lie above (+) or below (-) what was to be expected, in standard deviations.
        p: share of arrangements that lie as far out, on either side.
        design_effect: mean of Z squared over the arrangements, at least 1.
        arrangements: how many there are in all, the observed one among them.
    """

    z: float
    p: float
    design_effect: float
    arrangements: int


def shift_test(
    y: Ints, x: Ints, windows: Sequence[slice] | None = None, *, seed: int, draws: int | None = DRAWS
) -> ShiftResult:
    """The shift test of one note.

    Args:
        y: spasms of each calendar day; -1 = unknown.
        x: 1 = with the note, 0 = without, -1 = unknown; of the same days, already moved by the note's lag.
        windows: None = those of `windows.split`. One window: every turn is tried, whatever `draws` says.
        seed: 0 or more; from the diary, so that the same diary gives the same answer.
        draws: None = every arrangement of all windows, for small tables.
    """
    return shift_tests(y, x[np.newaxis], windows, seed=seed, draws=draws)[0]


def shift_tests(
    y: Ints, notes: Ints, windows: Sequence[slice] | None = None, *, seed: int, draws: int | None = DRAWS
) -> list[ShiftResult]:
    """The shift tests of several notes, one row each: the same as one by one, in less time."""
    windows = split(len(y)) if windows is None else windows
    return _test([_day_turns(y[window], notes[:, window]) for window in windows], len(notes), seed, draws)


def run_shift_test(y: Ints, x: Ints, window_of_run: Ints, *, seed: int, draws: int | None = DRAWS) -> ShiftResult:
    """The shift test of runs with runs: the labels of the runs of a window are turned among them.

    Args:
        y: 1 = a spasm went with the run, 0 = none, -1 = unknown; in the order of time.
        x: 1 = the label (longer, hotter, harder), 0 = not, -1 = unknown. Runs with an unknown are left out.
        window_of_run: the window each run is in (from calendar days, `windows.window_of_day`).
    """
    both = (y >= 0) & (x >= 0)
    y, x, window = y[both].astype(np.int64), x[both].astype(np.int64), window_of_run[both]
    turns = [_run_turns(y[here], x[here]) for here in (window == number for number in np.unique(window))]
    return _test(turns, 1, seed, draws)[0]


def seed_of(y: Ints) -> int:
    """The seed of a diary's tests, from its spasms alone: no note's result then depends on which others there are."""
    return int.from_bytes(blake2b(y.astype("<i8").tobytes(), digest_size=8).digest(), "big")


def _day_turns(y: Ints, notes: Ints) -> Turns:
    many, length = notes.shape
    # Turning the notes by s is turning the outcome back by s, which all notes share: column s of the products.
    days = (np.arange(length)[:, np.newaxis] + np.arange(length)) % max(length, 1)
    known = y >= 0
    outcome = np.concatenate([known[days], np.where(known, y, 0)[days]], axis=1).astype(np.float64)
    groups = np.concatenate([notes >= 0, notes == 1]).astype(np.float64)
    both, spasms, with_note, spasms_with = (
        (groups @ outcome).reshape(2, many, 2, length).swapaxes(1, 2).reshape(4, many, length)
    )
    whole = np.maximum(both, 1)
    turns = np.empty((many, length), np.complex128)
    turns.real = spasms_with - spasms * with_note / whole
    turns.imag = spasms * with_note * (both - with_note) / whole**2
    return turns


def _run_turns(y: Ints, x: Ints) -> Turns:
    count, labelled, spasms = len(y), int(x.sum()), int(y.sum())
    runs = np.arange(count)
    excess = (x[(runs + runs[:, np.newaxis]) % count] @ y) - spasms * labelled / count
    variance = 0.0
    if count >= 2:
        variance = labelled * (count - labelled) * spasms * (count - spasms) / (count**2 * (count - 1))
    turns: Turns = (excess + 1j * variance)[np.newaxis]
    return turns


def _test(turns: Sequence[Turns], notes: int, seed: int, draws: int | None) -> list[ShiftResult]:
    """The results of all notes from what each turn of each window gives."""
    turns = [table for table in turns if table.shape[1]]
    arrangements = prod(table.shape[1] for table in turns)
    observed = _z(sum((table[:, :1] for table in turns), np.zeros((notes, 1), np.complex128)))
    if draws is None or len(turns) < 2:
        tried, itself = _z(_every(turns, notes)), 0
    else:
        tried, itself = _z(_drawn(turns, notes, seed, draws)), 1
    reached = (np.abs(tried) >= np.abs(observed) - _EQUAL).sum(axis=1)
    p = (reached + itself) / (tried.shape[1] + itself)
    spread = np.maximum(1.0, np.square(tried).mean(axis=1))
    return [
        ShiftResult(float(observed[note, 0]), float(p[note]), float(spread[note]), arrangements)
        for note in range(notes)
    ]


def _every(turns: Sequence[Turns], notes: int) -> Turns:
    """The sums of every arrangement."""
    if prod(table.shape[1] for table in turns) > _MOST_ARRANGEMENTS:
        raise ValueError("too many arrangements to try them all")
    return reduce(_together, turns, np.zeros((notes, 1), np.complex128))


def _drawn(turns: Sequence[Turns], notes: int, seed: int, draws: int) -> Turns:
    """The sums of so many arrangements drawn at random, each window for itself."""
    # The raw stream of PCG64 is the same in every version of numpy, so a seed gives one answer everywhere.
    stream = np.random.PCG64(seed)
    sums = np.zeros((notes, draws), np.complex128)
    for table in _joined(turns):
        place = stream.random_raw(draws) >> np.uint64(32)
        place *= np.uint64(table.shape[1])
        turned = (place >> np.uint64(32)).astype(np.intp)
        for note, row in zip(sums, table, strict=True):  # one row fits into the processor's own memory
            note += row.take(turned)
    return sums


def _joined(turns: Sequence[Turns]) -> list[Turns]:
    """Neighbouring windows as one table of all their turns, while it stays small: one draw then turns them all."""
    joined = [turns[0]]
    for table in turns[1:]:
        if joined[-1].shape[1] * table.shape[1] <= _LARGEST_TABLE:
            joined[-1] = _together(joined[-1], table)
        else:
            joined.append(table)
    return joined


def _together(one: Turns, other: Turns) -> Turns:
    """What each turn of the one adds with each turn of the other; the observed ones still first."""
    return (one[:, :, np.newaxis] + other[:, np.newaxis, :]).reshape(len(one), one.shape[1] * other.shape[1])


def _z(sums: Turns) -> Floats:
    """The difference in standard deviations; 0 where nothing could differ."""
    variance = sums.imag
    return np.divide(sums.real, np.sqrt(variance), out=np.zeros_like(variance), where=variance > _EQUAL)
