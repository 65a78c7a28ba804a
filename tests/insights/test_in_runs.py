"""Spasms placed inside runs, beside how many runs went that far."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.diary_facts import ActivityFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.in_runs import MOST_STEPS, InRuns, in_runs

SUNDAY = date(2026, 11, 22)
START = Moment.parse("2026-11-22T09:00:00+01:00")
DAY_S = 24 * 3600.0


def run(number: int = 0, minutes: float | None = 60, km: float | None = 10) -> ActivityFacts:
    """A run that begins `number` days after the first."""
    distance = None if km is None else 1000 * km
    return ActivityFacts(f"run-{number}", SUNDAY, START.later(number * DAY_S), "run", minutes, distance)


def spasm(minute: float, number: int = 0, **said: object) -> SpasmFacts:
    """A spasm so many minutes after the start of the run of that day."""
    at = START.later(number * DAY_S + 60 * minute)
    return SpasmFacts(f"spasm-{number}-{minute}", SUNDAY, at, **said)  # type: ignore[arg-type]


def placed(spasms: list[SpasmFacts], runs: list[ActivityFacts]) -> InRuns:
    found = in_runs(spasms, runs)
    assert found is not None
    return found


@pytest.mark.parametrize(("minute", "inside"), [(-0.1, False), (0, True), (30, True), (60, True), (60.1, False)])
def test_a_run_reaches_from_its_start_to_its_end(minute: float, inside: bool) -> None:
    assert (in_runs([spasm(minute)], [run()]) is not None) is inside


def test_minute_and_kilometre_at_an_even_pace() -> None:
    (one,) = placed([spasm(45)], [run(minutes=60, km=10)]).placed
    assert (one.minute, one.km) == (45, pytest.approx(7.5))


def test_an_interval_stands_in_no_run() -> None:
    assert in_runs([spasm(10, until=START.later(1200))], [run()]) is None


def test_a_run_of_unknown_length_places_nothing() -> None:
    assert in_runs([spasm(10)], [run(minutes=None)]) is None
    assert in_runs([spasm(10)], []) is None


def test_of_two_runs_at_once_the_one_that_began_last() -> None:
    early = ActivityFacts("long", SUNDAY, START.later(-3600), "run", 600.0, None)
    (one,) = placed([spasm(10)], [early, run()]).placed
    assert one.run.id == "run-0"
    (other,) = placed([spasm(70)], [early, run()]).placed
    assert (other.run.id, other.minute) == ("long", 130)


def test_each_step_says_how_many_runs_went_that_far() -> None:
    runs = [run(n, minutes=120, km=km) for n, km in enumerate((8, 15, 15.1, 21))]
    found = placed([spasm(115, 3), spasm(119, 3), spasm(10, 0), spasm(120, 2)], runs)
    assert found.unit == "km"
    assert [(part.begin, part.end) for part in found.parts] == [(0, 5), (5, 10), (10, 15), (15, 20), (20, 25)]
    assert [part.reached for part in found.parts] == [4, 4, 3, 2, 1]
    assert [part.spasms for part in found.parts] == [1, 0, 0, 1, 2]
    assert [part.runs for part in found.parts] == [1, 0, 0, 1, 1]


def test_the_very_start_belongs_to_the_first_step_and_the_very_end_to_the_last() -> None:
    found = placed([spasm(0), spasm(60)], [run(minutes=60, km=10)])
    assert [part.spasms for part in found.parts] == [1, 0, 0, 0, 1]


def test_minutes_serve_where_fewer_than_four_of_five_runs_have_a_distance() -> None:
    runs = [run(n, km=10 if n < 7 else None) for n in range(10)]
    assert placed([spasm(20)], runs).unit == "min"
    assert placed([spasm(20)], runs[:8]).unit == "km"


def test_a_spasm_in_a_run_without_distance_is_said_to_have_no_place() -> None:
    runs = [run(n, km=10 if n else None) for n in range(10)]
    found = placed([spasm(20, 0), spasm(20, 1)], runs)
    assert (found.unit, found.unplaced, found.runs) == ("km", 1, 9)
    assert sum(part.spasms for part in found.parts) == 1
    assert placed([spasm(20, 0)], runs).unit == "min"


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.floats(1, 10_000), st.none() | st.floats(0.1, 2000), st.floats(0, 1)), min_size=1, max_size=12
    )
)
def test_every_spasm_with_a_place_stands_in_one_step(rows: list[tuple[float, float | None, float]]) -> None:
    runs = [run(10 * n, minutes, km) for n, (minutes, km, _share) in enumerate(rows)]
    found = placed([spasm(minutes * share, 10 * n) for n, (minutes, _km, share) in enumerate(rows)], runs)
    assert sum(part.spasms for part in found.parts) + found.unplaced == len(found.placed)
    assert all(part.runs <= part.reached for part in found.parts)
    assert 1 <= len(found.parts) <= MOST_STEPS
    assert json.loads(json.dumps(found.as_json()))["spasms"] == len(found.placed)
