"""When it was: chips for the usual answers, blocks for a night, a typed day and time for all others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from calfstretch.domain.episode import Context as Doing
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.episode.state import OTHER, Span, When, counts_for, part_words
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.moment_field import MomentField
from calfstretch.ui.widgets.rows import Field, Stack
from calfstretch.ui.widgets.texts import secondary


class WhenField(Stack):
    """The one answer that is needed; one chip is in force at the start.

    Args:
        choices: the chips.
        day: the diary day a typed time belongs to; None = the latest such time that has passed.
        in_force: key of the chip in force at the start; None = the first.

    Signals:
        changed(): the person chose another moment.
        typed_in(): the person changes day or time by hand.
    """

    changed = Signal()
    typed_in = Signal()

    def __init__(
        self, context: Context, choices: Sequence[When], day: date | None, in_force: str | None = None
    ) -> None:
        super().__init__(context.theme, gap=8)
        self._journal = context.journal
        self._choices = {choice.key: choice for choice in choices}
        self.chips = ChipRow(context.theme, _("When"), [(choice.key, choice.words) for choice in choices])
        self._in_force = in_force if in_force in self._choices else choices[0].key
        self.chips.set_value(self._in_force)
        self.typed = MomentField(context.theme, _("When"), context.journal.now, context.journal.now().local.date())
        if day is not None:
            self.typed.follow_day(day, context.journal.day_start_h)
        self.typed.hide()
        parts = next((choice.parts for choice in choices if choice.parts), ())
        self.parts = ChipRow(
            context.theme,
            _("About when in the night"),
            [(number, part_words(part)) for number, part in enumerate(parts)],
        )
        self._part = Field(context.theme, _("About when, if you know"), self.parts)
        self._part.hide()
        self.counts = secondary(context.theme)
        self.counts.hide()
        self.add(Field(context.theme, _("When"), self.chips))
        self.add(self._part)
        self.add(self.typed)
        self.add(self.counts)
        self.chips.chosen.connect(self._chosen)
        self.parts.chosen.connect(lambda _part: self.changed.emit())
        self.typed.entered.connect(self._typed)
        self.setFocusProxy(self.chips)

    def span(self) -> Span | None:
        """The moment or interval; None where it is typed and not complete."""
        choice = self._choices[self._in_force]
        if choice.parts:
            part = self.parts.value()
            return choice.span if part is None else choice.parts[int(str(part))]
        if choice.key != OTHER:
            return choice.span
        moment = self.typed.moment()
        return None if moment is None else (moment, None)

    def doing(self) -> Doing | None:
        """What the chip in force says of what the person was doing; None = nothing."""
        return self._choices[self._in_force].doing

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
        self._part.setVisible(bool(self._choices[key].parts))
        self._say_day()
        if key == OTHER:
            self.typed.time.setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        self._say_day()
        self.typed_in.emit()

    def _say_day(self) -> None:
        """Which night or day a typed moment counts for."""
        moment = self.typed.moment() if self._in_force == OTHER else None
        words = "" if moment is None else counts_for(moment, self._journal.today(), self._journal.day_start_h)
        self.counts.setText(words)
        self.counts.setVisible(bool(words))
        self.typed.day.edit.setAccessibleDescription(words)
