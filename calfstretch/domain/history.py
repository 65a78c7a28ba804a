"""The history as plain rows: which columns there are, and which of them each kind of entry fills."""

from __future__ import annotations

COLUMNS = (
    "day", "local_time", "utc_offset", "kind", "leg", "zones", "pain_0_10", "duration_s", "eased_after_s", "qualities",
    "context", "tried", "minutes_awake", "left_planned_s", "left_held_s", "right_planned_s", "right_held_s", "holds",
    "outcome", "feel_before_0_10", "feel_after_0_10", "water_ml", "activity", "minutes", "effort_0_10", "distance_m",
    "temperature_c", "item", "value", "note", "source", "entered_at", "changed_at", "id",
)  # fmt: skip
"""Headings of the history, English for ever. Source: data model, "History CSV"."""

_WHEN = ("day", "local_time", "utc_offset", "kind")
_TRAIL = ("source", "entered_at", "changed_at", "id")
_SESSION = (
    "left_planned_s", "left_held_s", "right_planned_s", "right_held_s", "holds", "outcome", "feel_before_0_10",
    "feel_after_0_10", "note",
)  # fmt: skip
_EPISODE = (
    "leg", "zones", "pain_0_10", "duration_s", "eased_after_s", "qualities", "context", "tried", "minutes_awake",
    "item", "value", "note",
)  # fmt: skip

FILLED: dict[str, tuple[str, ...]] = {
    "pauses": ("day", "kind", "item", "value", "note", *_TRAIL),
    "checkins": ("day", "kind", "value", *_TRAIL),
    "day_items": ("day", "kind", "item", "value", *_TRAIL),
    "sessions": (*_WHEN, *_SESSION, *_TRAIL),
    "episodes": (*_WHEN, *_EPISODE, *_TRAIL),
    "drinks": (*_WHEN, "water_ml", *_TRAIL),
    "activities": (
        *_WHEN, "activity", "minutes", "effort_0_10", "distance_m", "temperature_c", "note", *_TRAIL
    ),
}  # fmt: skip
"""The columns an entry of each table fills, in their order; all others are blank."""

Value = str | int | float | None
"""What a cell holds; None = not said."""

Event = tuple[str, tuple[Value, ...]]
"""One entry: its table and the values of the columns that `FILLED` names for it."""


def full_row(event: Event) -> tuple[Value, ...]:
    """The entry with every column of `COLUMNS`; None = blank."""
    table, values = event
    known = dict(zip(FILLED[table], values, strict=True))
    return tuple(known.get(column) for column in COLUMNS)
