"""The invented person's days as entries of a diary, written through the journal day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from calfstretch.clock import FakeClock
from calfstretch.demo import words
from calfstretch.demo.day_entries import DayWriter
from calfstretch.demo.person import plans
from calfstretch.domain.day import Pause
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.person import MarkedChange, Programme, Question, SavedRoutine, Tag
from calfstretch.domain.record import Record
from calfstretch.domain.routine import DAILY
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.storage.database import Database

HALF_A_YEAR = 183
FEWEST_DAYS = 30
MOST_DAYS = 3653
_WEEKS_BEFORE_STRETCHING = 0.3
_PAUSE_DAYS = 6


def fill(database: Database, *, days: int = HALF_A_YEAR, seed: int = 1, until: datetime | None = None) -> None:
    """Fill an empty diary with invented days, all in one transaction.

    The same numbers, moment and time zone give the same entries with the same ids.

    Args:
        database: the open, empty diary.
        days: how many diary days with the one that is running, 30 to 3653.
        seed: another one makes another diary.
        until: the moment it ends at, aware; None = now.

    Raises:
        ValueError: too few or too many days.
    """
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise ValueError(f"days: {days} is not between {FEWEST_DAYS} and {MOST_DAYS}")
    until = until or datetime.now().astimezone()
    clock = FakeClock(until)
    # Written as by the timer: Ctrl+Z in the demo takes back what its user did, never the invented past.
    journal = Journal(database, clock, origin="timer")
    random = Random(f"calfstretch {seed} {days}")
    today = journal.today()
    span = [today - timedelta(days=n) for n in range(days - 1, -1, -1)]
    stretching_from = span[round(days * _WEEKS_BEFORE_STRETCHING)]
    pauses = _pauses(span, random)
    ill = {day for first, last in pauses for day in span if first <= day <= last}
    writer = DayWriter(random, Moment.of(until))
    with database.transaction():
        for number, plan in enumerate(plans(span, ill, stretching_from, random)):
            entries: list[Record] = []
            if plan.day == stretching_from:
                entries += _beginning(plan.day, writer)
            entries += [
                Pause(id=writer.new_id(), first_day=first, last_day=last, reason=_(words.PAUSE_REASON))
                for first, last in pauses
                if last == plan.day
            ]
            entries += writer.entries(plan, is_last_night=number == days - 2, is_today=number == days - 1)
            if entries:
                clock.set_now(min(until, _next_morning(plan.day)))
                journal.write("add days", entries)


def _pauses(span: list[date], random: Random) -> list[tuple[date, date]]:
    """One spell in bed every half year."""
    found = []
    for begin in range(0, len(span), HALF_A_YEAR):
        place = begin + random.randint(95, 125)
        if place + _PAUSE_DAYS < len(span) - 7:
            found.append((span[place], span[place + _PAUSE_DAYS - 1]))
    return found


def _beginning(day: date, writer: DayWriter) -> list[Record]:
    """The stretching programme, the change it marks, and what else is noted once."""
    routine = SavedRoutine.of(DAILY, id=writer.new_id(), name=_(DAILY.name))
    return [
        routine,
        Programme(id=writer.new_id(), routine_id=routine.id, first_day=day),
        MarkedChange(id=writer.new_id(), day=day, text=_(words.CHANGE)),
        Question(id=writer.new_id(), text=_(words.QUESTION), asked_on=day),
        Tag(id=writer.new_id(), name=_(words.TAG)),
    ]


def _next_morning(day: date) -> datetime:
    return local_moment(datetime(day.year, day.month, day.day, 8) + timedelta(days=1)).aware
