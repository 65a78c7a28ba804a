"""Journal: add, change, delete, undo, list; each write is one transaction and says what it changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from calfstretch.clock import Clock
from calfstretch.domain.day import DAY_START_H, DAY_START_HOURS, diary_day
from calfstretch.domain.fields import check_whole
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record
from calfstretch.journal import answers
from calfstretch.journal.days import Days
from calfstretch.journal.episodes import Episodes
from calfstretch.journal.pauses import Pauses
from calfstretch.journal.routines import Routines
from calfstretch.journal.sessions import Sessions
from calfstretch.journal.waiting import WaitingLine
from calfstretch.storage import changes, records, settings
from calfstretch.storage.changes import Batch, Change
from calfstretch.storage.database import Database
from calfstretch.storage.rows import KINDS, Row, from_row, to_row, utc_text

if TYPE_CHECKING:
    from calfstretch.domain.contents import Contents
    from calfstretch.domain.history import Event
    from calfstretch.journal.tags import Tags
    from calfstretch.storage.taken_out import TakenOut

R = TypeVar("R", bound=Record)
DAY_START_SETTING = "day_start_h"
LOOK_STORED = "add looks"
"""Label of the write that keeps a look: the program's own, nothing the person did."""


class Written(NamedTuple):
    """What a write changed.

    Args:
        seq: number of its batch; 0 = nothing was different, nothing was written.
        label: what was done, such as "add episodes".
        ids: identities of the records, in the order given.
        at: UTC, whole milliseconds: the stamp of all that was written; None = another program wrote.
    """

    seq: int
    label: str
    ids: tuple[str, ...] = ()
    at: datetime | None = None


Listener = Callable[[Written], None]


