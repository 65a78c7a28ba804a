"""Insights as plain lines of text: the sentences a person reads on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights import wording
from calfstretch.insights.document import so_far_today, whole_period
from calfstretch.insights.frequency import rate
from calfstretch.insights.series import RECENT_DAYS, Count, count, recent


def summary(facts: DiaryFacts) -> list[str]:
    """One line for each sentence, a blank one between parts."""
    return [*_how_often(facts)]


def _how_often(facts: DiaryFacts) -> Iterator[str]:
    yield _("How often")
    known = any(day.known for day in facts.days)
    if not known:
        yield _("Nothing to show yet.")
    now, before = recent(facts.days) if facts.days else (Count(RECENT_DAYS, 0, 0, 0),) * 2
    limits = rate(now.spasms, now.known_days, now.asked_days)
    yield wording.how_often(now, before, limits).text
    notes = (
        wording.at_random(now, limits),
        wording.left_out(_left_out(facts.days)),
        wording.so_far_today(so_far_today(facts)),
    )
    yield from (note for note in notes if note)


def _left_out(days: Sequence[DayFacts]) -> int:
    whole = whole_period(days)
    return count(days, *whole).left_out if whole else 0
