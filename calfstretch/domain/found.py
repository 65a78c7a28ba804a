"""What a file from outside holds, before anything of it is stored: activities, drinks, habits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.moment import Moment, local_moment

METRES_IN_A_MILE = 1609.344
EARLIEST_YEAR = 1990
"""Before it no watch wrote such files: an earlier date is a mistake. Source: activity formats, section 8."""


class Flag(StrEnum):
    """What the person should know of something found, because it was worked out or guessed."""

    ZONE_ASSUMED = "zone_assumed"  # the file knows no local time: the time zone of this computer was taken
    UTC_ASSUMED = "utc_assumed"  # times without a zone were taken as UTC
    UNIT_ASSUMED = "unit_assumed"  # the file names no unit of distance
    ELAPSED_WORKED_OUT = "elapsed_worked_out"  # the file's own elapsed time cannot be
    CUT_SHORT = "cut_short"  # the file is damaged or ends early: what stands before that was taken
    FEW_TIMES = "few_times"  # few of its points carry a time
    POINTS_LEFT_OUT = "points_left_out"  # points without a place or time that can be
    ODD_DATE = "odd_date"  # before 1990 or in the future: it is offered and not ticked
    VALUE_LEFT_OUT = "value_left_out"  # one of its values cannot be, such as 2,000 heart beats a minute
    OLD_ENCODING = "old_encoding"  # read as Windows-1252; letters may be wrong


class Units(StrEnum):
    """In what a table without units was written."""

    METRIC = "metric"
    STATUTE = "statute"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActivity:
    """One activity of a file.

    Args:
        start_utc: aware, UTC; None where the file knows local time alone.
        start_local: naive; given where `start_utc` is None.
        utc_offset_s: what the file itself knows of it; None = nothing.
        zone: IANA name of the time zone, where the file says it.
        sport: what the file calls it, in its own words.
        title: its name or note, in the person's words; plain text.
        elapsed_s, moving_s: seconds with and without pauses; distance_m, climb_m: metres; None = not known.
        temperature_kind: "device" or "weather".
        heart_rate_bpm: the average.
        units_assumed: the distance was read in these units because the file does not say.
        external_id: the service's own number for it.
        flags: what was guessed or worked out.
    """

    start_utc: datetime | None = None
    start_local: datetime | None = None
    utc_offset_s: int | None = None
    zone: str | None = None
    kind: ActivityKind = ActivityKind.OTHER
    sport: str = ""
    title: str = ""
    elapsed_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    climb_m: float | None = None
    temperature_c: float | None = None
    temperature_kind: str | None = None
    heart_rate_bpm: float | None = None
    units_assumed: Units | None = None
    external_id: str | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def knows_its_zone(self) -> bool:
        """Whether the local day is certain without a guess."""
        return self.start_local is not None or self.utc_offset_s is not None or self.zone is not None

    def at(self, computer_zone: tzinfo | None = None) -> Moment:
        """When it began, with the local offset of the file, else of that zone.

        Args:
            computer_zone: for what the file does not know; None = the time zone of this computer.

        Raises:
            ValueError: a moment that no diary can hold.
        """
        return moment_of(self.start_utc, self.start_local, self.utc_offset_s, self.zone, computer_zone)

    def read_in(self, units: Units) -> FoundActivity:
        """The same, its distance read in other units; unchanged where the file is certain of them."""
        if self.units_assumed is None or self.distance_m is None or units is self.units_assumed:
            return self
        factor = METRES_IN_A_MILE / 1000
        metres = self.distance_m * factor if units is Units.STATUTE else self.distance_m / factor
        return replace(self, distance_m=metres, units_assumed=units)

    def flagged(self, *flags: Flag) -> FoundActivity:
        """The same with these flags too."""
        return replace(self, flags=self.flags | set(flags))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDrink:
    """One glass of water of a file.

    Args:
        at_utc: aware, UTC.
        zone: IANA name, where the file says it.
        ml: millilitres.
        source: the app that logged it: two apps may log the same glass.
    """

    at_utc: datetime
    zone: str | None = None
    ml: float
    source: str = ""
    flags: frozenset[Flag] = frozenset()

    def at(self, computer_zone: tzinfo | None = None) -> Moment:
        """When it was drunk; see `FoundActivity.at`."""
        return moment_of(self.at_utc, None, None, self.zone, computer_zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDayValue:
    """One value of one habit on one day; becomes a tag of one's own.

    Args:
        name: of the habit.
        value: "yes", "no", or a number with `.`.
        unit: of a number, in the person's words.
    """

    day: date
    name: str
    value: str
    unit: str = ""


Found = FoundActivity | FoundDrink | FoundDayValue


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something of a file that is not brought in.

    Args:
        where: the file, the file inside an archive, or the line.
        sentence: why, in plain words.
    """

    where: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What came of one file, or of one file inside an archive.

    Args:
        name: as the person knows it: "run.fit", "runs.zip: run.fit".
        format: its words for the person, such as "FIT"; "" = not recognised.
        found: what can be brought in.
        refused: what cannot; a file of which nothing can be read has one with its own name.
        nothing: why there is nothing to bring in although the file is sound, such as a planned route; "" = there is.
        is_whole: it is a service's whole export: on a day between its first and last activity without one, none was
            done as far as the service knows. Never where anything of it was refused.
    """

    name: str
    format: str = ""
    found: tuple[Found, ...] = ()
    refused: tuple[Refusal, ...] = ()
    nothing: str = ""
    is_whole: bool = False


def moment_of(
    utc: datetime | None, local: datetime | None, offset_s: int | None, zone: str | None, computer_zone: tzinfo | None
) -> Moment:
    """A moment of what a file knows: UTC with an offset or a zone, or the local time alone.

    Raises:
        ValueError: a moment that no diary can hold, or neither of the two times.
    """
    known = _zone(zone) or computer_zone
    try:
        if utc is None:
            if local is None:
                raise ValueError("neither UTC nor local time")
            # An hour that summer time skips or repeats is taken as its first; nothing is refused for it.
            return local_moment(local) if known is None else Moment.of(local.replace(tzinfo=known, fold=0))
        if offset_s is not None:
            return Moment(utc.astimezone(UTC), offset_s)
        return Moment.of(utc.astimezone(known))
    except OverflowError as error:
        raise ValueError("a moment no diary can hold") from error


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a name from a file: unknown, or no name at all
        return None
