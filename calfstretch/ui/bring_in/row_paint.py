"""How the lines of the preview are drawn: a box, the day and time, what it is, and what is to be said of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from calfstretch.ui.bring_in.state import Row, Shape, Tick
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import BODY, COMPACT, Theme

ROW_ROLE, TICK_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_SIDE, _BOX, _GAP = 16, 24, 12
_WRAP = int(Qt.TextFlag.TextWordWrap)


class RowDelegate(QStyledItemDelegate):
    """Draws the rows; heights are kept by their words."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._heights: dict[tuple[object, ...], int] = {}
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}

    def forget(self) -> None:
        """Measure again: width, words or text size have changed."""
        self._heights.clear()
        self._fonts.clear()

    def box_of(self, rect: QRect) -> QRect:
        """Where a press on a row means its box: all of the row's beginning."""
        px = self._theme.px
        width = px(_SIDE + _BOX + _GAP // 2)
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = rect.right() - width if mirrored else rect.x()
        return QRect(x, rect.y(), width, rect.height())

    # -- measuring ---------------------------------------------------------------------------------------

    def _font(self, name: str) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get(name)
        if found is None:
            font = (
                self._theme.font(COMPACT) if name == "plain" else self._theme.font(BODY, 700 if name == "head" else 600)
            )
            found = self._fonts[name] = font, QFontMetrics(font)
        return found

    def _parts(self, row: Row, width: int) -> list[tuple[str, str, QRect]]:
        """Texts with the name of their font and their place in a row of this width, leading edge on the left."""
        px = self._theme.px
        x = px(_SIDE + _BOX + _GAP)
        room = max(px(80), width - x - px(_SIDE))
        if row.shape is Shape.HEAD:
            x = px(_SIDE + _BOX + _GAP + _BOX + 8)
            return self._in_column([("head", row.title), ("plain", row.detail)], x, max(px(80), width - x - px(_SIDE)))
        beside = self._font("plain")[1].horizontalAdvance("00 Mmm 0000, 00:00") + px(24) if row.when else 0
        if room - beside < px(300):
            beside = 0
        texts = [("title", row.title), ("plain", row.detail), *(("plain", note) for note in row.notes)]
        if row.when and not beside:
            texts.insert(0, ("plain", row.when))
        parts = self._in_column(texts, x + beside, room - beside)
        if beside:
            metrics = self._font("plain")[1]
            top = parts[0][2].y() + self._font("title")[1].ascent() - metrics.ascent()
            parts.append(("plain", row.when, QRect(x, top, beside, metrics.height())))
        return parts

    def _in_column(self, texts: list[tuple[str, str]], x: int, width: int) -> list[tuple[str, str, QRect]]:
        parts, y = [], self._theme.px(10)
        for name, text in texts:
            if not text:
                continue
            metrics = self._font(name)[1]
            high = metrics.height()
            if metrics.horizontalAdvance(text) > width:
                high = metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, text).height()
            parts.append((name, text, QRect(x, y, width, high)))
            y += high
        return parts

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        key = (width, row.shape, row.title, row.detail, row.notes, bool(row.when))
        high = self._heights.get(key)
        if high is None:
            bottom = max(rect.bottom() + 1 for _name, _text, rect in self._parts(row, width))
            high = self._heights[key] = max(self._theme.px(48), bottom + self._theme.px(10))
        return QSize(width, high)

    # -- drawing -----------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        theme = self._theme
        is_head = row.shape is Shape.HEAD
        painter.fillRect(rect, theme.colour("ground" if is_head else "card"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.hairline())
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            self._mark(painter, rect)
        parts = self._parts(row, rect.width())
        middle = (rect.height() - max(part[2].bottom() for part in parts) - theme.px(10)) // 2
        for name, text, place in parts:
            painter.setFont(self._font(name)[0])
            painter.setPen(theme.colour("secondary" if name == "plain" else "text"))
            where = self._placed(rect, place.translated(0, max(0, middle)), mirrored)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop) | _WRAP, text)
        self._boxes(painter, rect, index, mirrored, is_head)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        width = max(3.0, 3 * theme.scale)
        painter.setPen(QPen(theme.colour("action"), width))
        painter.setBrush(theme.colour("action_soft"))
        half = width / 2 + 1
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), theme.px(8), theme.px(8))

    def _boxes(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, mirrored: bool, is_head: bool
    ) -> None:
        px, theme = self._theme.px, self._theme
        side = px(_BOX)
        at = QPoint(px(_SIDE), (min(rect.height(), px(48)) - side) // 2)
        box = QRectF(self._placed(rect, QRect(at, QSize(side, side)), mirrored))
        tick = Tick(index.data(TICK_ROLE))  # Qt gives a bare text back
        if tick is not Tick.NONE:
            filled = tick in (Tick.ON, Tick.SOME)
            painter.setBrush(theme.colour("action" if filled else "card"))
            painter.setPen(QPen(theme.colour("action" if filled else "line"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
            if filled:
                icon = "check" if tick is Tick.ON else "minus"
                paint_icon(painter, icon, box.adjusted(2, 2, -2, -2), theme.colour("on_action"))
        if is_head:
            is_open = self._view.model().is_open(index.row())  # type: ignore[attr-defined]
            name = "chevron_down" if is_open else ("chevron_left" if mirrored else "chevron_right")
            arrow = QRect(QPoint(px(_SIDE + _BOX + _GAP - 2), at.y()), QSize(side, side))
            paint_icon(painter, name, QRectF(self._placed(rect, arrow, mirrored)), theme.colour("text"))

    @staticmethod
    def _placed(rect: QRect, place: QRect, mirrored: bool) -> QRect:
        """From the row's own measures to the viewport's, mirrored where the language is."""
        x = rect.width() - place.x() - place.width() if mirrored else place.x()
        return QRect(rect.x() + x, rect.y() + place.y(), place.width(), place.height())
