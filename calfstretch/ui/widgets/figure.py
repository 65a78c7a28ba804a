"""The figure that shows the stretch: a person beside a chair, or sitting on it, drawn from a pose."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.domain.routine import Variant
from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_joints import Pose
from calfstretch.ui.widgets.figure_layers import Layers, breath_alone
from calfstretch.ui.widgets.figure_paint import FINE_PX, body_colours, calf_point
from calfstretch.ui.widgets.figure_pose import FigureStep, pose
from calfstretch.ui.widgets.figure_scenery import Scene, draw_toes_up_arrow
from calfstretch.ui.widgets.painting import round_pen, stroke

# In leg lengths: how far the words stand from the figure, and how far they may reach over its floor.
LABEL_GAP = 0.05
LABEL_OVERLAP = 0.10
# Sitting the words stand under the floor, where neither chair nor towel is.
LABEL_BELOW = 0.075
# A large figure is seen from afar: its words grow with it.
LABEL_SHARE = 0.042


class Figure(QWidget):
    """A person in one pose, facing right; near is the right leg. Scales with the widget and keeps its shape."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._variant = Variant.KNEE_STRAIGHT
        self._layers = Layers(body_colours(palette), Scene.BESIDE_CHAIR)
        self._pose: Pose = pose(FigureStep.STAND, "right")
        self._label = ""
        self._room_for = ""
        self._arrow = False
        self._placed: QTransform | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(48, 84)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._layers = Layers(body_colours(palette), self._layers.scene)
        self.update()

    def set_variant(self, variant: Variant) -> None:
        """Show this way of doing it from the next pose on: beside the chair, or on it."""
        self._variant = variant
        scene = Scene.ON_CHAIR if variant is Variant.SEATED else Scene.BESIDE_CHAIR
        if scene is not self._layers.scene:
            self._layers = Layers(self._layers.colours, scene)
            self._place_anew()

    def set_step(self, step: FigureStep, active_leg: str, breath: float = 0.0) -> None:
        """Show the still pose of a step.

        Args:
            step: the step of the guide.
            active_leg: "left" or "right".
            breath: 0 breathed out to 1 breathed in.
        """
        self.set_pose(pose(step, active_leg, breath, self._variant))

    def set_pose(self, shown: Pose) -> None:
        """Show any pose, also one between two steps; no more is painted anew than moved."""
        before = self._pose
        if shown == before:
            return
        self._pose = shown
        if (self._label or self._arrow) and not breath_alone(before, shown):
            self.update()  # the words and the arrow go with the leg
        else:
            self.update(self._layers.changed(before, shown, self._placing()).intersected(self.rect()))

    def set_label(self, text: str) -> None:
        """The translated words at the calf, such as "feel it here"; an empty text leaves them out."""
        if text != self._label:
            self._label = text
            self._place_anew()

    def keep_room_for(self, label: str) -> None:
        """Keep the room of these words also while none are shown, so that the person never changes size."""
        self._room_for = label
        self._place_anew()

    def set_arrow(self, shown: bool) -> None:
        """Whether an arrow before the toes says that they go up."""
        if shown != self._arrow:
            self._arrow = shown
            self.update()

    def set_description(self, name: str, description: str) -> None:
        """What a screen reader says in place of the picture."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def shown_pose(self) -> Pose:
        """The pose on show."""
        return self._pose

    def sizeHint(self) -> QSize:
        """A size at which all details are drawn."""
        return QSize(300, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing kept fits any more."""
        self._layers.forget()
        self._placed = None

    def changeEvent(self, event: QEvent) -> None:
        """Other words, other room for them."""
        if event.type() == QEvent.Type.FontChange:
            self._place_anew()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, then the words over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self._placing()
        words = (self._label, self._arrow, self.font().key())
        self._layers.paint(
            painter, self._pose, placing, self.size(), event.rect(), words,
            lambda canvas: self._draw_words(canvas, placing),
        )  # fmt: skip

    def _place_anew(self) -> None:
        self._placed = None
        self.update()

    def _placing(self) -> QTransform:
        """From leg lengths (y up) to the widget's pixels."""
        if self._placed is None:
            self._placed = self._measured_placing()
        return self._placed

    def _measured_placing(self) -> QTransform:
        room, bounds = QRectF(self.rect()), self._layers.scene.bounds
        below = self._layers.scene is not Scene.BESIDE_CHAIR
        labels = [label for label in (self._label, self._room_for) if label]
        label_px = max((self._width_of(label) for label in labels), default=0.0) if not below else 0.0
        low = self._height_of(max(labels, key=len)) if below and labels else 0.0
        high = bounds.height() + (LABEL_BELOW if low else 0.0)
        scale = min((room.height() - low) / high, room.width() / bounds.width())
        if label_px:
            scale = min(scale, (room.width() - label_px) / (bounds.width() + LABEL_GAP - LABEL_OVERLAP))
        scale = max(scale, 1.0)
        free = max(0.0, room.width() - bounds.width() * scale)
        x = max(free / 2, min(free, label_px + (LABEL_GAP - LABEL_OVERLAP) * scale))
        used = bounds.height() * scale + (low + LABEL_BELOW * scale if low else 0.0)
        floor = (room.height() - used) / 2 + bounds.bottom() * scale
        return QTransform(scale, 0, 0, -scale, x - bounds.left() * scale, floor)

    # -- the words ------------------------------------------------------------------------------------------

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(QFontInfo(font).pixelSize(), round(self.height() * LABEL_SHARE)))
        return font

    def _lines_of(self, label: str) -> list[str]:
        """The words in one line, or in two about equally long ones where the widget is narrow."""
        metrics = QFontMetricsF(self._label_font())
        words = label.split()
        share = 0.26 if self._layers.scene is Scene.BESIDE_CHAIR else 0.6
        if len(words) < 2 or metrics.horizontalAdvance(label) < self.width() * share:
            return [label]
        splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        return list(min(splits, key=lambda pair: max(map(metrics.horizontalAdvance, pair))))

    def _width_of(self, label: str) -> float:
        metrics = QFontMetricsF(self._label_font())
        return max(metrics.horizontalAdvance(line) for line in self._lines_of(label)) + 4

    def _height_of(self, label: str) -> float:
        return QFontMetricsF(self._label_font()).lineSpacing() * len(self._lines_of(label))

    def _draw_words(self, painter: QPainter, placing: QTransform) -> None:
        """The arrow, and the words with their line to the calf."""
        if self._arrow:
            painter.save()
            painter.setTransform(placing, True)
            draw_toes_up_arrow(painter, self._pose.active, self._layers.colours)
            painter.restore()
        if self._label:
            box, start = self._label_place(placing)
            self._draw_leader(painter, start, placing.map(QPointF(*calf_point(self._pose.active))), placing.m11())
            painter.setFont(self._label_font())
            painter.setPen(self._layers.colours.feel)
            level = Qt.AlignmentFlag.AlignRight if box.right() <= start.x() else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, level | Qt.AlignmentFlag.AlignVCenter, "\n".join(self._lines_of(self._label)))

    def _label_place(self, placing: QTransform) -> tuple[QRectF, QPointF]:
        """Where the words stand, at the left of the figure or under it, and where their line begins."""
        scale, end = placing.m11(), placing.map(QPointF(*calf_point(self._pose.active)))
        width, height = self._width_of(self._label), self._height_of(self._label)
        if self._layers.scene is not Scene.BESIDE_CHAIR:
            middle = min(max(end.x() - 0.06 * scale, width / 2), self.width() - width / 2)
            top = placing.map(QPointF(0, 0)).y() + LABEL_BELOW * scale
            return QRectF(middle - width / 2, top, width, height), QPointF(middle, top)
        floor_left = placing.map(QPointF(self._layers.scene.bounds.left(), 0)).x()
        right = max(width, floor_left + (LABEL_OVERLAP - LABEL_GAP) * scale)
        start = QPointF(right + LABEL_GAP * scale * 0.4, end.y() - 0.10 * scale)
        return QRectF(right - width, start.y() - height / 2, width, height), start

    def _draw_leader(self, painter: QPainter, start: QPointF, end: QPointF, scale: float) -> None:
        """A line with a dot that leads to the calf."""
        small = scale < FINE_PX
        if small:  # the dot would cover the calf
            back = 0.045 * scale / max(1.0, hypot(end.x() - start.x(), end.y() - start.y()))
            end = end + (start - end) * back
        line = QPainterPath(start)
        line.lineTo(end)
        thin = max(1.5, 0.010 * scale)
        colours = self._layers.colours
        stroke(painter, line, colours.ground, thin * 3)
        stroke(painter, line, colours.feel, thin)
        if small:
            return
        painter.setPen(round_pen(colours.ground, thin))
        painter.setBrush(colours.feel)
        painter.drawEllipse(end, thin * 2.2, thin * 2.2)
