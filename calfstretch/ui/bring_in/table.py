"""The lines of the preview: thousands of them as a model, drawn, ticked and opened by mouse and keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.bring_in.row_paint import RowDelegate
from calfstretch.ui.bring_in.state import Group, Looked, Row, Shape, Tick, row_of, row_of_file, row_of_head
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.notice import announce

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_BATCH = 60


class LinesModel(QAbstractListModel):
    """Heads of groups and, where a group is open, its lines.

    Signals:
        ticks_changed(): the person ticked or unticked something.
    """

    RowRole = Qt.ItemDataRole.UserRole + 1
    TickRole = Qt.ItemDataRole.UserRole + 2
    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looked = Looked([], [], "", 0)
        self.ticked: set[int] = set()
        self._rows: list[tuple[Group, int]] = []  # a group and the number of its line; -1 = its head

    def show_lines(self, looked: Looked, ticked: set[int]) -> None:
        """Show these; `ticked` holds the places of the lines that are."""
        self.beginResetModel()
        self.looked, self.ticked = looked, ticked
        self._fill()
        self.endResetModel()

    def _fill(self) -> None:
        self._rows = []
        for group in self.looked.groups:
            self._rows.append((group, -1))
            if group.is_open:
                self._rows += [(group, number) for number in range(len(group))]

    # -- what it holds -----------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == self.RowRole:
            return self.row(index.row())
        if role == self.TickRole:
            return self.tick(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row())
        return None

    def row(self, at: int) -> Row:
        """What the row shows."""
        group, number = self._rows[at]
        if number < 0:
            return row_of_head(group, *self._counts(group))
        if group.files:
            return row_of_file(*group.files[number])
        return row_of(self.looked.lines[group.places[number]])

    def tick(self, at: int) -> Tick:
        """The box of the row."""
        group, number = self._rows[at]
        if number >= 0:
            if group.files or not self.looked.lines[group.places[number]].can_be_ticked:
                return Tick.NONE
            return Tick.ON if group.places[number] in self.ticked else Tick.OFF
        ticked, can_be = self._counts(group)
        if not can_be:
            return Tick.NONE
        return Tick.OFF if not ticked else Tick.ON if ticked == can_be else Tick.SOME

    def is_head(self, at: int) -> bool:
        """Whether the row is the head of a group."""
        return self._rows[at][1] < 0

    def is_open(self, at: int) -> bool:
        """Whether the row's group is open."""
        return self._rows[at][0].is_open

    def _counts(self, group: Group) -> tuple[int, int]:
        can_be = [place for place in group.places if self.looked.lines[place].can_be_ticked]
        return len(self.ticked.intersection(can_be)), len(can_be)

    def _words(self, at: int) -> str:
        row, tick = self.row(at), self.tick(at)
        said = {Tick.ON: _("ticked"), Tick.OFF: _("not ticked"), Tick.SOME: _("some ticked")}.get(tick, "")
        opened = ""
        if row.shape is Shape.HEAD:
            opened = _("open") if self.is_open(at) else _("closed")
        return ", ".join(part for part in (row.title, row.when, row.detail, *row.notes, said, opened) if part)

    # -- changing ----------------------------------------------------------------------------------------

    def toggle_tick(self, at: int) -> None:
        """Tick or untick a line; at a head all lines of the group."""
        tick = self.tick(at)
        if tick is Tick.NONE:
            return
        group, number = self._rows[at]
        places = group.places if number < 0 else [group.places[number]]
        places = [place for place in places if self.looked.lines[place].can_be_ticked]
        (self.ticked.difference_update if tick is Tick.ON else self.ticked.update)(places)
        self.ticks_changed.emit()

    def toggle_open(self, at: int) -> None:
        """Open or close the group of a head."""
        group, number = self._rows[at]
        if number >= 0:
            return
        first, last = at + 1, at + len(group)
        if group.is_open:
            self.beginRemoveRows(QModelIndex(), first, last)
            group.is_open = False
            self._fill()
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), first, last)
            group.is_open = True
            self._fill()
            self.endInsertRows()
        self.dataChanged.emit(self.index(at), self.index(at))


class LinesView(QListView):
    """Up and Down walk, Space ticks, Enter opens a group, Right and Left open and close it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines = LinesModel(self)
        self.setAccessibleName(_("What is in the files"))
        self.setProperty("own_focus_ring", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border-radius: 0px; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of rows get their places a few at a time, between other things.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.delegate = RowDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setModel(self.lines)
        self.lines.modelReset.connect(self.delegate.forget)
        # No row changes its height: laying out thousands of them anew would take a while.
        self.lines.ticks_changed.connect(self._ticked)
        theme.follow(self, self._restyle)

    def show_lines(self, looked: Looked, ticked: set[int]) -> None:
        """Show these, the first one in force."""
        self.lines.show_lines(looked, ticked)
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0))

    def _ticked(self) -> None:
        self.viewport().update()
        words = self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self, str(words or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if at < 0 or not plain:
            super().keyPressEvent(event)
            return
        key = event.key()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inwards, outwards = Qt.Key.Key_Right, Qt.Key.Key_Left
        if mirrored:
            inwards, outwards = outwards, inwards
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.lines.toggle_tick(at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.lines.toggle_open(at) if self.lines.is_head(at) else self.lines.toggle_tick(at)
        elif key in (inwards, outwards):
            if self.lines.is_head(at) and self.lines.is_open(at) == (key == outwards):
                self.lines.toggle_open(at)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        at = index.row()
        on_box = self.delegate.box_of(self.visualRect(index)).contains(event.position().toPoint())
        if self.lines.is_head(at) and not (on_box and self.lines.tick(at) is not Tick.NONE):
            self.lines.toggle_open(at)
        else:
            self.lines.toggle_tick(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()  # Qt waits a tenth of a second, with rows of the old heights

    def _restyle(self) -> None:
        self.delegate.forget()
        self.setMinimumHeight(self._theme.px(160))
        self.verticalScrollBar().setSingleStep(self._theme.px(32))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
