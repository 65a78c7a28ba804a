"""The look and its comparisons as values for JSON: every exposure with its counts, its numbers and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights import comparison_words as words
from calfstretch.insights.comparison import Comparison, Result, needed
from calfstretch.insights.days_to_answer import Answer, answer_words, answers
from calfstretch.insights.look import LookResult, listed, tables
from calfstretch.insights.minimum import MIN_COVERAGE
from calfstretch.insights.together import together


class Looked(Protocol):
    """How it stands with the looks, as of `journal.looks.Standing`."""

    @property
    def look(self) -> LookResult | None:
        """What is shown; None = there is none."""

    @property
    def days_edited(self) -> int:
        """How many of its days were edited since."""

    @property
    def next(self) -> date | None:
        """When the next one falls due; None = no day is known."""

    @property
    def unreadable(self) -> date | None:
        """The day of a look that cannot be read; None = it can."""


def look_part(looked: Looked) -> dict[str, Any]:
    """The look that is shown: its day, the next one, and how many of its days were edited since."""
    look = looked.look
    found: dict[str, Any] = {
        "date": look.computed_on if look else None,
        "next": looked.next,
        "days_edited_since": looked.days_edited if look else None,
        "unreadable": looked.unreadable,
    }
    if look is None:
        return found
    return found | {
        "number": look.number,
        "from": look.origin,
        "to": look.through,
        "due": look.due,
        "calendar_days": look.calendar_days,
        "asked_days": look.asked_days,
        "known_days": look.known_days,
        "episodes": look.episodes,
        "episodes_left_out": look.episodes_left_out,
        "level": look.level,
        "compared": look.family,
    }


def exposures_part(facts: DiaryFacts, look: LookResult | None) -> list[dict[str, Any]]:
    """Every exposure: what the look found, or how far it is to an answer."""
    expected = answers(facts)
    shown = listed(look, [each.comparison for each in expected.values()])
    return [_exposure(each, expected) for each in shown]


def _exposure(comparison: Comparison, expected: Mapping[str, Answer]) -> dict[str, Any]:
    exposure, counts, result = comparison.exposure, comparison.counts, comparison.result
    name = words.names(comparison)
    return {
        "id": exposure.id,
        "name": name.heading,
        "unit_of_comparison": exposure.unit,
        "lag_days": exposure.lag_days,
        "status": comparison.status,
        "episodes_with": counts.episodes_with,
        "units_with": counts.units_with,
        "episodes_without": counts.episodes_without,
        "units_without": counts.units_without,
        "left_out": counts.left_out,
        "ratio": result.ratio if result else None,
        "low": result.low if result else None,
        "high": result.high if result else None,
        "p_adjusted": result.p_adjusted if result else None,
        "sentence": words.sentence(comparison),
        "caution": words.caution() if comparison.is_mentioned else None,
        "with": name.yes,
        "without": name.no,
        "line": comparison.line,
        "by_minutes": comparison.by_minutes,
        "worked_out": None if result is None else _worked_out(result),
        "progress": _progress(comparison),
        "about_when": None if result is not None else _about_when(expected.get(exposure.id)),
    }


def _worked_out(result: Result) -> dict[str, Any]:
    """The numbers of the table for the therapist."""
    return {
        "windowed": result.windowed,
        "windows": result.windows,
        "crude": {"ratio": result.crude_ratio, "low": result.exact_low, "high": result.exact_high},
        "widened": {"low": result.widened_low, "high": result.widened_high},
        "p_central": result.p_central,
        "p_mid": result.p_mid,
        "p_shift": result.p_shift,
        "z": result.z,
        "design_effect": result.design_effect,
        "dispersion": result.dispersion,
        "seed": result.seed,
    }


def _progress(comparison: Comparison) -> dict[str, Any]:
    """How much there is of what a comparison needs."""
    counts, need = comparison.counts, needed(comparison.exposure.unit)
    return {
        "units": counts.units,
        "units_needed": need.units,
        "smaller_group": counts.smaller_group,
        "smaller_group_needed": need.in_group,
        "episodes": counts.episodes,
        "episodes_needed": need.episodes,
        "known_days": counts.known_days,
        "asked_days": counts.asked_days,
        "share_needed": MIN_COVERAGE,
        "enough": counts.is_enough(comparison.exposure.unit),
        "too_few_orders": comparison.too_few_orders,
    }


def _about_when(answer: Answer | None) -> dict[str, Any] | None:
    """When there will be enough at the pace of late; None = it was never noted."""
    if answer is None:
        return None
    return {"days": answer.days, "look": answer.look, "weeks": answer.weeks, "sentence": answer_words(answer)}


def together_part(facts: DiaryFacts, exposures: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Pairs of compared notes that stand on the same days, or runs, so that the diary cannot tell them apart.

    Args:
        exposures: of `exposures_part`.
    """
    if facts.first_known is None:
        return []
    compared = {each["id"] for each in exposures if each["worked_out"] is not None}
    found = []
    for table in tables(facts, facts.first_known, facts.today - timedelta(days=1)):
        codes = {each.id: x for each, x in zip(table.exposures, table.x, strict=True) if each.id in compared}
        found += [{**pair._asdict(), "share": pair.share} for pair in together(codes)]
    return found
