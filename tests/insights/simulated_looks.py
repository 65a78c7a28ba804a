"""What the comparisons say of a simulated diary, beside what is true in its world and what a naive test would say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from calfstretch.domain.exposures import HARD_RUN, HOT_RUN, LONG_RUN
from calfstretch.insights.comparison import Comparison, Status
from calfstretch.insights.family import compare_family
from calfstretch.insights.holm import holm
from calfstretch.insights.minimum import FIRST_LOOK_DAY, LEVEL, LOOK_EVERY_DAYS
from tests.insights.simulated import RunWorld, World, diary, runs
from tests.insights.simulated_tables import PLANTED_ID, days_of, runs_of

HALF_A_YEAR = 24 * 7
LOOK_DAYS = tuple(range(FIRST_LOOK_DAY, HALF_A_YEAR + 1, LOOK_EVERY_DAYS))
_RUN_IDS = {"long": LONG_RUN, "hot": HOT_RUN, "hard": HARD_RUN}


# One diary is looked at several times in a row.
_diary = lru_cache(maxsize=4)(diary)
_runs = lru_cache(maxsize=4)(runs)


class Seen(NamedTuple):
    """One look at one diary.

    Args:
        false: a note was named that the spasms do not go with, or the planted one on the wrong side.
        found: the planted note was named.
        enough: whether the planted note, or without one any, had enough data.
        naive: exact tests without any correction would have named a wrong one.
        naive_holm: the same after Holm.
        covered: of each interval whether the truth is in it: of the planted note alone where there is one.
        p: of the shift test, of the notes that the spasms do not go with.
    """

    false: bool
    found: bool
    enough: bool
    naive: bool
    naive_holm: bool
    covered: tuple[bool, ...]
    p: tuple[float, ...]


def look_at(world: World, seed: int, days: int, level: float = LEVEL) -> Seen:
    """One look at the first so many days of the diary with this number."""
    compared = compare_family(days_of(_diary(world, seed), days), level=level)
    return see(compared, PLANTED_ID if world.ratio != 1 else None, world.ratio, level)


def look_at_runs(world: RunWorld, seed: int, days: int, level: float = LEVEL) -> Seen:
    """One look at the runs of the first so many days of the runner with this number; runs are the whole family."""
    compared = compare_family(*runs_of(_runs(world, seed), days), level=level)
    ratio = world.planted_shares[1] / world.planted_shares[0] if world.planted else 1.0
    return see(compared, _RUN_IDS.get(world.planted or ""), ratio, level)


def look_at_both(world: World, runner: RunWorld, seed: int, days: int, level: float = LEVEL) -> Seen:
    """One look where the family is six notes and three labels of runs, nothing planted."""
    compared = compare_family(days_of(_diary(world, seed), days), runs_of(_runs(runner, seed), days)[1], level=level)
    return see(compared, None, 1.0, level)


def see(compared: Iterable[Comparison], planted: str | None, truth: float, level: float) -> Seen:
    """What a look said, beside the truth.

    Args:
        planted: id of the exposure the spasms go with; None = none.
        truth: how many times as often with it.
    """
    results = {one.exposure.id: one.result for one in compared if one.result is not None}
    right = {planted: Status.MORE if truth > 1 else Status.LESS}
    named = {one.exposure.id: one.status for one in compared if one.is_mentioned}
    naive = dict(zip(results, holm([result.p_central for result in results.values()]), strict=True))
    asked = [planted] if planted else list(results)
    return Seen(
        false=any(status != right.get(name) for name, status in named.items()),
        found=planted is not None and named.get(planted) == right[planted],
        enough=any(name in results for name in asked),
        naive=any(result.p_central <= level for name, result in results.items() if name != planted),
        naive_holm=any(p <= level for name, p in naive.items() if name != planted),
        covered=tuple(
            (results[name].low or 0.0) <= truth and (results[name].high is None or truth <= results[name].high)
            for name in asked
            if name in results
        ),
        p=tuple(result.p_shift for name, result in results.items() if name != planted),
    )
