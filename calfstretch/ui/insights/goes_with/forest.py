"""Draws ratios with their ranges on one axis of doublings; less is left and more is right in every language."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.goes_with.axis import TICKS, Marks, place
from calfstretch.ui.theme import SMALL, Theme

_DOT, _LINE, _HEAD = 6.5, 4, 9


class ForestPainter:
    """The drawing of one row of the forest, and of the scale above it.

    Args:
        theme: the look; the marks are in ink, for a ratio is neither good nor bad.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def scale_height(self) -> int:
        """How high the scale is: a line of words and a line of numbers."""
        return round(2 * QFontMetricsF(self._theme.font(SMALL)).height() + self._theme.px(4))

    def paint_scale(self, painter: QPainter, area: QRectF) -> None:
        """The words "less often" and "more often" and the numbers of the marks, at the foot of the area."""
        font = self._theme.font(SMALL)
        metrics = QFontMetricsF(font)
        inner, gap = self._inner(area), self._theme.px(8)
        one = inner.left() + place(1.0) * inner.width()
        numbers_top = area.bottom() - metrics.height() - self._theme.px(2)
        words = QRectF(area.left(), numbers_top - metrics.height(), area.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(self._theme.colour("secondary"))
        left, right = _("less often"), _("more often")
        # beside the 1 where both have room there, else at the ends
        left_x = max(area.left(), one - gap - metrics.horizontalAdvance(left))
        right_x = min(one + gap, area.right() - metrics.horizontalAdvance(right))
        for x, text in ((left_x, left), (max(right_x, left_x + metrics.horizontalAdvance(left) + gap), right)):
            painter.drawText(QPointF(x, words.top() + metrics.ascent()), text)
        for ratio, text in TICKS:
            x = inner.left() + place(ratio) * inner.width()
            painter.drawText(QPointF(x - metrics.horizontalAdvance(text) / 2, numbers_top + metrics.ascent()), text)

    def paint_grid(self, painter: QPainter, area: QRectF) -> None:
        """The upright lines of the marks; the one at 1 is strong."""
        inner = self._inner(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for ratio, _text in TICKS:
            x = round(inner.left() + place(ratio) * inner.width())
            strong = ratio == 1.0
            pen = QPen(
                self._theme.colour("line") if strong else self._theme.hairline(), self._theme.px(2 if strong else 1)
            )
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_marks(self, painter: QPainter, area: QRectF, marks: Marks) -> None:
        """The range as a line, the ratio as a dot on it; arrow heads where the range goes on."""
        px, inner, y = self._theme.px, self._inner(area), area.center().y()
        ink = self._theme.colour("text")
        begin, end = (inner.left() + at * inner.width() for at in (marks.low, marks.high))
        pen = QPen(ink, px(_LINE))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(begin, y, end, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        head = px(_HEAD)
        if marks.leaves_low:
            painter.drawPolygon(_head(begin, y, -head))
        if marks.leaves_high:
            painter.drawPolygon(_head(end, y, head))
        if marks.dot is not None:
            # a rim in the ground's colour keeps the dot apart from the line
            painter.setPen(QPen(self._theme.colour("card"), px(2)))
            painter.drawEllipse(QPointF(inner.left() + marks.dot * inner.width(), y), px(_DOT), px(_DOT))

    def _inner(self, area: QRectF) -> QRectF:
        """The axis itself: inside, so that an arrow head at its end is whole."""
        return area.adjusted(self._theme.px(_HEAD), 0, -self._theme.px(_HEAD), 0)


def _head(x: float, y: float, length: float) -> QPolygonF:
    half = abs(length) * 0.85
    return QPolygonF([QPointF(x + length, y), QPointF(x, y - half), QPointF(x, y + half)])
