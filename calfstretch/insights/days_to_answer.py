"""Days to an answer: what an exposure lacks before it is compared, and about when it will have that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.comparison import Comparison, Counts, needed
from calfstretch.insights.family import count_family
from calfstretch.insights.look import next_look, so_far, tables
from calfstretch.insights.minimum import MIN_COVERAGE

PACE_DAYS = 56
"""The pace is that of so many days before today. Product choice: two windows."""


class Answer(NamedTuple):
    """When an exposure without enough data will be compared.

    Args:
        comparison: its counts of now.
        days: until there is enough, at the pace of late; 0 = there is; None = it cannot be said.
        look: the first look from then on; None = it cannot be said.
        weeks: until that look, begun ones counted whole; None = it cannot be said.
    """

    comparison: Comparison
    days: int | None
    look: date | None
    weeks: int | None


def answers(facts: DiaryFacts, now: Iterable[Comparison] | None = None) -> Mapping[str, Answer]:
    """By exposure when it will be compared, at the pace of the last 56 days; empty while no day is known.

    Args:
        now: of `look.so_far`, where it is at hand.
    """
    origin, today = facts.first_known, facts.today
    if origin is None:
        return {}
    first = max(origin, today - timedelta(days=PACE_DAYS))
    late = {each.exposure.id: each.counts for each in count_family(*tables(facts, first, today - timedelta(days=1)))}
    pace_days = (today - first).days
    found = {}
    for each in so_far(facts) if now is None else now:
        days = days_needed(each, late[each.exposure.id], pace_days)
        look = None if days is None else _look_from(origin, today, days)
        weeks = None if look is None else ceil((look - today).days / 7)
        found[each.exposure.id] = Answer(each, days, look, weeks)
    return found


def days_needed(comparison: Comparison, late: Counts, late_days: int) -> int | None:
    """Days until there is enough, if it goes on like the last `late_days` days; None = at this pace never.

    Args:
        comparison: its counts of now.
        late: what the last `late_days` days alone add up to.
    """
    if comparison.too_few_orders:
        return None
    counts, need = comparison.counts, needed(comparison.exposure.unit)
    waits = [
        _wait(need.units - counts.units, late.units / late_days),
        _wait(need.episodes - counts.episodes, late.episodes / late_days),
        _wait(need.in_group - counts.units_with, late.units_with / late_days),
        _wait(need.in_group - counts.units_without, late.units_without / late_days),
        # (known + k d) / (asked + a d) reaches the share after d days
        _wait(
            MIN_COVERAGE * counts.asked_days - counts.known_days,
            (late.known_days - MIN_COVERAGE * late.asked_days) / late_days,
        ),
    ]
    said = [wait for wait in waits if wait is not None]
    return max(said) if len(said) == len(waits) else None


def answer_words(answer: Answer) -> str:
    """About when it will be compared."""
    if answer.weeks is None:
        return _("At the pace of the last weeks it cannot be said when there will be enough.")
    if not answer.days:
        return ngettext(
            "There is enough by now: compared in about {n} week.",
            "There is enough by now: compared in about {n} weeks.",
            answer.weeks,
        ).format(n=answer.weeks)
    return ngettext("At this pace about {n} week.", "At this pace about {n} weeks.", answer.weeks).format(
        n=answer.weeks
    )


def _wait(lacking: float, a_day: float) -> int | None:
    if lacking <= 0:
        return 0
    return ceil(lacking / a_day - 1e-9) if a_day > 1e-9 else None


def _look_from(origin: date, today: date, days: int) -> date:
    """The first look that falls due when so many days more have ended."""
    return next_look(origin, today + timedelta(days=max(days, 1) - 1))
