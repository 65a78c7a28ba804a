"""A moment as the diary keeps it: UTC together with the local offset that was in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

# A diary begins with a living person and this program: moments outside are typing mistakes or broken files.
FIRST_YEAR, LAST_YEAR = 1950, 2150
_MAX_OFFSET_S = 18 * 3600


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One moment.

    Args:
        utc: aware, in UTC, whole milliseconds.
        offset_s: seconds that local time was ahead of UTC at that moment (negative = behind).

    Raises:
        ValueError: not aware, not UTC, outside the years 1950 to 2150, or an offset beyond 18 hours.
    """

    utc: datetime
    offset_s: int

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC and self.utc.utcoffset() != timedelta(0):
            raise ValueError("a moment is kept in UTC")
        if not FIRST_YEAR <= self.utc.year <= LAST_YEAR:
            raise ValueError(f"year {self.utc.year} is outside {FIRST_YEAR} to {LAST_YEAR}")
        if abs(self.offset_s) > _MAX_OFFSET_S:
            raise ValueError(f"offset {self.offset_s} s is more than 18 hours")
        if self.utc.tzinfo is not UTC or self.utc.microsecond % 1000:
            whole_ms = self.utc.replace(microsecond=self.utc.microsecond // 1000 * 1000, tzinfo=UTC)
            object.__setattr__(self, "utc", whole_ms)

    @classmethod
    def of(cls, moment: datetime) -> Moment:
        """The moment of an aware datetime, with its own offset.

        Raises:
            ValueError: the datetime has no offset, or is outside the years a diary can hold.
        """
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("a moment needs its offset from UTC")
        try:
            return cls(moment.astimezone(UTC), round(offset.total_seconds()))
        except OverflowError as error:
            raise ValueError(f"{moment!s} is outside the years a diary can hold") from error

    @classmethod
    def parse(cls, text: str) -> Moment:
        """A moment from ISO 8601 with an offset, such as 2026-11-22T02:14:00+01:00.

        Raises:
            ValueError: not ISO 8601, or without an offset.
        """
        return cls.of(datetime.fromisoformat(text))

    @property
    def local(self) -> datetime:
        """Local date and time of that moment, naive."""
        return (self.utc + timedelta(seconds=self.offset_s)).replace(tzinfo=None)

    @property
    def aware(self) -> datetime:
        """The moment with its own offset."""
        return self.utc.astimezone(timezone(timedelta(seconds=self.offset_s)))

    def iso(self) -> str:
        """ISO 8601 with seconds and the offset."""
        return self.aware.isoformat(timespec="seconds")

    def later(self, seconds: float) -> Moment:
        """The moment so many seconds later, with the same offset."""
        return Moment(self.utc + timedelta(seconds=seconds), self.offset_s)

    def seconds_since(self, earlier: Moment) -> float:
        """Seconds from `earlier` to this moment; negative when it is not earlier."""
        return (self.utc - earlier.utc).total_seconds()


def check_day(name: str, day: date | None) -> None:
    """Raises ValueError when a day that was said is outside the years a diary can hold."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{name}: year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}")


def check_days(first_day: date, last_day: date | None) -> None:
    """Raises ValueError when days from a first to a last one (None = open) are none a diary can hold."""
    check_day("first_day", first_day)
    check_day("last_day", last_day)
    if last_day is not None and last_day < first_day:
        raise ValueError("last_day: is before the first day")


def local_moment(local: datetime, *, fold: int = 0) -> Moment:
    """The moment of a local date and time as a person types it, in the computer's time zone.

    A time that the clocks leap over in spring counts on from before the leap: 02:30 is 03:30.

    Args:
        local: naive local time.
        fold: 0 = the first, 1 = the second passing of a doubled hour.

    Raises:
        ValueError: outside the years a diary can hold.
    """
    check_day("local", local.date())
    return Moment.of(_in_local_zone(local.replace(fold=fold)))


def is_doubled(local: datetime) -> bool:
    """Whether that local time passes twice (clocks go back), so that the person must say which one."""
    check_day("local", local.date())
    first, second = _in_local_zone(local.replace(fold=0)), _in_local_zone(local.replace(fold=1))
    # In the spring gap the two readings differ as well, but there neither reads back as what was typed.
    return first.utcoffset() != second.utcoffset() and first.replace(tzinfo=None) == local


def _in_local_zone(local: datetime) -> datetime:
    # Not local.astimezone(): in the spring gap that goes back an hour instead of on.
    return datetime.fromtimestamp(local.timestamp(), UTC).astimezone()
