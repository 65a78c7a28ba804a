"""Chips: small choices in a row, one or several, that may all be taken back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import Button, Look
from calfstretch.ui.widgets.flow import FlowLayout
from calfstretch.ui.widgets.roving import RovingGroup

_LOOK = Look(corner=22, size=COMPACT, weight=500, padding=18, icon=18)


class Chip(Button):
    """A choice that is on or off: chosen it is filled, framed and bold, with a tick where several may be chosen.

    Args:
        ticked: True reserves room for a tick, for rows where several may be chosen.
    """

    look = _LOOK

    def __init__(self, theme: Theme, text: str, *, ticked: bool = False, parent: QWidget | None = None) -> None:
        self._ticked = ticked
        super().__init__(theme, text, parent=parent)
        self.setCheckable(True)

    def text_font(self) -> QFont:
        # room for the bold words at all times: choosing must not move the neighbours
        return self.theme.font(self.look.size, 700)

    def draw_font(self) -> QFont:
        return self.theme.font(self.look.size, 700 if self.isChecked() else self.look.weight)

    def _around(self) -> int:
        extra = self.theme.px(self.look.icon + 10 - 8) if self._ticked and not self.icon_name else 0
        return super()._around() + extra

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isChecked() or not self.isEnabled():
            return super().colours()
        action = self.theme.colour("action")
        return self._touched("action_soft", action), action, action

    def border_px(self) -> float:
        return super().border_px() * (1.25 if self.isChecked() else 0.8)

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self._tick()

    def setChecked(self, checked: bool) -> None:  # noqa: N802 - Qt's own name
        """Choose or unchoose it."""
        super().setChecked(checked)
        self._tick()

    def _tick(self) -> None:
        if self._ticked:
            self.icon_name = "check" if self.isChecked() else ""
            self.update()


class ChipRow(RovingGroup):
    """A question answered by chips; nothing chosen is an answer not given.

    Args:
        theme: the look.
        name: the question, for screen readers.
        options: values with their words, in order.
        multiple: True lets several be chosen.
        legs: True for left and right legs: they stand as the legs do in every language, left on the left.

    `chosen` carries the value, None when taken back; with `multiple` a tuple of values in the row's order.
    It is sent when the person chooses, not when the program does.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[tuple[Hashable, str]],
        *,
        multiple: bool = False,
        at_end: bool = False,
        legs: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        if legs and QApplication.isRightToLeft():
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            at_end = not at_end  # the row begins where the lines around it begin
        self._theme = theme
        self._multiple = multiple
        self._values: list[Hashable] = []
        self._flow = FlowLayout(theme, at_end=at_end, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        """Replace the chips; what was chosen stays chosen where it is still offered."""
        before = self.values()
        for button in self.buttons:
            self._flow.removeWidget(button)
        self._clear()
        self._values = []
        for value, words in options:
            chip = Chip(self._theme, words, ticked=self._multiple, parent=self)
            chip.clicked.connect(lambda _=False, chip=chip: self._clicked(chip))
            self._flow.addWidget(chip)
            self._values.append(value)
            self._join(chip)
        self.set_values(before)
        self.updateGeometry()

    def value(self) -> Hashable | None:
        """The chosen value; None when nothing is chosen."""
        return next(iter(self.values()), None)

    def values(self) -> tuple[Hashable, ...]:
        """All chosen values in the row's order."""
        return tuple(value for value, chip in zip(self._values, self.buttons, strict=True) if chip.isChecked())

    def set_value(self, value: Hashable | None) -> None:
        """Choose one value, or None for nothing; sends no signal."""
        self.set_values(() if value is None else (value,))

    def set_values(self, values: Iterable[Hashable]) -> None:
        """Choose these values and no others; sends no signal."""
        wanted = set(values)
        for value, chip in zip(self._values, self.buttons, strict=True):
            chip.setChecked(value in wanted)
        first = next((at for at, value in enumerate(self._values) if value in wanted), None)
        if first is not None:
            self._make_current(first)

    def chip(self, value: Hashable) -> Chip:
        """The chip of a value, to disable it or give it a tooltip."""
        button = self.buttons[self._values.index(value)]
        assert isinstance(button, Chip)
        return button

    def _clicked(self, clicked: Chip) -> None:
        if not self._multiple:
            for button in self.buttons:
                if button is not clicked:
                    button.setChecked(False)
        self.chosen.emit(self.values() if self._multiple else self.value())
