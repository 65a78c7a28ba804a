"""How the leg map is drawn: legs that fade out at the thigh, zones with a ring, a tick or a number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QTransform,
)

from calfstretch.ui.colours import contrast
from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.leg_map_shapes import LegShapes
from calfstretch.ui.widgets.painting import colour, fill, mix, round_pen, stroke

RING_PX = 3.0
GAP_PX = 2.0


@dataclass(frozen=True, slots=True)
class MapColours:
    """The colours of the map, mixed from the palette's roles."""

    card: QColor
    skin: QColor
    zone: QColor
    hover: QColor
    line: QColor
    faint: QColor
    chosen: QColor
    on_chosen: QColor
    ring: QColor
    text: QColor
    secondary: QColor


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """What there is to show of one zone; count None means a map to choose on, share is 0 to 1 of the largest count."""

    chosen: bool = False
    hovered: bool = False
    focused: bool = False
    count: int | None = None
    share: float = 0.0


def map_colours(palette: Palette) -> MapColours:
    """The palette's roles as the map needs them."""
    return MapColours(
        card=colour(palette.card),
        skin=mix(palette.card, palette.line, 0.14),
        zone=mix(palette.card, palette.line, 0.34),
        hover=mix(palette.card, palette.cramp, 0.38),
        line=colour(palette.line),
        faint=mix(palette.card, palette.line, 0.55),
        chosen=colour(palette.cramp),
        on_chosen=colour(palette.on_cramp),
        ring=colour(palette.action),
        text=colour(palette.text),
        secondary=colour(palette.secondary),
    )


def draw_leg(painter: QPainter, shapes: LegShapes, placing: QTransform, colours: MapColours) -> None:
    """One leg and its sole, without the zones."""
    width = max(1.4, 1.9 * placing.m11())
    forefoot, body = placing.map(shapes.forefoot), placing.map(shapes.body)
    fill(painter, forefoot, colours.zone)
    stroke(painter, forefoot, colours.line, width)
    top, low = body.boundingRect().top(), body.boundingRect().top() + 62 * placing.m11()
    painter.fillPath(body, _fading(top, low, colours.skin))
    # filled as a shape of its own: a file of shapes (SVG) knows no pen that fades
    outline = QPainterPathStroker()
    outline.setWidth(width)
    outline.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.fillPath(outline.createStroke(body), _fading(top, low, colours.line))
    for path in (placing.map(shapes.toes), placing.map(shapes.sole)):
        fill(painter, path, colours.skin)
        stroke(painter, path, colours.line, width)


def draw_zone(painter: QPainter, path: QPainterPath, look: ZoneLook, colours: MapColours, font: QFont) -> None:
    """One zone: a ring when focused, filled and ticked when chosen, its number when it has one."""
    if look.focused:
        stroke(painter, path, colours.ring, 2 * (RING_PX + GAP_PX))
        stroke(painter, path, colours.card, 2 * GAP_PX)
    body = _zone_fill(look, colours)
    fill(painter, path, body)
    stroke(painter, path, colours.chosen if look.chosen or look.hovered else colours.line, 1.5)
    if look.chosen:
        _draw_tick(painter, path, colours.on_chosen)
    elif look.count:
        _draw_number(painter, path, look, colours, font)


def _zone_fill(look: ZoneLook, colours: MapColours) -> QColor:
    if look.chosen:
        return mix(colours.chosen, colours.on_chosen, 0.16) if look.hovered else colours.chosen
    if look.count is not None:
        return mix(colours.zone, colours.chosen, look.share) if look.count else colours.skin
    return colours.hover if look.hovered else colours.zone


def _draw_tick(painter: QPainter, path: QPainterPath, paint: QColor) -> None:
    box = path.boundingRect()
    size = min(11.0, max(5.0, box.width() * 0.26))
    middle = box.center()
    tick = QPainterPath(QPointF(middle.x() - size * 0.75, middle.y() + size * 0.05))
    tick.lineTo(middle.x() - size * 0.2, middle.y() + size * 0.6)
    tick.lineTo(middle.x() + size * 0.8, middle.y() - size * 0.6)
    painter.strokePath(tick, round_pen(paint, max(2.0, size * 0.32)))


def _draw_number(painter: QPainter, path: QPainterPath, look: ZoneLook, colours: MapColours, font: QFont) -> None:
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    ground = _zone_fill(look, colours)
    painter.setPen(max(colours.on_chosen, colours.text, key=lambda ink: contrast(ink.name(), ground.name())))
    box = path.boundingRect()
    room = QRectF(box.center().x() - 60, box.top(), 120, box.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(look.count))


def _fading(top: float, low: float, paint: QColor) -> QBrush:
    """A colour that comes up from nothing at the thigh."""
    nothing = QColor(paint)
    nothing.setAlpha(0)
    gradient = QLinearGradient(0, top, 0, low)
    gradient.setColorAt(0.0, nothing)
    gradient.setColorAt(1.0, paint)
    return QBrush(gradient)
