"""The family: all exposures of days and of runs compared at once, and which of them may be mentioned."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calfstretch.domain.exposures import HOT_DAY, HOT_DAY_C, LOW_WATER, SHORT_SLEEP, SHORT_SLEEP_H, Exposure, Unit
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.day_table import DayTable
from calfstretch.insights.dispersion import pearson_dispersion
from calfstretch.insights.exact import central_p, mid_p, ratio_limits, widened_limits
from calfstretch.insights.holm import holm
from calfstretch.insights.minimum import LEVEL, too_few_arrangements
from calfstretch.insights.run_table import RunTable
from calfstretch.insights.shift_test import ShiftResult, run_shift_test, seed_of, shift_tests
from calfstretch.insights.windows import (
    WindowCounts,
    WindowedRatio,
    count_groups,
    count_windows,
    split,
    window_of_day,
    windowed_ratio,
    windowed_share_ratio,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Case(NamedTuple):
    """One exposure on its way: what it is compared with, and its groups in each window."""

    counted: Comparison
    y: NDArray[np.integer]
    x: NDArray[np.int8]
    groups: WindowCounts


def count_family(days: DayTable, runs: RunTable | None = None, *, level: float = LEVEL) -> tuple[Comparison, ...]:
    """Every exposure with its counts and no result, as "not enough": what is there so far."""
    return tuple(case.counted for case in _cases(days, runs, level))


def compare_family(days: DayTable, runs: RunTable | None = None, *, level: float = LEVEL) -> tuple[Comparison, ...]:
    """Every exposure compared, days with days and runs with runs, in the order of the tables.

    Args:
        runs: of the same stretch of days; None = runs are not compared.
        level: adjusted p up to which an exposure may be mentioned.

    Source: statistics notes, sections 4 to 7b.
    """
    cases = _cases(days, runs, level)
    compared = [case.counted for case in cases]
    family = [place for place, found in enumerate(compared) if _is_enough(found) and not found.too_few_orders]
    tests = _tests(cases, family, runs)
    for place, adjusted in zip(family, holm([tests[place].p for place in family]), strict=True):
        result = _result(cases[place], tests[place], adjusted)
        compared[place] = replace(compared[place], status=decide(result, level), result=result)
    return tuple(compared)


def decide(result: Result, level: float = LEVEL) -> Status:
    """Whether a note may be mentioned: p at most the level, both intervals without 1, all on one side.

    Source: statistics notes, section 6.
    """
    if result.p_adjusted > level:
        return Status.NO_CLEAR_DIFFERENCE
    sides = {_side(result.widened_low, result.widened_high), int(np.sign(result.z))}
    if result.windowed:
        sides.add(_side(result.low, result.high))
    if sides == {1}:
        return Status.MORE
    return Status.LESS if sides == {-1} else Status.NO_CLEAR_DIFFERENCE


def _side(low: float | None, high: float | None) -> int:
    """1 = above 1, -1 = below 1, 0 = the interval holds 1; None = no bound."""
    if low is not None and low > 1:
        return 1
    return -1 if high is not None and high < 1 else 0


def _cases(days: DayTable, runs: RunTable | None, level: float) -> list[_Case]:
    """Every exposure counted, those of runs told apart that could never reach the level."""
    cases = _counted(days, runs)
    enough = sum(_is_enough(case.counted) for case in cases)
    return [
        case._replace(counted=replace(case.counted, too_few_orders=True))
        if case.counted.exposure.unit is Unit.RUN
        and _is_enough(case.counted)
        and too_few_arrangements(_orders(case.groups), enough, level)
        else case
        for case in cases
    ]


def _is_enough(found: Comparison) -> bool:
    return found.counts.is_enough(found.exposure.unit)


def _orders(groups: WindowCounts) -> int:
    """In how many ways the labels of runs can be shifted, each window for itself."""
    return prod(int(runs) for runs in groups.t1 + groups.t0 if runs)


def _counted(days: DayTable, runs: RunTable | None) -> list[_Case]:
    windows = split(days.calendar_days)
    cases = [
        _case(days, exposure, _line(days, exposure), days.y, x, count_windows(days.y, x, windows))
        for exposure, x in zip(days.exposures, days.x, strict=True)
    ]
    if runs is None:
        return cases
    window = _window_of_run(runs)
    for exposure, x, line in zip(runs.exposures, runs.x, runs.lines, strict=True):
        case = _case(days, exposure, line, runs.y, x, count_groups(runs.y, x, window, len(windows)))
        by_minutes = runs.by_minutes and exposure is runs.exposures[0]
        cases.append(case._replace(counted=replace(case.counted, by_minutes=by_minutes)))
    return cases


def _case(
    days: DayTable,
    exposure: Exposure,
    line: float | None,
    y: NDArray[np.integer],
    x: NDArray[np.int8],
    groups: WindowCounts,
) -> _Case:
    a, t1, b, t0 = groups.whole()
    counts = Counts(
        episodes_with=a,
        units_with=t1,
        episodes_without=b,
        units_without=t0,
        left_out=len(y) - t1 - t0,
        known_days=days.known_days,
        asked_days=days.asked_days,
    )
    return _Case(Comparison(exposure=exposure, status=Status.NOT_ENOUGH, counts=counts, line=line), y, x, groups)


def _line(days: DayTable, exposure: Exposure) -> float | None:
    return {LOW_WATER: days.low_water_ml, HOT_DAY: HOT_DAY_C, SHORT_SLEEP: SHORT_SLEEP_H}.get(exposure.id)


def _window_of_run(runs: RunTable) -> NDArray[np.int64]:
    return window_of_day(runs.calendar_days)[runs.day]


def _tests(cases: list[_Case], places: list[int], runs: RunTable | None) -> dict[int, ShiftResult]:
    """The shift tests by place; those of days in one go."""
    of_days = [place for place in places if cases[place].counted.exposure.unit is Unit.DAY]
    found: dict[int, ShiftResult] = {}
    if of_days:
        y = cases[of_days[0]].y
        tests = shift_tests(y, np.stack([cases[place].x for place in of_days]), seed=seed_of(y))
        found.update(zip(of_days, tests, strict=True))
    if runs is not None:
        window, seed = _window_of_run(runs), seed_of(runs.y)
        for place in places:
            if cases[place].counted.exposure.unit is Unit.RUN:
                found[place] = run_shift_test(runs.y, cases[place].x, window, seed=seed)
    return found


def _result(case: _Case, test: ShiftResult, p_adjusted: float) -> Result:
    is_run = case.counted.exposure.unit is Unit.RUN
    a, t1, b, t0 = case.groups.whole()
    exact = ratio_limits(a, t1, b, t0)
    widened = widened_limits(a, t1, b, t0, test.design_effect)
    within: WindowedRatio = (windowed_share_ratio if is_run else windowed_ratio)(case.groups, test.design_effect)
    is_windowed = within.ratio is not None
    return Result(
        ratio=within.ratio if is_windowed else widened.ratio,
        low=within.low if is_windowed else widened.low,
        high=within.high if is_windowed else widened.high,
        windowed=is_windowed,
        crude_ratio=exact.ratio,
        exact_low=exact.low,
        exact_high=exact.high,
        widened_low=widened.low,
        widened_high=widened.high,
        p_central=central_p(a, t1, b, t0),
        p_mid=mid_p(a, t1, b, t0),
        z=test.z,
        p_shift=test.p,
        p_adjusted=p_adjusted,
        design_effect=test.design_effect,
        dispersion=None if is_run else pearson_dispersion(case.y, case.x),
        windows=len(case.groups.a),
        seed=seed_of(case.y),
    )
