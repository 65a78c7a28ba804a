"""What a Garmin Connect list does not say: its decimal sign, km or miles, Celsius or Fahrenheit; one for a file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import METRES_IN_A_MILE, Units
from calfstretch.exchange.activities import cells
from calfstretch.exchange.activities.garmin_columns import Columns
from calfstretch.exchange.activities.sports import kind_of

FASTEST_M_S = 55.0
"""Faster than this on average a distance was no km: pool and track are listed in metres."""
# How fast most people are, km/h: the reading nearer to it is taken. Product choice; the person can change it.
_USUAL_KMH = {
    ActivityKind.RUN: 9.5,
    ActivityKind.WALK: 5.0,
    ActivityKind.HIKE: 4.0,
    ActivityKind.RIDE: 22.0,
}
_WITH_DECIMALS = re.compile(r"[+-]?\d[\d.,]*([.,])\d{1,2}", re.ASCII)
_FEET_FROM, _FOOT_M = 2.2, 0.3048
_TOO_HOT_C, _TOO_WARM_C = 50, 30
_KM_M = 1000.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How the numbers of one file are read."""

    decimal: str = "."
    units: Units = Units.METRIC
    fahrenheit: bool = False

    @property
    def unit_m(self) -> float:
        """Metres of one unit of distance."""
        return METRES_IN_A_MILE if self.units is Units.STATUTE else _KM_M


def reading_of(columns: Columns, rows: Sequence[Sequence[str]]) -> Reading:
    """How a file is read, from some of its rows."""
    decimal = decimal_sign(cell for row in rows for cell in row)
    facts = [_Facts(columns, row, decimal) for row in rows]
    hottest = [value for fact in facts for value in fact.temperatures]
    units = _units(facts)
    is_hot = bool(hottest) and max(hottest) > _TOO_HOT_C
    # Below that both can be: miles and never below 30 is a winter in Fahrenheit.
    is_cold_but_statute = bool(hottest) and units is Units.STATUTE and min(hottest) >= _TOO_WARM_C
    return Reading(decimal, Units.STATUTE if is_hot and not _sure(facts) else units, is_hot or is_cold_but_statute)


def decimal_sign(texts: Iterable[str]) -> str:
    """What most numbers with one or two decimals have before them."""
    commas = points = 0
    for text in texts:
        found = _WITH_DECIMALS.fullmatch(text.strip())
        if found is not None:
            commas += found[1] == ","
            points += found[1] == "."
    return "," if commas > points else "."


def is_in_metres(distance: float, time_s: float | None, kind: ActivityKind) -> bool:
    """Whether a distance of the list can be neither km nor miles: a pool, a track."""
    if time_s:
        return distance * _KM_M / time_s > FASTEST_M_S
    return kind is ActivityKind.SWIM and distance >= 25


class _Facts:
    """What one row says of the units."""

    def __init__(self, columns: Columns, row: Sequence[str], decimal: str) -> None:
        def number(at: int | None) -> float | None:
            return cells.number(row[at], decimal) if at is not None and at < len(row) else None

        at = columns.time
        time_s = cells.duration_s(row[at]) if at is not None and at < len(row) else None
        self.kind = kind_of(row[columns.sport]) if columns.sport < len(row) else ActivityKind.OTHER
        distance = number(columns.distance)
        self.speed: float | None = None
        self.stepped: float | None = None
        both = (number(columns.coldest), number(columns.warmest))
        self.temperatures = [value for value in both if value is not None and any(both)]
        if not distance or not time_s or is_in_metres(distance, time_s, self.kind):
            return
        self.speed = distance / time_s * 3600
        steps, stride = number(columns.steps), number(columns.stride)
        if steps and stride and steps > 100:
            self.stepped = steps * stride * (_FOOT_M if stride > _FEET_FROM else 1) / distance


def _sure(facts: list[_Facts]) -> bool:
    return any(fact.stepped for fact in facts)


def _units(facts: list[_Facts]) -> Units:
    """Steps times stride is a distance in a known unit; else the more usual speed decides."""
    stepped = [fact.stepped for fact in facts if fact.stepped]
    if stepped:
        return _nearer(median(stepped), _KM_M)
    for kind, usual in _USUAL_KMH.items():
        speeds = [fact.speed for fact in facts if fact.speed and fact.kind is kind]
        if speeds:
            # Shown 6 an hour: 6 km/h, or 9.7.
            return _nearer(usual, median(speeds))
    return Units.METRIC


def _nearer(measured: float, shown: float) -> Units:
    """Whether what was measured is nearer to what is shown read as km or read as miles."""
    as_km = abs(math.log(measured / shown))
    as_miles = abs(math.log(measured / (shown * METRES_IN_A_MILE / _KM_M)))
    return Units.METRIC if as_km <= as_miles else Units.STATUTE
