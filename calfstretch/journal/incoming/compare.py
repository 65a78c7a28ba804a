"""A file of our own beside the diary: what of it is new, the same, later, earlier, or changed on both sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from calfstretch.domain.contents import Contents, SettingEntry, Tombstone
from calfstretch.domain.day import FIRST_USED_SETTING
from calfstretch.domain.found import Refusal
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import Look, Profile, Tag, tag_key
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold
from calfstretch.domain.setting_values import MOST_CHARACTERS, can_be
from calfstretch.i18n import gettext as _
from calfstretch.journal.incoming.plan import Basis, Line, Plan, Verdict, Why
from calfstretch.storage import standing
from calfstretch.storage.changes import trail
from calfstretch.storage.contents import kinds_in_order, travels
from calfstretch.storage.rows import KINDS, to_row, utc_text
from calfstretch.storage.standing import Key, Standing

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

_STAMPS = frozenset({"entered_at", "changed_at", "deleted_at"})
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_MOST_PLACES = 1_000_000  # of a position; beyond 64 bits no database could keep it


def plan_diary(journal: Journal, contents: Contents, file: str) -> Plan:
    """What would come of a diary's archive or its history; nothing is written."""
    return _Comparison(journal, contents, file).plan()


class _Comparison:
    def __init__(self, journal: Journal, contents: Contents, file: str) -> None:
        self._journal, self._contents, self._file = journal, contents, file
        self._there: Standing = standing.read(journal.database.connection)
        self._stones = {(stone.kind, stone.record_id): stone.deleted_at for stone in contents.tombstones}
        self._refused = list(contents.refused)
        self._tags = self._own_tags()

    def plan(self) -> Plan:
        theirs = self._theirs()
        lines = [line for record in theirs.values() if (line := self._compare(record)) is not None]
        lines = self._with_their_session(lines)
        removed, stones = self._removed(theirs)
        settings = tuple(self._settings())
        return Plan(
            lines=(*lines, *removed),
            refused=tuple(self._refused),
            settings=settings,
            tombstones=tuple(stones),
            label="import diary",
            basis=Basis(self._there.batch, lambda journal: plan_diary(journal, self._contents, self._file)),
        )

    # -- the file ----------------------------------------------------------------------------------------

    def _theirs(self) -> dict[Key, Record]:
        """Every record of the file once, what others refer to first; one that was removed there says so itself."""
        order = {kind: place for place, kind in enumerate(kinds_in_order())}
        found: dict[Key, Record] = {}
        for record in sorted(self._contents.records, key=lambda record: order[record.TABLE]):
            if abs(getattr(record, "position", 0)) > _MOST_PLACES:
                self._refuse(record, _("Its place in the order is no number that can be."))
                continue
            key = (record.TABLE, record.id)
            gone = self._stones.get(key)
            if gone is not None and record.deleted_at is None and gone >= _stamp(record):
                record = replace(record, deleted_at=gone)
            record = self._met(record)
            key = (record.TABLE, record.id)
            known = found.get(key)
            if known is None or _stamp(known) < _stamp(record):
                found[key] = record
            if known is not None and _differences(known, record, None):
                self._refuse(record, _("It stands in the file twice; the later one is taken."))
        return found

    def _met(self, record: Record) -> Record:
        """A tag both diaries have by name is one tag, whoever added it first; there is one profile."""
        if isinstance(record, Profile):
            return replace(record, id=Profile().id)
        if not isinstance(record, Tag) or record.deleted_at is not None or ("tags", record.id) in self._there.records:
            return record
        own = self._tags.get((record.noted_of, tag_key(record.name)))
        return record if own is None else replace(record, id=own.id)

    def _own_tags(self) -> dict[tuple[str, str], Tag]:
        theirs = {record.id for record in self._contents.records if isinstance(record, Tag)}
        return {
            (tag.noted_of, tag_key(tag.name)): tag
            for tag in self._there.records.values()
            if isinstance(tag, Tag) and tag.deleted_at is None and tag.id not in theirs
        }

    def _refuse(self, record: Record, sentence: str) -> None:
        self._refused.append(Refusal(f"{self._file}: {record.TABLE} {record.id}", sentence))

    # -- one record --------------------------------------------------------------------------------------

    def _compare(self, theirs: Record) -> Line | None:
        key = (theirs.TABLE, theirs.id)
        ours = self._there.records.get(key)
        if ours is None or (ours.deleted_at is not None and key in self._there.taken_back):
            return self._unknown(key, theirs, ours)
        if ours.deleted_at is not None or theirs.deleted_at is not None:
            if ours.deleted_at is None or theirs.deleted_at is not None:
                return None  # removed there: `_removed` says what comes of it
            later = _stamp(theirs) > ours.deleted_at
            return self._line(
                Verdict.NEWER if later else Verdict.OLDER, self._overlaid(ours, theirs), ours,
                ticked=later, why=Why.NOTHING if later else Why.REMOVED_HERE,
            )  # fmt: skip
        return self._both_there(ours, theirs)

    def _unknown(self, key: Key, theirs: Record, ours: Record | None) -> Line:
        gone = None if key in self._there.taken_back else self._there.gone.get(key)
        if gone is not None and theirs.deleted_at is None and _stamp(theirs) <= gone:
            return self._line(Verdict.OLDER, theirs, None, ticked=False, why=Why.REMOVED_HERE)
        return self._line(Verdict.NEW, theirs, ours, ticked=True)

    def _both_there(self, ours: Record, theirs: Record) -> Line | None:
        if not self._differ(ours, theirs):
            return self._line(Verdict.SAME, ours, ours, ticked=False)
        try:
            merged = self._overlaid(ours, theirs)
        except ValueError:
            self._refuse(theirs, _("It does not go together with what the diary says of it."))
            return None
        if isinstance(ours, Look):  # the one that was worked out first never changes
            earlier = theirs.entered_at is not None and theirs.entered_at < (ours.entered_at or _LONG_AGO)
            return self._line(Verdict.NEWER if earlier else Verdict.OLDER, merged, ours, ticked=earlier)
        later = _stamp(theirs) > _stamp(ours)
        if theirs.changed_at is None or _stamp(theirs) == _stamp(ours) or self._both_changed(ours, theirs):
            return self._line(Verdict.CONFLICT, merged, ours, ticked=later)
        return self._line(Verdict.NEWER if later else Verdict.OLDER, merged, ours, ticked=later)

    def _line(
        self, verdict: Verdict, record: Record, ours: Record | None, *, ticked: bool, why: Why = Why.NOTHING
    ) -> Line:
        return Line(verdict=verdict, record=record, standing=ours, file=self._file, ticked=ticked, why=why)

    def _differ(self, ours: Record, theirs: Record) -> bool:
        differing = _differences(ours, theirs, self._speaks_for(ours.TABLE))
        if differing == ["episode_id"] and getattr(theirs, "episode_id", None) is None:
            # An archive lets go of an episode that lies in the bin; here it is still named.
            episode = self._there.records.get(("episodes", getattr(ours, "episode_id", "")))
            return episode is None or episode.deleted_at is None
        return bool(differing)

    def _overlaid(self, ours: Record, theirs: Record) -> Record:
        """The file's state; what the file is silent about stays."""
        names = self._speaks_for(ours.TABLE)
        if names is None:
            return theirs
        said = {name: getattr(theirs, name) for name in _differences(ours, theirs, names)}
        return replace(ours, **said, changed_at=theirs.changed_at, deleted_at=theirs.deleted_at)

    def _speaks_for(self, kind: str) -> tuple[str, ...] | None:
        spoken = self._contents.spoken_for
        return None if spoken is None else spoken.get(kind)

    def _both_changed(self, ours: Record, theirs: Record) -> bool:
        """Whether either side went its own way: neither is a state the other had."""
        entered_apart = ours.entered_at != theirs.entered_at
        if not entered_apart and not (_changed(ours) and _changed(theirs)):
            return False
        known = utc_text(_stamp(theirs))
        steps = trail(self._journal.database.connection, ours.TABLE, ours.id)
        return all(change.after is None or change.after["changed_at"] != known for _batch, change in steps)

    def _with_their_session(self, lines: list[Line]) -> list[Line]:
        """The holds of a session that comes in come with it, although they were removed here with it; others stay."""
        coming = {line.record.id for line in lines if line.ticked and line.kind == "sessions"}
        removed = {line.record.id for line in lines if line.why is Why.REMOVED_HERE and line.kind == "sessions"}
        found = []
        for line in lines:
            session_id = line.record.session_id if isinstance(line.record, Hold) else None
            if line.why is Why.REMOVED_HERE and session_id in coming:
                found.append(replace(line, verdict=Verdict.NEW, ticked=True, why=Why.NOTHING))
            elif line.verdict is Verdict.NEW and session_id in removed:
                found.append(replace(line, verdict=Verdict.OLDER, ticked=False, why=Why.REMOVED_HERE))
            else:
                found.append(line)
        return found

    # -- what was removed there --------------------------------------------------------------------------

    def _removed(self, theirs: dict[Key, Record]) -> tuple[list[Line], list[Tombstone]]:
        lines: list[Line] = []
        stones: list[Tombstone] = []
        for key, at in self._stones.items():
            kind, record_id = key
            if kind not in KINDS:
                self._refused.append(Refusal(f"{self._file}: tombstones {record_id}", _("There is no such table.")))
                continue
            ours = self._there.records.get(key)
            if ours is None:
                known = self._there.gone.get(key)
                if key not in theirs and (known is None or known < at):
                    stones.append(Tombstone(kind, record_id, at))
            elif ours.deleted_at is not None:
                if ours.deleted_at < at and key not in theirs:
                    stones.append(Tombstone(kind, record_id, at))
            elif kind != Hold.TABLE and (key not in theirs or theirs[key].deleted_at is not None):
                # A hold stays with its session, in the bin or not.
                later = at > _stamp(ours)
                record = replace(ours, deleted_at=at, changed_at=at)
                verdict = Verdict.NEWER if later else Verdict.OLDER
                lines.append(self._line(verdict, record, ours, ticked=later, why=Why.REMOVED_THERE))
        return lines, stones

    # -- settings ----------------------------------------------------------------------------------------

    def _settings(self) -> Iterator[SettingEntry]:
        for entry in self._contents.settings:
            if not travels(entry.key):
                continue
            is_short = len(json.dumps(entry.value, ensure_ascii=False)) <= MOST_CHARACTERS
            if not is_short or not can_be(entry.key, entry.value):
                said = Refusal(f"{self._file}: settings {entry.key}", _("That setting cannot have such a value."))
                self._refused.append(said)
                continue
            ours = self._there.settings.get(entry.key)
            if ours is None or _is_later(entry, ours):
                yield entry


