"""A stretch done away from the computer, or one that is known: what was held, how the calf felt, a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, Source, new_id
from calfstretch.domain.routine import Purpose, Routine, remembered
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.context import Context
from calfstretch.ui.day import state
from calfstretch.ui.day.plan import PlanChoice
from calfstretch.ui.day.when import KNOWN, NOW, WhenField
from calfstretch.ui.record_form import RecordForm
from calfstretch.ui.widgets.fields import NoteEdit
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import body, heading, secondary


class SessionForm(RecordForm):
    """Notes a stretch, or shows and changes a known one; `finished` closes it.

    A new one opens with the remembered routine and "now", so that Save is all that is left to press. Of a timed one
    the seconds stand as they were measured; a typed one can be changed.

    Args:
        day: the diary day of a new one; None = the running day.
        session_id: the known one; None = a new one.
    """

    def __init__(self, context: Context, *, day: date | None = None, session_id: str | None = None) -> None:
        self._known = context.journal.get(Session, session_id) if session_id else None
        super().__init__(context, Session.TABLE, self._known, _("Remove this stretch"))
        self._today = self._journal.today()
        self._day = self._known_day() or day or self._today
        self._holds = self._known_holds()
        self._build()
        self.opened()

    def _known_day(self) -> date | None:
        return self._known.diary_day(self._journal.day_start_h) if self._known is not None else None

    def _known_holds(self) -> tuple[Hold, ...]:
        if self._known is None:
            return ()
        return self._journal.days.entries(self._day).holds.get(self._known.id, ())

    @property
    def _is_typed(self) -> bool:
        """Whether what was held can be changed: it was typed, or is about to be."""
        return self._known is None or (self._known.source is Source.TYPED and self._known.purpose != Purpose.RELIEF)

    # -- the parts ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, known = self._context.theme, self._known
        self.when: WhenField | None = None
        self.plan: PlanChoice | None = None
        if self._is_typed:
            self._build_typed()
        else:
            self._build_measured()
        self.before = self._scale(_("How the calf felt before"), known.feel_before if known else None)
        self.after = self._scale(_("How the calf felt afterwards"), known.feel_after if known else None)
        self.note = NoteEdit(
            theme, _("Note"), placeholder=_("Anything worth keeping"), lines=2, spelling=self._context.spelling
        )
        self.note.set_text(known.note if known else "")
        for field in (self.before, self.after):
            self.add(Field(theme, field.accessibleName(), field))
        self.add(Field(theme, _("Note"), self.note))
        self.add(Flow(theme, self.remove))

    def _build_typed(self) -> None:
        theme = self._context.theme
        self.add(self.day_line(self._day))
        if self._known is None:
            self.add(body(theme, _("Done away from the computer; entered by hand.")))
            routines = self._journal.routines
            routine = routines.next_up(routines.in_force(self._journal.today()))
        else:
            routine = remembered(self._known.routine)
        self.when = WhenField(
            theme,
            self._journal.now,
            self._day,
            running=self._day >= self._today,
            day_start_h=self._journal.day_start_h,
            known=self._known.started_at if self._known is not None else None,
        )
        self.add(Field(theme, _("When"), self.when))
        self.plan = PlanChoice(theme, routine)
        self.add(self.plan)

    def _build_measured(self) -> None:
        theme, known = self._context.theme, self._known
        assert known is not None
        self.add(heading(theme, labels.purpose(known.purpose)))
        times = formats.clock_time(known.started_at.local)
        if known.ended_at is not None:
            times = _("{start} to {end}").format(start=times, end=formats.clock_time(known.ended_at.local))
        parts = [formats.day_word(self._day, self._today), times, labels.outcome(known.outcome)]
        self.add(secondary(theme, " · ".join(parts), size=18))
        if self._holds:
            rounds = max(hold.round for hold in self._holds)
            held = Stack(theme, gap=4)
            for hold in self._holds:
                held.add(body(theme, state.hold_line(hold, rounds)))
            self.add(Field(theme, _("What was held, as measured"), held))

    def _scale(self, name: str, value: int | None) -> Scale0To10:
        scale = Scale0To10(self._context.theme, name, _("not tight or sore"), _("as bad as can be"), role="action")
        scale.set_value(value)
        return scale

    def first_focus(self) -> QWidget:
        """Save of a new one, how it felt of a known one."""
        return self.save if self._known is None else self.before

    def content(self) -> object:
        """Everything typed and chosen."""
        when = None if self.when is None else (self.when.chips.value(), self.when.field.words())
        routine = None if self.plan is None else self.plan.routine
        return when, routine, self.before.value(), self.after.value(), self.note.text()

    # -- storing -----------------------------------------------------------------------------------------

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """What to store and what to take away; None = something is said beside a field."""
        said = {"feel_before": self.before.value(), "feel_after": self.after.value(), "note": self.note.text()}
        if self.plan is None or self.when is None:
            assert self._known is not None
            return [replace(self._known, **said)], []  # type: ignore[arg-type]
        moment = self.when.moment()
        if moment is None:
            return None
        routine = self.plan.routine
        started, ended = self._span(moment, routine)
        base = self._known or Session(id=new_id(), purpose=routine.purpose, started_at=started)
        session = replace(base, started_at=started, ended_at=ended, **said)  # type: ignore[arg-type]
        if self._known is not None and not self.plan.changed:
            return [session], []
        holds = state.done_holds(session.id, routine)
        session = replace(
            session,
            purpose=routine.purpose.value,
            variant=routine.variant.value,
            routine=routine.to_dict(),
            outcome=Outcome.DONE,
        )
        kept = {hold.id for hold in holds}
        return [session, *holds], [hold for hold in self._holds if hold.id not in kept]

    def _span(self, moment: Moment, routine: Routine) -> tuple[Moment, Moment]:
        """Start and end: done just now it has ended now, at a time said it began then."""
        assert self.when is not None and self.plan is not None
        if self._known is not None and self.when.chips.value() == KNOWN and not self.plan.changed:
            return self._known.started_at, self._known.ended_at or self._known.started_at
        if self.when.chips.value() == NOW:
            return moment.later(-routine.total_s()), moment
        # Said a minute ago it may not have ended yet by the routine's reckoning; it has not ended in the future.
        return moment, min(moment.later(routine.total_s()), self._journal.now())
