"""What the part needs to know, worked out in one go; pure, so that a thread can do it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.exposures import Unit
from calfstretch.insights.comparison import Comparison
from calfstretch.insights.days_to_answer import Answer, answers
from calfstretch.insights.look import LookResult, compute_look, due_through, listed, next_look, tables
from calfstretch.insights.on_feet import FeetRate, on_feet
from calfstretch.insights.together import Together, together


class Group(NamedTuple):
    """The days, or runs, of one exposure up to now.

    Args:
        yes: each day of the group with the note and its spasms, oldest first; of runs 1 = a spasm, 0 = none.
    """

    yes: tuple[tuple[date, int], ...]


class Worked(NamedTuple):
    """Everything that is shown.

    Args:
        facts: what it was worked out from.
        look: the newest look; None = there is none yet.
        is_new: the look was worked out just now and is not stored.
        edited: how many of the look's days were edited since; None = not counted yet.
        next_look: the next one falls due; None = no day is known.
        listed: what stands in the lists: what the look found as it was found, the rest with its counts of now.
        answers: by exposure when there will be enough.
        together: pairs of days' notes and of runs' that the diary cannot tell apart.
        feet: spasms per run, per 10 km, per hour on feet.
        groups: by exposure its days.
    """

    facts: DiaryFacts
    look: LookResult | None
    is_new: bool
    edited: int | None
    next_look: date | None
    listed: tuple[Comparison, ...]
    answers: Mapping[str, Answer]
    together: tuple[Together, ...]
    feet: tuple[FeetRate, ...]
    groups: Mapping[str, Group]


def work_out(facts: DiaryFacts, stored: LookResult | None) -> Worked:
    """All of it.

    Args:
        stored: the newest look that was stored; where a later one is due, that is worked out.
    """
    origin, yesterday = facts.first_known, facts.today - timedelta(days=1)
    if origin is None:
        return Worked(facts, stored, False, None, None, (), {}, (), tuple(on_feet(facts)), {})
    through = due_through(facts)
    is_new = through is not None and (stored is None or stored.through < through)
    look = compute_look(facts, through) if is_new and through is not None else stored
    until = answers(facts)
    days, runs = tables(facts, origin, yesterday)
    found = listed(look, (answer.comparison for answer in until.values()))
    compared = {each.exposure.id for each in found if each.result is not None}
    of_days = {e.id: x for e, x in zip(days.exposures, days.x, strict=True) if e.id in compared}
    of_runs = {e.id: x for e, x in zip(runs.exposures, runs.x, strict=True) if e.id in compared}
    groups = {
        e.id: _group(days.first, range(len(days.y)), days.y, x) for e, x in zip(days.exposures, days.x, strict=True)
    } | {e.id: _group(days.first, runs.day, runs.y, x) for e, x in zip(runs.exposures, runs.x, strict=True)}
    return Worked(
        facts=facts,
        look=look,
        is_new=is_new,
        edited=None,
        next_look=next_look(origin, facts.today),
        listed=found,
        answers=until,
        together=(*together(of_days), *together(of_runs)),
        feet=tuple(on_feet(facts)),
        groups=groups,
    )


def of_unit(comparisons: tuple[Comparison, ...], unit: Unit) -> tuple[Comparison, ...]:
    """Those that compare days, or runs."""
    return tuple(each for each in comparisons if each.exposure.unit is unit)


def _group(first: date, numbers: object, y: object, x: object) -> Group:
    rows = zip(numbers, y, x, strict=True)  # type: ignore[call-overload]
    return Group(tuple((first + timedelta(days=int(day)), int(n)) for day, n, code in rows if code == 1 and n >= 0))
