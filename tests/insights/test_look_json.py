"""A look as plain JSON and back: nothing is lost, nothing broken is taken."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from calfstretch.insights.look import LookResult, compute_look
from calfstretch.insights.look_json import BrokenLookError, from_json, to_json
from tests.insights.made_up import START, facts, made_up


@pytest.fixture(scope="module")
def look() -> LookResult:
    """A look with results and without, of days, tags and runs."""
    return compute_look(facts(made_up(1, 16)), START + timedelta(days=28 * 4 - 1))


def test_nothing_is_lost(look: LookResult) -> None:
    text = json.dumps(to_json(look), allow_nan=False)
    assert from_json(json.loads(text)) == look


def test_no_bound_is_null(look: LookResult) -> None:
    first = next(each for each in look.comparisons if each.result is not None)
    assert first.result is not None
    unbounded = replace(first, result=replace(first.result, ratio=None, high=None, exact_high=None))
    made = replace(look, comparisons=(unbounded,))
    body = json.loads(json.dumps(to_json(made), allow_nan=False))
    assert body["comparisons"][0]["result"]["high"] is None
    assert from_json(body) == made


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a value in a body, its insides too."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[-1], (*path, len(value) - 1))


def broken(body: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The body with another value in one place."""
    made = copy.deepcopy(body)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return made


@pytest.mark.parametrize("value", [KeyError, "nonsense", -7, [], {}, True, float("nan")], ids=repr)
def test_a_broken_value_anywhere_is_noticed(look: LookResult, value: Any) -> None:
    with_result = next(each for each in look.comparisons if each.exposure.name and each.result is not None)
    body = to_json(replace(look, comparisons=(*look.comparisons, with_result)))
    for path in places(body):
        if isinstance(path[-1], int) and value is KeyError:
            continue  # a list that is shorter is a list
        allowed = {"z": -7, "line": -7, "comparisons": []}.get(path[-1]) == value
        if allowed or (isinstance(value, bool) and path[-1] in ("by_minutes", "too_few_orders", "windowed")):
            continue
        with pytest.raises(BrokenLookError):
            from_json(broken(body, path, value))


@pytest.mark.parametrize("body", [None, [], "look", 3, {}, {"format": 2}], ids=repr)
def test_what_is_no_look_is_refused(body: Any) -> None:
    with pytest.raises(BrokenLookError):
        from_json(body)


def test_days_out_of_order_are_refused(look: LookResult) -> None:
    with pytest.raises(BrokenLookError, match="due"):
        from_json(to_json(replace(look, due=look.origin)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", "coffee"), ("unit", "run"), ("lag_days", 2), ("name", "Another"), ("status", "not_enough")],
)
def test_values_that_do_not_fit_each_other_are_refused(look: LookResult, name: str, value: Any) -> None:
    body = to_json(replace(look, comparisons=tuple(e for e in look.comparisons if e.exposure.name and e.result)))
    with pytest.raises(BrokenLookError):
        from_json(broken(body, ("comparisons", 0, name), value))


def test_a_built_in_exposure_has_no_lag(look: LookResult) -> None:
    with pytest.raises(BrokenLookError):
        from_json(broken(to_json(look), ("comparisons", 0, "lag_days"), 1))
