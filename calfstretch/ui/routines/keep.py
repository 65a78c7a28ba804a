"""Keep as my own routine: a link that opens a field for the name."""

from __future__ import annotations

from PySide6.QtCore import Signal

from calfstretch.domain.record import MAX_NAME
from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack


class KeepRoutine(Stack):
    """Asks for a name; `asked` carries it."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=8)
        self._suggested = ""
        self.open_link = EdgeLink(theme, _("Keep as my own routine…"))
        self.open_link.clicked.connect(self._open)
        self.name = TextField(theme, _("Name of the routine"), placeholder=_("such as Evening"), limit=MAX_NAME)
        self.name.setMinimumWidth(theme.px(240))
        self.name.returnPressed.connect(self._ask)
        self.button = SecondaryButton(theme, _("Keep"))
        self.button.setAccessibleName(_("Keep this routine"))
        self.button.clicked.connect(self._ask)
        self._complaint = Complaint(theme)
        self._field = Stack(theme, gap=6)
        self._field.add(self._complaint)
        self._field.add(Field(theme, _("Name of the routine"), Flow(theme, self.name, self.button)))
        self._field.hide()
        self.add(Flow(theme, self.open_link))
        self.add(self._field)

    def offer(self, name: str) -> None:
        """The name that is suggested: that of one's own routine which was chosen; "" = none."""
        self._suggested = name

    def say(self, text: str) -> None:
        """What is wrong with the name; "" = nothing."""
        self._complaint.say(text)
        if text:
            self.name.setFocus()

    def is_typed(self) -> bool:
        """Whether a name was typed and not kept."""
        return not self._field.isHidden() and bool(self.name.words()) and self.name.isModified()

    def close_field(self) -> None:
        """Back to the link."""
        self.say("")
        self.open_link.show()
        self.open_link.setFocus()
        self._field.hide()

    def _open(self) -> None:
        self.name.setText(self._suggested)
        self.name.selectAll()
        self._field.show()
        self.name.setFocus()
        self.open_link.hide()

    def _ask(self) -> None:
        self.asked.emit(self.name.words())
