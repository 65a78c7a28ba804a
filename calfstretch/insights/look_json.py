"""A look as plain JSON, as it is stored, and back; what is read is checked value by value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from calfstretch.domain.day import TAG_PREFIX
from calfstretch.domain.exposures import DAY_EXPOSURES, RUN_EXPOSURES, Exposure, Unit
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.look import LookResult

FORMAT = 1
_BUILT_IN = {each.id: each.unit for each in (*DAY_EXPOSURES, *RUN_EXPOSURES)}
T = TypeVar("T")


class BrokenLookError(ValueError):
    """What was stored is no look; the message says which value is wrong."""


def to_json(look: LookResult) -> dict[str, Any]:
    """The look as dicts, lists, texts, numbers and None alone; None = no bound or not defined."""
    return {
        "format": FORMAT,
        "number": look.number,
        "origin": look.origin.isoformat(),
        "through": look.through.isoformat(),
        "due": look.due.isoformat(),
        "computed_on": look.computed_on.isoformat(),
        "known_days": look.known_days,
        "asked_days": look.asked_days,
        "episodes": look.episodes,
        "episodes_left_out": look.episodes_left_out,
        "level": look.level,
        "comparisons": [_comparison_json(each) for each in look.comparisons],
    }


def from_json(body: object) -> LookResult:
    """The look of `to_json`.

    Raises:
        BrokenLookError: a value is missing or is not what it can be.
    """
    body = _mapping(body, "look")
    if _whole(body, "format") != FORMAT:
        raise BrokenLookError("format")
    look = LookResult(
        number=_whole(body, "number"),
        origin=_day(body, "origin"),
        through=_day(body, "through"),
        due=_day(body, "due"),
        computed_on=_day(body, "computed_on"),
        known_days=_whole(body, "known_days"),
        asked_days=_whole(body, "asked_days"),
        episodes=_whole(body, "episodes"),
        episodes_left_out=_whole(body, "episodes_left_out"),
        level=_said(body, "level", 0, 1),
        comparisons=tuple(_each(body, "comparisons", _comparison)),
    )
    if not look.origin <= look.through < look.due <= look.computed_on:
        raise BrokenLookError("due")
    return look


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    exposure, result = comparison.exposure, comparison.result
    return {
        **exposure._asdict(),
        "unit": str(exposure.unit),
        "status": str(comparison.status),
        "line": comparison.line,
        "by_minutes": comparison.by_minutes,
        "too_few_orders": comparison.too_few_orders,
        "counts": _plain(comparison.counts),
        "result": None if result is None else _plain(result),
    }


def _plain(values: Counts | Result) -> dict[str, Any]:
    return {field.name: getattr(values, field.name) for field in fields(values)}


def _comparison(body: Mapping[str, Any]) -> Comparison:
    status, result = _word(body, "status", Status), body.get("result")
    if (result is None) != (status is Status.NOT_ENOUGH):
        raise BrokenLookError("result")
    return Comparison(
        exposure=_exposure(body),
        status=status,
        counts=_counts(_mapping(body.get("counts"), "counts")),
        result=None if result is None else _result(_mapping(result, "result")),
        line=_number(body, "line"),
        by_minutes=_flag(body, "by_minutes"),
        too_few_orders=_flag(body, "too_few_orders"),
    )


def _exposure(body: Mapping[str, Any]) -> Exposure:
    exposure = Exposure(_text(body, "id"), _word(body, "unit", Unit), _whole(body, "lag_days"), _text(body, "name"))
    is_tag = exposure.unit is Unit.DAY and bool(exposure.name) and exposure.id == TAG_PREFIX + exposure.name
    if exposure.lag_days > is_tag or not (is_tag or _BUILT_IN.get(exposure.id) is exposure.unit):
        raise BrokenLookError("id")
    return exposure


def _counts(body: Mapping[str, Any]) -> Counts:
    return Counts(**{field.name: _whole(body, field.name) for field in fields(Counts)})


def _result(body: Mapping[str, Any]) -> Result:
    return Result(
        ratio=_number(body, "ratio", 0),
        low=_number(body, "low", 0),
        high=_number(body, "high", 0),
        windowed=_flag(body, "windowed"),
        crude_ratio=_number(body, "crude_ratio", 0),
        exact_low=_said(body, "exact_low", 0),
        exact_high=_number(body, "exact_high", 0),
        widened_low=_said(body, "widened_low", 0),
        widened_high=_number(body, "widened_high", 0),
        p_central=_said(body, "p_central", 0, 1),
        p_mid=_said(body, "p_mid", 0, 1),
        z=_said(body, "z"),
        p_shift=_said(body, "p_shift", 0, 1),
        p_adjusted=_said(body, "p_adjusted", 0, 1),
        design_effect=_said(body, "design_effect", 1),
        dispersion=_number(body, "dispersion", 0),
        windows=_whole(body, "windows"),
        seed=_whole(body, "seed"),
    )


def _each(body: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], T]) -> list[T]:
    values = body.get(name)
    if not isinstance(values, list):
        raise BrokenLookError(name)
    return [read(_mapping(value, name)) for value in values]


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BrokenLookError(name)
    return value


def _day(body: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_text(body, name))
    except ValueError:
        raise BrokenLookError(name) from None


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise BrokenLookError(name)
    return value


def _word(body: Mapping[str, Any], name: str, words: Callable[[str], T]) -> T:
    try:
        return words(_text(body, name))
    except ValueError:
        raise BrokenLookError(name) from None


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise BrokenLookError(name)
    return value


def _whole(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BrokenLookError(name)
    return value


def _number(body: Mapping[str, Any], name: str, low: float = -math.inf, high: float = math.inf) -> float | None:
    value = body.get(name, math.nan)  # None is said, no value is not
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise BrokenLookError(name)
    if not low <= value <= high:
        raise BrokenLookError(name)
    return float(value)


def _said(body: Mapping[str, Any], name: str, low: float = -math.inf, high: float = math.inf) -> float:
    value = _number(body, name, low, high)
    if value is None:
        raise BrokenLookError(name)
    return value
