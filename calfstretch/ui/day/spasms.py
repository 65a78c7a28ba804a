"""The check-in of the day's sheet: how many spasms in all, and those that are noted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.day import state
from calfstretch.ui.day.parts import Line, LinesWithActions
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Flow, Headed
from calfstretch.ui.widgets.texts import body, secondary


class SpasmsCard(Card):
    """Asks once for the whole day; the answer makes the day known.

    Signals:
        answered(object): how many in all; None = taken back.
        described(str), removed(str): what is to be done with a noted episode.
        added(): a spasm of that day is to be logged.
    """

    answered = Signal(object)
    described = Signal(str)
    removed = Signal(str)
    added = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", gap=8, parent=parent)
        question = _("Calf spasms this day and its night")
        self.setAccessibleName(question)
        self._more = False
        self._shown: state.SpasmChoices | None = None
        self._last: tuple[state.Entries, bool, int] | None = None
        self.chips = ChipRow(theme, question, [(0, _("None"))], at_end=True)
        self.chips.chosen.connect(self._chosen)
        self._question = body(theme, question, strong=True)
        self.add(Headed(theme, self._question, self.chips))
        self._meaning = secondary(theme)
        self.add(self._meaning)
        self.lines = LinesWithActions(theme, [(_("Describe"), self.described.emit), (_("Remove"), self.removed.emit)])
        self.add(self.lines)
        self.log = SoftButton(theme, _("+ Spasm"))
        self.log.setAccessibleName(_("Log a spasm of this day"))
        self.log.clicked.connect(self.added)
        self.add(Flow(theme, self.log))

    def begin(self) -> None:
        """Forget that more numbers were asked for: another day is shown."""
        self._more = False

    def show_day(self, entries: state.Entries, *, running: bool, day_start_h: int) -> None:
        """Show the answer and what is noted."""
        self._last = (entries, running, day_start_h)
        shown = state.spasm_choices(entries, running=running, day_start_h=day_start_h, more=self._more)
        if self._shown is None or shown.options != self._shown.options:
            focus = QApplication.focusWidget()
            inside = focus is not None and self.chips.isAncestorOf(focus)
            self.chips.set_options(shown.options)
            if inside:
                self.chips.setFocus()
        self._shown = shown
        self._question.setText(shown.question)
        self.chips.set_value(shown.chosen)
        self._meaning.setText(shown.meaning)
        self._meaning.setVisible(bool(shown.meaning))
        self.lines.show_lines([Line(one.id, state.episode_line(one)) for one in entries.episodes], self.log)

    def _chosen(self, value: object) -> None:
        if value == state.MORE and self._last is not None:
            self._more = True
            entries, running, day_start_h = self._last
            self.show_day(entries, running=running, day_start_h=day_start_h)
        else:
            self.answered.emit(value)
