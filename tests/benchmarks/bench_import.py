"""Bringing in ten years: reading the archive, comparing it, writing it as one, taking it back with one undo.

By hand: python tests/benchmarks/bench_import.py [days]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pytest

from calfstretch.clock import SystemClock
from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.writer import write_archive
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import BringingIn
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from tests.benchmarks.diaries import make

TEN_YEARS = 3653
# Product choice: a person waits as long for their diary of ten years once, beside the window that goes on.
MOST_S = {"read": 15.0, "compare": 6.0, "bring in": 15.0, "undo": 15.0, "the same again": 8.0}


def _opened(folder: Path) -> Journal:
    folder.mkdir(mode=0o700, exist_ok=True)
    return Journal(open_diary(folder / DIARY_NAME), SystemClock())


def measure(folder: Path, days: int) -> dict[str, float]:
    """Seconds of each part."""
    full = _opened(make(folder / "full", days))
    empty = _opened(folder / "empty")
    seconds: dict[str, float] = {}

    def timed(name: str, what: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        found = what()
        seconds[name] = time.perf_counter() - begun
        return found

    timed("write the archive", lambda: write_archive(full, folder / "one.zip"))
    contents = timed("read", lambda: read_archive(folder / "one.zip", Watch()))
    bringing = BringingIn(empty)
    plan = timed("compare", lambda: bringing.diary(contents, "one.zip"))
    timed("bring in", lambda: bringing.bring_in(plan))
    timed("the same again", lambda: bringing.bring_in(bringing.diary(contents, "one.zip")))
    write_archive(empty, folder / "two.zip")
    timed("undo", empty.undo)
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    assert empty.contents().records == ()
    for journal in (full, empty):
        journal.database.close()
    return seconds


@pytest.mark.benchmark
def test_ten_years_come_in_and_go_again(tmp_path: Path) -> None:
    seconds = measure(tmp_path, TEN_YEARS)
    too_long = {name: took for name, took in seconds.items() if took > MOST_S.get(name, 60.0)}
    assert not too_long, seconds


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for part, took in measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else TEN_YEARS).items():
            print(f"{part:20} {took:6.2f} s")
