"""The top of the form: what can be done with the entry, whether it is saved, and what is wrong."""

from __future__ import annotations

from calfstretch.domain.episode import Episode
from calfstretch.i18n import gettext as _
from calfstretch.ui.episode import state
from calfstretch.ui.theme import BODY, Theme
from calfstretch.ui.widgets.buttons import PlainButton, PrimaryButton
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import secondary


class Head:
    """The parts of the sheet that do not scroll.

    Args:
        known: the episode that is described; None = a new one.

    Attributes:
        actions: stands beside the sheet's title; notice: below it.
        subtitle: whether everything shown is on disk.
        trouble: what is wrong, hidden while nothing is.
    """

    def __init__(self, theme: Theme, known: Episode | None) -> None:
        self.remove = PlainButton(theme, _("Remove this entry"))
        self.done = PrimaryButton(theme, _("Save") if known is None else _("Done"))
        self.done.setToolTip(_("Ctrl+Enter"))
        self.actions = Flow(theme, self.remove, self.done, at_end=True)
        self.remove.setVisible(known is not None)
        self.notice = Stack(theme, gap=4)
        self.subtitle = secondary(theme, state.subtitle(known), size=BODY)
        self.notice.add(self.subtitle)
        self.trouble = secondary(theme, "", size=BODY)
        self.trouble.set_tone("cramp")
        self.trouble.set_weight(600)
        self.trouble.hide()
        self.notice.add(self.trouble)

    def say_trouble(self, text: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        if text:
            announce(self.trouble, text)
