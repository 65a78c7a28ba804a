"""What an import puts: records as they stand in the file, and settings and tombstones as part of the same batch."""

from __future__ import annotations

import json
import sqlite3

from calfstretch.domain.contents import SettingEntry, Tombstone
from calfstretch.domain.day import DAY_START_H
from calfstretch.domain.record import Record
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import records, settings
from calfstretch.storage.changes import Change
from calfstretch.storage.rows import Row, parse_utc, utc_text

SETTINGS, TOMBSTONES = "settings", "tombstones"
KINDS = (SETTINGS, TOMBSTONES)
"""What stands in the change table beside the tables of records."""


def put_record(connection: sqlite3.Connection, record: Record, day_start_h: int, after: Row) -> Change | None:
    """Store a record's row; None = it stood so already.

    Raises:
        UserError: a row that the diary's own checks refuse.
    """
    try:
        if records.put_new(connection, record, day_start_h, after):
            return Change(record.TABLE, record.id, None, after)
        before = records.get_row(connection, record.TABLE, record.id)
        if before is None or before == after:
            return None
        records.put(connection, record, day_start_h, after)
        return Change(record.TABLE, record.id, before, after)
    except sqlite3.IntegrityError as error:
        raise UserError(
            _("Nothing was brought in: one entry of the file is none that a diary can hold ({which}).").format(
                which=f"{record.TABLE} {record.id}"
            )
        ) from error


def put_setting(connection: sqlite3.Connection, entry: SettingEntry) -> Change | None:
    """Set it with its own date; None = it stood so already."""
    before = _setting(connection, entry.key)
    after: Row = {"value": entry.value, "changed_at": utc_text(entry.changed_at)}
    if before == after:
        return None
    settings.set_(connection, entry.key, entry.value, entry.changed_at)
    return Change(SETTINGS, entry.key, before, after)


def put_tombstone(connection: sqlite3.Connection, stone: Tombstone) -> Change | None:
    """Note that a record was deleted elsewhere; None = that stood so already."""
    name = f"{stone.kind}/{stone.record_id}"
    before = _stone(connection, name)
    after: Row = {"deleted_at": utc_text(stone.deleted_at)}
    if before == after:
        return None
    connection.execute(_PUT_STONE, (stone.kind, stone.record_id, after["deleted_at"]))
    return Change(TOMBSTONES, name, before, after)


_PUT_STONE = "INSERT OR REPLACE INTO tombstones (kind, record_id, deleted_at) VALUES (?, ?, ?)"


def gone_at(connection: sqlite3.Connection, kind: str, record_id: str) -> str | None:
    """When the record was removed for good (UTC, as the file writes it); None = it never was."""
    row = _stone(connection, f"{kind}/{record_id}")
    return None if row is None else str(row["deleted_at"])


def apply(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Bring one of them to what it was; None = somebody has set it since, and that stays."""
    is_setting = change.kind == SETTINGS
    current = (_setting if is_setting else _stone)(connection, change.record_id)
    if current != change.before or current == change.after:
        return None
    if is_setting:
        _write_setting(connection, change.record_id, change.after)
    else:
        kind, _sep, record_id = change.record_id.partition("/")
        if change.after is None:
            connection.execute("DELETE FROM tombstones WHERE kind = ? AND record_id = ?", (kind, record_id))
        else:
            connection.execute(_PUT_STONE, (kind, record_id, change.after["deleted_at"]))
    return Change(change.kind, change.record_id, current, change.after)


def _write_setting(connection: sqlite3.Connection, key: str, row: Row | None) -> None:
    if row is None:
        connection.execute("DELETE FROM settings WHERE key = ?", (key,))
    else:
        settings.set_(connection, key, row["value"], parse_utc(row["changed_at"]))


def _setting(connection: sqlite3.Connection, key: str) -> Row | None:
    row = connection.execute("SELECT value, changed_at FROM settings WHERE key = ?", (key,)).fetchone()
    return None if row is None else {"value": json.loads(row[0]), "changed_at": row[1]}


def _stone(connection: sqlite3.Connection, name: str) -> Row | None:
    kind, _sep, record_id = name.partition("/")
    found = connection.execute(
        "SELECT deleted_at FROM tombstones WHERE kind = ? AND record_id = ?", (kind, record_id)
    ).fetchone()
    return None if found is None else {"deleted_at": found[0]}


def day_start_h(connection: sqlite3.Connection) -> int:
    """The hour at which a diary day begins, as it stands now."""
    return int(settings.get(connection, "day_start_h", DAY_START_H))
