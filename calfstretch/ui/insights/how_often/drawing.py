"""The painted parts of the charts: bars, hatching, marks, the rate's line and band, and the titles."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF, QTransform

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.insights.how_often.strips import Strip
from calfstretch.ui.insights.how_often.view_range import TimeScale, ViewRange
from calfstretch.ui.theme import SMALL, Theme

NARROWEST_BAR, WIDEST_BAR = 3, 56
_GAP_SHARE, _WIDEST_GAP, _HATCH, _ROUNDED_FROM = 0.26, 10, 7, 7


class _Axes:
    """From units to pixels, in plain numbers: hundreds of calls a picture."""

    def __init__(self, to_px: QTransform) -> None:
        self._ky, self._dy = to_px.m22(), to_px.dy()

    def y(self, value: float) -> float:
        """The pixel of a value."""
        return self._ky * value + self._dy


class StripTitle(pg.GraphicsWidget):
    """The name and unit of one chart, in its colour, above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._role = "", "text"

    @property
    def is_empty(self) -> bool:
        """Whether it has no words yet."""
        return not self._text

    def show_title(self, text: str, role: str) -> None:
        """Change the words and the colour role."""
        self._text, self._role = text, role
        self.setFixedHeight(QFontMetrics(self._font()).height() + self._theme.px(2))
        self.update()

    def words_box(self) -> QRectF:
        """Where its words stand in the picture."""
        box: QRectF = self.sceneBoundingRect()
        box.setWidth(QFontMetrics(self._font()).horizontalAdvance(self._text))
        return box

    def paint(self, painter: QPainter, *_args: Any) -> None:
        painter.setFont(self._font())
        painter.setPen(self._theme.colour(self._role))
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text)

    def _font(self) -> Any:
        return self._theme.font(SMALL, 700)


def on_sheet(item: pg.GraphicsObject, painter: QPainter) -> QTransform:
    """Let a painter draw in pixels of the whole picture, on whatever device, and get the way there from the item."""
    to_sheet: QTransform = item.sceneTransform()
    back, _possible = to_sheet.inverted()
    painter.setTransform(back * painter.transform())
    return to_sheet


