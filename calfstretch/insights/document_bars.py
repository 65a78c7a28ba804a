"""The bars of the chart as values for JSON: day by day, week by week, month by month, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from calfstretch.domain.day import WATER_LEVELS
from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.document_parts import rate_part
from calfstretch.insights.frequency import Rate
from calfstretch.insights.levels import TRAILING_DAYS, Level, Levels
from calfstretch.insights.series import Bin, Step


def bars_part(facts: Sequence[DayFacts]) -> dict[str, Any]:
    """Every bar there can be, by step ("day", "week", "month", "year"), oldest first; none without a day."""
    levels = Levels(facts) if facts else None
    return {step.value: [] if levels is None else _of_level(levels.level(step)) for step in Step}


def _of_level(level: Level) -> list[dict[str, Any]]:
    return [_bar(bar, rate) for bar, rate in zip_longest(level.bins, level.rates)]


def _bar(bar: Bin, trailing: Rate | None) -> dict[str, Any]:
    """What a bar draws and says; days are days, weeks begin on Monday, hours and evenings are as drawn."""
    silent = not bar.enough  # none noted is no answer
    found: dict[str, Any] = {
        "from": bar.first,
        "to": bar.last,
        "days": bar.count.days,
        "known": bar.count.known_days,
        "spasms": bar.count.spasms if bar.count.known_days else None,
        "left_out": bar.count.left_out,
        "paused": bar.paused_days,
        "water_ml": bar.water_ml,
        "water_days": bar.water_days,
        "water_level": bar.water_level,
        "activity_min": None if silent and not bar.activity_min else bar.activity_min,
        "evening_stretches": None if silent and not bar.evenings else bar.evenings,
    }
    if bar.step is Step.DAY:
        return found
    found["rate"] = bar.spasm_rate
    found["activity_h_a_week"] = None if found["activity_min"] is None else bar.activity_h
    found["evenings_a_week"] = None if found["evening_stretches"] is None else bar.evening_rate
    found["water_levels"] = dict(zip(WATER_LEVELS, bar.water_levels, strict=True))
    if bar.step in TRAILING_DAYS:
        found["trailing"] = rate_part(trailing)
    return found
