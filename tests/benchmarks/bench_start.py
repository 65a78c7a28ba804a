"""Bars P1, P1b and P3: from exec to the first paint of Today, beside an empty window in the same run.

By hand: python tests/benchmarks/bench_start.py [rounds]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.diaries import make, rows, swell
from tests.benchmarks.programs import Cost, app, bare, interleaved, median, ratio, screen

ROUNDS = 10
MANY_ROWS = 100_000
# performance.md, section 8: bar and, where there is one, the finer goal.
BARS = {"P1 paint": 1.5, "P1 cpu": 1.6, "P1b paint": 1.05, "P3 anonymous": 1.5, "P3 pss": 1.3}


def measure(folder: Path, rounds: int) -> tuple[dict[str, list[Cost]], dict[str, float]]:
    """All runs by name, and the figures the bars are about."""
    diaries = {"empty": make(folder / "empty", 0), "half a year": make(folder / "half", 183)}
    diaries["100,000 rows"] = make(folder / "many", 3653)
    swell(diaries["100,000 rows"], MANY_ROWS)
    print(f"# rows: {', '.join(f'{name} {rows(path)}' for name, path in diaries.items())}")
    commands = {"bare": bare(), **{name: app(path) for name, path in diaries.items()}}
    with screen() as env:
        runs = interleaved(commands, env, rounds)
    figures = {
        "P1 paint": ratio(runs["half a year"], runs["bare"], "paint_s"),
        "P1 cpu": ratio(runs["half a year"], runs["bare"], "cpu_s"),
        "P1b paint": ratio(runs["100,000 rows"], runs["empty"], "paint_s"),
        "P3 anonymous": ratio(runs["half a year"], runs["bare"], "anonymous_mib"),
        "P3 pss": ratio(runs["half a year"], runs["bare"], "pss_mib"),
    }
    return runs, figures


def table(runs: dict[str, list[Cost]]) -> str:
    """The medians and ratios as a table for people."""
    lines = [
        "| program | paint s (min–max) | cpu s | anonymous MiB | PSS MiB | paint | cpu | anonymous | PSS |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, costs in runs.items():
        paints = [cost.paint_s for cost in costs]
        figures = ("paint_s", "cpu_s", "anonymous_mib", "pss_mib")
        ratios = " | ".join(f"{ratio(costs, runs['bare'], figure):.2f}" for figure in figures)
        lines.append(
            f"| {name} | {median(costs, 'paint_s'):.3f} ({min(paints):.3f}–{max(paints):.3f}) "
            f"| {median(costs, 'cpu_s'):.2f} | {median(costs, 'anonymous_mib'):.1f} "
            f"| {median(costs, 'pss_mib'):.1f} | {ratios} |"
        )
    return "\n".join(lines)


@pytest.mark.benchmark
def test_the_start_is_within_its_bars(tmp_path: Path) -> None:
    runs, figures = measure(tmp_path, ROUNDS)
    print(table(runs))
    assert not {name: value for name, value in figures.items() if value > BARS[name]}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="calfstretch-bench-") as name:
        runs, figures = measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    print(f"# load {os.getloadavg()[0]:.1f}, n={len(runs['bare'])}, interleaved; ratios are medians of pairs")
    print(table(runs))
    for name, value in figures.items():
        print(f"{name}: {value:.2f} (bar {BARS[name]})")


if __name__ == "__main__":
    main()
