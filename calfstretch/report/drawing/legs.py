"""Both legs from behind in black and grey: how many spasms in each zone, as a number and as a shade."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from calfstretch.domain.episode import Zone
from calfstretch.report.drawing.letters import LEADING, Letters, Style
from calfstretch.report.shapes import LegMap
from calfstretch.ui.widgets.leg_map_shapes import BOUNDS, LEGS, ZONES, leg_shapes

_OUTLINE = "#5A5A5A"
_SHADES = ("#E4E4E4", "#CBCBCB", "#ABABAB", "#4C4C4C")
"""From few to the most; black letters carry on the first three, white ones on the last."""
_WIDEST = 0.92
_APART = 3.0
_FROM = 52.0
"""The drawing begins above the knee; what lies higher holds no zone."""
SHAPE = BOUNDS.adjusted(0, _FROM, 0, 4)


class LegsDrawing:
    """The left leg on the left in every language, laid out for a width.

    Args:
        size: of its numbers and words.
        least: of numbers that are wider than their zone.

    Attributes:
        height: of the drawing with the words below it, points.
    """

    def __init__(self, legs: LegMap, letters: Letters, width: float, size: float, least: float) -> None:
        self._legs, self._letters, self._size, self._least = legs, letters, size, least
        self._scale = width / SHAPE.width()
        half = width / 2 - _APART
        middle = Qt.AlignmentFlag.AlignHCenter
        self._words = [letters.lines(words, Style(size, bold=True), half, align=middle) for words in legs.legs]
        self._half = half
        self.height = SHAPE.height() * self._scale + max(map(len, self._words)) * size * LEADING + 2

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its corner at (x, y)."""
        painter.save()
        painter.translate(x, y)
        placing = QTransform().scale(self._scale, self._scale).translate(-SHAPE.left(), -SHAPE.top())
        for leg, lines, from_x in zip(LEGS, self._words, (0.0, self._half + 2 * _APART), strict=True):
            self._leg(painter, leg, placing)
            at_leg = placing.map(QPointF(leg_shapes(leg).middle_x, 0)).x()
            y = SHAPE.height() * self._scale + 2
            for line in lines:
                # below its leg, as far as the words of the other one leave room
                reach = min(max(at_leg, from_x + line.width / 2), from_x + self._half - line.width / 2)
                line.draw(painter, reach - self._half / 2, y)
                y += line.height
        painter.restore()

    def _leg(self, painter: QPainter, leg: str, placing: QTransform) -> None:
        shapes = leg_shapes(leg)
        pen = QPen(QColor(_OUTLINE), 0.8)
        painter.save()
        clip = QPainterPath()
        clip.addRect(QRectF(0, 0, SHAPE.width() * self._scale, SHAPE.height() * self._scale))
        painter.setClipPath(clip)
        for path in (shapes.forefoot, shapes.body, shapes.toes, shapes.sole):
            there = placing.map(path)
            painter.fillPath(there, QColor("#FFFFFF"))
            painter.strokePath(there, pen)
        painter.restore()
        for zone in ZONES:
            self._zone(painter, placing.map(shapes.zones[zone]), self._legs.zones.get((leg, str(zone)), 0), zone)

    def _zone(self, painter: QPainter, path: QPainterPath, count: int, zone: Zone) -> None:
        step = ceil(len(_SHADES) * count / max(1, self._legs.most)) if count else 0
        ground = _SHADES[min(step, len(_SHADES)) - 1] if step else "#FFFFFF"
        painter.fillPath(path, QColor(ground))
        painter.strokePath(path, QPen(QColor(_OUTLINE), 0.6))
        if not count:
            return
        box = path.boundingRect()
        # where it is widest, and away from its neighbours' numbers
        down = box.height() * 0.28 if zone == Zone.MIDDLE_CALF else 0.0
        ink = "#FFFFFF" if ground == _SHADES[-1] else "#000000"
        line = self._letters.plain(str(count), Style(self._size, bold=True, ink=ink))
        middle = box.center() + QPointF(0, down)
        if line.width > box.width() * _WIDEST:
            # a number wider than its zone stands on a ground of its own
            line = self._letters.plain(str(count), Style(self._least, bold=True, ink="#000000"))
            plate = QRectF(0, 0, line.width + 2.4, line.height * 0.82)
            plate.moveCenter(middle)
            painter.setPen(QPen(QColor(_OUTLINE), 0.4))
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRoundedRect(plate, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        line.draw(painter, middle.x() - line.width / 2, middle.y() - line.height / 2)
