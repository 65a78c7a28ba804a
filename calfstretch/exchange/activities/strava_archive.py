"""Strava's whole export: the table of activities, and the original files that know what the table does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Protocol

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, Found, FoundActivity, Refusal
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.containers import Stream, head_of
from calfstretch.exchange.activities.reading import read_stream
from calfstretch.exchange.activities.recognise import Format, recognise
from calfstretch.exchange.activities.strava import Listed, listed
from calfstretch.exchange.activities.watch import FIT_BYTES, RefusedFile, Watch
from calfstretch.i18n import gettext as _

_TABLE, _ORIGINALS = "activities.csv", "activities/"
_FORMATS = (".fit", ".gpx", ".tcx")
_SAME_START_S = 120
_CHUNK = 1 << 18


class Entries(Protocol):
    """The files of an archive; see `containers.Archive`."""

    def names(self) -> list[str]:
        """Names of the entries that can be read, as they stand in the file."""

    def open(self, name: str, watch: Watch) -> Stream:
        """One entry, unpacked, within limits."""


class ApartWatch(Watch):
    """For one file of many: it has its own time, and how much of it is read is nobody's progress."""

    def __init__(self, whole: Watch) -> None:
        super().__init__(now=whole._now)
        self._whole = whole

    def step(self, share: float | None = None) -> None:
        """See `Watch.step`; called off with the whole."""
        super().step()
        self._whole.begin(0)  # the time of the whole does not run while one of its files has its own
        self._whole.step()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an original says of the activity in it."""

    start_utc: datetime | None = None
    kind: ActivityKind = ActivityKind.OTHER
    heart_rate_bpm: float | None = None
    temperature_c: float | None = None
    climb_m: float | None = None


def read_archive(entries: Entries, watch: Watch) -> Iterator[Found | Refusal]:
    """All activities of the export: the rows of the table, filled up from their originals, and originals without a row.

    An original that is damaged or gone loses no row. Progress is told by the originals.

    Raises:
        RefusedFile: the table is beyond its limits; everything else was given before.
        CalledOff: the person wishes so.
    """
    yield from bounded(_Export(entries, watch).found())


class _Export:
    def __init__(self, entries: Entries, watch: Watch) -> None:
        self._entries, self._watch = entries, watch
        names = entries.names()
        tables = [name for name in names if PurePosixPath(name).name.casefold() == _TABLE]
        self._table = min(tables, key=len, default=None)
        self._top = self._table[: -len(_TABLE)] if self._table else ""
        # Planned routes lie in a folder of their own.
        self._originals = [name for name in names if name.startswith(self._top + _ORIGINALS) and _is_original(name)]
        self._left = dict.fromkeys(self._originals)
        self._starts: set[int] = set()

    def found(self) -> Iterator[Found | Refusal]:
        trouble: RefusedFile | None = None
        if self._table is not None:
            try:
                yield from self._rows(self._table)
            except RefusedFile as refused:
                trouble = refused
        for name in list(self._left):
            yield from self._alone(name)
        if trouble is not None:
            raise trouble

    def _rows(self, table: str) -> Iterator[FoundActivity | Refusal]:
        apart = ApartWatch(self._watch)
        for one in listed(self._entries.open(table, apart), apart):
            apart.begin(0)  # the time between two rows went to an original
            if isinstance(one, Listed):
                self._starts.add(_slot(one.activity))
                yield self._completed(one)
            else:
                yield one

    def _completed(self, row: Listed) -> FoundActivity:
        """The row with what its original knows; as it is where that cannot be read."""
        name = self._top + row.file.replace("\\", "/")
        if not row.file or name not in self._left:
            return row.activity
        self._step(name)
        try:
            return self._with_original(row.activity, name)
        except RefusedFile:
            return row.activity

    def _alone(self, name: str) -> Iterator[Found | Refusal]:
        """An original that no row tells of."""
        self._step(name)
        apart = ApartWatch(self._watch)
        try:
            stream = self._entries.open(name, apart)
        except RefusedFile as refused:
            yield Refusal(name, refused.sentence)
            return
        reading = read_stream(name, stream, apart)
        yield from (one for one in reading.found if not self._has_row(one))
        yield from reading.refused
        if reading.nothing:
            yield Refusal(name, reading.nothing)

    def _has_row(self, found: Found) -> bool:
        """Whether the table has an activity of the same start, though it does not name this file."""
        slot = _slot(found) if isinstance(found, FoundActivity) else 0
        return slot > 0 and not self._starts.isdisjoint(range(slot - 1, slot + 2))

    def _step(self, name: str) -> None:
        self._left.pop(name, None)
        self._watch.begin(0)
        self._watch.step(1 - len(self._left) / len(self._originals))

    def _with_original(self, activity: FoundActivity, name: str) -> FoundActivity:
        apart = ApartWatch(self._watch)
        head, stream = head_of(self._entries.open(name, apart))
        kind = recognise(head)
        if kind is Format.FIT:
            from calfstretch.exchange.activities.fit_skim import skim

            known = skim(_all_of(stream), apart)
            facts = [
                _Facts(one.start_utc, one.kind, one.heart_rate_bpm, one.temperature_c, one.climb_m)
                for one in known.sessions
            ]
            return _filled(_with_offset(activity, known.offset_s), facts)
        # Tracks know no local time: they are read for what the row lacks alone.
        if activity.heart_rate_bpm is not None and (kind is Format.TCX or activity.temperature_c is not None):
            return activity
        reading = read_stream(name, stream, apart)
        return _filled(activity, [_of_found(one) for one in reading.found if isinstance(one, FoundActivity)])


def _slot(activity: FoundActivity) -> int:
    """Which two minutes of all time it began in; 0 = not known."""
    return int(activity.start_utc.timestamp() // _SAME_START_S) if activity.start_utc is not None else 0


def _is_original(name: str) -> bool:
    return name.casefold().removesuffix(".gz").endswith(_FORMATS)


def _all_of(stream: Stream) -> bytes:
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > FIT_BYTES:
            raise RefusedFile(_("It is larger than any real file of its kind."))
    return bytes(data)


def _of_found(one: FoundActivity) -> _Facts:
    return _Facts(one.start_utc, one.kind, one.heart_rate_bpm, one.temperature_c, one.climb_m)


def _with_offset(activity: FoundActivity, offset_s: int | None) -> FoundActivity:
    if offset_s is None:
        return activity
    return replace(activity, utc_offset_s=offset_s, flags=activity.flags - {Flag.ZONE_ASSUMED})


def _filled(activity: FoundActivity, originals: list[_Facts]) -> FoundActivity:
    """What the row lacks, from the activity of the same start: an original may hold a whole triathlon."""
    start = activity.start_utc
    near = [
        (abs((one.start_utc - start).total_seconds()), at)
        for at, one in enumerate(originals)
        if one.start_utc is not None and start is not None
    ]
    distance_s, at = min(near, default=(float("inf"), 0))
    if distance_s > _SAME_START_S:
        return activity
    one = originals[at]
    is_cold = activity.temperature_c is None and one.temperature_c is not None
    return replace(
        activity,
        # Its language may be one whose sports nobody here knows.
        kind=one.kind if activity.kind is ActivityKind.OTHER else activity.kind,
        heart_rate_bpm=one.heart_rate_bpm if activity.heart_rate_bpm is None else activity.heart_rate_bpm,
        climb_m=one.climb_m if activity.climb_m is None else activity.climb_m,
        temperature_c=one.temperature_c if is_cold else activity.temperature_c,
        temperature_kind="device" if is_cold else activity.temperature_kind,
    )
