"""Settings, Water: the line below which a day's water is called low; it stands once a look was taken."""

from __future__ import annotations

from collections.abc import Callable

from calfstretch.domain.person import Look
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import LOW_WATER_ML, LOW_WATER_SETTING, first_look
from calfstretch.ui import formats
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary
from calfstretch.ui.widgets.water_field import WaterField

LOWEST_ML, HIGHEST_ML = 100, 10_000


class LowWaterLine(Field):
    """The line, in the unit of a day's water.

    Args:
        store: keeps a setting; False = it could not be kept, which was said.

    Source: statistics notes, section 1: lines are fixed before results are seen, another line adds a test.
    """

    def __init__(self, theme: Theme, journal: Journal, store: Callable[[str, object], bool]) -> None:
        self._journal = journal
        self._store = store
        name = _("Low-water line")
        self.field = WaterField(theme, name, low=LOWEST_ML, high=HIGHEST_ML)
        self.field.entered.connect(self._entered)
        self.words = secondary(theme)
        column = Stack(theme, gap=4)
        column.add(Flow(theme, self.field))
        column.add(AmountComplaint(theme, self.field))
        column.add(self.words)
        super().__init__(theme, name, column)
        self.label.setBuddy(self.field)
        self.refresh()

    def refresh(self) -> None:
        """Show the line in the unit in force, and whether it can still be moved."""
        look = first_look(self._journal)
        self.field.setEnabled(look is None)
        self.field.restate()
        self.words.setText(f"{self.field.hint()} {_may_move() if look is None else _stands(look)}")
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.set_value(float(self._journal.setting(LOW_WATER_SETTING, LOW_WATER_ML)))

    def _entered(self, value: object) -> None:
        if first_look(self._journal) is not None:  # one was taken while this page stood open
            self.refresh()
            return
        # Left blank the usual line holds again, and is shown.
        self._store(LOW_WATER_SETTING, round(value) if isinstance(value, int | float) else None)
        self.field.set_value(float(self._journal.setting(LOW_WATER_SETTING, LOW_WATER_ML)))


def _may_move() -> str:
    return _(
        "Insights compares days below this line with the others. It is a line for notes, no medical limit. "
        "It can be moved until the first look of Insights, and stands from then on."
    )


def _stands(look: Look) -> str:
    return _(
        "Insights compares days below this line with the others. It stands since the first look, {day}: "
        "a line moved after looking is one more comparison, and chance has one more go."
    ).format(day=formats.short_day(look.day))
