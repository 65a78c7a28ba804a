"""What the diary keeps beside days: routines, programme, profile, questions, changes, reminders, answers."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, time
from enum import StrEnum
from typing import Any, ClassVar

from calfstretch.domain.fields import check_whole
from calfstretch.domain.moment import Moment, check_day, check_days
from calfstretch.domain.record import MAX_NAME, Record, check_range, clean_texts, worked_out_id
from calfstretch.domain.routine import LegOrder, Purpose, Routine, TargetOrigin, Variant

MAX_UNIT = 40
TIMES_A_DAY = (1, 12)
EVERY_WEEKDAY = (1, 2, 3, 4, 5, 6, 7)
_LOOKS = "9f3d6f7c-58c5-4a4e-8a53-6f0c1f0a7d42"


def check_weekdays(weekdays: tuple[int, ...]) -> None:
    """Raises ValueError unless they are some of 1 (Monday) to 7 (Sunday), ascending, each once, at least one."""
    if not weekdays or list(weekdays) != sorted(set(weekdays)):
        raise ValueError("weekdays must be ascending, each once, at least one")
    for weekday in weekdays:
        check_whole("weekdays", weekday, (1, 7))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SavedRoutine(Record):
    """A routine of one's own; its fields are those of `Routine`, each in a column of its own.

    Raises:
        ValueError: what `Routine` refuses.
    """

    TABLE: ClassVar[str] = "routines"

    name: str
    hold_s: int
    hold_origin: TargetOrigin
    rounds: int
    get_ready_s: int
    swap_s: int
    rest_s: int
    leg_order: LegOrder
    variant: Variant
    purpose: Purpose
    position: int = 0

    def __post_init__(self) -> None:
        clean_texts(self, "name")
        Routine(**self._plan())  # making it checks every field

    @classmethod
    def of(cls, routine: Routine, **more: Any) -> SavedRoutine:
        """The record of a routine; `more` are fields of the record, such as its id."""
        return cls(**({name: getattr(routine, name) for name in _ROUTINE} | more))

    @property
    def routine(self) -> Routine:
        """The routine itself."""
        return Routine(**self._plan())

    def _plan(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _ROUTINE}


_ROUTINE = tuple(each.name for each in fields(Routine))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Programme(Record):
    """How often a routine is to be done; what is to be done, and how long each hold is, the routine says.

    Args:
        routine_id: id of the routine's record.
        times_a_day: 1 to 12 on each of its weekdays.
        weekdays: 1 Monday to 7 Sunday, ascending, at least one.
        first_day: first diary day it holds for.
        last_day: last diary day it holds for; None = open.
        origin: the person or a therapist; the app sets no goals.
        note: in the person's or the therapist's own words.

    Raises:
        ValueError: a value outside its range; the message begins with the field's name.
    """

    TABLE: ClassVar[str] = "programmes"

    routine_id: str
    times_a_day: int = 1
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    first_day: date
    last_day: date | None = None
    origin: TargetOrigin = TargetOrigin.PERSON
    note: str = ""

    def __post_init__(self) -> None:
        if not self.routine_id:
            raise ValueError("routine_id must not be blank")
        check_whole("times_a_day", self.times_a_day, TIMES_A_DAY)
        check_weekdays(self.weekdays)
        check_days(self.first_day, self.last_day)
        if self.origin is TargetOrigin.APP:
            raise ValueError("origin must be person or therapist")
        clean_texts(self, "note")

    def times_on(self, day: date) -> int:
        """How often the routine is asked for on a diary day; 0 = not on that day."""
        ended = self.last_day is not None and day > self.last_day
        if day < self.first_day or ended or day.isoweekday() not in self.weekdays:
            return 0
        return self.times_a_day


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Profile(Record):
    """Who the diary is about; printed only where the person ticks it."""

    TABLE: ClassVar[str] = "profile"

    id: str = "profile"
    name: str = ""
    conditions: str = ""
    emergency_number: str = ""

    def __post_init__(self) -> None:
        clean_texts(self, "name", "conditions", "emergency_number")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Question(Record):
    """Something to ask at the next visit."""

    TABLE: ClassVar[str] = "questions"

    text: str
    asked_on: date | None = None

    def __post_init__(self) -> None:
        clean_texts(self, "text")
        check_day("asked_on", self.asked_on)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MarkedChange(Record):
    """A change the person made and marked, such as "began nightly stretching"."""

    TABLE: ClassVar[str] = "marked_changes"

    day: date
    text: str

    def __post_init__(self) -> None:
        clean_texts(self, "text")
        check_day("day", self.day)

    def diary_day(self, day_start_h: int) -> date:
        return self.day


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SafetyAnswer(Record):
    """An answer about a red flag, stored because the person gave it; "not_sure" counts as yes."""

    TABLE: ClassVar[str] = "safety_answers"

    at: Moment
    flag: int
    answer: str
    episode_id: str | None = None

    def __post_init__(self) -> None:
        check_range("flag", self.flag, 1, 14)
        if self.answer not in ("yes", "no", "not_sure"):
            raise ValueError(f"answer: {self.answer} is not yes, no or not_sure")


class ReminderKind(StrEnum):
    """Of what the person wants to be reminded: the stretch, or the evening's note."""

    STRETCH = "stretch"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Reminder(Record):
    """When the person wants to be reminded, and of what.

    Args:
        local_time: by the clock on the wall, wherever the computer is; whole minutes, no offset.
        weekdays: 1 Monday to 7 Sunday, ascending, at least one.
        is_on: False = kept, and silent.
    """

    TABLE: ClassVar[str] = "reminders"

    kind: ReminderKind
    local_time: time
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    is_on: bool = True

    def __post_init__(self) -> None:
        if self.local_time != time(self.local_time.hour, self.local_time.minute):
            raise ValueError("local_time must be of whole minutes, without an offset")
        check_weekdays(self.weekdays)


