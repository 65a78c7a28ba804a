"""The holds of a session as a bar true to length, each filled by how much of it is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.painting import colour, mix

GAP_PX = 5.0
BAR_PX = 12.0
MARK_PX = 6.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One hold: its target in seconds and how much of it is held, 0 to 1."""

    target_s: float
    held: float = 0.0


class Segments(QWidget):
    """A row of holds in the direction of reading, with a small mark under the one that runs."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._segments: tuple[Segment, ...] = ()
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._palette = palette
        self.update()

    def set_segments(self, segments: Sequence[Segment], current: int | None = None) -> None:
        """Show these holds.

        Args:
            segments: in their order.
            current: which one runs; None when none does.
        """
        wanted = tuple(segments)
        if current == self._current and not self._differs(wanted):
            return
        self._segments, self._current = wanted, current
        self.update()

    def set_description(self, name: str, description: str) -> None:
        """What a screen reader says in place of the bar."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def boxes(self) -> list[QRectF]:
        """Where each hold is drawn, in widget pixels, in the order of the holds."""
        count = len(self._segments)
        whole = sum(segment.target_s for segment in self._segments)
        if not count or whole <= 0:
            return []
        room = self.width() - 2.0 - GAP_PX * (count - 1)
        top = (self.height() - BAR_PX - MARK_PX - 2) / 2
        boxes, x = [], 1.0
        for segment in self._segments:
            width = max(2.0, room * segment.target_s / whole)
            boxes.append(QRectF(x, top, width, BAR_PX))
            x += width + GAP_PX
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            boxes = [QRectF(self.width() - box.right(), box.top(), box.width(), box.height()) for box in boxes]
        return boxes

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(240, int(BAR_PX + MARK_PX + 6))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but still a line."""
        return QSize(60, int(BAR_PX + MARK_PX + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Outlines, filled as far as each hold is held, and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (segment, box) in enumerate(zip(self._segments, self.boxes(), strict=True)):
            self._draw_segment(painter, segment, box)
            if index == self._current:
                self._draw_mark(painter, box)

    def _draw_segment(self, painter: QPainter, segment: Segment, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, BAR_PX / 2, BAR_PX / 2)
        painter.fillPath(shape, mix(self._palette.track, self._palette.ground, 0.7))
        held = QRectF(box)
        held.setWidth(box.width() * min(1.0, max(0.0, segment.held)))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            held.moveRight(box.right())
        painter.save()
        painter.setClipRect(held)
        painter.fillPath(shape, colour(self._palette.action))
        painter.restore()
        painter.setPen(colour(self._palette.action if segment.held >= 1.0 else self._palette.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)

    def _draw_mark(self, painter: QPainter, box: QRectF) -> None:
        middle, top = box.center().x(), box.bottom() + 2
        mark = QPainterPath()
        mark.moveTo(middle, top)
        mark.lineTo(middle + MARK_PX, top + MARK_PX)
        mark.lineTo(middle - MARK_PX, top + MARK_PX)
        mark.closeSubpath()
        painter.fillPath(mark, colour(self._palette.text))

    def _differs(self, wanted: tuple[Segment, ...]) -> bool:
        """Whether a repaint would show something new: other holds, or half a pixel more of one."""
        if [s.target_s for s in wanted] != [s.target_s for s in self._segments]:
            return True
        drawn = zip(wanted, self._segments, self.boxes(), strict=False)
        return any(new.held != old.held and _steps(new, box) != _steps(old, box) for new, old, box in drawn)


def _steps(segment: Segment, box: QRectF) -> int:
    return int(segment.held * box.width() * 2) + (1 if segment.held >= 1.0 else 0)
