"""Activities of files beside the diary's: each once, whichever of the chosen files it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from calfstretch.domain.activity_match import START_S, Traits, is_typed_one, same_activity, traits
from calfstretch.domain.day import Activity
from calfstretch.domain.found import EARLIEST_YEAR, FileReading, Flag, FoundActivity, Refusal, Units
from calfstretch.domain.record import MAX_TEXT, Source, storable, worked_out_id
from calfstretch.i18n import gettext as _
from calfstretch.journal.incoming.plan import Line, RunChoices, Verdict, Why
from calfstretch.journal.incoming.seen import Seen

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

# One name space, so that two computers give the activity of one file the same identity.
_ACTIVITIES = "0f2b7c1e-6a39-4d0e-9a44-7c5a3b8e21d6"
_LIMITS = {
    "minutes": (0, 10_080), "moving_s": (0, 604_800), "distance_m": (0, 2_000_000), "climb_m": (-20_000, 100_000),
    "temperature_c": (-60, 60), "heart_rate_bpm": (1, 254),
}  # fmt: skip
_NOTHING_AT_ZERO = ("minutes", "moving_s", "distance_m", "heart_rate_bpm")
_FILLED_IN = (
    "minutes", "moving_s", "distance_m", "climb_m", "temperature_c", "temperature_kind", "heart_rate_bpm", "sport",
)  # fmt: skip
_LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One activity of a file as the diary would keep it."""

    record: Activity
    file: str
    flags: frozenset[Flag]
    traits: Traits

    @property
    def richness(self) -> int:
        """How much is known of it; a local time the file itself knows counts most."""
        known = sum(getattr(self.record, name) is not None for name in _FILLED_IN) + bool(self.record.note)
        return known + (0 if Flag.ZONE_ASSUMED in self.flags else 10)


class ActivityLines:
    """Gathers what the files hold, then sets it beside the diary.

    Args:
        refused: what cannot be is added here.
    """

    def __init__(self, journal: Journal, choices: RunChoices, refused: list[Refusal]) -> None:
        self._journal, self._choices, self._refused = journal, choices, refused
        self._now = journal.now()
        self._found: list[_Candidate] = []
        self.units_assumed: Units | None = None

    def add(self, found: FoundActivity, reading: FileReading) -> None:
        """One more of a file."""
        key = _origin_key(found)
        if found.units_assumed is not None and found.distance_m is not None:
            self.units_assumed = self._choices.units or self.units_assumed or found.units_assumed
            found = found.read_in(self._choices.units or found.units_assumed)
        try:
            at = found.at(self._choices.zone)
        except ValueError:
            self._refused.append(Refusal(reading.name, _("Its date is none that a diary can hold.")))
            return
        values, left_out = _values(found)
        flags = set(found.flags)
        if left_out:
            flags.add(Flag.VALUE_LEFT_OUT)
        if not found.knows_its_zone:
            flags.add(Flag.ZONE_ASSUMED)
        if at.local.year < EARLIEST_YEAR or at.utc > self._now.utc + timedelta(hours=14):
            flags.add(Flag.ODD_DATE)
        record = Activity(
            id=worked_out_id(_ACTIVITIES, key),
            source=Source.IMPORTED,
            at=at,
            kind=found.kind,
            sport=storable(found.sport)[:MAX_TEXT] or None,
            note=storable(found.title)[:MAX_TEXT],
            origin_key=key,
            **values,
        )
        self._found.append(_Candidate(record, reading.name, frozenset(flags), traits(record)))

    def lines(self) -> list[Line]:
        """One line for each, oldest first."""
        self._found.sort(key=lambda one: (one.traits.start, -one.richness, one.record.id))
        beside = _Beside(self._journal)
        twins = _twins(self._found)
        beside.reserve(one for place, one in enumerate(self._found) if place not in twins)
        lines: list[Line] = []
        for place, one in enumerate(self._found):
            if place in twins:
                lines.append(_line(one, Verdict.SAME, standing=None, why=Why.TWICE))
            else:
                lines.append(beside.line(one))
        return lines


def _twins(found: list[_Candidate]) -> set[int]:
    """The places of those that stand in another file, or twice in one, with more known of it there."""
    taken: set[int] = set()
    keys: set[str | None] = set()
    richest_first = sorted(range(len(found)), key=lambda place: (-found[place].richness, place))
    starts = [one.traits.start for one in found]
    for place in richest_first:
        if place in taken:
            continue
        if found[place].record.origin_key in keys:
            taken.add(place)
            continue
        keys.add(found[place].record.origin_key)
        for other in _around(starts, found[place].traits):
            if other != place and other not in taken and same_activity(found[place].traits, found[other].traits):
                taken.add(other)
    return taken


def _around(starts: list[Any], wanted: Traits, before: timedelta = timedelta(seconds=START_S)) -> range:
    """Places in sorted starts within two minutes, or further back."""
    soon = timedelta(seconds=START_S)
    return range(bisect_left(starts, wanted.start - before), bisect_right(starts, wanted.start + soon))


