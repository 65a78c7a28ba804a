"""Settings, Writing: whether words are looked up in the computer's dictionaries, and the words of one's own."""

from __future__ import annotations

from calfstretch.desktop.spelling import OWN_WORDS_SETTING, SPELLING_SETTING
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Headed, Stack
from calfstretch.ui.widgets.texts import secondary


class WritingPart(SettingsPart):
    """Spelling in notes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Writing"))
        self.spelling = Toggle(self.theme, _("Mark words in notes that no dictionary of this computer knows"))
        self.spelling.clicked.connect(self._set)
        about = Stack(self.theme, gap=0)
        about.add(self.spelling)
        # The optional package is named by its name on the systems it was tried on.
        words = _(
            "Nothing leaves this computer. Without a dictionary nothing is marked; on Debian and Ubuntu they come with "
            "the packages libenchant-2-2 and hunspell-en-us, or the one of your language."
        )
        about.add(secondary(self.theme, words))
        self.add(about)
        self._count = secondary(self.theme)
        self.forget = EdgeLink(self.theme, _("Forget my words"))
        self.forget.clicked.connect(self._forget)
        self._own = Headed(self.theme, self._count, self.forget)
        self.add(self._own)
        self.refresh()

    def refresh(self) -> None:
        """Show the switch and how many words were added in notes."""
        self.spelling.setChecked(bool(self.journal.setting(SPELLING_SETTING, True)))
        count = len(self.journal.setting(OWN_WORDS_SETTING, ()))
        self._count.setText(ngettext("{n} word of your own.", "{n} words of your own.", count).format(n=count))
        self._own.setVisible(count > 0)

    def _set(self, on: bool) -> None:
        if not self.store(SPELLING_SETTING, on):
            self.refresh()

    def _forget(self) -> None:
        if self.store(OWN_WORDS_SETTING, []):
            self.spelling.setFocus()
            self.refresh()
