"""The ring of the guide: the time left as an arc, and its digits as large as the circle allows."""

from __future__ import annotations

from math import cos, floor, hypot, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.painting import colour, even_digits, mix, round_pen

# The arc's width and the clear space inside it, as parts of the ring's outer diameter.
ARC_WIDTH = 0.045
CLEAR = 0.035
# The track is the arc's ground, nothing to read: it stays fainter than the arc.
TRACK_FADED = 0.6
# The arc is drawn in fixed steps, so that a moved end changes no pixel before the step it lies in.
STEPS = 60
# A part of the arc is drawn from so many steps before its change, so that its round begin lies outside it.
_STEPS_BEFORE = 3
# Three digits stand closer, in percent of the usual width, so that "120" is not small beside "30".
NARROW_STRETCH = 75


class Ring(QWidget):
    """Time left from a full circle to nothing, shrinking back to the top.

    Repaints no more than what a change makes visible: the moved end of the arc and the digits.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._track = _track_of(palette)
        self._fraction = 1.0
        self._digits = ""
        self._narrow = False
        self._digits_font = QFont(self.font())
        self._digits_for: tuple[int, float, str, bool] | None = None
        self._digits_box: QRect | None = None
        self._digits_start: QPointF | None = None
        self._moved: tuple[QRect, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(64, 64)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._palette = palette
        self._track = _track_of(palette)
        self.update()

    def set_fraction(self, fraction: float) -> None:
        """How much of the time is left, 0 to 1; changes under a pixel of arc wait for the next one."""
        wanted = min(1.0, max(0.0, fraction))
        before = self._fraction
        moved_px = abs(wanted - before) * pi * self._arc_box().width() * self.devicePixelRatioF()
        if wanted == before or (moved_px < 1.0 and wanted not in (0.0, 1.0)):
            return
        self._fraction = wanted
        changed = self._changed_rect(before, wanted)
        earlier = self._moved
        first = max(0, floor(min(before, wanted) * STEPS) - _STEPS_BEFORE)
        if max(before, wanted) * STEPS > STEPS - _STEPS_BEFORE:
            first = 0  # there the arc's end meets its round begin
        self._moved = (changed.united(earlier[0]), min(first, earlier[1])) if earlier else (changed, first)
        self.update(changed)

    def set_digits(self, digits: str) -> None:
        """The number in the middle, as the screen wants it written."""
        if digits == self._digits:
            return
        before = self._digits_rect()
        self._digits = digits
        self._digits_box = self._digits_start = None
        self.update(before.united(self._digits_rect()))

    def fraction(self) -> float:
        """The fraction on show."""
        return self._fraction

    def digit_height(self) -> float:
        """How high the digits stand, in pixels, without the space that the font keeps above and below them."""
        return QFontMetricsF(self._font_for_digits()).tightBoundingRect("8").height()

    def side_for(self, digit_height_px: float, digits: str) -> float:
        """How wide the ring must be for these digits to stand this high."""
        at_1000 = self._font_in(1000.0, _template(digits))
        return 1000.0 * digit_height_px / QFontMetricsF(at_1000).tightBoundingRect("8").height() + 4.0

    def set_narrow(self, narrow: bool) -> None:
        """Let two digits stand closer as well, so that they are higher in a ring that cannot grow."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._digits_for = self._digits_box = self._digits_start = None
            self.update()

    def sizeHint(self) -> QSize:
        """Large enough to be read across a room."""
        return QSize(360, 360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The digits grow with the ring."""
        self._digits_for = self._digits_box = self._digits_start = self._moved = None

    def changeEvent(self, event: QEvent) -> None:
        """Another font, other digits."""
        if event.type() == QEvent.Type.FontChange:
            self._digits_for = self._digits_box = self._digits_start = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, the arc over it, and the digits where the change touches them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, width = self._arc_box(), self._arc_width()
        painter.setPen(round_pen(self._track, width))
        painter.drawEllipse(box)
        if self._fraction > 0.0:
            painter.setPen(round_pen(self._palette.action, width))
            painter.drawPath(_arc(box, self._fraction, self._first_step(event)))
        self._moved = None
        if self._digits and event.region().intersects(self._digits_rect()):
            painter.setFont(self._font_for_digits())
            painter.setPen(colour(self._palette.text))
            painter.drawText(self._baseline_start(), self._digits)

    def _first_step(self, event: QPaintEvent) -> int:
        """Where the arc that is to be painted begins: where its end alone moved, all before stands already."""
        if self._moved is None or not self._moved[0].contains(event.rect()):
            return 0
        return self._moved[1]

    def _side(self) -> float:
        return float(min(self.width(), self.height()))

    def _arc_width(self) -> float:
        return _arc_width(self._side())

    def _arc_box(self) -> QRectF:
        side = max(1.0, self._side() - self._arc_width() - 2)
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _changed_rect(self, before: float, after: float) -> QRect:
        """What a moved end of the arc covers or uncovers, with its round cap."""
        if abs(before - after) > 0.125 or 0.0 in (before, after):
            return self.rect()
        low, high = floor(min(before, after) * STEPS) / STEPS, max(before, after)
        box, thirds = self._arc_box(), (low, low + (high - low) / 2, high)
        ends = [_on_arc(box, fraction) for fraction in thirds]
        left, right = min(e.x() for e in ends), max(e.x() for e in ends)
        top, bottom = min(e.y() for e in ends), max(e.y() for e in ends)
        # The bulge of a short arc over its three points is less than the pixels added.
        room = self._arc_width() / 2 + 3 + (high - low) ** 2 * box.width()
        return QRectF(left - room, top - room, right - left + 2 * room, bottom - top + 2 * room).toAlignedRect()

    def _font_for_digits(self) -> QFont:
        """The largest bold font whose digits, all as wide as an 8, fit inside the circle."""
        template = _template(self._digits)
        key = (int(self._side()), self._arc_width(), template, self._narrow)
        if key != self._digits_for:
            self._digits_for = key
            self._digits_font = self._font_in(self._side(), template)
        return self._digits_font

    def _font_in(self, side: float, template: str) -> QFont:
        font = even_digits(self.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(100)
        if len(template) > 2 or self._narrow:
            font.setStretch(NARROW_STRETCH)
        metrics = QFontMetricsF(font)
        size = hypot(metrics.horizontalAdvance(template), metrics.tightBoundingRect("8").height())
        arc = _arc_width(side)
        room = max(1.0, side - arc - 2) - arc - 2 * CLEAR * side
        one_digit = 0.62 * room / metrics.tightBoundingRect("8").height() * 100
        font.setPixelSize(max(8, int(min(100 * room / size, one_digit))))
        return font

    def _baseline_start(self) -> QPointF:
        if self._digits_start is None:
            metrics = QFontMetricsF(self._font_for_digits())
            height = metrics.tightBoundingRect("8").height()
            middle = self._arc_box().center()
            left = middle.x() - metrics.horizontalAdvance(self._digits) / 2
            self._digits_start = QPointF(left, middle.y() + height / 2)
        return self._digits_start

    def _digits_rect(self) -> QRect:
        """All that the digits can cover."""
        if self._digits_box is None:
            self._digits_box = self._measured_digits()
        return self._digits_box

    def _measured_digits(self) -> QRect:
        # As tight as the ink allows: the moving end of the arc passes close by, and must not have them painted again.
        metrics = QFontMetricsF(self._font_for_digits())
        ink = metrics.tightBoundingRect(self._digits).translated(self._baseline_start())
        room = 4 + metrics.height() * 0.02
        return ink.adjusted(-room, -room, room, room).toAlignedRect()


def _on_arc(box: QRectF, fraction: float) -> QPointF:
    """Where the arc ends when so much is left."""
    angle = pi / 2 - fraction * 2 * pi
    return box.center() + QPointF(cos(angle), -sin(angle)) * (box.width() / 2)


def _track_of(palette: Palette) -> QColor:
    return mix(palette.track, palette.ground, TRACK_FADED)


def _arc_width(side: float) -> float:
    return max(6.0, side * ARC_WIDTH)


def _template(digits: str) -> str:
    """Digits as wide as these can become: every one an 8, two at least."""
    return "".join("8" if letter.isdigit() else letter for letter in digits).rjust(2, "8")


def _arc(box: QRectF, fraction: float, first: int = 0) -> QPainterPath:
    """Clockwise from the top, or from a step on, step by fixed step and the rest."""
    step = 360 / STEPS
    path = QPainterPath()
    path.arcMoveTo(box, 90.0 - first * step)
    whole = floor(fraction * STEPS)
    for i in range(first, whole):
        path.arcTo(box, 90.0 - i * step, -step)
    rest = fraction * 360 - whole * step
    if rest > 0.0:
        path.arcTo(box, 90.0 - whole * step, -rest)
    return path
