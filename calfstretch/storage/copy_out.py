"""A copy under a name the person chose: what stands there is replaced by a newer copy of the same diary alone."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.processes import is_gone
from calfstretch.storage.backup import Copy, copy_to, inspect
from calfstretch.storage.check import reader
from calfstretch.storage.own_files import What, what_is
from calfstretch.storage.trouble import as_user_error


def copy_out(connection: sqlite3.Connection, diary: Path, target: Path) -> Copy:
    """Write a verified copy of the whole diary (0600); under the name stands the old file or the whole new one.

    Args:
        connection: to the diary.
        diary: its file.
        target: the name; a link is followed. Its folder is there.

    Raises:
        UserError: it could not be written, or what stands there is not to be replaced; nothing was changed.
    """
    final = Path(os.path.realpath(target))
    if _belongs_to(final, diary):
        sentence = _("{file} belongs to the diary itself. Choose another name.")
        raise UserError(sentence.format(file=target))
    if os.path.lexists(final) and not _is_older_copy(connection, final):
        sentence = _(
            "{file} is there already and is no earlier copy of this diary. Nothing was changed; choose another name."
        )
        raise UserError(sentence.format(file=target))
    _remove_parts(final)
    return copy_to(connection, final)


def copy_beside(diary: Path, target: Path) -> Copy:
    """`copy_out` in a thread, while the window has the diary open.

    Raises:
        UserError: as of `copy_out`, or the diary cannot be read.
    """
    try:
        with closing(reader(diary)) as connection:
            return copy_out(connection, diary, target)
    except sqlite3.Error as error:
        raise as_user_error(error, diary) from error


def _belongs_to(final: Path, diary: Path) -> bool:
    real = Path(os.path.realpath(diary))
    with suppress(OSError):
        if final.samefile(real):
            return True
    return final.parent == real.parent and what_is(final.name, real.name) not in (None, What.COPY)


def _is_older_copy(connection: sqlite3.Connection, final: Path) -> bool:
    """Whether all that was ever written in a file stands in the diary too, so that nothing is lost with it."""
    found = inspect(final) if final.is_file() else None
    if found is None or found.last is None:
        return False
    row = connection.execute("SELECT made_at FROM batches WHERE seq = ?", (found.last[0],)).fetchone()
    return row is not None and row[0] == found.last[1]


def _remove_parts(final: Path) -> None:
    """What a program that was killed at this very copy left."""
    parts = re.compile(re.escape(final.stem) + r"\.(\d+)\.part(?:-journal|-wal|-shm)?")
    with suppress(OSError), os.scandir(final.parent) as entries:
        for entry in entries:
            found = parts.fullmatch(entry.name)
            if found is not None and is_gone(int(found[1])):
                os.unlink(entry.path)
