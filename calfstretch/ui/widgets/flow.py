"""A layout that sets its items in lines, like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from calfstretch.ui.theme import Theme


class FlowLayout(QLayout):
    """Items side by side, going on in the next line when the width is used up; mirrors right to left.

    Args:
        theme: scales the gaps.
        gap: design pixels between items and between lines.
        at_end: True sets each line at the trailing edge.
        even: True fills all lines alike instead of leaving the rest in the last one; for items of one width.
    """

    def __init__(
        self,
        theme: Theme,
        gap: int = 8,
        *,
        at_end: bool = False,
        even: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._theme = theme
        self._gap = gap
        self._at_end = at_end
        self._even = even
        self._items: list[QLayoutItem] = []
        # What was asked before anything changed: Qt asks each line's height hundreds of times while a page is laid out.
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self.invalidate)

    def set_at_end(self, at_end: bool) -> None:
        """Set each line at the trailing edge, or at the leading one."""
        if at_end != self._at_end:
            self._at_end = at_end
            self.invalidate()

    def invalidate(self) -> None:
        """Forget what was worked out; Qt calls it when an item changed."""
        self._heights.clear()
        self._hint = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._heights.clear()
        self._hint = None
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return height

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._size_hint()
        return QSize(self._hint)

    def _size_hint(self) -> QSize:
        gap = self._theme.px(self._gap)
        shown = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in shown) + gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's own name
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines = self._greedy_lines(width)
        if not self._even or len(lines) == 1:
            return lines
        every = [pair for line in lines for pair in line]
        length = -(-len(every) // len(lines))
        return [every[at : at + length] for at in range(0, len(every), length)]

    def _greedy_lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        gap = self._theme.px(self._gap)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            size = item.sizeHint()
            if size.width() > width:
                height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(width, height)
            if lines[-1] and used + gap + size.width() > width:
                lines.append([])
                used = 0
            used += size.width() + (gap if lines[-1] else 0)
            lines[-1].append((item, size))
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        gap = self._theme.px(self._gap)
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = room.y()
        for line in self._lines(room.width()):
            tallest = max((size.height() for _, size in line), default=0)
            width = sum(size.width() for _, size in line) + gap * max(0, len(line) - 1)
            x = room.width() - width if self._at_end else 0
            for item, size in line:
                if move:
                    left = room.right() + 1 - x - size.width() if mirrored else room.x() + x
                    item.setGeometry(QRect(QPoint(left, y + (tallest - size.height()) // 2), size))
                x += size.width() + gap
            y += tallest + gap
        return y - gap - room.y() + margins.top() + margins.bottom() if self._shown() else 0
