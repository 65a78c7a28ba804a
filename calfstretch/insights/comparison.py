"""One exposure compared: its counts, every number worked out from them, and what may be said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from calfstretch.domain.exposures import Exposure, Unit
from calfstretch.insights.minimum import (
    MIN_COVERAGE,
    MIN_DAYS,
    MIN_DAYS_IN_GROUP,
    MIN_EPISODES,
    MIN_RUNS_IN_GROUP,
    MIN_RUNS_WITH_SPASM,
)


class Status(StrEnum):
    """In which of the four lists an exposure stands."""

    MORE = "more"
    LESS = "less"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is counted before anything is compared.

    Args:
        episodes_with, units_with: spasms, and days, with a yes; of runs: runs with a spasm, and runs.
        episodes_without, units_without: the same with a no.
        left_out: of days: calendar days of the stretch that are not compared; of runs: runs that are not.
        known_days, asked_days: days with a check-in, and the days they are measured against.
    """

    episodes_with: int = 0
    units_with: int = 0
    episodes_without: int = 0
    units_without: int = 0
    left_out: int = 0
    known_days: int = 0
    asked_days: int = 0

    @property
    def units(self) -> int:
        """Days, or runs, compared."""
        return self.units_with + self.units_without

    @property
    def episodes(self) -> int:
        """Spasms on them; of runs: runs with a spasm."""
        return self.episodes_with + self.episodes_without

    @property
    def smaller_group(self) -> int:
        """Days, or runs, in the smaller group."""
        return min(self.units_with, self.units_without)

    @property
    def share_known(self) -> float:
        """Known days as a share of the days that count; 0 where none counts."""
        return self.known_days / self.asked_days if self.asked_days else 0.0

    def is_enough(self, unit: Unit) -> bool:
        """Whether a comparison may be made at all. Source: statistics notes, sections 6 and 7b."""
        need = needed(unit)
        return (
            self.units >= need.units
            and self.smaller_group >= need.in_group
            and self.episodes >= need.episodes
            and self.share_known >= MIN_COVERAGE
        )


class Needed(NamedTuple):
    """The least that a comparison needs: days or runs, of them in each group, and spasms or runs with a spasm."""

    units: int
    in_group: int
    episodes: int


def needed(unit: Unit) -> Needed:
    """What a comparison of days, or of runs, needs besides the coverage."""
    if unit is Unit.RUN:
        return Needed(2 * MIN_RUNS_IN_GROUP, MIN_RUNS_IN_GROUP, MIN_RUNS_WITH_SPASM)
    return Needed(MIN_DAYS, MIN_DAYS_IN_GROUP, MIN_EPISODES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was worked out of an exposure with enough data. Ratios: with the note / without; None = no bound, undefined.

    Args:
        ratio, low, high: the headline: within windows, where that is undefined the crude ratio with widened limits.
        windowed: whether the headline is within windows.
        crude_ratio, exact_low, exact_high: over all days at once, with exact limits.
        widened_low, widened_high: the exact limits, widened by the design effect.
        p_central, p_mid: of the exact comparison; for the therapist's table alone.
        z: more (above 0) or fewer spasms with the note than within windows expected.
        p_shift: of the shift test; p_adjusted: by Holm within the family.
        design_effect: how much more the difference jumps about than independent spasms would, 1 or more.
        dispersion: Pearson's, of the two groups; None = not worked out, as of runs.
        windows: how many there are.
        seed: of the shifts that were drawn.
    """

    ratio: float | None
    low: float | None
    high: float | None
    windowed: bool
    crude_ratio: float | None
    exact_low: float
    exact_high: float | None
    widened_low: float
    widened_high: float | None
    p_central: float
    p_mid: float
    z: float
    p_shift: float
    p_adjusted: float
    design_effect: float
    dispersion: float | None
    windows: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One exposure in a look.

    Args:
        result: None = not enough data: nothing is worked out.
        line: where yes begins: ml, °C, hours of sleep, metres, minutes, effort; None = there is no line.
        by_minutes: of long runs: the line is minutes, not metres.
        too_few_orders: the counts are enough, but the runs can be shifted in too few ways to decide.
    """

    exposure: Exposure
    status: Status
    counts: Counts
    result: Result | None = None
    line: float | None = None
    by_minutes: bool = False
    too_few_orders: bool = False

    @property
    def is_mentioned(self) -> bool:
        """Whether it stands in one of the lists "more often with" and "less often with"."""
        return self.status in (Status.MORE, Status.LESS)
