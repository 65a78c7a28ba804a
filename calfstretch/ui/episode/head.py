"""The top of the form: what can be done with the entry, whether it is saved, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Episode
from calfstretch.i18n import gettext as _
from calfstretch.ui import dialogs
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


class OneQuestion:
    """Questions of a form, one at a time.

    Args:
        parent: what the question belongs to.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        self._parent = parent
        self._asking = False

    def ask(self, title: str, answers: list[str], answered: Callable[[int], object]) -> None:
        """Ask, unless a question stands there; `answered` hears which answer was chosen, and nothing after Esc."""
        if self._asking:
            return
        self._asking = True

        def done(index: int | None) -> None:
            self._asking = False
            if index is not None:
                answered(index)

        dialogs.ask(self._theme, self._parent, title, "", answers, done)
