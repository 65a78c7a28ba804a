"""Bars over time in black and grey: what is not known is hatched, none is a line, and dates stand where they begin."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfstretch.report.drawing.letters import INK, Letters, Style
from calfstretch.report.shapes import Bar, Chart, Tick

_BAR = "#333333"
_HATCH = "#5A5A5A"
_GRID = "#D4D4D4"
_HATCH_STEP = 4.5
_LEVELS = 3
_FILLED = 0.72
"""How much of its width a bar takes."""


class ChartDrawing:
    """A chart laid out for a width and a height, without its title and legend.

    Time runs from left to right in every language.
    """

    def __init__(self, chart: Chart, letters: Letters, width: float, height: float, size: float) -> None:
        self._chart, self._letters = chart, letters
        self._style = Style(size)
        self._top = max((tick.at for tick in chart.values), default=1.0) or 1.0
        self._levels = _levels(chart, self._step_for(width, size), size)
        line = size * 1.3
        left = max((letters.width(tick.text, self._style) for tick in chart.values), default=0.0) + 5
        above = (max(self._levels, default=-1) + 1) * line + size / 2 + 3
        self.plot = QRectF(left, above, width - left - 1, height - above - line - 5)
        self._step = self.plot.width() / max(1, len(chart.bars))

    def _step_for(self, width: float, size: float) -> float:
        return (width - 2 * size) / max(1, len(self._chart.bars))

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its corner at (x, y)."""
        painter.save()
        painter.translate(x, y)
        for tick in self._chart.values:
            self._value(painter, tick)
        for number, bar in enumerate(self._chart.bars):
            self._bar(painter, number, bar)
        _line(painter, self.plot.left(), self.plot.bottom(), self.plot.right(), self.plot.bottom(), INK, 0.9)
        self._days(painter)
        for tick, level in zip(self._chart.marks, self._levels, strict=True):
            self._mark(painter, tick, level)
        painter.restore()

    def _at(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * value / self._top

    def _value(self, painter: QPainter, tick: Tick) -> None:
        y = self._at(tick.at)
        if tick.at:
            _line(painter, self.plot.left(), y, self.plot.right(), y, _GRID, 0.5)
        self._say(painter, tick.text, self.plot.left() - 5, y, right=True)

    def _bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        left = self.plot.left() + (number + (1 - _FILLED) / 2) * self._step
        width = self._step * _FILLED
        if bar.value is None:
            hatch(
                painter, QRectF(self.plot.left() + number * self._step, self.plot.top(), self._step, self.plot.height())
            )
            return
        top = min(self._at(bar.value), self.plot.bottom() - 1.6)
        painter.fillRect(QRectF(left, top, width, self.plot.bottom() - top), QColor(_BAR))

    def _days(self, painter: QPainter) -> None:
        """A tick for each date, and its words where they touch no others."""
        y, end = self.plot.bottom(), -1e9
        for tick in self._chart.days:
            x = self.plot.left() + tick.at * self._step
            _line(painter, x, y, x, y + 4, INK, 0.6)
            wide = self._letters.width(tick.text, self._style)
            left = max(0.0, min(x + 2.5, self.plot.right() - wide))
            if left >= end + 4:
                self._say(painter, tick.text, left, y + 4 + self._style.size * 0.65)
                end = left + wide

    def _mark(self, painter: QPainter, tick: Tick, level: int) -> None:
        """A dashed line with its number above, in a ring."""
        x = self.plot.left() + tick.at * self._step
        line = self._style.size * 1.3
        y = self.plot.top() - self._style.size / 2 - (level + 0.5) * line
        reach = self._letters.width(tick.text, self._style.strong()) / 2 + 2.6
        radius = max(self._style.size * 0.6, reach)
        pen = QPen(QColor(INK), 0.8)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, y + radius, x, self.plot.bottom()))
        painter.setPen(QPen(QColor(INK), 0.8))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(QPointF(x, y), radius, self._style.size * 0.62)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._say(painter, tick.text, x, y, middle=True, style=self._style.strong())

    def _say(
        self,
        painter: QPainter,
        text: str,
        x: float,
        middle_y: float,
        *,
        right: bool = False,
        middle: bool = False,
        style: Style | None = None,
    ) -> None:
        line = self._letters.plain(text, style or self._style)
        aside = line.width if right else line.width / 2 if middle else 0.0
        line.draw(painter, x - aside, middle_y - line.height / 2)


def hatch(painter: QPainter, box: QRectF) -> None:
    """Slanted lines as thin as a copier still shows them; neighbouring boxes join without a seam."""
    painter.save()
    clip = QPainterPath()
    clip.addRect(box)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(_HATCH), 0.6))
    first = int((box.left() - box.height()) // _HATCH_STEP)
    for number in range(first, int(box.right() // _HATCH_STEP) + 2):
        x = number * _HATCH_STEP
        painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
    painter.restore()


def _line(painter: QPainter, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.drawLine(QLineF(x1, y1, x2, y2))


def _levels(chart: Chart, step: float, size: float) -> list[int]:
    """How high the number of each mark stands, so that neighbours do not touch while there is a level free."""
    ends = [-1e9] * _LEVELS
    found: list[int] = []
    for tick in chart.marks:
        x, reach = tick.at * step, size * (0.4 + 0.35 * len(tick.text)) + 2
        level = next((at for at, end in enumerate(ends) if end <= x - reach), ends.index(min(ends)))
        ends[level] = x + reach
        found.append(level)
    return found
