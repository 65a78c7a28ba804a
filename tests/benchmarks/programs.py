"""Programs that say when they first painted, and what the kernel says they cost: for the benchmarks."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.desktop_session import ROOT, missing_tools, private_screen

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PATIENCE_S = 30.0

# The floor: a window with nothing in it, timed in the same way as the program itself.
BARE = """
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: print(f"first paint at={time.monotonic():.4f}", flush=True))
        return False
app = QApplication([])
window = QMainWindow()
window.resize(480, 640)
window.setWindowTitle("bare")
watch = FirstPaint()
window.installEventFilter(watch)
window.show()
app.exec()
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one start cost.

    Args:
        paint_s: from just before the start of the process to its first paint.
        cpu_s: processor time of all its threads until then, in steps of 10 ms.
        anonymous_mib, pss_mib: memory a second later.
    """

    paint_s: float
    cpu_s: float
    anonymous_mib: float
    pss_mib: float


def bare() -> list[str]:
    """The command of the floor."""
    return [sys.executable, "-c", BARE]


def app(folder: Path, *arguments: str) -> list[str]:
    """The command of the program on a diary folder."""
    return [sys.executable, "-P", "-m", "calfstretch", "--data-dir", str(folder), *arguments]


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of the programs measured: on a private screen, or, where the tools are missing, without one."""
    more = {"CALFSTRETCH_TIMING": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start would compile every file anew
    if missing_tools():
        print(f"# without a screen: {', '.join(missing_tools())} not installed", file=sys.stderr)
        yield os.environ | more | {"QT_QPA_PLATFORM": "offscreen"}
        return
    with private_screen() as env:
        yield env | more


@contextlib.contextmanager
def painted(command: Sequence[str], env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], float, float]]:
    """A program from its first paint on: (process, seconds to the paint, processor seconds to it)."""
    started_s = time.monotonic()
    program = subprocess.Popen(
        list(command), env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    try:
        at_s = _first_paint(program, command)
        yield program, at_s - started_s, cpu_s(program.pid)
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=10)


def _first_paint(program: subprocess.Popen[str], command: Sequence[str]) -> float:
    assert program.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(program.stdout, selectors.EVENT_READ)
        while waiting.select(_PATIENCE_S) and (line := program.stdout.readline()):
            found = re.search(r"first paint at=([\d.]+)", line)
            if found:
                return float(found[1])
    raise RuntimeError(f"no paint from {' '.join(command)[:80]}")


def start_cost(command: Sequence[str], env: dict[str, str], *, hold_s: float = 1.0) -> Cost:
    """Start, wait for the first paint and `hold_s` more, look at the memory, end it."""
    with painted(command, env) as (program, paint_s, used_s):
        time.sleep(hold_s)
        anonymous, pss = memory_mib(program.pid)
        return Cost(paint_s, used_s, anonymous, pss)


def cpu_s(pid: int) -> float:
    """Processor time of all threads so far, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def precise_cpu_ms(pid: int) -> float:
    """Processor time of all threads so far in ms, to the nanosecond, where the kernel keeps it."""
    total_ns = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            total_ns += int((task / "schedstat").read_text().split()[0])
    return total_ns / 1e6


def memory_mib(pid: int) -> tuple[float, float]:
    """Anonymous memory and proportional set size, in MiB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = {name: int(kib) / 1024 for name, kib in re.findall(r"^(\w+):\s+(\d+) kB", text, re.M)}
    return sizes["Anonymous"], sizes["Pss"]


def wakeups(pid: int) -> int:
    """How often all threads together went to sleep of themselves so far: once for each time they woke."""
    count = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            found = re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)
            count += int(found[1]) if found else 0
    return count


def interleaved(
    commands: dict[str, list[str]], env: dict[str, str], rounds: int, *, warm_up: int = 1
) -> dict[str, list[Cost]]:
    """Each command once a round (A B C, A B C …), the warm-up rounds left out."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(-warm_up, rounds):
        for name, command in commands.items():
            cost = start_cost(command, env)
            if number >= 0:
                costs[name].append(cost)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return costs


def ratio(costs: Sequence[Cost], floor: Sequence[Cost], figure: str) -> float:
    """The median of the ratios of runs that stood side by side."""
    return statistics.median(
        getattr(one, figure) / getattr(other, figure) for one, other in zip(costs, floor, strict=True)
    )


def median(costs: Sequence[Cost], figure: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(cost, figure) for cost in costs)
