"""The form of a pause: why, from when, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Pause
from calfstretch.domain.moment import LAST_YEAR
from calfstretch.domain.record import Record
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.pause import state
from calfstretch.ui.record_form import RecordForm
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary

_LATEST = date(LAST_YEAR, 12, 31)


class PauseForm(RecordForm):
    """Content of a sheet.

    Args:
        pause_id: the pause that is changed; None = the one `day` lies in, or a new one from that day on.
        day: None = today.
    """

    def __init__(self, context: Context, pause_id: str | None = None, *, day: date | None = None) -> None:
        self._today = context.journal.today()
        begin = day or self._today
        known = context.journal.get(Pause, pause_id) if pause_id is not None else context.journal.pauses.on(begin)
        known = None if known is None or known.deleted_at is not None else known
        super().__init__(context, "pauses", known, _("Remove this pause"))
        first, last = (known.first_day, known.last_day) if known is not None else state.new_days(begin, self._today)
        self._pause = known or Pause(first_day=first, last_day=last)
        theme = context.theme
        self.add(
            body(theme, _("For days when you are ill or away. They are left out of what is asked and worked out."))
        )
        reasons = [(value, labels.pause_reason(value).capitalize()) for value in state.KNOWN_REASONS]
        self.reason = ChipRow(theme, _("Why"), [*reasons, (state.OTHER, _("In other words"))])
        self.words = TextField(theme, _("Why, in your own words"), placeholder=_("in your own words"))
        why = Stack(theme, gap=8)
        why.add(self.reason)
        why.add(self.words)
        self.add(Field(theme, _("Why"), why))
        self.first = DayField(theme, _("From"), last=_LATEST)
        self.last = DayField(theme, _("Until, that day included"), last=_LATEST)
        self.longer = SoftButton(theme, _("A week longer"))
        self.add(Field(theme, _("From"), Flow(theme, self.first)))
        until = Stack(theme, gap=8)
        until.add(Flow(theme, self.last, self.longer, gap=16))
        self._length = secondary(theme)
        self._complaint = Complaint(theme)
        until.add(self._length)
        until.add(self._complaint)
        self.add(Field(theme, _("Until, that day included"), until))
        self.add(Flow(theme, self.remove))
        choice = state.reason_choice(self._pause.reason)
        self.reason.set_value(choice)
        self.words.setText(self._pause.reason if choice == state.OTHER else "")
        self.words.setVisible(choice == state.OTHER)
        self.first.set_day(first)
        self.last.set_day(last)
        self.reason.chosen.connect(self._reason_chosen)
        self.first.entered.connect(lambda _day: self._changed())
        self.last.entered.connect(lambda _day: self._changed())
        self.longer.clicked.connect(self._lengthen)
        self._changed()
        self.opened()

    def first_focus(self) -> QWidget:
        """Why; of a known pause the last day, which is what changes."""
        return self.reason if self._record is None else self.last.edit

    def _reason_chosen(self, value: object) -> None:
        self.words.setVisible(value == state.OTHER)
        if value == state.OTHER:
            self.words.setFocus()

    def _lengthen(self) -> None:
        self.last.set_day(min(self.last.day() + timedelta(days=7), _LATEST))
        self._changed()

    def _changed(self) -> None:
        first, last = self.first.day(), self.last.day()
        self._length.setText(state.length_words(first, last, self._today))
        self._length.setVisible(bool(self._length.text()))
        self._look()

    def _look(self) -> bool:
        first, last = self.first.day(), self.last.day()
        other = self._journal.pauses.in_the_way(first, last, but=self._pause.id) if last >= first else None
        trouble = state.trouble(first, last, other)
        self._complaint.say(trouble)
        return not trouble

    def _why(self) -> str:
        chosen = self.reason.value()
        return self.words.words() if chosen == state.OTHER else str(chosen or "")

    # -- storing -----------------------------------------------------------------------------------------

    def content(self) -> object:
        """Everything typed and chosen."""
        return self.reason.value(), self.words.words(), self.first.day(), self.last.day()

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """The pause; None = something is said below the days, which have the focus."""
        if not self._look():
            self.last.edit.setFocus()
            return None
        pause = replace(self._pause, first_day=self.first.day(), last_day=self.last.day(), reason=self._why())
        return [pause], []
