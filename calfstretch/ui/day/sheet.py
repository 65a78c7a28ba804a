"""One diary day: check-in, water, activity, further items, note; each answer is stored at once, none is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.domain.day import FIRST_USED_SETTING, Activity, DayItem, Drink, Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Tag
from calfstretch.domain.record import Record
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal.days import DayEntries
from calfstretch.ui import amounts, labels
from calfstretch.ui.context import Context
from calfstretch.ui.day import state
from calfstretch.ui.day.items import ItemsCard, TagsCard, tag_item
from calfstretch.ui.day.note import NoteCard
from calfstretch.ui.day.parts import Line, LinesWithActions
from calfstretch.ui.day.spasms import SpasmsCard
from calfstretch.ui.day.water import WaterCard
from calfstretch.ui.pending import waits
from calfstretch.ui.shortcuts import save_on_ctrl_enter
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.widgets.buttons import EdgeLink, IconButton, PrimaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import heading, secondary

_SIDE_BY_SIDE_PX = 700


class DaySheet(Stack):
    """The sheet's content; `finished` closes it.

    Args:
        at_note: True begins with the focus in the note.
    """

    finished = Signal()

    def __init__(self, context: Context, day: date, *, at_note: bool = False) -> None:
        super().__init__(context.theme, gap=16)
        self._at_note = at_note
        self._context = context
        self._journal = context.journal
        self._day = day
        self._shown: date | None = None
        self._note_said = False
        self._all_rows = not state.in_first_week(self._journal.setting(FIRST_USED_SETTING), self._journal.today())
        self.sheet_notice = self._head()  # which day it is stays in sight
        self.spasms = SpasmsCard(context.theme)
        self.water = WaterCard(context.theme)
        self.activity = ActivitiesCard(context)
        self._pair = Stack(context.theme, across=True)
        self._pair.add(self.water, 1)
        self._pair.add(self.activity, 1)
        self.items = ItemsCard(context.theme)
        self.tags = TagsCard(context.theme)
        self.note = NoteCard(context)
        self.more = EdgeLink(context.theme, _("More…"))
        self.more.setAccessibleName(_("More to note of the day"))
        self._more_row = Flow(context.theme, self.more)
        self.done = PrimaryButton(context.theme, _("Done"))
        for part in (self.spasms, self._pair, self._more_row, self.items, self.tags, self.note):
            self.add(part)
        self.add(Flow(context.theme, self.done))
        self._connect()
        self.refresh()

    def _head(self) -> QWidget:
        theme = self._context.theme
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, forth = ("chevron_right", "chevron_left") if mirrored else ("chevron_left", "chevron_right")
        self.before = IconButton(theme, back, _("The day before"))
        self.after = IconButton(theme, forth, _("The day after"))
        self._date = heading(theme)
        self._meaning = secondary(theme)
        words = Stack(theme, gap=0)
        words.add(self._date)
        words.add(self._meaning)
        row = Stack(theme, across=True, gap=8)
        row.add(self.before)
        row.add(words, 1)
        row.add(self.after)
        return row

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.spasms.answered.connect(self._check_in)
        self.spasms.described.connect(lambda which: self._context.doors.describe_episode(which))
        self.spasms.removed.connect(self._remove_episode)
        self.spasms.added.connect(lambda: self._context.doors.describe_episode(None, day=self._day))
        self.water.drunk.connect(self._drink)
        self.water.removed.connect(self._remove_drink)
        self.water.confirmed.connect(self._confirm)
        self.water.compared.connect(lambda level: self._set(Item.WATER_LEVEL, level))
        self.activity.removed.connect(self._remove_activity)
        self.activity.asked.connect(lambda which: self._context.doors.note_activity(self._day, which))
        self.items.answered.connect(self._set)
        self.tags.answered.connect(self._set)
        self.tags.added.connect(self._add_tag)
        self.more.clicked.connect(self._open_all)
        self.done.setToolTip(_("Ctrl+Enter"))
        self.done.clicked.connect(self._finish)
        save_on_ctrl_enter(self._finish_typing, self)
        self.note.stored.connect(self._note_stored)
        self._context.written.written.connect(self._written)

    # -- what the sheet asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The check-in of a day that ended; the water of the running one; the note where that is what was asked for."""
        if self._at_note:
            return self.note.note.edit
        return self.spasms.chips if self._day < self._journal.today() else self.water.glass

    def may_close(self) -> bool:
        """Store the note; False = it could not be and waits here."""
        return self.note.may_leave()

    def closing(self) -> None:
        """Whoever closes the sheet: what is typed is stored first."""
        self.note.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.note.flush()

    # -- showing -----------------------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The diary day shown."""
        return self._day

    def refresh(self) -> None:
        """Show what the diary holds of the day now."""
        today = self._journal.today()
        entries = self._journal.days.entries(self._day)
        fresh = self._day != self._shown
        self._shown = self._day
        text, meaning = state.day_heading(self._day, today)
        self._date.setText(text)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.after.setEnabled(self._day < today)
        self.spasms.show_day(entries, running=self._day >= today, day_start_h=self._journal.day_start_h)
        self.water.set_sizes(
            int(self._journal.setting(amounts.GLASS_SETTING, amounts.GLASS_ML)),
            int(self._journal.setting(amounts.BOTTLE_SETTING, amounts.BOTTLE_ML)),
        )
        self.water.show_day(entries, fresh=fresh)
        self.activity.show_day(entries)
        self.items.show_day(entries)
        self.tags.show_day(entries, self._tag_names())
        note = entries.items.get(Item.NOTE)
        self.note.show_day(self._day, note.value if note is not None else "")
        self._show_rows(self._all_rows or state.other_items(entries))
        tab_by_layout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pair.set_across(self.width() >= self._theme.px(_SIDE_BY_SIDE_PX))

    def _show_rows(self, every: bool) -> None:
        self._more_row.setVisible(not every)
        self.items.setVisible(every)
        self.tags.setVisible(every)

    def _open_all(self) -> None:
        self._all_rows = True
        self._show_rows(True)
        self.items.first().setFocus()

    def _turn(self, days: int) -> None:
        if not self.note.may_leave():
            return
        self._day += timedelta(days=days)
        self.spasms.begin()
        self.refresh()
        if not self.after.isEnabled() and not self.before.hasFocus():
            self.before.setFocus()

    def _written(self, _written: object) -> None:
        self.refresh()

    def _finish(self) -> None:
        if self.note.may_leave():
            self.finished.emit()

    def _finish_typing(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()  # a number still being typed is an answer: leaving its field stores it
        self._finish()

    # -- storing -----------------------------------------------------------------------------------------

    def _check_in(self, spasms: object) -> None:
        known = self._journal.days.entries(self._day).check_in
        if isinstance(spasms, int):
            self._do(partial(self._journal.days.check_in, self._day, spasms), labels.spasms_said(spasms))
        elif known is not None:
            self._do(lambda: self._journal.delete(known), _("Answer taken back; the day is not known"))

    def _remove_episode(self, which: str) -> None:
        if self._journal.get(Episode, which) is not None:
            self._do(lambda: self._journal.episodes.remove(which), _("Entry removed"))

    def _drink(self, ml: int) -> None:
        at = state.stand_in(self._day, self._journal.now(), self._journal.day_start_h)
        said = _("{amount} of water noted").format(amount=amounts.drink(ml))
        self._do(lambda: self._journal.days.add_drink(ml, at), said)

    def _remove_drink(self, which: str) -> None:
        drink = self._journal.get(Drink, which)
        if drink is not None:
            self._do(lambda: self._journal.delete(drink), _("Drink removed"))

    def _confirm(self, ml: object) -> None:
        if isinstance(ml, int | float):
            said = _("Water in all: {amount}").format(amount=amounts.amount(ml))
            self._do(partial(self._journal.days.confirm_water, self._day, float(ml)), said)
        else:
            self._set(Item.WATER, None)

    def _remove_activity(self, which: str) -> None:
        activity = self._journal.get(Activity, which)
        if activity is not None:
            self._do(lambda: self._journal.delete(activity), _("Activity removed"))

    def _set(self, item: str, value: object) -> None:
        stored = None if value is None else str(value)
        if stored is None:
            said = _("{item}: not noted").format(item=labels.item(item))
        else:
            said = _("{item}: {value}").format(item=labels.item(item), value=labels.item_value(item, stored))
        self._do(partial(self._journal.days.set_item, self._day, item, stored), said)

    def _add_tag(self, name: str) -> None:
        names = self._tag_names()
        known = state.same_tag(name, names)
        item = DayItem(day=self._day, item=tag_item(known or name), value="yes")
        put: list[Record] = [item] if known else [Tag(name=name, position=len(names)), item]
        said = _("{item}: {value}").format(item=known or name, value=labels.yes_no("yes"))
        if self._do(lambda: self._journal.write("add tags", put), said):
            self.tags.added_well()

    def _tag_names(self) -> list[str]:
        return [tag.name for tag in sorted(self._journal.everything(Tag), key=lambda tag: (tag.position, tag.name))]

    def _do(self, write: Callable[[], object], said: str) -> bool:
        try:
            write()
        except CalfstretchError as error:
            if not waits(self._context, error, write, self, lambda: self._do(write, said), write):
                self._context.report(error)
            self.refresh()  # the screen shows what is stored, not what was pressed
            return False
        self._note_said = False
        self._context.navigator.say(said, self._undo)
        return True

    def _note_stored(self) -> None:
        # Said once a spell of typing: from then on the line's Undo takes back the note and nothing before it.
        if not self._note_said:
            self._note_said = True
            self._context.navigator.say(_("Note stored"), self._undo)

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)


class ActivitiesCard(Card):
    """The day's activities.

    Signals:
        asked(object): the form of the activity with this identity; None = of a new one.
        removed(str): it goes.
    """

    asked = Signal(object)
    removed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _("Activity"), gap=12)
        self._none = secondary(context.theme, _("Not noted"))
        self.add(self._none)
        self.lines = LinesWithActions(context.theme, [(_("Change"), self.asked.emit), (_("Remove"), self.removed.emit)])
        self.add(self.lines)
        self.new = SoftButton(context.theme, _("+ Activity"))
        self.new.setAccessibleName(_("Note an activity"))
        self.new.clicked.connect(lambda: self.asked.emit(None))
        self.add(Flow(context.theme, self.new))
        self.content.addStretch(1)

    def show_day(self, entries: DayEntries) -> None:
        """Show the day's activities."""
        self._none.setVisible(not entries.activities)
        self.lines.show_lines([Line(one.id, labels.activity_line(one)) for one in entries.activities], self.new)
