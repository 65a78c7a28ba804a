"""Diaries drawn from worlds whose truth is known: days with six notes, and runs; the same seed, the same diary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Whole = NDArray[np.int64]
Answers = NDArray[np.int8]
Numbers = NDArray[np.float64]

UNKNOWN = -1
NOTES = 6
PLANTED = 2
"""Which note the spasms go with, where a world plants a ratio."""
SHARES = (0.5, 0.4, 1 / 3, 0.4, 0.35, 0.25)
"""On how many of the days each note is yes."""
ALWAYS_KNOWN = 2
"""So many notes come from a watch or the weather: known also on a day without a check-in."""
MIDDLE = {"long": 9000.0, "hot": 17.0, "hard": 5.0}
"""Metres, °C and effort that half of the runs lie above, the person's own median being near."""


class Spells(NamedTuple):
    """Good and bad stretches of days: the rate is multiplied by `good` or `bad`, 1 on average."""

    good: float
    bad: float
    good_days: float = 20.0
    bad_days: float = 10.0


BAD_SPELLS = Spells(good=0.4, bad=2.2)
STRONG_SPELLS = Spells(good=0.15, bad=2.7)


@dataclass(frozen=True, slots=True)
class World:
    """What a simulated person's days are like.

    Args:
        rate: spasms on a day without the planted note.
        ratio: how many times as often on days with it; 1 = no link at all.
        lag: 1 = the planted note works on the day after.
        spells: good and bad stretches; None = none.
        clusters: shape of a gamma factor of each day, mean 1 (0.5: some days have several); None = none.
        drift: how much spasms and notes rise together from first to last day (1: from 1/e to e times); 0 = not.
        lasting: share of the days on which a note is what it was the day before, beyond chance; 0 = at random.
        gaps: share of the days in gaps of four to eight days without an answer.
        quiet_skipped: share of the days without a spasm that nobody answers for.
        busy_skipped: the same of days with three notes or more.
        missing: share of days without an answer, at random.
        unsaid: share of answers to a note that are not given on a day that is known.
    """

    name: str
    weeks: int = 12
    rate: float = 0.3
    ratio: float = 1.0
    lag: int = 0
    spells: Spells | None = None
    clusters: float | None = None
    drift: float = 0.0
    lasting: float = 0.0
    gaps: float = 0.0
    quiet_skipped: float = 0.0
    busy_skipped: float = 0.0
    missing: float = 0.0
    unsaid: float = 0.0

    @property
    def days(self) -> int:
        return 7 * self.weeks


class SimulatedDiary(NamedTuple):
    """Days in calendar order.

    Args:
        spasms: of each day; -1 = no check-in.
        notes: one row for each note, 1 = yes, 0 = no, -1 = not said, on the day the note is of.
        happened: spasms of each day, those nobody answered for too.
    """

    world: World
    spasms: Whole
    notes: Answers
    happened: Whole

    def lag(self, note: int) -> int:
        """After how many days this note is compared."""
        return self.world.lag if note == PLANTED else 0

    def at_lag(self, note: int) -> Answers:
        """The note as it stands beside the spasms: with lag 1 that of the day before."""
        lag, row = self.lag(note), self.notes[note]
        return row if not lag else np.concatenate([np.full(lag, UNKNOWN, dtype=np.int8), row[:-lag]])


def diary(world: World, seed: int) -> SimulatedDiary:
    """The diary with this number in this world."""
    rng = np.random.default_rng([seed, *world.name.encode()])
    n = world.days
    slope = world.drift * np.linspace(-1, 1, n)
    notes = np.array([_note(rng, share, slope, world.lasting) for share in SHARES])
    expected = world.rate * np.exp(slope) / np.exp(slope).mean() * _spells(rng, world.spells, n)
    if world.clusters is not None:
        expected = expected * rng.gamma(world.clusters, 1 / world.clusters, n)
    planted = np.concatenate([np.zeros(world.lag, dtype=np.int8), notes[PLANTED]])[:n]
    happened = rng.poisson(expected * np.where(planted == 1, world.ratio, 1.0))
    known = _known(rng, world, happened, notes)
    said = rng.random(notes.shape) >= world.unsaid
    said[ALWAYS_KNOWN:] &= known
    return SimulatedDiary(
        world=world,
        spasms=np.where(known, happened, UNKNOWN),
        notes=np.where(said, notes, UNKNOWN).astype(np.int8),
        happened=happened,
    )


