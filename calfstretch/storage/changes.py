"""The change table: every write as a batch of befores and afters, and undo and redo read from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from calfstretch.domain.record import Record
from calfstretch.storage.rows import Row, parse_utc, utc_text

# What the journal stamps by itself is no content of the person's.
STAMPS = frozenset({"changed_at"})


class Batch(NamedTuple):
    """One write.

    Args:
        seq: running number; made_at: UTC; origin: typed, timer, import or command.
        label: what was done, such as "add episodes"; role: do, setting, undo or redo.
        target_seq: the batch that was undone or redone.
    """

    seq: int
    made_at: datetime
    origin: str
    label: str
    role: str
    target_seq: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after, as rows; None = it was not there.

    Args:
        record: the record of `after` where it is at hand, which spares making it anew; its stamps may be older.
    """

    kind: str
    record_id: str
    before: Row | None
    after: Row | None
    record: Record | None = field(default=None, compare=False, repr=False)


def append(
    connection: sqlite3.Connection,
    made_at: datetime,
    origin: str,
    label: str,
    changes: list[Change],
    *,
    role: str = "do",
    target_seq: int | None = None,
) -> int:
    """Add a batch and return its number."""
    cursor = connection.execute(_BATCH, (utc_text(made_at), origin, label, role, target_seq))
    seq = cursor.lastrowid
    assert seq is not None
    for ordinal, change in enumerate(changes, 1):
        # One by one: for the usual single change twice as quick as executemany.
        connection.execute(
            _CHANGE, (seq, ordinal, change.kind, change.record_id, _text(change.before), _text(change.after))
        )
    return seq


_BATCH = "INSERT INTO batches (made_at, origin, label, role, target_seq) VALUES (?, ?, ?, ?, ?)"
_CHANGE = "INSERT INTO changes (batch_seq, ordinal, kind, record_id, before, after) VALUES (?, ?, ?, ?, ?, ?)"
# One encoder for all: making it costs more than a row of a drink.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _text(row: Row | None) -> str | None:
    return None if row is None else _encode(row)


def of_batch(connection: sqlite3.Connection, seq: int, but: frozenset[int] = frozenset()) -> list[Change]:
    """The changes of one batch in their order, without those of some ordinals."""
    rows = connection.execute(
        "SELECT kind, record_id, before, after, ordinal FROM changes WHERE batch_seq = ? ORDER BY ordinal", (seq,)
    )
    return [Change(row[0], row[1], _row(row[2]), _row(row[3])) for row in rows if row[4] not in but]


