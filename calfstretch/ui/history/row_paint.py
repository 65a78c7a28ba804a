"""How the rows are drawn: day cards made of rows, each with time, symbol, title and detail."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from calfstretch.ui.history.model import HistoryModel
from calfstretch.ui.history.state import Row, Shape
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import BODY, COMPACT, CORNER, Theme

_GAP = 6
_SIDE = 20
_ICON = 22
_WRAP = Qt.TextFlag.TextWordWrap
_WRAP_INT = int(_WRAP)
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class RowPainter:
    """Measures and draws one row at the theme's size."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    # -- measuring ---------------------------------------------------------------------------------------

    def height(self, row: Row, width: int) -> int:
        """Pixels the row needs at this width."""
        px = self._theme.px
        end = px(12 + _GAP) if row.closes else 0
        if row.shape is Shape.NIGHT:
            return px(24) + self._high(row.title, self._strong(COMPACT), width - 2 * px(_SIDE))
        if row.shape is Shape.ENTRY:
            room = self._text_rect(QRect(0, 0, width, 0)).width()
            words = self._high(row.title, self._strong(), room) + self._high(row.detail, self._plain(), room)
            return max(px(44), words + px(16)) + end
        head = self._head_rects(QRect(0, 0, width, 0), row)
        words = max(head[0].bottom(), head[1].bottom()) + 1 - px(_GAP)
        return px(_GAP) + words + (px(12) if row.closes else px(8)) + (px(_GAP) if row.closes else 0)

    def _high(self, text: str, font: QFont, width: int) -> int:
        if not text:
            return 0
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) < width:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, max(1, width), 100_000), _WRAP_INT, text).height()

    def _text_rect(self, rect: QRect) -> QRect:
        px = self._theme.px
        clock = QFontMetrics(self._plain()).horizontalAdvance("00:00")
        start = px(_SIDE) + clock + px(16) + px(_ICON) + px(14)
        return QRect(rect.x() + start, rect.y() + px(8), max(px(80), rect.width() - start - px(_SIDE)), rect.height())

    def _head_rects(self, rect: QRect, row: Row) -> tuple[QRect, QRect]:
        """Where title and summary of a day stand: side by side, or one below the other."""
        px = self._theme.px
        x, width, y = rect.x() + px(_SIDE), rect.width() - 2 * px(_SIDE), rect.y() + px(_GAP + 12)
        needed = QFontMetrics(self._strong()).horizontalAdvance(row.title) + px(16)
        beside = QFontMetrics(self._plain()).horizontalAdvance(row.detail) + px(2)
        if needed + beside <= width:
            high = self._high(row.title, self._strong(), width)
            return QRect(x, y, needed, high), QRect(x + width - beside, y, beside, high)
        title = QRect(x, y, width, self._high(row.title, self._strong(), width))
        return title, QRect(x, title.bottom() + 1, width, self._high(row.detail, self._plain(), width))

    # -- drawing -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool, focused: bool, mirrored: bool) -> None:
        """Draw the row; `chosen` fills and frames it, `focused` makes the frame strong."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        self._ground(painter, rect, row)
        if chosen:
            self._mark(painter, rect, row, focused)
        draw = {Shape.NIGHT: self._night, Shape.ENTRY: self._entry}.get(row.shape, self._head)
        draw(painter, rect, row, mirrored)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """The card's part behind this row."""
        theme = self._theme
        opens = row.shape not in (Shape.ENTRY, Shape.NIGHT)
        box = QRectF(rect).adjusted(1, theme.px(_GAP) if opens else 0, -1, -theme.px(_GAP) if row.closes else 0)
        radius = theme.px(CORNER + 2)
        path = QPainterPath()
        # Round corners reach beyond the row where the card goes on, and are cut off there.
        path.addRoundedRect(
            box.adjusted(0, 0 if opens else -3 * radius, 0, 0 if row.closes else 3 * radius), radius, radius
        )
        blank = row.shape in (Shape.EMPTY, Shape.GAP)
        pen = QPen(theme.colour("line") if blank else theme.hairline(), 1.2)
        if blank:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.save()
        painter.setClipRect(rect)
        painter.fillPath(path, theme.colour("ground" if blank else "card"))
        painter.strokePath(path, pen)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, row: Row, focused: bool) -> None:
        theme = self._theme
        px = theme.px
        opens = row.shape is not Shape.ENTRY
        box = QRectF(rect).adjusted(
            px(8), px(_GAP + 5) if opens else px(1), -px(8), -px(_GAP + 6) if row.closes else -px(1)
        )
        width = max(3.0, 3 * theme.scale) if focused else 1.5
        painter.setPen(QPen(theme.colour("action"), width))
        painter.setBrush(theme.colour("action_soft"))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), px(CORNER), px(CORNER))

    def _head(self, painter: QPainter, rect: QRect, row: Row, mirrored: bool) -> None:
        title, detail = self._head_rects(rect, row)
        blank = row.shape in (Shape.EMPTY, Shape.GAP)
        side_by_side = detail.y() == title.y()
        self._write(painter, rect, title, row.title, self._strong(), "secondary" if blank else "text", mirrored)
        aligned = _TRAILING if side_by_side else _LEADING
        self._write(painter, rect, detail, row.detail, self._plain(), "text", mirrored, aligned)

    def _night(self, painter: QPainter, rect: QRect, row: Row, mirrored: bool) -> None:
        px = self._theme.px
        pen = QPen(self._theme.colour("line"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        y = rect.y() + px(8)
        painter.drawLine(QPointF(rect.x() + px(_SIDE), y), QPointF(rect.right() - px(_SIDE), y))
        box = QRect(rect.x() + px(_SIDE), rect.y() + px(16), rect.width() - 2 * px(_SIDE), rect.height() - px(16))
        self._write(painter, rect, box, row.title, self._strong(COMPACT), "text", mirrored)

    def _entry(self, painter: QPainter, rect: QRect, row: Row, mirrored: bool) -> None:
        px = self._theme.px
        text = self._text_rect(rect)
        high = self._high(row.title, self._strong(), text.width())
        both = high + self._high(row.detail, self._plain(), text.width())
        box = max(px(44), both + px(16))
        top = rect.y() + (box - both) // 2
        title = QRect(text.x(), top, text.width(), high)
        self._write(painter, rect, title, row.title, self._strong(), "text", mirrored)
        if row.detail:
            detail = QRect(text.x(), top + high, text.width(), both - high)
            self._write(painter, rect, detail, row.detail, self._plain(), "secondary", mirrored)
        if row.time:
            line = QFontMetrics(self._plain()).height()
            clock = QRect(rect.x() + px(_SIDE), rect.y() + (box - line) // 2, text.x(), line)
            self._write(painter, rect, clock, row.time, self._plain(), "secondary", mirrored)
        square = QRect(text.x() - px(14) - px(_ICON), rect.y() + (box - px(_ICON)) // 2, px(_ICON), px(_ICON))
        paint_icon(painter, row.symbol, QRectF(self._placed(rect, square, mirrored)), self._theme.colour(row.colour))

    def _write(
        self, painter: QPainter, rect: QRect, box: QRect, text: str, font: QFont, tone: str, mirrored: bool,
        aligned: Qt.AlignmentFlag = _LEADING,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(self._placed(rect, box, mirrored), int(aligned | _WRAP), text)

    @staticmethod
    def _placed(rect: QRect, box: QRect, mirrored: bool) -> QRect:
        if not mirrored:
            return box
        return QRect(rect.x() + rect.right() - box.right(), box.y(), box.width(), box.height())

    def _strong(self, size: int = BODY) -> QFont:
        return self._theme.font(size, 700)

    def _plain(self) -> QFont:
        return self._theme.font(COMPACT)


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a list."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.painter = RowPainter(theme)
        self._heights: dict[tuple[str, bool], int] = {}
        self._width = -1

    def forget(self) -> None:
        """Measure again: the words or the text size have changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(HistoryModel.RowRole)
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self._heights.clear()
        key = (row.key, row.closes)
        high = self._heights.get(key)
        if high is None:
            high = self._heights[key] = self.painter.height(row, width)
        return QSize(width, high)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(HistoryModel.RowRole)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self.painter.paint(
            painter,
            option.rect,
            row,
            chosen=chosen,
            focused=chosen and self._view.hasFocus() and index.row() == self._view.currentIndex().row(),
            mirrored=option.direction == Qt.LayoutDirection.RightToLeft,
        )
