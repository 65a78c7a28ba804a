"""What happened to an entry since it was entered, as the change table keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from calfstretch.domain.record import Record
from calfstretch.journal.journal import Journal
from calfstretch.storage.rows import KINDS, Row, from_row


class Step(NamedTuple):
    """One change of one entry.

    Args:
        at: UTC.
        origin: typed, timer, import or command.
        role: do, undo or redo.
        before, after: None = it was not there.
    """

    at: datetime
    origin: str
    role: str
    before: Record | None
    after: Record | None


def steps(journal: Journal, entries: Iterable[Record]) -> list[Step]:
    """Everything that happened to these entries, oldest first."""
    found = [
        (
            batch.seq,
            Step(batch.made_at, batch.origin, batch.role, *(_record(record, row) for row in (one.before, one.after))),
        )
        for record in entries
        for batch, one in journal.trail(record)
    ]
    return [step for _seq, step in sorted(found, key=lambda each: each[0])]


def _record(record: Record, row: Row | None) -> Record | None:
    return None if row is None else from_row(KINDS[record.TABLE], row)
