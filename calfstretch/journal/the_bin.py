"""The bin: how long what was removed waits there, and when it goes for good."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from calfstretch.domain.record import Record
from calfstretch.journal.journal import Journal
from calfstretch.storage import purge

BIN_DAYS = 30
_DAYS_OF_USE = 3


def goes_on(record: Record) -> date | None:
    """The local date from which a removed entry goes for good; None = it is not in the bin."""
    if record.deleted_at is None:
        return None
    return (record.deleted_at + timedelta(days=BIN_DAYS)).astimezone().date()


def purge_old(journal: Journal) -> int:
    """Remove for good what lay in the bin for 30 days and for three days of use.

    Days of use, because a computer's clock may stand in another year for an hour: the bin outlives that.

    Returns:
        How many records went.
    """
    used_since = purge.days_of_use(journal.database.connection, _DAYS_OF_USE)
    if used_since is None:
        return 0
    day = datetime.fromisoformat(used_since).replace(tzinfo=UTC)
    return journal.purge(min(journal.now().utc - timedelta(days=BIN_DAYS), day))


def empty(journal: Journal) -> int:
    """Remove for good all that is in the bin; returns how many records went."""
    last = max((record.deleted_at for record in journal.bin() if record.deleted_at), default=None)
    return 0 if last is None else journal.purge(last)
