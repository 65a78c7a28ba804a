"""Diary days gathered into the bars of a chart: days, weeks, months or years; what is unknown stays unknown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from calfstretch.domain.day import WATER_LEVELS
from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights.span import Span as Span

RECENT_DAYS = 28
SIX_MONTHS_WEEKS = 26
# A bar and its gap never get less than this, so that a bar stays above 3 px. Source: performance notes, section 4.
MIN_PITCH_PX = 4.5
# More bars of a day than these cannot be read, however wide the window is: a day has none, one or two spasms, and
# what changes shows in its weeks.
MOST_DAY_BARS = 48
# A bar speaks for its days when 4 of 7 are known. Source: statistics notes, section 2.
ENOUGH_KNOWN, ENOUGH_OF = 4, 7


class Step(StrEnum):
    """What one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Count:
    """What a stretch of days adds up to.

    Args:
        days: ended calendar days.
        known_days: of these, with a check-in.
        spasms: on the known days.
        left_out: spasms noted on days that are not known.
        paused: days in a pause without a check-in, which stand in no denominator.
    """

    days: int
    known_days: int
    spasms: int
    left_out: int
    paused: int = 0

    @property
    def asked_days(self) -> int:
        """The days that known days are measured against."""
        return self.days - self.paused


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar: all amounts are sums over its ended days.

    Args:
        first, last: its days, the ones still to come included.
        count: days, known days and spasms.
        paused_days: inside a pause.
        water_ml: mean of the days with confirmed water; None = none has.
        water_days: days with confirmed water.
        water_levels: days said to be less, usual and more than usual, without confirmed water.
        activity_min: minutes noted.
        evenings: evenings with a stretch.
    """

    step: Step
    first: date
    last: date
    count: Count
    paused_days: int
    water_ml: float | None
    water_days: int
    water_levels: tuple[int, int, int]
    activity_min: float
    evenings: int

    @property
    def enough(self) -> bool:
        """Whether enough days are known for a bar of spasms: the day itself, or 4 of 7."""
        known = self.count.known_days
        if self.step is Step.DAY:
            return known == 1
        return known >= ENOUGH_KNOWN and known * ENOUGH_OF >= self.count.asked_days * ENOUGH_KNOWN

    @property
    def spasm_rate(self) -> float | None:
        """Spasms a week over the known days, for a day its count; None = too few days are known, never zero."""
        if not self.enough:
            return None
        return float(self.count.spasms) if self.step is Step.DAY else 7 * self.count.spasms / self.count.known_days

    @property
    def activity_h(self) -> float:
        """Hours of activity noted: of the day or the week; for longer bars the mean week."""
        return self._weekly(self.activity_min / 60)

    @property
    def evening_rate(self) -> float:
        """Evenings with a stretch: of the day or the week; for longer bars the mean week."""
        return self._weekly(self.evenings)

    @property
    def water_level(self) -> str | None:
        """The middle one of what was said where no amount is confirmed; None = nothing was, or an amount is."""
        total = sum(self.water_levels)
        if self.water_ml is not None or not total:
            return None
        upto = accumulate(self.water_levels)
        return next(level for level, n in zip(WATER_LEVELS, upto, strict=True) if 2 * n >= total)

    def _weekly(self, amount: float) -> float:
        return amount if self.step in (Step.DAY, Step.WEEK) or not self.count.days else 7 * amount / self.count.days


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one chart.

    Args:
        first, last: the days at the ends of its axis; bars begin where the diary does.
        bins: oldest first.
    """

    step: Step
    first: date
    last: date
    bins: tuple[Bin, ...]


def count(facts: Sequence[DayFacts], first: date, last: date) -> Count:
    """What the days from first to last add up to; days outside `facts` are days that are not known.

    Args:
        facts: ended days, oldest first.
    """
    inside = _between(facts, first, last)
    known = [day for day in inside if day.known]
    return Count(
        days=max(0, (last - first).days + 1),
        known_days=len(known),
        spasms=sum(day.spasms for day in known),
        left_out=sum(day.spasms for day in inside if not day.known),
        paused=sum(day.paused and not day.known for day in inside),
    )


def recent(facts: Sequence[DayFacts]) -> tuple[Count, Count]:
    """The last 28 ended days, and the 28 before them.

    Args:
        facts: every ended day, oldest first, at least one.
    """
    last = facts[-1].day
    middle = last - timedelta(days=RECENT_DAYS)
    return (
        count(facts, middle + timedelta(days=1), last),
        count(facts, middle - timedelta(days=RECENT_DAYS - 1), middle),
    )


def series(facts: Sequence[DayFacts], span: Span, width_px: float) -> Series:
    """The bars for a span, in steps that leave every bar at least 3 px of the width.

    Args:
        facts: every ended day since the first entry, oldest first, at least one.
        width_px: pixels of the time axis.
    """
    step, first = axis(facts, span, width_px)
    shown = bins(facts, step, max(first, step_first(step, facts[0].day)))
    return Series(step, first, max(facts[-1].day, shown[-1].last), shown)


