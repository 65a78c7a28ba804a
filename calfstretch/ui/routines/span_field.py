"""From and until of a programme: so many weeks, a last day, or open."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal

from calfstretch.domain.moment import LAST_YEAR
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

WEEKS = (2, 4, 6, 12)
OPEN, ON_A_DAY = "open", "day"
_LATEST = date(LAST_YEAR, 12, 31)


class SpanField(Stack):
    """Both days; `changed` says that the person chose."""

    changed = Signal()

    def __init__(self, theme: Theme, first: date, last: date | None) -> None:
        super().__init__(theme, gap=20)
        self.first = DayField(theme, _("From"), last=_LATEST)
        self.first.set_day(first)
        weeks = [(n, ngettext("{n} week", "{n} weeks", n).format(n=n)) for n in WEEKS]
        self.until = ChipRow(theme, _("Until"), [(OPEN, _("No end set")), *weeks, (ON_A_DAY, _("A day…"))])
        self.last = DayField(theme, _("The last day"), last=_LATEST)
        self.last.set_day(last or first + timedelta(days=27))
        self._said = secondary(theme)
        self._complaint = Complaint(theme)
        self._last_field = Flow(theme, self.last)
        end = Stack(theme, gap=8)
        for part in (self.until, self._last_field, self._said, self._complaint):
            end.add(part)
        self.add(Field(theme, _("From"), Flow(theme, self.first)))
        self.add(Field(theme, _("Until"), end))
        self.until.set_value(_choice(first, last))
        self.first.entered.connect(self._changed)
        self.last.entered.connect(self._changed)
        self.until.chosen.connect(self._choose)
        self._show()

    def days(self) -> tuple[date, date | None]:
        """The first day, and the last; None = open."""
        first, chosen = self.first.day(), self.until.value()
        if isinstance(chosen, int):
            return first, first + timedelta(days=7 * chosen - 1)
        return first, self.last.day() if chosen == ON_A_DAY else None

    def look(self) -> bool:
        """Say what is wrong; True = nothing."""
        first, last = self.days()
        wrong = ""
        if last is not None and last < first:
            wrong = _("The last day lies before the first.")
        elif max(first, last or first) > _LATEST:
            wrong = _("No diary reaches as far as that.")
        self._complaint.say(wrong)
        return not wrong

    def _choose(self, value: object) -> None:
        if value is None:  # the chosen chip cannot be taken back
            self.until.set_value(OPEN)
        self._changed()

    def _changed(self, _day: object = None) -> None:
        self._show()
        self.look()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.until.value()
        self._last_field.setVisible(chosen == ON_A_DAY)
        _first, last = self.days()
        words = _("The last day is {day}.").format(day=formats.short_day(last)) if last and chosen != ON_A_DAY else ""
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _choice(first: date, last: date | None) -> str | int:
    if last is None:
        return OPEN
    days = (last - first).days + 1
    return next((n for n in WEEKS if days == 7 * n), ON_A_DAY)
