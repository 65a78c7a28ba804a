"""Dots, upright bars and running medians, drawn sharp and fast on any device, ten years of them too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from calfstretch.ui.colours import mix
from calfstretch.ui.insights.how_bad.shapes import Field, Shapes, places
from calfstretch.ui.insights.how_bad.state import Picture
from calfstretch.ui.insights.ticks import date_ticks
from calfstretch.ui.theme import SMALL, Theme

# Up to so many dots each has this radius in design pixels; more of them are smaller, to stay apart.
_RADII = ((60, 5.0), (300, 4.0), (1000, 3.0))
_SMALLEST = 2.0


class DotPainter:
    """Paints the strips; knows the look and nothing else."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def thick(self) -> int:
        """Pixels of the line of a running median."""
        return self._theme.px(2)

    def paint(
        self,
        painter: QPainter,
        shown: Picture,
        fields: Sequence[Field],
        shapes: Sequence[Shapes],
        current: int | None,
    ) -> None:
        """Paint everything.

        Args:
            fields: pain, then duration, of which either may be left out; `shapes` go with them.
            current: the dot that is marked; None = none.
        """
        if current is not None:
            self._paint_cursor(painter, shown, fields, current)
        for field in fields:
            self._paint_grid(painter, field)
        self._paint_dates(painter, shown, fields[-1])
        radius = self._radius(len(shown.dots))
        for each in shapes:
            self._paint_bars(painter, each.bars, radius)
            many = radius <= self._smallest()
            # dots over their line are whole; where they are so many that they would hide it, they come first
            if many:
                self._paint_dots(painter, each.dots, radius)
            self._paint_line(painter, each)
            if not many:
                self._paint_dots(painter, each.dots, radius)
        if current is not None:
            self._paint_rings(painter, shown, fields, current)

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

    def _paint_dots(self, painter: QPainter, places: Sequence[tuple[int, int]], radius: float) -> None:
        dense = radius <= self._smallest()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not dense)
        colour = self._theme.colour("cramp")
        if dense:
            colour.setAlphaF(0.6)
            size = round(2 * radius) - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRects([QRect(x - size // 2, y - size // 2, size, size) for x, y in places])
            return
        # a rim in the ground's colour keeps dots apart that touch
        painter.setPen(QPen(self._theme.colour("card"), 1))
        painter.setBrush(colour)
        for x, y in places:
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_bars(self, painter: QPainter, bars: Sequence[tuple[int, int, int]], radius: float) -> None:
        """An upright bar over its range, paler than a dot: somewhere in it."""
        palette = self._theme.palette
        half = max(1.0, radius * 0.55)
        painter.setBrush(QColor(mix(palette.card, palette.cramp, 0.35)))
        if half < 1.5:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRects([QRect(x - 1, top + 1, 2, max(2, bottom - top - 2)) for x, top, bottom in bars])
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("cramp"), 1))
        for x, top, bottom in bars:
            box = QRectF(x - half, top + 1, 2 * half, max(2, bottom - top - 2))
            painter.drawRoundedRect(box, half, half)

    def _paint_line(self, painter: QPainter, shapes: Shapes) -> None:
        """The running median as level pieces with a rim; where it is known as a range, as a see-through field."""
        rim = self._theme.px(1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("card"))
        painter.drawRects([box.adjusted(0, -rim, 0, rim) for box in shapes.levels])
        painter.setBrush(self._theme.colour("text"))
        painter.drawRects([*shapes.levels, *shapes.joins])
        veil = self._theme.colour("text")
        veil.setAlphaF(0.2)
        painter.setBrush(veil)
        painter.drawRects(list(shapes.ranges))
        veil.setAlphaF(0.55)
        painter.setBrush(veil)
        for box in shapes.ranges:
            painter.drawRects([QRect(box.left(), y, box.width(), 1) for y in (box.top(), box.bottom())])

    # -- pointing -----------------------------------------------------------------------------

    def _paint_cursor(self, painter: QPainter, shown: Picture, fields: Sequence[Field], current: int) -> None:
        x = round(fields[0].x(shown.dots[current].x, shown.days))
        half, top = self._theme.px(5), fields[0].box.top()
        box = QRectF(x - half, top, 2 * half, fields[-1].box.bottom() - top)
        painter.fillRect(box, QColor(mix(self._theme.palette.card, self._theme.palette.text, 0.14)))

    def _paint_rings(self, painter: QPainter, shown: Picture, fields: Sequence[Field], current: int) -> None:
        dot = shown.dots[current]
        radius = self._radius(len(shown.dots)) + self._theme.px(3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("text"), self._theme.px(2)))
        for x, low, high in places(shown, fields, dot):
            box = QRectF(x - radius, high - radius, 2 * radius, low - high + 2 * radius)
            painter.drawRoundedRect(box, radius, radius)
