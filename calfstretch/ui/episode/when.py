"""When it was: chips for the usual answers, a typed day and time for all others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.episode.state import OTHER, Span, When
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.moment_field import MomentField
from calfstretch.ui.widgets.rows import Field, Stack


class WhenField(Stack):
    """The one answer that is needed; the first chip is in force at the start.

    Args:
        choices: the chips, the one in force first.
        day: the day shown where the moment is typed.

    `changed` is sent when the person changes it.
    """

    changed = Signal()

    def __init__(self, context: Context, choices: Sequence[When], day: date) -> None:
        super().__init__(context.theme, gap=8)
        self._choices = {choice.key: choice for choice in choices}
        self.chips = ChipRow(context.theme, _("When"), [(choice.key, choice.words) for choice in choices])
        self._in_force = choices[0].key
        self.chips.set_value(self._in_force)
        self.typed = MomentField(context.theme, _("When"), context.journal.now, context.journal.now().local.date())
        self.typed.show_day(day)
        self.typed.hide()
        self.add(Field(context.theme, _("When"), self.chips))
        self.add(self.typed)
        self.chips.chosen.connect(self._chosen)
        self.typed.entered.connect(self.changed)
        self.setFocusProxy(self.chips)

    def span(self) -> Span | None:
        """The moment or interval; None where it is typed and not complete."""
        choice = self._choices[self._in_force]
        if choice.key != OTHER:
            return choice.span
        moment = self.typed.moment()
        return None if moment is None else (moment, None)

    def demand(self) -> bool:
        """Say what is open or wrong and go there; True when nothing is."""
        if self._in_force != OTHER or self.typed.demand():
            return True
        self.typed.time.setFocus()
        return False

    def _chosen(self, key: str | None) -> None:
        if key is None:  # a moment there must be: what is chosen stays
            self.chips.set_value(self._in_force)
            return
        self._in_force = key
        self.typed.setVisible(key == OTHER)
        if key == OTHER:
            self.typed.time.setFocus()
        self.changed.emit()
