"""The JSON of Insights: its keys, and its numbers worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from calfstretch.insights.json_text import as_json, plain
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from tests.insights.made_up import Day, Plan, Spasm, facts, made_up, read, records, shown, without, write

# Source: data-model notes, "insights --json". Keys may be added, none changed.
_KEYS = {"period", "calendar_days", "known_days", "episodes", "episodes_left_out", "rate", "look", "exposures"}
_EXPOSURE_KEYS = {
    "id", "name", "unit_of_comparison", "lag_days", "status", "episodes_with", "units_with", "episodes_without",
    "units_without", "left_out", "ratio", "low", "high", "p_adjusted", "sentence",
}  # fmt: skip
ONE = (Spasm(25.0),)


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_it_has_the_keys_of_the_data_model() -> None:
    found = shown(facts(made_up(1)))
    assert found.keys() >= _KEYS
    assert found["period"].keys() == {"from", "to"}
    assert found["rate"].keys() >= {"per_week", "low", "high"}
    assert found["look"].keys() >= {"date", "next", "days_edited_since"}
    assert all(exposure.keys() >= _EXPOSURE_KEYS for exposure in found["exposures"])


def test_counts_and_rate_worked_out_by_hand() -> None:
    # a day nobody answered for and without a spasm, 9 known days with 3 spasms, 2 unknown days with 1 spasm
    known, unknown = Day(), Day(checked=False)
    spasm, on_unknown = Day(spasms=ONE), Day(checked=False, spasms=ONE)
    days = (unknown, spasm, known, known, Day(spasms=ONE * 2), known, known, known, known, known, on_unknown, unknown)
    found = shown(facts(Plan(days, first=date(2026, 3, 2), running=Day(spasms=ONE))))
    assert found["period"] == {"from": "2026-03-03", "to": "2026-03-13"}
    assert (found["calendar_days"], found["known_days"]) == (11, 9)
    assert (found["episodes"], found["episodes_left_out"], found["so_far_today"]) == (3, 1, 1)
    assert found["rate"]["per_week"] == pytest.approx(7 * 3 / 9)
    # chi2.ppf(.025, 6) / 2 = 0.618672, chi2.ppf(.975, 8) / 2 = 8.767273
    assert found["rate"]["low"] == pytest.approx(7 * 0.618672 / 9, abs=1e-5)
    assert found["rate"]["high"] == pytest.approx(7 * 8.767273 / 9, abs=1e-5)
    assert found["rate"]["floor"] == pytest.approx(7 * 3 / 11)
    assert found["last_28"]["spasms"] == 3 and found["before_28"]["known"] == 0


def test_days_in_a_pause_stand_in_no_floor() -> None:
    days = (*(Day(spasms=ONE) for _ in range(7)), *(Day(checked=False) for _ in range(7)))
    found = shown(facts(Plan(days, pauses=((7, 13),))))
    assert found["paused_days"] == 7
    assert found["rate"]["per_week"] == found["rate"]["floor"] == 7


def test_six_known_days_give_no_rate() -> None:
    found = shown(facts(Plan((Day(spasms=ONE),) * 6)))
    assert found["episodes"] == 6
    assert found["rate"] == {"per_week": None, "low": None, "high": None, "floor": None}


def test_an_empty_diary_says_so_in_nulls_and_zeros(journal: Journal) -> None:
    found = shown(read_diary_facts(journal))
    assert found["period"] == {"from": None, "to": None}
    assert found["look"]["date"] is None and found["look"]["next"] is None
    assert set(_numbers(found) + [0]) <= {0, 1500.0}, "an empty diary has no numbers"
    assert set(found["rate"].values()) == {None}


def test_a_spasm_of_the_running_day_begins_no_period() -> None:
    found = shown(facts(Plan((), running=Day(spasms=ONE))))
    assert found["period"] == {"from": None, "to": None}
    assert found["so_far_today"] == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_real_diary_reads_as_the_made_up_one(journal: Journal, seed: int) -> None:
    plan = made_up(seed, weeks=9)
    write(journal, records(plan))
    assert read(journal, plan) == without(shown(facts(plan)), "spasm", "run")


def test_every_day_week_and_month_has_its_bar() -> None:
    plan = made_up(2)
    bars = shown(facts(plan))["bars"]
    assert [bar["from"] for bar in bars["day"]] == [day.isoformat() for day, _noted in plan.dated()]
    known = sum(day.checked for day in plan.days)
    for step, count in (("day", len(plan.days)), ("week", 16), ("month", 4), ("year", 1)):
        assert len(bars[step]) == count
        assert sum(bar["known"] for bar in bars[step]) == known
    assert {bar["spasms"] for bar in bars["day"] if not bar["known"]} == {None}, "unknown is not zero"


def test_lines_break_where_a_list_has_elements_and_nowhere_else() -> None:
    text = as_json({"a": {"b": 1, "c": None}, "d": [{"e": [1, 2]}, {"e": []}], "f": [1, 2], "g": "é"})
    assert text.splitlines() == [
        "{",
        '  "a": {"b": 1, "c": null},',
        '  "d": [',
        '    {"e": [1, 2]},',
        '    {"e": []}',
        "  ],",
        '  "f": [1, 2],',
        '  "g": "\\u00e9"',
        "}",
    ]
    assert json.loads(text)["g"] == "é"


def test_what_is_not_finite_becomes_null_and_never_reaches_the_text() -> None:
    values = {"a": float("nan"), "b": [float("inf"), 1.5], "c": np.float64(2.5), "d": np.array([1, 2]), "e": True}
    assert plain(values) == {"a": None, "b": [None, 1.5], "c": 2.5, "d": [1, 2], "e": True}
    with pytest.raises(ValueError, match="JSON"):
        as_json({"a": float("nan")})
