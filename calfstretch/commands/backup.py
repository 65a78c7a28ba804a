"""calfstretch backup: a checked copy of the diary under a name of one's own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, refuse_no_diary, take_in_spool
from calfstretch.i18n import ngettext
from calfstretch.paths import data_dir
from calfstretch.storage.copy_out import copy_out


def backup(options: Namespace, clock: Clock) -> str:
    """Write a copy; an earlier copy of the same diary is replaced as a whole, nothing else is.

    Returns:
        What the copy holds, in words.

    Raises:
        UserError: it could not be written, or there is no diary; nothing was changed.
    """
    target, folder = Path(options.file), data_dir(options.data_dir)
    refuse_no_diary(folder)
    with open_journal(folder, clock) as journal:
        take_in_spool(journal, folder)
        copy = copy_out(journal.database.connection, journal.database.path, target)
    said = ngettext(
        "{count} entry copied to {path}, and checked", "{count} entries copied to {path}, and checked", copy.entries
    )
    return said.format(count=copy.entries, path=target)
