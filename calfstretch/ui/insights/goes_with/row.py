"""One row of the lists: name, sentence, its place in the forest or what is still missing, and the status in words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from calfstretch.ui.insights.goes_with.forest import ForestPainter
from calfstretch.ui.insights.goes_with.rows import Row, Step
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import Button, EdgeLink

# Narrower than this the forest stands under the words.
WIDE_FROM = 640
_PAD, _GAP, _CHEVRON = 14, 24, 18
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
_FAR = 100_000


class Columns(NamedTuple):
    """Where things stand in a row of some width, for a language written from the left.

    Args:
        text: width of the words.
        forest: left edge and width of the forest.
        status: left edge and width of the status; where it is narrow, a line under the name.
        wide: words, forest and status beside each other.
    """

    text: int
    forest: tuple[int, int]
    status: tuple[int, int]
    wide: bool


def columns(theme: Theme, width: int) -> Columns:
    """The columns of a width in pixels."""
    px = theme.px
    chevron = px(_CHEVRON) + px(8)
    if width < px(WIDE_FROM):
        return Columns(width - chevron, (0, min(width, px(420))), (0, width - chevron), False)
    forest = min(max(round(width * 0.3), px(190)), px(300))
    status = px(112)
    status_x = width - chevron - status
    forest_x = status_x - px(20) - forest
    return Columns(forest_x - px(_GAP), (forest_x, forest), (status_x, status), True)


class _Block(NamedTuple):
    """Words of the text column, with their place from the top."""

    words: str
    font: QFont
    role: str
    box: QRect


class RowButton(Button):
    """The row; pressed it opens what it was worked out from.

    Args:
        theme: the look.
        row: what it shows.
    """

    look = EdgeLink.look

    def __init__(self, theme: Theme, row: Row, parent: QWidget | None = None) -> None:
        self.row = row
        self._forest = ForestPainter(theme)
        self.is_open = False
        self._laid_out: dict[int, tuple[list[_Block], int]] = {}
        super().__init__(theme, row.name, parent=parent)
        self.setCheckable(False)
        self.setAccessibleName(row.name)

    def set_open(self, is_open: bool) -> None:
        """Whether what it was worked out from stands below it."""
        self.is_open = is_open
        self.update()

    # -- size ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.theme.px(600)
        return QSize(self.theme.px(320), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        texts = (self.row.name, self.row.about, self.row.sentence, self.row.status, self.row.when)
        metrics = QFontMetrics(self._name_font())
        longest = max(metrics.horizontalAdvance(word) for text in texts for word in (text.split() or [""]))
        return QSize(longest + self.theme.px(_CHEVRON + 10), self.theme.px(self.look.height))

    def heightForWidth(self, width: int) -> int:
        return self._layout(max(width, 1))[1]

    def _restyle(self) -> None:
        self._laid_out.clear()
        super()._restyle()

    def _layout(self, width: int) -> tuple[list[_Block], int]:
        """The blocks of the words at a width, and the height of all; kept, since layouts ask again and again."""
        if width not in self._laid_out:
            if len(self._laid_out) > 8:
                self._laid_out.clear()
            place = columns(self.theme, width)
            blocks = self._blocks(place)
            self._laid_out[width] = blocks, self._height(place, blocks)
        return self._laid_out[width]

    def _height(self, place: Columns, blocks: list[_Block]) -> int:
        bottom = _bottom(blocks)
        if not place.wide:
            bottom += self._below_height()
        else:
            bottom = max(bottom, self.theme.px(_PAD) + self._side_height(place))
        return max(bottom + self.theme.px(_PAD), self.theme.px(self.look.height))

    def _name_font(self) -> QFont:
        return self.theme.font(18, 600)

    def _small_font(self) -> QFont:
        return self.theme.font(COMPACT)

    def _blocks(self, place: Columns) -> list[_Block]:
        """The words of the text column, top to bottom."""
        row, px = self.row, self.theme.px
        parts = [(row.name, self._name_font(), "text", 0)]
        if row.status and not place.wide:
            parts.append((row.status, self.theme.font(COMPACT, 600), "text", 2))
        parts += [
            (row.about, self._small_font(), "secondary", 2),
            (row.sentence, self._small_font(), "secondary", 4),
            (row.when, self._small_font(), "secondary", 4),
            (row.caution, self._small_font(), "secondary", 6),
        ]
        blocks, top = [], px(_PAD)
        for words, font, role, gap in parts:
            if not words:
                continue
            top += px(gap)
            size = QFontMetrics(font).boundingRect(QRect(0, 0, max(1, place.text), _FAR), _WRAPPED, words)
            blocks.append(_Block(words, font, role, QRect(0, top, place.text, size.height())))
            top += size.height()
        return blocks

    def _below_height(self) -> int:
        """What stands under the words where it is narrow."""
        px = self.theme.px
        if self.row.marks is not None:
            return px(8) + self._forest.scale_height() + px(36)
        return px(6) + self._steps_height() if self.row.steps else 0

    def _side_height(self, place: Columns) -> int:
        if self.row.steps:
            return self._steps_height()
        metrics = QFontMetrics(self.theme.font(COMPACT, 600))
        return metrics.boundingRect(QRect(0, 0, place.status[1], _FAR), _WRAPPED, self.row.status).height()

    def _steps_height(self) -> int:
        return len(self.row.steps) * self._step_height()

    def _step_height(self) -> int:
        return QFontMetrics(self._small_font()).height() + self.theme.px(14)

    # -- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # places are mirrored here, the axis never
        place = columns(self.theme, self.width())
        for at, block in enumerate(self._layout(self.width())[0]):
            font = QFont(block.font)
            font.setUnderline(at == 0 and (self._pointed_at() or self.isDown()))
            self._write(painter, block.box, font, block.role, block.words)
        if not self.window().testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):  # nobody presses paper
            self._paint_chevron(painter)
        if place.wide:
            self._paint_beside(painter, place)
        else:
            self._paint_below(painter, place)

    def _paint_beside(self, painter: QPainter, place: Columns) -> None:
        px, (x, width) = self.theme.px, place.forest
        if self.row.marks is not None:
            # from edge to edge, so that the lines of the axis run through all rows
            self._paint_forest(painter, self._mirrored(QRect(x, 0, width, self.height())))
        if self.row.steps:
            box = QRect(x, px(_PAD), width + px(20) + place.status[1], self.height())
            self._paint_steps(painter, box)
            return
        status = QRect(place.status[0], px(_PAD), place.status[1], self.height())
        self._write(painter, status, self.theme.font(COMPACT, 600), "text", self.row.status)

    def _paint_below(self, painter: QPainter, place: Columns) -> None:
        px, top = self.theme.px, _bottom(self._layout(self.width())[0])
        if self.row.marks is not None:
            scale = QRect(0, top + px(8), place.forest[1], self._forest.scale_height())
            self._forest.paint_scale(painter, QRectF(self._mirrored(scale)))
            self._paint_forest(painter, self._mirrored(QRect(0, scale.bottom() + 1, place.forest[1], px(36))))
        elif self.row.steps:
            self._paint_steps(painter, QRect(0, top + px(6), place.forest[1], self.height()))

    def _paint_forest(self, painter: QPainter, area: QRect) -> None:
        assert self.row.marks is not None
        self._forest.paint_grid(painter, QRectF(area))
        self._forest.paint_marks(painter, QRectF(area), self.row.marks)

    def _paint_steps(self, painter: QPainter, box: QRect) -> None:
        for at, step in enumerate(self.row.steps):
            self._paint_step(painter, QRect(box.left(), box.top() + at * self._step_height(), box.width(), 1), step)

    def _paint_step(self, painter: QPainter, box: QRect, step: Step) -> None:
        """The words, and a thin bar under them: filled as far as it is."""
        px, height = self.theme.px, QFontMetrics(self._small_font()).height()
        self._write(painter, QRect(box.left(), box.top(), box.width(), height), self._small_font(), "text", step.words)
        track = QRect(box.left(), box.top() + height + px(2), min(box.width(), px(260)), px(6))
        area = QRectF(self._mirrored(track))
        radius = area.height() / 2
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        filled = area.width() * min(max(step.share, 0.0), 1.0)
        if filled > 0:
            filled = max(filled, area.height())
            left = area.right() - filled if self._is_mirrored() else area.left()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("secondary"))
            painter.drawRoundedRect(QRectF(left, area.top(), filled, area.height()), radius, radius)

    def _paint_chevron(self, painter: QPainter) -> None:
        px, side = self.theme.px, self.theme.px(_CHEVRON)
        line = QFontMetrics(self._name_font()).height()
        area = QRectF(self._mirrored(QRect(self.width() - side, px(_PAD), side, line)))
        centre, reach = area.center(), side * 0.32
        tip = -reach / 2 if self.is_open else reach / 2
        points = [QPointF(centre.x() - reach, centre.y() - tip), QPointF(centre.x(), centre.y() + tip)]
        pen = QPen(self.theme.colour("secondary"), px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([*points, QPointF(centre.x() + reach, centre.y() - tip)]))

    def _write(self, painter: QPainter, box: QRect, font: QFont, role: str, words: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self.theme.colour(role)))
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._mirrored(box), side.value | Qt.TextFlag.TextWordWrap.value, words)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mirrored(self, box: QRect) -> QRect:
        """The box where it stands in a language written from the right."""
        if not self._is_mirrored():
            return box
        return QRect(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())


def _bottom(blocks: list[_Block]) -> int:
    return blocks[-1].box.top() + blocks[-1].box.height()
