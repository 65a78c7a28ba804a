"""Settings, Keys: whether keys of one letter work."""

from __future__ import annotations

from PySide6.QtCore import Signal

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import secondary


class KeysPart(SettingsPart):
    """Signals: letters_changed(bool) - whether keys of one letter work."""

    letters_changed = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Keys"))
        letters = Toggle(self.theme, _("Keys of one letter, such as C for Cramp now"))
        letters.setChecked(bool(self.journal.setting("single_letters", True)))
        letters.clicked.connect(self._set_letters)
        both = Stack(self.theme, gap=0)
        both.add(letters)
        both.add(secondary(self.theme, _("Ctrl+Shift+C always works. Ctrl+/ shows every key.")))
        self.add(both)

    def _set_letters(self, on: bool) -> None:
        if self.store("single_letters", on):
            self.letters_changed.emit(on)
