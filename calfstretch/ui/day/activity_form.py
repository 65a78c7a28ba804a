"""The small form of one activity: kind, minutes, effort, when, note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.record import Record
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.day.when import WhenField
from calfstretch.ui.record_form import RecordForm
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint, Complaint
from calfstretch.ui.widgets.fields import AmountField, NoteEdit
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scale import Scale0To10

MINUTES = (15, 30, 45, 60, 90)
_LONGEST_MIN = 24 * 60


class ActivityForm(RecordForm):
    """Notes an activity, or changes a known one; `finished` closes it.

    Args:
        day: the diary day of a new one; None = the running day.
        activity_id: the one to change; None = a new one.
    """

    def __init__(self, context: Context, *, day: date | None = None, activity_id: str | None = None) -> None:
        self._known = context.journal.get(Activity, activity_id) if activity_id else None
        super().__init__(context, Activity.TABLE, self._known, _("Remove this activity"))
        today = self._journal.today()
        start_h = self._journal.day_start_h
        self._day = self._known.diary_day(start_h) if self._known is not None else day or today
        theme = context.theme
        self.add(self.day_line(self._day))
        self.complaint = Complaint(theme)
        self.kind = ChipRow(theme, _("What was it?"), [(kind, labels.activity(kind)) for kind in ActivityKind])
        self.kind.chosen.connect(lambda _kind: self.complaint.say(""))
        self.add(Field(theme, _("What was it?"), self.kind))
        self.add(self.complaint)
        self.add(self._minutes())
        self.effort = Scale0To10(theme, _("Effort"), _("rest"), _("maximal"), role="action")
        self.add(Field(theme, _("How hard was it?"), self.effort))
        self.when = WhenField(
            theme,
            self._journal.now,
            self._day,
            running=self._day >= today,
            day_start_h=start_h,
            known=self._known.at if self._known is not None else None,
        )
        self.add(Field(theme, _("When"), self.when))
        self.note = NoteEdit(
            theme, _("Note"), placeholder=_("Anything worth keeping"), lines=2, spelling=context.spelling
        )
        self.add(Field(theme, _("Note"), self.note))
        self.add(Flow(theme, self.remove))
        self._fill()
        self.opened()

    def _minutes(self) -> QWidget:
        theme = self._context.theme
        self.minutes = ChipRow(theme, _("Minutes"), [(n, str(n)) for n in MINUTES])
        self.minutes_field = AmountField(
            theme,
            _("Another number of minutes"),
            high=_LONGEST_MIN,
            placeholder=_("other"),
            complaint=_("A number from 0 to 1440 minutes."),
        )
        self.minutes.chosen.connect(lambda _n: self._clear_typed())
        self.minutes_field.textEdited.connect(lambda _text: self.minutes.set_value(None))
        self.minutes_complaint = AmountComplaint(theme, self.minutes_field, _("A number from 0 to 1440 minutes."))
        part = Stack(theme, gap=8)
        part.add(Flow(theme, self.minutes, self.minutes_field))
        part.add(self.minutes_complaint)
        part.setFocusProxy(self.minutes)
        return Field(theme, _("How many minutes?"), part)

    def first_focus(self) -> QWidget:
        """The kind."""
        return self.kind

    # -- what it holds -----------------------------------------------------------------------------------

    def _fill(self) -> None:
        known = self._known
        if known is None:
            return
        self.kind.set_value(known.kind)
        is_chip = known.minutes in MINUTES
        self.minutes.set_value(int(known.minutes) if is_chip and known.minutes is not None else None)
        self.minutes_field.set_value(None if is_chip else known.minutes)
        self.effort.set_value(known.effort)
        self.note.set_text(known.note)

    def content(self) -> object:
        """Everything typed and chosen."""
        when = (self.when.chips.value(), self.when.field.words())
        return (
            self.kind.value(), self.minutes.value(), self.minutes_field.text(), self.effort.value(), when,
            self.note.text(),
        )  # fmt: skip

    def _clear_typed(self) -> None:
        self.minutes_field.set_value(None)
        self.minutes_complaint.say("")

    # -- storing -----------------------------------------------------------------------------------------

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """The activity as typed; None = something is said beside a field."""
        kind = self.kind.value()
        if not isinstance(kind, ActivityKind):
            self.complaint.say(_("Choose what it was."))
            self.kind.setFocus()
            return None
        if not self.minutes_complaint.look():
            self.minutes_field.setFocus()
            return None
        at = self.when.moment()
        if at is None:
            return None
        chip = self.minutes.value()
        minutes = float(chip) if isinstance(chip, int) else self.minutes_field.value()
        base = self._known or Activity(at=at, kind=kind)
        changed = replace(
            base, at=at, kind=kind, minutes=minutes, effort=self.effort.value(), note=self.note.text(), deleted_at=None
        )
        return [changed], []
