"""A whole number in a range, with the sentence that says what it needs beside it."""

from __future__ import annotations

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Flow, Stack


class WholeField(AmountField):
    """Takes whole numbers alone, in a range that may change."""

    def set_range(self, low: int, high: int, complaint: str) -> None:
        """Take these numbers from now on, both included."""
        self._low, self._high, self._complaint = low, high, complaint
        self._mark()

    def _read(self) -> float | None:
        value = super()._read()
        if value is not None and value != int(value):
            raise ValueError(self.text())
        return value


class WholeAmount(Stack):
    """The field and its sentence; it always needs a number.

    Args:
        needed: such as "A whole number from 1 to 12."
    """

    def __init__(self, theme: Theme, name: str, low: int, high: int, needed: str, value: int) -> None:
        super().__init__(theme, gap=4)
        self.setAccessibleName(name)
        self._needed = needed
        self.field = WholeField(theme, name, low=low, high=high, complaint=needed)
        self.field.set_value(value)
        self._complaint = Complaint(theme)
        self.add(Flow(theme, self.field))
        self.add(self._complaint)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self.look)
        self.field.textEdited.connect(self._edited)

    def set_range(self, low: int, high: int, needed: str) -> None:
        """Take these numbers from now on."""
        self._needed = needed
        self.field.set_range(low, high, needed)
        if not self._complaint.isHidden():
            self.look()

    def value(self) -> int | None:
        """The number; None = there is none in the range."""
        value = self.field.value()
        return None if value is None else int(value)

    def look(self) -> bool:
        """Say what it needs where that is due; True = all is well."""
        well = self.value() is not None
        self._complaint.say("" if well else self._needed)
        return well

    def _edited(self, _text: str) -> None:
        if self.value() is not None:
            self._complaint.say("")
