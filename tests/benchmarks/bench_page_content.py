"""What stands on the page of ten years, worked out from the diary: reading, page, page with its appendix.

By hand: python tests/benchmarks/bench_page_content.py [rounds]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.insights.look import LookResult, compute_look, due_through
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.report_facts import read_report_facts
from calfstretch.report.content import Included, last_weeks, page_content
from calfstretch.storage.database import open_diary

ROUNDS = 7
TEN_YEARS = 3653
NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
# A tick changes the preview: it must follow within a blink. The appendix of ten years is asked for by a command.
READ_MS, PAGE_MS, APPENDIX_MS = 150.0, 150.0, 300.0
EVERYTHING = Included(name=True, notes=True, own_words=True, about_you=True, appendix=True)


@contextmanager
def ten_years(folder: Path) -> Iterator[tuple[Journal, LookResult | None]]:
    """The invented diary and its newest look."""
    database = open_diary(folder / "diary.db")
    fill(database, days=TEN_YEARS, until=NOW)
    journal = Journal(database, FakeClock(NOW))
    facts = read_diary_facts(journal)
    through = due_through(facts)
    yield journal, None if through is None else compute_look(facts, through)
    database.close()


def median_ms(do: Callable[[], object], rounds: int) -> float:
    """Processor time, ms; the first round is left out: it loads libraries."""
    took = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        do()
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took[1:])


def measure(folder: Path, rounds: int) -> tuple[float, float, float, float]:
    """Reading what Insights does not read; the last weeks; everything on one page; everything with all tables; ms."""
    with ten_years(folder) as (journal, look):
        facts, more = read_diary_facts(journal), read_report_facts(journal)
        return (
            median_ms(lambda: read_report_facts(journal), rounds),
            median_ms(lambda: page_content(facts, more, look, *last_weeks(facts)), rounds),
            median_ms(lambda: page_content(facts, more, look), rounds),
            median_ms(lambda: page_content(facts, more, look, included=EVERYTHING), rounds),
        )


def table(read: float, weeks: float, page: float, everything: float) -> str:
    """Figures for people."""
    return (
        f"ten years: read {read:.0f} ms (bar {READ_MS:.0f}); last weeks {weeks:.0f} ms, everything {page:.0f} ms"
        f" (bar {PAGE_MS:.0f}); with all tables {everything:.0f} ms (bar {APPENDIX_MS:.0f})"
    )


@pytest.mark.benchmark
def test_the_page_of_ten_years_is_worked_out_within_its_bar(tmp_path: Path) -> None:
    read, weeks, page, everything = measure(tmp_path, ROUNDS)
    print(table(read, weeks, page, everything))
    assert read <= READ_MS
    assert max(weeks, page) <= PAGE_MS
    assert everything <= APPENDIX_MS


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(table(*measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
