"""History: the diary by day, each night as its own band; everything in it can be changed, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal import Written
from calfstretch.journal.days import DayEntries
from calfstretch.ui.context import Context
from calfstretch.ui.history.actions import SINGLE_TABLES, RowActions
from calfstretch.ui.history.bin_sheet import BinSheet
from calfstretch.ui.history.calendar_page import CalendarPage
from calfstretch.ui.history.chosen import Chosen
from calfstretch.ui.history.counting import FoundCount
from calfstretch.ui.history.date_sheet import DateSheet
from calfstretch.ui.history.detail import DetailPanel
from calfstretch.ui.history.example import EmptyHistory
from calfstretch.ui.history.filters import Filter
from calfstretch.ui.history.list_view import HistoryList
from calfstretch.ui.history.model import CHUNK_DAYS, HistoryModel
from calfstretch.ui.history.more_tools import MoreTools, looked_for
from calfstretch.ui.history.tools import HistoryTools
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.sheet import Sheet
from calfstretch.ui.widgets.texts import body, secondary

_PANEL_FROM = 740
_PANEL_WIDE = 292


class HistoryScreen(Stack):
    """The screen. Days are read as they come into sight."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, gap=12, margins=(32, 24, 32, 24), parent=parent)
        self._context = context
        self._journal = context.journal
        self._stale = True
        self.setAccessibleName(_("History"))
        theme = context.theme
        self.model = HistoryModel(context.journal, self)
        self.tools = HistoryTools(theme, context.journal.today)
        self.list = HistoryList(theme, self.model)
        self.panel = DetailPanel(theme)
        theme.follow(self.panel, lambda: self.panel.setFixedWidth(theme.px(_PANEL_WIDE)))
        self.chosen = Chosen(context, self.list, self.panel, RowActions(context, self._entries), self._is_wide)
        self._nothing = self._nothing_found()
        self._empty = ScrollPage(theme, _("Nothing noted yet"), margins=(16, 12, 16, 12), reading=True)
        self._empty.add(EmptyHistory(theme))
        self._stack = QStackedWidget()
        self.calendar: CalendarPage | None = None
        for page in (self.list, self._nothing, self._empty):
            page.setMinimumHeight(1)  # where the head takes its lines the list takes the rest
            self._stack.addWidget(page)
        row = Stack(theme, across=True)
        row.add(self._stack, 1)
        row.add(self.panel)
        self.found = secondary(theme)
        self.found.hide()
        self.count = FoundCount(self.model.index_of_words, self)
        self.count.counted.connect(self._counted)
        self.add(self.tools)
        self.add(self.found)
        self.add(row, 1)
        self._join()
        self.refresh()

    def _nothing_found(self) -> QWidget:
        page = ScrollPage(self._context.theme, _("Nothing found"), margins=(4, 16, 4, 8))
        page.add(body(self._context.theme, _("Nothing like that in the diary.")))
        everything = LinkButton(self._context.theme, _("Show everything"))
        everything.clicked.connect(self._show_everything)
        page.add(Flow(self._context.theme, everything))
        page.add_stretch()
        return page

    def _join(self) -> None:
        self.tools.filtered.connect(self._filter)
        self.tools.more_asked.connect(self.show_more)
        self.tools.bin_asked.connect(self.show_bin)
        self.tools.runs_asked.connect(lambda: self._context.doors.bring_in())
        self.tools.calendar_asked.connect(self.show_calendar)
        switch = QShortcut(QKeySequence("Ctrl+K"), self)
        switch.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        switch.activated.connect(lambda: self.show_calendar(not self.shows_calendar))
        self.list.oldest_asked.connect(self._to_oldest)
        self.list.newest_asked.connect(self._to_newest)
        self.model.rowsInserted.connect(lambda *_args: self._choose_page())
        self.list.looked.connect(self._choose_page)
        self._context.written.written.connect(self._written)

    # -- the page ----------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The list or the calendar, where the keyboard rules; the words while there is nothing to list."""
        if self.calendar is not None and self.shows_calendar:
            return self.calendar.grid
        return self._empty if self.model.is_empty_diary else self.list

    def refresh(self) -> None:
        """Show what the diary holds now."""
        if self._stale or self.model.is_behind():
            self._reload()

    def find(self) -> None:  # type: ignore[override] # Qt has a static function of that name
        """Go to the search field."""
        if self.shows_calendar:
            self.show_calendar(False)
        self.tools.search.setFocus()
        self.tools.search.selectAll()

    @property
    def shows_calendar(self) -> bool:
        """Whether the calendar stands in the place of the list."""
        return self.calendar is not None and self._stack.currentWidget() is self.calendar

    def show_calendar(self, on: bool = True) -> None:
        """Show the calendar with the day in force, or the list again."""
        if self.calendar is None:
            self.calendar = CalendarPage(self._context)
            self.calendar.setMinimumHeight(1)
            self.calendar.day_opened.connect(self.show_day)
            self._stack.addWidget(self.calendar)
        self.tools.show_calendar(on)
        self.found.setVisible(not on and self.model.wanted.is_on)
        if on:
            row = self.list.row()
            self.calendar.show_day(self._journal.today() if row is None else row.day)
            self._stack.setCurrentWidget(self.calendar)
        else:
            self._stack.setCurrentWidget(self.list)
            self._choose_page()
        self._show_panel()
        self.first_focus().setFocus()

    def show_day(self, day: date) -> None:
        """Show a diary day in the list and put it in force; nothing is left out any more."""
        if self.shows_calendar:
            self.show_calendar(False)
        self.tools.clear()
        self.model.load(day, Filter())
        self._stale = False
        self._count()
        self._choose_page()
        self.list.doItemsLayout()
        index = self.model.find(f"day/{day}")
        index = index if index.isValid() else self.model.find_day(day)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.list.setFocus()

    def show_more(self) -> None:
        """Show leg and period to look for, and the way to a date."""
        content = MoreTools(self._context.theme, self.tools.choice, self._journal.today())
        content.changed.connect(self.tools.choose)
        content.date_asked.connect(self._ask_day)
        sheet = self._context.navigator.show_sheet(_("Look for"), content)
        assert isinstance(sheet, Sheet)
        content.finished.connect(sheet.close_sheet)

    def show_bin(self) -> None:
        """Show what was removed."""
        content = BinSheet(self._context)
        sheet = self._context.navigator.show_sheet(_("Bin"), content)
        assert isinstance(sheet, Sheet)
        content.finished.connect(sheet.close_sheet)

    def _ask_day(self) -> None:
        row = self.list.row()
        today = self._journal.today()
        content = DateSheet(self._context.theme, today if row is None else row.day, today)
        sheet = self._context.navigator.show_sheet(_("Go to date"), content)
        assert isinstance(sheet, Sheet)
        content.finished.connect(sheet.close_sheet)
        content.day_chosen.connect(self.show_day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.setVisible(self._is_wide() and not self.model.is_empty_diary and not self.shows_calendar)

    def _is_wide(self) -> bool:
        return self.width() >= self._context.theme.px(_PANEL_FROM)

    # -- loading -----------------------------------------------------------------------------------------

    def _written(self, written: Written) -> None:
        self._stale = True
        if self.isVisible():
            self._reload()
            if written.label.startswith("undo delete"):
                self._show_brought_back(written.ids)

    def _show_brought_back(self, ids: Sequence[str]) -> None:
        """Put in force what came back, so that it is seen; rows made of several entries stay where they are."""
        found = (self.model.find(f"{table}/{one}") for one in ids for table in SINGLE_TABLES)
        index = next((one for one in found if one.isValid()), None)
        if index is not None:
            self.list.choose(index)

    def _reload(self) -> None:
        """Read again, and leave everything in its place."""
        chosen, at = self.list.row(), self.list.currentIndex().row()
        top = self.model.row(self.list.top_index())
        offset = self.list.visualRect(self.list.top_index()).top() if top is not None else 0
        far = top is not None and (self._journal.today() - top.day).days > CHUNK_DAYS // 3
        self.model.load(top.day if top is not None and far else None)
        self._stale = False
        self._count()
        self._choose_page()
        self.list.doItemsLayout()
        index = self.model.find(chosen.key) if chosen is not None else QModelIndex()
        if not index.isValid():
            index = self.model.near(max(0, at))
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if top is not None:
            back = self.model.find(top.key)
            if back.isValid():
                bar = self.list.verticalScrollBar()
                bar.setValue(bar.value() + self.list.visualRect(back).top() - offset)
        self.chosen.show(self.list.row())
        if self.calendar is not None and self.shows_calendar:
            self.calendar.refresh()

    def _choose_page(self) -> None:
        if self.shows_calendar:
            return
        if self.model.is_empty_diary:
            page: QWidget = self._empty
        elif self.model.rowCount() == 0 and not self.model.canFetchMore():
            page = self._nothing
        else:
            page = self.list
        if page is self._stack.currentWidget():
            return
        had_focus = self.list.hasFocus()
        self._stack.setCurrentWidget(page)
        self._show_panel()
        if page is self._nothing:
            announce(self, _("Nothing like that in the diary."))
        if had_focus and page is self._empty:
            self._empty.setFocus()

    def _filter(self, wanted: Filter) -> None:
        if wanted == self.model.wanted:
            return
        self.model.load(None, wanted, changed=False)
        self._count()
        self._choose_page()
        self.list.setCurrentIndex(self.model.near(0))
        self.list.scrollToTop()

    def _count(self) -> None:
        """Say how many entries are found, while a filter is on."""
        wanted = self.model.wanted
        is_on = wanted.is_on and not self.model.is_empty_diary
        self.found.setVisible(is_on and not self.shows_calendar)
        if is_on:
            self.count.start(wanted, self.model.newest_wanted, self.model.oldest_wanted)
        else:
            self.count.stop()

    def _counted(self, found: int, is_all: bool) -> None:
        words = ngettext("{n} entry found", "{n} entries found", found).format(n=found)
        shown = words if is_all else _("{found} so far …").format(found=words)
        chosen = looked_for(self.model.wanted, self._journal.today())
        self.found.setText(" · ".join(part for part in (shown, chosen) if part))
        if is_all and self.isVisible():
            announce(self, words)

    def _show_everything(self) -> None:
        self.tools.clear()
        self._filter(Filter())
        self.list.setFocus()

    def _to_oldest(self) -> None:
        first = self.model.first_day
        if first is None:
            return
        while self.model.wanted.is_on and self.model.canFetchMore():
            self.model.fetchMore()
        if not self.model.wanted.is_on and self.model.oldest_loaded() != first:
            self.model.load(first)
        self.list.doItemsLayout()
        self.list.choose(self.model.near(self.model.rowCount() - 1))

    def _to_newest(self) -> None:
        if self.model.can_fetch_newer():
            self.model.load()
            self.list.doItemsLayout()
        self.list.choose(self.model.near(0))

    def _entries(self, day: date) -> DayEntries:
        return self.model.entries(day) or self._journal.days.entries(day)
