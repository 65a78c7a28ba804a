"""Small parts of the day's sheet and its forms: rows with actions, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: what it is called in signals, what it says."""

    key: str
    text: str


class LinesWithActions(Stack):
    """Entries, one a row, each with the same actions; built anew when they change alone.

    Args:
        actions: words of each button with what it calls with the row's key.
    """

    def __init__(self, theme: Theme, actions: Sequence[tuple[str, Callable[[str], object]]]) -> None:
        super().__init__(theme, gap=8)
        self._actions = actions
        self._lines: tuple[Line, ...] = ()
        self._rows: list[Headed] = []
        self.hide()

    def show_lines(self, lines: Sequence[Line], otherwise: QWidget) -> None:
        """Show these rows.

        Args:
            otherwise: takes the focus where the row that had it is gone and none is left.
        """
        if tuple(lines) == self._lines:
            return
        focus = QApplication.focusWidget()
        had = next((at for at, row in enumerate(self._rows) if focus is not None and row.isAncestorOf(focus)), None)
        self._lines = tuple(lines)
        for row in self._rows:
            self.box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(line) for line in lines]
        self.setVisible(bool(lines))
        if had is not None:
            kept = self._rows[min(had, len(self._rows) - 1)].findChildren(SoftButton) if self._rows else []
            (kept[0] if kept else otherwise).setFocus()

    def _row(self, line: Line) -> Headed:
        buttons = Flow(self._theme, at_end=True)
        for words, action in self._actions:
            button = SoftButton(self._theme, words)
            button.setAccessibleName(_("{action}: {what}").format(action=words, what=line.text))
            button.clicked.connect(lambda _=False, action=action, key=line.key: action(key))
            buttons.add(button)
        row = Headed(self._theme, body(self._theme, line.text), buttons)
        self.add(row)
        row.show()
        return row


class YesNo(Headed):
    """A question of the day with yes and no; neither = not noted, and so it begins.

    `answered` carries "yes", "no", or None when taken back.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, text: str) -> None:
        self.chips = ChipRow(theme, text, [("yes", _("Yes")), ("no", _("No"))], at_end=True)
        super().__init__(theme, body(theme, text), self.chips)
        self.chips.chosen.connect(self.answered)

    def show_value(self, value: str | None) -> None:
        """Show an answer, or none."""
        self.chips.set_value(value)


def show_number(field: AmountField, value: float | None) -> None:
    """Show a number that is stored; what is being typed stays: another answer's refresh must not take it away."""
    if not (field.hasFocus() and field.isModified()):
        field.set_value(value)
