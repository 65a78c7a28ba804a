"""What else is noted of a day, a row each: electrolyte drink, heat, sleep, footwear, salts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MINERALS, Item, number_text
from calfstretch.i18n import gettext as _
from calfstretch.journal.days import DayEntries
from calfstretch.ui import formats, labels
from calfstretch.ui.day import choices, state
from calfstretch.ui.day.parts import YesNo, show_number
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body, secondary

SLEEP_H = (5.0, 6.0, 7.0, 8.0, 9.0)
QUARTER_H = 0.25


class ItemsCard(Card):
    """The further rows.

    Signals:
        answered(object): the items one click means, with their values; None = not noted.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Also of this day"), gap=16, parent=parent)
        self._items: choices.Items = {}
        self.drink = YesNo(theme, labels.item(Item.ELECTROLYTE_DRINK))
        self.drink.answered.connect(lambda value: self.answered.emit({Item.ELECTROLYTE_DRINK: value}))
        self.add(self.drink)
        self._add_heat(theme)
        self._add_sleep(theme)
        self.footwear = self._row(
            theme,
            _("On the feet"),
            [
                (choices.NO_HEELS, _("No heels")),
                (choices.HEELS, _("Heels")),
                *((name, name) for name in choices.footwear_tags()),
            ],
            multiple=True,
        )
        self.footwear.chosen.connect(self._wore)
        self._add_salts(theme)  # last: the row that opens below it moves none of these

    def _row(self, theme: Theme, name: str, options: list[tuple[str, str]], *, multiple: bool = False) -> ChipRow:
        chips = ChipRow(theme, name, options, multiple=multiple, at_end=True)
        self.add(Headed(theme, body(theme, name), chips))
        return chips

    def _add_salts(self, theme: Theme) -> None:
        self.salts = self._row(theme, labels.item(Item.SALTS), self._salt_options(()), multiple=True)
        self.salts.chosen.connect(self._took)
        self.which = ChipRow(
            theme,
            _("Which salts"),
            [(word, labels.salt(word).capitalize()) for word in MINERALS],
            multiple=True,
            at_end=True,
        )
        self.which.chosen.connect(self._took)
        self._which_row = Headed(theme, secondary(theme, _("Which, if you know")), self.which)
        self._which_row.hide()
        self.add(self._which_row)

    def _salt_options(self, shown: tuple[str, ...]) -> list[tuple[str, str]]:
        words = [(word, labels.salt(word).capitalize()) for word in choices.FORMS]
        plain = [(choices.TAKEN, _("Yes"))] if choices.TAKEN in shown else []
        return [(choices.NONE, _("No")), *plain, *words]

    def _add_heat(self, theme: Theme) -> None:
        self.heat = ChipRow(
            theme,
            _("Heat of the day"),
            [(choices.COOL, _("Cool")), (choices.USUAL, _("As usual")), (choices.HOT, _("Hot"))],
        )
        self.heat.chosen.connect(lambda value: self.answered.emit(choices.heat_noted(self._items, value)))
        needed = _("A number from -60 to 60 °C.")
        self.heat_field = AmountField(
            theme, _("Highest temperature in °C"), low=-60, high=60, decimals=1, complaint=needed
        )
        self.heat_field.entered.connect(lambda value: self.answered.emit({Item.MAX_TEMP_C: _number(value)}))
        self._degrees = secondary(theme, _("°C"))
        self.add(
            Headed(theme, body(theme, _("Heat")), Flow(theme, self.heat, self.heat_field, self._degrees, at_end=True))
        )
        self.add(AmountComplaint(theme, self.heat_field))
        self._measured = secondary(theme)
        self.add(self._measured)

    def _add_sleep(self, theme: Theme) -> None:
        self.sleep = ChipRow(
            theme, labels.item(Item.SLEEP_H), [(h, _("{h} h").format(h=formats.decimal(h))) for h in SLEEP_H]
        )
        self.sleep.chosen.connect(self._slept)
        self.sleep_field = AmountField(
            theme,
            _("Hours of sleep in the night that ended that morning"),
            high=24,
            decimals=2,
            placeholder=_("hours"),
            complaint=_("A number from 0 to 24 hours."),
            hint=_("In quarters of an hour."),
        )
        self.sleep_field.entered.connect(self._slept)
        self._night = body(theme)
        row = Stack(theme, gap=4)
        row.add(Headed(theme, self._night, Flow(theme, self.sleep, self.sleep_field, at_end=True)))
        row.add(AmountComplaint(theme, self.sleep_field))
        self.add(row)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.drink.chips

    def show_day(self, entries: DayEntries, day: date) -> None:
        """Show what is noted."""
        self._items = items = entries.items
        drunk = items.get(Item.ELECTROLYTE_DRINK)
        self.drink.show_value(drunk.value if drunk is not None else None)
        salts = choices.salts(items)
        options = self._salt_options(salts)
        if len(options) != len(self.salts.buttons):
            self.salts.set_options(options)
        self.salts.set_values(salts)
        self.which.set_values(salts)
        self._which_row.setVisible(choices.asks_which(items))
        self.heat.set_value(choices.heat(items))
        heat = items.get(Item.MAX_TEMP_C)
        show_number(self.heat_field, heat.number if heat is not None else None)
        measured = state.measured_heat(entries.activities) if heat is None else ""
        self._measured.setText(measured)
        self._measured.setVisible(bool(measured))
        slept = items.get(Item.SLEEP_H)
        hours = slept.number if slept is not None else None
        self._night.setText(state.sleep_night(day))
        self.sleep.set_value(hours if hours in SLEEP_H else None)
        show_number(self.sleep_field, None if hours in SLEEP_H else hours)
        self.footwear.set_values(choices.footwear(items))

    def _took(self, _values: object) -> None:
        after = (*self.salts.values(), *self.which.values())
        self.answered.emit({Item.SALTS: choices.salts_noted(choices.salts(self._items), after)})

    def _slept(self, value: object) -> None:
        hours = round(value / QUARTER_H) * QUARTER_H if isinstance(value, int | float) else None
        self.answered.emit({Item.SLEEP_H: _number(hours)})

    def _wore(self, values: object) -> None:
        assert isinstance(values, tuple)
        self.answered.emit(choices.footwear_noted(self._items, choices.footwear(self._items), values))


def _number(value: object) -> str | None:
    return number_text(value) if isinstance(value, int | float) else None
