"""Hostile files of watches, read in a process of its own: memory, time, and nothing opened besides."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("hostile_program.py")
MOST_MB = 300
"""Of a whole process. Source: fault matrix, F56."""
QUICK = {
    "laughs": "DOCTYPE",
    "laughs_tcx": "DOCTYPE",
    "blow_up": "DOCTYPE",
    "outside": "DOCTYPE",
    "included": "found 1",
    "nested": "nested",
    "endless_text": "longer",
    "endless_tag": "longer",
}
LONG = {
    "names": ("differently named", 60.0),
    "too_large_gpx": ("larger than 100 MB", 60.0),
    "large_gpx": ("found 1", 310.0),
    "large_fit": ("", 105.0),  # found, or stopped by its time on a busy machine
}


def _read(*names: str) -> dict[str, tuple[str, float, float, str]]:
    run = subprocess.run(
        [sys.executable, str(PROGRAM), *names], capture_output=True, text=True, timeout=600, check=True
    )  # fmt: skip
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    return {name: (what, float(seconds), float(memory), opened) for name, what, seconds, memory, opened in rows}


def test_bombs_and_doors_are_refused_at_once_and_nothing_is_opened() -> None:
    read = _read(*QUICK)
    assert set(read) == set(QUICK)
    for name, (what, seconds, memory, opened) in read.items():
        assert QUICK[name] in what, name
        assert (opened, memory < MOST_MB) == ("", True), name
        assert seconds < 2, name


# The largest FIT takes a hundred seconds, which is its limit: by hand, with the benchmarks.
@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.benchmark] if name == "large_fit" else []) for name in LONG]
)
def test_the_largest_files_stay_within_memory_and_time(name: str) -> None:
    word, longest = LONG[name]
    what, seconds, memory, opened = _read(name)[name]
    assert word in what
    assert (opened, memory < MOST_MB) == ("", True)
    assert seconds < longest
