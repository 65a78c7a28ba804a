"""The whole diary as numbers, for Insights and its command."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day import Pause, day_span
from calfstretch.domain.diary_facts import LATE_H, DiaryFacts
from calfstretch.domain.person import Look, Programme
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.journal.journal import Journal
from calfstretch.journal.regularity import first_use
from calfstretch.storage import diary_facts
from calfstretch.storage.looks import looks

LOW_WATER_SETTING = "low_water_ml"
LOW_WATER_ML = 1500.0
"""Below this a day's water is called low, unless the person set another line before the first look. Source: clinical
facts, section 5: a threshold for notes, no medical limit."""

# So many dates (UTC) after its day an answer is late wherever the diary was kept: a day ends before noon of the next
# date, and no clock is a whole day from UTC.
_SURELY_LATE = LATE_H // 24 + 2


def read_diary_facts(journal: Journal, today: date | None = None) -> DiaryFacts:
    """Everything Insights reckons with.

    Args:
        today: the diary day taken as running; None = the one that is. What is noted of later days is left out.
    """
    connection = journal.database.connection
    today = today or journal.today()
    first, yesterday = journal.first_day(), today - timedelta(days=1)
    days = read_day_facts(journal, first, yesterday, today) if first is not None and first < today else []
    pauses = tuple((pause.first_day, pause.last_day) for pause in journal.everything(Pause))
    return DiaryFacts(
        today=today,
        days=tuple(days),
        late=_late(journal, yesterday),
        items=diary_facts.items(connection, today),
        spasms=tuple(diary_facts.spasms(connection, today)),
        activities=tuple(diary_facts.activities(connection, today)),
        coverage=Coverage(
            today=today,
            checked_in=frozenset(day.day for day in days if day.known),
            imported=tuple(diary_facts.imported(connection)),
            first_use=first_use(journal),
            pauses=pauses,
        ),
        changes=tuple(diary_facts.changes(connection, today)),
        programmes=tuple(sorted(journal.everything(Programme), key=lambda programme: programme.first_day)),
        tags=tuple(journal.tags.known()),
        low_water_ml=float(journal.setting(LOW_WATER_SETTING, LOW_WATER_ML)),
    )


def first_look(journal: Journal) -> Look | None:
    """The look that was taken first, whether or not it can still be read; None = none was."""
    return next(iter(looks(journal.database.connection)), None)


def _late(journal: Journal, last: date) -> frozenset[date]:
    """Days whose check-in was typed more than 48 h after their end."""
    limit = timedelta(hours=LATE_H)
    start_h = journal.day_start_h
    late = set()
    for day, entered in diary_facts.answered(journal.database.connection, last):
        # a day's end costs a look into the time zones, and few answers are near the limit
        nights = (entered.date() - day).days
        if nights > _SURELY_LATE or (
            nights > LATE_H // 24 and entered.astimezone(UTC) - day_span(day, start_h)[1].utc > limit
        ):
            late.add(day)
    return frozenset(late)
