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


_TRIED = 10
"""More blocks than that stand one after the other."""
Parts = tuple[Sequence[Row], Sequence[Row]]
"""Two columns."""


def room(height: float) -> Row:
    """White space."""
    return Row(height, keep=True)


def height_of(rows: Sequence[Row]) -> float:
    """From the top of the first row that is drawn to the end of the last one."""
    return sum(row.height for row in _drawn(rows))


def _drawn(rows: Sequence[Row]) -> Sequence[Row]:
    """Without the white space at both ends."""
    last = next((at for at in range(len(rows), 0, -1) if rows[at - 1].draw is not None), 0)
    return rows[_first_drawn(rows, 0) : last]


def _first_drawn(rows: Sequence[Row], start: int) -> int:
    return next((at for at in range(start, len(rows)) if rows[at].draw is not None), len(rows))


def that_fit(rows: Sequence[Row], start: int, height: float, *, tear: bool = False) -> int:
    """The row after the last one that fits into a column of that height; `start` where none does.

    Args:
        tear: rows that keep together but are taller than the column are torn, and a row that is taller itself is taken
            all the same: no row is lost, none is asked again for ever.
    """
    at = first = _first_drawn(rows, start)
    used, end = 0.0, start
    while at < len(rows):
        used += rows[at].height
        if used > height + 0.01 and rows[at].draw is not None:
            break
        at += 1
        if at == len(rows) or not rows[at - 1].keep:
            end = at
    if first == len(rows):
        return first
    if end > first or not tear:
        return end
    return max(at, first + 1)


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
        while start < len(rows):
            end = that_fit(rows, start, self.left, tear=self._fresh())
            self._place(rows[start:end], x)
            start = end
            if start < len(rows):
                self._turn_with(head)

    def put_columns(
        self,
        blocks: Sequence[Sequence[Row]],
        width: float,
        gutter: float,
        *,
        mirrored: bool,
        whole: bool = False,
        below: float = 0.0,
    ) -> bool:
        """Blocks in two columns of about the same height, in the order of reading.

        Args:
            whole: no block may be torn.
            below: height that whole blocks leave free on the page for what follows.

        Returns:
            False = one would have to be torn: nothing was put.
        """
        rows = [row for block in blocks for row in block]
        places = (0.0, width + gutter) if not mirrored else (width + gutter, 0.0)
        parts = _whole_blocks(blocks, self.left - below)
        if whole and parts is None:
            return False
        while rows:
            parts = parts or _even(rows, self.left) or self._full(rows)
            if parts is None:
                self.turn()
                continue
            top = lowest = self.y
            for x, part in zip(places, parts, strict=True):
                self.y = top
                self._place(_drawn(part), x)
                lowest = max(lowest, self.y)
            self.y = lowest
            rows, parts = rows[len(parts[0]) + len(parts[1]) :], None
            if rows:
                self.turn()
        return True

    def _full(self, rows: Sequence[Row]) -> Parts | None:
        """As much as two columns take down to the end of the page; None = nothing, it begins on the next one."""
        first = that_fit(rows, 0, self.left, tear=self._fresh())
        if not first:
            return None
        second = that_fit(rows, first, self.left, tear=self._fresh())
        return rows[:first], rows[first:second]

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


def _whole_blocks(blocks: Sequence[Sequence[Row]], height: float) -> Parts | None:
    """Two columns that tear no block, as even as can be; None = they do not fit.

    The first column goes on in the second; where that leaves no room, blocks stand in either, still from top to bottom.
    """
    count = len(blocks)
    split = [(1 << at) - 1 for at in range(1, count + 1)]
    every = range(1, 1 << count, 2) if count <= _TRIED else ()
    for ways in (split, every):
        tallest, parts = min(
            (_as_columns(blocks, way) for way in ways), key=lambda both: both[0], default=(height + 1, None)
        )
        if tallest <= height + 0.01:
            return parts
    return None


def _as_columns(blocks: Sequence[Sequence[Row]], way: int) -> tuple[float, Parts]:
    """Height and columns; the bits of `way` say which blocks stand in the first."""
    first = [row for at, block in enumerate(blocks) if way >> at & 1 for row in block]
    second = [row for at, block in enumerate(blocks) if not way >> at & 1 for row in block]
    return max(height_of(first), height_of(second)), (first, second)


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
