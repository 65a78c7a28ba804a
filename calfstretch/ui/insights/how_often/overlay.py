"""What lies under and over the four charts: pauses as shades, marks as upright lines with words, and the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from calfstretch.i18n import gettext as _
from calfstretch.ui.colours import mix
from calfstretch.ui.insights.how_often.marks import LANES, Label, Marks, Type, place
from calfstretch.ui.insights.how_often.view_range import TimeScale
from calfstretch.ui.theme import SMALL, Theme


class _OnSheet(pg.GraphicsObject):
    """Something drawn in pixels of the whole picture.

    Args:
        depth: below 0 under the charts, above over them.
    """

    def __init__(self, theme: Theme, depth: int) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self._scale: TimeScale | None = None
        self._marks = Marks()
        self.setZValue(depth)

    def show_marks(self, marks: Marks, scale: TimeScale, area: QRectF) -> None:
        """Change what is drawn.

        Args:
            area: from the labels on top to the foot of the lowest chart, in pixels of the picture.
        """
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._marks, self._scale = marks, scale
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def _type(self) -> tuple[QFont, QFontMetrics]:
        font = self._theme.font(SMALL)
        return font, QFontMetrics(font)


class PausesItem(_OnSheet):
    """Pauses as shaded spans behind everything, with their word where it fits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, -10)
        self._top = 0.0

    def show_pauses(self, marks: Marks, scale: TimeScale, area: QRectF, words_top: float) -> None:
        """Change what is drawn; `words_top`: the pixel under which the word stands."""
        self._top = words_top
        self.show_marks(marks, scale, area)

    def paint(self, painter: QPainter, *_args: Any) -> None:
        if self._scale is None:
            return
        scale, px = self._scale, self._theme.px
        font, metrics = self._type()
        word = _("Pause")
        painter.save()
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for first, last in self._marks.pauses:
            left = max(round(scale.x(first.toordinal())), round(scale.left))
            right = min(round(scale.x(last.toordinal() + 1)), round(scale.right))
            if right <= scale.left or left >= scale.right:
                continue
            box = QRectF(left, self._top, max(px(2), right - left), self._area.bottom() - self._top)
            painter.fillRect(box, QColor(mix(self._theme.palette.card, self._theme.palette.text, 0.07)))
            pen = QPen(self._theme.colour("line"), max(1, px(1)), Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.drawLine(box.topRight(), box.bottomRight())
            if metrics.horizontalAdvance(word) + px(8) <= box.width():
                painter.setPen(self._theme.colour("secondary"))
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, word)
        painter.restore()


class MarksItem(_OnSheet):
    """Marked changes and programme starts: an upright line each, its number and as many words as have room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 10)
        self.labels: list[Label] = []
        self._words: Sequence[QRectF] = ()

    def keep_off(self, words: Sequence[QRectF]) -> None:
        """Where the lines let words of the picture stand free."""
        near = self._theme.px(3)
        self._words = [box.adjusted(-near, 0, near, 0) for box in words]

    def lane_height(self) -> float:
        """How high a line of labels is."""
        return self._type()[1].height() + self._theme.px(6)

    def height(self, marks: Marks) -> float:
        """How much room the labels of a diary need on top: 0 = it has none."""
        return min(len(marks.begun), LANES) * self.lane_height()

    def show_marks(self, marks: Marks, scale: TimeScale, area: QRectF) -> None:
        super().show_marks(marks, scale, area)
        _font, metrics = self._type()
        gap = self._theme.px(6)
        letters = Type(
            metrics.height() + self._theme.px(2),
            gap,
            lambda words: float(metrics.horizontalAdvance(words) + 1),
            lambda words, room: metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room)),
        )
        seen = [(mark, scale.x(mark.day.toordinal())) for mark in marks.within(scale.seen.first, scale.seen.last)]
        seen = [(mark, x) for mark, x in seen if scale.left - 1 <= x <= scale.right]
        self.labels = place(seen, scale.left, scale.right, letters)

    def label_at(self, point: QPointF) -> Label | None:
        """The label under a pixel, or the one whose line is; None = none is."""
        near = self._theme.px(4)
        for label in self.labels:
            if self._box(label).adjusted(-near, -near, near, near).contains(point):
                return label
        return None

    def _box(self, label: Label) -> QRectF:
        high = self.lane_height()
        lane = label.lane if len(self._marks.begun) > 1 else 0
        return QRectF(label.left, self._area.top() + lane * high, label.width, high - self._theme.px(4))

    def paint(self, painter: QPainter, *_args: Any) -> None:
        if self._scale is None:
            return
        painter.save()
        ink = self._theme.colour("text")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(ink, max(1, self._theme.px(1)), Qt.PenStyle.DashLine))
        for label in self.labels:
            for mark in label.marks:
                x = round(self._scale.x(mark.day.toordinal()))
                self._paint_line(painter, x, self._box(label).bottom())
        for label in self.labels:
            self._paint_label(painter, label, ink)
        painter.restore()

    def _paint_line(self, painter: QPainter, x: float, top: float) -> None:
        for box in self._words:
            if box.left() <= x <= box.right():
                painter.drawLine(QPointF(x, top), QPointF(x, box.top()))
                top = box.bottom()
        painter.drawLine(QPointF(x, top), QPointF(x, self._area.bottom()))

    def _paint_label(self, painter: QPainter, label: Label, ink: QColor) -> None:
        font, metrics = self._type()
        px, box = self._theme.px, self._box(label)
        wide = max(metrics.height() + px(2.0), metrics.horizontalAdvance(label.badge) + 1 + px(6))
        badge = QRectF(box.right() - wide if label.before else box.left(), box.top(), wide, box.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, max(1.0, px(1))))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, label.badge)
        words = QRectF(box.left(), box.top(), badge.left() - px(6) - box.left(), box.height())
        side = Qt.AlignmentFlag.AlignRight
        if not label.before:
            words = QRectF(badge.right() + px(6), box.top(), box.right() - badge.right() - px(6) + 2, box.height())
            side = Qt.AlignmentFlag.AlignLeft
        if label.words:
            # the lines of labels above pass behind
            painter.fillRect(words.adjusted(-px(3), 0, px(3), 0), self._theme.colour("card"))
            painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, label.words)


class DatesItem(_OnSheet):
    """The dates under the charts, and a short upright line at each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 5)
        self._dates: Sequence[tuple[date, str]] = ()

    def show_dates(self, dates: Sequence[tuple[date, str]], scale: TimeScale, area: QRectF) -> None:
        """Change the dates; each is written where all of its words are inside the picture."""
        self._dates = dates
        self.show_marks(Marks(), scale, area)

    def paint(self, painter: QPainter, *_args: Any) -> None:
        if self._scale is None:
            return
        font, metrics = self._type()
        painter.save()
        painter.setFont(font)
        painter.setPen(self._theme.colour("secondary"))
        free = self._area.left()
        for day, words in self._dates:
            x, wide = self._scale.x(day.toordinal()), metrics.horizontalAdvance(words) + 2
            box = QRectF(x - wide / 2, self._area.top() + self._theme.px(6), wide, metrics.height())
            if box.left() >= free and box.right() <= self._area.right():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                free = box.right() + self._theme.px(8)
        painter.restore()
