"""How a day of the calendar is drawn: grounds by hatching, stretches and spasms by shape and number."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from calfstretch.i18n import gettext as _
from calfstretch.ui.history.calendar_state import Cell, Ground
from calfstretch.ui.theme import SMALL, Theme
from calfstretch.ui.widgets.painting import even_digits

_INSET, _CORNER, _STEP = 2, 6, 7


class CellPainter:
    """Draws one cell at the theme's size."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self, painter: QPainter, room: QRectF, cell: Cell, *, chosen: bool = False, focused: bool = False
    ) -> None:
        """Draw a day into its room; `chosen` frames it, `focused` makes the frame strong."""
        if cell.ground is Ground.AHEAD:
            return
        px = self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = room.adjusted(px(_INSET), px(_INSET), -px(_INSET), -px(_INSET))
        width = max(3.0, 3 * self._theme.scale) if focused else 1.5
        self._ground(painter, box, cell.ground, width + px(1) if chosen else 0)
        self._marks(painter, box, cell)
        if chosen:
            self._frame(painter, box, "text", width)
        painter.restore()

    # -- grounds -----------------------------------------------------------------------------------------

    def _ground(self, painter: QPainter, box: QRectF, ground: Ground, inside: float) -> None:
        theme = self._theme
        if ground is Ground.BEFORE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawEllipse(box.center(), theme.px(2), theme.px(2))
            return
        path = self._path(box)
        plain = ground in (Ground.KNOWN, Ground.RUNNING)
        painter.fillPath(path, theme.colour("card" if plain else "ground"))
        if not plain:
            painter.save()
            painter.setClipPath(path)
            painter.setPen(QPen(theme.colour("line"), max(1.0, 1.1 * theme.scale)))
            painter.drawLines(self._level(box) if ground is Ground.PAUSE else self._slanting(box))
            painter.restore()
        if ground is Ground.RUNNING:
            self._frame(painter, box.adjusted(inside, inside, -inside, -inside), "action", max(2.5, 2.5 * theme.scale))
        else:
            self._frame(painter, box, "line", 1.2)

    def _slanting(self, box: QRectF) -> list[QLineF]:
        step, high = self._theme.px(_STEP), box.height()
        count = int((box.width() + high) // step) + 1
        return [
            QLineF(box.left() + n * step - high, box.bottom(), box.left() + n * step, box.top()) for n in range(count)
        ]

    def _level(self, box: QRectF) -> list[QLineF]:
        step = self._theme.px(_STEP)
        tops = [box.top() + n * step for n in range(1, int(box.height() // step) + 1)]
        return [QLineF(box.left(), y, box.right(), y) for y in tops]

    def _path(self, box: QRectF) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(box, self._theme.px(_CORNER), self._theme.px(_CORNER))
        return path

    def _frame(self, painter: QPainter, box: QRectF, role: str, width: float) -> None:
        half = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(role), width))
        corner = self._theme.px(_CORNER)
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner, corner)

    # -- marks -------------------------------------------------------------------------------------------

    def _marks(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        """Stretches in the upper half, spasms in the lower; the word of a pause where a half is free."""
        px = self._theme.px
        inner = box.adjusted(px(3), px(3), -px(3), -px(3))
        upper, lower = QRectF(inner), QRectF(inner)
        upper.setBottom(inner.center().y())
        lower.setTop(inner.center().y())
        stretched, cramped = bool(cell.done or cell.partial), bool(cell.spasms)
        word = _("pause") if cell.ground is Ground.PAUSE else ""
        on_hatching = cell.ground in (Ground.UNKNOWN, Ground.PAUSE)
        if stretched:
            self._stretches(painter, upper if cramped or word else inner, cell, on_hatching)
        if cramped:
            self._spasms(painter, lower if stretched or word else inner, cell.spasms, on_hatching)
        if word and not (stretched and cramped):
            self._word(painter, lower if stretched else upper if cramped else inner, word)

    def _stretches(self, painter: QPainter, room: QRectF, cell: Cell, on_hatching: bool) -> None:
        """A full bar for stretches done, a half-filled one for partial ones alone; the number from two on."""
        px = self._theme.px
        count = cell.done or cell.partial
        number = str(count) if count > 1 else ""
        bar = self._placed(painter, room, px(22), px(11), number, "action", on_hatching)
        colour = self._theme.colour("action")
        path = QPainterPath()
        path.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if cell.done:
            painter.fillPath(path, colour)
            return
        painter.save()
        painter.setClipRect(QRectF(bar.topLeft(), bar.center()).adjusted(0, 0, 0, bar.height()))
        painter.fillPath(path, colour)
        painter.restore()
        half = px(1)
        inner = bar.adjusted(half, half, -half, -half)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, px(2)))
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)

    def _spasms(self, painter: QPainter, room: QRectF, count: int, on_hatching: bool) -> None:
        px = self._theme.px
        box = self._placed(painter, room, px(14), px(14), str(count), "cramp", on_hatching)
        middle, reach = box.center(), box.width() / 2
        corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("cramp"))
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))

    def _placed(
        self, painter: QPainter, room: QRectF, width: float, height: float, number: str, role: str, on_hatching: bool
    ) -> QRectF:
        """Where a shape stands beside its number, both in the middle of the room; writes the number."""
        px = self._theme.px
        font = self._font()
        metrics = QFontMetricsF(font)
        beside = metrics.horizontalAdvance(number) + px(3) if number else 0.0
        whole = QRectF(0, 0, width + beside, max(height, metrics.height() if number else height))
        whole.moveCenter(room.center())
        if on_hatching:
            self._pad(painter, whole, room)
        shape = QRectF(whole.left(), whole.center().y() - height / 2, width, height)
        if number:
            painter.setFont(font)
            painter.setPen(self._theme.colour(role))
            text = QRectF(shape.right() + px(3), room.top() - px(8), beside + px(2), room.height() + px(16))
            painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), number)
        return shape

    def _word(self, painter: QPainter, room: QRectF, word: str) -> None:
        font = self._theme.font(SMALL)
        metrics = QFontMetricsF(font)
        whole = QRectF(0, 0, metrics.horizontalAdvance(word), metrics.height())
        if whole.width() > room.width() + self._theme.px(4):
            return
        whole.moveCenter(room.center())
        self._pad(painter, whole, room)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(whole.adjusted(-4, 0, 4, 0), int(Qt.AlignmentFlag.AlignCenter), word)

    def _pad(self, painter: QPainter, whole: QRectF, room: QRectF) -> None:
        """Plain ground behind what stands on hatching."""
        pad = whole.adjusted(-self._theme.px(3), 0, self._theme.px(3), 0).intersected(room.adjusted(-2, -2, 2, 2))
        ground: QColor = self._theme.colour("ground")
        path = QPainterPath()
        path.addRoundedRect(pad, self._theme.px(4), self._theme.px(4))
        painter.fillPath(path, ground)

    def _font(self) -> QFont:
        return even_digits(self._theme.font(SMALL, 700))
