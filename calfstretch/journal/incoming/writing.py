"""A plan into the diary: one transaction, one batch, and back again with one undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from calfstretch.domain.contents import SettingEntry, Tombstone
from calfstretch.domain.day import Activity, ImportedRange
from calfstretch.domain.record import Record, Source
from calfstretch.journal import answers
from calfstretch.journal.incoming.plan import Covered, Line, Plan, Verdict, Why
from calfstretch.storage import asides, changes, records, standing
from calfstretch.storage.changes import Change
from calfstretch.storage.rows import KINDS, Row, from_row, to_row, utc_text

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written

_DAY_START = "day_start_h"
# A record that names another one: the field, its table, and whether it can do without.
_NAMES = {
    "holds": ("session_id", "sessions", False),
    "programmes": ("routine_id", "routines", False),
    "sessions": ("episode_id", "episodes", True),
    "safety_answers": ("episode_id", "episodes", True),
}


def bring_in(journal: Journal, plan: Plan) -> Written:
    """See `BringingIn.bring_in`."""
    from calfstretch.journal.journal import Written  # which makes what calls this

    with journal.database.transaction() as connection:
        if plan.basis is not None and plan.basis.batch != standing.last_batch(connection):
            plan = _made_again(journal, plan)
        now = journal.stamp()
        writing = _Writing(connection, now, journal.day_start_h)
        real = [change for change in writing.all_of(plan) if change is not None]
        real += [change for change in _put_right(connection, real, writing) if change is not None]
        seq = changes.append(connection, now, "import", plan.label, real) if real else 0
    written = Written(seq, plan.label, tuple(change.record_id for change in real), now)
    if real:
        journal.tell(written)
    return written


def _made_again(journal: Journal, plan: Plan) -> Plan:
    """The plan on the diary as it stands now; what the person chose stays where nothing else came of it."""
    assert plan.basis is not None
    chosen = {line.key: line for line in plan.lines if line.can_be_ticked}
    fresh = plan.basis.again(journal)
    ticks = {
        place: known.ticked
        for place, line in enumerate(fresh.lines)
        if (known := chosen.get(line.key)) is not None and (known.verdict, known.why) == (line.verdict, line.why)
    }
    return fresh.ticking(ticks)


def _put_right(connection: Any, real: list[Change], writing: _Writing) -> Iterator[Change | None]:
    # The drinks of a file change no confirmed water: that is what was said of the whole day, and stays.
    for record in answers.check_ins_after(connection, real, writing.day_start_h):
        yield writing.put(replace(record, changed_at=None))


class _Writing:
    def __init__(self, connection: Any, now: datetime, day_start_h: int) -> None:
        self._connection, self._now, self.day_start_h = connection, now, day_start_h
        self._known: dict[tuple[str, str], bool] = {}

    def all_of(self, plan: Plan) -> Iterator[Change | None]:
        for entry in plan.settings:
            yield self._setting(entry)
        for line in _in_order(plan.lines):
            yield self._line(line)
        for stone in plan.tombstones:
            yield self._tombstone(stone)
        for covered in _parts(plan, self.day_start_h):
            yield from self._covered(covered)

    def _setting(self, entry: SettingEntry) -> Change | None:
        change = asides.put_setting(self._connection, entry)
        if entry.key == _DAY_START and change is not None:
            # Before any day is worked out, those of the entries that are here already too.
            self.day_start_h = asides.day_start_h(self._connection)
            records.recompute_days(self._connection, self.day_start_h)
        return change

    def _line(self, line: Line) -> Change | None:
        record = self._whole(line.record)
        if record is None:
            return None
        # What the person ticked against the diary's later word is their word of today.
        against = line.verdict in (Verdict.OLDER, Verdict.CONFLICT) and line.standing is not None
        return self.put(record, against=against or (line.verdict is Verdict.OLDER and line.why is Why.REMOVED_HERE))

    def _whole(self, record: Record) -> Record | None:
        """The record without a name that leads nowhere; None = it is nothing without."""
        if record.TABLE not in _NAMES:
            return record
        field, table, can_do_without = _NAMES[record.TABLE]
        named = getattr(record, field)
        if named is None or self._is_there(table, named):
            return record
        return replace(record, **{field: None}) if can_do_without else None  # type: ignore[arg-type]

    def _is_there(self, table: str, record_id: str) -> bool:
        key = (table, record_id)
        if not self._known.get(key):
            found = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,)).fetchone()
            self._known[key] = found is not None
        return self._known[key]

    def put(self, record: Record, *, against: bool = False) -> Change | None:
        """Store it with its own stamps; a blank one is now.

        Args:
            against: the diary's word is the later one: unless the record is later it counts as changed now.
        """
        after = to_row(record)
        now = utc_text(self._now)
        after["entered_at"] = after["entered_at"] or now
        after["changed_at"] = after["changed_at"] or now
        if against:
            after["changed_at"] = self._later_than_here(record, after)
        return asides.put_record(self._connection, record, self.day_start_h, after)

    def _later_than_here(self, record: Record, after: Row) -> str:
        before = records.get_row(self._connection, record.TABLE, record.id)
        gone = asides.gone_at(self._connection, record.TABLE, record.id)
        last = max(filter(None, [before and before["changed_at"], before and before["deleted_at"], gone]), default="")
        return after["changed_at"] if after["changed_at"] > last else utc_text(self._now)

    def _tombstone(self, stone: Tombstone) -> Change | None:
        before = records.get_row(self._connection, stone.kind, stone.record_id)
        if before is None:
            return asides.put_tombstone(self._connection, stone)
        if before["deleted_at"] is None:
            return None
        after = {**before, "deleted_at": utc_text(stone.deleted_at)}
        records.put(self._connection, from_row(KINDS[stone.kind], after), self.day_start_h, after)
        return Change(stone.kind, stone.record_id, before, after)

    def _covered(self, covered: Covered) -> Iterator[Change | None]:
        """One range of its own, or the one of the same origin that it touches, made longer."""
        touching = [
            known
            for known in records.everything(self._connection, ImportedRange)
            if known.origin == covered.origin
            and known.first_day <= covered.last + timedelta(days=1)
            and known.last_day >= covered.first - timedelta(days=1)
        ]
        if not touching:
            yield self.put(_range(covered.first, covered.last, covered.origin))
            return
        first = min(covered.first, *(known.first_day for known in touching))
        last = max(covered.last, *(known.last_day for known in touching))
        kept, *others = touching
        if (kept.first_day, kept.last_day) != (first, last):
            yield self.put(replace(kept, first_day=first, last_day=last, changed_at=None))
        for other in others:
            yield self.put(replace(other, deleted_at=self._now, changed_at=None))


def _parts(plan: Plan, day_start_h: int) -> Iterator[Covered]:
    """The days to be declared, without those of an activity that the person left out: there was one."""
    if plan.covered is None:
        return
    first, last, origin = plan.covered
    left_out = {
        line.record.diary_day(day_start_h)
        for line in plan.lines
        if line.kind == Activity.TABLE and line.verdict is Verdict.NEW and not line.ticked
    }
    for day in sorted(day for day in left_out if day is not None and first <= day <= last):
        if first < day:
            yield Covered(first, day - timedelta(days=1), origin)
        first = day + timedelta(days=1)
    if first <= last:
        yield Covered(first, last, origin)


def _range(first: date, last: date, origin: str) -> ImportedRange:
    return ImportedRange(first_day=first, last_day=last, origin=origin, source=Source.IMPORTED)


def _in_order(lines: tuple[Line, ...]) -> Iterator[Line]:
    """What is ticked; a hold goes with its session, ticked or not."""
    coming = {line.record.id for line in lines if line.kind == "sessions" and line.can_be_ticked and line.ticked}
    without = {line.record.id for line in lines if line.kind == "sessions" and line.can_be_ticked and not line.ticked}
    for line in lines:
        with_it = line.why is Why.REMOVED_HERE and getattr(line.record, "session_id", None) in coming
        if (line.ticked or with_it) and line.can_be_ticked:
            if line.kind == "holds" and line.verdict is Verdict.NEW and line.record.session_id in without:  # type: ignore[attr-defined]
                continue
            yield line
