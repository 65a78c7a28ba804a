"""The figure that shows the stretch: a person beside a chair, drawn from a pose."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_paint import (
    BodyColours,
    body_colours,
    calf_point,
    draw_floor,
    draw_pose,
    draw_toes_up_arrow,
)
from calfstretch.ui.widgets.figure_pose import FigureStep, Pose, pose
from calfstretch.ui.widgets.painting import round_pen, stroke

# What the picture covers, in leg lengths: x from, x to, and the height above and below the floor line.
LEFT, RIGHT, TOP, BOTTOM = -0.26, 0.88, 1.93, -0.035
LABEL_GAP = 0.05
LABEL_OVERLAP = 0.10


class Figure(QWidget):
    """A still person in one pose, facing right; near is the right leg. Scales with the widget and keeps its shape."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: BodyColours = body_colours(palette)
        self._pose: Pose = pose(FigureStep.STAND, "right")
        self._label = ""
        self._room_for = ""
        self._arrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(48, 84)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._colours = body_colours(palette)
        self.update()

    def set_step(self, step: FigureStep, active_leg: str, breath: float = 0.0) -> None:
        """Show the still pose of a step.

        Args:
            step: the step of the guide.
            active_leg: "left" or "right".
            breath: 0 breathed out to 1 breathed in.
        """
        self.set_pose(pose(step, active_leg, breath))

    def set_pose(self, shown: Pose) -> None:
        """Show any pose, also one between two steps."""
        if shown != self._pose:
            self._pose = shown
            self.update()

    def set_label(self, text: str) -> None:
        """The translated words at the calf, such as "feel it here"; an empty text leaves them out."""
        self._label = text
        self.update()

    def keep_room_for(self, label: str) -> None:
        """Keep the room of these words also while none are shown, so that the person never changes size."""
        self._room_for = label
        self.update()

    def set_arrow(self, shown: bool) -> None:
        """Whether an arrow before the toes says that they go up."""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, then the words over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self._placing()
        painter.setTransform(placing, True)
        draw_floor(painter, LEFT + 0.04, RIGHT - 0.02, self._colours)
        draw_pose(painter, self._pose, self._colours)
        if self._arrow:
            draw_toes_up_arrow(painter, self._pose.front, self._colours)
        painter.resetTransform()
        if self._label:
            self._draw_label(painter, placing)

    def _placing(self) -> QTransform:
        """From leg lengths (y up) to the widget's pixels."""
        room = QRectF(self.rect())
        label_px = max((self._width_of(words) for words in (self._label, self._room_for) if words), default=0.0)
        scale = min(room.height() / (TOP - BOTTOM), room.width() / (RIGHT - LEFT))
        if label_px:
            scale = min(scale, (room.width() - label_px) / (RIGHT - LEFT + LABEL_GAP - LABEL_OVERLAP))
        scale = max(scale, 1.0)
        drawn = (RIGHT - LEFT) * scale
        free = max(0.0, room.width() - drawn)
        x = max(free / 2, min(free, label_px + (LABEL_GAP - LABEL_OVERLAP) * scale))
        y = (room.height() + (TOP - BOTTOM) * scale) / 2
        return QTransform(scale, 0, 0, -scale, x - LEFT * scale, y + BOTTOM * scale)

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _lines_of(self, label: str) -> list[str]:
        """The words in one line, or in two about equally long ones where the widget is narrow."""
        metrics = QFontMetricsF(self._label_font())
        words = label.split()
        if len(words) < 2 or metrics.horizontalAdvance(label) < self.width() * 0.26:
            return [label]
        splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        return list(min(splits, key=lambda pair: max(map(metrics.horizontalAdvance, pair))))

    def _width_of(self, label: str) -> float:
        metrics = QFontMetricsF(self._label_font())
        return max(metrics.horizontalAdvance(line) for line in self._lines_of(label)) + 4

    def _draw_label(self, painter: QPainter, placing: QTransform) -> None:
        """The words at the left, and a line with a dot that leads to the calf."""
        scale = placing.m11()
        end = placing.map(QPointF(*calf_point(self._pose.front)))
        lines, width = self._lines_of(self._label), self._width_of(self._label)
        font = self._label_font()
        metrics = QFontMetricsF(font)
        floor_left = placing.map(QPointF(LEFT, 0)).x()
        right = max(width, floor_left + (LABEL_OVERLAP - LABEL_GAP) * scale)
        start = QPointF(right + LABEL_GAP * scale * 0.4, end.y() - 0.10 * scale)
        line = QPainterPath(start)
        line.lineTo(end)
        thin = max(1.5, 0.010 * scale)
        stroke(painter, line, self._colours.ground, thin * 3)
        stroke(painter, line, self._colours.feel, thin)
        painter.setPen(round_pen(self._colours.ground, thin))
        painter.setBrush(self._colours.feel)
        painter.drawEllipse(end, thin * 2.2, thin * 2.2)
        painter.setFont(font)
        painter.setPen(self._colours.feel)
        height = metrics.lineSpacing() * len(lines)
        box = QRectF(right - width, start.y() - height / 2, width, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
