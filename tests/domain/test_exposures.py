"""Which note of a day is a yes, a no or unknown: a table of cases for every exposure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.exposures import (
    DAY_EXPOSURES,
    RUN_EXPOSURES,
    DayNotes,
    Exposure,
    Unit,
    exposures_of_days,
    rule,
    tags_noted,
)
from calfstretch.domain.person import NotedOf, Tag, TagKind

DAY = date(2026, 11, 10)
CHECKED_IN = Coverage(today=date(2026, 11, 22), checked_in=frozenset({DAY}), first_use=date(2026, 11, 1))
NOBODY_SPOKE = Coverage(today=date(2026, 11, 22), first_use=date(2026, 11, 1))
IMPORTED = Coverage(today=date(2026, 11, 22), imported=((DAY, DAY),), first_use=date(2026, 11, 1))
BEFORE_USE = Coverage(today=date(2026, 11, 22), checked_in=frozenset({DAY}), first_use=date(2026, 11, 11))
NEVER_USED = Coverage(today=date(2026, 11, 22), checked_in=frozenset({DAY}))


def said(
    name: str,
    items: Mapping[str, str] | None = None,
    *,
    coverage: Coverage = CHECKED_IN,
    runs: int = 0,
    line_ml: float = 1500,
    **facts: Any,
) -> bool | None:
    """What the day says of an exposure."""
    noted = items or {}
    day = DayFacts(DAY, known=coverage.is_known(DAY), **facts)
    exposure = Exposure(name, name=name.removeprefix("tag:") if name.startswith("tag:") else "")
    return rule(exposure)(DayNotes(day, noted, tags_noted(noted), runs, coverage, line_ml))


WATER: list[tuple[str, dict[str, Any], bool | None]] = [
    ("nothing said", {}, None),
    ("one millilitre under the line", {"water_ml": 1499.0}, True),
    ("on the line is not low", {"water_ml": 1500.0}, False),
    ("none drunk is low", {"water_ml": 0.0}, True),
    ("a line of one's own", {"water_ml": 1300.0, "line_ml": 1200}, False),
    ("less than usual", {"water_level": "less"}, True),
    ("as usual", {"water_level": "usual"}, False),
    ("more than usual", {"water_level": "more"}, False),
    ("a confirmed amount says more than a word: enough", {"water_ml": 2000.0, "water_level": "less"}, False),
    ("a confirmed amount says more than a word: low", {"water_ml": 900.0, "water_level": "more"}, True),
]
HEAT: list[tuple[str, dict[str, str], bool | None]] = [
    ("nothing said", {}, None),
    ("ticked", {"hot_day": "yes"}, True),
    ("said to be no hot day", {"hot_day": "no"}, False),
    ("27 °C", {"max_temp_c": "27"}, True),
    ("just under 27 °C", {"max_temp_c": "26.9"}, False),
    ("frost", {"max_temp_c": "-4"}, False),
    ("ticked on a cool day", {"hot_day": "yes", "max_temp_c": "20"}, True),
    ("not ticked at 30 °C", {"hot_day": "no", "max_temp_c": "30"}, True),
    ("not ticked at 20 °C", {"hot_day": "no", "max_temp_c": "20"}, False),
]
SLEEP: list[tuple[str, dict[str, str], bool | None]] = [
    ("nothing said", {}, None),
    ("6.49 h", {"sleep_h": "6.49"}, True),
    ("6.5 h is not short", {"sleep_h": "6.5"}, False),
    ("no sleep at all", {"sleep_h": "0"}, True),
]
RUNS: list[tuple[str, Coverage, int, bool | None]] = [
    ("a run", NOBODY_SPOKE, 1, True),
    ("two runs", CHECKED_IN, 2, True),
    ("none on a day with a check-in", CHECKED_IN, 0, False),
    ("none on a day inside an imported range", IMPORTED, 0, False),
    ("none on a day nobody spoke of", NOBODY_SPOKE, 0, None),
]
STRETCHES: list[tuple[str, Coverage, bool, bool | None]] = [
    ("one, without a check-in", NOBODY_SPOKE, True, True),
    ("one, typed for a day before first use", BEFORE_USE, True, True),
    ("none on a day with a check-in", CHECKED_IN, False, False),
    ("none on a day without one", NOBODY_SPOKE, False, None),
    ("an imported range says nothing of stretching", IMPORTED, False, None),
    ("none before first use", BEFORE_USE, False, None),
    ("none where the program was never used", NEVER_USED, False, None),
]


@pytest.mark.parametrize(("facts", "expected"), [row[1:] for row in WATER], ids=[row[0] for row in WATER])
def test_low_water(facts: dict[str, Any], expected: bool | None) -> None:
    assert said("low_water", **facts) is expected


@pytest.mark.parametrize(("items", "expected"), [row[1:] for row in HEAT], ids=[row[0] for row in HEAT])
def test_hot_day(items: dict[str, str], expected: bool | None) -> None:
    assert said("hot_day", items) is expected


@pytest.mark.parametrize(("items", "expected"), [row[1:] for row in SLEEP], ids=[row[0] for row in SLEEP])
def test_short_sleep(items: dict[str, str], expected: bool | None) -> None:
    assert said("short_sleep", items) is expected


@pytest.mark.parametrize(("coverage", "runs", "expected"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_run(coverage: Coverage, runs: int, expected: bool | None) -> None:
    assert said("run", coverage=coverage, runs=runs) is expected


@pytest.mark.parametrize(
    ("coverage", "evening", "expected"), [row[1:] for row in STRETCHES], ids=[row[0] for row in STRETCHES]
)
def test_evening_stretch(coverage: Coverage, evening: bool, expected: bool | None) -> None:
    assert said("evening_stretch", coverage=coverage, evening_stretch=evening) is expected


def test_a_stretch_at_noon_is_no_evening_stretch() -> None:
    assert said("evening_stretch", stretches=1) is False
    assert said("evening_stretch", stretches=1, coverage=NOBODY_SPOKE) is None


@pytest.mark.parametrize("name", ["heels", "stairs", "electrolyte_drink", "tag:Garden work"])
@pytest.mark.parametrize(("value", "expected"), [("yes", True), ("no", False), (None, None)])
def test_what_is_ticked(name: str, value: str | None, expected: bool | None) -> None:
    assert said(name, {} if value is None else {name: value}) is expected


@pytest.mark.parametrize("value", ["", "3", "YES", "maybe"])
def test_what_is_neither_yes_nor_no_is_unknown(value: str) -> None:
    assert said("tag:Garden work", {"tag:Garden work": value}) is None


def test_a_check_in_makes_no_tag_a_no() -> None:
    assert said("tag:Garden work", {"heels": "yes"}) is None


def test_a_tag_is_known_by_its_name_however_it_is_written() -> None:
    assert said("tag:Garden work", {"tag: garden  WORK": "no"}) is False
    assert said("tag:Garden work", {"tag:garden work": "no", "tag:Garden work": "yes"}) is True
    assert said("tag:Garden work", {"tag:garden work": "yes", "tag:Garden work": "no"}) is True


def test_yes_no_tags_of_days_are_compared_each_with_its_lag() -> None:
    tags = [
        Tag(name="Garden work"),
        Tag(name="Late meal", lag_days=1),
        Tag(name="Coffee", kind=TagKind.NUMBER),
        Tag(name="Sharp pain", noted_of=NotedOf.EPISODE),
    ]
    found = exposures_of_days(tags)
    assert found[: len(DAY_EXPOSURES)] == DAY_EXPOSURES
    assert [(each.id, each.lag_days) for each in found[len(DAY_EXPOSURES) :]] == [
        ("tag:Garden work", 0),
        ("tag:Late meal", 1),
    ]


def test_the_names_in_the_json_stand() -> None:
    names = "low_water run hot_day short_sleep heels stairs electrolyte_drink evening_stretch long_run hot_run hard_run"
    assert " ".join(each.id for each in (*DAY_EXPOSURES, *RUN_EXPOSURES)) == names
    assert {each.unit for each in RUN_EXPOSURES} == {Unit.RUN}
    assert all(each.lag_days == 0 for each in (*DAY_EXPOSURES, *RUN_EXPOSURES))
