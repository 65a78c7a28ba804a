"""The worlds that are tried: those of the statistics notes, section 8, and runners for section 7b."""

from __future__ import annotations

from tests.insights.simulated import BAD_SPELLS, STRONG_SPELLS, RunWorld, World

# Chosen so that the plain tests without any allowance err about as often in each world as in the notes: a world is as
# hard as it makes them err. Ratios multiply the rate of days without the note, which is 0.3 a day unless said.
RANDOM = World("no link, random spasms")
SPELLS = World("no link, bad spells, persistent notes", spells=BAD_SPELLS, lasting=0.75)
STRONG = World("no link, strong spells", spells=STRONG_SPELLS, lasting=0.6)
CLUSTERED = World("no link, clustered days", clusters=0.5)
DRIFT = World("no link, notes and spasms both drift", drift=1.1)
LONG_SPELLS = World("no link, bad spells, 24 wk", weeks=24, spells=BAD_SPELLS, lasting=0.8)
GAPS = World("no link, gaps of 4-8 days (25 %)", weeks=16, spells=BAD_SPELLS, lasting=0.4, gaps=0.25, unsaid=0.05)
QUIET = World("no link, quiet days skipped (30 %), spells", weeks=16, spells=BAD_SPELLS, lasting=0.4, quiet_skipped=0.3)
VERY_QUIET = World(
    "no link, quiet days skipped (40 %), strong spells",
    weeks=20,
    spells=STRONG_SPELLS,
    lasting=0.5,
    quiet_skipped=0.4,
)
BUSY = World("no link, busy days skipped (30 %)", weeks=16, spells=BAD_SPELLS, lasting=0.2, busy_skipped=0.3)
FEW = World("no link, few spasms", rate=0.12)


def doubled(weeks: int) -> World:
    """Twice as often on days with the planted note."""
    return World(f"ratio 2, {weeks} wk", weeks=weeks, ratio=2.0)


def tripled(weeks: int) -> World:
    """Three times as often on days with the planted note."""
    return World(f"ratio 3, {weeks} wk", weeks=weeks, ratio=3.0)


def day_before(weeks: int) -> World:
    """Three times as often on the day after the planted note."""
    return World(f"ratio 3, day before, {weeks} wk", weeks=weeks, ratio=3.0, lag=1)


TRIPLED_QUIET = World("ratio 3, quiet days skipped (30 %), 24 wk", weeks=24, ratio=3.0, quiet_skipped=0.3)
TRIPLED_MISSING = World(
    "ratio 3, 20 % missing, spells, 24 wk", weeks=24, ratio=3.0, missing=0.2, spells=BAD_SPELLS, lasting=0.3
)
A_THIRD = World("ratio 1/3, 0.5 a day, 24 wk", weeks=24, rate=0.5, ratio=1 / 3)

RUN_SHARES = {1: 0.5, 2: 0.35, 3: 0.35}
"""Share of runs with a spasm by runs a week: with one a week fewer would never make ten in half a year."""


def runner(a_week: int, serial: float) -> RunWorld:
    """A runner whose spasms go with nothing."""
    return RunWorld(f"{a_week} a week, serial {serial:g}", a_week=a_week, share=RUN_SHARES[a_week], serial=serial)


def planted_runner(planted: str, a_week: int, serial: float = 0.0) -> RunWorld:
    """A runner with a spasm on 60 % of the long, hot or hard runs and on 20 % of the others."""
    return RunWorld(f"{planted}, {a_week} a week, serial {serial:g}", a_week=a_week, serial=serial, planted=planted)
