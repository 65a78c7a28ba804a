"""FIT: what a watch recorded, by fitdecode; whole, cut short, or several files in one."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from calfstretch.domain.found import Flag, FoundActivity
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.fit_thin import HEART, TEMPERATURE, thin
from calfstretch.exchange.activities.sports import FIT_SPORTS, fit_kind
from calfstretch.exchange.activities.values import (
    FARTHEST_M,
    HEARTS,
    HIGHEST_CLIMB_M,
    LONGEST_S,
    TEMPERATURES,
    Mean,
    is_odd,
    offset_of,
    within,
)
from calfstretch.exchange.activities.watch import FIT_BYTES, MB, CalledOff, NothingInIt, RefusedFile, Watch
from calfstretch.i18n import gettext as _

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
SINCE_SWITCHED_ON = 0x10000000
"""A time below it counts from when the device was switched on. Source: activity formats, section 1."""
_NO_TIME = 0xFFFFFFFF
_NEARLY = 0.95
MOST_SESSIONS = 1000
_STEPS = 2000
_CHUNK = 1 << 16
_ENDLESS = 0xFFFFFFFF


def read(stream: Stream, watch: Watch, now: datetime | None = None) -> Iterator[FoundActivity]:
    """The activities of a FIT file: one for each session, and of a file without one what its records say.

    Values come from the session; averages it lacks from the records in its time. A file that is damaged or ends early
    gives what was read before, flagged. Positions are not looked at.

    Args:
        now: what "in the future" is measured from; None = now.

    Raises:
        RefusedFile: nothing can be read out of it.
        NothingInIt: a file of another kind, such as a course or a day's steps.
    """
    now = now or datetime.now(UTC)
    parts, damaged = _parts(_whole(stream, watch), watch)
    if not any(part.messages for part in parts):
        raise RefusedFile(_("It is damaged, ends too early or is no FIT file: there is nothing in it to read."))
    found: list[FoundActivity] = []
    no_date = False
    for part in parts:
        of_part, lacks_date = part.activities(now)
        no_date |= lacks_date
        found += [one.flagged(Flag.CUT_SHORT) for one in of_part] if damaged or part.is_damaged else of_part
    yield from found
    if found:
        return
    if no_date:
        raise RefusedFile(_("It does not say on which day it was recorded: the clock of the watch was not set."))
    for part in parts:
        if part.type not in ("", "activity"):
            raise NothingInIt(_other_file(part.type))
    raise RefusedFile(_("It is damaged or ends too early: there is no activity left in it to read."))


def _other_file(kind: str) -> str:
    sentences = {
        "course": _("It is a planned course, not an activity."),
        "workout": _("It is a workout plan, not an activity."),
        "weight": _("It holds weights, not an activity."),
        "settings": _("It holds the settings of a device, not an activity."),
        "monitoring": _("It holds a day's steps and heart rate, not an activity."),
    }
    return next((text for name, text in sentences.items() if kind.startswith(name)), _("It holds no activity."))


def _whole(stream: Stream, watch: Watch) -> bytes:
    """The bytes of the file: the decoder asks for a few at a time, and those are better asked of memory."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        watch.step()
        data += chunk
        if len(data) > FIT_BYTES:
            raise RefusedFile(
                _("It is larger than {count} MB, which no real file of its kind is.").format(count=FIT_BYTES // MB)
            )
    # A device that lost power did not come to write how much there is.
    if len(data) > 14 and data[8:12] == b".FIT" and data[4:8] == b"\0\0\0\0":
        data[4:8] = _ENDLESS.to_bytes(4, "little")
    return bytes(data)


def _parts(data: bytes, watch: Watch) -> tuple[list[_Part], bool]:
    """The FIT files that are chained in one, and whether reading ended before the end."""
    thinned = thin(data, watch)
    if thinned is not None:
        parts: list[_Part] = []
        for one in thinned:
            of_file, damaged = _decoded(one.data, watch, one.record_fields)
            if damaged or len(of_file) != 1:
                break
            of_file[0].is_damaged = not one.is_sound
            parts += of_file
        if len(parts) == len(thinned) and any(part.messages for part in parts):
            return parts, False
    return _decoded(data, watch)


def _decoded(data: bytes, watch: Watch, record_fields: frozenset[int] | None = None) -> tuple[list[_Part], bool]:
    """As `_parts`, by the decoder.

    Args:
        record_fields: the file is one of `thin`, with these fields in its records; they come last, and are not decoded
            where the sessions lack nothing of them. None = the file as it is.
    """
    import io

    from fitdecode import FIT_FRAME_CRC, FIT_FRAME_DATA, FIT_FRAME_HEADER, CrcCheck, ErrorHandling, FitReader

    parts: list[_Part] = []
    # As WARN, without its warnings, which a thread cannot catch for itself: a wrong sum is told by the frame.
    sums = CrcCheck.READONLY if record_fields is None else CrcCheck.DISABLED
    try:
        reader = FitReader(io.BytesIO(data), processor=None, check_crc=sums, error_handling=ErrorHandling.IGNORE)
        for count, frame in enumerate(reader):
            if count % _STEPS == 0:
                watch.step()
            if frame.frame_type == FIT_FRAME_DATA:
                if frame.name == "record" and record_fields is not None and parts[-1].needs_no(record_fields):
                    break
                parts[-1].take(frame)
            elif frame.frame_type == FIT_FRAME_HEADER:
                parts.append(_Part())
            elif frame.frame_type == FIT_FRAME_CRC and record_fields is None:
                parts[-1].is_damaged = not frame.matched
    except (RefusedFile, CalledOff):
        raise
    except Exception:  # whatever the decoder makes of the bytes: a bare AssertionError has been seen
        return parts, True
    return parts, False


@dataclass(slots=True)
class _Session:
    """One session message; times are seconds since the epoch of FIT."""

    sport: int | str | None = None
    sub_sport: str = ""
    start: float | None = None
    end: float | None = None
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    climb_m: float | None = None
    heart_bpm: float | None = None
    temperature_c: float | None = None
    hearts: Mean = field(default_factory=Mean)
    temperatures: Mean = field(default_factory=Mean)


class _Records:
    """The records of one file in a few bytes each: the sessions may come last."""

    def __init__(self) -> None:
        self.times, self.hearts, self.temperatures = array("I"), array("B"), array("b")
        self.first: int | None = None
        self.last: int | None = None
        self.distance_m: float | None = None

    def take(self, values: dict[str, Any]) -> None:
        """One record; one without a time says nothing."""
        time = _whole_number(values.get("timestamp"))
        distance = _number(values.get("distance"), 0, FARTHEST_M)
        if distance is not None:
            self.distance_m = max(self.distance_m or 0.0, distance)
        if time is None:
            return
        if self.first is None:
            self.first = time
        self.last = time
        self.times.append(time)
        self.hearts.append(int(_number(values.get("heart_rate"), *HEARTS) or 0))
        temperature = _number(values.get("temperature"), *TEMPERATURES)
        self.temperatures.append(127 if temperature is None else int(temperature))

    def average(self, sessions: list[_Session]) -> None:
        """Give each session the means of the records in its time."""
        ordered = sorted((one for one in sessions if one.start is not None), key=lambda one: one.start or 0.0)
        starts = [one.start or 0.0 for one in ordered]
        for time, heart, temperature in zip(self.times, self.hearts, self.temperatures, strict=True):
            at = bisect_right(starts, time) - 1
            if at < 0:
                continue
            session = ordered[at]
            length = session.elapsed_s or session.timer_s
            if length is not None and time > starts[at] + length + 1:
                continue
            session.hearts.add(heart or None)
            session.temperatures.add(None if temperature == 127 else temperature)

    def span_s(self) -> float | None:
        """Last less first, where a diary can hold it."""
        if self.first is None or self.last is None:
            return None
        return within(float(self.last - self.first), 0, LONGEST_S)


class _Part:
    """One FIT file of a chain."""

    def __init__(self) -> None:
        self.type = ""
        self.messages = 0
        self.is_damaged = False
        self._sport: int | str | None = None
        self._sub_sport = ""
        self._sessions: list[_Session] = []
        self._records = _Records()
        # Of the activity message: when it was written, in UTC and by the watch's own clock.
        self._written: tuple[int, int] | None = None

    def take(self, frame: Any) -> None:
        """The next message."""
        self.messages += 1
        name = frame.name
        if name == "record":
            self._records.take(_native(frame))
        elif name == "session":
            if len(self._sessions) < MOST_SESSIONS:
                self._sessions.append(_session(_native(frame)))
        elif name == "file_id":
            self.type = self.type or str(_native(frame).get("type") or "")
        elif name == "sport":
            values = _native(frame)
            self._sport, self._sub_sport = _sport(values.get("sport")), str(values.get("sub_sport") or "")
        elif name == "activity":
            values = _native(frame)
            utc, local = _whole_number(values.get("timestamp")), _whole_number(values.get("local_timestamp"))
            if utc is not None and local is not None:
                self._written = (utc, local)

    def needs_no(self, fields: frozenset[int]) -> bool:
        """Whether records with these fields would say nothing that the sessions, all read by now, do not know."""
        if self._records.first is not None or not self._sessions:
            return False  # decided at the first record
        return all(
            one.start is not None
            and one.elapsed_s is not None
            and one.elapsed_s >= (one.timer_s or 0.0)
            and (one.heart_bpm is not None or HEART not in fields)
            and (one.temperature_c is not None or TEMPERATURE not in fields)
            for one in self._sessions
        )

    def activities(self, now: datetime) -> tuple[list[FoundActivity], bool]:
        """What is found in it, and whether something was left out for want of a date."""
        sessions = self._sessions
        if not sessions:
            if self.type not in ("", "activity") or self._records.first is None:
                return [], False
            sessions = [self._session_of_records()]
            if not sessions[0].elapsed_s:
                return [], False
        for session in sessions:
            if session.start is None:
                session.start = self._start_of(session)
        self._records.average(sessions)
        found, no_date = [], False
        for session in sessions:
            if session.sport == "transition":
                continue
            one = self._activity(session, len(sessions) == 1, now)
            no_date |= one is None
            if one is not None:
                found.append(one)
        return (found if self._sessions else [one.flagged(Flag.CUT_SHORT) for one in found]), no_date

    def _session_of_records(self) -> _Session:
        records = self._records
        first = None if records.first is None else float(records.first)
        return _Session(
            self._sport, self._sub_sport, first, elapsed_s=records.span_s(), distance_m=records.distance_m
        )  # fmt: skip

    def _start_of(self, session: _Session) -> float | None:
        """Where the session does not say it: its first record, else its end less its length."""
        if self._records.first is not None and len(self._sessions) == 1:
            return float(self._records.first)
        length = session.elapsed_s or session.timer_s
        return session.end - length if session.end is not None and length is not None else None

    def _offset_s(self) -> int | None:
        """How far the watch's clock was ahead of UTC; None = it does not say, or what cannot be."""
        if self._written is None:
            return None
        return offset_of(*self._written)

    def _activity(self, session: _Session, is_alone: bool, now: datetime) -> FoundActivity | None:
        """None = the day is not known."""
        start = session.start
        if start is None:
            return None
        flags = set[Flag]()
        elapsed, moving = self._lengths(session, is_alone, flags)
        heart = _number(session.heart_bpm, *HEARTS)
        temperature = _number(session.temperature_c, *TEMPERATURES)
        if temperature is None:
            temperature = session.temperatures.known
        utc, local, offset = EPOCH + timedelta(seconds=start), None, self._offset_s()
        if start < SINCE_SWITCHED_ON:
            local = self._local_start(start)
            if local is None:
                return None
            flags.add(Flag.ZONE_ASSUMED)
            offset = None
        if is_odd(utc if local is None else local.replace(tzinfo=UTC), now):
            flags.add(Flag.ODD_DATE)
        distance = _number(session.distance_m, 1e-9, FARTHEST_M)
        return FoundActivity(
            start_utc=utc.replace(microsecond=0) if local is None else None,
            start_local=local,
            utc_offset_s=offset,
            kind=fit_kind(session.sport, session.sub_sport),
            sport=_words(session),
            elapsed_s=elapsed,
            moving_s=moving,
            distance_m=distance,
            # Indoors, without a distance, 0 metres climbed says nothing either.
            climb_m=_number(session.climb_m, 0 if distance else 1, HIGHEST_CLIMB_M),
            temperature_c=temperature,
            temperature_kind=None if temperature is None else "device",
            heart_rate_bpm=session.hearts.known if heart is None else heart,
            flags=frozenset(flags),
        )

    def _lengths(self, session: _Session, is_alone: bool, flags: set[Flag]) -> tuple[float | None, float | None]:
        """Elapsed and moving seconds.

        Source: the rule of the activity formats, section 1: the session's elapsed time if it is at least the timer
        time and below seven days, else last less first record, else the timer time.
        """
        timer, elapsed = within(session.timer_s, 0, LONGEST_S), within(session.elapsed_s, 0, LONGEST_S)
        if elapsed is not None and elapsed >= (timer or 0.0):
            return elapsed, timer
        flags.add(Flag.ELAPSED_WORKED_OUT)
        span = self._records.span_s() if is_alone else None
        if span is not None and span >= _NEARLY * (timer or 0.0):
            return span, timer
        return timer, timer

    def _local_start(self, start: float) -> datetime | None:
        """The start by the watch's clock, of a watch that counts from when it was switched on."""
        if self._written is None:
            return None
        written, local = self._written
        if written >= SINCE_SWITCHED_ON or local < SINCE_SWITCHED_ON or written < start:
            return None
        return (EPOCH + timedelta(seconds=local - (written - start))).replace(microsecond=0, tzinfo=None)


def _session(values: dict[str, Any]) -> _Session:
    start, end = _whole_number(values.get("start_time")), _whole_number(values.get("timestamp"))
    return _Session(
        _sport(values.get("sport")),
        str(values.get("sub_sport") or ""),
        None if start is None else float(start),
        None if end is None else float(end),
        _number(values.get("total_elapsed_time"), 0, LONGEST_S),
        _number(values.get("total_timer_time"), 0, LONGEST_S),
        _number(values.get("total_distance"), 0, FARTHEST_M),
        _number(values.get("total_ascent"), 0, HIGHEST_CLIMB_M),
        _number(values.get("avg_heart_rate"), *HEARTS),
        _number(values.get("avg_temperature"), *TEMPERATURES),
    )


def _native(frame: Any) -> dict[str, Any]:
    """The values of the message's own fields by name: one that a developer added may bear the same name."""
    values: dict[str, Any] = {}
    for one in frame.fields:
        own = one.field_def
        # Without a definition: the time of a compressed header, or what was unpacked out of another field.
        if (own is None or not own.is_dev) and one.field is not None and values.get(one.field.name) is None:
            values[one.field.name] = one.value
    return values


def _sport(value: Any) -> int | str | None:
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None


def _words(session: _Session) -> str:
    """The sport in the watch's words, with the detail where it says more."""
    sport = session.sport
    if isinstance(sport, int):
        sport = FIT_SPORTS.get(sport, str(sport))
    detail = session.sub_sport
    return ", ".join(word for word in (sport or "", "" if detail == "generic" else detail) if word)[:200]


def _number(value: Any, low: float, high: float) -> float | None:
    """The number in the range; a list, a text, an invalid marker is None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return within(float(value), low, high)


def _whole_number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value < _NO_TIME else None
