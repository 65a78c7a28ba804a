"""Both legs from behind, left against right: how many spasms in each zone, as steps of colour and as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from calfstretch.domain.episode import Zone
from calfstretch.i18n import gettext as _
from calfstretch.insights.when import ONE_LEG, Legs
from calfstretch.ui.insights.when_where import state
from calfstretch.ui.insights.when_where.picture import Picture
from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.widgets.leg_map_paint import GAP_PX, RING_PX, MapColours, draw_leg, map_colours
from calfstretch.ui.widgets.leg_map_shapes import BOUNDS, LEGS, ZONES, leg_shapes
from calfstretch.ui.widgets.painting import fill, mix, stroke

_HEIGHT = 336
# Colours one can still tell apart; the number says the rest.
STEPS = 4
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_KEYS = [(leg, str(zone)) for leg in LEGS for zone in ZONES]


class LegsPicture(Picture):
    """The left leg on the left in every language; arrows go to the next zone that way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Legs from behind, spasms by zone"))
        self._shapes = {leg: leg_shapes(leg) for leg in LEGS}
        self._counts: Mapping[tuple[str, str], int] = {}
        self._legs = Legs(0, 0, 0, 0)
        self._shown = False

    def show_counts(self, counts: Mapping[tuple[str, str], int], legs: Legs) -> None:
        """Change the numbers."""
        self._counts, self._legs, self._shown = counts, legs, True
        self.changed()

    # -- reading ------------------------------------------------------------------------------

    def values(self) -> int:
        return len(_KEYS) if self._shown else 0

    def words(self, at: int) -> str:
        leg, zone = _KEYS[at]
        return state.zone_words(leg, zone, self._counts.get((leg, zone), 0))

    def next_value(self, at: int | None, key: Qt.Key) -> int | None:
        way = _WAYS.get(key)
        if way is None:
            return None
        if at is None:
            return _KEYS.index((ONE_LEG[key == Qt.Key.Key_Right], str(ZONES[0])))
        middles = [self._path(n).boundingRect().center() for n in range(len(_KEYS))]
        return _next_that_way(middles, at, *way)

    def value_at(self, point: QPointF) -> int | None:
        placing = self._placing(QSizeF(self.size()))
        found = (at for at in range(len(_KEYS)) if placing.map(self._path(at)).contains(point))
        return next(found, None)

    # -- drawing ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_HEIGHT), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(_HEIGHT))

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        colours = map_colours(self.theme.palette)
        placing = self._placing(size)
        for leg, count in ((ONE_LEG[0], self._legs.left), (ONE_LEG[1], self._legs.right)):
            draw_leg(painter, self._shapes[leg], placing, colours)
            self._draw_head(painter, leg, count, placing)
        # the one pointed at last, so that its ring lies on top
        for at in sorted(range(len(_KEYS)), key=lambda at: at == self.current):
            self._draw_zone(painter, at, placing.map(self._path(at)), colours)

    def _draw_zone(self, painter: QPainter, at: int, path: QPainterPath, colours: MapColours) -> None:
        most, count = max(self._counts.values(), default=0), self._counts.get(_KEYS[at], 0)
        if at == self.current:
            stroke(painter, path, colours.text, 2 * (RING_PX + GAP_PX))
            stroke(painter, path, colours.card, 2 * GAP_PX)
        share = ceil(STEPS * count / most) / STEPS if count else 0.0
        fill(painter, path, mix(colours.zone, colours.chosen, share) if count else colours.skin)
        stroke(painter, path, colours.line, 1.5)
        if count:
            box = path.boundingRect()
            # where it is widest, and away from its neighbours' numbers
            down = box.height() * 0.28 if _KEYS[at][1] == Zone.MIDDLE_CALF else 0.0
            self._draw_count(painter, box.center() + QPointF(0, down), str(count), colours)

    def _draw_count(self, painter: QPainter, middle: QPointF, text: str, colours: MapColours) -> None:
        """The number on a ground of its own: no step of colour between light and dark carries words well."""
        metrics = self.metrics(SMALL, 700)
        high = metrics.height() * 0.92
        wide = max(high, metrics.horizontalAdvance(text) + self.theme.px(6))
        box = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.card)
        painter.drawRoundedRect(box, high / 2, high / 2)
        self.write(painter, box, text, weight=700)

    def _draw_head(self, painter: QPainter, leg: str, count: int, placing: QTransform) -> None:
        words = _("Left {n}") if leg == ONE_LEG[0] else _("Right {n}")
        high = self.metrics(COMPACT, 700).height()
        at = placing.map(QPointF(self._shapes[leg].middle_x, 0))
        box = QRectF(at.x() - 1, at.y() - high * 1.1, 2, high)
        self.write(painter, box, words.format(n=count), size=COMPACT, weight=700)

    def _path(self, at: int) -> QPainterPath:
        leg, zone = _KEYS[at]
        return next(path for name, path in self._shapes[leg].zones.items() if str(name) == zone)

    def _placing(self, size: QSizeF) -> QTransform:
        """From the picture's units to pixels, below the two totals."""
        head = self.metrics(COMPACT, 700).height() * 1.2
        scale = max(0.01, min(size.width() / BOUNDS.width(), (size.height() - head) / BOUNDS.height()))
        return QTransform(scale, 0, 0, scale, size.width() / 2, head)


def _next_that_way(middles: list[QPointF], at: int, dx: int, dy: int) -> int:
    """The zone whose middle lies best in that direction; the same where none does."""
    ranked = []
    for there, middle in enumerate(middles):
        x, y = middle.x() - middles[at].x(), middle.y() - middles[at].y()
        along, across = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        if along > 8 and across < along * 3:
            ranked.append((along + 2 * across, there))
    return min(ranked)[1] if ranked else at
