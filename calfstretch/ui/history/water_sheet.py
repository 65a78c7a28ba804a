"""The drinks of a day, each with its time and amount to change or remove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MAX_DRINK_ML, Drink, diary_day
from calfstretch.domain.moment import is_doubled, local_moment
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts, formats
from calfstretch.ui.context import Context
from calfstretch.ui.history import row_words
from calfstretch.ui.widgets.buttons import PlainButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.moment_field import parse_time
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, heading, secondary
from calfstretch.ui.widgets.water_field import WaterField


class WaterSheet(Stack):
    """Content of a sheet; every change is stored as it is made, and can be taken back."""

    finished = Signal()

    def __init__(self, context: Context, day: date, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent=parent)
        self._context = context
        self._day = day
        theme = context.theme
        self._title = heading(theme)
        self._meaning = secondary(theme, size=18)
        self.add(self._title)
        self.add(self._meaning)
        self._drinks = Stack(theme)
        self.add(self._drinks)
        self.lines: list[DrinkLine] = []
        note = SecondaryButton(theme, _("The day's water in all…"))
        note.clicked.connect(self._note_day)
        self.add(Flow(theme, note))
        context.written.written.connect(self._written)
        self._show()

    def _written(self, _written: object) -> None:
        self._show()

    def _show(self) -> None:
        entries = self._context.journal.days.entries(self._day)
        words = row_words.water_words(entries) or (_("No water noted"), "")
        self._title.setText(words[0])
        self._meaning.setText(words[1])
        known = {line.drink.id: line for line in self.lines}
        if [line.drink.id for line in self.lines] == [drink.id for drink in entries.drinks]:
            for drink in entries.drinks:
                known[drink.id].show_drink(drink)
            return
        for line in self.lines:
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self.lines = [DrinkLine(self._context, drink, self._day) for drink in entries.drinks]
        for line in self.lines:
            self._drinks.add(line)

    def _note_day(self) -> None:
        self.finished.emit()
        self._context.doors.note_day(self._day)


class DrinkLine(Card):
    """One drink: its time, its amount, and Remove."""

    def __init__(self, context: Context, drink: Drink, day: date) -> None:
        super().__init__(context.theme, padding=16)
        theme = context.theme
        self._context = context
        self._day = day
        self.drink = drink
        self.time = TextField(theme, _("Time"), limit=8)
        self.amount = WaterField(theme, _("Amount"), low=1, high=MAX_DRINK_ML, unit=amounts.of_a_drink)
        self.remove = PlainButton(theme, _("Remove"))
        theme.follow(self.time, lambda: self.time.setFixedWidth(theme.px(120)))
        theme.follow(self.amount, lambda: self.amount.setFixedWidth(theme.px(140)))
        self.add(
            Flow(
                theme,
                Field(theme, _("Time"), self.time),
                Field(theme, amounts.symbol(amounts.of_a_drink()), self.amount),
                self.remove,
                gap=16,
            )
        )
        self.complaint = body(theme)
        self.complaint.set_tone("cramp")
        self.complaint.hide()
        self.add(self.complaint)
        self.show_drink(drink)
        self.time.editingFinished.connect(self._typed)
        self.amount.entered.connect(lambda _ml: self._typed())
        self.remove.clicked.connect(self._remove)

    def show_drink(self, drink: Drink) -> None:
        """Show what is stored; what is being typed stays."""
        self.drink = drink
        words = _("drink at {time}").format(time=formats.clock_time(drink.at.local))
        self.remove.setAccessibleName(_("Remove: {what}").format(what=words))
        if not self.time.hasFocus():
            self.time.setText(formats.clock_time(drink.at.local))
        if not self.amount.hasFocus():
            self.amount.set_value(drink.ml)

    def _typed(self) -> None:
        local = self._local()
        ml = self.amount.value()
        if local is None or ml is None:
            self._say(_("A time such as 14:30, please.") if local is None else self.amount.needed())
            return
        at = self.drink.at
        if (local.hour, local.minute) != (at.local.hour, at.local.minute):
            fold = int(is_doubled(local) and at != local_moment(local))
            at = local_moment(local, fold=fold)
        if at.utc > self._context.journal.now().utc:
            self._say(_("That is still to come."))
            return
        self._say("")
        changed = replace(self.drink, at=at, ml=round(ml))
        if changed != self.drink:
            self._do("change drinks", changed, _("Drink changed"))

    def _local(self) -> datetime | None:
        """The typed time on this diary day, whose early hours stand on the next date."""
        try:
            clock = parse_time(self.time.text())
        except ValueError:
            return None
        if clock is None:
            return None
        local = datetime.combine(self._day, clock)
        start_h = self._context.journal.day_start_h
        early = diary_day(local_moment(local), start_h) < self._day
        return local + timedelta(days=1) if early else local

    def _remove(self) -> None:
        journal = self._context.journal
        try:
            journal.delete(self.drink)
        except CalfstretchError as error:
            self._context.report(error)
            return
        self._context.navigator.say(_("Drink removed"), self._undo)

    def _do(self, label: str, drink: Drink, said: str) -> None:
        try:
            self._context.journal.write(label, [drink])
        except CalfstretchError as error:
            self._context.report(error)
            return
        self._context.navigator.say(said, self._undo)

    def _undo(self) -> None:
        try:
            self._context.journal.undo()
        except CalfstretchError as error:
            self._context.report(error)

    def _say(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
