"""The reckoning of the last 28 days, read from the diary."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch.domain.day import FIRST_USED_SETTING
from calfstretch.domain.regularity import LAST_DAYS, Regularity, regularity
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.journal.journal import Journal


def first_use(journal: Journal) -> date | None:
    """The first diary day with the program, or the earliest with an entry if that is older; None = none yet."""
    said = journal.setting(FIRST_USED_SETTING)
    days = [date.fromisoformat(said) if said else None, journal.first_day()]
    return min((day for day in days if day is not None), default=None)


def read_regularity(journal: Journal) -> Regularity | None:
    """How regularly the person stretched in the last 28 ended days; None = no day counts yet."""
    today = journal.today()
    days = [today - timedelta(days=ago) for ago in range(LAST_DAYS, 0, -1)]
    facts = read_day_facts(journal, days[0], days[-1])
    asked = None
    if journal.routines.in_force(today) is not None:
        found = {day: journal.routines.in_force(day) for day in days}
        asked = {day: programme.times for day, programme in found.items() if programme is not None}
    return regularity(facts, today, first_use(journal), asked)
