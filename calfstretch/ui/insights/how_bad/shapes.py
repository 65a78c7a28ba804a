"""Where the dots, bars and running medians stand in pixels: worked out once for a size, whoever points at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF

from calfstretch.ui.insights.how_bad.state import Dot, Picture, Step


class Field(NamedTuple):
    """One strip.

    Args:
        box: in pixels.
        ticks: height from 0 to 1, and words.
        share: from a value to its height, 0 to 1.
    """

    box: QRectF
    title: str
    ticks: list[tuple[float, str]]
    share: Callable[[float], float]

    def x(self, at: float, days: int) -> float:
        """The pixel of a place on the time axis."""
        return self.box.left() + self.box.width() * at / days

    def y(self, value: float) -> float:
        """The pixel of a value."""
        return self.height_of(self.share(value))

    def height_of(self, share: float) -> float:
        """The pixel of a height from 0 to 1."""
        return self.box.bottom() - self.box.height() * share


class Shapes(NamedTuple):
    """What stands in one strip, in whole pixels; what would lie on the same pixels stands there once.

    Args:
        dots: middles.
        bars: durations that are ranges: middle, top, bottom.
        levels, joins: the running median, level and upright pieces.
        ranges: where the running median is a range.
    """

    dots: tuple[tuple[int, int], ...]
    bars: tuple[tuple[int, int, int], ...]
    levels: tuple[QRect, ...]
    joins: tuple[QRect, ...]
    ranges: tuple[QRect, ...]


class _Pixels:
    """From values to whole pixels, each value once: a diary says the same few hundred over and over."""

    def __init__(self, shown: Picture, field: Field) -> None:
        self._left, self._per_day = field.box.left(), field.box.width() / shown.days
        self._field = field
        self._heights: dict[float, int] = {}

    def x(self, at: float) -> int:
        """The pixel of a place on the time axis."""
        return round(self._left + self._per_day * at)

    def y(self, value: float) -> int:
        """The pixel of a value."""
        known = self._heights.get(value)
        if known is None:
            known = self._heights[value] = round(self._field.y(value))
        return known


def pain_shapes(shown: Picture, field: Field, thick: int) -> Shapes:
    """The strip of the pains; `thick` is the line's thickness in pixels."""
    at = _Pixels(shown, field)
    dots = {(at.x(dot.x), at.y(dot.pain)) for dot in shown.dots if dot.pain is not None}
    return Shapes(tuple(sorted(dots)), (), *_pieces(_columns(at, shown.pain_steps), thick))


def length_shapes(shown: Picture, field: Field, thick: int) -> Shapes:
    """The strip of the durations."""
    at = _Pixels(shown, field)
    dots, bars = set(), set()
    for dot in shown.dots:
        known = dot.length
        if known is None:
            continue
        if known.band is None:
            dots.add((at.x(dot.x), at.y(known.low_s)))
        else:
            bars.add((at.x(dot.x), at.y(known.high_s), at.y(known.low_s)))
    return Shapes(tuple(sorted(dots)), tuple(sorted(bars)), *_pieces(_columns(at, shown.length_steps), thick))


def shapes(shown: Picture, fields: Sequence[Field], thick: int) -> list[Shapes]:
    """The strips that there are."""
    rest = iter(fields)
    found = [pain_shapes(shown, next(rest), thick)] if shown.has_pain else []
    return [*found, length_shapes(shown, next(rest), thick)] if shown.has_length else found


def places(shown: Picture, fields: Sequence[Field], dot: Dot) -> list[tuple[float, float, float]]:
    """Where one spasm stands: x, lower and upper end, for each strip it stands in."""
    rest = iter(fields)
    found = []
    if shown.has_pain:
        field = next(rest)
        if dot.pain is not None:
            y = field.y(dot.pain)
            found.append((field.x(dot.x, shown.days), y, y))
    if shown.has_length:
        field = next(rest)
        if dot.length is not None:
            found.append((field.x(dot.x, shown.days), field.y(dot.length.low_s), field.y(dot.length.high_s)))
    return found


class _Piece(NamedTuple):
    """A stretch of pixel columns of a running median; `last` is where it ends, for the next one to join."""

    left: int
    right: int
    top: int
    bottom: int
    is_range: bool
    last: int


def _columns(at: _Pixels, steps: Sequence[Step]) -> list[_Piece]:
    """The steps in whole pixels, each a column wide at least; what begins inside such a column is put to it."""
    found: list[_Piece] = []
    for step in steps:
        left, right = at.x(step.first), at.x(step.last)
        top, bottom, is_range = at.y(step.high), at.y(step.low), step.low != step.high
        if found and left < found[-1].right:
            column = found.pop()
            ends = min(top, column.top), max(bottom, column.bottom)
            found.append(_Piece(column.left, column.right, *ends, is_range or column.is_range, top))
            left = column.right
            if right <= left:
                continue
        found.append(_Piece(left, max(left + 1, right), top, bottom, is_range, top))
    return found


def _pieces(columns: Iterable[_Piece], thick: int) -> tuple[tuple[QRect, ...], tuple[QRect, ...], tuple[QRect, ...]]:
    """The level pieces, the upright ones that join two of them, and the fields where the median is a range."""
    levels: list[QRect] = []
    joins: list[QRect] = []
    ranges: list[QRect] = []
    half = thick // 2
    before: int | None = None  # where the line before ends; None = there is none
    for piece in columns:
        top, bottom, wide = piece.top, piece.bottom, piece.right - piece.left
        if piece.is_range:
            ranges.append(QRect(piece.left, top, wide, max(thick, bottom - top)))
            before = None
            continue
        if top == bottom:
            levels.append(QRect(piece.left, top - half, wide, thick))
        upper, lower = (top, bottom) if before is None else (min(before, top), max(before, bottom))
        if lower - upper > half:
            joins.append(QRect(piece.left - half, upper - half, thick, lower - upper + thick))
        before = piece.last
    return tuple(levels), tuple(joins), tuple(ranges)
