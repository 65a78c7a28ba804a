"""The head of the day's sheet: which day it is, and the ways to the days beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from calfstretch.i18n import gettext as _
from calfstretch.ui.day import state
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import IconButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import heading, secondary


class DayHead(Stack):
    """Stays in sight while the sheet scrolls.

    Signals:
        turned(int): so many days on, negative back.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, across=True, gap=8)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, forth = ("chevron_right", "chevron_left") if mirrored else ("chevron_left", "chevron_right")
        self.before = IconButton(theme, back, _("The day before"))
        self.after = IconButton(theme, forth, _("The day after"))
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self._date = heading(theme)
        self._meaning = secondary(theme)
        words = Stack(theme, gap=0)
        words.add(self._date)
        words.add(self._meaning)
        self.add(self.before)
        self.add(words, 1)
        self.add(self.after)

    def show_day(self, day: date, today: date) -> None:
        """Show which day it is."""
        text, meaning = state.day_heading(day, today)
        self._date.setText(text)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.after.setEnabled(day < today)
        if not self.after.isEnabled() and self.after.hasFocus():
            self.before.setFocus()
