"""What the diary keeps beside days: routines, programme, profile, questions, changes, reminders, answers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from calfstretch.domain.moment import Moment, check_day, check_days
from calfstretch.domain.record import Record, check_range, clean_texts

_LOOKS = uuid.UUID("9f3d6f7c-58c5-4a4e-8a53-6f0c1f0a7d42")


@dataclass(frozen=True, kw_only=True)
class SavedRoutine(Record):
    """A routine of one's own; `body` is `Routine.to_dict`."""

    TABLE: ClassVar[str] = "routines"

    name: str
    body: dict[str, Any] = field(default_factory=dict)
    position: int = 0

    def __post_init__(self) -> None:
        clean_texts(self, "name")


@dataclass(frozen=True, kw_only=True)
class SavedProgramme(Record):
    """How often a routine is to be done; `body` is `Programme.to_dict`."""

    TABLE: ClassVar[str] = "programmes"

    first_day: date
    last_day: date | None = None
    origin: str = "person"
    body: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_days(self.first_day, self.last_day)
        if self.origin not in ("person", "therapist"):
            raise ValueError(f"origin: {self.origin} is not person or therapist")


@dataclass(frozen=True, kw_only=True)
class Profile(Record):
    """Who the diary is about; printed only where the person ticks it."""

    TABLE: ClassVar[str] = "profile"

    id: str = "profile"
    name: str = ""
    conditions: str = ""
    emergency_number: str = ""

    def __post_init__(self) -> None:
        clean_texts(self, "name", "conditions", "emergency_number")


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """Something to ask at the next visit."""

    TABLE: ClassVar[str] = "questions"

    text: str
    asked_on: date | None = None

    def __post_init__(self) -> None:
        clean_texts(self, "text")
        check_day("asked_on", self.asked_on)


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
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

    def __post_init__(self) -> None:
        clean_texts(self, "name")
        if not self.name.strip() or len(self.name) > 96 or "/" in self.name:
            raise ValueError("name: 1 to 96 characters without a slash are needed")
        check_range("lag_days", self.lag_days, 0, 1)


@dataclass(frozen=True, kw_only=True)
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
        object.__setattr__(self, "id", str(uuid.uuid5(_LOOKS, str(self.number))))
