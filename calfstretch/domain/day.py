"""The diary day: which day a moment belongs to, and what the person notes of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from calfstretch.domain.moment import Moment, check_day, check_days, local_moment
from calfstretch.domain.record import Record, check_range, clean_texts, worked_out_id

DAY_START_H = 4
DAY_START_HOURS = (0, 11)
NOON_H = 12
FIRST_USED_SETTING = "first_used_day"
"""Name of the setting that keeps the first diary day with this program, as YYYY-MM-DD."""
EVENING_H = 18
"""Hour from which a stretch is an evening stretch. Source: the exposures of the data model."""
# One name space so that two computers give one day's check-in the same identity, and merging finds it.
_CHECK_INS = "5c6d0b8e-3b0e-4c35-9a41-0d1f4f5f2a11"


def diary_day(moment: Moment, day_start_h: int = DAY_START_H, *, woke: bool = False) -> date:
    """The diary day a moment belongs to. The one place where this is decided.

    A diary day begins at `day_start_h` and takes the following night with it; a spasm that woke the person before
    noon belongs to the day before. Days are dates, never 24-hour steps.

    Args:
        moment: when it was.
        day_start_h: the hour at which a diary day begins, 0 to 11.
        woke: it was an episode that woke the person.

    Source: product rule "Which day a moment belongs to".
    """
    local = moment.utc + timedelta(seconds=moment.offset_s)
    early = local.hour < day_start_h or (woke and local.hour < NOON_H)
    return local.date() - timedelta(days=1) if early else local.date()


def in_night(moment: Moment, day: date, *, woke: bool = False) -> bool:
    """Whether the moment stands in the night that follows the diary day, shown as a band of its own."""
    return woke or moment.local.date() > day


def ended(day: date, now: Moment, day_start_h: int = DAY_START_H) -> bool:
    """Whether the diary day is over, its night as far as the day boundary included."""
    return diary_day(now, day_start_h) > day


def day_span(day: date, day_start_h: int = DAY_START_H) -> tuple[Moment, Moment]:
    """First moment of a diary day and of the next one, in the computer's time zone.

    Raises:
        ValueError: outside the years a diary can hold.
    """
    check_day("day", day)
    begin = datetime.combine(day, time(day_start_h))
    return local_moment(begin), local_moment(begin + timedelta(days=1))


class ActivityKind(StrEnum):
    """What the person did."""

    RUN = "run"
    WALK = "walk"
    RIDE = "ride"
    SWIM = "swim"
    HIKE = "hike"
    STRENGTH = "strength"
    STAIRS = "stairs"
    STANDING = "standing"
    OTHER = "other"


class Item(StrEnum):
    """What can be noted of a day; tags of one's own are "tag:NAME"."""

    WATER = "water"
    WATER_LEVEL = "water_level"
    ELECTROLYTE_DRINK = "electrolyte_drink"
    SALTS = "salts"
    HOT_DAY = "hot_day"
    MAX_TEMP_C = "max_temp_c"
    SLEEP_H = "sleep_h"
    HEELS = "heels"
    STAIRS = "stairs"
    STANDING = "standing"
    TRAVEL = "travel"
    ALCOHOL = "alcohol"
    NOTE = "note"


