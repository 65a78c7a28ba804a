"""All that a diary holds, for an archive and for comparing it with one: records, settings, tombstones."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from calfstretch.domain.contents import STAYS_HERE, Contents, SettingEntry, Tombstone
from calfstretch.domain.person import Look, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Session
from calfstretch.storage import changes, records
from calfstretch.storage.connection import Database
from calfstretch.storage.looks import readable_body
from calfstretch.storage.rows import KINDS, column_names, from_values, parse_utc
from calfstretch.storage.trouble import as_user_error

# What others refer to comes first.
ORDER = ("episodes", "sessions", "routines")
_MAY_NAME_AN_EPISODE = ("sessions", "safety_answers")


def kinds_in_order() -> tuple[str, ...]:
    """Every table of records, one that others refer to before those."""
    return (*ORDER, *(kind for kind in KINDS if kind not in ORDER))


def read_all(database: Database) -> Contents:
    """What leaves in an archive, all of it of one moment.

    Raises:
        UserError: the diary cannot be read.
    """
    connection = database.connection
    began = not connection.in_transaction
    try:
        if began:
            connection.execute("BEGIN")
        return read(connection)
    except sqlite3.Error as error:
        raise as_user_error(error, database.path) from error
    finally:
        if began and connection.in_transaction:
            connection.execute("ROLLBACK")


def read(connection: sqlite3.Connection) -> Contents:
    """What leaves in an archive; inside a transaction all of it is of one moment.

    A session or an answer lets go of an episode that lies in the bin; the holds of a session that lies there are left
    out with it. A routine in the bin that a programme in use is made of comes along, with its `deleted_at`.
    """
    return Contents(
        records=tuple(record for kind in kinds_in_order() for record in _of(connection, kind)),
        settings=tuple(settings(connection)),
        tombstones=tuple(tombstones(connection)),
    )


def _of(connection: sqlite3.Connection, kind: str) -> list[Record]:
    if kind == Look.TABLE:
        return [*readable_looks(connection)]
    if kind == Hold.TABLE:
        kept = "session_id IN (SELECT id FROM sessions WHERE deleted_at IS NULL)"
        return [*records.where(connection, Hold, kept, ())]
    found = records.everything(connection, KINDS[kind])
    if kind == SavedRoutine.TABLE:
        found += [*_routines_still_needed(connection)]
    if kind in _MAY_NAME_AN_EPISODE:
        gone = {row[0] for row in connection.execute("SELECT id FROM episodes WHERE deleted_at IS NOT NULL")}
        found = [_without(record, gone) for record in found]
    return found


def _routines_still_needed(connection: sqlite3.Connection) -> list[SavedRoutine]:
    needed = {row[0] for row in connection.execute("SELECT routine_id FROM programmes WHERE deleted_at IS NULL")}
    in_bin = records.in_bin(connection, SavedRoutine)
    return sorted((record for record in in_bin if record.id in needed), key=lambda record: record.id)


def _without(record: Record, gone: set[str]) -> Record:
    return replace(record, episode_id=None) if getattr(record, "episode_id", None) in gone else record  # type: ignore[call-arg]


def readable_looks(connection: sqlite3.Connection, condition: str = "deleted_at IS NULL") -> list[Look]:
    """The looks that meet an SQL condition of ours; what is no JSON has the empty body."""
    names = column_names(Look.TABLE)
    body = names.index("body")
    found = []
    for row in connection.execute(f"SELECT {', '.join(names)} FROM looks WHERE {condition} ORDER BY number"):
        values: list[Any] = [*row]
        values[body] = json.dumps(readable_body(values[body]))
        found.append(from_values(Look, values))
    return found


def settings(connection: sqlite3.Connection) -> list[SettingEntry]:
    """The settings that travel, also those that were taken back, by name."""
    rows = connection.execute("SELECT key, value, changed_at FROM settings ORDER BY key")
    return [
        SettingEntry(key, json.loads(value), parse_utc(changed_at)) for key, value, changed_at in rows if travels(key)
    ]


def travels(key: str) -> bool:
    """Whether a setting is the person's, not that of one computer."""
    return not key.startswith(STAYS_HERE)


def tombstones(connection: sqlite3.Connection) -> list[Tombstone]:
    """Of all that lies in the bin or is gone for good, and of no record that is there; by table and identity.

    What came in by an import that was undone was deleted by nobody: elsewhere it stays.
    """
    found: dict[tuple[str, str], str] = {}
    for kind, record_id, deleted_at in connection.execute("SELECT kind, record_id, deleted_at FROM tombstones"):
        found[kind, record_id] = deleted_at
    for kind in KINDS:
        for record_id, deleted_at in connection.execute(f"SELECT id, deleted_at FROM {kind}"):
            if deleted_at is not None:
                found[kind, record_id] = deleted_at
            else:  # it came back after it had been gone for good
                found.pop((kind, record_id), None)
    for key in changes.taken_back(connection):
        found.pop(key, None)
    # The session speaks for its holds, which may lie in the bin with it or not.
    for kind, record_id in [key for key in found if key[0] == Hold.TABLE]:
        if (Session.TABLE, record_id.rpartition("/")[0]) in found:
            del found[kind, record_id]
    return [Tombstone(kind, record_id, parse_utc(at)) for (kind, record_id), at in sorted(found.items())]
