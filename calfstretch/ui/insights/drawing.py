"""The painted parts of the charts: bars, hatching, marks, the rate's line and band, and the titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.colours import mix
from calfstretch.ui.insights.strips import Strip
from calfstretch.ui.theme import SMALL, Theme

NARROWEST_BAR, WIDEST_BAR = 3, 56
_GAP_SHARE, _WIDEST_GAP, _HATCH = 0.26, 10, 7


class StripTitle(pg.GraphicsWidget):
    """The name and unit of one chart, in its colour, above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._role = "", "text"

    def show_title(self, text: str, role: str) -> None:
        """Change the words and the colour role."""
        self._text, self._role = text, role
        self.setFixedHeight(QFontMetrics(self._font()).height() + self._theme.px(2))
        self.update()

    def paint(self, painter: QPainter, *_args: Any) -> None:
        painter.setFont(self._font())
        painter.setPen(self._theme.colour(self._role))
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text)

    def _font(self) -> Any:
        return self._theme.font(SMALL, 700)


class StripItem(pg.GraphicsObject):
    """Everything inside one chart, drawn pixel by pixel so that bars and lines are sharp.

    Args:
        theme: the look.
        tells_begin: True writes where the diary begins into the empty part before it.
    """

    def __init__(self, theme: Theme, *, tells_begin: bool) -> None:
        super().__init__()
        self._theme = theme
        self._tells_begin = tells_begin
        self._strip: Strip | None = None
        self._edges: Sequence[tuple[float, float]] = ()
        self._begin = ""
        self._width = 1.0
        self.current: int | None = None

    def show_strip(self, strip: Strip, edges: Sequence[tuple[float, float]], width: float, begin: str) -> None:
        """Change what is drawn.

        Args:
            edges: first and last position of each bar, in days.
            width: days of the axis.
            begin: the day the diary began, in words; "" = the bars fill the axis.
        """
        self.prepareGeometryChange()
        self._strip, self._edges, self._width, self._begin = strip, edges, width, begin
        self.update()

    def set_current(self, index: int | None) -> None:
        """Mark one bar; None = none."""
        self.current = index
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._width, self._strip.top if self._strip else 1)

    def paint(self, painter: QPainter, *_args: Any) -> None:
        strip = self._strip
        if strip is None:
            return
        to_px = painter.transform()
        painter.save()
        painter.resetTransform()
        field = to_px.mapRect(self.boundingRect())
        columns = [_column(to_px, edge) for edge in self._edges]
        self._paint_grid(painter, to_px, strip, field)
        self._paint_current(painter, field, columns)
        if strip.line:
            self._paint_band(painter, to_px, strip, columns)
        for at, column in enumerate(columns):
            self._paint_bar(painter, to_px, strip, at, self._bar_of(column), field)
        if strip.line:
            self._paint_line(painter, to_px, strip, columns)
        if self._begin and self._tells_begin and columns:
            self._paint_begin(painter, field, columns[0][0])
        painter.restore()

    # -- ground -------------------------------------------------------------------------------

    def _paint_grid(self, painter: QPainter, to_px: QTransform, strip: Strip, field: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tick in strip.ticks:
            y = min(max(round(_y(to_px, tick)), field.top()), field.bottom() - 1)  # the field cuts off at its edges
            painter.setPen(QPen(self._theme.colour("line") if tick == 0 else self._theme.hairline(), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))

    def _paint_current(self, painter: QPainter, field: QRectF, columns: list[tuple[float, float]]) -> None:
        if self.current is None or self.current >= len(columns):
            return
        left, right = columns[self.current]
        box = QRectF(round(left), field.top(), max(3, round(right - left)), field.height())
        painter.fillRect(box, QColor(mix(self._theme.palette.card, self._theme.palette.text, 0.12)))
        edge = self._theme.px(2)
        for x in (box.left() - edge, box.right()):
            painter.fillRect(QRectF(x, box.top(), edge, box.height()), self._theme.colour("text"))

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

    def _bar_of(self, column: tuple[float, float]) -> tuple[float, float]:
        """Left edge and width of the bar inside its column, in whole pixels."""
        pitch = column[1] - column[0]
        gap = min(pitch * _GAP_SHARE, self._theme.px(_WIDEST_GAP))
        width = max(NARROWEST_BAR, min(round(pitch - gap), self._theme.px(WIDEST_BAR)))
        return round((column[0] + column[1] - width) / 2), width

    def _paint_bar(
        self, painter: QPainter, to_px: QTransform, strip: Strip, at: int, bar: tuple[float, float], field: QRectF
    ) -> None:
        value, (left, width) = strip.values[at], bar
        base = round(_y(to_px, 0))
        upper = base if value is None else min(base - self._theme.px(2), round(_y(to_px, value)))
        if strip.hatched[at]:
            self._paint_hatch(painter, QRectF(left, field.top(), width, upper - field.top()))
        if value is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(
                _rounded_top(QRectF(left, upper, width, base - upper), min(self._theme.px(3), width / 3)),
                self._theme.colour(strip.role),
            )
        mark = strip.marks[at]
        if mark is not None:
            self._paint_mark(painter, mark, left + width / 2, field, strip.role)

    def _paint_hatch(self, painter: QPainter, box: QRectF) -> None:
        """Slanted lines as far apart in every bar, and a thin frame: a sign for "not known" without any colour."""
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), max(1.0, self._theme.px(1))))
        step = self._theme.px(_HATCH)
        start = box.left() - box.height() - (box.left() - box.height() + box.bottom()) % step
        for n in range(int((box.width() + box.height()) / step) + 2):
            x = start + n * step
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        painter.restore()

    def _paint_mark(self, painter: QPainter, mark: str, x: float, field: QRectF, role: str) -> None:
        """A triangle pointing down for less, a dash for usual, a triangle pointing up for more."""
        half = self._theme.px(5)
        y = field.top() + field.height() * {"less": 0.72, "usual": 0.5, "more": 0.28}[mark]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(role))
        if mark == "usual":
            painter.drawRect(QRectF(x - half, y - half * 0.3, 2 * half, half * 0.6))
            return
        tip = half if mark == "less" else -half
        corners = [QPointF(x - half, y - tip * 0.8), QPointF(x + half, y - tip * 0.8), QPointF(x, y + tip)]
        painter.drawPolygon(QPolygonF(corners))

    # -- the rate -----------------------------------------------------------------------------

    def _paint_band(
        self, painter: QPainter, to_px: QTransform, strip: Strip, columns: list[tuple[float, float]]
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = self._theme.colour("cramp_soft")
        for run in _runs(strip, columns):
            upper = [QPointF(x, _y(to_px, min(rate.high, strip.top))) for x, rate in run]
            lower = [QPointF(x, _y(to_px, rate.low)) for x, rate in reversed(run)]
            painter.setPen(QPen(self._theme.hairline(), 1))
            painter.setBrush(soft)
            painter.drawPolygon(QPolygonF(upper + lower))

    def _paint_line(
        self, painter: QPainter, to_px: QTransform, strip: Strip, columns: list[tuple[float, float]]
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in _runs(strip, columns):
            path = QPolygonF([QPointF(x, _y(to_px, rate.per_week)) for x, rate in run])
            # a rim in the ground's colour keeps the line visible where it crosses a bar
            for colour, width in ((self._theme.colour("card"), 5), (self._theme.colour("text"), 2)):
                pen = QPen(colour, self._theme.px(width))
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolyline(path)


def number_label(value: float) -> str:
    """A mark of a value axis."""
    return formats.decimal(value, 2)


def begin_words(day: str) -> str:
    """What stands in the empty part before the diary."""
    return _("Your diary begins on {day}").format(day=day)


def _column(to_px: QTransform, edge: tuple[float, float]) -> tuple[float, float]:
    return to_px.map(QPointF(edge[0], 0)).x(), to_px.map(QPointF(edge[1], 0)).x()


def _y(to_px: QTransform, value: float) -> float:
    return to_px.map(QPointF(0, value)).y()


def _runs(strip: Strip, columns: list[tuple[float, float]]) -> list[list[tuple[float, Any]]]:
    """Stretches of the rate's line without a gap, at the middle of each bar; a single point is no line."""
    runs: list[list[tuple[float, Any]]] = [[]]
    for (left, right), rate in zip(columns, strip.line, strict=True):
        if rate is None:
            runs.append([])
        else:
            runs[-1].append(((left + right) / 2, rate))
    return [run for run in runs if len(run) > 1]


def _rounded_top(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    radius = min(radius, box.height())
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
