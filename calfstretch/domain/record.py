"""What every entry of the diary has: an identity and the trail of when it was entered and changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Self

MAX_TEXT = 20_000
MAX_NAME = 96
"""Longest name of a tag, in characters."""


class Source(StrEnum):
    """Where an entry came from."""

    TYPED = "typed"
    TIMER = "timer"
    IMPORTED = "imported"
    SUGGESTED = "suggested"


def new_id() -> str:
    """A new identity for a record: a random UUID (version 4)."""
    # By hand: loading the module uuid takes some 5 ms, which would lie between `--cramp` and its commit.
    digits = os.urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def worked_out_id(name_space: str, name: str) -> str:
    """The identity that every computer works out for one name: a UUID of version 5.

    Args:
        name_space: a UUID as text, one for each kind of record.
        name: the record's natural key.
    """
    from uuid import UUID, uuid5

    return str(uuid5(UUID(name_space), name))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Record:
    """Base of every entry.

    Args:
        id: UUID as text; records with a natural key (holds, check-ins, day items) derive it.
        source: where the entry came from.
        entered_at: UTC; set by the journal, None = not yet written.
        changed_at: UTC; set by the journal.
        deleted_at: UTC; None = not in the bin.
    """

    TABLE: ClassVar[str]

    id: str = field(default_factory=new_id)
    source: Source = Source.TYPED
    entered_at: datetime | None = None
    changed_at: datetime | None = None
    deleted_at: datetime | None = None

    # Equality and text are written once: made anew for each kind of record they are a thirtieth of the start.
    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def stamped(self, at: datetime) -> Self:
        """The same record as it stands once it was written at this moment (UTC, whole milliseconds)."""
        # Not replace(): nothing is to be checked again, and this lies between a key press and its answer.
        stamped = object.__new__(type(self))
        stamped.__dict__.update(self.__dict__, entered_at=self.entered_at or at, changed_at=at)
        return stamped

    def diary_day(self, day_start_h: int) -> date | None:
        """The diary day this entry stands on; None = it belongs to no day.

        Args:
            day_start_h: the hour at which a diary day begins.
        """
        return None


def storable(text: str) -> str:
    """The text without NUL and lone surrogates."""
    kept = text.replace("\0", "")
    return kept if kept.isascii() else "".join(c for c in kept if not "\ud800" <= c <= "\udfff")


def check_text(name: str, text: str) -> str:
    """The text without what no file can carry (`storable`).

    Raises:
        ValueError: longer than 20,000 characters.
    """
    kept = storable(text)
    if len(kept) > MAX_TEXT:
        raise ValueError(f"{name}: more than {MAX_TEXT} characters")
    return kept


def clean_texts(record: Record, *names: str) -> None:
    """Check these text fields of a record under construction; None and empty stay so."""
    for name in names:
        text = getattr(record, name)
        if text:
            object.__setattr__(record, name, check_text(name, text))


def check_range(name: str, value: float | None, low: float, high: float) -> None:
    """Raises ValueError when a number that was said lies outside low to high (both allowed)."""
    if value is not None and not low <= value <= high:
        raise ValueError(f"{name}: {value} is not between {low} and {high}")
