"""The looks of a diary: which one is shown, which one is due, how one is kept when it was first worked out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import Look
from calfstretch.insights.look import LookResult, compute_look, due_through, look_date, look_number, next_look
from calfstretch.insights.look_json import BrokenLookError, from_json, to_json
from calfstretch.journal.journal import LOOK_STORED, Journal
from calfstretch.storage.looks import edited_days, looks


class Standing(NamedTuple):
    """How it stands with the looks.

    Args:
        look: what is shown; None = there is none yet, it cannot be read, or it is due and not worked out yet.
        days_edited: how many of its days were edited since it was worked out.
        next: when the next one falls due; None = no day is known.
        due: last day of the look that is to be worked out now (`compute_look`, then `keep`); None = none is.
        unreadable: the day on which the look was made that should be shown and cannot be read; None = it can.
    """

    look: LookResult | None = None
    days_edited: int = 0
    next: date | None = None
    due: date | None = None
    unreadable: date | None = None


def standing(journal: Journal, facts: DiaryFacts) -> Standing:
    """How it stands with the looks on the day that is running in `facts`. Looks of a later day are passed over.

    A stored look is shown until the next one falls due; looks that fell due unseen are skipped.
    """
    origin, today = facts.first_known, facts.today
    if origin is None:
        return Standing()
    number = look_number(origin, today)
    # Where the first known day has moved on since, a stored look may be ahead of what is due by the new count.
    stored = [
        look
        for look in looks(journal.database.connection)
        if look.number == number or (look.number > number and look.day <= today)
    ]
    if stored:
        newest = max(stored, key=lambda look: look.number)
        return _of_stored(journal, newest, look_date(origin, newest.number + 1))
    return Standing(next=next_look(origin, today), due=due_through(facts))


def keep(journal: Journal, facts: DiaryFacts, look: LookResult) -> Standing:
    """Store a look that was just worked out, unless somebody else has meanwhile: the one that stands never changes.

    Raises:
        UserError: it could not be stored; nothing was.
    """
    record = Look(number=look.number, day=look.computed_on, body=to_json(look))
    with journal.database.transaction() as connection:
        if look.number not in {there.number for there in looks(connection)}:
            # as by the timer: Ctrl+Z passes it over
            journal.write(LOOK_STORED, [record], origin="timer")
    return standing(journal, facts)


def current(journal: Journal, facts: DiaryFacts, *, store: bool = True) -> Standing:
    """How it stands, with the look that is due worked out (ten years: a quarter of a second).

    Args:
        store: keep what was worked out; False where a day was asked for that is not the running one.

    Raises:
        UserError: it could not be stored.
    """
    found = standing(journal, facts)
    if found.due is None:
        return found
    look = compute_look(facts, found.due)
    return keep(journal, facts, look) if store else found._replace(look=look, due=None)


def _of_stored(journal: Journal, record: Look, next_date: date) -> Standing:
    try:
        look = from_json(record.body)
        if look.number != record.number:
            raise BrokenLookError("number")
    except BrokenLookError:
        return Standing(next=next_date, unreadable=record.day)
    edited = edited_days(journal.database.connection, record, look.origin, look.through, journal.day_start_h)
    return Standing(look=look, days_edited=len(edited), next=next_date)
