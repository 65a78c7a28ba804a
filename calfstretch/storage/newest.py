"""Remembers beside the diary which writes stood in it last, so that a loss is noticed when it is next opened.

The file is a help, never a truth: it is written after a commit and without waiting for the disk, so it may lag behind
the diary but never claims more than was committed. Missing, torn or of another diary it says nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from calfstretch.storage.backup import NEWEST_ENDING, Copy, Mark, good_copies
from calfstretch.storage.rows import parse_utc

_LIMIT_BYTES = 4096
# What stands there under this name may be a link or a pipe: neither is followed, and neither is waited for.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file says.

    Args:
        marks: newest first: the last batch, those 1, 2, 4 … before it, the first of all.
        lost_since: a loss that was noticed and that the person has not seen yet; None = none.
        suspect: part of the diary could not be read; whether it is damaged is to be found out before it is used.
    """

    marks: tuple[Mark, ...] = ()
    lost_since: str | None = None
    suspect: bool = False


def notice_loss(connection: sqlite3.Connection, path: Path, *, is_sound: bool) -> datetime | None:
    """Compare the diary with what is remembered of it, and keep a loss in mind until `forget_loss`.

    Args:
        connection: to the diary, no transaction open.
        path: the diary.
        is_sound: all of it was looked at on the way here, which ends a suspicion.

    Returns:
        Moment (UTC) after which entries may be missing; None = everything remembered is there.
    """
    known = _read(path)  # before the diary: whoever writes meanwhile can make it fuller alone
    if known.suspect and is_sound:
        known = replace(known, suspect=False)
        _write(path, known)
    if known.lost_since is None:
        lost_since = _lost_since(connection, known.marks)
        if lost_since is None:
            return None
        known = replace(known, lost_since=lost_since)
        _write(path, known)
    assert known.lost_since is not None
    return parse_utc(known.lost_since)


def _lost_since(connection: sqlite3.Connection, marks: Sequence[Mark]) -> str | None:
    if not marks:
        return None
    still = _newest_in(connection, marks)
    if still == marks[0]:
        return None
    if still is not None:
        return still[1]
    # Nothing in common: another diary was put here, which lacks nothing; or everything is gone.
    is_other = connection.execute("SELECT 1 FROM batches LIMIT 1").fetchone() is not None
    return None if is_other else marks[-1][1]


def _newest_in(connection: sqlite3.Connection, marks: Sequence[Mark]) -> Mark | None:
    for seq, made_at in marks:
        row = connection.execute("SELECT made_at FROM batches WHERE seq = ?", (seq,)).fetchone()
        if row is not None and row[0] == made_at:
            return seq, made_at
    return None


def remember(connection: sqlite3.Connection, path: Path) -> None:
    """Write down what stands in the diary now; left alone while a loss has not been seen by the person.

    To be called when nothing is under way: after the commit, at a calm moment. Never waits for the disk, never raises.
    """
    with suppress(sqlite3.Error):
        known = _read(path)
        if known.lost_since is None and (marks := _marks(connection)) != known.marks:
            _write(path, replace(known, marks=marks))


def suspect(path: Path) -> None:
    """Part of the diary could not be read: the next opening looks at all of it first."""
    _write(path, replace(_read(path), suspect=True))


def is_suspect(path: Path) -> bool:
    """Whether part of the diary could not be read the last time."""
    return _read(path).suspect


def forget_loss(connection: sqlite3.Connection, path: Path) -> None:
    """The person has seen that entries may be missing: what stands in the diary now is what is known."""
    with suppress(sqlite3.Error):
        _write(path, replace(_read(path), marks=_marks(connection), lost_since=None))


def _marks(connection: sqlite3.Connection) -> tuple[Mark, ...]:
    newest = connection.execute("SELECT max(seq) FROM batches").fetchone()[0]
    if newest is None:
        return ()
    numbers = [newest]
    back = 1
    while newest - back > 1:
        numbers.append(newest - back)
        back *= 2
    numbers += [1] if newest > 1 else []
    rows = [connection.execute("SELECT seq, made_at FROM batches WHERE seq = ?", (seq,)).fetchone() for seq in numbers]
    return tuple((int(row[0]), str(row[1])) for row in rows if row is not None)


def fuller_copy(connection: sqlite3.Connection, path: Path) -> Copy | None:
    """The newest sound copy that holds remembered entries which the diary lacks; None = there is none."""
    marks = _read(path).marks
    here = _newest_in(connection, marks)
    return next((copy for copy in good_copies(path.parent / "backups") if _is_fuller(copy, marks, here)), None)


def _is_fuller(copy: Copy, marks: Sequence[Mark], here: Mark | None) -> bool:
    try:
        with closing(sqlite3.connect(f"{copy.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            there = _newest_in(connection, marks)
    except sqlite3.Error:
        return False
    return there is not None and (here is None or there[0] > here[0])


def _file(path: Path) -> Path:
    return path.with_name(path.name + NEWEST_ENDING)


def _read(path: Path) -> _Known:
    try:
        with os.fdopen(os.open(_file(path), os.O_RDONLY | _CAREFUL), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return _Known()
            raw = json.loads(file.read(_LIMIT_BYTES))
        marks = tuple((int(seq), str(made_at)) for seq, made_at in raw["marks"])
        if not all(0 < seq < 2**63 for seq, _made_at in marks):
            return _Known()
        lost_since = raw.get("lost_since")
        for moment in (*(made_at for _seq, made_at in marks), *([lost_since] if lost_since is not None else [])):
            parse_utc(moment)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return _Known()
    return _Known(marks, lost_since, raw.get("suspect") is True)


def _write(path: Path, known: _Known) -> None:
    text = json.dumps({"version": 1, "marks": known.marks, "lost_since": known.lost_since, "suspect": known.suspect})
    flags = os.O_WRONLY | os.O_CREAT | _CAREFUL
    # In its place and in one piece: half of it, after a power cut, cannot be read and so says nothing.
    with suppress(OSError), os.fdopen(os.open(_file(path), flags, 0o600), "wb", buffering=0) as file:
        file.write(text.encode())
        file.truncate()
