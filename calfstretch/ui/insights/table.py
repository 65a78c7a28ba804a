"""The numbers of the chart as a table for eyes, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.frequency import Rate
from calfstretch.insights.series import Bin, Series
from calfstretch.ui.insights.state import table_headers, table_row
from calfstretch.ui.theme import COMPACT, SMALL, Theme

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
# Three where the table would be wider than its place else: a heading that is cut says nothing.
_USUAL_LINES, _MOST_LINES = 2, 3


class NumbersModel(QAbstractTableModel):
    """One row for each bar, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.bins: list[Bin] = []
        self._headers: tuple[str, ...] = ()
        self._cells: list[tuple[str, ...]] = []

    def show_series(self, series: Series, rates: Sequence[Rate | None], today: date) -> None:
        """Change the rows; arguments as of `ChartView.show_series`."""
        self.beginResetModel()
        line = list(rates) or [None] * len(series.bins)
        self._headers = table_headers(series.step)
        self.bins = list(reversed(series.bins))
        self._cells = [table_row(b, r, today) for b, r in zip(self.bins, reversed(line), strict=True)]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headers[index.column()]}: {self._cells[index.row()][index.column()]}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
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
    """The table; `opened` carries the last day of the row the person opens with Enter or a double click."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.numbers = NumbersModel()
        self.setModel(self.numbers)
        self._header = _WrappingHeader(theme)
        self.setHorizontalHeader(self._header)
        self.setAccessibleName(_("Numbers of the chart"))
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

    def show_series(self, series: Series, rates: Sequence[Rate | None], today: date) -> None:
        """Change the rows; arguments as of `ChartView.show_series`."""
        self.numbers.show_series(series, rates, today)
        self._fit()
        self.setCurrentIndex(self.numbers.index(0, 0))

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
        for lines in (_USUAL_LINES, _MOST_LINES):
            self._header.lines = lines
            self.resizeColumnsToContents()
            columns = range(self.numbers.columnCount())
            needed = sum(max(self.sizeHintForColumn(n), self._header.sectionSizeHint(n)) for n in columns)
            if needed <= self.viewport().width():
                break
        self._header.setStretchLastSection(True)
        self._header.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(360))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.numbers.bins[index.row()].last)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(COMPACT))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(36))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(44))
        self._fit()
