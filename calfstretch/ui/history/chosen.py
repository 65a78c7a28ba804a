"""What is chosen in the list: shown in the panel or a sheet, and what is done with it by button, key and menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.history.actions import DELETE, DUPLICATE, EDIT, RowActions
from calfstretch.ui.history.detail import DetailPanel, Details
from calfstretch.ui.history.list_view import HistoryList
from calfstretch.ui.history.state import Row
from calfstretch.ui.widgets.sheet import Sheet

_REST_MS = 150


class Chosen(QObject):
    """Joins list, panel and actions.

    Args:
        is_wide: whether the panel has room beside the list.
    """

    def __init__(
        self,
        context: Context,
        rows: HistoryList,
        panel: DetailPanel,
        actions: RowActions,
        is_wide: Callable[[], bool],
    ) -> None:
        super().__init__(rows)
        self._context = context
        self._list = rows
        self._panel = panel
        self._actions = actions
        self._is_wide = is_wide
        self._late = QTimer(self)
        self._late.setObjectName("reads_the_diary")
        self._late.setSingleShot(True)
        self._late.setInterval(_REST_MS)
        self._late.timeout.connect(lambda: self._fill(self._panel.details, self._list.row()))
        rows.row_chosen.connect(self.show)
        rows.edit_asked.connect(lambda: self.do(EDIT))
        rows.duplicate_asked.connect(lambda: self.do(DUPLICATE))
        rows.delete_asked.connect(lambda: self.do(DELETE))
        rows.facts_asked.connect(self.show_facts)
        rows.menu_asked.connect(self._show_menu)
        rows.clicked.connect(lambda _index: self._clicked())
        panel.details.asked.connect(self.do)

    def show(self, row: Row | None) -> None:
        """Show the row in force, or how many are chosen, in the panel; while a key is held down, a moment later."""
        self._late.stop()
        if self._list.is_held:
            self._late.start()
        else:
            self._fill(self._panel.details, row)

    def do(self, key: str) -> None:
        """Do one of the actions with what is chosen."""
        row = self._list.row()
        several = self._list.rows()
        if key == DELETE and len(several) > 1:
            self._actions.delete(several)
        elif row is not None:
            self._actions.do(key, row)

    def show_facts(self) -> None:
        """The panel's buttons where there is a panel, else the same in a sheet."""
        row = self._list.row()
        if row is None:
            return
        if self._is_wide():
            next(iter(self._panel.details.buttons.values())).setFocus()
            return
        details = Details(self._context.theme)
        self._fill(details, row)
        sheet = self._context.navigator.show_sheet(_("Entry"), details)
        assert isinstance(sheet, Sheet)

        def do(key: str) -> None:
            sheet.close_sheet()
            self.do(key)

        details.asked.connect(do)

    def _fill(self, details: Details, row: Row | None) -> None:
        several = self._list.rows()
        if len(several) > 1:
            details.show_facts(self._actions.facts_of_several(several), self._actions.actions_of_several())
        elif row is None:
            details.show_facts(None)
        else:
            details.show_facts(self._actions.facts(row), self._actions.actions(row))

    def _clicked(self) -> None:
        if not self._is_wide() and len(self._list.rows()) < 2:
            self.show_facts()

    def _show_menu(self, at: QPoint) -> None:
        """What the panel offers, where the pointer or the row is."""
        row = self._list.row()
        if row is None:
            return
        several = len(self._list.rows()) > 1
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions.actions_of_several() if several else self._actions.actions(row):
            entry = QAction(action.words, menu)
            entry.setData(action.key)
            menu.addAction(entry)
        menu.triggered.connect(lambda entry: self.do(str(entry.data())))
        menu.popup(at)
