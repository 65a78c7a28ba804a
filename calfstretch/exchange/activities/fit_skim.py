"""The few facts of a FIT file that a table about it lacks, without decoding all of it: 25 times faster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from calfstretch.domain.day import ActivityKind
from calfstretch.exchange.activities.fit import EPOCH, SINCE_SWITCHED_ON
from calfstretch.exchange.activities.sports import fit_kind
from calfstretch.exchange.activities.values import HEARTS, HIGHEST_CLIMB_M, TEMPERATURES, Mean, offset_of, within
from calfstretch.exchange.activities.watch import Watch

# Numbers of messages and of their fields in the profile of FIT.
_SESSION, _RECORD, _ACTIVITY = 18, 20, 34
_WHEN = 253
_START, _SPORT, _HEART_RATE, _CLIMB, _TEMPERATURE = 2, 5, 16, 22, 57
_RECORD_HEART_RATE, _RECORD_TEMPERATURE = 3, 13
_LOCAL = 5
_STEPS = 10_000
MOST_SESSIONS = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """What a session says of itself; None = not known."""

    start_utc: datetime | None
    kind: ActivityKind
    heart_rate_bpm: float | None
    temperature_c: float | None
    climb_m: float | None


@dataclass(slots=True)
class Skimmed:
    """What stands in one file.

    Args:
        offset_s: seconds that local time was ahead of UTC; None = it does not say, or what cannot be.
    """

    offset_s: int | None = None
    sessions: list[Session] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Definition:
    """How the messages of one local number are laid out: fields by number, as (offset, size)."""

    number: int
    size: int
    big: bool
    fields: dict[int, tuple[int, int]]


def skim(data: bytes, watch: Watch) -> Skimmed:
    """What can be told without decoding; of a damaged file what stands before the damage.

    Args:
        data: the whole file.

    Raises:
        CalledOff: the person wishes so.
        RefusedFile: it takes longer than any file does.
    """
    known = Skimmed()
    sessions: list[tuple[_Definition, int]] = []
    for definition, at in _messages(data, watch, frozenset({_SESSION, _ACTIVITY})):
        if definition.number == _SESSION:
            sessions.append((definition, at))
        else:
            utc, local = _time(data, definition, at, _WHEN), _time(data, definition, at, _LOCAL)
            if utc is not None and local is not None:
                known.offset_s = offset_of(utc, local)
    known.sessions = [_session(data, definition, at) for definition, at in sessions[:MOST_SESSIONS]]
    # The records are of all sessions together: their mean is that of the one session alone.
    if len(known.sessions) == 1:
        (one,) = known.sessions
        if one.heart_rate_bpm is None or one.temperature_c is None:
            known.sessions = [_averaged(one, data, watch)]
    return known


def _averaged(session: Session, data: bytes, watch: Watch) -> Session:
    """The session with the means of its records where it has none of its own."""
    hearts, temperatures = Mean(), Mean()
    for definition, at in _messages(data, watch, frozenset({_RECORD})):
        hearts.add(within(_byte(data, definition, at, _RECORD_HEART_RATE), *HEARTS))
        temperatures.add(within(_signed(data, definition, at, _RECORD_TEMPERATURE), *TEMPERATURES))
    return replace(
        session,
        heart_rate_bpm=hearts.known if session.heart_rate_bpm is None else session.heart_rate_bpm,
        temperature_c=temperatures.known if session.temperature_c is None else session.temperature_c,
    )


def _messages(data: bytes, watch: Watch, wanted: frozenset[int]) -> Iterator[tuple[_Definition, int]]:
    """The messages of these numbers that are laid out as they should be, with the place of their first field."""
    begin, whole = 0, len(data)
    count = 0
    while begin + 12 <= whole and data[begin + 8 : begin + 12] == b".FIT":
        size = int.from_bytes(data[begin + 4 : begin + 8], "little")
        at = begin + max(12, data[begin])
        # Without a size the watch lost its power; the sum of two bytes stands behind the data.
        end = min(whole, at + size) if size else whole
        begin = end + 2
        definitions: dict[int, _Definition] = {}
        while at < end:
            count += 1
            if count % _STEPS == 0:
                watch.step()
            head = data[at]
            at += 1
            if not head & 0x80 and head & 0x40:
                definition = _definition(data, at, bool(head & 0x20), end)
                if definition is None:
                    return
                definitions[head & 0x0F], at = definition
                continue
            known = definitions.get((head >> 5) & 0x03 if head & 0x80 else head & 0x0F)
            if known is None or at + known.size > end:
                return
            if known.number in wanted:
                yield known, at
            at += known.size


def _definition(data: bytes, at: int, has_own: bool, end: int) -> tuple[_Definition, int] | None:
    """A definition and what follows it; None = it does not end."""
    if at + 5 > end:
        return None
    big = data[at + 1] == 1
    number = int.from_bytes(data[at + 2 : at + 4], "big" if big else "little")
    count, at = data[at + 4], at + 5
    if at + 3 * count > end:
        return None
    fields: dict[int, tuple[int, int]] = {}
    size = 0
    for place in range(at, at + 3 * count, 3):
        fields.setdefault(data[place], (size, data[place + 1]))
        size += data[place + 1]
    at += 3 * count
    if has_own:  # fields of a developer: their size alone matters
        if at >= end or at + 1 + 3 * data[at] > end:
            return None
        size += sum(data[at + 2 : at + 1 + 3 * data[at] : 3])
        at += 1 + 3 * data[at]
    return _Definition(number, size, big, fields), at


def _session(data: bytes, definition: _Definition, at: int) -> Session:
    start = _time(data, definition, at, _START)
    sport = _byte(data, definition, at, _SPORT)
    climb = _unsigned(data, definition, at, _CLIMB, 2)
    return Session(
        None if start is None or start < SINCE_SWITCHED_ON else EPOCH + timedelta(seconds=start),
        fit_kind(None if sport is None else int(sport)),
        within(_byte(data, definition, at, _HEART_RATE), *HEARTS),
        within(_signed(data, definition, at, _TEMPERATURE), *TEMPERATURES),
        within(None if climb is None else float(climb), 0, HIGHEST_CLIMB_M),
    )


def _unsigned(data: bytes, definition: _Definition, at: int, number: int, size: int) -> int | None:
    """A field of that many bytes; None = there is none, or it says that it has no value."""
    place = definition.fields.get(number)
    if place is None or place[1] != size:
        return None
    begin = at + place[0]
    value = int.from_bytes(data[begin : begin + size], "big" if definition.big else "little")
    return None if value == (1 << 8 * size) - 1 else value


def _time(data: bytes, definition: _Definition, at: int, number: int) -> int | None:
    return _unsigned(data, definition, at, number, 4)


def _byte(data: bytes, definition: _Definition, at: int, number: int) -> float | None:
    place = definition.fields.get(number)
    if place is None or place[1] != 1:
        return None
    value = data[at + place[0]]
    return None if value == 0xFF else float(value)


def _signed(data: bytes, definition: _Definition, at: int, number: int) -> float | None:
    place = definition.fields.get(number)
    if place is None or place[1] != 1:
        return None
    value = data[at + place[0]]
    return None if value == 0x7F else float(value - 256 if value > 0x7F else value)
