"""Taking an import of years out again: what it brought and nobody touched since goes to the bin in bulk."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from calfstretch.storage.rows import KINDS, utc_text

# New by the batch, in use, touched by nothing later and not gone for good: its row is what the batch wrote.
_UNTOUCHED = """
SELECT c.ordinal, c.kind, c.record_id, c.after, json_set(c.after, '$.deleted_at', :now, '$.changed_at', :now)
FROM changes c
WHERE c.batch_seq = :seq AND c.before IS NULL AND json_extract(c.after, '$.deleted_at') IS NULL
  AND NOT EXISTS (SELECT 1 FROM changes l
    WHERE l.record_id = c.record_id AND l.kind = c.kind AND (l.batch_seq > :seq OR l.ordinal > c.ordinal
      AND l.batch_seq = :seq))
  AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.kind = c.kind AND t.record_id = c.record_id)
ORDER BY c.ordinal"""
_FIRST_ORDINAL = 500_000_000
"""Of what is taken out in bulk, so that it stands behind the other changes of its batch."""


class TakenOut(NamedTuple):
    """What went.

    Args:
        rows: kind, identity, before and after as the change table keeps them.
        ordinals: of the changes of the batch that are settled by it.
    """

    rows: tuple[tuple[str, str, str, str], ...] = ()
    ordinals: frozenset[int] = frozenset()

    def note(self, connection: sqlite3.Connection, seq: int) -> None:
        """Write down what went as changes of the batch `seq`."""
        connection.executemany(
            "INSERT INTO changes (batch_seq, ordinal, kind, record_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            ((seq, ordinal, *row) for ordinal, row in enumerate(self.rows, _FIRST_ORDINAL)),
        )


def take_out(connection: sqlite3.Connection, seq: int, now: datetime) -> TakenOut:
    """Put into the bin what a batch brought and nobody touched since; `TakenOut.note` it in the batch of the undo."""
    found = connection.execute(_UNTOUCHED, {"seq": seq, "now": utc_text(now)}).fetchall()
    rows = [(row[0], row[1], row[2], row[3], row[4]) for row in found if row[1] in KINDS]
    by_kind: dict[str, list[str]] = {}
    for _ordinal, kind, record_id, _before, _after in rows:
        by_kind.setdefault(kind, []).append(record_id)
    for kind, ids in by_kind.items():
        sql = f"UPDATE {kind} SET deleted_at = ?, changed_at = ? WHERE id = ?"
        connection.executemany(sql, ((utc_text(now), utc_text(now), record_id) for record_id in ids))
    return TakenOut(tuple(row[1:] for row in rows), frozenset(row[0] for row in rows))