TAG_PREFIX = "tag:"
SALT_FORMS = ("drink", "tablet", "food")
MINERALS = ("sodium", "potassium", "calcium", "magnesium")
SALT_WORDS = (*SALT_FORMS, *MINERALS)
"""What salts can say beside yes and no: how they were taken and which, joined with `;` in this order."""
YES_NO_ITEMS = frozenset(
    {
        Item.ELECTROLYTE_DRINK,
        Item.HOT_DAY,
        Item.HEELS,
        Item.STAIRS,
        Item.STANDING,
        Item.TRAVEL,
        Item.ALCOHOL,
    }
)
WATER_LEVELS = ("less", "usual", "more")
# Limits keep out typing mistakes and broken files; they are no advice. Product choice.
MAX_WATER_ML = 20_000
MAX_DRINK_ML = 10_000
MAX_SPASMS = 200
_NUMBER_ITEMS = {Item.WATER: (0, MAX_WATER_ML), Item.MAX_TEMP_C: (-60, 60), Item.SLEEP_H: (0, 24)}
_UNITS = {Item.WATER: "ml", Item.MAX_TEMP_C: "C", Item.SLEEP_H: "h"}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Drink(Record):
    """One drink: a lower bound of the day's water until the day is confirmed.

    Args:
        origin_key: what recognises the same drink in another file; None = typed.
    """

    TABLE: ClassVar[str] = "drinks"

    at: Moment
    ml: int
    origin_key: str | None = None

    def __post_init__(self) -> None:
        check_range("ml", self.ml, 1, MAX_DRINK_ML)
        clean_texts(self, "origin_key")

    def diary_day(self, day_start_h: int) -> date:
        return diary_day(self.at, day_start_h)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Activity(Record):
    """One activity.

    Args:
        sport: what a file calls it, in its own words; None = typed.
        minutes: elapsed minutes; None = not said.
        moving_s: seconds in motion; None = not known.
        effort: session RPE 0 (rest) to 10 (maximal); Source: Foster 2001.
        temperature_kind: "device" or "weather"; None = not known.
        origin_key: what recognises the same activity in another file; None = typed.
    """

    TABLE: ClassVar[str] = "activities"

    at: Moment
    kind: ActivityKind
    sport: str | None = None
    minutes: float | None = None
    effort: int | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    climb_m: float | None = None
    temperature_c: float | None = None
    temperature_kind: str | None = None
    heart_rate_bpm: float | None = None
    origin_key: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_range("minutes", self.minutes, 0, 24 * 60 * 7)
        check_range("effort", self.effort, 0, 10)
        check_range("moving_s", self.moving_s, 0, 24 * 3600 * 7)
        check_range("distance_m", self.distance_m, 0, 2_000_000)
        check_range("climb_m", self.climb_m, -20_000, 100_000)
        check_range("temperature_c", self.temperature_c, -60, 60)
        check_range("heart_rate_bpm", self.heart_rate_bpm, 1, 300)
        if self.temperature_kind not in (None, "device", "weather"):
            raise ValueError(f"temperature_kind: {self.temperature_kind} is not device or weather")
        clean_texts(self, "note", "sport", "origin_key")

    def diary_day(self, day_start_h: int) -> date:
        return diary_day(self.at, day_start_h)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ImportedRange(Record):
    """Diary days that an import of activities covers as a whole: inside it, none recorded means none done.

    Args:
        origin: the file or service, in words.
    """

    TABLE: ClassVar[str] = "imported_ranges"

    first_day: date
    last_day: date
    origin: str = ""

    def __post_init__(self) -> None:
        check_days(self.first_day, self.last_day)
        clean_texts(self, "origin")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CheckIn(Record):
    """The answer that makes a diary day known.

    Args:
        day: the diary day.
        spasms: how many spasms the person said the day and its night had, 0 = none.
    """

    TABLE: ClassVar[str] = "checkins"

    id: str = ""
    day: date
    spasms: int

    def __post_init__(self) -> None:
        check_day("day", self.day)
        check_range("spasms", self.spasms, 0, MAX_SPASMS)
        object.__setattr__(self, "id", worked_out_id(_CHECK_INS, self.day.isoformat()))

    def diary_day(self, day_start_h: int) -> date:
        return self.day


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DayItem(Record):
    """One thing noted of one diary day; keyed by (day, item).

    Args:
        item: one of `Item`, or "tag:NAME".
        value: "yes" or "no" (salts also a list such as "tablet;sodium"), a number with `.` (written one way: 7, 7.5),
            a water level, or the text of a note.
    """

    TABLE: ClassVar[str] = "day_items"

    id: str = ""
    day: date
    item: str
    value: str

    def __post_init__(self) -> None:
        check_day("day", self.day)
        clean_texts(self, "item", "value")
        object.__setattr__(self, "id", f"{self.day.isoformat()}/{self.item}")
        object.__setattr__(self, "value", _checked_value(self.item, self.value))

    @property
    def unit(self) -> str:
        """Unit of the value: "ml", "C", "h", or "" where it has none."""
        return _UNITS.get(Item(self.item), "") if not self.item.startswith(TAG_PREFIX) else ""

    @property
    def number(self) -> float:
        """The value as a number; for items that are numbers."""
        return float(self.value)

    def diary_day(self, day_start_h: int) -> date:
        return self.day


def number_text(value: float) -> str:
    """A number as day items keep it: no exponent, no needless zeros."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _checked_value(item: str, value: str) -> str:
    if item.startswith(TAG_PREFIX):
        if not item[len(TAG_PREFIX) :].strip() or len(item) > 100 or "/" in item:
            raise ValueError("tag: a name of 1 to 96 characters without a slash is needed")
        return value
    known = Item(item)
    if known in YES_NO_ITEMS and value not in ("yes", "no"):
        raise ValueError(f"{item}: yes or no is needed")
    if known is Item.SALTS and value not in ("yes", "no"):
        return salts_text(value.split(";"))
    if known in _NUMBER_ITEMS:
        return number_text(_number(item, value))
    if known is Item.WATER_LEVEL and value not in WATER_LEVELS:
        raise ValueError(f"{item}: less, usual or more is needed")
    return value


def salts_text(words: Iterable[str]) -> str:
    """Salts as a day item keeps them: each word once, in one order.

    Raises:
        ValueError: a word that is none, or no word at all.
    """
    said = {word.strip() for word in words}
    if not said or not said <= set(SALT_WORDS):
        raise ValueError(f"salts: yes, no or words of {', '.join(SALT_WORDS)} are needed")
    return ";".join(word for word in SALT_WORDS if word in said)


def salts_words(value: str) -> tuple[str, ...]:
    """The words of a list of salts; none for a plain yes or no."""
    return () if value in ("yes", "no") else tuple(value.split(";"))


def _number(item: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"{item}: a number is needed") from None
    check_range(item, number, *_NUMBER_ITEMS[Item(item)])
    return number


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Pause(Record):
    """Days taken out of the denominators of coverage and adherence: ill, travel."""

    TABLE: ClassVar[str] = "pauses"

    first_day: date
    last_day: date
    reason: str = ""

    def __post_init__(self) -> None:
        check_days(self.first_day, self.last_day)
        clean_texts(self, "reason")

    def diary_day(self, day_start_h: int) -> date:
        return self.first_day
