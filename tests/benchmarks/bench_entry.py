"""P9: an entry, from the call to the durable commit, beside SQLite's own WAL/FULL floor in the same run.

By hand: python -m tests.benchmarks.bench_entry [--dir FOLDER] [--entries 500] [--rounds 5]
Run it on the disk the diary would be on. Bar: each entry's p50 is at most twice the floor's, which says most on a
disk that is quick to sync; in memory (/dev/shm) it shows the processor's share alone.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from calfstretch.clock import SystemClock
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary

BAR = 2.0
FLOOR = "floor: one row, WAL/FULL"
# The table of the design's own measurement of the floor: one table, one index, one row a commit.
_FLOOR = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, started TEXT NOT NULL, seconds INTEGER NOT NULL, side TEXT, stretch TEXT,
    kind TEXT NOT NULL, intensity INTEGER, note TEXT);
CREATE INDEX entry_started ON entry (started);
"""


def floor_on(path: Path) -> sqlite3.Connection:
    """A bare database as durable as the diary."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(_FLOOR)
    return connection


def bare_entry(connection: sqlite3.Connection, number: int) -> None:
    """One row in one transaction."""
    started = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T02:14:{number % 60:02d}"
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO entry (started, seconds, side, stretch, kind, intensity, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (started, 30, "left", "wall", "session", 3, ""),
    )
    connection.execute("COMMIT")


def seconds(call: Callable[[], object]) -> float:
    """How long the call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(folder: Path, entries: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each entry, floor and diary in turn, so that a busy disk is busy for both."""
    floor = floor_on(folder / "floor.db")
    journal = Journal(open_diary(folder / "diary.db"), SystemClock())
    ways: dict[str, Callable[[int], object]] = {
        FLOOR: lambda number: bare_entry(floor, number),
        "a drink": lambda number: journal.days.add_drink(200),
        "Cramp now": lambda number: journal.episodes.begin(),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(-20, entries * rounds):
        for name, way in ways.items():
            took = seconds(partial(way, number))
            if number >= 0:
                taken[name].append(took)
    floor.close()
    journal.database.close()
    return taken


def main() -> int:
    """Print the table; 1 where the bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", type=Path, help="folder on the disk to measure; a temporary folder is made in it")
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="calfstretch-bench-", dir=options.dir) as folder:
        taken = measure(Path(folder), options.entries, options.rounds)
    medians = {name: median(times) for name, times in taken.items()}
    base = medians[FLOOR]
    print("| entry | p50 ms | p99 ms | ratio of p50 to the floor |\n|---|---|---|---|")
    for name, times in taken.items():
        p99 = sorted(times)[int(len(times) * 0.99)]
        print(f"| {name} | {medians[name] * 1e3:.3f} | {p99 * 1e3:.2f} | {medians[name] / base:.2f} |")
    return int(max(medians.values()) > BAR * base)


if __name__ == "__main__":
    sys.exit(main())
