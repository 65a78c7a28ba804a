"""A field for an amount of water in the unit the person chose; what it gives and takes is ml."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from calfstretch.ui import amounts
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.fields import AmountField


class WaterField(AmountField):
    """Takes a number of the unit in force, or one with its unit behind it ("250 ml").

    Args:
        name: what it is for; the unit is said in its description.
        low, high: the range in ml, both ends included.
        unit: asked for the unit whenever the field is shown anew.
        says_unit: False where the unit stands beside the field.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        low: float = 0,
        high: float,
        unit: Callable[[], amounts.WaterUnit] = amounts.in_force,
        hint: str = "",
        says_unit: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._unit = unit
        self._more = hint
        self._says_unit = says_unit
        super().__init__(theme, name, low=low, high=high, hint=hint, parent=parent)
        self.restate()

    def restate(self) -> None:
        """Take the unit now in force; what is being typed stays."""
        unit = self._unit()
        self._complaint = amounts.needed(self._low, self._high, unit)
        self.setPlaceholderText(amounts.symbol(unit) if self._says_unit else "")
        self._hint = " ".join(part for part in (amounts.said_in(unit), self._more) if part)
        if not (self.hasFocus() and self.isModified()) and not self.is_wrong():
            self.set_value(self._known)
        self._mark()

    def readings(self, text: str) -> tuple[float, ...]:
        return amounts.parse(text, self._unit())

    def _shown(self, value: float) -> str:
        return amounts.typed(value, self._unit())
