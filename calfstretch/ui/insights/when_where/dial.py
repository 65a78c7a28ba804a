"""The dial: one bar an hour, noon on top, so that the night is one block at the foot."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from calfstretch.domain.day import NOON_H
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H
from calfstretch.i18n import gettext as _
from calfstretch.insights.when import DIAL_ORDER, HOURS, Dial
from calfstretch.ui.insights.when_where import state
from calfstretch.ui.insights.when_where.picture import Picture
from calfstretch.ui.theme import HEADING, SMALL, Theme

_HEIGHT = 336
_HOLE = 0.38  # of the radius
_BAR = 0.74  # of the room an hour has at the hole
_DEG = 360 / HOURS
_NAMED = (12, 18, 0, 6)


class DialPicture(Picture):
    """Spasms by hour. It runs clockwise from noon in every language; arrows walk from hour to hour and round."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Dial of the hours"))
        self._dial: Dial | None = None

    def show_dial(self, dial: Dial) -> None:
        """Change the counts."""
        self._dial = dial
        self.changed()

    # -- reading ------------------------------------------------------------------------------

    def values(self) -> int:
        return 0 if self._dial is None else HOURS

    def words(self, at: int) -> str:
        assert self._dial is not None
        return state.hour_words(self._dial, DIAL_ORDER[at])

    def next_value(self, at: int | None, key: Qt.Key) -> int | None:
        way = self.keys.get(key)
        if way is None or at is None:
            return super().next_value(at, key)
        return (at + way) % HOURS

    def value_at(self, point: QPointF) -> int | None:
        middle, radius = self._place(QSizeF(self.size()))
        x, y = point.x() - middle.x(), point.y() - middle.y()
        if not radius * _HOLE * 0.5 <= hypot(x, y) <= radius + self.metrics().height():
            return None
        return int((atan2(x, -y) % (2 * pi)) / (2 * pi) * HOURS) % HOURS

    # -- drawing ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_HEIGHT), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(_HEIGHT))

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        if self._dial is None:
            return
        middle, radius = self._place(size)
        self._draw_night(painter, middle, radius)
        if self.current is not None:
            self._draw_pointed(painter, middle, radius, DIAL_ORDER[self.current])
        self._draw_rings(painter, middle, radius)
        for hour in range(HOURS):
            self._draw_hour(painter, middle, radius, hour)
        self._draw_names(painter, middle, radius)
        self._draw_hole(painter, middle, radius)

    def _place(self, size: QSizeF) -> tuple[QPointF, float]:
        """Middle and radius of the dial, with room for the hours around it."""
        metrics = self.metrics(SMALL, 600)
        wide, high = metrics.horizontalAdvance("18:00"), metrics.height()
        gap = self.theme.px(8)
        radius = min(size.width() / 2 - wide - gap, size.height() / 2 - high - gap)
        return QPointF(size.width() / 2, size.height() / 2), max(10.0, radius)

    def _draw_night(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        outer = radius + self.theme.px(8) + self.metrics().height()
        night = _ring_part(middle, radius * _HOLE, min(outer, middle.y() - 1), NIGHT_FROM_H, HOURS + NIGHT_TO_H)
        painter.fillPath(night, self.tint(0.09))

    def _draw_pointed(self, painter: QPainter, middle: QPointF, radius: float, hour: int) -> None:
        """The hour pointed at: a shaded sector between two lines."""
        painter.fillPath(_ring_part(middle, radius * _HOLE, radius, hour, hour + 1), self.tint(0.22))
        painter.setPen(QPen(self.theme.colour("text"), self.theme.px(2)))
        for edge in (hour, hour + 1):
            painter.drawLine(_at(middle, radius * _HOLE, edge), _at(middle, radius, edge))

    def _draw_rings(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour("line"), 1.2))
        painter.drawEllipse(middle, radius * _HOLE, radius * _HOLE)
        painter.setPen(QPen(self.theme.hairline(), 1))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(QPen(self.theme.colour("line"), 1.2))
        for hour in range(0, HOURS, 3):
            length = self.theme.px(6 if hour in _NAMED else 4)
            painter.drawLine(_at(middle, radius, hour), _at(middle, radius + length * 0.9, hour))

    def _draw_hour(self, painter: QPainter, middle: QPointF, radius: float, hour: int) -> None:
        assert self._dial is not None
        count = self._dial.hours[hour]
        if not count:
            return
        hole, room = radius * _HOLE, self.metrics(SMALL, 600).height()
        length = max((radius - hole - room) * count / max(self._dial.hours), self.theme.px(3))
        width = 2 * pi * hole / HOURS * _BAR
        painter.save()
        painter.translate(middle)
        painter.rotate(_clockwise(hour + 0.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("cramp"))
        painter.drawPath(_rounded(width, hole, length, self.theme.px(3)))
        painter.restore()
        text = str(count)
        half = self.metrics(SMALL, 600).horizontalAdvance(text) / 2
        # further out where neighbours would touch
        out = max(hole + length + room * 0.5, (2 * half + 3) * HOURS / (2 * pi))
        at = _at(middle, out, hour + 0.5)
        self.write(painter, QRectF(at.x() - half, at.y() - room / 2, 2 * half, room), text, weight=600)

    def _draw_names(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        metrics, gap = self.metrics(SMALL, 600), self.theme.px(8)
        for hour in _NAMED:
            text = state.hour(hour)
            wide, high = metrics.horizontalAdvance(text), metrics.height()
            way = _at(QPointF(0, 0), 1, hour)
            at = _at(middle, radius + gap, hour) + QPointF(way.x() * wide / 2, way.y() * high / 2)
            box = QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
            self.write(painter, box, text, weight=600, tone="secondary")
        # in the middle of the night, just outside the dial
        text = _("night")
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        between = (NIGHT_FROM_H + HOURS + NIGHT_TO_H) / 2
        at = _at(middle, radius + gap * 0.5 + high / 2, between)
        painter.save()
        painter.translate(at)
        painter.rotate(_clockwise(between) - 180)
        self.write(painter, QRectF(-wide / 2, -high / 2, wide, high), text, tone="secondary")
        painter.restore()

    def _draw_hole(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        """How many in all, or of the hour pointed at."""
        assert self._dial is not None
        number, under = str(self._dial.timed), _("with a time")
        if self.current is not None:
            hour = DIAL_ORDER[self.current]
            number, under = str(self._dial.hours[hour]), f"{state.hour(hour)}–{state.hour(hour + 1)}"
        high, low = self.metrics(HEADING, 700).height(), self.metrics().height()
        top = middle.y() - (high + low) / 2
        width = radius * _HOLE * 1.7
        self.write(painter, QRectF(middle.x() - width / 2, top, width, high), number, size=HEADING, weight=700)
        if self.metrics().horizontalAdvance(under) <= width:
            box = QRectF(middle.x() - width / 2, top + high * 0.94, width, low)
            self.write(painter, box, under, tone="secondary")


def _clockwise(hour: float) -> float:
    """Degrees from the top to an hour."""
    return (hour - NOON_H) * _DEG


def _qt_angle(hour: float) -> float:
    """The same as Qt counts: counter-clockwise from three o'clock."""
    return 90 - _clockwise(hour)


def _at(middle: QPointF, radius: float, hour: float) -> QPointF:
    angle = radians(_clockwise(hour))
    return QPointF(middle.x() + radius * sin(angle), middle.y() - radius * cos(angle))


def _ring_part(middle: QPointF, hole: float, radius: float, first: float, last: float) -> QPainterPath:
    """The part of a ring between two hours."""
    outer = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    inner = QRectF(middle.x() - hole, middle.y() - hole, 2 * hole, 2 * hole)
    path = QPainterPath()
    path.arcMoveTo(outer, _qt_angle(first))
    path.arcTo(outer, _qt_angle(first), -(last - first) * _DEG)
    path.arcTo(inner, _qt_angle(last), (last - first) * _DEG)
    path.closeSubpath()
    return path


def _rounded(width: float, foot: float, length: float, radius: float) -> QPainterPath:
    """A bar upwards from its foot, its far end rounded."""
    radius = min(radius, width / 2, length)
    path = QPainterPath(QPointF(-width / 2, -foot))
    path.lineTo(-width / 2, -(foot + length - radius))
    path.quadTo(-width / 2, -(foot + length), -width / 2 + radius, -(foot + length))
    path.lineTo(width / 2 - radius, -(foot + length))
    path.quadTo(width / 2, -(foot + length), width / 2, -(foot + length - radius))
    path.lineTo(width / 2, -foot)
    path.closeSubpath()
    return path
