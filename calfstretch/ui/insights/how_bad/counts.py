"""A few counts as a small table in the text, without lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.widgets.texts import Text

_WIDEST = 560


class CountGrid(QWidget):
    """Rows of counts under their headings; hidden while there are none.

    Args:
        name: what it counts, for screen readers.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[Sequence[str], Sequence[Sequence[str]]] = ((), ())
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Change what stands there; the first cell of a row names it."""
        self.setVisible(bool(rows))
        if (headers, rows) == self._shown:
            return
        self._shown = (headers, rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # it is gone only when the loop comes round
                old.deleteLater()
        for column, header in enumerate(headers):
            self._put(Text(self._theme, header, size=SMALL, tone="secondary"), 0, column)
        for at, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                text = Text(self._theme, cell, size=COMPACT, weight=400 if column else 600)
                text.setAccessibleName(f"{cells[0]}, {headers[column]}: {cell}" if column else cell)
                self._put(text, at, column)
        for column in range(len(headers)):
            self._grid.setColumnStretch(column, 3 if column == 0 else 2)

    def _put(self, text: Text, row: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
        text.setAlignment(side | (Qt.AlignmentFlag.AlignBottom if row == 0 else Qt.AlignmentFlag.AlignVCenter))
        self._grid.addWidget(text, row, column)

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.px(12))
        self._grid.setVerticalSpacing(self._theme.px(6))
        self._keep_narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_narrow()

    def _keep_narrow(self) -> None:
        """Numbers far from their names are hard to read; a margin, for a widest width Qt's layouts reckon heights
        without."""
        spare = max(0, self.width() - self._theme.px(_WIDEST))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        margins = QMargins(spare if mirrored else 0, 0, 0 if mirrored else spare, 0)
        if margins != self._grid.contentsMargins():
            self._grid.setContentsMargins(margins)
