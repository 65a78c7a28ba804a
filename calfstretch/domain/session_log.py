"""A session and its holds as the diary keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from calfstretch.domain.day import diary_day
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, check_range, clean_texts
from calfstretch.domain.routine import Leg, Purpose, TargetOrigin, Variant

if TYPE_CHECKING:
    from calfstretch.domain.session_events import HoldAttempt


class EndReason(StrEnum):
    """How a hold ended."""

    DONE = "done"
    SKIPPED = "skipped"
    REPEATED = "repeated"
    PAIN = "pain"
    STOPPED = "stopped"
    SLEPT = "slept"
    KILLED = "killed"


class Outcome(StrEnum):
    """How a session ended; done = every planned hold has a done attempt."""

    DONE = "done"
    PARTIAL = "partial"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Session(Record):
    """One guided run through a routine, finished or not.

    Args:
        purpose: daily, before_activity, before_bed or relief.
        routine: the routine as it stood at the start (`Routine.to_dict`).
        variant: knee_straight, knee_bent or seated.
        ended_at: None = still running, or killed and not yet settled.
        outcome: None = still running.
        feel_before, feel_after: how the calf felt, 0 (not tight or sore) to 10 (as bad as can be); None = not said.
        episode_id: the episode a relief session belongs to.
    """

    TABLE: ClassVar[str] = "sessions"

    purpose: str
    started_at: Moment
    routine: dict[str, Any] = field(default_factory=dict)
    variant: str = "knee_straight"
    ended_at: Moment | None = None
    outcome: Outcome | None = None
    feel_before: int | None = None
    feel_after: int | None = None
    note: str = ""
    episode_id: str | None = None

    def __post_init__(self) -> None:
        Purpose(self.purpose), Variant(self.variant)
        if self.ended_at is not None and self.ended_at.utc < self.started_at.utc:
            raise ValueError("ended_at: is before the start")
        check_range("feel_before", self.feel_before, 0, 10)
        check_range("feel_after", self.feel_after, 0, 10)
        clean_texts(self, "note")

    def diary_day(self, day_start_h: int) -> date:
        return diary_day(self.started_at, day_start_h)


def nothing_held(attempts: Iterable[HoldAttempt]) -> bool:
    """Whether a session that was stopped leaves nothing to keep: no second was held, and nothing hurt.

    Args:
        attempts: all of its ended attempts.
    """
    attempts = tuple(attempts)
    return sum(each.held_s for each in attempts) < 1 and all(each.end_reason != EndReason.PAIN for each in attempts)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Hold(Record):
    """One attempt at one leg's timed stretch; keyed by (session, ordinal).

    Args:
        ordinal: running number over all attempts of the session, from 1.
        planned_s: seconds the routine asked for; target_s: after + and -; held_s: really held.
        target_origin: app, person or therapist.
        end_reason: a word of `EndReason`.
    """

    TABLE: ClassVar[str] = "holds"

    id: str = ""
    session_id: str
    ordinal: int
    round: int
    leg: str
    attempt: int
    planned_s: float
    target_s: float
    target_origin: str
    held_s: float
    end_reason: str

    def __post_init__(self) -> None:
        for name in ("ordinal", "round", "attempt"):
            check_range(name, getattr(self, name), 1, 10_000)
        if self.leg not in (Leg.LEFT, Leg.RIGHT):
            raise ValueError(f"leg: {self.leg} is not left or right")
        TargetOrigin(self.target_origin), EndReason(self.end_reason)
        check_range("planned_s", self.planned_s, 5, 120)
        check_range("target_s", self.target_s, 5, 120)
        check_range("held_s", self.held_s, 0, 120)
        object.__setattr__(self, "id", f"{self.session_id}/{self.ordinal}")

    @classmethod
    def of(cls, session_id: str, attempt: HoldAttempt) -> Hold:
        """The record of an attempt of the session machine."""
        return cls(
            session_id=session_id,
            ordinal=attempt.ordinal,
            round=attempt.round,
            leg=attempt.leg.value,
            attempt=attempt.attempt,
            planned_s=float(attempt.planned_s),
            target_s=float(attempt.target_s),
            target_origin=attempt.target_origin.value,
            held_s=round(attempt.held_s, 3),
            end_reason=attempt.end_reason.value,
        )