def _is_later(theirs: SettingEntry, ours: SettingEntry) -> bool:
    if theirs.key == FIRST_USED_SETTING and theirs.value is not None and ours.value is not None:
        return str(theirs.value) < str(ours.value)  # the diary is as old as its older part
    return theirs.changed_at > ours.changed_at


def _stamp(record: Record) -> datetime:
    return record.changed_at or record.entered_at or _LONG_AGO


def _changed(record: Record) -> bool:
    return record.entered_at is None or _stamp(record) > record.entered_at


@cache
def _content_fields(table: str) -> tuple[str, ...]:
    return tuple(each.name for each in fields(KINDS[table]) if each.name not in _STAMPS)


def _differences(ours: Record, theirs: Record, spoken_for: tuple[str, ...] | None) -> list[str]:
    """The fields in which the content is not the same.

    Args:
        spoken_for: None = all of them, each exactly; else these, as exactly as the history writes them.
    """
    if spoken_for is None:
        if vars(ours) == vars(theirs):
            return []
        names = [name for name in _content_fields(ours.TABLE) if getattr(ours, name) != getattr(theirs, name)]
        if names and type(ours) is not Look:
            # 1 and 1.0, or a list and a tuple, are one thing on the disk
            one, other = to_row(ours), to_row(theirs)
            return [] if all(one[name] == other[name] for name in one if name not in _STAMPS) else names
        return names
    return [
        name
        for name in spoken_for
        if name not in _STAMPS and _written(getattr(ours, name)) != _written(getattr(theirs, name))
    ]


def _written(value: Any) -> Any:
    """As much of a value as the history keeps: whole seconds, thousandths."""
    if isinstance(value, Moment):
        return value.utc.replace(microsecond=0), value.offset_s
    if isinstance(value, float):
        return round(value, 3)
    return value
