"""The invented person: how one day of theirs goes, and how likely a spasm makes it. Plain numbers, no records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import cos, exp, pi
from random import Random

# None of these numbers describes real people: they are chosen so that the diary has spells, gaps and a link to find.
_SPASMS_A_NIGHT = {"good": 0.15, "bad": 0.75}
_TURNS = {"good": 1 / 30, "bad": 1 / 9}
LOW_WATER_ML = 1500
_LOW_WATER_FACTOR = 2.6
_LONG_RUN_FACTOR = 2.2
_STRETCHING_FACTOR = 0.6
LONG_RUN_M = 12_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run: metres, minutes, effort 0-10 and degrees Celsius; `hour` it began."""

    distance_m: int
    minutes: int
    effort: int
    temperature_c: float
    hour: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How one diary day goes.

    Args:
        noted: the person opens the diary at all; else the day stays unknown.
        water_ml: drunk in all, 50 ml steps.
        warmest_c: highest temperature of the day.
        sleep_h: slept in the night that ended that morning.
        stretches: the evening stretch is done.
        spasms: of the day and its night.
    """

    day: date
    noted: bool = True
    ill: bool = False
    bad_spell: bool = False
    water_ml: int = 1700
    warmest_c: float = 12.0
    sleep_h: float = 7.0
    run: Run | None = None
    stretches: bool = False
    spasms: int = 0


def plans(days: list[date], ill: set[date], stretching_from: date, random: Random) -> list[Plan]:
    """A plan for each day: good and bad spells, gaps in the diary, and spasms that go with water and long runs.

    Args:
        days: consecutive diary days.
        ill: days of a declared pause.
        stretching_from: first day of the stretching programme.
    """
    silent = _silent_days(days, random)
    spell = "bad"  # people begin a diary when it is bad
    found = []
    for day in days:
        if random.random() < _TURNS[spell]:
            spell = "bad" if spell == "good" else "good"
        plan = _plan(day, day in ill, day >= stretching_from, random)
        plan = replace(plan, noted=day not in silent and random.random() > 0.015, bad_spell=spell == "bad")
        found.append(replace(plan, spasms=_spasms(plan, day >= stretching_from, random)))
    return found


def _silent_days(days: list[date], random: Random) -> set[date]:
    """Stretches of nine to sixteen days without a word: at least one week of each is unknown as a whole."""
    silent: set[date] = set()
    begin = random.randint(40, 70)
    while begin < len(days) - 30:
        length = random.randint(9, 16)
        silent.update(days[begin : begin + length])
        begin += length + random.randint(85, 130)
    return silent


def _plan(day: date, ill: bool, stretching: bool, random: Random) -> Plan:
    season = -cos(2 * pi * (day.timetuple().tm_yday - 20) / 365.25)
    warmest_c = round(12 + 11 * season + random.gauss(0, 3.5), 1)
    weekend = day.weekday() >= 5
    water_ml = round(random.gauss(1800 if weekend else 1640, 330) / 50) * 50
    often = 0.82 if stretching else 0.1
    return Plan(
        day=day,
        ill=ill,
        water_ml=min(3500, max(600, water_ml)),
        warmest_c=warmest_c,
        sleep_h=min(9.5, max(4.0, round(random.gauss(7.2 if weekend else 6.8, 0.8) * 2) / 2)),
        run=None if ill else _run(day, warmest_c, random),
        stretches=not ill and random.random() < often,
    )


def _run(day: date, warmest_c: float, random: Random) -> Run | None:
    """Tuesdays and Thursdays short, Sundays long; not every time."""
    if day.weekday() not in (1, 3, 6) or random.random() < 0.2:
        return None
    is_long = day.weekday() == 6
    distance_m = round(max(3000.0, random.gauss(15_500 if is_long else 6800, 2300 if is_long else 1100)) / 10) * 10
    minutes = round(distance_m / 1000 * random.uniform(5.7, 6.6))
    effort = min(10, max(1, round(random.gauss(6 if is_long else 4, 1.2))))
    morning = is_long or random.random() < 0.3
    cooler = 5.0 if morning else 1.0
    return Run(distance_m, minutes, effort, round(warmest_c - cooler + random.gauss(0, 1), 1), 9 if morning else 18)


def _spasms(plan: Plan, stretching: bool, random: Random) -> int:
    mean = _SPASMS_A_NIGHT["bad" if plan.bad_spell else "good"]
    if plan.water_ml < LOW_WATER_ML:
        mean *= _LOW_WATER_FACTOR
    if plan.run is not None and plan.run.distance_m >= LONG_RUN_M:
        mean *= _LONG_RUN_FACTOR
    if stretching:
        mean *= _STRETCHING_FACTOR
    return min(3, _poisson(mean, random))


def _poisson(mean: float, random: Random) -> int:
    count, product, floor = 0, random.random(), exp(-mean)
    while product > floor:
        count, product = count + 1, product * random.random()
    return count
