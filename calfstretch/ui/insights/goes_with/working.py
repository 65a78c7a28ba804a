"""What the part needs to know, worked out in one go; pure, so that a thread can do it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.exposures import Unit
from calfstretch.insights.comparison import Comparison
from calfstretch.insights.days_to_answer import Answer, answers
from calfstretch.insights.look import LookResult, compute_look, listed, tables
from calfstretch.insights.on_feet import FeetRate, on_feet
from calfstretch.insights.together import Together, together
from calfstretch.journal.looks import Standing


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
        standing: how it stood with the looks.
        look: the newest look; None = there is none yet, or it cannot be read.
        is_new: the look was worked out just now and is not stored.
        listed: what stands in the lists: what the look found as it was found, the rest with its counts of now.
        answers: by exposure when there will be enough.
        together: pairs of days' notes and of runs' that the diary cannot tell apart.
        feet: spasms per run, per 10 km, per hour on feet.
        groups: by exposure its days.
    """

    facts: DiaryFacts
    standing: Standing
    look: LookResult | None
    is_new: bool
    listed: tuple[Comparison, ...]
    answers: Mapping[str, Answer]
    together: tuple[Together, ...]
    feet: tuple[FeetRate, ...]
    groups: Mapping[str, Group]

    def with_stored(self, standing: Standing) -> Worked:
        """The same with the look that stands now."""
        found = listed(standing.look, (answer.comparison for answer in self.answers.values()))
        return self._replace(standing=standing, look=standing.look, is_new=False, listed=found)


def work_out(facts: DiaryFacts, standing: Standing) -> Worked:
    """All of it; where a look is due, that too."""
    origin, yesterday = facts.first_known, facts.today - timedelta(days=1)
    if origin is None:
        return Worked(facts, standing, standing.look, False, (), {}, (), tuple(on_feet(facts)), {})
    is_new = standing.due is not None
    look = compute_look(facts, standing.due) if standing.due is not None else standing.look
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
        standing=standing,
        look=look,
        is_new=is_new,
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
