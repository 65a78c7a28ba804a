"""When it was: now, this morning, or a time that is typed; noon stands in where nobody says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calfstretch.domain.moment import Moment
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.day import state
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.moment_field import parse_time
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import secondary

NOW, MORNING, NOON, KNOWN, TYPED = "now", "morning", "noon", "known", "typed"


class WhenField(Stack):
    """Chips and a field for a time on one diary day.

    Args:
        now: asked for the present moment.
        day: the diary day the entry stands on.
        running: that day has not ended.
        known: the moment stored already; None = a new entry.
    """

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], Moment],
        day: date,
        *,
        running: bool,
        day_start_h: int,
        known: Moment | None = None,
    ) -> None:
        super().__init__(theme, gap=8)
        self._now = now
        self._day = day
        self._day_start_h = day_start_h
        self._known = known
        self.chips = ChipRow(theme, _("When"), self._options(running))
        first = KNOWN if known is not None else NOW if running else NOON
        self.chips.set_value(first)
        self._fallback = first
        self.field = TextField(theme, _("Time, such as 18:30"), placeholder="18:30", limit=8)
        self.field.hide()
        self.complaint = Complaint(theme)
        self.add(self.chips)
        self.add(self.field)
        self.add(self.complaint)
        if first == NOON:
            self.add(secondary(theme, _("No time said: noon stands in for it.")))
        self.chips.chosen.connect(self._chosen)
        self.setFocusProxy(self.chips)

    def _options(self, running: bool) -> list[tuple[str, str]]:
        options: list[tuple[str, str]] = []
        if self._known is not None:
            options.append((KNOWN, formats.clock_time(self._known.local)))
        elif running:
            options.append((NOW, _("Now")))
            # After midnight the running day is yesterday's, and its morning no longer "this" one.
            has_come = self._at(time(state.MORNING_H)) is not None
            if has_come and self._now().local.date() == self._day:
                options.append((MORNING, _("This morning")))
        else:
            options.append((NOON, _("Noon")))
        return [*options, (TYPED, _("At …"))]

    def _at(self, at: time) -> Moment | None:
        try:
            return state.moment_on(self._day, at, self._now(), self._day_start_h)
        except UserError:
            return None

    def _chosen(self, value: object) -> None:
        if value is None:  # taken back: an entry always has a moment
            self.chips.set_value(self._fallback)
        self.field.setVisible(value == TYPED)
        self.complaint.say("")
        if value == TYPED:
            self.field.setFocus()

    def moment(self) -> Moment | None:
        """The moment; None = what was typed is none, which is said beside the field."""
        self.complaint.say("")
        chosen = self.chips.value()
        if chosen == KNOWN and self._known is not None:
            return self._known
        if chosen == MORNING:
            return self._at(time(state.MORNING_H))
        if chosen != TYPED:
            return state.stand_in(self._day, self._now(), self._day_start_h)
        try:
            typed = parse_time(self.field.words())
            if typed is not None:
                return state.moment_on(self._day, typed, self._now(), self._day_start_h)
            self._complain(_("A time such as 18:30 is needed."))
        except ValueError:
            self._complain(_("A time such as 18:30 is needed."))
        except UserError as error:
            self._complain(error.message)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.hasFocus():
            # What was opened last closes first: the form stays.
            self.field.clear()
            self.chips.set_value(self._fallback)
            self._chosen(self._fallback)
            self.chips.setFocus()
            return
        super().keyPressEvent(event)

    def _complain(self, text: str) -> None:
        self.complaint.say(text)
        self.field.setFocus()
