"""The diary days as numbers, for rates and charts."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch.domain.day import Pause
from calfstretch.domain.day_facts import DayFacts
from calfstretch.journal.journal import Journal
from calfstretch.storage import day_facts


def read_day_facts(journal: Journal, first: date, last: date, today: date | None = None) -> list[DayFacts]:
    """Every diary day from first to last (both included), oldest first; a day still running is not known.

    Args:
        today: the diary day taken as running; None = the one that is.
    """
    found = day_facts.by_day(journal.database.connection, first, last)
    today = today or journal.today()
    paused: set[date] = set()
    for pause in journal.everything(Pause):
        begin, end = max(pause.first_day, first), min(pause.last_day, last)
        paused.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    facts = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        of_day = found.get(day, {})
        known = bool(of_day.pop("known", False)) and day < today
        facts.append(DayFacts(day=day, known=known, paused=day in paused, **of_day))
    return facts
