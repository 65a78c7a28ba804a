"""Which days of the time axis are seen: zooming and panning that never lose the person; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import NamedTuple

# Nobody gets closer than this: fewer days say nothing of how often.
LEAST_DAYS = 14.0
# One press of a key or button, one notch of the wheel.
ZOOM_STEP = 1.4
# Shares of what is seen that one press pans by.
PAN_STEP, PAN_PAGE = 0.25, 0.9
# Two ranges closer than this, in days, are the same.
_SAME = 1e-6


class ViewRange(NamedTuple):
    """A stretch of the time axis, in days since 1 January of the year 1 (`date.toordinal`), with parts of days.

    Args:
        left: where it begins.
        right: where it ends, itself not seen.
    """

    left: float
    right: float

    @classmethod
    def of_days(cls, first: date, last: date) -> ViewRange:
        """The range of some whole days, both seen."""
        return cls(float(first.toordinal()), last.toordinal() + 1.0)

    @property
    def days(self) -> float:
        """How many days are seen."""
        return self.right - self.left

    @property
    def first(self) -> date:
        """The first day of which something is seen."""
        return date.fromordinal(floor(self.left + _SAME))

    @property
    def last(self) -> date:
        """The last day of which something is seen."""
        return date.fromordinal(ceil(self.right - _SAME) - 1)

    def is_same(self, other: ViewRange) -> bool:
        """Whether both show the same, but for rounding."""
        return abs(self.left - other.left) < _SAME and abs(self.right - other.right) < _SAME

    def joined(self, other: ViewRange) -> ViewRange:
        """The shortest range that holds both."""
        return ViewRange(min(self.left, other.left), max(self.right, other.right))


@dataclass(frozen=True, slots=True)
class Window:
    """What is seen of a diary.

    Args:
        ends: the diary's ends; nothing beyond them is ever seen.
        home: the range chosen above the chart, inside the ends.
        seen: what is seen now.
    """

    ends: ViewRange
    home: ViewRange
    seen: ViewRange

    @classmethod
    def at(cls, ends: ViewRange, home: ViewRange) -> Window:
        """A window on the chosen range."""
        ends = ends.joined(home)
        return cls(ends, home, home)

    @property
    def is_home(self) -> bool:
        """Whether the chosen range is seen."""
        return self.seen.is_same(self.home)

    def go_home(self) -> Window:
        """Back to the chosen range."""
        return self._seeing(self.home)

    def zoom(self, times: float, around: float | None = None) -> Window:
        """See so many times fewer days (below 1: more), with one point of the axis where it was, as far as the ends
        allow.

        Args:
            around: that point; None = the middle of what is seen.
        """
        seen = self.seen
        point = (seen.left + seen.right) / 2 if around is None else min(max(around, seen.left), seen.right)
        days = min(max(seen.days / times, min(LEAST_DAYS, self.ends.days)), self.ends.days)
        left = point - (point - seen.left) / seen.days * days
        return self._from(left, days)

    def pan(self, days: float) -> Window:
        """See so many days further on (below 0: further back), as far as the ends allow."""
        return self._from(self.seen.left + days, self.seen.days)

    def with_days(self, first: date, last: date) -> Window:
        """The least pan that has a bar's days in sight; where not all of them fit, its last ones."""
        wanted = ViewRange.of_days(first, last)
        left = min(self.seen.left, wanted.left)
        left = max(left, wanted.right - self.seen.days)
        return self if left == self.seen.left else self._from(left, self.seen.days)

    @property
    def may_zoom_in(self) -> bool:
        """Whether one can get closer."""
        return self.seen.days > LEAST_DAYS + _SAME

    @property
    def may_zoom_out(self) -> bool:
        """Whether there is more to see."""
        return self.seen.days < self.ends.days - _SAME

    @property
    def may_go_earlier(self) -> bool:
        """Whether there are days before those seen."""
        return self.seen.left > self.ends.left + _SAME

    @property
    def may_go_later(self) -> bool:
        """Whether there are days after those seen."""
        return self.seen.right < self.ends.right - _SAME

    def _from(self, left: float, days: float) -> Window:
        left = min(max(left, self.ends.left), self.ends.right - days)
        return self._seeing(ViewRange(left, left + days))

    def _seeing(self, seen: ViewRange) -> Window:
        return Window(self.ends, self.home, seen)


class TimeScale(NamedTuple):
    """Where a day of the axis stands in the picture.

    Args:
        seen: the days seen.
        left, width: the pixels they are drawn over.
    """

    seen: ViewRange
    left: float
    width: float

    def x(self, day: float) -> float:
        """The pixel at which a day begins."""
        return self.left + (day - self.seen.left) / self.seen.days * self.width

    def day(self, x: float) -> float:
        """The day at a pixel, with its part."""
        return self.seen.left + (x - self.left) / max(self.width, 1.0) * self.seen.days

    @property
    def right(self) -> float:
        """The pixel at which the axis ends."""
        return self.left + self.width
