"""The diary as a command uses it: opened for one job, the open window told of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from calfstretch.clock import Clock
from calfstretch.domain.moment import Moment
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from calfstretch.storage.trouble import DiaryBusyError, in_words

# The window looks for others' writes by itself as well: telling it is a courtesy and may fail.
_TELL_S = 0.5


@contextmanager
def open_journal(folder: Path, clock: Clock) -> Iterator[Journal]:
    """The diary of a folder for one command; made where there is none.

    Raises:
        UserError: it cannot be opened, or another program holds it for more than two seconds.
    """
    database = open_diary(folder / DIARY_NAME)
    try:
        with in_words(database.path):
            yield Journal(database, clock, origin="command")
    except DiaryBusyError as error:
        raise DiaryBusyError(_("Another program is using the diary; nothing was noted. Try again.")) from error
    finally:
        database.close()


def refuse_no_diary(folder: Path) -> None:
    """Raises UserError where there is no diary to read, so that reading makes none."""
    if not (folder / DIARY_NAME).exists():
        raise UserError(_("There is no diary in {folder} yet.").format(folder=folder))


def tell_window(folder: Path) -> None:
    """Let an open window know at once that a command has written; quiet where there is none."""
    from calfstretch.desktop.hand_over import ask_once

    ask_once(folder, {"do": "changed"}, time.monotonic() + _TELL_S)


def take_in_spool(journal: Journal, folder: Path) -> None:
    """Bring the cramps that waited beside a busy diary into it, each once; what cannot be stored goes on waiting."""
    from calfstretch.desktop import spool

    with suppress(UserError):
        for cramp in spool.take_all(folder):
            journal.episodes.take_in(
                Moment.of(cramp.moment),
                str(cramp.episode_id),
                leg=cramp.leg,
                eased_after_s=cramp.eased_after_s,
                band=cramp.band,
            )
            cramp.confirm()