def axis(facts: Sequence[DayFacts], span: Span, width_px: float) -> tuple[Step, date]:
    """What a bar of a chosen range stands for, and the first day of its axis; arguments as of `series`."""
    begin, last = facts[0].day, facts[-1].day
    step = _step(span, begin, last, width_px)
    return step, _axis_first(span, step, begin, last)


def bins(facts: Sequence[DayFacts], step: Step, first: date | None = None) -> tuple[Bin, ...]:
    """All bars of a step up to the last day.

    Args:
        facts: as of `series`.
        first: the day the first bar begins; None = that of the step the diary begins in.
    """
    return tuple(_bins(facts, step, step_first(step, facts[0].day) if first is None else first, facts[-1].day))


def step_for(days: float, width_px: float) -> Step:
    """The finest step that leaves every bar at least 3 px; days alone where few of them are seen.

    Args:
        days: days seen.
        width_px: pixels they are drawn over.
    """
    if days <= MOST_DAY_BARS and days * MIN_PITCH_PX <= width_px:
        return Step.DAY
    room = width_px / MIN_PITCH_PX
    # a range touches up to two part-filled steps at its ends
    if days / 7 + 2 <= room:
        return Step.WEEK
    return Step.MONTH if days / 30.4 + 2 <= room else Step.YEAR


def step_first(step: Step, day: date) -> date:
    """The first day of the day, week (Monday), month or year a day stands in."""
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)


def step_last(step: Step, first: date) -> date:
    """The last day of the step that begins on `first`."""
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6)
    # 32 and 366 days later is always inside the next month or year, whose first day follows our last
    return step_first(step, first + timedelta(days=32 if step is Step.MONTH else 366)) - timedelta(days=1)


def trailing(facts: Sequence[DayFacts], ends: Sequence[date], days: int) -> list[Count]:
    """Counts of the `days` days up to and including each end, for a line through the bars."""
    known = [0, *accumulate(day.known for day in facts)]
    spasms = [0, *accumulate(day.spasms if day.known else 0 for day in facts)]
    paused = [0, *accumulate(day.paused and not day.known for day in facts)]
    found = []
    for end in ends:
        high = min(max((end - facts[0].day).days + 1, 0), len(facts))
        low = min(max((end - facts[0].day).days + 1 - days, 0), high)
        found.append(
            Count(high - low, known[high] - known[low], spasms[high] - spasms[low], 0, paused[high] - paused[low])
        )
    return found


def _step(span: Span, begin: date, last: date, width_px: float) -> Step:
    days = (last - begin).days + 1
    if span is Span.FOUR_WEEKS:
        return Step.DAY
    return Step.WEEK if span is Span.SIX_MONTHS else step_for(days, width_px)


def _axis_first(span: Span, step: Step, begin: date, last: date) -> date:
    """Four weeks are always all there; longer spans begin with the diary, but never show less than four weeks."""
    if step is Step.DAY:
        four_weeks = last - timedelta(days=RECENT_DAYS - 1)
        return four_weeks if span is Span.FOUR_WEEKS else min(begin, four_weeks)
    weeks = SIX_MONTHS_WEEKS if span is Span.SIX_MONTHS else 4
    widest = step_first(Step.WEEK, last) - timedelta(weeks=weeks - 1)
    if span is Span.ALL:
        return min(step_first(step, begin), widest)
    shortest = step_first(Step.WEEK, last) - timedelta(weeks=7)
    return max(widest, min(step_first(step, begin), shortest))


def _bins(facts: Sequence[DayFacts], step: Step, first: date, last: date) -> Iterator[Bin]:
    while first <= last:
        end = step_last(step, first)
        yield _bin(step, first, end, _between(facts, first, end))
        first = end + timedelta(days=1)


def _bin(step: Step, first: date, last: date, days: Sequence[DayFacts]) -> Bin:
    confirmed = [day.water_ml for day in days if day.water_ml is not None]
    said = [day.water_level for day in days if day.water_ml is None]
    less, usual, more = (said.count(level) for level in WATER_LEVELS)
    known = [day for day in days if day.known]
    left_out = sum(day.spasms for day in days if not day.known)
    return Bin(
        step=step,
        first=first,
        last=last,
        count=Count(
            len(days),
            len(known),
            sum(day.spasms for day in known),
            left_out,
            sum(day.paused and not day.known for day in days),
        ),
        paused_days=sum(day.paused for day in days),
        water_ml=sum(confirmed) / len(confirmed) if confirmed else None,
        water_days=len(confirmed),
        water_levels=(less, usual, more),
        activity_min=sum(day.activity_min for day in days),
        evenings=sum(day.evening_stretch for day in days),
    )


def _between(facts: Sequence[DayFacts], first: date, last: date) -> Sequence[DayFacts]:
    low = bisect_left(facts, first, key=lambda day: day.day)
    return facts[low : bisect_right(facts, last, key=lambda day: day.day)]