class NotedOf(StrEnum):
    """Of what a field of one's own is noted."""

    DAY = "day"
    EPISODE = "episode"


class TagKind(StrEnum):
    """What a field of one's own holds."""

    YES_NO = "yes_no"
    NUMBER = "number"


MOST_TAGS = 20
"""How many tags can be in use at once, of days and of episodes each. Product choice."""


def tag_key(name: str) -> str:
    """What two ways of writing one tag have in common: letters' case and blanks do not count."""
    return " ".join(name.split()).casefold()


def merged_value(kept: str, other: str) -> str:
    """The value of one day on which both of two merged tags were noted.

    A yes stays a yes, since the merged tag means either of the two; of two numbers the kept tag's stands.
    """
    return "yes" if kept == "no" and other == "yes" else kept


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Tag(Record):
    """A tag or number of one's own; day items name it as "tag:NAME", episodes in `own`.

    Args:
        unit: of a number, in the person's words; "" = none.
        lag_days: 0 = compared with the same night, 1 = with the night after.
    """

    TABLE: ClassVar[str] = "tags"

    name: str
    noted_of: NotedOf = NotedOf.DAY
    kind: TagKind = TagKind.YES_NO
    unit: str = ""
    lag_days: int = 0
    position: int = 0

    def __post_init__(self) -> None:
        clean_texts(self, "name", "unit")
        if not self.name.strip() or len(self.name) > MAX_NAME or "/" in self.name:
            raise ValueError(f"name: 1 to {MAX_NAME} characters without a slash are needed")
        if len(self.unit) > MAX_UNIT:
            raise ValueError(f"unit: more than {MAX_UNIT} characters")
        check_range("lag_days", self.lag_days, 0, 1)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Look(Record):
    """One scheduled computation of all comparisons, stored when first made.

    Args:
        number: 1 for the first; two computers give the same look the same identity.
        day: the diary day on which it was made.
        body: the counts of its inputs and its results.
    """

    TABLE: ClassVar[str] = "looks"

    id: str = ""
    number: int
    day: date
    body: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_range("number", self.number, 1, 10_000)
        check_day("day", self.day)
        object.__setattr__(self, "id", worked_out_id(_LOOKS, str(self.number)))
