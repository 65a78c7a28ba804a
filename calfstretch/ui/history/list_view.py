"""The list of the history: drawn rows, loaded as they come into sight, ruled by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.history.model import HistoryModel, Index
from calfstretch.ui.history.row_paint import RowDelegate
from calfstretch.ui.history.state import Row, Shape
from calfstretch.ui.theme import Theme


class HistoryList(QListView):
    """Up, down, Page and Home keys choose, with Shift several; Enter edits, Space shows, Delete removes, Home and End
    go to the newest and the first day.

    Signals:
        row_chosen(Row or None): another row is in force, or others are chosen with it.
        edit_asked(), duplicate_asked(), delete_asked(), facts_asked(), oldest_asked(), newest_asked()
        menu_asked(QPoint): the person wants the menu of the row in force, at a point of the screen.
        looked(): it was looked whether more is to be loaded.
    """

    row_chosen = Signal(object)
    edit_asked = Signal()
    duplicate_asked = Signal()
    menu_asked = Signal(object)
    delete_asked = Signal()
    facts_asked = Signal()
    oldest_asked = Signal()
    newest_asked = Signal()
    looked = Signal()

    def __init__(self, theme: Theme, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._is_held = False
        self.setAccessibleName(_("History"))
        self.setProperty("own_focus_ring", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.delegate = RowDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        model.modelReset.connect(self.delegate.forget)
        theme.changed.connect(self._restyle)
        # Asked a moment later: until then the rows that came in have their places.
        self._looking = QTimer(self)
        self._looking.setObjectName("reads_the_diary")
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look_ahead)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._looking.start())
        model.modelReset.connect(self._looking.start)
        self._restyle()

    def row(self) -> Row | None:
        """The row in force; None = none."""
        return self._model.row(self.currentIndex())

    @property
    def is_held(self) -> bool:
        """Whether a key is held down: rows pass by, and none is looked at yet."""
        return self._is_held

    def rows(self) -> list[Row]:
        """The entries chosen, from the top down."""
        found = (self._model.row(index) for index in sorted(self.selectedIndexes(), key=lambda each: each.row()))
        return [row for row in found if row is not None and row.shape is Shape.ENTRY]

    def choose(self, index: QModelIndex) -> None:
        """Put a row in force and in sight, and no other, whatever keys are held (Qt adds to what is chosen at Ctrl)."""
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def top_index(self) -> QModelIndex:
        """The first row in sight; invalid where there is none."""
        return self.indexAt(QPoint(self.viewport().width() // 2, 1))

    def currentChanged(self, current: Index, before: Index) -> None:  # noqa: N802 - Qt's own name
        super().currentChanged(current, before)
        self.row_chosen.emit(self._model.row(current))

    def moveCursor(  # noqa: N802 - Qt's own name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As Qt's own, but a page ends at a row that can be chosen: at a night's heading Qt's would stay for good."""
        by_page = {QAbstractItemView.CursorAction.MovePageDown: 1, QAbstractItemView.CursorAction.MovePageUp: -1}
        way = by_page.get(action)
        here = self.currentIndex()
        if way is None or not here.isValid():
            return super().moveCursor(action, modifiers)
        at, room = here.row(), self.viewport().height()
        end = self._model.rowCount() if way > 0 else -1
        found = at
        for row in range(at + way, end, way):
            room -= self.visualRect(self._model.index(row)).height()
            if room < 0 and found != at:
                break
            shown = self._model.row(self._model.index(row))
            if shown is not None and shown.can_be_chosen:
                found = row
        return self._model.index(found)

    def selectionChanged(self, chosen: QItemSelection, before: QItemSelection) -> None:  # noqa: N802 - Qt's own name
        super().selectionChanged(chosen, before)
        if len(self.selectedIndexes()) != 1 or len(before.indexes()) > 1:
            self.row_chosen.emit(self.row())

    def selectAll(self) -> None:  # noqa: N802 - Qt's own name
        """None: what is not loaded yet would be left out without a word."""

    # -- keys --------------------------------------------------------------------------------------------

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if self._is_held and not event.isAutoRepeat():
            self._is_held = False
            self.row_chosen.emit(self.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_held = event.isAutoRepeat()
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_D and event.modifiers() == both and not event.isAutoRepeat():
            self.duplicate_asked.emit()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        asked = {
            Qt.Key.Key_Return: self.edit_asked,
            Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_Delete: self.delete_asked,
            Qt.Key.Key_Backspace: self.delete_asked,
            Qt.Key.Key_Space: self.facts_asked,
            Qt.Key.Key_End: self.oldest_asked,
            Qt.Key.Key_Home: self.newest_asked,
        }.get(Qt.Key(event.key()))
        if not plain or asked is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key held down deletes one entry, not the day
            asked.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys; there is a field to search in."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._model.row(self.indexAt(event.position().toPoint())) is not None:
            self.edit_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if self._model.row(index) is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(at))

    # -- loading -----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._looking.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()

    def _look_ahead(self) -> None:
        """Load before the end of what is loaded comes into sight."""
        if not self.isVisible():
            return
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * self.viewport().height() and self._model.canFetchMore():
            self._keep_place(self._load_below)
            self._looking.start()  # a filter may have found little
        elif bar.value() < self.viewport().height() and self._model.can_fetch_newer():
            self._keep_place(self._load_above)
        self.looked.emit()

    def _load_below(self) -> None:
        self._model.fetchMore()
        self._model.let_go_newest()

    def _load_above(self) -> None:
        count = self._model.rowCount()
        while self._model.can_fetch_newer() and self._model.rowCount() == count:
            self._model.fetch_newer()  # a filter may leave all of it out
        self._model.let_go_oldest()

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Change what is loaded; what is in sight stays where it is."""
        anchor = QPersistentModelIndex(self.top_index())
        before = self.visualRect(self._model.index(anchor.row())).top() if anchor.isValid() else 0
        change()
        if anchor.isValid():
            self.doItemsLayout()
            moved = self.visualRect(self._model.index(anchor.row())).top() - before
            if moved:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _restyle(self) -> None:
        self.delegate.forget()
        self.verticalScrollBar().setSingleStep(self._theme.px(32))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
