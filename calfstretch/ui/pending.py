"""What a screen could not store yet: it waits its turn at a busy diary, or in the window once its form has gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context

UNSAVED = "unsaved"
"""How the keys of lines begin behind which something waits to be stored."""


def waiting_words() -> str:
    """Said while another program has the diary, in the window and beside the field."""
    return _("Another program is using the diary; waiting…")


def waits(
    context: Context,
    error: BaseException,
    key: object,
    owner: QObject,
    again: Callable[[], object],
    write: Callable[[], object] | None = None,
) -> bool:
    """Whether a write that was refused waits for a busy diary; the window says so, and it is stored when that is free.

    Args:
        key: tells this write from others; pressed again it does not wait twice.
        owner: the screen; `again` is called as long as it is there.
        again: what the press did; it comes back here while the diary is busy.
        write: stores it once the screen has gone; None = then it is wanted no more.
    """

    def when_free() -> None:
        if isValid(owner):
            again()
        elif write is not None:
            keep_in_window(context, key, write)

    return context.journal.waiting.takes(error, key, when_free)


def keep_in_window(context: Context, key: object, write: Callable[[], object]) -> bool:
    """Store what a form held that is being taken away; what cannot be stored waits in the window, with a way to.

    Args:
        key: tells it from others.

    Returns:
        Whether it is on disk.
    """
    line = f"{UNSAVED} {key!r}"

    def again() -> None:
        if keep_in_window(context, key, write):
            context.navigator.say(_("Saved."))

    try:
        write()
    except UserError as error:
        if not context.journal.waiting.takes(error, key, again):
            context.navigator.set_message(line, error.message, _("Save"), again)
        return False
    except CalfstretchError as bug:
        context.report(bug)
        return False
    context.navigator.set_message(line, "")
    return True
