"""GPX: recorded tracks out of any program; plans and places are no activity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from calfstretch.domain.found import Flag, FoundActivity
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.sports import kind_of
from calfstretch.exchange.activities.values import (
    FARTHEST_M,
    HEARTS,
    HEIGHTS,
    LONGEST_S,
    MOVING_M_S,
    TEMPERATURES,
    Climb,
    Mean,
    instant,
    is_odd,
    metres_between,
    number,
    within,
)
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.exchange.activities.xml_stream import Element, elements
from calfstretch.i18n import gettext as _

OUTING_GAP = timedelta(hours=6)
"""Tracks of one file that lie further apart are activities of their own: a device that keeps many days in one file."""
MOST_TRACKS = 10_000
_LONGEST_NAME = 500
_HEART, _TEMPERATURE = frozenset({"hr", "heartrate"}), frozenset({"atemp", "temp"})


def read(stream: Stream, watch: Watch, now: datetime | None = None) -> Iterator[FoundActivity]:
    """The activities of a GPX file, versions 1.0 and 1.1, with or without their name space.

    Distance is the sum of the great circles inside segments; moving is what was faster than 1.0 km/h between
    neighbouring times of one segment; elapsed is the largest time less the smallest.

    Args:
        now: what "in the future" is measured from; None = now.

    Raises:
        RefusedFile: not one activity can be read out of it; nothing was given before.
        NothingInIt: a route, places, a track without times.
    """
    reading = _Reading(now or datetime.now(UTC))
    for event, name, element in elements(stream, watch):
        if element.depth == 1 and event == "start" and name != "gpx":
            raise RefusedFile(_("It is no GPX file."))
        reading.take(event, name, element)
    yield from reading.activities()


@dataclass(slots=True)
class _Times:
    """The times of one kind in one track: those that can be, or those that cannot."""

    first: datetime | None = None
    last: datetime | None = None
    count: int = 0
    moving_s: float = 0.0

    def add(self, moment: datetime) -> None:
        self.count += 1
        if self.first is None or moment < self.first:
            self.first = moment
        if self.last is None or moment > self.last:
            self.last = moment

    def join(self, other: _Times) -> None:
        for moment in (other.first, other.last):
            if moment is not None:
                self.add(moment)
        self.count += other.count - (other.first is not None) - (other.last is not None)
        self.moving_s += other.moving_s


@dataclass(slots=True)
class _Track:
    """What is known of one track, or of several that belong together."""

    name: str = ""
    sport: str = ""
    points: int = 0
    left_out: int = 0
    distance_m: float = 0.0
    good: _Times = field(default_factory=_Times)
    odd: _Times = field(default_factory=_Times)
    has_unzoned: bool = False
    runs_back: bool = False
    climb: Climb = field(default_factory=Climb)
    heart: Mean = field(default_factory=Mean)
    temperature: Mean = field(default_factory=Mean)

    @property
    def times(self) -> _Times:
        return self.good if self.good.count else self.odd

    def join(self, other: _Track) -> None:
        self.name, self.sport = self.name or other.name, self.sport or other.sport
        self.points, self.left_out = self.points + other.points, self.left_out + other.left_out
        self.distance_m += other.distance_m
        self.good.join(other.good)
        self.odd.join(other.odd)
        self.has_unzoned |= other.has_unzoned
        self.runs_back |= other.runs_back
        self.climb.metres, self.climb.count = (
            self.climb.metres + other.climb.metres,
            self.climb.count + other.climb.count,
        )
        for own, theirs in ((self.heart, other.heart), (self.temperature, other.temperature)):
            own.total, own.count = own.total + theirs.total, own.count + theirs.count

    def activity(self) -> FoundActivity:
        """What is found; there is at least one time."""
        times = self.times
        assert times.first is not None and times.last is not None
        flags = {Flag.ODD_DATE} if times is self.odd else set()
        if self.left_out or (self.odd.count and self.good.count):
            flags.add(Flag.POINTS_LEFT_OUT)
        if times.count < 2 or times.count * 2 < self.points:
            flags.add(Flag.FEW_TIMES)
        if self.has_unzoned:
            flags.add(Flag.UTC_ASSUMED)
        elapsed: float | None = (times.last - times.first).total_seconds()
        moving = within(min(times.moving_s, elapsed or 0.0), 0, LONGEST_S)
        if self.runs_back or elapsed is None or elapsed > LONGEST_S:
            flags.add(Flag.ELAPSED_WORKED_OUT)
        if elapsed is not None and elapsed > LONGEST_S:
            elapsed = moving
        return FoundActivity(
            start_utc=times.first.replace(microsecond=0),
            kind=kind_of(self.sport),
            sport=self.sport,
            title=self.name,
            elapsed_s=elapsed,
            moving_s=moving,
            distance_m=within(self.distance_m, 1e-9, FARTHEST_M),
            climb_m=self.climb.over(self.distance_m),
            temperature_c=self.temperature.known,
            temperature_kind="device" if self.temperature.count else None,
            heart_rate_bpm=self.heart.known,
            flags=frozenset(flags),
        )


class _Reading:
    """Takes the elements of a file one after the other."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._tracks: list[_Track] = []
        self._track: _Track | None = None
        self._depth = 0  # of the point that is read; 0 = none
        self._place: tuple[float, float] | None = None
        self._height: float | None = None
        self._time: str | None = None
        self._heart: float | None = None
        self._temperature: float | None = None
        # The last point with a place, and the last with a place and a time, of this segment.
        self._before: tuple[float, float] | None = None
        self._last: tuple[float, float] | None = None
        self._step_m = 0.0
        self._last_timed: tuple[float, float, datetime, bool] | None = None
        self._unreadable_times = 0

    def take(self, event: str, name: str, element: Element) -> None:
        """The next begin or end of an element."""
        if event == "end":
            self._end(name, element)
        elif name == "trkpt":
            self._begin_point(element)
        elif name == "trkseg":
            self._last = self._last_timed = None
            if self._track is not None:
                self._track.climb.pause()
        elif name == "trk":
            self._track = _Track()

    def _end(self, name: str, element: Element) -> None:
        if self._depth:
            if element.depth == self._depth:
                self._depth = 0
                self._end_point()
            elif name == "time" and element.depth == self._depth + 1:
                self._time = element.text
            elif name == "ele" and element.depth == self._depth + 1:
                self._height = number(element.text.strip(), *HEIGHTS)
            elif name in _HEART:
                self._heart = number(element.text.strip(), *HEARTS)
            elif name in _TEMPERATURE:
                self._temperature = number(element.text.strip(), *TEMPERATURES)
        elif self._track is None:
            return
        elif name == "trk":
            self._end_track(self._track)
        elif element.parent == "trk" and name == "name":
            self._track.name = element.text.strip()[:_LONGEST_NAME]
        elif element.parent == "trk" and name == "type":
            self._track.sport = element.text.strip()[:_LONGEST_NAME]

    def _end_track(self, track: _Track) -> None:
        self._track = None
        if track.points or track.left_out:
            self._tracks.append(track)
        if len(self._tracks) > MOST_TRACKS:
            raise RefusedFile(_("It holds more tracks than any device keeps."))

    def _begin_point(self, element: Element) -> None:
        self._depth = element.depth
        lat = number(element.attributes.get("lat"), -90, 90)
        lon = number(element.attributes.get("lon"), -180, 180)
        self._place = None if lat is None or lon is None else (lat, lon)
        self._height = self._time = self._heart = self._temperature = None

    def _end_point(self) -> None:
        track = self._track
        if track is None:
            return
        if self._place is None:
            track.left_out += 1
        else:
            track.points += 1
            self._step_m = 0.0 if self._last is None else metres_between(*self._last, *self._place)
            track.distance_m += self._step_m
            self._before, self._last = self._last, self._place
            if self._height is not None:
                track.climb.add(self._height)
        track.heart.add(self._heart)
        track.temperature.add(self._temperature)
        if self._time is not None:
            self._take_time(track, self._time)

    def _take_time(self, track: _Track, text: str) -> None:
        read = instant(text)
        if read is None:
            self._unreadable_times += 1
            track.left_out += 1
            return
        moment, has_zone = read
        track.has_unzoned |= not has_zone
        odd = is_odd(moment, self._now)
        times = track.odd if odd else track.good
        times.add(moment)
        if self._place is None:
            return
        if self._last_timed is not None and self._last_timed[3] is odd:
            lat, lon, before, _odd = self._last_timed
            seconds = (moment - before).total_seconds()
            track.runs_back |= seconds < 0
            # Mostly it is the point just before, whose distance is known by now.
            metres = self._step_m if (lat, lon) == self._before else metres_between(lat, lon, *self._place)
            if seconds and metres / abs(seconds) > MOVING_M_S:
                times.moving_s += abs(seconds)
        self._last_timed = (*self._place, moment, odd)

    def activities(self) -> Iterator[FoundActivity]:
        """What the whole file comes to.

        Raises:
            RefusedFile, NothingInIt: as `read`.
        """
        if not self._tracks:
            raise NothingInIt(_("It holds no recorded track: planned routes and places are no activity."))
        if not any(track.points for track in self._tracks):
            raise RefusedFile(_("None of its points has a place that can be."))
        timed = [track for track in self._tracks if track.times.count]
        if not timed:
            if self._unreadable_times:
                raise RefusedFile(_("None of its times can be read."))
            raise NothingInIt(_("It is a planned route: its points carry no time."))
        # One wrong day in a file must not make an outing of years: such tracks stand behind.
        outings = _outings([track for track in timed if track.good.count]) or _outings(timed)
        self._add_untimed(outings, [track for track in self._tracks if not track.times.count])
        for outing in outings:
            yield outing.activity()

    @staticmethod
    def _add_untimed(outings: list[_Track], untimed: list[_Track]) -> None:
        """Tracks without a time: part of the outing where hardly anything carries one, else a plan beside it."""
        if not untimed:
            return
        points = sum(track.points for track in untimed)
        if len(outings) == 1 and points > outings[0].points:
            for track in untimed:
                outings[0].join(track)
            return
        for outing in outings:
            outing.left_out += points


def _outings(tracks: list[_Track]) -> list[_Track]:
    """Tracks that follow each other closely, joined."""
    joined: list[_Track] = []
    for track in sorted(tracks, key=lambda track: (track.times.first, track.times.last)):
        before = joined[-1].times.last if joined else None
        if before is not None and track.times.first is not None and track.times.first - before < OUTING_GAP:
            joined[-1].join(track)
        else:
            joined.append(track)
    return joined
