"""Two soles from above, marked L and R: which foot is in front."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.i18n import pgettext
from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.painting import Point, colour, fill, mix, round_pen, smooth_path

# The right sole, toes up, inner side at negative x, y down; a shoe's print.
SOLE: tuple[Point, ...] = (
    (-6, -50),
    (10, -46),
    (20, -32),
    (22, -14),
    (17, 6),
    (14, 24),
    (15, 40),
    (8, 50),
    (-4, 50),
    (-12, 41),
    (-11, 24),
    (-12, 6),
    (-19, -12),
    (-21, -32),
    (-16, -45),
)
ASIDE = 27.0
AHEAD = 15.0
BOUNDS = QRectF(-56, -71, 112, 142)


class Soles(QWidget):
    """The left sole on the left, the right one on the right, whatever the direction of reading."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._shares = {"left": 0.0, "right": 0.0}
        self._sole = smooth_path(SOLE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(44, 56)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._palette = palette
        self.update()

    def set_shares(self, left: float, right: float) -> None:
        """How much each foot is the one in front, 0 to 1: so far it is ahead and filled."""
        shares = {"left": left, "right": right}
        if shares != self._shares:
            self._shares = shares
            self.update()

    def set_description(self, name: str, description: str) -> None:
        """What a screen reader says in place of the picture."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """Beside the figure."""
        return QSize(96, 126)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both soles, the active one forward and filled."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / BOUNDS.width(), self.height() / BOUNDS.height())
        middle = QRectF(self.rect()).center()
        for leg, side in (("left", -1.0), ("right", 1.0)):
            y = AHEAD * (self._shares["left"] + self._shares["right"] - 2 * self._shares[leg])
            at = middle + QPointF(side * ASIDE, y) * scale
            turn = QTransform().translate(at.x(), at.y()).scale(scale, scale).rotate(side * 5).scale(side, 1)
            self._draw_sole(painter, turn.map(self._sole), leg, at, scale)

    def _draw_sole(self, painter: QPainter, path: QPainterPath, leg: str, at: QPointF, scale: float) -> None:
        share = self._shares[leg]
        fill(painter, path, mix(self._palette.card, self._palette.action, share))
        edge = mix(self._palette.line, self._palette.action, share)
        painter.strokePath(path, round_pen(edge, max(1.5, 3.0 * scale)))
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(max(9, int(25 * scale)))
        painter.setFont(font)
        painter.setPen(colour(self._palette.on_action if share > 0.5 else self._palette.text))
        text = pgettext("left leg", "L") if leg == "left" else pgettext("right leg", "R")
        box = QRectF(at.x() - 20 * scale, at.y() - 36 * scale, 40 * scale, 40 * scale)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
