"""The demo's clock: fast, and never ahead of a computer that is too slow for it."""

from __future__ import annotations

import pytest

from calfstretch import clock
from calfstretch.clock import FastClock


class Computer:
    """The computer's own clocks, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.awake_s, self.asleep_s = 100.0, 0.0
        monkeypatch.setattr(clock.time, "monotonic", lambda: self.awake_s)
        monkeypatch.setattr(clock, "_boottime_s", lambda: self.awake_s + self.asleep_s)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(monkeypatch)


def test_it_runs_as_many_times_as_fast(computer: Computer) -> None:
    fast = FastClock(20)
    begun = fast.read()
    for _tick in range(100):
        computer.awake_s += 0.02
        fast.read()
    passed = fast.read()
    assert passed.monotonic_s - begun.monotonic_s == pytest.approx(40)
    assert passed.boottime_s - begun.boottime_s == pytest.approx(40)


def test_a_moments_work_is_no_absence(computer: Computer) -> None:
    fast = FastClock(20)
    begun = fast.read()
    computer.awake_s += 0.5
    assert fast.read().monotonic_s - begun.monotonic_s == pytest.approx(0.5)


@pytest.mark.parametrize(("speed", "longest_s"), [(1, 0.5), (20, 0.5), (40, 1.0), (600, 1.5)])
def test_no_step_is_long_enough_to_look_like_absence(speed: float, longest_s: float) -> None:
    assert FastClock(speed).longest_step_s == longest_s


def test_a_long_stall_counts_as_long_as_it_was(computer: Computer) -> None:
    fast = FastClock(20)
    begun = fast.read()
    computer.awake_s += 30
    assert fast.read().monotonic_s - begun.monotonic_s == pytest.approx(30)


def test_sleep_shows_on_the_clock_that_notices_it(computer: Computer) -> None:
    fast = FastClock(20)
    begun = fast.read()
    computer.asleep_s += 600
    passed = fast.read()
    assert passed.monotonic_s == begun.monotonic_s
    assert passed.boottime_s - begun.boottime_s == pytest.approx(12_000)


def test_civil_time_runs_along(computer: Computer) -> None:
    fast = FastClock(20)
    begun = fast.now()
    computer.awake_s += 3
    assert (fast.now() - begun).total_seconds() == pytest.approx(60)
