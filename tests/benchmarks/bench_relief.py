"""Cramp now: from the press to the durable commit and to the first paint of relief, beside floors in the same run.

By hand: python tests/benchmarks/bench_relief.py [--rounds 40] [--starts 5]
Bars (features.md, E1): commit within 50 ms of the press, relief on the screen within 200 ms. Floors: one row in SQLite
(WAL, FULL); a bare window that shows another page of itself; for a cold start with --cramp an empty window.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.bench_entry import bare_entry, floor_on, seconds
from tests.benchmarks.diaries import make
from tests.benchmarks.programs import app, bare, painted, screen

COMMIT_BAR_S, PAINT_BAR_S = 0.050, 0.200
_HALF_A_YEAR = 183


def inside(folder: Path, rounds: int) -> dict[str, list[float]]:
    """The real window with somebody at C and Esc, the floors in turn with it; seconds."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

    from calfstretch.app import Window
    from calfstretch.clock import SystemClock
    from calfstretch.opening import open_or_ask
    from calfstretch.options import WindowOptions
    from calfstretch.ui.application import make_application

    class Painted(QObject):
        """When something was first painted after it was asked to watch."""

        at_s: float | None = None

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                watched.removeEventFilter(self)
                watched.event(event)  # paints, and hands the picture to the screen
                self.at_s = time.perf_counter()
                return True
            return False

    def first_paint_s(watched: QObject) -> float:
        eye = Painted()
        watched.installEventFilter(eye)
        while eye.at_s is None:
            QApplication.processEvents()
        return eye.at_s

    application = make_application()
    options = WindowOptions(data_dir=folder, claim=None)
    window = Window(application, open_or_ask(folder / "diary.db"), SystemClock(), options)
    window.hear_signals()
    window.show(time.monotonic())
    plain = QStackedWidget()
    plain.addWidget(QLabel("one"))
    plain.addWidget(QLabel("Stretch it gently. Breathe."))
    plain.resize(window.window.size())
    floor = floor_on(folder / "floor.db")
    taken: dict[str, list[float]] = {name: [] for name in ("row", "commit", "page", "relief")}
    committed: list[float] = []
    # Somebody looks at the page before the first press: its screen's code is loaded by then.
    _settle(application, 3.5)
    window.journal.subscribe(lambda _written: committed.append(time.perf_counter()))
    for number in range(rounds):
        taken["row"].append(seconds(lambda number=number: bare_entry(floor, number)))
        plain.setCurrentIndex(0)
        plain.show()
        _settle(application)
        began_s = time.perf_counter()
        plain.setCurrentIndex(1)
        taken["page"].append(first_paint_s(plain) - began_s)
        plain.hide()
        window.window.activateWindow()
        _settle(application)
        committed.clear()
        began_s = time.perf_counter()
        QTest.keyClick(window.window, Qt.Key.Key_C)
        taken["commit"].append(committed[0] - began_s)
        taken["relief"].append(first_paint_s(window.window) - began_s)
        _settle(application)
        QTest.keyClick(window.window.full_screen(), Qt.Key.Key_Escape)
        _settle(application)
    floor.close()
    window.window.close()
    window.end()
    window.journal.database.close()
    return taken


def _settle(application: object, for_s: float = 0.1) -> None:
    end_s = time.monotonic() + for_s
    while time.monotonic() < end_s:
        application.processEvents()  # type: ignore[attr-defined]


def cold(folder: Path, env: dict[str, str], starts: int) -> dict[str, list[float]]:
    """Seconds from the start of the process to the row in the diary and to relief on the screen."""
    taken: dict[str, list[float]] = {name: [] for name in ("empty window", "commit", "relief")}
    for _start in range(starts):
        with painted(bare(), env) as (_program, paint_s, _cpu_s):
            taken["empty window"].append(paint_s)
        taken["commit"].append(_cold_commit_s(folder, env))
        with painted(app(folder, "--cramp"), env) as (_program, paint_s, _cpu_s):
            taken["relief"].append(paint_s)
    return taken


def _cold_commit_s(folder: Path, env: dict[str, str]) -> float:
    """Watched from outside: the moment at which another program sees the row."""
    eye = sqlite3.connect(folder / "diary.db", isolation_level=None)
    before = eye.execute("SELECT count(*) FROM episodes").fetchone()
    began_s = time.monotonic()
    program = subprocess.Popen(app(folder, "--cramp"), env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while eye.execute("SELECT count(*) FROM episodes").fetchone() == before:
            time.sleep(0.001)
        return time.monotonic() - began_s
    finally:
        program.terminate()
        program.wait(20)
        eye.close()


def _ms(times: Sequence[float]) -> str:
    return f"{median(times) * 1e3:.1f} (worst {max(times) * 1e3:.1f})"


def main() -> int:
    """Print the tables; 1 where a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside is not None:
        print(json.dumps(inside(options.inside, options.rounds)))
        return 0
    with tempfile.TemporaryDirectory(prefix="calfstretch-bench-") as name, screen() as env:
        folder = make(Path(name) / "half", _HALF_A_YEAR)
        env = env | {"CALFSTRETCH_SILENT": "1"}
        command = [sys.executable, __file__, "--inside", str(folder), "--rounds", str(options.rounds)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=True)
        warm = json.loads(done.stdout.splitlines()[-1])
        first = {key: times.pop(0) for key, times in warm.items()}
        starts = cold(folder, env, options.starts)
    print(f"# load {os.getloadavg()[0]:.1f}, n={len(warm['relief'])} and {options.starts} cold")
    print("| from the press to | p50 ms | floor ms | ratio | the first time ms |\n|---|---|---|---|---|")
    for what, floor in (("commit", "row"), ("relief", "page")):
        ratio = median(warm[what]) / median(warm[floor])
        print(f"| {what} | {_ms(warm[what])} | {_ms(warm[floor])} | {ratio:.1f} | {first[what] * 1e3:.1f} |")
    for what in ("commit", "relief"):
        ratio = median(starts[what]) / median(starts["empty window"])
        print(f"| {what}, --cramp | {_ms(starts[what])} | {_ms(starts['empty window'])} | {ratio:.2f} | |")
    slow = median(warm["commit"]) > COMMIT_BAR_S or median(warm["relief"]) > PAINT_BAR_S
    return int(slow or first["commit"] > COMMIT_BAR_S or first["relief"] > PAINT_BAR_S)


if __name__ == "__main__":
    sys.exit(main())
