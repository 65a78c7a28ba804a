"""Workouts and glasses of water from an Apple Health export; the file may have gigabytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from calfstretch.domain.found import METRES_IN_A_MILE, Flag, Found, FoundActivity, FoundDrink, Refusal
from calfstretch.exchange.activities import cells
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.health_bytes import HealthBytes
from calfstretch.exchange.activities.sports import kind_of
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.exchange.activities.xml_stream import Element, elements
from calfstretch.i18n import gettext as _

_ROOT, _SPORT = "HealthData", "HKWorkoutActivityType"
_WATER = "HKQuantityTypeIdentifierDietaryWater"
_DISTANCE, _HEART_RATE = "HKQuantityTypeIdentifierDistance", "HKQuantityTypeIdentifierHeartRate"
_INDOOR, _CLIMB, _HEAT, _ZONE = "HKIndoorWorkout", "HKElevationAscended", "HKWeatherTemperature", "HKTimeZone"
# Source of the units: activity formats, section 6.
_ML = {
    "ml": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "fl_oz_us": 29.5735, "fl_oz_imp": 28.4131, "cup_us": 236.588,
    "cup_imp": 284.131, "pt_us": 473.176, "pt_imp": 568.261,
}  # fmt: skip
_METRES = {"km": 1000.0, "m": 1.0, "cm": 0.01, "mi": METRES_IN_A_MILE, "ft": 0.3048, "yd": 0.9144, "in": 0.0254}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_MOST_DRINK_ML = 5000.0
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?) ?([+-]\d\d:?\d\d|Z)", re.ASCII)
_LONGEST_WORD = 200


def read(stream: Stream, watch: Watch) -> Iterator[Found | Refusal]:
    """The workouts and the water of an export; values that cannot be are refusals. Memory does not grow with the file.

    Raises:
        RefusedFile: no export, or damaged; what was given before stands.
        NothingInIt: a sound export without either.
        CalledOff: the person wishes so.
    """
    is_empty = True
    for one in bounded(_found(stream, watch)):
        is_empty = False
        yield one
    if is_empty:
        raise NothingInIt(_("It is a health export in which there is no workout and no water."))


def _found(stream: Stream, watch: Watch) -> Iterator[FoundActivity | FoundDrink | Refusal]:
    entry: _Entry | None = None
    for what, name, element in elements(HealthBytes(stream), watch):
        if element.depth == 1:
            if name != _ROOT:
                raise RefusedFile(_("It is XML, but no health export: its root is {name}.").format(name=name[:40]))
        elif what == "start":
            if element.depth == 2:
                entry = _begun(name, element)
            elif entry is not None and element.depth == 3:
                entry.take(name, element)
        elif element.depth == 2 and entry is not None:
            yield entry.found()
            entry = None


def _begun(name: str, element: Element) -> _Entry | None:
    """What may become an entry of the diary. Records inside a Correlation stand at top level too."""
    if name == "Workout":
        return _Workout(element)
    return _Water(element) if name == "Record" and element.attributes.get("type") == _WATER else None


class _Entry:
    """A workout or a glass, while its parts are read."""

    def __init__(self, element: Element) -> None:
        self._own = element.attributes
        self._said: dict[str, str] = {}

    def take(self, name: str, element: Element) -> None:
        """A part of it; what stands in it twice is the same."""
        if name == "MetadataEntry":
            key = element.attributes.get("key", "")
            if key in (_INDOOR, _CLIMB, _HEAT, _ZONE):
                self._said.setdefault(key, element.attributes.get("value", ""))

    def found(self) -> FoundActivity | FoundDrink | Refusal:
        """What it is."""
        raise NotImplementedError

    def _start(self) -> datetime | None:
        start = instant(self._own.get("startDate", ""))
        return start if start is not None and cells.can_be_kept(start) else None

    def _zone(self) -> str | None:
        return self._said.get(_ZONE, "").strip()[:64] or None

    def _flags(self, start: datetime, *more: Flag) -> frozenset[Flag]:
        """The offset in the file is that of the day of the export and says nothing of the local time."""
        flags = set(more)
        flags |= set() if self._zone() else {Flag.ZONE_ASSUMED}
        flags |= {Flag.ODD_DATE} if cells.is_odd(start) else set()
        return frozenset(flags)

    def _refused(self, what: str, sentence: str) -> Refusal:
        return Refusal(f"{what} {self._own.get('startDate', '')[:25]}".strip(), sentence)


class _Water(_Entry):
    def found(self) -> FoundDrink | Refusal:
        what = _("water")
        start = self._start()
        if start is None:
            return self._refused(what, _("Its time cannot be."))
        unit = self._own.get("unit", "").strip()
        factor = _ML.get(unit.casefold())
        if factor is None:
            return self._refused(what, _("Its unit is not known: {unit}").format(unit=unit[:20]))
        value = cells.number(self._own.get("value", ""))
        if value is None or not 0 < value * factor <= _MOST_DRINK_ML:
            return self._refused(what, _("Its amount cannot be: {amount}").format(amount=self._shown()))
        source = self._own.get("sourceName", "")[:_LONGEST_WORD]
        return FoundDrink(at_utc=start, zone=self._zone(), ml=value * factor, source=source, flags=self._flags(start))

    def _shown(self) -> str:
        return f"{self._own.get('value', '')[:20]} {self._own.get('unit', '')[:20]}"


class _Workout(_Entry):
    def __init__(self, element: Element) -> None:
        super().__init__(element)
        self._distance: float | None = None
        self._heart_rate: float | None = None

    def take(self, name: str, element: Element) -> None:
        super().take(name, element)
        if name != "WorkoutStatistics":
            return
        values, kind = element.attributes, element.attributes.get("type", "")
        if kind.startswith(_DISTANCE):
            # Walked and ridden in one workout: the way it is named for is the longer one.
            metres = cells.metres(_measured(values.get("sum", ""), values.get("unit", ""), _METRES))
            self._distance = max(self._distance or 0, metres or 0) or None
        elif kind == _HEART_RATE:
            a_minute = 60 if values.get("unit", "").strip() == "count/s" else 1
            average = cells.number(values.get("average", ""))
            self._heart_rate = cells.heart_rate(average * a_minute) if average is not None else None

    def found(self) -> FoundActivity | Refusal:
        start = self._start()
        if start is None:
            return self._refused(_("workout"), _("Its time cannot be."))
        own = self._own
        end = instant(own.get("endDate", ""))
        elapsed = cells.seconds((end - start).total_seconds()) if end is not None else None
        moving = cells.seconds(_measured(own.get("duration", ""), own.get("durationUnit", "min"), _SECONDS))
        more = [Flag.ELAPSED_WORKED_OUT] if elapsed is None and moving is not None else []
        before = cells.metres(_measured(own.get("totalDistance", ""), own.get("totalDistanceUnit", ""), _METRES))
        heat = None if self._said.get(_INDOOR, "").strip() == "1" else celsius(self._said.get(_HEAT, ""))
        sport = own.get("workoutActivityType", "")[:_LONGEST_WORD]
        return FoundActivity(
            start_utc=start,
            zone=self._zone(),
            kind=kind_of(sport),
            sport=sport.removeprefix(_SPORT),
            elapsed_s=elapsed or moving,
            moving_s=moving,
            distance_m=self._distance or before,
            climb_m=cells.climb(_with_unit(self._said.get(_CLIMB, ""), _METRES)),
            temperature_c=heat,
            temperature_kind=None if heat is None else "weather",
            heart_rate_bpm=self._heart_rate,
            flags=self._flags(start, *more),
        )


def instant(text: str) -> datetime | None:
    """The moment of "2025-09-16 16:14:50 +0100" in UTC; None = it is none. Its offset is of no use.

    Source: activity formats, section 6: it is the offset of the day of the export.
    """
    found = _INSTANT.fullmatch(text.strip()) if len(text) < 64 else None
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def celsius(text: str) -> float | None:
    """Degrees C of "61.9694 degF" or "16 degC"; None = it is no temperature."""
    amount, _space, unit = text.strip().partition(" ")
    value = cells.number(amount)
    if value is None or unit not in ("degF", "degC", "K"):
        return None
    converted = {"degC": value, "degF": (value - 32) * 5 / 9, "K": value - 273.15}[unit]
    return cells.temperature(converted)


def _measured(amount: str, unit: str, units: dict[str, float]) -> float | None:
    value, factor = cells.number(amount), units.get(unit.strip().casefold())
    return None if value is None or factor is None else value * factor


def _with_unit(text: str, units: dict[str, float]) -> float | None:
    amount, _space, unit = text.strip().partition(" ")
    return _measured(amount, unit, units)
