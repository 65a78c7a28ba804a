"""Bars P5, P6 and P11: what a running hold costs, seen and unseen, and how exactly it ends.

By hand: python tests/benchmarks/bench_hold.py [seconds] [rounds]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.programs import screen

SECONDS, ROUNDS = 20.0, 3
SETTLE_S = 3.0
HOGS = 2
ENDS = 8
# performance.md, section 8.
BARS = {"P5 wakeups": 120.0, "P5 cpu ms": 40.0, "P6 cpu": 0.5, "P11 median ms": 2.0, "P11 worst ms": 20.0}
PROGRAMS = Path(__file__).with_name("hold_programs.py")


@dataclass(frozen=True, slots=True)
class Running:
    """What a program cost while it ran, per minute.

    Args:
        cpu_ms: processor time of all its threads.
        wakeups: how often it went to sleep and was woken.
        helper_cpu_ms, helper_wakeups: the same of the process that plays the sound.
    """

    cpu_ms: float
    wakeups: float
    helper_cpu_ms: float
    helper_wakeups: float


def _command(*words: str) -> list[str]:
    return [sys.executable, "-P", str(PROGRAMS), *words]


def _counts(pids: list[int]) -> tuple[float, int]:
    """Processor seconds and voluntary switches of all threads of these processes so far."""
    cpu_s, switches = 0.0, 0
    for pid in pids:
        with suppress(OSError):  # a helper without a device ends
            for task in Path(f"/proc/{pid}/task").iterdir():
                cpu_s += int((task / "schedstat").read_text().split()[0]) / 1e9
                status = (task / "status").read_text()
                switches += int(status.partition("voluntary_ctxt_switches:")[2].split()[0])
    return cpu_s, switches


def _children(pid: int) -> list[int]:
    """The processes this one has started: the one that plays the sound."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def running(command: list[str], env: dict[str, str], seconds: float) -> Running:
    """Start a program, let it settle, and count for some seconds."""
    program = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        time.sleep(SETTLE_S)
        groups = ([program.pid], _children(program.pid))
        before, started_s = [_counts(pids) for pids in groups], time.monotonic()
        time.sleep(seconds)
        after, passed_s = [_counts(pids) for pids in groups], time.monotonic() - started_s
    finally:
        program.kill()  # its helper ends when its input does
        program.wait()
    to_minute = 60 / passed_s
    (cpu_s, switches), (helper_cpu_s, helper_switches) = (
        (max(0.0, late[0] - early[0]), max(0, late[1] - early[1])) for early, late in zip(before, after, strict=True)
    )
    return Running(
        cpu_s * 1000 * to_minute, switches * to_minute, helper_cpu_s * 1000 * to_minute, helper_switches * to_minute
    )


@contextmanager
def hogs(count: int) -> Iterator[None]:
    """Busy processes beside."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for each in busy:
            each.kill()
            each.wait()


def ends(env: dict[str, str], count: int) -> list[float]:
    """Milliseconds by which holds ended late; negative = early."""
    done = subprocess.run(
        _command("ends", str(count)), env=env, stdout=subprocess.PIPE, text=True, timeout=count * 9 + 60
    )
    return [float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("late ")]


def measure(seconds: float, rounds: int) -> tuple[dict[str, list[Running]], dict[str, list[float]]]:
    """Cost of the ring, the guide and the hidden guide, in turn; lateness alone and beside hogs."""
    costs: dict[str, list[Running]] = {"ring": [], "guide": [], "hidden": []}
    with screen() as env:
        os.environ.pop("CALFSTRETCH_TIMING", None)
        for _round in range(rounds):
            for name, found in costs.items():
                found.append(running(_command(name), env, seconds))
        late = {"alone": ends(env, ENDS)}
        with hogs(HOGS):
            late["beside hogs"] = ends(env, ENDS)
    return costs, late


def _median(runs: list[Running], figure: str) -> float:
    return statistics.median(float(getattr(run, figure)) for run in runs)


def figures(costs: dict[str, list[Running]], late: dict[str, list[float]]) -> dict[str, float]:
    """The numbers the bars are about."""
    beside = late["beside hogs"]
    return {
        "P5 wakeups": _median(costs["hidden"], "wakeups"),
        "P5 cpu ms": _median(costs["hidden"], "cpu_ms"),
        "P6 cpu": _median(costs["guide"], "cpu_ms") / _median(costs["ring"], "cpu_ms"),
        "P11 median ms": statistics.median(late["alone"]),
        "P11 worst ms": max(beside),
    }


def table(costs: dict[str, list[Running]], late: dict[str, list[float]]) -> str:
    """All of it for people."""
    lines = ["| program | cpu ms a minute | wakeups a minute | cpu against the ring | helper: cpu ms, wakeups |"]
    lines.append("|---|---|---|---|---|")
    floor = _median(costs["ring"], "cpu_ms")
    for name, runs in costs.items():
        cpu = _median(runs, "cpu_ms")
        lines.append(
            f"| {name} | {cpu:.0f} | {_median(runs, 'wakeups'):.0f} | {cpu / floor:.2f} |"
            f" {_median(runs, 'helper_cpu_ms'):.0f}, {_median(runs, 'helper_wakeups'):.0f} |"
        )
    lines += ["", "| end of a hold | holds | earliest ms | median ms | latest ms |", "|---|---|---|---|---|"]
    for name, each in late.items():
        lines.append(f"| {name} | {len(each)} | {min(each):.2f} | {statistics.median(each):.2f} | {max(each):.2f} |")
    return "\n".join(lines)


@pytest.mark.benchmark
def test_a_hold_is_cheap_and_ends_exactly() -> None:
    costs, late = measure(SECONDS, ROUNDS)
    print(table(costs, late))
    found = figures(costs, late)
    assert min(late["alone"] + late["beside hogs"]) >= 0, "a hold ended early"
    assert {name: value for name, value in found.items() if value > BARS[name]} == {}


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    costs, late = measure(seconds, rounds)
    print(table(costs, late))
    for name, value in figures(costs, late).items():
        print(f"{name}: {value:.2f} (bar {BARS[name]:g}) {'ok' if value <= BARS[name] else 'OVER'}")


if __name__ == "__main__":
    main()
