"""A look at ten years with sixteen exposures, the counts so far, and the days to an answer.

By hand: python tests/benchmarks/bench_look.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pytest

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import Tag
from calfstretch.insights.days_to_answer import answers
from calfstretch.insights.look import compute_look, so_far
from tests.insights.made_up import START, facts, made_up

LOOKS = 130
ROUNDS = 5
# Milliseconds of processor time. A look may take a second, in a thread; the counts are worked out with every showing.
BARS = {"look": 1000.0, "so far": 300.0, "answers": 600.0}


def ten_years() -> DiaryFacts:
    """A made-up diary with five tags of its own."""
    made, random = facts(made_up(1, 4 * LOOKS)), Random(1)
    names = [*(tag.name for tag in made.tags), "Late meal", "Long drive", "New shoes"]
    more = {
        day: {**items, **{f"tag:{name}": random.choice(("yes", "no")) for name in names[2:]}}
        for day, items in made.items.items()
    }
    return made._replace(items=more, tags=tuple(Tag(name=name, position=n) for n, name in enumerate(names)))


def processor_ms(what: Callable[[], object]) -> float:
    """The least of some rounds: other programs on the computer make it longer, never shorter."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        what()
        times.append((time.process_time() - begun) * 1000)
    return min(times)


def run() -> dict[str, float]:
    """Milliseconds of each."""
    made = ten_years()
    through = START + timedelta(days=28 * LOOKS - 1)
    look = compute_look(made, through)
    assert look.family == len(look.comparisons) - 2 == 14, "stairs and electrolyte drinks were never noted"
    return {
        "look": processor_ms(lambda: compute_look(made, through)),
        "so far": processor_ms(lambda: so_far(made)),
        "answers": processor_ms(lambda: answers(made)),
    }


def table(found: dict[str, float]) -> str:
    """What was measured, a line a case."""
    return "\n".join(f"{name:8} {ms:7.1f} ms   bar {BARS[name]:g} ms" for name, ms in found.items())


@pytest.mark.benchmark
def test_a_look_at_ten_years_stays_quick() -> None:
    found = run()
    print(table(found))
    assert all(ms <= BARS[name] for name, ms in found.items()), table(found)


if __name__ == "__main__":
    print(table(run()))
