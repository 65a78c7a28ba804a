"""Our own files: 100,000 rows of history beside the csv module, the window meanwhile, ten years' archive out and in.

By hand: python tests/benchmarks/bench_exchange.py [days]
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pytest

from calfstretch.clock import SystemClock
from calfstretch.domain.history import COLUMNS, Event, full_row
from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.writer import write_archive, write_archive_in_steps
from calfstretch.exchange.history_csv import Dialect, write_history, write_history_in_steps
from calfstretch.exchange.history_read import read_history
from calfstretch.journal import Journal
from calfstretch.journal.beside import read_beside
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from tests.benchmarks.diaries import make, rows, swell

TEN_YEARS, ROWS, TURNS = 3653, 100_000, 5
# Source: performance notes, bar P10.
RATIO, BLOCKED_MS = 1.5, 50.0


class InMemory:
    """A history that costs nothing to read."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events

    def history(self, first: date | None = None, last: date | None = None) -> Iterator[Event]:
        return iter(self._events)


def cpu(what: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds and seconds by the clock."""
    begun, clock = time.process_time(), time.perf_counter()
    what()
    return time.process_time() - begun, time.perf_counter() - clock


def best(what: list[Callable[[], object]]) -> list[tuple[float, float]]:
    """The least of several turns of each, taken in turn so that a busy moment meets all of them."""
    found = [[cpu(each) for each in what] for _turn in range(TURNS)]
    return [(min(one[0] for one in turns), min(one[1] for one in turns)) for turns in zip(*found, strict=True)]


def plain(target: Path, table: list[tuple[object, ...]]) -> None:
    """The floor: the same rows through the csv module, neither guarded nor synced."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(COLUMNS)
        writer.writerows(table)


def longest_pause_ms(work: Callable[[], object]) -> float:
    """How long a thread that wants to run every 2 ms waits at most while another one works."""
    thread = threading.Thread(target=work)
    worst, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.002)
        now = time.perf_counter()
        worst, last = max(worst, now - last - 0.002), now
    thread.join()
    return worst * 1000


def run(folder: Path, days: int = TEN_YEARS) -> tuple[str, dict[str, float]]:
    """The table, and its numbers by name."""
    diary = make(folder / "diary", days)
    swell(diary, ROWS)
    journal = Journal(open_diary(diary / DIARY_NAME), SystemClock())
    try:
        return _run(folder, journal, rows(diary))
    finally:
        journal.database.close()


def _run(folder: Path, journal: Journal, count: int) -> tuple[str, dict[str, float]]:
    events = list(journal.history())
    table = [full_row(event) for event in events]
    csv_file, zip_file = folder / "history.csv", folder / "diary.zip"
    floor, ours, european, whole = best(
        [
            lambda: plain(folder / "plain.csv", table),
            lambda: write_history(InMemory(events), csv_file),
            lambda: write_history(InMemory(events), csv_file, dialect=Dialect.EUROPEAN),
            lambda: write_history(journal, csv_file),
        ]
    )
    contents = journal.contents()
    collected, collected_s = cpu(journal.contents)
    written, written_s = cpu(lambda: write_archive(journal, zip_file))
    read, read_s = cpu(lambda: read_archive(zip_file, Watch()))
    read_csv, read_csv_s = cpu(lambda: read_history(csv_file, Watch()))
    path = journal.database.path

    def beside(steps: Callable[[Journal], Iterator[int]]) -> None:
        with read_beside(path, SystemClock()) as own:
            for _count in steps(own):
                pass

    pauses = [
        longest_pause_ms(lambda: beside(lambda own: write_history_in_steps(own, csv_file))),
        longest_pause_ms(lambda: beside(lambda own: write_archive_in_steps(own, zip_file))),
        longest_pause_ms(lambda: read_archive(zip_file, Watch())),
    ]
    lines = [
        f"{count} rows of history, {len(contents.records)} records; seconds of the processor (by the clock)",
        f"csv.writer.writerows        {floor[0]:6.2f} ({floor[1]:.2f})",
        f"our rows, synced            {ours[0]:6.2f} ({ours[1]:.2f})  {ours[0] / floor[0]:.2f} x, bar {RATIO} x",
        f"with semicolons             {european[0]:6.2f} ({european[1]:.2f})  {european[0] / floor[0]:.2f} x",
        f"and the diary read          {whole[0]:6.2f} ({whole[1]:.2f})  {whole[0] / floor[0]:.2f} x",
        f"history read back           {read_csv:6.2f} ({read_csv_s:.2f})",
        f"archive: diary read         {collected:6.2f} ({collected_s:.2f})",
        f"archive written, that too   {written:6.2f} ({written_s:.2f})  {zip_file.stat().st_size / 1e6:.1f} MB",
        f"archive read back           {read:6.2f} ({read_s:.2f})",
        "longest wait of another thread, ms: history {:.0f}, archive {:.0f}, archive read {:.0f}".format(*pauses),
    ]
    return "\n".join(lines), {"ratio": ours[0] / floor[0], "blocked_ms": pauses[0]}


@pytest.mark.benchmark
def test_a_hundred_thousand_rows_leave_nearly_as_fast_as_bare_ones(tmp_path: Path) -> None:
    table, numbers = run(tmp_path)
    print(table)
    assert numbers["ratio"] <= RATIO
    assert numbers["blocked_ms"] <= BLOCKED_MS


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp())
    try:
        print(run(place, int(sys.argv[1]) if len(sys.argv) > 1 else TEN_YEARS)[0])
    finally:
        shutil.rmtree(place)
