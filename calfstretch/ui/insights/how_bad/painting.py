"""Dots, upright bars and running medians, drawn sharp and fast on any device, ten years of them too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from calfstretch.ui.colours import mix
from calfstretch.ui.insights.how_bad.state import Picture, Step
from calfstretch.ui.insights.ticks import date_ticks
from calfstretch.ui.theme import SMALL, Theme

# Up to so many dots each has this radius in design pixels; more of them are smaller, to stay apart.
_RADII = ((60, 5.0), (300, 4.0), (1000, 3.0))
_SMALLEST = 2.0


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


class DotPainter:
    """Paints the strips; knows the look and nothing else."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, shown: Picture, fields: Sequence[Field], current: int | None) -> None:
        """Paint everything.

        Args:
            fields: pain, then duration, of which either may be left out.
            current: the dot that is marked; None = none.
        """
        rest = iter(fields)
        pain = next(rest) if shown.has_pain else None
        length = next(rest) if shown.has_length else None
        if current is not None:
            self._paint_cursor(painter, shown, fields, current)
        for field in fields:
            self._paint_grid(painter, field)
        self._paint_dates(painter, shown, fields[-1])
        radius = self._radius(len(shown.dots))
        if pain is not None:
            values = [(pain.x(dot.x, shown.days), pain.y(dot.pain)) for dot in shown.dots if dot.pain is not None]
            self._paint_values(painter, shown, pain, (values, shown.pain_steps), radius)
        if length is not None:
            self._paint_lengths(painter, shown, length, radius)
        if current is not None:
            self._paint_rings(painter, shown, pain, length, current)

    # -- ground -------------------------------------------------------------------------------

    def _paint_grid(self, painter: QPainter, field: Field) -> None:
        px, box = self._theme.px, field.box
        font = self._theme.font(SMALL, 700)
        painter.setFont(font)
        painter.setPen(self._theme.colour("cramp"))
        line = QFontMetrics(font).height()
        title = QRectF(box.left(), box.top() - line - px(4), box.width(), line)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, field.title)
        painter.setFont(self._theme.font(SMALL))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for share, words in field.ticks:
            y = round(field.height_of(share))
            painter.setPen(QPen(self._theme.hairline(), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(self._theme.colour("secondary"))
            label = QRectF(0, y - line / 2, box.left() - px(8), line)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(QPointF(box.left(), round(box.bottom())), QPointF(box.right(), round(box.bottom())))

    def _paint_dates(self, painter: QPainter, shown: Picture, field: Field) -> None:
        px, metrics = self._theme.px, QFontMetrics(self._theme.font(SMALL))
        wide = metrics.horizontalAdvance("00 Mmm") + px(24)
        painter.setPen(self._theme.colour("secondary"))
        painter.setFont(self._theme.font(SMALL))
        right = 0.0
        for day, words in date_ticks(shown.first, shown.last, max(1, int(field.box.width() / wide))):
            width = metrics.horizontalAdvance(words)
            left = field.x((day - shown.first).days, shown.days) - width / 2
            left = min(max(left, 0.0), field.box.right() + px(10) - width)
            if left < right:
                continue
            painter.drawText(QPointF(left, field.box.bottom() + px(8) + metrics.ascent()), words)
            right = left + width + px(8)

    # -- dots ---------------------------------------------------------------------------------

    def _radius(self, count: int) -> float:
        return next((self._theme.px(10 * radius) / 10 for most, radius in _RADII if count <= most), self._smallest())

    def _smallest(self) -> float:
        return self._theme.px(10 * _SMALLEST) / 10

    def _paint_values(
        self,
        painter: QPainter,
        shown: Picture,
        field: Field,
        values: tuple[Sequence[tuple[float, float]], Sequence[Step]],
        radius: float,
    ) -> None:
        """Dots over their line, so that each is whole; where they are so many that they would hide it, under it."""
        places, steps = values
        many = radius <= self._smallest()
        if many:
            self._paint_dots(painter, places, radius)
        self._paint_steps(painter, shown, field, steps)
        if not many:
            self._paint_dots(painter, places, radius)

    def _paint_dots(self, painter: QPainter, places: Sequence[tuple[float, float]], radius: float) -> None:
        """Each place once: what lies on the same pixel is drawn a single time."""
        dense = radius <= self._smallest()
        painter.setBrush(self._theme.colour("cramp"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not dense)
        unique = {(round(x), round(y)) for x, y in places}
        if dense:
            colour = self._theme.colour("cramp")
            colour.setAlphaF(0.6)
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            size = 2 * radius - 1
            painter.drawRects([QRectF(x - size / 2, y - size / 2, size, size) for x, y in unique])
            return
        # a rim in the ground's colour keeps dots apart that touch
        painter.setPen(QPen(self._theme.colour("card"), 1))
        for x, y in sorted(unique):
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_lengths(self, painter: QPainter, shown: Picture, field: Field, radius: float) -> None:
        exact, ranges = [], set()
        for dot in shown.dots:
            if dot.length is None:
                continue
            x = field.x(dot.x, shown.days)
            if dot.length.band is None:
                exact.append((x, field.y(dot.length.low_s)))
            else:
                ranges.add((round(x), round(field.y(dot.length.high_s)), round(field.y(dot.length.low_s))))
        self._paint_ranges(painter, sorted(ranges), radius)
        self._paint_values(painter, shown, field, (exact, shown.length_steps), radius)

    def _paint_ranges(self, painter: QPainter, ranges: Sequence[tuple[int, int, int]], radius: float) -> None:
        """An upright bar over its range, paler than a dot: somewhere in it."""
        palette = self._theme.palette
        half = max(1.0, radius * 0.55)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, half > 1.5)
        painter.setBrush(QColor(mix(palette.card, palette.cramp, 0.35)))
        painter.setPen(QPen(self._theme.colour("cramp"), 1) if half > 1.5 else QPen(Qt.PenStyle.NoPen))
        for x, top, bottom in ranges:
            box = QRectF(x - half, top + 1, 2 * half, max(2, bottom - top - 2))
            if half > 1.5:
                painter.drawRoundedRect(box, half, half)
            else:
                painter.drawRect(box)

    # -- the middle ---------------------------------------------------------------------------

    def _paint_steps(self, painter: QPainter, shown: Picture, field: Field, steps: Sequence[Step]) -> None:
        """The running median as level pieces with a rim; where it is known as a range, as a see-through field."""
        thick, rim = self._theme.px(2), self._theme.px(1.5)
        levels, joins, ranges = _pieces(shown, field, steps, thick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for box in levels:
            painter.fillRect(box.adjusted(0, -rim, 0, rim), self._theme.colour("card"))
        for box in (*levels, *joins):
            painter.fillRect(box, self._theme.colour("text"))
        veil, edge = self._theme.colour("text"), self._theme.colour("text")
        veil.setAlphaF(0.2)
        edge.setAlphaF(0.55)
        for box in ranges:
            painter.fillRect(box, veil)
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), edge)
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), edge)

    # -- pointing -----------------------------------------------------------------------------

    def _paint_cursor(self, painter: QPainter, shown: Picture, fields: Sequence[Field], current: int) -> None:
        x = round(fields[0].x(shown.dots[current].x, shown.days))
        half, top = self._theme.px(5), fields[0].box.top()
        box = QRectF(x - half, top, 2 * half, fields[-1].box.bottom() - top)
        painter.fillRect(box, QColor(mix(self._theme.palette.card, self._theme.palette.text, 0.14)))

    def _paint_rings(
        self, painter: QPainter, shown: Picture, pain: Field | None, length: Field | None, current: int
    ) -> None:
        dot = shown.dots[current]
        radius = self._radius(len(shown.dots)) + self._theme.px(3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("text"), self._theme.px(2)))
        if pain is not None and dot.pain is not None:
            painter.drawEllipse(QPointF(round(pain.x(dot.x, shown.days)), round(pain.y(dot.pain))), radius, radius)
        if length is not None and dot.length is not None:
            x, low, high = length.x(dot.x, shown.days), length.y(dot.length.low_s), length.y(dot.length.high_s)
            box = QRectF(round(x) - radius, round(high) - radius, 2 * radius, round(low) - round(high) + 2 * radius)
            painter.drawRoundedRect(box, radius, radius)


def _pieces(
    shown: Picture, field: Field, steps: Sequence[Step], thick: int
) -> tuple[list[QRectF], list[QRectF], list[QRectF]]:
    """The level pieces, the upright ones that join two of them, and the fields where the median is a range."""
    levels: list[QRectF] = []
    joins: list[QRectF] = []
    ranges: list[QRectF] = []
    half = thick // 2
    last: int | None = None  # where the level piece before ends; None = there is none
    for step in steps:
        left, right = round(field.x(step.first, shown.days)), round(field.x(step.last, shown.days))
        top, bottom = round(field.y(step.high)), round(field.y(step.low))
        if step.low != step.high:
            ranges.append(QRectF(left, top, max(1, right - left), max(thick, bottom - top)))
            last = None
            continue
        levels.append(QRectF(left, top - half, max(1, right - left), thick))
        if last is not None and abs(last - top) > half:
            joins.append(QRectF(left - half, min(last, top) - half, thick, abs(last - top) + thick))
        last = top
    return levels, joins, ranges
