"""Bringing a diary up to date: numbered SQL files in one transaction, a verified copy before."""

from __future__ import annotations

import re
import shutil
import sqlite3
from functools import cache
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import backup

_NAME = re.compile(r"(\d{4})_\w+\.sql")
_SPARE_BYTES = 10_000_000
_FOLDER = Path(__file__).parent / "sql"


@cache
def scripts(folder: Path = _FOLDER) -> dict[int, str]:
    """The SQL of every version, by number."""
    found = {}
    for entry in folder.iterdir():
        match = _NAME.fullmatch(entry.name)
        if match:
            found[int(match[1])] = entry.read_text("utf-8")
    return dict(sorted(found.items()))


def newest_version() -> int:
    """The version this program writes."""
    return max(scripts())


def version_of(connection: sqlite3.Connection) -> int:
    """The diary's version, 0 = nothing in it yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: dict[int, str] | None = None) -> Path | None:
    """Run every newer SQL file.

    Args:
        connection: to the diary, no transaction open.
        path: the diary; the copy made before goes into `backups` beside it.
        steps: SQL by version; None = the files of this program.

    Returns:
        The copy made before, None where the diary was new or up to date.

    Raises:
        UserError: it could not be done; the diary is as it was.
    """
    steps = scripts() if steps is None else steps
    version = version_of(connection)
    waiting = {number: sql for number, sql in steps.items() if number > version}
    if not waiting:
        return None
    copy = _copy_before(connection, path) if version else None
    # A table that is built anew would empty the tables that refer to it; the check in _run looks at them instead.
    connection.execute("PRAGMA foreign_keys = OFF")
    _run(connection, waiting)
    return copy


def _copy_before(connection: sqlite3.Connection, path: Path) -> Path:
    log = path.with_name(path.name + "-wal")
    needed = 2 * (path.stat().st_size + (log.stat().st_size if log.exists() else 0)) + _SPARE_BYTES
    if shutil.disk_usage(path.parent).free < needed:
        raise UserError(
            _(
                "The diary must be brought up to date, and the disk is too full for the copy made before. "
                "Free {megabytes} MB and start again. Nothing was changed."
            ).format(megabytes=needed // 1_000_000 + 1)
        )
    from calfstretch.storage.copies import rotate  # they know of damaged diaries, and so of versions

    try:
        copy = backup.make(connection, path.parent / "backups", f"before-version-{version_of(connection) + 1}")
    except UserError as error:
        # Without the copy it is not begun.
        sentence = _("{problem} The diary must be brought up to date, and is not without a copy. Nothing was changed.")
        raise UserError(sentence.format(problem=error.message)) from error
    rotate(copy.path.parent, copy)  # a step that goes wrong at every start leaves one copy, not one for each start
    return copy.path


def statements(sql: str) -> list[str]:
    """The single statements of a script, triggers kept whole."""
    found, start = [], ""
    for piece in re.split(r"(?<=;)", sql):
        start += piece
        # SQLite tells whether the semicolon ends a statement or stands in a text, a comment or a trigger.
        if sqlite3.complete_statement(start):
            found.append(start.strip())
            start = ""
    without_comments = re.sub(r"--.*", "", start).strip()
    return [*found, start.strip()] if without_comments else found


def _run(connection: sqlite3.Connection, waiting: dict[int, str]) -> None:
    # Not executescript: it commits early, and the checks below must still be able to undo all of it. All steps are one
    # transaction, so that a later one that goes wrong leaves no diary which the program before can no longer open.
    try:
        connection.execute("BEGIN IMMEDIATE")
        for number, sql in waiting.items():
            if version_of(connection) >= number:  # another program was quicker
                continue
            for statement in statements(sql):
                connection.execute(statement)
            if version_of(connection) != number:
                raise sqlite3.IntegrityError(f"version {number} did not set its number")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError(f"version {number} leaves broken references")
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not isinstance(error, sqlite3.Error):
            raise
        reason = _("the disk is full") if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL else error
        raise UserError(
            _("The diary could not be brought up to date ({reason}). Your diary is unchanged.").format(reason=reason)
        ) from error
