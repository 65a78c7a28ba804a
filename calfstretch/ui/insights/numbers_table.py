"""The numbers of a picture as a table for eyes, keyboard and screen reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.theme import COMPACT, SMALL, Theme

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
# More where the table would be wider than its place else: a heading that is cut says nothing.
_USUAL_LINES, _MOST_LINES = 2, 4
# A longer table scrolls by itself, so that what stands below it is not miles away.
_FEWEST_ROWS, _MOST_ROWS = 6, 12


class NumbersModel(QAbstractTableModel):
    """One row for each row of the numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Numbers("", (), ())

    def show_numbers(self, numbers: Numbers) -> None:
        """Change the rows."""
        self.beginResetModel()
        self.numbers = numbers
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.numbers.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.numbers.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.numbers.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.numbers.headers[index.column()]}: {cell}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.numbers.headers[section]
        return None


class _WrappingHeader(QHeaderView):
    """A header whose words take so many `lines` where fewer are too narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.lines = _USUAL_LINES
        wrapped = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignBottom.value
        self.setDefaultAlignment(Qt.AlignmentFlag(wrapped))
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sectionSizeFromContents(self, section: int) -> QSize:
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        metrics = QFontMetrics(self._theme.font(SMALL, 600))
        width = max((metrics.horizontalAdvance(word) for word in words.split()), default=0) + 2
        height, step = (self.lines + 0.5) * metrics.lineSpacing(), self._theme.px(8)
        flags = Qt.TextFlag.TextWordWrap.value
        while metrics.boundingRect(QRect(0, 0, width, 10_000), flags, words).height() > height:
            width += step
        width += self._theme.px(18)
        return QSize(width, self.lines * metrics.lineSpacing() + self._theme.px(18))


class NumbersTable(QTableView):
    """The table, as high as its rows up to a limit; `opened` carries the day of the row that Enter or a double click
    opens."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest: dict[int, int] = {}  # by column the row of its widest cell
        self.rows = NumbersModel()
        self.setModel(self.rows)
        self._header = _WrappingHeader(theme)
        self.setHorizontalHeader(self._header)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda index: self._open(index))
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_numbers(self, numbers: Numbers) -> None:
        """Change the rows."""
        row = max(self.currentIndex().row(), 0) if numbers.headers == self.rows.numbers.headers else 0
        self._widest.clear()
        self.rows.show_numbers(numbers)
        self.setAccessibleName(numbers.title or _("Numbers of the chart"))
        self._fit()
        self.setCurrentIndex(self.rows.index(min(row, len(numbers.rows) - 1), 0))
        self.updateGeometry()

    def day_of_current(self) -> date | None:
        """The day of the row the keyboard is on; None = it opens none."""
        index = self.currentIndex()
        return self.rows.numbers.day_of(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Make each column as wide as its words, and the headings higher where that is too wide."""
        self._header.setStretchLastSection(False)
        for lines in range(_USUAL_LINES, _MOST_LINES + 1):
            self._header.lines = lines
            self.resizeColumnsToContents()
            columns = range(self.rows.columnCount())
            needed = sum(max(self.sizeHintForColumn(n), self._header.sectionSizeHint(n)) for n in columns)
            if needed <= self.viewport().width():
                break
        self._header.setStretchLastSection(True)
        self._header.updateGeometry()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 - Qt's own name
        # Qt would ask every cell, and is asked many times over: seconds for the spasms of ten years
        if column not in self._widest:
            rows, width = self.rows.numbers.rows, self.fontMetrics().horizontalAdvance
            cells = {row[column]: at for at, row in enumerate(rows)}  # most columns hold few different words
            self._widest[column] = cells[max(cells, key=width)] if cells else -1
        at = self._widest[column]
        hint = self.sizeHintForIndex(self.rows.index(at, column)).width() if at >= 0 else 0
        # the frame of the current cell takes room that the hint of its words does not know of
        return hint + self._theme.px(8)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._height(min(len(self.rows.numbers.rows), _FEWEST_ROWS)))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(640), self._height(min(len(self.rows.numbers.rows), _MOST_ROWS)))

    def _height(self, rows: int) -> int:
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        frame = 2 * self.frameWidth()
        return self._header.sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + bar + frame

    def _open(self, index: QModelIndex) -> None:
        day = self.rows.numbers.day_of(index.row()) if index.isValid() else None
        if day is not None:
            self.opened.emit(day)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(COMPACT))
        self._widest.clear()
        self.verticalHeader().setMinimumSectionSize(self._theme.px(36))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(44))
        self._fit()
