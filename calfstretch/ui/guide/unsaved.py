"""A session that could not be written before its screen has gone."""

from __future__ import annotations

from calfstretch.i18n import gettext as _
from calfstretch.ui.guide.runner import SessionRunner
from calfstretch.ui.page import Navigator

_KEY = "session_not_saved"


def hand_over_trouble(runner: SessionRunner, navigator: Navigator) -> None:
    """What is still not on disk when the screen goes waits in the window."""
    if not runner.trouble or runner.retry():
        return
    retry = runner.pending()

    def try_again() -> None:
        if retry():
            navigator.set_message(_KEY, "")

    text = _("The last stretch is not saved yet: {reason}").format(reason=runner.trouble)
    navigator.set_message(_KEY, text, _("Try again"), try_again)
