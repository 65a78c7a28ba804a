"""A look: all comparisons at once, every 28 days from the first known day; between them nothing is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.comparison import Comparison, Status
from calfstretch.insights.day_table import DayTable, day_table
from calfstretch.insights.family import compare_family, count_family
from calfstretch.insights.minimum import FIRST_LOOK_DAY, LEVEL, LOOK_EVERY_DAYS
from calfstretch.insights.run_table import RunTable, run_table


@dataclass(frozen=True, slots=True, kw_only=True)
class LookResult:
    """What one look found; once it is stored it never changes.

    Args:
        number: k, 2 or more: look k covers the days 1 to 28 k.
        origin: day 1, the first known day; through: its last day.
        due: the day after `through`, on which it fell due; computed_on: the diary day it was worked out on.
        known_days, asked_days: days with a check-in, and the calendar days they are measured against.
        episodes: spasms on known days; episodes_left_out: on days that are not.
        level: adjusted p up to which an exposure was mentioned.
        comparisons: of every exposure, those without enough data included.
    """

    number: int
    origin: date
    through: date
    due: date
    computed_on: date
    known_days: int
    asked_days: int
    episodes: int
    episodes_left_out: int
    level: float = LEVEL
    comparisons: tuple[Comparison, ...] = ()

    @property
    def calendar_days(self) -> int:
        """Its days, known or not."""
        return (self.through - self.origin).days + 1

    @property
    def family(self) -> int:
        """How many exposures were compared, all of which count in Holm."""
        return sum(each.result is not None for each in self.comparisons)


def look_number(origin: date, today: date) -> int:
    """Number of the newest look that is due; 0 = none is: before day 56 there is never enough.

    Args:
        origin: the first known day.
        today: the diary day that is running.
    """
    number = (today - origin).days // LOOK_EVERY_DAYS
    return number if number * LOOK_EVERY_DAYS >= FIRST_LOOK_DAY else 0


def look_date(origin: date, number: int) -> date:
    """The day on which look k falls due: its last day, 28 k, has ended."""
    return origin + timedelta(days=number * LOOK_EVERY_DAYS)


def next_look(origin: date, today: date) -> date:
    """The first date after today on which a look falls due."""
    return look_date(origin, max(look_number(origin, today) + 1, FIRST_LOOK_DAY // LOOK_EVERY_DAYS))


def due_through(facts: DiaryFacts) -> date | None:
    """The last day of the newest look that is due; None = none is yet."""
    origin = facts.first_known
    number = look_number(origin, facts.today) if origin is not None else 0
    return look_date(origin, number) - timedelta(days=1) if origin is not None and number else None


def compute_look(facts: DiaryFacts, through: date) -> LookResult:
    """Work out the look that covers the first known day to `through`, as the diary stands now. Pure, for any thread.

    Raises:
        ValueError: no day is known, or `through` is no last day of a look.
    """
    origin = facts.first_known
    number, rest = divmod((through - origin).days + 1, LOOK_EVERY_DAYS) if origin is not None else (0, 1)
    if origin is None or rest or number < 1:
        raise ValueError(f"no look ends on {through}")
    days, runs = tables(facts, origin, through)
    return LookResult(
        number=number,
        origin=origin,
        through=through,
        due=look_date(origin, number),
        computed_on=facts.today,
        known_days=days.known_days,
        asked_days=days.asked_days,
        episodes=days.spasms,
        episodes_left_out=days.left_out,
        comparisons=compare_family(days, runs),
    )


def so_far(facts: DiaryFacts) -> tuple[Comparison, ...]:
    """Every exposure with its counts up to yesterday and nothing compared: how far it is to an answer."""
    origin = facts.first_known
    if origin is None:
        return ()
    return count_family(*tables(facts, origin, facts.today - timedelta(days=1)))


def listed(look: LookResult | None, now: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """What stands in the four lists: what a look found as it was found, what had not enough with its counts of now.

    Args:
        look: None = there is none yet, or it cannot be read.
        now: of `so_far`.
    """
    found = {} if look is None else {each.exposure.id: each for each in look.comparisons}
    fresh = {each.exposure.id: each for each in now}
    kept = [fresh.get(name, each) if each.status is Status.NOT_ENOUGH else each for name, each in found.items()]
    return (*kept, *(each for name, each in fresh.items() if name not in found))


def tables(facts: DiaryFacts, first: date, last: date) -> tuple[DayTable, RunTable]:
    """The day table and the run table of the days first to last."""
    return day_table(facts, first, last), run_table(facts, first, last)
