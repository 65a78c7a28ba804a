"""Bringing a diary up to date: numbered SQL files, one transaction each, a verified copy before."""

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
    for number, sql in waiting.items():
        _run(connection, number, sql)
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
    return backup.make_copy(connection, path.parent / "backups", f"before-version-{version_of(connection) + 1}")


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


def _run(connection: sqlite3.Connection, number: int, sql: str) -> None:
    # Not executescript: it commits early, and the checks below must still be able to undo the whole step.
    try:
        connection.execute("BEGIN IMMEDIATE")
        if version_of(connection) >= number:  # another program was quicker
            connection.execute("ROLLBACK")
            return
        for statement in statements(sql):
            connection.execute(statement)
        if version_of(connection) != number:
            raise sqlite3.IntegrityError(f"version {number} did not set its number")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"version {number} leaves broken references")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise UserError(
            _("The diary could not be brought up to date ({reason}). Your diary is unchanged.").format(reason=error)
        ) from error
