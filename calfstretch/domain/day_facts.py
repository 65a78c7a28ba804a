"""What the charts and rates need of one diary day, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One diary day in numbers.

    Args:
        known: it has a check-in and is over; False = nothing may be concluded from what is absent.
        spasms: spasms noted, tightness not among them; on a day that is not known a lower bound.
        water_ml: confirmed water in ml; None = not confirmed.
        water_level: "less", "usual" or "more" than usual; None = not said.
        activity_min: minutes of all activities noted.
        stretches: sessions done, relief not among them.
        partial: sessions not done to their end, relief not among them.
        evening_stretch: one of them began in the evening (`EVENING_H` to the day's end).
        paused: inside a pause (ill, travel).
    """

    day: date
    known: bool = False
    spasms: int = 0
    water_ml: float | None = None
    water_level: str | None = None
    activity_min: float = 0.0
    stretches: int = 0
    partial: int = 0
    evening_stretch: bool = False
    paused: bool = False