class CursorItem(pg.GraphicsObject):
    """The mark behind the bar pointed at: a shaded column between two upright lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._top = 1.0
        self._seen: ViewRange | None = None
        self._edge: tuple[int, int] | None = None

    def show_field(self, seen: ViewRange, top: float) -> None:
        """Change the days and units of the chart it stands in."""
        if top != self._top:
            self.prepareGeometryChange()
        self._seen, self._top = seen, top
        self.update()

    def mark(self, edge: tuple[int, int] | None) -> None:
        """Mark the bar between two days; None = none."""
        if edge != self._edge:
            for each in (self._edge, edge):  # the two columns alone are drawn anew
                if each is not None and self._seen is not None:
                    scale = TimeScale(self._seen, 0, 1)
                    left, right = scale.x(each[0]), scale.x(each[1])
                    self.update(QRectF(left, 0, right - left, self._top).adjusted(-0.01, 0, 0.01, 0))
            self._edge = edge

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, self._top)

    def paint(self, painter: QPainter, *_args: Any) -> None:
        if self._edge is None or self._seen is None:
            return
        painter.save()
        field = on_sheet(self, painter).mapRect(self.boundingRect())
        scale = TimeScale(self._seen, field.left(), field.width())
        left, right = (min(max(round(scale.x(day)), field.left()), field.right()) for day in self._edge)
        if right > left:
            box = QRectF(left, field.top(), max(3, right - left), field.height())
            veil = self._theme.colour("text")
            veil.setAlphaF(0.12)  # what lies under it, such as the word of a pause, stays readable
            painter.fillRect(box, veil)
            thick = self._theme.px(2)
            for x in (box.left(), box.right() - thick):
                painter.fillRect(QRectF(x, box.top(), thick, box.height()), self._theme.colour("text"))
        painter.restore()


class StripItem(pg.GraphicsObject):
    """Everything inside one chart, drawn pixel by pixel so that bars and lines are sharp; the bars seen alone.

    Args:
        theme: the look.
        tells_begin: True writes where the diary begins into the empty part before it.
    """

    def __init__(self, theme: Theme, *, tells_begin: bool) -> None:
        super().__init__()
        self._theme = theme
        self._tells_begin = tells_begin
        self._strip: Strip | None = None
        self._edges: Sequence[tuple[int, int]] = ()
        self._seen: ViewRange | None = None
        self._begin = ""
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # paint learns which part is wanted

    def show_strip(self, strip: Strip, edges: Sequence[tuple[int, int]], seen: ViewRange, begin: str) -> None:
        """Change what is drawn.

        Args:
            strip: the bars seen, with one more at either side for the line to lead to.
            edges: first day and day after the last of each bar, counted as `date.toordinal`.
            begin: the day the diary began, in words; "" = the bars fill the axis.
        """
        if self._strip is None or strip.top != self._strip.top:
            self.prepareGeometryChange()
        self._strip, self._edges, self._seen, self._begin = strip, edges, seen, begin
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, self._strip.top if self._strip else 1)

    def paint(self, painter: QPainter, option: Any, *_args: Any) -> None:
        if self._strip is None or self._seen is None:
            return
        seen = self._seen
        # of the bars those in the part to be drawn, such as two columns when the pointer went on
        wanted = TimeScale(seen, 0, 1)
        first, last = wanted.day(option.exposedRect.left()), wanted.day(option.exposedRect.right())
        low = max(bisect_right(self._edges, first, key=lambda edge: edge[1]) - 1, 0)
        high = bisect_left(self._edges, last, key=lambda edge: edge[0]) + 1
        strip, edges = self._strip.part(low, high), self._edges[low:high]
        painter.save()
        to_sheet = on_sheet(self, painter)
        axes = _Axes(to_sheet)
        field = to_sheet.mapRect(self.boundingRect())
        scale = TimeScale(seen, field.left(), field.width())
        columns = [(scale.x(begin), scale.x(end)) for begin, end in edges]
        self._paint_grid(painter, axes, strip, field)
        if strip.line:
            self._paint_band(painter, axes, strip, columns)
        bars = self._bars_of(columns)
        self._paint_hatching(painter, axes, strip, bars, field)
        self._paint_bars(painter, axes, strip, bars)
        self._paint_marks(painter, strip, bars, field)
        if strip.line:
            self._paint_line(painter, axes, strip, columns)
        if self._begin and self._tells_begin and columns:
            self._paint_begin(painter, field, scale.x(self._edges[0][0]))
        painter.restore()

    # -- ground -------------------------------------------------------------------------------

    def _paint_grid(self, painter: QPainter, axes: _Axes, strip: Strip, field: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tick in strip.ticks:
            y = min(max(round(axes.y(tick)), field.top()), field.bottom() - 1)  # the field cuts off at its edges
            painter.setPen(QPen(self._theme.colour("line") if tick == 0 else self._theme.hairline(), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))

    def _paint_begin(self, painter: QPainter, field: QRectF, x: float) -> None:
        font = self._theme.font(SMALL)
        room = x - field.left() - 2 * self._theme.px(10)
        if QFontMetrics(font).horizontalAdvance(self._begin) > room:
            return
        painter.setFont(font)
        painter.setPen(self._theme.colour("secondary"))
        box = QRectF(field.left() + self._theme.px(10), field.top(), room, field.height())
        words = painter.boundingRect(box, Qt.AlignmentFlag.AlignCenter, self._begin)
        margin = self._theme.px(8)
        painter.fillRect(words.adjusted(-margin, 0, margin, 0), self._theme.colour("card"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._begin)

    # -- bars ---------------------------------------------------------------------------------

    def _bars_of(self, columns: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        """Left edge and width of the bar inside each column, in whole pixels."""
        widest_gap, widest = self._theme.px(_WIDEST_GAP), self._theme.px(WIDEST_BAR)
        found = []
        for left, right in columns:
            gap = min((right - left) * _GAP_SHARE, widest_gap)
            width = max(NARROWEST_BAR, min(round(right - left - gap), widest))
            found.append((round((left + right - width) / 2), width))
        return found

    def _top_of(self, axes: _Axes, value: float | None) -> int:
        """The pixel a bar reaches up to; a zero that is known still shows as a thin line."""
        base = round(axes.y(0))
        return base if value is None else min(base - self._theme.px(2), round(axes.y(value)))

    def _paint_bars(self, painter: QPainter, axes: _Axes, strip: Strip, bars: Sequence[tuple[int, int]]) -> None:
        base, round_px = round(axes.y(0)), self._theme.px(3)
        boxes, caps = [], []
        for value, (left, width) in zip(strip.values, bars, strict=True):
            if value is None:
                continue
            top = self._top_of(axes, value)
            if width >= _ROUNDED_FROM and base - top >= 2 * round_px:
                caps.append(QRect(left, top, width, 2 * round_px))
                top += round_px
            boxes.append(QRect(left, top, width, base - top))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(strip.role))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRects(boxes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cap in caps:  # each by itself: one path for all of them takes fifteen times as long
            painter.drawRoundedRect(cap, round_px, round_px)

    def _paint_hatching(
        self, painter: QPainter, axes: _Axes, strip: Strip, bars: Sequence[tuple[int, int]], field: QRectF
    ) -> None:
        """Slanted lines, all on one raster: a sign for "not known" that needs no colour."""
        lines: list[QLineF] = []
        step = self._theme.px(_HATCH)
        for at, (left, width) in enumerate(bars):
            if strip.hatched[at]:
                box = QRectF(left, field.top(), width, self._top_of(axes, strip.values[at]) - field.top())
                lines += _slanted(box, step)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), max(1.0, self._theme.px(1))))
        painter.drawLines(lines)

    def _paint_marks(self, painter: QPainter, strip: Strip, bars: Sequence[tuple[int, int]], field: QRectF) -> None:
        """A triangle pointing down for less, a dash for usual, a triangle pointing up for more."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(strip.role))
        for mark, (left, width) in zip(strip.marks, bars, strict=True):
            if mark is None:
                continue
            half, x = min(self._theme.px(5), max(width, 4)), left + width / 2
            y = field.top() + field.height() * {"less": 0.72, "usual": 0.5, "more": 0.28}[mark]
            if mark == "usual":
                painter.drawRect(QRectF(x - half, y - half * 0.3, 2 * half, half * 0.6))
                continue
            tip = half if mark == "less" else -half
            corners = [QPointF(x - half, y - tip * 0.8), QPointF(x + half, y - tip * 0.8), QPointF(x, y + tip)]
            painter.drawPolygon(QPolygonF(corners))

    # -- the rate -----------------------------------------------------------------------------

    def _paint_band(self, painter: QPainter, axes: _Axes, strip: Strip, columns: Sequence[tuple[float, float]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.hairline(), 1))
        painter.setBrush(self._theme.colour("cramp_soft"))
        for run in _runs(strip, columns):
            upper = [QPointF(x, axes.y(min(rate.high, strip.top))) for x, rate in run]
            lower = [QPointF(x, axes.y(rate.low)) for x, rate in reversed(run)]
            painter.drawPolygon(QPolygonF(upper + lower))

    def _paint_line(self, painter: QPainter, axes: _Axes, strip: Strip, columns: Sequence[tuple[float, float]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in _runs(strip, columns):
            points = [QPointF(x, axes.y(rate.per_week)) for x, rate in run]
            # pieces: a polyline of some width takes ten times as long
            pieces = [QLineF(one, two) for one, two in pairwise(points)]
            # a rim in the ground's colour keeps the line visible where it crosses a bar
            for role, width in (("card", 5), ("text", 2)):
                pen = QPen(self._theme.colour(role), self._theme.px(width))
                painter.setPen(pen)
                painter.drawLines(pieces)


def number_label(value: float) -> str:
    """A mark of a value axis."""
    return formats.decimal(value, 2)


def begin_words(day: str) -> str:
    """What stands in the empty part before the diary."""
    return _("Your diary begins on {day}").format(day=day)


def _runs(strip: Strip, columns: Sequence[tuple[float, float]]) -> list[list[tuple[float, Any]]]:
    """Stretches of the rate's line without a gap, at the middle of each bar; a single point is no line."""
    runs: list[list[tuple[float, Any]]] = [[]]
    for (left, right), rate in zip(columns, strip.line, strict=True):
        if rate is None:
            runs.append([])
        else:
            runs[-1].append(((left + right) / 2, rate))
    return [run for run in runs if len(run) > 1]


def _slanted(box: QRectF, step: int) -> list[QLineF]:
    """The parts inside a box of the lines x + y = n x step, which rise to the right."""
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    lines = []
    for n in range(math.floor((left + top) / step) + 1, math.ceil((right + bottom) / step)):
        low, high = max(left, n * step - bottom), min(right, n * step - top)
        lines.append(QLineF(low, n * step - low, high, n * step - high))
    return lines
