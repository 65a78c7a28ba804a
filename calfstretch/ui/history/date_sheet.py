"""Which day to go to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.shortcuts import go_on_enter
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack


class DateSheet(Stack):
    """Content of a sheet; `day_chosen` carries the day, after `finished`."""

    finished = Signal()
    day_chosen = Signal(object)

    def __init__(self, theme: Theme, day: date, today: date) -> None:
        super().__init__(theme)
        self.day = DayField(theme, _("Day"), last=today)
        self.day.set_day(day)
        self.go = PrimaryButton(theme, _("Go"))
        self.add(Field(theme, _("Day"), self.day))
        self.add(Flow(theme, self.go))
        self.go.clicked.connect(self._go)
        go_on_enter(self._go, self.day.edit)

    def first_focus(self) -> QWidget:
        """The day, to be typed."""
        return self.day.edit

    def _go(self) -> None:
        day = self.day.day()
        self.finished.emit()
        self.day_chosen.emit(day)
