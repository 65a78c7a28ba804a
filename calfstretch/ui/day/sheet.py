"""One diary day: check-in, water, activity, further rows, tags, note; each answer is stored at once."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.domain.day import FIRST_USED_SETTING, Item
from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts
from calfstretch.ui.context import Context
from calfstretch.ui.day import choices, state
from calfstretch.ui.day.activities import ActivitiesCard
from calfstretch.ui.day.answers import DayAnswers
from calfstretch.ui.day.head import DayHead
from calfstretch.ui.day.items import ItemsCard
from calfstretch.ui.day.note import NoteCard
from calfstretch.ui.day.spasms import SpasmsCard
from calfstretch.ui.day.tags import ChangesCard, TagsCard
from calfstretch.ui.day.water import WaterCard
from calfstretch.ui.shortcuts import save_on_ctrl_enter
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.widgets.buttons import EdgeLink, PrimaryButton
from calfstretch.ui.widgets.rows import Flow, Stack

_SIDE_BY_SIDE_PX = 700


class DaySheet(Stack):
    """The sheet's content; `finished` closes it.

    Args:
        at_note: True begins with the focus in the note.
        at_change: True shows all rows and begins with the focus where a change is marked.
    """

    finished = Signal()

    def __init__(self, context: Context, day: date, *, at_note: bool = False, at_change: bool = False) -> None:
        super().__init__(context.theme, gap=16)
        theme = context.theme
        self._at_note = at_note
        self._at_change = at_change
        self._context = context
        self._journal = context.journal
        self._day = day
        self._shown: date | None = None
        self._asked = int(self._journal.setting(state.ROWS_SETTING, state.FEW_ROWS))
        if at_change:
            self._asked = state.ALL_ROWS  # this time; what the person asked for stays stored as it was
        self._rows = state.FEW_ROWS
        self._answers = DayAnswers(context, lambda: self._day, self.refresh, self)
        self.head = DayHead(theme)
        self.sheet_notice = self.head  # which day it is stays in sight
        self.before, self.after = self.head.before, self.head.after
        self.spasms = SpasmsCard(theme)
        self.water = WaterCard(theme)
        self.activity = ActivitiesCard(context, self._answers)
        self._pair = Stack(theme, across=True)
        self._pair.add(self.water, 1)
        self._pair.add(self.activity, 1)
        self.items = ItemsCard(theme)
        self.tags = TagsCard(theme)
        self.changes = ChangesCard(theme, self._journal.today())
        self.note = NoteCard(context)
        self.more = EdgeLink(theme, "")
        self._more_row = Flow(theme, self.more)
        self.done = PrimaryButton(theme, _("Done"))
        for part in (self.spasms, self._pair, self.items, self.tags, self.changes, self._more_row, self.note):
            self.add(part)
        self.add(Flow(theme, self.done))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        answers = self._answers
        self.head.turned.connect(self._turn)
        self.spasms.answered.connect(answers.check_in)
        self.spasms.described.connect(lambda which: self._context.doors.describe_episode(which))
        self.spasms.removed.connect(answers.remove_episode)
        self.spasms.added.connect(lambda: self._context.doors.describe_episode(None, day=self._day))
        self.water.drunk.connect(answers.drink)
        self.water.removed.connect(answers.remove_drink)
        self.water.confirmed.connect(answers.confirm)
        self.water.compared.connect(lambda level: answers.note(Item.WATER_LEVEL, level))
        self.activity.asked.connect(lambda which: self._context.doors.note_activity(self._day, which))
        self.items.answered.connect(answers.note_all)
        self.tags.answered.connect(answers.note)
        self.tags.added.connect(lambda name: self.tags.added_well() if answers.add_tag(name) else None)
        self.changes.noted.connect(
            lambda day, text: self.changes.noted_well() if answers.mark_change(day, text) else None
        )
        self.changes.removed.connect(answers.remove_change)
        self.more.clicked.connect(self._show_more)
        self.done.setToolTip(_("Ctrl+Enter"))
        self.done.clicked.connect(self._finish)
        save_on_ctrl_enter(self._finish_typing, self)
        self.note.stored.connect(answers.note_stored)
        self._context.written.written.connect(self._written)

    # -- what the sheet asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The check-in of a day that ended; the water of the running one; the note or the change where that is what
        was asked for."""
        if self._at_note:
            return self.note.note.edit
        if self._at_change:
            return self.changes.field
        return self.spasms.chips if self._day < self._journal.today() else self.water.glass

    def may_close(self) -> bool:
        """Store the note; False = it could not be and waits here."""
        return self.note.may_leave()

    def unsaved(self) -> str:
        """Store the note; what else is typed and not noted, in words."""
        left = [(not self.note.flush(), _("Note")), (self.tags.is_typed(), _("A tag of your own")),
                (self.changes.is_typed(), _("What changed"))]  # fmt: skip
        return ", ".join(words for is_left, words in left if is_left)

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
        journal, today = self._journal, self._journal.today()
        entries = journal.days.entries(self._day)
        fresh = self._day != self._shown
        self._shown = self._day
        self.head.show_day(self._day, today)
        self.spasms.show_day(entries, running=self._day >= today, day_start_h=journal.day_start_h)
        self.water.set_sizes(
            int(journal.setting(amounts.GLASS_SETTING, amounts.GLASS_ML)),
            int(journal.setting(amounts.BOTTLE_SETTING, amounts.BOTTLE_ML)),
        )
        self.water.show_day(entries, fresh=fresh)
        self.activity.show_day(entries)
        self.items.show_day(entries, self._day)
        tags, changes = journal.tags.known(), journal.days.marked_changes(self._day)
        self.tags.show_day(entries, tags, journal.tags.hidden())
        self.changes.show_day(self._day, changes, fresh=fresh)
        note = entries.items.get(Item.NOTE)
        self.note.show_day(self._day, note.value if note is not None else "")
        self._show_rows(
            state.rows_shown(
                self._asked,
                entries,
                first_week=state.in_first_week(journal.setting(FIRST_USED_SETTING), today),
                has_tags=any(choices.is_shown_as_tag(tag.name) for tag in tags),
                has_changes=bool(changes),
            )
        )
        tab_by_layout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pair.set_across(self.width() >= self._theme.px(_SIDE_BY_SIDE_PX))

    def _show_rows(self, rows: int) -> None:
        self.items.setVisible(rows >= state.MORE_ROWS)
        self.tags.setVisible(rows >= state.ALL_ROWS)
        self.changes.setVisible(rows >= state.ALL_ROWS)
        self._more_row.setVisible(rows < state.ALL_ROWS)
        self.more.set_words(state.more_words(rows))
        self._rows = rows

    def _show_more(self) -> None:
        self._asked = self._rows + 1
        self._answers.keep_rows(self._asked)
        self.refresh()
        first = self.items.first() if self._asked == state.MORE_ROWS else self.tags.first()
        first.setFocus()

    def _turn(self, days: int) -> None:
        if not self.note.may_leave():
            return
        self._day += timedelta(days=days)
        self.spasms.begin()
        self.activity.begin()
        self.refresh()

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
