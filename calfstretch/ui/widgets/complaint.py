"""One sentence beside a field that says what it needs."""

from __future__ import annotations

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.texts import Text


class Complaint(Text):
    """Nothing while all is well; else the sentence, said by a screen reader as well."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", weight=600, tone="cramp")
        self.said = ""
        self.hide()

    def say(self, text: str) -> None:
        """Show the sentence; "" takes it away."""
        self.said = text
        self.setText(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text)


class AmountComplaint(Complaint):
    """What an amount needs, shown once the person leaves the field with something else in it, gone once it is mended.

    Args:
        text: such as "A number from 0 to 24 hours."; "" = the field's own sentence.
    """

    def __init__(self, theme: Theme, field: AmountField, text: str = "") -> None:
        super().__init__(theme)
        self._field = field
        self._needed = text
        field.editingFinished.connect(self.look)
        field.textEdited.connect(lambda _text: self.say("") if not field.is_wrong() else None)

    def look(self) -> bool:
        """Say it where it is due; True = the field is well."""
        wrong = self._field.is_wrong()
        self.say((self._field.needed() or self._needed) if wrong else "")
        return not wrong