def _note(rng: np.random.Generator, share: float, slope: Numbers, lasting: float) -> Answers:
    """A note that is yes on this share of the days, each day with probability `lasting` what it was the day before."""
    n = len(slope)
    odds = share / (1 - share) * np.exp(slope)
    fresh = rng.random(n) < odds / (1 + odds)
    kept = rng.random(n) < lasting
    kept[0] = False
    newest = np.maximum.accumulate(np.where(kept, 0, np.arange(n)))
    return fresh[newest].astype(np.int8)


def _spells(rng: np.random.Generator, spells: Spells | None, n: int) -> Numbers:
    if spells is None:
        return np.ones(n)
    factors: list[float] = []
    bad = rng.random() < spells.bad_days / (spells.good_days + spells.bad_days)
    while len(factors) < n:
        mean = spells.bad_days if bad else spells.good_days
        factors += [spells.bad if bad else spells.good] * int(rng.geometric(1 / mean))
        bad = not bad
    return np.array(factors[:n])


def _known(rng: np.random.Generator, world: World, happened: Whole, notes: Answers) -> NDArray[np.bool_]:
    """Which days have a check-in; the first always has: looks count from it."""
    n = len(happened)
    known = np.ones(n, dtype=bool)
    if world.gaps:
        at = 1 + int(rng.integers(1, 25))
        while at < n:
            gap = int(rng.integers(4, 9))
            known[at : at + gap] = False
            at += gap + int(rng.geometric(world.gaps / (6 * (1 - world.gaps))))
    known &= ~((happened == 0) & (rng.random(n) < world.quiet_skipped))
    known &= ~((notes.sum(axis=0) > 2) & (rng.random(n) < world.busy_skipped))
    known &= rng.random(n) >= world.missing
    known[0] = True
    return known


@dataclass(frozen=True, slots=True)
class RunWorld:
    """What a simulated runner's runs are like.

    Args:
        a_week: runs in a week, on days drawn anew each week.
        share: share of runs with a spasm where nothing is planted.
        serial: correlation of each run with the one before: of spasms, and of distance, temperature and effort.
        planted: "long", "hot" or "hard"; None = no link at all.
        planted_shares: share of runs with a spasm on the lower and on the higher ones.
    """

    name: str
    weeks: int = 24
    a_week: int = 2
    share: float = 0.35
    serial: float = 0.0
    planted: str | None = None
    planted_shares: tuple[float, float] = (0.2, 0.6)
    missing: float = 0.0

    @property
    def days(self) -> int:
        return 7 * self.weeks


class SimulatedRuns(NamedTuple):
    """Runs in calendar order, at most one a day.

    Args:
        day: counted from 0, the first day of the diary.
        spasm: 1 = at least one began during the run or before the end of that day's night.
        known: 0 for a day without a check-in.
    """

    world: RunWorld
    day: Whole
    spasm: Whole
    known: NDArray[np.bool_]
    distance_m: Numbers
    temperature_c: Numbers
    effort: Whole


def runs(world: RunWorld, seed: int) -> SimulatedRuns:
    """The runner with this number in this world."""
    rng = np.random.default_rng([seed, *world.name.encode()])
    weeks = [7 * week + np.sort(rng.choice(7, world.a_week, replace=False)) for week in range(world.weeks)]
    day = np.concatenate(weeks)
    n = len(day)
    distance_m = np.round(MIDDLE["long"] * np.exp(0.35 * _wave(rng, n, world.serial)), -1)
    temperature_c = np.round(MIDDLE["hot"] + 6 * _wave(rng, n, world.serial), 1)
    effort = np.clip(np.round(MIDDLE["hard"] + 2 * _wave(rng, n, world.serial)), 0, 10)
    share = np.full(n, world.share)
    if world.planted is not None:
        values = {"long": distance_m, "hot": temperature_c, "hard": effort}[world.planted]
        share = np.where(values > MIDDLE[world.planted], world.planted_shares[1], world.planted_shares[0])
    # a normal number is each run's luck, so that bad patches hang together and yet the share is the wanted one
    luck = ndtr(_wave(rng, n, world.serial))
    return SimulatedRuns(
        world=world,
        day=day,
        spasm=(luck < share).astype(np.int64),
        known=rng.random(n) >= world.missing,
        distance_m=distance_m,
        temperature_c=temperature_c,
        effort=effort.astype(np.int64),
    )


def _wave(rng: np.random.Generator, n: int, serial: float) -> Numbers:
    """Normal numbers, each correlated with the one before."""
    fresh = rng.standard_normal(n)
    wave = fresh.copy()
    for at in range(1, n):
        wave[at] = serial * wave[at - 1] + np.sqrt(1 - serial**2) * fresh[at]
    return wave
