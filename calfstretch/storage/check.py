"""Looking at a whole diary from beside it: is it sound, and what stands in it. Nothing is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage.backup import Copy, by_age, inspect, reason
from calfstretch.storage.own_files import BACKUPS
from calfstretch.storage.refusal import DamagedDiaryError, damaged, has_log, refuse_unless_ours
from calfstretch.storage.whole import is_whole

_BUSY_S = 2.0


class Health(NamedTuple):
    """What was found.

    Args:
        rows: how many rows each table holds, by its name; what lies in the bin counts.
        broken: how many rows refer to one that is not there.
        copies: the good copies in `backups`, newest first.
        bad: what is called a copy there and is not sound.
    """

    rows: dict[str, int]
    broken: int
    copies: tuple[Copy, ...]
    bad: tuple[Path, ...] = ()


def reader(path: Path, *, untouched: bool = False) -> sqlite3.Connection:
    """A connection that reads a diary.

    Args:
        untouched: leave no trace; for a diary that nobody has open.
    """
    mode = "mode=ro&immutable=1" if untouched else "mode=ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def refuse_damaged(diary: sqlite3.Connection, path: Path) -> None:
    """Raises DamagedDiaryError where SQLite does not find all of it sound (0.15 s for ten years of entries)."""
    try:
        sound = diary.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok" and is_whole(diary)
    except sqlite3.OperationalError:
        raise  # busy, or the disk: nothing is said of the diary
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error
    if not sound:
        raise damaged(path)


def look_at(path: Path) -> Health:
    """Look at all of a diary and at its copies.

    Raises:
        DiaryRefusedError: it is damaged, of a newer program, or none at all.
        UserError: it could not be read.
    """
    path = path.resolve()
    try:
        refuse_unless_ours(path)
        rows, broken = _read_again(path)
    except (OSError, sqlite3.Error) as error:
        said = _("The diary {path} could not be read: {reason}.")
        raise UserError(said.format(path=path, reason=reason(error, path))) from error
    looked_at = [(each, inspect(each)) for each in by_age((path.parent / BACKUPS).glob("*.db"))]
    good = tuple(copy for _path, copy in looked_at if copy is not None)
    return Health(rows, broken, good, tuple(each for each, copy in looked_at if copy is None))


def _read_again(path: Path) -> tuple[dict[str, int], int]:
    try:
        return _read(path)
    except DamagedDiaryError:
        if not has_log(path):
            raise
        return _read(path)  # somebody began to write just now: what was read without the log does not count


def _read(path: Path) -> tuple[dict[str, int], int]:
    with closing(reader(path, untouched=not has_log(path))) as diary:
        refuse_damaged(diary, path)
        tables = diary.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        ).fetchall()
        rows = {name: diary.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}
        broken = len(diary.execute("PRAGMA foreign_key_check").fetchall())
    return rows, broken