class Journal:
    """The door.

    Args:
        database: the open diary.
        clock: dates the entries.
        origin: who writes through this journal: "typed" (the window) or "command".

    Attributes:
        episodes, days, sessions, routines, tags, pauses: what can be done with each.
        waiting: writes that found the diary busy.
    """

    def __init__(self, database: Database, clock: Clock, origin: str = "typed") -> None:
        self.database = database
        self.clock = clock
        self._origin = origin
        self._listeners: list[Listener] = []
        self._untold: deque[Written] = deque()
        self.episodes = Episodes(self)
        self.days = Days(self)
        self.sessions = Sessions(self)
        self.routines = Routines(self)
        self.pauses = Pauses(self)
        self.waiting = WaitingLine(database)

    @property
    def tags(self) -> Tags:
        """What can be done with tags of one's own; its code loads when it is first asked for."""
        from calfstretch.journal.tags import Tags

        return Tags(self)

    # -- time --------------------------------------------------------------------------------------------

    def now(self) -> Moment:
        """This moment, with the local offset in force."""
        return Moment.of(self.clock.now())

    @property
    def day_start_h(self) -> int:
        """The hour at which a diary day begins in this diary."""
        return int(self.setting(DAY_START_SETTING, DAY_START_H))

    def today(self) -> date:
        """The diary day that is running."""
        return diary_day(self.now(), self.day_start_h)

    # -- reading -----------------------------------------------------------------------------------------

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record, also when it is in the bin; None = there is none."""
        return records.get(self.database.connection, kind, record_id)

    def between(self, kind: type[R], first: date, last: date) -> list[R]:
        """Records of diary days first to last (both included), oldest first, without the bin."""
        return records.between(self.database.connection, kind, first, last)

    def everything(self, kind: type[R]) -> list[R]:
        """All records of a kind, without the bin."""
        return records.everything(self.database.connection, kind)

    def bin(self) -> list[Record]:
        """What was deleted and can be brought back, last deleted first."""
        found: list[Record] = []
        for kind in KINDS.values():
            found += records.in_bin(self.database.connection, kind)
        # What a renamed or merged tag left behind stands under its new name: it is nothing to bring back.
        moved = changes.last_made_by(self.database.connection, "day_items", ("rename tags", "merge tags"))
        found = [record for record in found if not (record.TABLE == "day_items" and record.id in moved)]
        back = changes.taken_back(self.database.connection)  # an undone import is brought back by redo, or anew
        found = [record for record in found if (record.TABLE, record.id) not in back]
        return sorted(found, key=lambda record: record.deleted_at or datetime.min.replace(tzinfo=UTC), reverse=True)

    def trail(self, record: Record) -> list[tuple[Batch, Change]]:
        """When the record was entered and changed, oldest first."""
        return changes.trail(self.database.connection, record.TABLE, record.id)

    def first_day(self) -> date | None:
        """The earliest diary day with an entry; None = the diary is empty."""
        return records.first_day(self.database.connection)

    def history(self, first: date | None = None, last: date | None = None) -> Iterator[Event]:
        """Every entry of diary days first to last (both included) as history rows, oldest first, without the bin.

        Args:
            first, last: None = from the earliest, to the latest entry.

        Read to the end before writing through this journal.
        """
        from calfstretch.storage import history_rows

        return history_rows.read(self.database, first, last)

    def contents(self) -> Contents:
        """All that leaves in an archive, as it stands at one moment.

        Raises:
            UserError: the diary cannot be read.
        """
        from calfstretch.storage import contents

        return contents.read_all(self.database)

    # -- settings ----------------------------------------------------------------------------------------

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting's value, or `default` where it was never set."""
        return settings.get(self.database.connection, key, default)

    def set_setting(self, key: str, value: Any) -> None:
        """Set a setting; None takes it away. Undo passes over settings.

        Raises:
            UserError: it could not be stored.
            ValueError: a day boundary that is no whole hour from 0 to 11.
        """
        if key == DAY_START_SETTING and value is not None:
            check_whole(key, value, DAY_START_HOURS)
        if self.setting(key) == value:
            return
        with self.database.transaction() as connection:
            now, before = self.stamp(), {"value": self.setting(key)}
            settings.set_(connection, key, value, now)
            made: list[Change | None] = [Change("settings", key, before, {"value": self.setting(key)})]
            if key == DAY_START_SETTING:
                records.recompute_days(connection, self.day_start_h)
                put_right = answers.check_ins_between(connection, date.min, date.max)
                made += [self._put(connection, record, now, self.day_start_h) for record in put_right]
            real = [one for one in made if one is not None]
            seq = changes.append(connection, now, self._origin, "set " + key, real, role="setting")
        self.tell(Written(seq, "set " + key, (key,), now))

    # -- writing -----------------------------------------------------------------------------------------

    def write(
        self,
        label: str,
        put: Sequence[Record] = (),
        *,
        delete: Sequence[Record] = (),
        origin: str | None = None,
        also: Callable[[Any], None] | None = None,
    ) -> Written:
        """Store records, and put others into the bin, as one batch and one transaction.

        Args:
            label: verb and table, such as "add episodes"; the screens have the words for it.
            put: new records, or new states of known ones.
            delete: records that go into the bin as they stand in the diary; what is there already stays as it is.
            origin: None = the journal's own.
            also: called with the connection inside the transaction.

        Raises:
            UserError: it could not be stored; nothing was.
        """
        with self.database.transaction() as connection:
            now, start_h = self.stamp(), self.day_start_h
            made = [self._put(connection, record, now, start_h) for record in put]
            made += [self._bin(connection, record, now, start_h) for record in delete]
            real = [change for change in made if change is not None]
            for follow in (answers.check_ins, answers.water):
                made = [self._put(connection, record, now, start_h) for record in follow(connection, real, start_h)]
                real += [change for change in made if change is not None]
            seq = changes.append(connection, now, origin or self._origin, label, real) if real else 0
            if also is not None:
                also(connection)
        ids = tuple(record.id for record in (*put, *delete))
        written = Written(seq, label, ids, now)
        if real:
            self.tell(written)
        return written

    def _put(self, connection: Any, record: Record, now: datetime, start_h: int) -> Change | None:
        after = to_row(record)
        after["changed_at"] = utc_text(now)
        after["entered_at"] = after["entered_at"] or after["changed_at"]
        # Most entries are new ones: putting them in and asking afterwards spares a question between key and disk.
        if records.put_new(connection, record, start_h, after):
            return Change(record.TABLE, record.id, None, after, record)
        before = records.get_row(connection, record.TABLE, record.id)
        if before is None or _content(before) == _content(after):
            return None
        after["entered_at"] = before["entered_at"]
        records.put(connection, record, start_h, after)
        return Change(record.TABLE, record.id, before, after, record)

    def _bin(self, connection: Any, record: Record, now: datetime, start_h: int) -> Change | None:
        # The record passed may be older than the diary's: what changed since must not be lost in the bin.
        before = records.get_row(connection, record.TABLE, record.id)
        if before is None or before["deleted_at"] is not None:
            return None
        after = {**before, "deleted_at": utc_text(now), "changed_at": utc_text(now)}
        records.put(connection, from_row(type(record), after), start_h, after)
        return Change(record.TABLE, record.id, before, after)

    def delete(self, *gone: Record) -> Written:
        """Put records into the bin."""
        return self.write("delete " + gone[0].TABLE, delete=gone)

    def restore(self, *back: Record) -> Written:
        """Bring records back from the bin, as they went into it."""
        found = [self.get(type(record), record.id) for record in back]
        stored = [replace(record, deleted_at=None) for record in found if record is not None]
        return self.write("restore " + back[0].TABLE, stored)

    def purge(self, before: datetime) -> int:
        """Remove for good what went into the bin at `before` (UTC) or earlier; nothing brings it back.

        Returns:
            How many records went.
        """
        from calfstretch.storage import purge

        with self.database.transaction() as connection:
            now, start_h = self.stamp(), self.day_start_h
            freed = [self.get(KINDS[kind], record_id) for kind, record_id in purge.loose(connection, before)]
            put = [replace(record, episode_id=None) for record in freed if record is not None]  # type: ignore[call-arg]
            made = [self._put(connection, record, now, start_h) for record in put]
            gone = purge.purge(connection, before)
            if not gone:
                return 0
            real = [change for change in made if change is not None]
            seq = changes.append(connection, now, self._origin, "purge bin", real, role="setting")
        self.tell(Written(seq, "purge bin", tuple(each.record_id for each in gone), now))
        return len(gone)

    # -- undo --------------------------------------------------------------------------------------------

    def undo(self) -> Written | None:
        """Take back the last thing the person did, also after a restart; None = nothing to take back."""
        return self._replay("undo", changes.next_undo)

    def redo(self) -> Written | None:
        """Do again what was last taken back; None = nothing."""
        return self._replay("redo", changes.next_redo)

    def undo_label(self) -> str | None:
        """Label of what undo would take back; None = nothing."""
        batch = changes.next_undo(self.database.connection)
        return None if batch is None else batch.label

    def redo_label(self) -> str | None:
        """Label of what redo would do again; None = nothing."""
        batch = changes.next_redo(self.database.connection)
        return None if batch is None else batch.label

    def _replay(self, role: str, find: Callable[[Any], Batch | None]) -> Written | None:
        while find(self.database.connection) is not None:
            written = self._replay_next(role, find)
            if written is None or written.seq:
                if written is not None:
                    self.tell(written)
                return written
        return None

    def _replay_next(self, role: str, find: Callable[[Any], Batch | None]) -> Written | None:
        """Take back or do again one batch; the number 0 = nothing of it is left since the bin was emptied."""
        with self.database.transaction() as connection:
            # Asked again now that nobody else can write: two programs must not take back the same thing.
            batch = find(connection)
            if batch is None:
                return None
            # To do again is to take back the undo, so that what the timer wrote in between stays.
            source = batch.seq if role == "undo" else changes.last_undo(connection, batch.seq)
            assert source is not None
            now = self.stamp()
            exactly = batch.origin == "import"
            bulk = self._take_out(connection, source, now) if exactly and role == "undo" else None
            settled = frozenset() if bulk is None else bulk.ordinals
            wanted = [changes.inverted(change) for change in reversed(changes.of_batch(connection, source, settled))]
            left = [change for change in wanted if not self._is_gone(connection, change)]
            nothing_left = (
                not left
                and not settled
                and all(self._is_gone(connection, change) for change in changes.of_batch(connection, batch.seq))
            )
            made = [self._apply(connection, change, now, exactly=exactly) for change in left]
            real = [change for change in made if change is not None]
            if any(change.record_id == DAY_START_SETTING for change in real):
                records.recompute_days(connection, self.day_start_h)
            # The batch brought its own answers back; after a moved day boundary they may be another day's.
            put_right = (
                answers.check_ins_between(connection, date.min, date.max)
                if settled
                else answers.check_ins_after(connection, real, self.day_start_h)
            )
            made = [self._put(connection, record, now, self.day_start_h) for record in put_right]
            real += [change for change in made if change is not None]
            seq = changes.append(connection, now, self._origin, batch.label, real, role=role, target_seq=batch.seq)
            ids = tuple(change.record_id for change in wanted)
            if bulk is not None:
                bulk.note(connection, seq)
                ids += tuple(row[1] for row in bulk.rows)
        return Written(0 if nothing_left else seq, f"{role} {batch.label}", ids, now)

    @staticmethod
    def _take_out(connection: Any, seq: int, now: datetime) -> TakenOut:
        from calfstretch.storage import taken_out

        return taken_out.take_out(connection, seq, now)

    @staticmethod
    def _is_gone(connection: Any, change: Change) -> bool:
        """Whether the change would bring back what was removed for good."""
        from calfstretch.storage import purge

        return change.kind in KINDS and purge.is_gone(connection, change.kind, change.record_id)

    def _apply(self, connection: Any, change: Change, now: datetime, *, exactly: bool) -> Change | None:
        if change.kind not in KINDS:
            from calfstretch.storage import asides

            return asides.apply(connection, change)
        current = records.get_row(connection, change.kind, change.record_id)
        if exactly and change.after is not None and current == change.before:
            # An import taken back leaves the stamps of before: brought in again it must not find itself the older one.
            records.put_again(connection, change.kind, current, change.after, self.day_start_h)
            return Change(change.kind, change.record_id, current, change.after)
        target = changes.merged(change, current)
        if target is None:
            # An entry that is taken back goes to the bin: its identity must outlive it.
            target = None if current is None else {**current, "deleted_at": self._gone_at(connection, change, now)}
        if target is None or target == current:
            return None
        target = {**target, "changed_at": utc_text(now)}
        records.put_again(connection, change.kind, current, target, self.day_start_h)
        return Change(change.kind, change.record_id, current, target)

    @staticmethod
    def _gone_at(connection: Any, change: Change, now: datetime) -> str:
        """When what is taken away was removed: what had been gone for good before it came in again, at that time."""
        from calfstretch.storage import asides

        return asides.gone_at(connection, change.kind, change.record_id) or utc_text(now)

    # -- telling -----------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every write of this journal, once it is durable; returns what ends it.

        Writes are told in their order: what a listener writes is told once all have heard the one before.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, written: Written) -> None:
        """Tell every listener of a write, once it is durable."""
        self.database.after_commit(lambda: self._tell_now(written))

    def _tell_now(self, written: Written) -> None:
        self._untold.append(written)
        if len(self._untold) > 1:
            return
        try:
            while self._untold:
                for listener in tuple(self._listeners):
                    listener(self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()

    def stamp(self) -> datetime:
        """This moment as a write is stamped: UTC, whole milliseconds."""
        now = self.clock.now().astimezone(UTC)
        # As the file keeps it, so that what is told of a write equals what is read back.
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("changed_at", "entered_at")}
