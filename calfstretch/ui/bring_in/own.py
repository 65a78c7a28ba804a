"""Our own files: the archive of a diary, and its history."""

from __future__ import annotations

from pathlib import Path

from calfstretch.domain.contents import Contents
from calfstretch.exchange.activities.watch import Watch


def read_own(path: Path, watch: Watch) -> Contents:
    """What an archive or a history holds; their code loads with the first of them.

    Raises:
        UserError: it cannot be opened.
        RefusedFile: it cannot be read; the text is one sentence for the person.
        CalledOff: the person wishes so.
    """
    from calfstretch.exchange.activities.reading import Format, what_is

    if what_is(path) is Format.OWN_ARCHIVE:
        from calfstretch.exchange.archive.reader import read_archive

        return read_archive(path, watch)
    from calfstretch.exchange.history_read import read_history

    return read_history(path, watch)
