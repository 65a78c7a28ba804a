"""What the diary keeps beside days: routines, programme, profile, questions, changes, reminders, answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, check_text


@dataclass(frozen=True, kw_only=True)
class SavedRoutine(Record):
    """A routine of one's own; `body` is `Routine.to_dict`."""

    TABLE: ClassVar[str] = "routines"

    name: str
    body: dict[str, Any] = field(default_factory=dict)
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class SavedProgramme(Record):
    """How often a routine is to be done; `body` is `Programme.to_dict`."""

    TABLE: ClassVar[str] = "programmes"

    first_day: date
    last_day: date | None = None
    origin: str = "person"
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Profile(Record):
    """Who the diary is about; printed only where the person ticks it."""

    TABLE: ClassVar[str] = "profile"

    id: str = "profile"
    name: str = ""
    conditions: str = ""
    emergency_number: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "conditions", check_text("conditions", self.conditions))


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """Something to ask at the next visit."""

    TABLE: ClassVar[str] = "questions"

    text: str
    asked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MarkedChange(Record):
    """A change the person made and marked, such as "began nightly stretching"."""

    TABLE: ClassVar[str] = "marked_changes"

    day: date
    text: str

    def diary_day(self, day_start_h: int) -> date:
        return self.day


@dataclass(frozen=True, kw_only=True)
class SafetyAnswer(Record):
    """An answer about a red flag, stored because the person gave it; "not_sure" counts as yes."""

    TABLE: ClassVar[str] = "safety_answers"

    at: Moment
    flag: int
    answer: str
    episode_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    """When the person wants to be reminded, and of what; `body` holds its rules."""

    TABLE: ClassVar[str] = "reminders"

    kind: str
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tag(Record):
    """A tag of one's own; day items name it as "tag:NAME"."""

    TABLE: ClassVar[str] = "tags"

    name: str
    lag_days: int = 0
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class Look(Record):
    """One scheduled computation of all comparisons, stored when first made."""

    TABLE: ClassVar[str] = "looks"

    number: int
    day: date
    body: dict[str, Any] = field(default_factory=dict)
