"""The whole diary for comparing a file with it: what is there, what lies in the bin, what is gone for good."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from calfstretch.domain.contents import SettingEntry
from calfstretch.domain.person import Look
from calfstretch.domain.record import Record
from calfstretch.storage import changes, contents, records
from calfstretch.storage.rows import KINDS, parse_utc

Key = tuple[str, str]
"""Table and identity."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The diary as it stands.

    Args:
        records: all there are, those of the bin too.
        gone: what was removed for good, and when (UTC).
        taken_back: what came in by an import that was undone: it counts as never seen.
        settings: those that travel.
        batch: number of the last write, asked for before anything else was read.
    """

    records: dict[Key, Record]
    gone: dict[Key, datetime]
    taken_back: frozenset[Key]
    settings: dict[str, SettingEntry]
    batch: int


def read(connection: sqlite3.Connection) -> Standing:
    """All of it; inside a transaction it is of one moment.

    Outside of one, what was written meanwhile has a later number than `batch`, so that it is noticed.
    """
    batch = last_batch(connection)
    found: dict[Key, Record] = {}
    for kind, of_kind in KINDS.items():
        if kind == Look.TABLE:
            every: list[Record] = [*contents.readable_looks(connection, "1")]
        else:
            every = [*records.everything(connection, of_kind), *records.in_bin(connection, of_kind)]
        found.update(((kind, record.id), record) for record in every)
    rows = connection.execute("SELECT kind, record_id, deleted_at FROM tombstones")
    return Standing(
        records=found,
        gone={(kind, record_id): parse_utc(at) for kind, record_id, at in rows if (kind, record_id) not in found},
        taken_back=changes.taken_back(connection),
        settings={entry.key: entry for entry in contents.settings(connection)},
        batch=batch,
    )


def last_batch(connection: sqlite3.Connection) -> int:
    """Number of the last write; 0 = nothing was ever written."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM batches").fetchone()[0])
