"""Settings, Lock: a PIN before the window, and plainly what it is not."""

from __future__ import annotations

from collections.abc import Callable

from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal.pin import SHORTEST, forget_pin, has_pin, set_pin
from calfstretch.paths import started_as
from calfstretch.ui.context import Context
from calfstretch.ui.lock_screen import pin_field
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary


class LockPart(SettingsPart):
    """A PIN, asked when the window opens."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Lock"))
        theme = self.theme
        plainly = _(
            "A PIN can be asked when the window opens. It keeps curious eyes away; it is no encryption: whoever may use"
            " this account of the computer can read the diary's files. Cramp now works without the PIN."
        )
        self.add(secondary(theme, plainly))
        self.first = pin_field(context, _("A new PIN"))
        self.again = pin_field(context, _("The same once more"))
        self.again.returnPressed.connect(self._set)
        self.set = SecondaryButton(theme, _("Set the PIN"))
        self.set.clicked.connect(self._set)
        self._form = Stack(theme, gap=16)
        for name, field in ((_("A new PIN"), self.first), (_("The same once more"), self.again)):
            self._form.add(Field(theme, name, field))
        self._form.add(Flow(theme, self.set))
        self.add(self._form)
        self._there = Stack(theme, gap=12)
        self._there.add(body(theme, _("A PIN is asked when the window opens.")))
        forgotten = _("If you forget it: start once with {command}.")
        self._there.add(secondary(theme, forgotten.format(command=f"{started_as()} --forget-pin")))
        self.take_away = SecondaryButton(theme, _("Ask for no PIN any more"))
        self.take_away.clicked.connect(self._take_away)
        self._there.add(Flow(theme, self.take_away))
        self.add(self._there)
        self.complaint = Complaint(theme)
        self.add(self.complaint)
        self.refresh()

    def refresh(self) -> None:
        there = has_pin(self.journal)
        self._form.setVisible(not there)
        self._there.setVisible(there)

    def _set(self) -> None:
        pin = self.first.text()
        if len(pin) < SHORTEST:
            self.complaint.say(_("A PIN needs at least {n} digits or letters.").format(n=SHORTEST))
            self.first.setFocus()
        elif pin != self.again.text():
            self.complaint.say(_("The two are not the same."))
            self.again.setFocus()
            self.again.selectAll()
        elif self._do(lambda: set_pin(self.journal, pin)):
            self.first.clear()
            self.again.clear()
            self.take_away.setFocus()
            self.context.navigator.say(_("The PIN is asked for from the next opening on."))

    def _take_away(self) -> None:
        if self._do(lambda: forget_pin(self.journal)):
            self.first.setFocus()
            self.context.navigator.say(_("No PIN is asked for any more."))

    def _do(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except CalfstretchError as error:
            self.complaint.say(str(error))
            return False
        self.complaint.say("")
        self.refresh()
        return True
