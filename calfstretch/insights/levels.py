"""The bars of a whole diary by day, week, month and year, each level gathered once and kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from calfstretch.domain.day_facts import DayFacts
from calfstretch.insights import frequency
from calfstretch.insights.frequency import MIN_KNOWN_DAYS, Rate
from calfstretch.insights.series import Bin, Count, Series, Span, Step, axis, bins, trailing

TRAILING_DAYS = {Step.WEEK: 28, Step.MONTH: 91}
"""The line through the bars looks back so many days; a day's or a year's bar has none."""


class Level(NamedTuple):
    """All bars of one step.

    Args:
        bins: from the step the diary begins in to the one it ends in, without a gap.
        rates: the rate of the days up to the end of each bar; None = too few of them are known. Empty for days and
            years, and while the limits are not wanted yet.
    """

    step: Step
    bins: tuple[Bin, ...]
    rates: tuple[Rate | None, ...] = ()

    def index_of(self, day: date) -> int | None:
        """Which bar a day stands in; None = before the first or after the last."""
        at = bisect_right(self.bins, day, key=lambda each: each.first) - 1
        return at if at >= 0 and day <= self.bins[at].last else None

    def indexes(self, first: date, last: date) -> tuple[int, int]:
        """Index of the first bar that shares a day with the range, and of the one after the last."""
        low = bisect_left(self.bins, first, key=lambda each: each.last)
        return low, bisect_right(self.bins, last, key=lambda each: each.first)

    def between(self, first: date, last: date) -> Level:
        """The bars that share a day with the range."""
        low, high = self.indexes(first, last)
        return Level(self.step, self.bins[low:high], self.rates[low:high])


class Levels:
    """The levels of one diary, each made when it is first asked for.

    Args:
        facts: every ended day since the first entry, oldest first, at least one.
        limits: False leaves the rates out, which need a library that loads slowly.
    """

    def __init__(self, facts: Sequence[DayFacts], *, limits: bool = True) -> None:
        self.facts = facts
        self.limits = limits
        self._bins: dict[Step, tuple[Bin, ...]] = {}
        self._levels: dict[Step, Level] = {}

    def level(self, step: Step) -> Level:
        """The bars of a step."""
        if step not in self._levels:
            made = self._bins_of(step)
            rates = trailing_rates(self.facts, step, made) if self.limits else ()
            self._levels[step] = Level(step, made, rates)
        return self._levels[step]

    def _bins_of(self, step: Step) -> tuple[Bin, ...]:
        if step not in self._bins:
            self._bins[step] = bins(self.facts, step)
        return self._bins[step]

    def with_limits(self) -> None:
        """Have the rates too from now on; the bars stay as they are."""
        if not self.limits:
            self.limits = True
            self._levels.clear()

    def home(self, span: Span, width_px: float) -> Series:
        """The axis and bars of a chosen range, as of `series`."""
        step, first = axis(self.facts, span, width_px)
        last = self.facts[-1].day
        shown = self._bins_of(step)
        return Series(step, first, max(last, shown[-1].last), Level(step, shown).between(first, last).bins)


def trailing_rates(facts: Sequence[DayFacts], step: Step, bars: Sequence[Bin]) -> tuple[Rate | None, ...]:
    """The rate of the days up to the end of each bar; None = too few of them are known. Empty for days and years."""
    days = TRAILING_DAYS.get(step)
    if days is None:
        return ()
    counts = trailing(facts, [min(each.last, facts[-1].day) for each in bars], days)
    enough = [_is_enough(each, days) for each in counts]
    pairs = [(each.spasms, each.known_days) for each, good in zip(counts, enough, strict=True) if good]
    limits = iter(frequency.garwood_many(pairs))
    return tuple(_rate(each, *next(limits)) if good else None for each, good in zip(counts, enough, strict=True))


def _is_enough(counted: Count, days: int) -> bool:
    """At least 7 known days, and for longer looks back the 4 of 7 a bar needs."""
    return counted.known_days >= MIN_KNOWN_DAYS and (days <= 28 or counted.known_days * 7 >= counted.asked_days * 4)


def _rate(counted: Count, low: float, high: float) -> Rate:
    return Rate(7 * counted.spasms / counted.known_days, low, high, 7 * counted.spasms / counted.asked_days)
