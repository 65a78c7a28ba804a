"""The shift test of 24 weeks and of ten years, of one note and of ten, beside numpy drawing as many numbers.

By hand: python tests/benchmarks/bench_shift_test.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pytest

from calfstretch.insights.shift_test import DRAWS, run_shift_test, shift_tests
from calfstretch.insights.windows import split, window_of_day

# Milliseconds of processor time; thousands of invented diaries are tested in a row.
BARS = {(168, 1): 5.0, (3653, 1): 60.0, (168, 10): 15.0, (3653, 10): 250.0}
ROUNDS = 7


def processor_ms(what: Callable[[], object]) -> float:
    """The least of some rounds: other programs on the computer make it longer, never shorter."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        what()
        times.append((time.process_time() - begun) * 1000)
    return min(times)


def run() -> dict[str, tuple[float, float, float]]:
    """Of each case milliseconds, those of the floor, and the bar."""
    random = np.random.default_rng(1)
    found = {}
    for (days, notes), bar in BARS.items():
        y, x = random.poisson(0.3, days), random.integers(-1, 2, (notes, days))
        y[random.random(days) < 0.1] = -1
        windows = len(split(days))
        floor = processor_ms(lambda windows=windows: np.random.default_rng(1).integers(0, 28, (windows, DRAWS)).sum(0))  # type: ignore[misc]
        ours = processor_ms(lambda y=y, x=x: shift_tests(y, x, seed=1))  # type: ignore[misc]
        found[f"{days} days, {notes} notes"] = (ours, floor, bar)
    runs, window = random.integers(0, 2, (2, 520)), window_of_day(3653)[::7][:520]
    found["520 runs in ten years"] = (processor_ms(lambda: run_shift_test(*runs, window, seed=1)), floor, 60.0)
    return found


def table(found: dict[str, tuple[float, float, float]]) -> str:
    """What was measured, a line a case."""
    return "\n".join(
        f"{name:24} {ours:7.2f} ms   drawing {floor:7.2f} ms   bar {bar:g} ms"
        for name, (ours, floor, bar) in found.items()
    )


@pytest.mark.benchmark
def test_shift_tests_stay_quick() -> None:
    found = run()
    print(table(found))
    assert all(ours <= bar for ours, _, bar in found.values()), table(found)


if __name__ == "__main__":
    print(table(run()))
