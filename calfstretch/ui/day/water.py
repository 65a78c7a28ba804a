"""The water of a diary day: single drinks, and the amount in all that makes it known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MAX_WATER_ML, Item
from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts
from calfstretch.ui.day import state
from calfstretch.ui.day.parts import Line, LinesWithActions
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SecondaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import Text, secondary
from calfstretch.ui.widgets.water_field import WaterField

LEVELS = ("less", "usual", "more")


class WaterCard(Card):
    """Signals:
    drunk(int): a drink of so many ml.
    removed(str): the drink with this identity goes.
    confirmed(object): so many ml in all; None = not confirmed any more.
    compared(object): less, usual or more; None = not noted.
    """

    drunk = Signal(int)
    removed = Signal(str)
    confirmed = Signal(object)
    compared = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Water"), gap=12, parent=parent)
        self._glass_ml, self._bottle_ml = amounts.GLASS_ML, amounts.BOTTLE_ML
        self._known: float | None = None
        self._offered: float | None = None
        self._amount = Text(theme, "", size=24, weight=700, tone="water", wrap=False)
        self._meaning = secondary(theme)
        line = Stack(theme, across=True, gap=8)
        line.add(self._amount)
        line.add(self._meaning, 1)
        self.add(line)
        self.lines = LinesWithActions(theme, [(_("Remove"), self.removed.emit)])
        self.add(self.lines)
        self.glass = SoftButton(theme, _("+ Glass"))
        self.glass.clicked.connect(lambda: self.drunk.emit(self._glass_ml))
        self.bottle = SoftButton(theme, _("+ Bottle"))
        self.bottle.clicked.connect(lambda: self.drunk.emit(self._bottle_ml))
        self.add(Flow(theme, self.glass, self.bottle))
        self.add(self._in_all(theme))
        self.levels = ChipRow(
            theme,
            _("Water, compared with usual"),
            [("less", _("Less")), ("usual", _("As usual")), ("more", _("More"))],
        )
        self.levels.chosen.connect(self.compared)
        self.add(Field(theme, _("Or compared with usual"), self.levels))
        self.content.addStretch(1)

    def _in_all(self, theme: Theme) -> QWidget:
        self.field = WaterField(theme, _("Water in all that day"), high=MAX_WATER_ML, says_unit=False)
        self._unit = secondary(theme)
        self.confirm = SecondaryButton(theme, _("Confirm"))
        self.confirm.setAccessibleName(_("Confirm the water in all that day"))
        self.confirm.clicked.connect(self._confirm)
        self.field.returnPressed.connect(self._confirm)
        self.field.entered.connect(self._entered)
        row = Flow(theme, self.field, self._unit, self.confirm)
        self.take_back = SoftButton(theme, _("Take back"))
        self.take_back.setAccessibleName(_("Take back the confirmed water"))
        self.take_back.clicked.connect(lambda: self.confirmed.emit(None))
        row.add(self.take_back)
        self.complaint = AmountComplaint(theme, self.field)
        both = Stack(theme, gap=4)
        both.add(row)
        both.add(self.complaint)
        return Field(theme, _("In all that day"), both)

    def set_sizes(self, glass_ml: int, bottle_ml: int) -> None:
        """What a glass and a bottle hold, in ml."""
        self._glass_ml, self._bottle_ml = glass_ml, bottle_ml
        self.field.restate()
        self._unit.setText(amounts.symbol())
        self.glass.setToolTip(amounts.drink(glass_ml))
        self.bottle.setToolTip(amounts.drink(bottle_ml))

    def show_day(self, entries: state.Entries, *, fresh: bool) -> None:
        """Show the day's water.

        Args:
            fresh: another day than before; what is half typed in the field goes.
        """
        amount, meaning = state.water_line(entries)
        self._amount.setText(amount)
        self._amount.setVisible(bool(amount))
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        known = entries.water_ml
        # Noted drinks are offered as the amount in all; the press on Confirm is what makes it known.
        offered = known if known is not None else float(entries.drinks_ml) or None
        if fresh or offered != self._offered:
            self.field.set_value(offered)
        self._offered, self._known = offered, known
        if known is None and self.take_back.hasFocus():
            self.field.setFocus()
        self.take_back.setVisible(known is not None)
        level = entries.items.get(Item.WATER_LEVEL)
        self.levels.set_value(level.value if level is not None else None)
        drinks = [Line(drink.id, state.drink_line(drink)) for drink in state.in_order(entries.drinks)]
        self.lines.show_lines(drinks, self.glass)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.hasFocus() and self.field.isModified():
            # What is half typed goes first; the sheet closes at the next Esc.
            self.field.set_value(self._offered)
            self.complaint.say("")
            return
        super().keyPressEvent(event)

    def _confirm(self) -> None:
        if not self.complaint.look() or self.field.value() is None:
            self.field.setFocus()
        else:
            self._entered(self.field.value())

    def _entered(self, ml: object) -> None:
        """Typed as the amount in all, or cleared: that is an answer; what is offered needs the press on Confirm."""
        if ml != self._known:
            self.confirmed.emit(ml)