class _Beside:
    """The diary's activities, each of which one of a file can be at most."""

    def __init__(self, journal: Journal) -> None:
        seen = Seen(journal, Activity)
        self._there = sorted(seen.there, key=lambda record: record.at.utc)
        self._removed = sorted(seen.removed, key=lambda record: record.at.utc)
        self._gone = seen.gone
        self._starts = [record.at.utc for record in self._there]
        self._removed_starts = [record.at.utc for record in self._removed]
        self._by_key = {record.origin_key: record for record in self._there if record.origin_key}
        self._by_id = {record.id: record for record in self._there}
        self._typed = [record for record in self._there if record.source is not Source.IMPORTED]
        self._typed_starts = [record.at.utc for record in self._typed]
        self._used: set[str] = set()

    def reserve(self, found: Iterable[_Candidate]) -> None:
        """Those that are recognised for certain are taken by no other one that is like them."""
        self._used = {known.id for one in found if (known := self._exact(one)) is not None}

    def _exact(self, one: _Candidate) -> Activity | None:
        return self._by_key.get(one.record.origin_key or "") or self._by_id.get(one.record.id)

    def line(self, one: _Candidate) -> Line:
        known = self._known(one)
        if known is not None:
            self._used.add(known.id)
            return self._of_known(one, known)
        removed = next(self._removed_ones(one), None)
        if removed is not None or one.record.id in self._gone:
            return _line(one, Verdict.OLDER, standing=removed, why=Why.REMOVED_HERE)
        return _line(one, Verdict.NEW, standing=None, ticked=Flag.ODD_DATE not in one.flags)

    def _known(self, one: _Candidate) -> Activity | None:
        exact = self._exact(one)
        if exact is not None:
            return exact
        same = [self._there[place] for place in _around(self._starts, one.traits)]
        same = [record for record in same if same_activity(traits(record), one.traits)]
        same += self._typed_ones(one)
        left = [record for record in same if record.id not in self._used]
        return min(left, key=lambda record: abs((record.at.utc - one.traits.start).total_seconds()), default=None)

    def _typed_ones(self, one: _Candidate) -> list[Activity]:
        begin = bisect_left(self._typed_starts, one.traits.start - _LONGEST)
        end = bisect_right(self._typed_starts, one.traits.start + _LONGEST)
        return [record for record in self._typed[begin:end] if is_typed_one(traits(record), one.traits)]

    def _removed_ones(self, one: _Candidate) -> Iterator[Activity]:
        for record in self._removed:
            if record.origin_key == one.record.origin_key:
                yield record
        for place in _around(self._removed_starts, one.traits):
            if same_activity(traits(self._removed[place]), one.traits):
                yield self._removed[place]

    def _of_known(self, one: _Candidate, known: Activity) -> Line:
        """What was typed by hand stays; what is blank there is offered to be filled in, once."""
        if known.source is Source.IMPORTED or known.origin_key is not None:
            return _line(one, Verdict.SAME, standing=known)
        blank = {
            name: value
            for name in _FILLED_IN
            if getattr(known, name) is None and (value := getattr(one.record, name)) is not None
        }
        if not known.note and one.record.note:
            blank["note"] = one.record.note
        if "temperature_kind" in blank and "temperature_c" not in blank:
            del blank["temperature_kind"]
        if not set(blank) - {"sport"}:
            return _line(one, Verdict.SAME, standing=known)
        filled = replace(known, **blank, origin_key=one.record.origin_key, changed_at=None)
        return Line(
            verdict=Verdict.NEWER, record=filled, standing=known, file=one.file, flags=one.flags,
            ticked=Flag.ODD_DATE not in one.flags, why=Why.FILLS_IN,
        )  # fmt: skip


def _line(
    one: _Candidate, verdict: Verdict, *, standing: Activity | None, why: Why = Why.NOTHING, ticked: bool = False
) -> Line:
    # What was removed here comes back under its own identity.
    record = one.record if standing is None or verdict is not Verdict.OLDER else replace(one.record, id=standing.id)
    return Line(
        verdict=verdict, record=record, standing=standing, file=one.file, flags=one.flags, ticked=ticked, why=why
    )


def _origin_key(found: FoundActivity) -> str:
    """What recognises it in another reading of the file, whatever the person chooses or changes afterwards."""
    start = found.start_utc or found.start_local
    moment = "" if start is None else start.replace(tzinfo=None).isoformat(timespec="seconds")
    if found.external_id:
        return storable(f"{found.external_id}@{moment}")[:1000]
    length = "" if found.elapsed_s is None else f"{found.elapsed_s:.0f}"
    return f"{moment}/{length}/{found.kind.value}"


def _values(found: FoundActivity) -> tuple[dict[str, Any], bool]:
    """What the diary keeps of the numbers, and whether one was left out that cannot be."""
    elapsed_s = found.elapsed_s if found.elapsed_s else found.moving_s
    said = {
        "minutes": None if elapsed_s is None else elapsed_s / 60,
        "moving_s": found.moving_s,
        "distance_m": found.distance_m,
        "climb_m": found.climb_m,
        "temperature_c": found.temperature_c,
        "heart_rate_bpm": found.heart_rate_bpm,
    }
    kept: dict[str, Any] = {}
    left_out = False
    for name, value in said.items():
        low, high = _LIMITS[name]
        if value is None or (name in _NOTHING_AT_ZERO and value == 0) or (name == "heart_rate_bpm" and value == 255):
            continue
        if low <= value <= high:  # no comparison holds of what is no number
            kept[name] = float(value)
        else:
            left_out = True
    if "temperature_c" in kept and found.temperature_kind in ("device", "weather"):
        kept["temperature_kind"] = found.temperature_kind
    return kept, left_out
