"""Rates and their limits against published and independently computed cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calfstretch.insights.frequency import garwood, garwood_many, rate

_FILE = Path(__file__).parent.parent / "data" / "statistics_cases.json"
_CASES = [case for case in json.loads(_FILE.read_text(encoding="utf-8"))["cases"] if case["kind"] == "rate_ci"]


def test_there_are_cases() -> None:
    assert len(_CASES) >= 7


@pytest.mark.parametrize("case", _CASES, ids=[case["id"] for case in _CASES])
def test_the_limits_agree_with_the_reference_case(case: dict[str, Any]) -> None:
    given, wanted, tolerance = case["input"], case["expected"], case["tolerance"]
    low, high = garwood(given["episodes"], given["known_days"], given["confidence"])
    close = {"rel": tolerance["relative"], "abs": tolerance["absolute"]}
    assert low == pytest.approx(wanted["low_per_week"], **close)
    assert high == pytest.approx(wanted["high_per_week"], **close)
    assert 7 * given["episodes"] / given["known_days"] == pytest.approx(wanted["per_week"], **close)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    pairs = [(0, 7), (4, 26), (137, 169)]
    assert garwood_many(pairs) == [garwood(*pair) for pair in pairs]
    assert garwood_many([]) == []


def test_six_known_days_are_too_few_for_a_rate_and_seven_are_enough() -> None:
    assert rate(3, 6, 28) is None
    assert rate(3, 7, 28) is not None


def test_the_rate_counts_known_days_and_the_floor_all_days() -> None:
    found = rate(10, 23, 35)
    assert found is not None
    assert found.per_week == pytest.approx(3.043478261)
    assert found.floor == pytest.approx(2.0)
    assert found.floor < found.per_week < found.high


def test_no_spasms_give_zero_and_an_upper_limit() -> None:
    found = rate(0, 30, 30)
    assert found is not None
    assert (found.per_week, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.8607385393)
