"""What all painted widgets share: colours mixed, smooth paths through points, fonts with even digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTransform

from calfstretch.ui import colours

Point = tuple[float, float]


def colour(role: str) -> QColor:
    """The QColor of a palette's role."""
    return QColor(role)


def mix(first: str | QColor, second: str | QColor, part: float) -> QColor:
    """The colour a part (0 to 1) of the way from the first to the second."""
    return QColor(colours.mix(QColor(first).name(), QColor(second).name(), part))


def smooth_path(points: Sequence[Point], closed: bool = True, tension: float = 0.5) -> QPainterPath:
    """A smooth path through all points (centripetal enough for body shapes).

    Args:
        points: at least three.
        closed: whether the last point joins the first.
        tension: 0 gives straight lines, 0.5 round ones.
    """
    count = len(points)
    path = QPainterPath(QPointF(*points[0]))
    for i in range(count if closed else count - 1):
        before = points[i - 1] if closed or i > 0 else points[i]
        here = points[i]
        there = points[(i + 1) % count]
        after = points[(i + 2) % count] if closed or i + 2 < count else there
        path.cubicTo(*_handles(before, here, there, after, tension), QPointF(*there))
    if closed:
        path.closeSubpath()
    return path


def _handles(before: Point, here: Point, there: Point, after: Point, tension: float) -> tuple[QPointF, QPointF]:
    """Control points of one stretch, shortened where neighbours lie far away, so that curves never loop."""
    span = _distance(here, there)
    out = _scaled(there[0] - before[0], there[1] - before[1], span, tension)
    back = _scaled(after[0] - here[0], after[1] - here[1], span, tension)
    return QPointF(here[0] + out[0], here[1] + out[1]), QPointF(there[0] - back[0], there[1] - back[1])


def _scaled(dx: float, dy: float, span: float, tension: float) -> Point:
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0.0:
        return (0.0, 0.0)
    factor = span * tension * 2 / 3 / length
    return (dx * factor, dy * factor)


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def placed(path: QPainterPath, origin: Point, turn_deg: float = 0.0) -> QPainterPath:
    """The path turned counter-clockwise (y up) about 0, 0 and moved to the origin."""
    return QTransform().translate(*origin).rotate(turn_deg).map(path)


def union(paths: Iterable[QPainterPath]) -> QPainterPath:
    """One outline round all paths."""
    whole = QPainterPath()
    for path in paths:
        whole = whole.united(path)
    return whole


def fill(painter: QPainter, path: QPainterPath, paint: str | QColor) -> None:
    """The path filled, without an outline."""
    painter.fillPath(path, QColor(paint))


def stroke(painter: QPainter, path: QPainterPath, paint: str | QColor, width: float) -> None:
    """The path's line alone, with round ends and corners."""
    painter.strokePath(path, round_pen(paint, width))


def round_pen(paint: str | QColor, width: float) -> QPen:
    """A pen with round ends and corners."""
    pen = QPen(QColor(paint), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def fitted(room: QRectF, bounds: QRectF) -> QTransform:
    """From a picture whose y goes up to the pixels of a room: as large as fits, in the middle, shape kept."""
    scale = max(0.01, min(room.width() / bounds.width(), room.height() / bounds.height()))
    middle, inside = room.center(), bounds.center()
    return QTransform(scale, 0, 0, -scale, middle.x() - inside.x() * scale, middle.y() + inside.y() * scale)


def even_digits(font: QFont) -> QFont:
    """A copy of the font whose digits are all equally wide, where the font knows how."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag.fromString("tnum"), 1)
    return copy
