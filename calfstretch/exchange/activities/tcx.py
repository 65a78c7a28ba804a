"""TCX: activities of laps and points; courses are no activity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.sports import kind_of
from calfstretch.exchange.activities.values import (
    FARTHEST_M,
    HEARTS,
    HEIGHTS,
    LONGEST_S,
    Climb,
    Mean,
    instant,
    is_odd,
    number,
    within,
)
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.exchange.activities.xml_stream import Element, elements
from calfstretch.i18n import gettext as _

_LONGEST_NOTE = 2000
_NEARLY = 0.95


def read(stream: Stream, watch: Watch, now: datetime | None = None) -> Iterator[FoundActivity | Refusal]:
    """The activities of a TCX file, each as soon as it ends.

    Moving is the sum of the laps' timer times, elapsed the last point's time less the first's, heart rate the mean of
    the laps weighted by their time. Points without a place count like the others: indoors there is none.

    Args:
        now: what "in the future" is measured from; None = now.

    Raises:
        RefusedFile: it cannot be read, or not from here on: what was given before stands.
        NothingInIt: courses or nothing at all.
    """
    now = now or datetime.now(UTC)
    activity: _Activity | None = None
    found, refused = 0, list[Refusal]()
    for event, name, element in elements(stream, watch):
        if event == "start":
            if element.depth == 1 and name != "TrainingCenterDatabase":
                raise RefusedFile(_("It is no TCX file."))
            if name == "Activity":
                activity = _Activity(element.attributes.get("Sport", ""))
            elif activity is not None:
                activity.begin(name, element)
        elif activity is not None:
            activity.end(name, element)
            if name == "Activity":
                one = activity.found(now)
                activity = None
                if isinstance(one, Refusal):
                    refused.append(one)
                else:
                    found += 1
                    yield one
    if not found and refused:
        raise RefusedFile(refused[0].sentence)
    if not found:
        raise NothingInIt(_("It holds no recorded activity, such as a course."))
    yield from refused


class _Activity:
    """What is known of one activity while its elements come by."""

    def __init__(self, sport: str) -> None:
        self._sport = sport.strip()[:200]
        self._note = ""
        self._begins: list[str] = []
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._previous: datetime | None = None
        self._runs_back = self._has_unzoned = False
        self._lap_s: float | None = None
        self._lap_heart: float | None = None
        self._moving_s: float | None = None
        self._distance_m: float | None = None
        self._farthest_m: float | None = None
        self._lap_hearts, self._weights = 0.0, 0.0
        self._hearts = Mean()
        self._climb = Climb()
        self._left_out = 0

    def begin(self, name: str, element: Element) -> None:
        """A begin of an element inside it."""
        if name == "Lap":
            self._lap_s = self._lap_heart = None
            if len(self._begins) < 2:
                self._begins.append(element.attributes.get("StartTime", ""))
        elif name == "Track":
            self._climb.pause()

    def end(self, name: str, element: Element) -> None:
        """An end of an element inside it."""
        parent = element.parent
        if parent == "Trackpoint":
            if name == "Time":
                self._take_time(element.text)
            elif name == "AltitudeMeters":
                height = number(element.text.strip(), *HEIGHTS)
                if height is not None:
                    self._climb.add(height)
            elif name == "DistanceMeters":
                self._farthest_m = self._number(element, FARTHEST_M)
        elif name == "Value":
            heart = number(element.text.strip(), *HEARTS)
            if parent == "HeartRateBpm":
                self._hearts.add(heart)
            elif parent == "AverageHeartRateBpm":
                self._lap_heart = heart
        elif parent == "Lap" and name == "TotalTimeSeconds":
            self._lap_s = self._number(element, LONGEST_S)
        elif parent == "Lap" and name == "DistanceMeters":
            metres = self._number(element, FARTHEST_M)
            if metres is not None:
                self._distance_m = (self._distance_m or 0.0) + metres
        elif name == "Lap":
            self._end_lap()
        elif parent == "Activity" and name == "Id":
            self._begins.insert(0, element.text)
        elif parent == "Activity" and name == "Notes":
            self._note = element.text.strip()[:_LONGEST_NOTE]

    def _end_lap(self) -> None:
        if self._lap_s is not None:
            self._moving_s = (self._moving_s or 0.0) + self._lap_s
            if self._lap_heart is not None:
                self._lap_hearts += self._lap_heart * self._lap_s
                self._weights += self._lap_s

    def _number(self, element: Element, high: float) -> float | None:
        value = number(element.text.strip(), 0, high)
        self._left_out += value is None
        return value

    def _take_time(self, text: str) -> None:
        read = instant(text)
        if read is None:
            self._left_out += 1
            return
        moment, has_zone = read
        self._has_unzoned |= not has_zone
        self._runs_back |= self._previous is not None and moment < self._previous
        self._previous = moment
        if self._first is None or moment < self._first:
            self._first = moment
        if self._last is None or moment > self._last:
            self._last = moment

    def _start(self) -> datetime | None:
        for text in self._begins:
            read = instant(text)
            if read is not None:
                self._has_unzoned |= not read[1]
                return read[0]
        return self._first

    def found(self, now: datetime) -> FoundActivity | Refusal:
        """What it comes to."""
        start = self._start()
        if start is None:
            return Refusal("", _("It does not say when it began."))
        flags = set[Flag]()
        elapsed = None
        if self._first is not None and self._last is not None and self._last > self._first:
            elapsed = within((self._last - self._first).total_seconds(), 0, LONGEST_S)
        moving = within(self._moving_s, 0, LONGEST_S)
        if elapsed is None or (moving is not None and elapsed < _NEARLY * moving - 1):
            if self._first is not None and moving != elapsed:
                flags.add(Flag.ELAPSED_WORKED_OUT)
            elapsed = moving
        if elapsed is None:
            return Refusal(start.isoformat(), _("It does not say how long it took."))
        for flag, holds in (
            (Flag.ELAPSED_WORKED_OUT, self._runs_back),
            (Flag.POINTS_LEFT_OUT, self._left_out > 0),
            (Flag.UTC_ASSUMED, self._has_unzoned),
            (Flag.ODD_DATE, is_odd(start, now)),
        ):
            if holds:
                flags.add(flag)
        distance = self._distance_m or self._farthest_m
        return FoundActivity(
            start_utc=start.replace(microsecond=0),
            kind=kind_of(self._sport),
            sport=self._sport,
            title=self._note,
            elapsed_s=elapsed,
            moving_s=moving,
            distance_m=within(distance, 1e-9, FARTHEST_M),
            climb_m=self._climb.over(distance),
            heart_rate_bpm=self._lap_hearts / self._weights if self._weights else self._hearts.known,
            flags=frozenset(flags),
        )
