"""The choices of one cell, below its line: chips, an amount of water, and what could not be done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MAX_WATER_ML
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.week import state
from calfstretch.ui.week.state import Column, Line
from calfstretch.ui.widgets.buttons import PlainButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint, Complaint
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import secondary
from calfstretch.ui.widgets.water_field import WaterField


class Choices(Card):
    """Signals:
    chosen(object): a number, a leg, a level, or ml as a float.
    taken_back(): not noted after all.
    left(): the keyboard goes back to the cell.
    amount_left(date, float): an amount of water in ml was typed for that day and the field left without Save.

    Attributes:
        offers: False = a sentence alone stands here.
    """

    chosen = Signal(object)
    taken_back = Signal()
    left = Signal()
    amount_left = Signal(object, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", padding=12, gap=8, parent=parent)
        self.offers = False
        self._shown: tuple[object, Column] | None = None
        self._rows: Stack | None = None
        self._first: QWidget | None = None
        self._amount: WaterField | None = None
        self._complaint = Complaint(theme)
        self.add(self._complaint)

    def say(self, text: str) -> None:
        """Show a sentence; what is offered stays."""
        if not self.offers:
            self._clear()
        self._complaint.say(text)

    def show_cell(self, line: Line, column: Column, closed: str, *, fresh: bool) -> None:
        """Offer what can be said in a cell.

        Args:
            closed: why nothing can; "" = it can.
            fresh: the person has just come here; else what is half typed stays.
        """
        key = ((line.day, line.number), column)
        if not fresh and key == self._shown:
            return
        self._clear()
        self._shown = key
        self._complaint.say(closed)
        if closed:
            return
        self.offers = True
        name = line.cells[column].name
        self.setAccessibleName(name)
        self._rows = Stack(self._theme, gap=8)
        self._rows.add(secondary(self._theme, name))
        self._rows.add(self._row(line, column))
        self.content.insertWidget(0, self._rows)
        self._rows.show()  # now, and not when the layout is done: it takes the focus

    def _clear(self) -> None:
        self.offers = False
        self._shown = None
        self._first = self._amount = None
        self._complaint.say("")
        if self._rows is not None:
            self.content.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None

    def _row(self, line: Line, column: Column) -> QWidget:
        options: list[tuple[object, str]]
        now: object = None
        if column is Column.SPASMS:
            options = [(n, str(n)) for n in range(10)]
            now = line.spasms if line.cells[column].known else None
        elif column is Column.LEG:
            options = [(leg.value, labels.leg(leg)) for leg in Leg]
            now = line.episode.leg if line.episode is not None else None
        elif column is Column.PAIN:
            options = [(n, str(n)) for n in range(state.MOST_PAIN + 1)]
            now = line.episode.pain if line.episode is not None else None
        else:
            options = [(level, labels.water_level(level)) for level in ("less", "usual", "more")]
        chips = ChipRow(self._theme, line.cells[column].name, options, legs=column is Column.LEG)
        chips.set_value(now)
        chips.chosen.connect(self._chosen)
        self._first = chips
        row = Flow(self._theme, chips)
        if column is Column.WATER:
            row.add(self._amount_row(line.day))
        back = PlainButton(self._theme, _("Not noted"))
        back.setToolTip(_("Delete"))
        back.clicked.connect(self.taken_back)
        row.add(back)
        return row

    def _amount_row(self, day: date) -> QWidget:
        field = WaterField(self._theme, _("Water that day"), high=MAX_WATER_ML)
        self._theme.follow(field, lambda: field.setFixedWidth(self._theme.px(140)))
        complaint = AmountComplaint(self._theme, field)
        save = SoftButton(self._theme, _("Save"))
        save.setAccessibleName(_("Save the water of that day"))

        def answer() -> None:
            value = field.value()
            if not complaint.look() or value is None:
                field.setFocus()
            else:
                self.chosen.emit(float(value))

        save.clicked.connect(answer)
        field.returnPressed.connect(answer)
        field.entered.connect(lambda ml: self.amount_left.emit(day, float(ml)) if ml is not None else None)
        self._amount = field
        both = Stack(self._theme, gap=4)
        both.add(Flow(self._theme, field, save))
        both.add(complaint)
        return both

    def _chosen(self, value: object) -> None:
        if value is None:
            self.taken_back.emit()
        else:
            self.chosen.emit(value)

    def take_focus(self) -> None:
        """The keyboard goes on among the choices."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_amount(self, text: str) -> None:
        """The first digit of an amount was typed in the cell."""
        if self._amount is not None:
            self._amount.setText(text)
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self._amount.setCursorPosition(len(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._amount is not None:
                self._amount.set_value(None)  # nothing was said after all
            self.left.emit()
            return
        super().keyPressEvent(event)
