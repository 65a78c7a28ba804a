"""How bad and how long: pain, duration and time to ease as counts and medians; a duration said as a range stays one."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.episode import DurationBand, Helped, Tried

# Both periods need so many spasms with an answer before they stand side by side. Product choice.
MIN_TO_COMPARE = 10
# Up to so many points the running median takes the last 9; of more it takes more, or its line would be a scribble.
_RUNNING = ((150, 9), (600, 25), (math.inf, 101))
WITHIN_S = (60.0, 180.0)
"""The times to ease that are counted, in seconds."""
BANDS_S: dict[str, tuple[float, float]] = {
    DurationBand.UNDER_1: (0.0, 60.0),
    DurationBand.FROM_1_TO_3: (60.0, 180.0),
    DurationBand.FROM_3_TO_10: (180.0, 600.0),
    DurationBand.OVER_10: (600.0, math.inf),
}
"""Shortest and longest of each range, in seconds."""


class Length(NamedTuple):
    """How long one spasm lasted, in seconds.

    Args:
        low_s, high_s: the same where seconds are known; else the ends of its range, the upper one may be infinite.
        band: of `DurationBand`; None = seconds are known.
    """

    low_s: float
    high_s: float
    band: str | None = None


class PainFigures(NamedTuple):
    """The pains that were said.

    Args:
        said: how many.
        middle: the upper median, 0 to 10.
        reached: how many were `middle` or more: half of them or more.
        lowest, highest: 0 to 10.
    """

    said: int
    middle: int
    reached: int
    lowest: int
    highest: int


class LengthFigures(NamedTuple):
    """The durations that were said.

    Args:
        said: how many.
        as_range: of these, how many were said as a range.
        half_within_s: half of them or more lasted so long at most; infinite = half or more may be over 10 minutes.
        within: how many lasted `half_within_s` at most.
        half_beyond_s: half of them or more lasted so long at least.
        longest: the one that may have lasted longest.
    """

    said: int
    as_range: int
    half_within_s: float
    within: int
    half_beyond_s: float
    longest: Length


class Eased(NamedTuple):
    """Times to ease of a group of spasms, as counts.

    Args:
        spasms: how many the group has.
        timed: of these, how many have a time to ease.
        within: of the timed ones, how many eased within each of `WITHIN_S`.
    """

    spasms: int
    timed: int
    within: tuple[int, ...]


class HelpedCount(NamedTuple):
    """What was said of one thing that was tried.

    Args:
        what: as of `Tried`.
    """

    what: str
    yes: int
    a_bit: int
    no: int
    not_said: int

    @property
    def tried(self) -> int:
        """How often it was tried."""
        return self.yes + self.a_bit + self.no + self.not_said


class Running(NamedTuple):
    """The running median at one spasm: between `low` and `high`, which are the same where no range is among them."""

    spasm: SpasmFacts
    low: float
    high: float


class HowBad(NamedTuple):
    """Everything of one stretch of days.

    Args:
        first, last: its diary days.
        spasms: every spasm of these days, oldest first, on days without a check-in too: no rate is made of them.
        pain, length: None = nobody said any.
        with_stretch, other: eased with a stretch, and with other things tried and no stretch.
        nothing_said: where nothing was said to have been tried.
        helped: the things that were tried, in the order of `Tried`.
        running_of: how many spasms each point of the running medians takes.
        running_pain, running_length: from the first spasm with so many said up to it; those before `first` count in.
    """

    first: date
    last: date
    spasms: tuple[SpasmFacts, ...]
    pain: PainFigures | None
    length: LengthFigures | None
    with_stretch: Eased
    other: Eased
    nothing_said: Eased
    helped: tuple[HelpedCount, ...]
    running_of: int
    running_pain: tuple[Running, ...]
    running_length: tuple[Running, ...]


def how_bad(facts: DiaryFacts, first: date, last: date) -> HowBad:
    """How bad and how long the spasms of the days from first to last were."""
    spasms = between(facts.spasms, first, last)
    stretched = [spasm for spasm in spasms if _stretched(spasm)]
    other = [spasm for spasm in spasms if spasm.tried and not _stretched(spasm)]
    nothing = [spasm for spasm in spasms if not spasm.tried]
    shown = max(sum(s.pain is not None for s in spasms), sum(length(s) is not None for s in spasms))
    running_of = next(take for most, take in _RUNNING if shown <= most)
    upto = between(facts.spasms, date.min, last)
    return HowBad(
        first=first,
        last=last,
        spasms=spasms,
        pain=pain_figures(spasms),
        length=length_figures(spasms),
        with_stretch=eased(stretched),
        other=eased(other),
        nothing_said=eased(nothing),
        helped=helped(spasms),
        running_of=running_of,
        running_pain=tuple(each for each in running_pain(upto, running_of) if each.spasm.day >= first),
        running_length=tuple(each for each in running_length(upto, running_of) if each.spasm.day >= first),
    )


def period_before(facts: DiaryFacts, first: date, last: date) -> tuple[date, date] | None:
    """As many days just before a stretch of days; None = the diary does not reach back so far."""
    begin = first - timedelta(days=(last - first).days + 1)
    if not facts.days or begin < facts.days[0].day:
        return None
    return begin, first - timedelta(days=1)


def between(spasms: Sequence[SpasmFacts], first: date, last: date) -> tuple[SpasmFacts, ...]:
    """The spasms of the days from first to last, oldest first."""
    return tuple(spasm for spasm in spasms if first <= spasm.day <= last)


def length(spasm: SpasmFacts) -> Length | None:
    """How long a spasm lasted; None = not said."""
    if spasm.duration_s is not None:
        return Length(spasm.duration_s, spasm.duration_s)
    if spasm.duration_band is not None:
        return Length(*BANDS_S[spasm.duration_band], spasm.duration_band)
    return None


def pain_figures(spasms: Iterable[SpasmFacts]) -> PainFigures | None:
    """The pains in figures; None = nobody said any."""
    pains = sorted(spasm.pain for spasm in spasms if spasm.pain is not None)
    if not pains:
        return None
    middle = pains[len(pains) // 2]
    return PainFigures(len(pains), middle, len(pains) - bisect_left(pains, middle), pains[0], pains[-1])


def length_figures(spasms: Iterable[SpasmFacts]) -> LengthFigures | None:
    """The durations in figures; None = nobody said any.

    The median of the upper ends is a time that half or more surely lasted at most, the median of the lower ends one
    that half or more surely lasted at least: a median grows with each of its values, so the true one lies between.
    """
    lengths = [known for spasm in spasms if (known := length(spasm)) is not None]
    if not lengths:
        return None
    highs, lows = sorted(each.high_s for each in lengths), sorted(each.low_s for each in lengths)
    within = highs[(len(highs) - 1) // 2]
    return LengthFigures(
        said=len(lengths),
        as_range=sum(each.band is not None for each in lengths),
        half_within_s=within,
        within=sum(high <= within for high in highs),
        half_beyond_s=lows[len(lows) // 2],
        longest=max(lengths, key=lambda each: (each.high_s, each.low_s)),
    )


def eased(spasms: Sequence[SpasmFacts]) -> Eased:
    """The times to ease of a group, as counts."""
    times = [spasm.eased_after_s for spasm in spasms if spasm.eased_after_s is not None]
    return Eased(len(spasms), len(times), tuple(sum(time <= limit for time in times) for limit in WITHIN_S))


def helped(spasms: Iterable[SpasmFacts]) -> tuple[HelpedCount, ...]:
    """What was said of each thing that was tried; things never tried are left out."""
    said: dict[str, list[str]] = {}
    for spasm in spasms:
        for what, answer in spasm.tried:
            said.setdefault(what, []).append(answer)
    order = [what for what in Tried if what in said] + sorted(set(said) - set(Tried))
    return tuple(_helped_count(str(what), said[what]) for what in order)


def _helped_count(what: str, answers: Sequence[str]) -> HelpedCount:
    yes, a_bit, no = (answers.count(answer) for answer in (Helped.YES, Helped.A_BIT, Helped.NO))
    return HelpedCount(what, yes, a_bit, no, len(answers) - yes - a_bit - no)


def running_pain(spasms: Iterable[SpasmFacts], take: int) -> list[Running]:
    """The median of the last `take` (odd) pains said, at each spasm from the first that has so many."""
    said = [spasm for spasm in spasms if spasm.pain is not None]
    medians = _running_median([float(spasm.pain or 0) for spasm in said], take)
    return [Running(spasm, value, value) for spasm, value in zip(said[take - 1 :], medians, strict=True)]


def running_length(spasms: Iterable[SpasmFacts], take: int) -> list[Running]:
    """Between which two times, in seconds, the median of the last `take` (odd) durations said lies."""
    said = [(spasm, known) for spasm in spasms if (known := length(spasm)) is not None]
    lows = _running_median([known.low_s for _spasm, known in said], take)
    highs = _running_median([known.high_s for _spasm, known in said], take)
    ends = zip(said[take - 1 :], lows, highs, strict=True)
    return [Running(spasm, low, high) for (spasm, _known), low, high in ends]


def _running_median(values: Sequence[float], take: int) -> list[float]:
    window: list[float] = []
    medians = []
    for at, value in enumerate(values):
        insort(window, value)
        if at >= take:
            del window[bisect_left(window, values[at - take])]
        if len(window) == take:
            medians.append(window[take // 2])
    return medians


def _stretched(spasm: SpasmFacts) -> bool:
    return any(what == Tried.STRETCH for what, _helped in spasm.tried)