def _row(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def get_batch(connection: sqlite3.Connection, seq: int) -> Batch | None:
    """One batch by its number."""
    row = connection.execute("SELECT * FROM batches WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else _batch(row)


def _batch(row: Any) -> Batch:
    return Batch(row["seq"], parse_utc(row["made_at"]), row["origin"], row["label"], row["role"], row["target_seq"])


def trail(connection: sqlite3.Connection, kind: str, record_id: str) -> list[tuple[Batch, Change]]:
    """Everything that happened to one record, oldest first."""
    rows = connection.execute(
        "SELECT b.*, c.kind, c.record_id, c.before, c.after FROM changes c JOIN batches b ON b.seq = c.batch_seq"
        " WHERE c.kind = ? AND c.record_id = ? ORDER BY c.batch_seq, c.ordinal",
        (kind, record_id),
    )
    return [
        (_batch(row), Change(row["kind"], row["record_id"], _row(row["before"]), _row(row["after"]))) for row in rows
    ]


def first_write(connection: sqlite3.Connection, kind: str, record_id: str) -> tuple[int, str]:
    """Number and origin of the batch that first wrote a record; 0 and "" = none is known."""
    row = connection.execute(
        "SELECT b.seq, b.origin FROM changes c JOIN batches b ON b.seq = c.batch_seq"
        " WHERE c.record_id = ? AND c.kind = ? ORDER BY c.batch_seq LIMIT 1",
        (record_id, kind),
    ).fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def _newest_first(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    # Ctrl+Z passes over what the timer wrote and over settings.
    yield from connection.execute(
        "SELECT * FROM batches WHERE origin <> 'timer' AND role <> 'setting' ORDER BY seq DESC"
    )


def next_undo(connection: sqlite3.Connection) -> Batch | None:
    """The batch Ctrl+Z takes back: the last one done and not undone; None = nothing to undo."""
    undone: set[int] = set()
    redone: set[int] = set()
    for row in _newest_first(connection):
        target = row["target_seq"]
        if row["role"] == "do":
            if row["seq"] not in undone:
                return _batch(row)
        elif target not in undone and target not in redone:
            # The newest word on a batch decides whether it stands.
            (undone if row["role"] == "undo" else redone).add(target)
    return None


def next_redo(connection: sqlite3.Connection) -> Batch | None:
    """The batch Ctrl+Shift+Z does again: the last one undone with nothing new done since; None = nothing."""
    redone: set[int] = set()
    for row in _newest_first(connection):
        if row["role"] == "do":
            return None
        if row["role"] == "redo":
            redone.add(row["target_seq"])
        elif row["target_seq"] in redone:
            redone.discard(row["target_seq"])
        else:
            return get_batch(connection, row["target_seq"])
    return None


def last_undo(connection: sqlite3.Connection, seq: int) -> int | None:
    """Number of the batch that last took back this one; None = it was never undone."""
    row = connection.execute("SELECT max(seq) FROM batches WHERE target_seq = ? AND role = 'undo'", (seq,)).fetchone()
    return None if row[0] is None else int(row[0])


def inverted(change: Change) -> Change:
    """The same change the other way round."""
    return Change(change.kind, change.record_id, change.after, change.before)


def merged(change: Change, current: Row | None) -> Row | None:
    """What the record should be once the change is applied to its present state.

    Only the fields the change touched are set, so that what the timer or a command wrote in between stays.

    Args:
        change: to apply.
        current: the record as it stands now, None = it is not there.
    """
    if change.after is None or change.before is None or current is None:
        return change.after
    touched = {name for name in change.after if change.after[name] != change.before.get(name)} - STAMPS
    return {**current, **{name: change.after[name] for name in touched}}


def last_made_by(connection: sqlite3.Connection, kind: str, labels: Sequence[str]) -> frozenset[str]:
    """Identities of the records of a kind whose last change a batch with one of these labels made."""
    marks = ", ".join("?" * len(labels))
    rows = connection.execute(
        f"SELECT c.record_id FROM batches b JOIN changes c ON c.batch_seq = b.seq"
        f" WHERE b.label IN ({marks}) AND c.kind = ? AND NOT EXISTS"
        " (SELECT 1 FROM changes l WHERE l.record_id = c.record_id AND l.kind = c.kind AND l.batch_seq > c.batch_seq)",
        (*labels, kind),
    )
    return frozenset(row[0] for row in rows)


def taken_back(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Table and identity of the records that came in by an import, and that its undo took away again.

    Not what had been removed before that import: it stays removed.
    """
    rows = connection.execute(_TAKEN_BACK)
    return frozenset((kind, record_id) for kind, record_id, origin in rows if origin == "import")


_TAKEN_BACK = """
SELECT c.kind, c.record_id,
  (SELECT b.origin FROM changes f JOIN batches b ON b.seq = f.batch_seq
    WHERE f.record_id = c.record_id AND f.kind = c.kind ORDER BY f.batch_seq LIMIT 1)
FROM batches d JOIN batches u ON u.target_seq = d.seq AND u.role = 'undo' JOIN changes c ON c.batch_seq = u.seq
WHERE d.origin = 'import' AND json_extract(c.after, '$.deleted_at') IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM changes l WHERE l.record_id = c.record_id AND l.kind = c.kind AND l.batch_seq > c.batch_seq)
AND NOT EXISTS (SELECT 1 FROM changes p JOIN batches b ON b.seq = p.batch_seq
  WHERE p.record_id = c.record_id AND p.kind = c.kind AND p.batch_seq < d.seq AND b.role <> 'undo'
    AND json_extract(p.after, '$.deleted_at') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM changes q
      WHERE q.record_id = p.record_id AND q.kind = p.kind AND q.batch_seq > p.batch_seq AND q.batch_seq < d.seq))"""
