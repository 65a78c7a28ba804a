"""The first lines of the history file as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from calfstretch.i18n import gettext as _
from calfstretch.ui.share.state import Preview, one_line
from calfstretch.ui.theme import Theme

LOOKED_AT = 40


class TableView(QTableWidget):
    """Lines of the file, a column for each of its columns that is not blank."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("The first lines of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        theme.changed.connect(self._fit)
        self._fit()

    def fill(self, shown: Preview) -> None:
        """Show these lines."""
        self.setColumnCount(len(shown.headings))
        self.setHorizontalHeaderLabels(list(shown.headings))
        self.setRowCount(len(shown.rows))
        for at, row in enumerate(shown.rows):
            for column, text in enumerate(row):
                self.setItem(at, column, QTableWidgetItem(one_line(text)))
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(280))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(34))
        # Once for the whole table: a header that follows its contents measures them all again at every cell.
        self.resizeColumnsToContents()
