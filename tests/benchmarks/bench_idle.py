"""Bar P4: what the window costs while nothing happens, beside an empty window in the same minute.

By hand: python tests/benchmarks/bench_idle.py [seconds]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.diaries import make
from tests.benchmarks.programs import app, bare, painted, precise_cpu_ms, screen, wakeups

SECONDS = 60.0
SETTLE_S = 10.0
BAR_WAKEUPS, BAR_CPU_MS = 6.0, 1.0


@dataclass(frozen=True, slots=True)
class Idle:
    """What a program does in a minute in which nothing happens: wake-ups of all threads, processor time in ms."""

    wakeups: float
    cpu_ms: float


def measure(folder: Path, seconds: float) -> dict[str, Idle]:
    """The programs side by side, looked at over the same seconds."""
    commands = {"bare": bare(), "Today": app(make(folder / "half", 183))}
    with screen() as env, ExitStack() as running:
        pids = {name: running.enter_context(painted(command, env))[0].pid for name, command in commands.items()}
        time.sleep(SETTLE_S)
        before = {name: (wakeups(pid), precise_cpu_ms(pid)) for name, pid in pids.items()}
        time.sleep(seconds)
        minutes = seconds / 60
        return {
            name: Idle((wakeups(pid) - before[name][0]) / minutes, (precise_cpu_ms(pid) - before[name][1]) / minutes)
            for name, pid in pids.items()
        }


def table(found: dict[str, Idle]) -> str:
    """The figures as a table for people."""
    lines = ["| program | wake-ups a minute | cpu ms a minute |", "|---|---|---|"]
    lines += [f"| {name} | {idle.wakeups:.0f} | {idle.cpu_ms:.2f} |" for name, idle in found.items()]
    return "\n".join(lines)


@pytest.mark.benchmark
def test_an_open_window_at_rest_does_nothing(tmp_path: Path) -> None:
    found = measure(tmp_path, SECONDS)
    print(table(found))
    assert found["Today"].wakeups <= BAR_WAKEUPS
    assert found["Today"].cpu_ms <= BAR_CPU_MS


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory(prefix="calfstretch-bench-") as name:
        found = measure(Path(name), seconds)
    print(f"# load {os.getloadavg()[0]:.1f}, {seconds:g} s, visible, no session")
    print(table(found))
    print(f"bar: {BAR_WAKEUPS:g} wake-ups, {BAR_CPU_MS:g} ms")


if __name__ == "__main__":
    main()
