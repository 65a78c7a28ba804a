"""The stretch of days a person looks at: four weeks, six months, or all there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.series import RECENT_DAYS, SIX_MONTHS_WEEKS, Span


class Period(NamedTuple):
    """Ended diary days from first to last, both included, none of them before the diary begins."""

    span: Span
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.last - self.first).days + 1


def period(facts: Sequence[DayFacts], span: Span) -> Period:
    """The days of a range.

    Args:
        facts: every ended day, oldest first, at least one.
    """
    begin, last = facts[0].day, facts[-1].day
    reach = {Span.FOUR_WEEKS: RECENT_DAYS, Span.SIX_MONTHS: 7 * SIX_MONTHS_WEEKS}.get(span)
    return Period(span, begin if reach is None else max(begin, last - timedelta(days=reach - 1)), last)
