"""What of a table the diary knows already: in use, and what the person removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from calfstretch.domain.record import Record
from calfstretch.storage import changes, records

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

R = TypeVar("R", bound=Record)


class Seen(Generic[R]):
    """All records of one table; those that an undone import brought count as never seen.

    Attributes:
        there: in use.
        removed: in the bin.
        gone: identities of what was removed for good.
    """

    def __init__(self, journal: Journal, kind: type[R]) -> None:
        connection = journal.database.connection
        back = changes.taken_back(connection)
        self.there: list[R] = records.everything(connection, kind)
        self.removed: list[R] = [
            record for record in records.in_bin(connection, kind) if (kind.TABLE, record.id) not in back
        ]
        rows = connection.execute("SELECT record_id FROM tombstones WHERE kind = ?", (kind.TABLE,))
        known = {record.id for record in self.there}
        self.gone = {row[0] for row in rows if row[0] not in known and (kind.TABLE, row[0]) not in back}
