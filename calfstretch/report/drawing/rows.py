"""Rows of a page and how they flow: down a column, over two columns, on to the next page; nothing is ever cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

Draw = Callable[[QPainter, float, float], None]
"""Draws with the corner at (x, y)."""


class Row(NamedTuple):
    """What stands together and never breaks.

    Args:
        draw: None = room alone, which is left out at the top of a column.
        keep: the row after it stands in the same column.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False


class Placed(NamedTuple):
    """A row at its place on a page."""

    x: float
    y: float
    row: Row


def room(height: float) -> Row:
    """White space."""
    return Row(height, keep=True)


def height_of(rows: Sequence[Row]) -> float:
    """From the top of the first row that is drawn to the end of the last one."""
    return sum(row.height for row in rows[_first_drawn(rows, 0) :])


def _first_drawn(rows: Sequence[Row], start: int) -> int:
    return next((at for at in range(start, len(rows)) if rows[at].draw is not None), len(rows))


def that_fit(rows: Sequence[Row], start: int, height: float) -> int:
    """The row after the last one that fits into a column of that height; rows that keep together are not torn.

    A column always takes what stands alone at its top, however tall that is: no row is lost, none is asked again
    for ever.
    """
    at = first = _first_drawn(rows, start)
    used, end = 0.0, start
    while at < len(rows):
        used += rows[at].height
        if used > height + 0.01:
            break
        at += 1
        if at == len(rows) or not rows[at - 1].keep:
            end = at
    if end > first or first == len(rows):
        return end if first < len(rows) else len(rows)
    return max(at, first + 1)  # a chain taller than the column is torn where it must be


class Pages:
    """Pages filled from the top downwards.

    Args:
        space: of every page, without its foot.
        first_space: of the first page.
    """

    def __init__(self, space: QRectF, first_space: QRectF | None = None) -> None:
        self._space = space
        self._now = first_space or space
        self.pages: list[list[Placed]] = [[]]
        self.y = self._now.top()

    @property
    def left(self) -> float:
        """Points still free on this page, downwards."""
        return self._now.bottom() - self.y

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self._now = self._space
        self.y = self._now.top()

    def put(self, rows: Sequence[Row], head: Sequence[Row] = (), x: float = 0.0) -> None:
        """Rows of the whole width.

        Args:
            head: repeated at the top of every further page, as the head of a table is.
            x: from the left edge of the space.
        """
        start = 0
        while (start if self._fresh() else 0) < len(rows) and start < len(rows):
            end = that_fit(rows, start, self.left)
            if not self._fresh() and height_of(rows[start:end]) > self.left + 0.01:
                self._turn_with(head)
                continue
            self._place(rows[start:end], x)
            start = end
            if start < len(rows):
                self._turn_with(head)

    def put_columns(self, blocks: Sequence[Sequence[Row]], width: float, gutter: float, *, mirrored: bool) -> None:
        """Blocks in two columns of about the same height, in the order of reading."""
        rows = [row for block in blocks for row in block]
        places = (0.0, width + gutter) if not mirrored else (width + gutter, 0.0)
        while rows:
            parts = _whole_blocks(blocks, self.left) or _even(rows, self.left)
            top = self.y
            if parts is None:
                first = that_fit(rows, 0, self.left)
                if not self._fresh() and height_of(rows[:first]) > self.left + 0.01:
                    self.turn()
                    continue
                second = that_fit(rows, first, self.left)
                parts = (rows[:first], rows[first:second])
            lowest = top
            for x, part in zip(places, parts, strict=True):
                self.y = top
                self._place(part, x)
                lowest = max(lowest, self.y)
            self.y = lowest
            rows, blocks = rows[len(parts[0]) + len(parts[1]) :], ()
            if rows:
                self.turn()

    def _fresh(self) -> bool:
        return self.y <= self._now.top() + 0.01

    def _turn_with(self, head: Sequence[Row]) -> None:
        self.turn()
        top = self.y
        self._place(head, 0.0)
        if head:
            self._now = QRectF(self._now.left(), self.y, self._now.width(), self._now.bottom() - self.y)
        assert self.y >= top

    def _place(self, rows: Sequence[Row], x: float) -> None:
        begun = False
        for row in rows:
            begun = begun or row.draw is not None or not self._fresh()
            if not begun:
                continue
            if row.draw is not None:
                self.pages[-1].append(Placed(self._now.left() + x, self.y, row))
            self.y += row.height


Parts = tuple[Sequence[Row], Sequence[Row]]


def _whole_blocks(blocks: Sequence[Sequence[Row]], height: float) -> Parts | None:
    """Two columns that tear no block, as even as can be; None = they do not fit, or are much longer than torn ones."""
    if not blocks:
        return None
    found: list[tuple[float, Parts]] = []
    for at in range(1, len(blocks) + 1):
        first = [row for block in blocks[:at] for row in block]
        second = [row for block in blocks[at:] for row in block]
        found.append((max(height_of(first), height_of(second)), (first, second)))
    tallest, parts = min(found, key=lambda both: both[0])
    return parts if tallest <= height else None


def _even(rows: Sequence[Row], height: float) -> Parts | None:
    """The lowest two columns that hold all rows; None = they do not fit."""
    if not _fits_in_two(rows, height):
        return None
    low, high = 0.0, height
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _fits_in_two(rows, middle) else (middle, high)
    first = that_fit(rows, 0, high)
    return rows[:first], rows[first:]


def _fits_in_two(rows: Sequence[Row], height: float) -> bool:
    first = that_fit(rows, 0, height)
    second = rows[first:]
    return height_of(rows[:first]) <= height + 0.01 and height_of(second) <= height + 0.01
