"""The leg map: where on which leg it was, by mouse or by keyboard, or how often it was where."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from calfstretch.domain.episode import Zone
from calfstretch.i18n import gettext as _
from calfstretch.i18n import pgettext
from calfstretch.ui.labels import place
from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.leg_map_paint import MapColours, ZoneLook, draw_leg, draw_zone, map_colours
from calfstretch.ui.widgets.leg_map_shapes import BOUNDS, LEGS, ZONES, LegShapes, leg_shapes
from calfstretch.ui.widgets.painting import Point

LegZone = tuple[str, str]
TARGET_PX = 44.0


class ZoneButton(QAbstractButton):
    """One zone as a real, checkable button without a picture of its own; the map paints it."""

    looked_at = Signal()

    def __init__(self, leg: str, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.leg, self.zone = leg, zone
        self.setProperty("own_focus_ring", True)
        self.setCheckable(True)
        self.setAccessibleName(place(f"{leg}:{zone}"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As large as the map makes it."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the map paints all zones."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The map draws the focus ring."""
        super().focusInEvent(event)
        self.looked_at.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The map takes the focus ring away."""
        super().focusOutEvent(event)
        self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter toggles like Space; arrows go to the map."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LegMap(QWidget):
    """Both legs from behind with seven zones each; left is always on the left.

    A click, Space or Enter chooses a zone or lets it go. Tab walks through all zones, arrows go to the next one in
    their direction. Read-only it shows numbers instead.
    """

    zones_changed = Signal(object)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: MapColours = map_colours(palette)
        self._shapes: dict[str, LegShapes] = {leg: leg_shapes(leg) for leg in LEGS}
        self._hover: LegZone | None = None
        self._counts: dict[LegZone, int] = {}
        self._read_only = False
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._said.setWordWrap(True)
        self._said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._buttons = {(leg, str(zone)): self._button(leg, str(zone)) for leg in LEGS for zone in ZONES}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Leg map, seen from behind"))
        self._say()

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._colours = map_colours(palette)
        self.update()

    def zones(self) -> frozenset[LegZone]:
        """The chosen zones as (leg, zone), in the words of the records."""
        return frozenset(key for key, button in self._buttons.items() if button.isChecked())

    def set_zones(self, zones: frozenset[LegZone]) -> None:
        """Show these zones as chosen, without telling anyone.

        Raises:
            ValueError: a leg or zone that does not exist.
        """
        unknown = zones - self._buttons.keys()
        if unknown:
            raise ValueError(f"no such zones: {sorted(unknown)}")
        for key, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(key in zones)
            button.blockSignals(False)
        self._say()
        self._arrange()
        self.update()

    def set_counts(self, counts: Mapping[LegZone, int]) -> None:
        """Show how often it was where, as a number in each zone, and take no choices."""
        self._counts = dict(counts)
        self._read_only = True
        for key, button in self._buttons.items():
            button.setEnabled(False)
            button.setAccessibleDescription(str(self._counts.get(key, 0)))
        self._say()
        self.update()

    def button(self, leg: str, zone: str) -> ZoneButton:
        """The button of one zone."""
        return self._buttons[leg, zone]

    def zone_at(self, point: QPointF) -> LegZone | None:
        """The zone under a point of the widget, or the nearest one where a zone is smaller than a fingertip."""
        placing = self._placing()
        near: list[tuple[float, LegZone]] = []
        for key, path in self._zone_paths():
            drawn = placing.map(path)
            if drawn.contains(point):
                return key
            box = drawn.boundingRect()
            spare = max(5.0, (TARGET_PX - min(box.width(), box.height())) / 2)
            distance = _distance_to(drawn, point)
            if distance <= spare:
                near.append((distance, key))
        return min(near)[1] if near else None

    def sizeHint(self) -> QSize:
        """Room for zones a fingertip can hit."""
        return QSize(400, int(400 * BOUNDS.height() / BOUNDS.width() + self._head_px() + self._said_px()))

    def minimumSizeHint(self) -> QSize:
        """Small, but still readable."""
        return QSize(230, int(230 * BOUNDS.height() / BOUNDS.width() + self._head_px() + self._said_px()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every button lies under its zone."""
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """A new text size moves the picture."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_buttons"):
            self._arrange()
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A zone takes the focus when pressed, as buttons do."""
        key = self.zone_at(event.position())
        if key is not None and not self._read_only and event.button() == Qt.MouseButton.LeftButton:
            self._buttons[key].setFocus(Qt.FocusReason.MouseFocusReason)
            self._buttons[key].click()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The zone under the pointer is tinted and named."""
        self._set_hover(self.zone_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No zone is under the pointer."""
        self._set_hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus to the next zone that way."""
        way = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))
        here = self._focused()
        if way is None or here is None:
            super().keyPressEvent(event)
            return
        there = self._next_zone(here, *way)
        if there is not None:
            self._buttons[there].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Legs and soles, then the zones, the one with the focus last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self._placing()
        for leg in LEGS:
            draw_leg(painter, self._shapes[leg], placing, self._colours)
            self._draw_letter(painter, leg, placing)
        self._draw_captions(painter, placing)
        focused = self._focused()
        for key, path in sorted(self._zone_paths(), key=lambda item: item[0] == focused):
            draw_zone(painter, placing.map(path), self._look(key), self._colours, self.font())

    def _button(self, leg: str, zone: str) -> ZoneButton:
        button = ZoneButton(leg, zone, self)
        button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.toggled.connect(self._toggled)
        button.looked_at.connect(self._looked)
        return button

    def _toggled(self) -> None:
        self._looked()
        self._arrange()
        self.zones_changed.emit(self.zones())

    def _looked(self) -> None:
        self._say()
        self.update()

    def _set_hover(self, key: LegZone | None) -> None:
        if self._read_only or key == self._hover:
            return
        self._hover = key
        if key is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._looked()

    def _say(self) -> None:
        """Under the picture: the zone pointed at or focused, else what is chosen."""
        shown = self._hover or self._focused()
        self._said.setText(_words(shown) if shown is not None else self._chosen_words())

    def _chosen_words(self) -> str:
        return " · ".join(_words(key) for key, button in self._buttons.items() if button.isChecked())

    def _focused(self) -> LegZone | None:
        return next((key for key, button in self._buttons.items() if button.hasFocus()), None)

    def _look(self, key: LegZone) -> ZoneLook:
        most = max(self._counts.values(), default=0)
        count = self._counts.get(key, 0) if self._read_only else None
        return ZoneLook(
            chosen=self._buttons[key].isChecked() and not self._read_only,
            hovered=key == self._hover,
            focused=self._buttons[key].hasFocus(),
            count=count,
            share=(count or 0) / most if most else 0.0,
        )

    def _zone_paths(self) -> list[tuple[LegZone, QPainterPath]]:
        return [((leg, str(zone)), self._shapes[leg].zones[zone]) for leg in LEGS for zone in ZONES]

    def _next_zone(self, here: LegZone, dx: int, dy: int) -> LegZone | None:
        """The zone whose middle lies best in that direction."""
        middles = {key: path.boundingRect().center() for key, path in self._zone_paths()}
        start = middles[here]
        ranked = []
        for key, middle in middles.items():
            x, y = middle.x() - start.x(), middle.y() - start.y()
            along, across = x * dx + y * dy, abs(x * dy) + abs(y * dx)
            if along > 8 and across < along * 3:
                ranked.append((along + 2 * across, key))
        return min(ranked)[1] if ranked else None

    def _placing(self) -> QTransform:
        """From the picture's units to the widget's pixels."""
        head = self._head_px()
        room = QRectF(0, head, self.width(), max(1.0, self.height() - head - self._said_px()))
        scale = min(room.width() / BOUNDS.width(), room.height() / BOUNDS.height())
        top = head + (room.height() - BOUNDS.height() * scale) / 2
        return QTransform(scale, 0, 0, scale, self.width() / 2, top)

    def _arrange(self) -> None:
        placing = self._placing()
        for (leg, zone), button in self._buttons.items():
            box = placing.mapRect(self._shapes[leg].zones[Zone(zone)].boundingRect())
            button.setGeometry(box.toAlignedRect())
        said = int(self._said_px())
        self._said.setFont(self._said_font())
        self._said.setGeometry(QRect(0, self.height() - said, self.width(), said))

    def _head_px(self) -> float:
        return QFontMetricsF(self._letter_font()).height() * 1.15

    def _said_px(self) -> float:
        """Room for two lines, or for all chosen zones where they need more."""
        metrics = QFontMetricsF(self._said_font())
        room = QRectF(0, 0, max(1, self.width()), 10_000)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._chosen_words())
        return max(metrics.lineSpacing() * 2.2, words.height() + metrics.lineSpacing() * 0.2)

    def _said_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _letter_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 1.15)
        else:
            font.setPixelSize(int(font.pixelSize() * 1.15))
        return font

    def _draw_letter(self, painter: QPainter, leg: str, placing: QTransform) -> None:
        text = pgettext("left leg", "L") if leg == "left" else pgettext("right leg", "R")
        at = placing.map(QPointF(self._shapes[leg].middle_x, 0))
        head = self._head_px()
        painter.setFont(self._letter_font())
        painter.setPen(self._colours.text)
        painter.drawText(QRectF(at.x() - 40, at.y() - head, 80, head), Qt.AlignmentFlag.AlignCenter, text)

    def _draw_captions(self, painter: QPainter, placing: QTransform) -> None:
        """The word over each sole, where there is room for it."""
        text = _("sole")
        painter.setFont(self.font())
        painter.setPen(self._colours.secondary)
        metrics = QFontMetricsF(self.font())
        for leg in LEGS:
            at = placing.map(QPointF(self._shapes[leg].sole_middle_x, BOUNDS.height() * 0.57))
            width = metrics.horizontalAdvance(text)
            if width < 76 * placing.m11():
                box = QRectF(at.x() - width, at.y() - metrics.height() * 1.1, width * 2, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _words(key: LegZone) -> str:
    """Left, outer calf"""
    return place(f"{key[0]}:{key[1]}")


def _distance_to(path: QPainterPath, point: QPointF) -> float:
    """Pixels from a point to the nearest edge of a path."""
    polygon = path.toFillPolygon()
    corners = [polygon.at(i).toTuple() for i in range(polygon.size())]
    at = (point.x(), point.y())
    return min(_to_edge(a, b, at) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))


def _to_edge(a: Point, b: Point, at: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else max(0.0, min(1.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square))
    return hypot(at[0] - a[0] - share * dx, at[1] - a[1] - share * dy)
