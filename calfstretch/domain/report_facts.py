"""What the therapist's page needs beside `DiaryFacts`: sessions and holds, questions, answers, notes; plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from calfstretch.domain.person import Profile, Question, SafetyAnswer
from calfstretch.domain.routine import Routine


class SessionFacts(NamedTuple):
    """One session that is no relief and has ended.

    Args:
        day: its diary day.
        source: "timer", "typed", "imported".
        done: every planned hold was done.
    """

    id: str
    day: date
    source: str
    done: bool


class HoldFacts(NamedTuple):
    """One attempt at a hold, of a session that is no relief.

    Args:
        day: the diary day of its session.
        leg: "left" or "right".
        target_s, held_s: seconds asked for and seconds held, 0 = none.
        end_reason: as of `EndReason`.
    """

    day: date
    leg: str
    target_s: float
    held_s: float
    end_reason: str


class NoteFacts(NamedTuple):
    """A free text.

    Args:
        kind: table of what it was noted of: "day_items" (the day itself), "episodes", "sessions", "activities".
        record_id: of that entry.
        text: as typed, not blank.
    """

    day: date
    kind: str
    record_id: str
    text: str


class TaggedPause(NamedTuple):
    """A pause: its first and last day and its reason, "ill", "travel", the person's own words, or ""."""

    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Of the whole diary; the range is chosen later.

    Args:
        sessions, holds, notes: oldest first.
        routines: what programmes ask for, by the id of the routine's record.
        late_spasms: ids of episodes typed more than 48 h after they came.
        questions: in the order in which they were typed.
        safety: answers, oldest first.
        profile: None = nothing was said.
    """

    sessions: tuple[SessionFacts, ...] = ()
    holds: tuple[HoldFacts, ...] = ()
    routines: Mapping[str, Routine] = field(default_factory=dict)
    late_spasms: frozenset[str] = frozenset()
    notes: tuple[NoteFacts, ...] = ()
    questions: tuple[Question, ...] = ()
    safety: tuple[SafetyAnswer, ...] = ()
    pauses: tuple[TaggedPause, ...] = ()
    profile: Profile | None = None
