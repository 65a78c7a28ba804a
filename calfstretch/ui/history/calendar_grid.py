"""The grid of the calendar: twelve weeks of cells, walked by the arrow keys, each said in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.history.calendar_paint import CellPainter
from calfstretch.ui.history.calendar_state import WEEKS, Cell, cell_words
from calfstretch.ui.theme import SMALL, Theme

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_NARROWEST, _HIGH, _HEAD, _SIDE = 48, 44, 24, 54


class CalendarModel(QAbstractTableModel):
    """The weeks; side by side, or one below the other where that is too narrow."""

    CellRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self.weeks: tuple[tuple[Cell, ...], ...] = ()
        self.across = True
        self._today = date.min

    def show_weeks(self, weeks: tuple[tuple[Cell, ...], ...], today: date) -> None:
        """Change the cells."""
        self.beginResetModel()
        self.weeks, self._today = weeks, today
        self.endResetModel()

    def set_across(self, across: bool) -> None:
        """Lay the weeks side by side, or one below the other."""
        self.beginResetModel()
        self.across = across
        self.endResetModel()

    def cell(self, index: _Index) -> Cell | None:
        """The cell of an index; None for none."""
        if not index.isValid() or not self.weeks:
            return None
        week, day = (index.column(), index.row()) if self.across else (index.row(), index.column())
        return self.weeks[week][day]

    def find(self, day: date) -> QModelIndex:
        """The index of a day; invalid where it is not shown."""
        at = (day - self.weeks[0][0].day).days if self.weeks else -1
        if not 0 <= at < 7 * WEEKS:
            return QModelIndex()
        return self.index(at % 7, at // 7) if self.across else self.index(at // 7, at % 7)

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() or not self.weeks else 7 if self.across else WEEKS

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() or not self.weeks else WEEKS if self.across else 7

    def flags(self, index: _Index) -> Qt.ItemFlag:
        cell = self.cell(index)
        if cell is None or not cell.can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == self.CellRole:
            return cell
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and cell.can_be_chosen:
            return cell_words(cell, self._today)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.weeks:
            return None
        is_week = (orientation == Qt.Orientation.Horizontal) == self.across
        day = self.weeks[section][0].day if is_week else self.weeks[0][section].day
        if role == Qt.ItemDataRole.DisplayRole:
            return formats.day_and_month(day) if is_week else formats.weekday_short(day.isoweekday())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = _("Week from {day}").format(day=formats.long_day(day, self._today))
            return words if is_week else formats.weekday(day)
        return None


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._painter = CellPainter(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CalendarModel.CellRole)
        if cell is None:
            return
        painter.fillRect(option.rect, self._theme.colour("ground"))  # the style has painted the chosen one's ground
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._painter.paint(painter, QRectF(option.rect), cell, chosen=chosen, focused=chosen and self._view.hasFocus())


class CalendarGrid(QTableView):
    """Arrows walk, Enter opens the day, Page Up and Page Down turn by twelve weeks, Home goes to today.

    Signals:
        day_chosen(Cell or None): another day is in force.
        day_opened(date): the person opens a day with Enter or a double click.
        turned(int, date or None): twelve weeks back (-1) or on (1), and the day to go to there; None = the same place.
        newest_asked(): go to today.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    turned = Signal(int, object)
    newest_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cells = CalendarModel()
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setAccessibleName(_("Calendar of 12 weeks"))
        self.setProperty("own_focus_ring", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; border: none; padding: 0; }"
            "QTableView { outline: none; }"
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setToolTipDuration(-1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_weeks(self, weeks: tuple[tuple[Cell, ...], ...], today: date, chosen: date) -> None:
        """Change the cells and choose a day."""
        self.cells.show_weeks(weeks, today)
        self._fit()
        self.choose(chosen)

    def choose(self, day: date) -> None:
        """Put a day in force; one that is not shown changes nothing."""
        index = self.cells.find(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def day(self) -> date | None:
        """The day in force; None = none."""
        cell = self.cells.cell(self.currentIndex())
        return None if cell is None else cell.day

    def currentChanged(self, current: _Index, before: _Index) -> None:  # noqa: N802 - Qt's own name
        super().currentChanged(current, before)
        self.day_chosen.emit(self.cells.cell(current))

    # -- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        day = self.day()
        if not plain or day is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.day_opened.emit(day)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1, None)
        elif key == Qt.Key.Key_Home:
            self.newest_asked.emit()
        elif not self._step(key, day):
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key, day: date) -> bool:
        """Walk by a day or a week in the direction seen, on to the neighbouring weeks; False = no arrow."""
        by_day, by_week = (Qt.Key.Key_Down, Qt.Key.Key_Right) if self.cells.across else (
            Qt.Key.Key_Right, Qt.Key.Key_Down
        )  # fmt: skip
        back_day, back_week = (Qt.Key.Key_Up, Qt.Key.Key_Left) if self.cells.across else (
            Qt.Key.Key_Left, Qt.Key.Key_Up
        )  # fmt: skip
        if self.isRightToLeft():
            swapped = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
            key = swapped.get(key, key)
        days = {by_day: 1, by_week: 7, back_day: -1, back_week: -7}.get(key)
        if days is None:
            return False
        to = date.fromordinal(max(1, day.toordinal() + days))
        index = self.cells.find(to)
        if index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
        else:
            self.turned.emit(-1 if days < 0 else 1, to)
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self.cells.cell(self.indexAt(event.position().toPoint()))
        if cell is not None and cell.can_be_chosen:
            self.day_opened.emit(cell.day)

    # -- size --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE + 7 * _NARROWEST), self._high())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE + WEEKS * 64), self._high())

    def _high(self) -> int:
        rows = 7 if self.cells.across else WEEKS
        return self._theme.px(_HEAD) + rows * self._theme.px(_HIGH) + 2

    def _fit(self) -> None:
        px = self._theme.px
        room = self.width() - px(_SIDE)
        across = room >= WEEKS * px(_NARROWEST)
        if across != self.cells.across:
            day = self.day()
            self.cells.set_across(across)
            if day is not None:
                self.choose(day)
        count = WEEKS if across else 7
        self.setFixedHeight(self._high())
        self.horizontalHeader().setFixedHeight(px(_HEAD))
        self.verticalHeader().setFixedWidth(px(_SIDE))
        wide = max(1, room // count)
        for section in range(self.cells.columnCount()):
            self.setColumnWidth(section, wide)
        for section in range(self.cells.rowCount()):
            self.setRowHeight(section, px(_HIGH))

    def _restyle(self) -> None:
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(self._theme.font(SMALL))
            palette = header.palette()
            palette.setColor(header.foregroundRole(), self._theme.colour("secondary"))
            header.setPalette(palette)
        self._fit()
        self.viewport().update()
