"""The form of a programme: how often, on which days, how long each hold, set by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from calfstretch.domain.person import EVERY_WEEKDAY, TIMES_A_DAY, Programme, SavedRoutine
from calfstretch.domain.record import MAX_NAME, Record, Source, new_id
from calfstretch.domain.routine import REST_S, LegOrder, Purpose, Routine, TargetOrigin, Variant, hold_limits_s
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.context import Context
from calfstretch.ui.programme_words import times_words
from calfstretch.ui.record_form import RecordForm
from calfstretch.ui.routines.sheet import READY_S, ROUNDS, SWAPS_S, seconds_chips
from calfstretch.ui.routines.span_field import SpanField
from calfstretch.ui.routines.whole import WholeAmount
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import NoteEdit, TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary


class ProgrammeForm(RecordForm):
    """Content of a sheet.

    Args:
        programme_id: the programme that is changed; None = a new one.
        origin: who sets a new one.
        proposal: what a new one begins with, as from a file; nothing of it is stored before Save.
    """

    def __init__(
        self,
        context: Context,
        programme_id: str | None = None,
        *,
        origin: TargetOrigin = TargetOrigin.THERAPIST,
        proposal: tuple[Programme, Routine] | None = None,
    ) -> None:
        routines = context.journal.routines
        known = next((both for both in routines.programmes() if both[0].id == programme_id), None)
        super().__init__(context, "programmes", known[0] if known else None, _("Remove this programme"))
        self._today = context.journal.today()
        self._imported = known is None and proposal is not None
        if known is not None:
            self._programme, self._routine = known
        elif proposal is not None:
            self._routine = SavedRoutine.of(proposal[1])
            self._programme = replace(proposal[0], id=new_id(), routine_id=self._routine.id)
        else:
            self._routine = SavedRoutine.of(_new_routine(context, origin))
            self._programme = Programme(routine_id=self._routine.id, first_day=self._today, origin=origin)
        self._build()
        self._show()
        self.opened()
        if self._imported:
            self._opened = None  # what came from a file is not stored yet: closing asks once

    # -- building ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, routine, programme = self._context.theme, self._routine, self._programme
        self._total = body(theme, "", strong=True)
        self.sheet_notice.add(self._total)
        if self._imported:
            self.add(body(theme, _("Read from the file. Look it over: nothing is stored until you press Save.")))
        if self._record is None and self._context.journal.routines.in_force(self._today) is not None:
            self.add(secondary(theme, _("From its first day on it stands before the programme you have now.")))
        self.origin = ChipRow(
            theme,
            _("Who set it"),
            [(TargetOrigin.THERAPIST, _("A therapist")), (TargetOrigin.PERSON, _("I did"))],
        )
        self.origin.set_value(programme.origin)
        self.name = TextField(theme, _("Name"), limit=MAX_NAME)
        self.name.setText(labels.routine_name(routine.routine))
        self._name_complaint = Complaint(theme)
        self.times = WholeAmount(
            theme, _("Times a day"), *TIMES_A_DAY, _("A whole number from 1 to 12."), programme.times_a_day
        )
        self.weekdays = ChipRow(
            theme,
            _("On these days"),
            [(number, formats.weekday_short(number)) for number in EVERY_WEEKDAY],
            multiple=True,
        )
        self.weekdays.set_values(programme.weekdays)
        self._weekdays_complaint = Complaint(theme)
        self.span = SpanField(theme, programme.first_day, programme.last_day)
        low, high = hold_limits_s(routine.hold_origin)
        self.hold = WholeAmount(theme, _("Hold each leg, in seconds"), low, high, "", routine.hold_s)
        self.rounds = self._choices(_("Rounds"), [(n, str(n)) for n in ROUNDS], routine.rounds)
        self.rest = WholeAmount(
            theme,
            _("Rest between rounds, in seconds"),
            *REST_S,
            _("A whole number from 0 to 60 seconds."),
            routine.rest_s,
        )
        self.legs = ChipRow(theme, _("Which leg"), [(one, labels.leg_order(one)) for one in LegOrder], legs=True)
        self.legs.set_value(routine.leg_order)
        self.variant = self._choices(_("How"), [(one, labels.variant(one)) for one in Variant], routine.variant)
        self.ready = self._choices(_("Get ready in"), seconds_chips(READY_S, routine.get_ready_s), routine.get_ready_s)
        self.swap = self._choices(_("Swap legs in"), seconds_chips(SWAPS_S, routine.swap_s), routine.swap_s)
        self.note = NoteEdit(theme, _("Note"), lines=3, spelling=self._context.spelling)
        self.note.set_text(programme.note)
        self._place()
        self._connect()

    def _choices(self, name: str, options: list[tuple[Any, str]], value: Any) -> ChipRow:
        row = ChipRow(self._context.theme, name, options)
        row.set_value(value)
        return row

    def _place(self) -> None:
        theme = self._context.theme
        self._rest_field = Field(theme, self.rest.accessibleName(), self.rest)
        self._swap_field = Field(theme, self.swap.accessibleName(), self.swap)
        self._note_label = Field(theme, _("Note, in your therapist's words (optional)"), self.note)
        not_reviewed = _("Knee bent and seated with a towel: not reviewed by a clinician.")
        for part in (
            Field(theme, self.origin.accessibleName(), self.origin),
            Field(theme, _("Name"), _with(theme, self.name, self._name_complaint)),
            Field(theme, self.times.accessibleName(), self.times),
            Field(theme, self.weekdays.accessibleName(), _with(theme, self.weekdays, self._weekdays_complaint)),
            self.span,
            Field(theme, self.hold.accessibleName(), self.hold),
            Field(theme, self.rounds.accessibleName(), self.rounds),
            self._rest_field,
            Field(theme, self.legs.accessibleName(), self.legs),
            Field(theme, self.variant.accessibleName(), self.variant, not_reviewed),
            Field(theme, self.ready.accessibleName(), self.ready),
            self._swap_field,
            self._note_label,
            Flow(theme, self.remove),
        ):
            self.add(part)

    def _connect(self) -> None:
        self.origin.chosen.connect(lambda value: self._always(self.origin, value))
        for row in (self.rounds, self.legs, self.variant, self.ready, self.swap):
            row.chosen.connect(lambda value, row=row: self._always(row, value))
        self.weekdays.chosen.connect(lambda _values: self._look_at_weekdays())
        self.name.textEdited.connect(lambda _text: self._name_complaint.say(""))
        for amount in (self.times, self.hold, self.rest):
            amount.field.textEdited.connect(lambda _text: self._show())
        self.span.changed.connect(self._show)
        self._last = {row: row.value() for row in (self.origin, self.rounds, self.legs, self.variant, self.ready,
                                                   self.swap)}  # fmt: skip

    def _always(self, row: ChipRow, value: object) -> None:
        # These rows always have an answer: a chip taken back is chosen again.
        if value is None:
            row.set_value(self._last[row])
        self._last[row] = row.value()
        self._show()

    # -- showing -----------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The first thing to say of a new one; Save of what came from a file."""
        return self.save if self._imported else self.origin if self._record is None else self.times.field

    def _show(self) -> None:
        origin = self._origin()
        low, high = hold_limits_s(origin)
        needed = _("A whole number from {low} to {high} seconds.").format(low=low, high=high)
        self.hold.set_range(low, high, needed)
        mine = origin is TargetOrigin.PERSON
        self._note_label.label.setText(
            _("Note (optional)") if mine else _("Note, in your therapist's words (optional)")
        )
        self._rest_field.setVisible(self.rounds.value() != 1)
        legs = self.legs.value()
        self._swap_field.setVisible(isinstance(legs, LegOrder) and len(legs.legs) > 1)
        routine, times = self._plan(), self.times.value()
        parts = [] if routine is None else [labels.routine_in_full(routine)]
        if times is not None:
            parts.append(times_words(times))
        self._total.setText(" · ".join(parts))

    def _origin(self) -> TargetOrigin:
        value = self.origin.value()
        return value if isinstance(value, TargetOrigin) else self._programme.origin

    def _plan(self) -> Routine | None:
        """The routine as it stands in the form; None = a number of it cannot be read."""
        hold_s, rest_s = self.hold.value(), self._rest_s()
        if hold_s is None or rest_s is None:
            return None
        return replace(
            self._routine.routine,
            name=self.name.words() or self._routine.name,
            hold_s=hold_s,
            hold_origin=self._origin(),
            rest_s=rest_s,
            rounds=self.rounds.value(),  # type: ignore[arg-type]
            leg_order=self.legs.value(),  # type: ignore[arg-type]
            variant=self.variant.value(),  # type: ignore[arg-type]
            get_ready_s=self.ready.value(),  # type: ignore[arg-type]
            swap_s=self.swap.value(),  # type: ignore[arg-type]
        )

    def _rest_s(self) -> int | None:
        # With one round there is no rest; what stands in the hidden field is not asked about.
        return self.rest.value() if self.rounds.value() != 1 else self._routine.rest_s

    def _look_at_weekdays(self) -> bool:
        well = bool(self.weekdays.values())
        self._weekdays_complaint.say("" if well else _("Choose one day at least."))
        return well

    def _look_at_name(self) -> bool:
        well = bool(self.name.words())
        self._name_complaint.say("" if well else _("It needs a name, such as Calf stretch."))
        return well

    # -- storing -----------------------------------------------------------------------------------------

    def content(self) -> object:
        """Everything typed and chosen."""
        rows = (self.origin, self.weekdays, self.rounds, self.legs, self.variant, self.ready, self.swap)
        amounts = tuple(amount.field.text() for amount in (self.times, self.hold, self.rest))
        return tuple(row.values() for row in rows), amounts, self.name.words(), self.span.days(), self.note.text()

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """The routine and the programme; None = something is said beside a field, which has the focus."""
        rest = self.rest if self.rounds.value() != 1 else None
        checks: list[tuple[bool, QWidget]] = [
            (self._look_at_name(), self.name),
            (self.times.look(), self.times.field),
            (self._look_at_weekdays(), self.weekdays),
            (self.span.look(), self.span.last.edit),
            (self.hold.look(), self.hold.field),
            (rest is None or rest.look(), self.rest.field),
        ]
        wrong = next((place for well, place in checks if not well), None)
        routine, times = self._plan(), self.times.value()
        if wrong is not None or routine is None or times is None:
            (wrong or self.hold.field).setFocus()
            return None
        first, last = self.span.days()
        source = Source.IMPORTED if self._imported else self._programme.source
        programme = replace(
            self._programme,
            times_a_day=times,
            weekdays=tuple(int(str(day)) for day in self.weekdays.values()),
            first_day=first,
            last_day=last,
            origin=self._origin(),
            note=self.note.text(),
            source=source,
        )
        saved = SavedRoutine.of(routine, id=self._routine.id, position=self._routine.position, source=source)
        return [saved, programme], []

    def _remove(self) -> None:
        if self._do(
            "delete programmes", lambda: self._journal.routines.remove_programme(self._programme), self._remove
        ):
            self.finished.emit()


def _new_routine(context: Context, origin: TargetOrigin) -> Routine:
    """What a new programme begins with: how the person gets ready and swaps stays as it was."""
    usual = context.journal.routines.next_up(None)
    low, high = hold_limits_s(origin)
    return replace(
        usual,
        name=_("Calf stretch"),
        hold_origin=origin,
        hold_s=min(max(usual.hold_s, low), high),
        purpose=Purpose.DAILY,  # the form does not ask: what was stretched for last says nothing of a programme
    )


def _with(theme: Any, control: QWidget, complaint: Complaint) -> Stack:
    both = Stack(theme, gap=4)
    both.setAccessibleName(control.accessibleName())
    both.add(control)
    both.add(complaint)
    both.setFocusProxy(control)
    return both
