"""The sheet of a week, filled in from a slip or from memory: three keys a night, each kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from calfstretch.domain.day import FIRST_USED_SETTING, Item
from calfstretch.domain.routine import Leg
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Written
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.pending import waits
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.week import state
from calfstretch.ui.week.grid import WeekGrid
from calfstretch.ui.week.state import Column, Line, Place
from calfstretch.ui.widgets.buttons import EdgeLink, IconButton, PrimaryButton
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import heading, secondary

_ASIDE_PX = 24


class WeekSheet(Stack):
    """The sheet's content; `finished` closes it.

    Args:
        day: a day of the week to begin with; None = the last seven days.
    """

    finished = Signal()

    def __init__(self, context: Context, day: date | None = None) -> None:
        super().__init__(context.theme, gap=16)
        self._context = context
        self._journal = context.journal
        self._is_narrow = False
        self._first, self._last = state.week_of(day, self._journal.days.last_ended())
        self.sheet_notice = self._head()
        self.grid = WeekGrid(context.theme)
        if day is not None and self._first <= day <= self._last:
            self.grid.place = Place(day, 0, Column.SPASMS)
        hint = _("Type how many, then L, R or B for the leg, then 0 to 9 (X for ten) for the pain; or click a cell.")
        self.add(secondary(context.theme, hint))
        self.add(self.grid)
        self.done = PrimaryButton(context.theme, _("Done"))
        self.done.clicked.connect(self.finished)
        self.pause = EdgeLink(context.theme, _("Ill or travelling on these days?"))
        self.pause.clicked.connect(lambda: self._context.doors.show_pause(day=self._at().day))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.grid.answered.connect(self._answer)
        self.grid.amount_left.connect(self._amount_left)
        self.grid.taken_back.connect(self._take_back)
        self.grid.day_asked.connect(lambda which: self._context.doors.note_day(which))
        context.written.written.connect(self._written)
        context.theme.changed.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self.refresh()
        self.add(Flow(context.theme, self.done, self.pause, gap=24))  # after the cells, also for Tab

    def _head(self) -> QWidget:
        theme = self._context.theme
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, forth = ("chevron_right", "chevron_left") if mirrored else ("chevron_left", "chevron_right")
        self.before = IconButton(theme, back, _("The week before"))
        self.after = IconButton(theme, forth, _("The week after"))
        self._span = heading(theme)
        row = Stack(theme, across=True, gap=8)
        row.add(self.before)
        row.add(self._span, 1)
        row.add(self.after)
        return row

    def first_focus(self) -> QWidget:
        """The first day whose spasms are not noted."""
        return self.grid.cell()

    # -- showing -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the diary holds of these days now."""
        journal = self._journal
        first = journal.setting(FIRST_USED_SETTING)
        first_used = date.fromisoformat(first) if first else None
        self._span.setText(state.heading(self._first, self._last))
        self.before.setEnabled(state.reaches_back(self._first, first_used, journal.first_day()))
        self.after.setEnabled(self._last < journal.days.last_ended())
        lines = state.lines(journal.days.range(self._first, self._last), first_used, stretches=not self._is_narrow)
        if self.grid.show_lines(lines):
            tab_by_layout(self, self.done)
            self.grid.mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the stretches where all columns would be wider than what is seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        aside = 2 * self._context.theme.px(_ASIDE_PX)
        is_narrow = self.grid.wanted_width() + aside > area.viewport().width()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.refresh()

    def _turn(self, weeks: int) -> None:
        self._first += timedelta(days=weeks * state.DAYS)
        self._last += timedelta(days=weeks * state.DAYS)
        self.grid.choices.hide()
        self.grid.place = None
        self.refresh()
        for button, other in ((self.after, self.before), (self.before, self.after)):
            if not button.isEnabled() and not other.hasFocus():
                self.grid.focus_cell()

    def _written(self, _written: object) -> None:
        self.refresh()

    def _at(self) -> Line:
        return self.grid.line()

    # -- storing -----------------------------------------------------------------------------------------

    def _answer(self, place: Place, value: object) -> None:
        write = self._writer(place, value)
        if write is not None and self._do(*write):
            self.grid.go_on()

    def _writer(self, place: Place, value: object) -> tuple[Callable[[], Written], str] | None:
        """What an answer stores, and the quiet line about it."""
        days, episodes, day = self._journal.days, self._journal.episodes, place.day
        if place.column is Column.SPASMS and isinstance(value, int):
            return lambda: days.check_in(day, value), labels.spasms_said(value)
        episode = self._at().episode
        if place.column is Column.LEG and episode is not None:
            leg = Leg(str(value))
            said = _("Leg: {leg}").format(leg=labels.leg(leg).lower())
            return lambda: episodes.tell(replace(episode, leg=leg)), said
        if place.column is Column.PAIN and episode is not None and isinstance(value, int):
            said = _("Worst pain: {n} of 10").format(n=value)
            return lambda: episodes.tell(replace(episode, pain=value)), said
        if place.column is Column.WATER and isinstance(value, float):
            said = _("Water in all: {amount}").format(amount=labels.item_value(Item.WATER, str(value)))
            return lambda: days.confirm_water(day, value), said
        if place.column is Column.WATER:
            level = str(value)
            said = _("Water: {level}").format(level=labels.water_level(level).lower())
            return lambda: days.set_item(day, Item.WATER_LEVEL, level), said
        return None

    def _amount_left(self, day: date, ml: float) -> None:
        said = _("Water in all: {amount}").format(amount=labels.item_value(Item.WATER, str(ml)))
        self._do(lambda: self._journal.days.confirm_water(day, ml), said)

    def _take_back(self, place: Place) -> None:
        line = self._at()
        cell = line.cells.get(place.column)
        closed = state.why_closed(line, place.column)
        if closed or cell is None:
            self.grid.complain(closed)
            return
        items = self._journal.days.entries(place.day).items
        gone = [items[name] for name in (Item.WATER, Item.WATER_LEVEL) if name in items]
        said = _("Taken back: not noted")
        episode = line.episode
        if place.column is Column.SPASMS:
            self._do(lambda: self._journal.days.take_back(place.day), said)
        elif place.column is Column.WATER and gone:
            self._do(lambda: self._journal.delete(*gone), said)
        elif place.column is Column.LEG and episode is not None:
            self._do(lambda: self._journal.episodes.tell(replace(episode, leg=None)), said)
        elif place.column is Column.PAIN and episode is not None:
            self._do(lambda: self._journal.episodes.tell(replace(episode, pain=None)), said)

    def _do(self, write: Callable[[], Written], said: str) -> bool:
        try:
            written = write()
        except CalfstretchError as error:
            waiting = waits(self._context, error, write, self, lambda: self._do(write, said), write)
            self.refresh()
            self.grid.complain("" if waiting else str(error))
            return False
        if written.seq:
            self._context.navigator.say(said, self._undo)
        return True

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self.grid.complain(str(error))
