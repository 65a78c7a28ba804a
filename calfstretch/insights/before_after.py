"""Before and after a marked change: both rates, their ratio and its limits; one switch in one person shows little."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import Programme
from calfstretch.insights.frequency import Rate, rate
from calfstretch.insights.minimum import MIN_DAYS_EACH_SIDE, MIN_EPISODES
from calfstretch.insights.series import Count, count

# Product choice: both sides reach no further than twelve weeks.
WINDOW_DAYS = 84
# The pace of noting is read from so many of the newest days. Product choice.
_PACE_DAYS = 28


class MarkedDay(NamedTuple):
    """A day on which something began.

    Args:
        ids: of the marked changes and programmes that began on it.
        texts: of the marked changes, in the person's own words.
        programmes: those whose first day it is.
    """

    day: date
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    programmes: tuple[Programme, ...]


class Side(NamedTuple):
    """The days on one side of the change.

    Args:
        first, last: its calendar days; the day of the change is the first one after it.
        counted: known days and the spasms on them.
        rate: None = fewer than 7 days are known.
    """

    first: date
    last: date
    counted: Count
    rate: Rate | None


class Missing(NamedTuple):
    """What is missing before the sides stand beside each other.

    Args:
        before_days, after_days: known days so far, of 28 each.
        spasms: on both sides so far, of 10.
        expected: about when the days are there if days are noted as lately; None = they are there already, or cannot
            be.
        full: both sides have their 84 days, or the diary reaches back no further: they grow no more.
    """

    before_days: int
    after_days: int
    spasms: int
    expected: date | None
    full: bool


class BeforeAfter(NamedTuple):
    """Equal numbers of calendar days on both sides of one change.

    Args:
        days: calendar days on each side, up to 84; 0 = the diary has none on one side.
        before, after: None = 0 days.
        ratio: rate after / rate before; None = too little, or nothing happened before.
        low, high: exact limits of the ratio, widened by `dispersion`; high None = unbounded or too little.
        dispersion: Pearson's, of the weekly counts, at least 1.
        others: what else began inside these days.
        missing: None = there is enough.
    """

    marked: MarkedDay
    days: int
    before: Side | None
    after: Side | None
    ratio: float | None
    low: float
    high: float | None
    dispersion: float
    others: tuple[MarkedDay, ...]
    missing: Missing | None


def marked_days(facts: DiaryFacts) -> tuple[MarkedDay, ...]:
    """Every day on which a marked change or a programme began, oldest first; what is still to come is left out."""
    changes = [change for change in facts.changes if change.day <= facts.today]
    programmes = [programme for programme in facts.programmes if programme.first_day <= facts.today]
    days = sorted({change.day for change in changes} | {programme.first_day for programme in programmes})
    return tuple(
        MarkedDay(
            day,
            tuple(each.id for each in changes if each.day == day)
            + tuple(each.id for each in programmes if each.first_day == day),
            tuple(change.text for change in changes if change.day == day),
            tuple(programme for programme in programmes if programme.first_day == day),
        )
        for day in days
    )


def before_after(facts: DiaryFacts, marked: MarkedDay) -> BeforeAfter:
    """The days before and after one marked day, as far as both sides reach equally."""
    days = max(0, min(_most_days(facts, marked), (facts.today - marked.day).days))
    if not days:
        return BeforeAfter(marked, 0, None, None, None, 0.0, None, 1.0, (), _missing(facts, marked, None, None))
    step = timedelta(days=1)
    before = _side(facts, marked.day - days * step, marked.day - step)
    after = _side(facts, marked.day, marked.day + (days - 1) * step)
    others = tuple(each for each in marked_days(facts) if before.first <= each.day <= after.last and each != marked)
    missing = _missing(facts, marked, before, after)
    dispersion = _dispersion(facts, before, after)
    if missing is not None:
        return BeforeAfter(marked, days, before, after, None, 0.0, None, dispersion, others, missing)
    from calfstretch.insights.exact import widened_limits  # late: it loads SciPy

    ratio, low, high = widened_limits(
        after.counted.spasms, after.counted.known_days, before.counted.spasms, before.counted.known_days, dispersion
    )
    return BeforeAfter(marked, days, before, after, ratio, low, high, dispersion, others, None)


def _side(facts: DiaryFacts, first: date, last: date) -> Side:
    counted = count(facts.days, first, last)
    return Side(first, last, counted, rate(counted.spasms, counted.known_days, counted.asked_days))


def _dispersion(facts: DiaryFacts, before: Side, after: Side) -> float:
    """Of the weekly counts; below 1 counts as 1, spasms at random."""
    import numpy as np  # late: neither library is wanted before Insights is opened

    from calfstretch.insights.dispersion import weekly_dispersion

    first = facts.days[0].day
    spasms = np.array([day.spasms if day.known else -1 for day in facts.days], dtype=np.int64)
    sides = (spasms[(side.first - first).days : (side.last - first).days + 1] for side in (before, after))
    found = weekly_dispersion(*sides)
    return 1.0 if found is None else max(1.0, found)


def _missing(facts: DiaryFacts, marked: MarkedDay, before: Side | None, after: Side | None) -> Missing | None:
    days = after.counted.days if after is not None else 0
    known_before, known_after = (side.counted.known_days if side is not None else 0 for side in (before, after))
    spasms = sum(side.counted.spasms for side in (before, after) if side is not None)
    enough_days = min(known_before, known_after) >= MIN_DAYS_EACH_SIDE
    if enough_days and spasms >= MIN_EPISODES:
        return None
    most = _most_days(facts, marked)
    expected = None if enough_days else _expected(facts, marked, days, known_after)
    return Missing(known_before, known_after, spasms, expected, days >= most)


def _most_days(facts: DiaryFacts, marked: MarkedDay) -> int:
    """Calendar days that each side can have at most."""
    return max(0, min(WINDOW_DAYS, (marked.day - facts.days[0].day).days)) if facts.days else 0


def _expected(facts: DiaryFacts, marked: MarkedDay, days: int, known_after: int) -> date | None:
    """About the first day on which both sides have their known days, if days are noted as lately; None = cannot be."""
    pace = count(facts.days, facts.today - timedelta(days=_PACE_DAYS), facts.today - timedelta(days=1))
    share = pace.known_days / pace.days
    known = {each.day for each in facts.days if each.known}
    known_before = sum(marked.day - timedelta(days=back) in known for back in range(1, days + 1))
    for reach in range(days + 1, _most_days(facts, marked) + 1):
        known_before += marked.day - timedelta(days=reach) in known
        if known_before >= MIN_DAYS_EACH_SIDE and known_after + share * (reach - days) >= MIN_DAYS_EACH_SIDE:
            return marked.day + timedelta(days=reach)
    return None
