"""The picture of pain and duration as plain numbers, and the tables behind it; no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from calfstretch.domain.diary_facts import SpasmFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.how_bad import Eased, HowBad, Length, Running, length
from calfstretch.insights.series import RECENT_DAYS
from calfstretch.ui import formats, labels
from calfstretch.ui.insights.how_bad import words
from calfstretch.ui.insights.numbers import Numbers

DAY_BEGINS_H = 4
PAIN_TOP = 10
"""The top of the pain axis."""
_LENGTHS = (15, 30, 60, 180, 600, 1800, 3600, 3 * 3600, 12 * 3600, 48 * 3600, 7 * 24 * 3600)
_SHORTEST_S, _LEAST_TOP_S = 10.0, 1500.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One spasm of which pain or duration was said.

    Args:
        x: where on the time axis, in days from its first one.
        pain: None = not said.
        length: None = not said.
    """

    spasm: SpasmFacts
    x: float
    pain: int | None
    length: Length | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a running median that stays the same, from x to x; low and high differ where it is a range."""

    first: float
    last: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots and lines over one time axis.

    Args:
        first, last: the days at the ends of the axis.
        dots: oldest first.
        pain_steps, length_steps: the running medians.
        has_pain, has_length: whether any was said: a strip nobody filled is left out.
        shortest_s, longest_s: the ends of the duration axis.
    """

    first: date
    last: date
    dots: tuple[Dot, ...]
    pain_steps: tuple[Step, ...]
    length_steps: tuple[Step, ...]
    has_pain: bool
    has_length: bool
    shortest_s: float
    longest_s: float

    @property
    def days(self) -> int:
        """Days of the axis."""
        return (self.last - self.first).days + 1


def picture(found: HowBad) -> Picture:
    """What is drawn; the axis is never shorter than four weeks, as on the other charts."""
    first = min(found.first, found.last - timedelta(days=RECENT_DAYS - 1))
    places = {spasm.id: place(spasm, first) for spasm in found.spasms}
    dots = [Dot(spasm, places[spasm.id], spasm.pain, length(spasm)) for spasm in found.spasms]
    said = tuple(sorted((dot for dot in dots if dot.pain is not None or dot.length), key=lambda dot: dot.x))
    exact = [dot.length.low_s for dot in said if dot.length and dot.length.band is None]
    longest = max([*exact, _LEAST_TOP_S])
    end = (found.last - first).days + 1.0
    return Picture(
        first=first,
        last=found.last,
        dots=said,
        pain_steps=_steps(found.running_pain, places, end),
        length_steps=_steps(found.running_length, places, end),
        has_pain=found.pain is not None,
        has_length=found.length is not None,
        shortest_s=_SHORTEST_S if not exact or min(exact) >= _SHORTEST_S else _SHORTEST_S / 2,
        longest_s=longest if longest == _LEAST_TOP_S else 1.3 * longest,
    )


def place(spasm: SpasmFacts, first: date) -> float:
    """Days from the beginning of the axis; in the middle of its day where the time was not said."""
    day = (spasm.day - first).days
    if spasm.until is not None:
        return day + 0.5
    at = spasm.at
    seconds = (at.utc.hour * 60 + at.utc.minute) * 60 + at.offset_s
    return day + (seconds / 3600 - DAY_BEGINS_H) % 24 / 24


def _steps(points: tuple[Running, ...], places: Mapping[str, float], end: float) -> tuple[Step, ...]:
    placed = sorted(((places[point.spasm.id], point.low, point.high) for point in points), key=lambda each: each[0])
    found: list[Step] = []
    afters = [*(x for x, _low, _high in placed[1:]), end]
    for (x, low, high), after in zip(placed, afters, strict=False):
        if found and (found[-1].low, found[-1].high) == (low, high):
            found[-1] = Step(found[-1].first, after, low, high)
        else:
            found.append(Step(x, after, low, high))
    return tuple(found)


# -- axes ------------------------------------------------------------------------------------------


def pain_share(pain: float) -> float:
    """The height of a pain on its axis, 0 to 1."""
    return pain / PAIN_TOP


def length_share(shown: Picture, seconds: float) -> float:
    """The height of a duration on its axis, 0 to 1: equal ratios are equally far apart."""
    inside = min(max(seconds, shown.shortest_s), shown.longest_s)
    return math.log(inside / shown.shortest_s) / math.log(shown.longest_s / shown.shortest_s)


def length_ticks(shown: Picture) -> list[tuple[float, str]]:
    """Marks of the duration axis: 15 s, 30 s, 1, 3, 10 min and, where it reaches so far, longer ones."""
    return [(length_share(shown, s), formats.duration(s)) for s in _LENGTHS if s <= shown.longest_s]


def pain_ticks() -> list[tuple[float, str]]:
    """Marks of the pain axis."""
    return [(pain_share(pain), str(pain)) for pain in (0, 2, 4, 6, 8, 10)]


# -- tables ----------------------------------------------------------------------------------------


def numbers(found: HowBad, today: date) -> list[Numbers]:
    """Figures, time to ease, what was tried, and each spasm."""
    tables = [_figures(found), _eased(found), _helped(found), _each(found, today)]
    return [table for table in tables if table.rows]


def _figures(found: HowBad) -> Numbers:
    n = len(found.spasms)
    headers = (_("Of {n} spasms").format(n=n), _("Said of"), _("Half or more were"), _("Smallest"), _("Greatest"))
    rows = []
    if (pain := found.pain) is not None:
        half = _("{middle} or more").format(middle=pain.middle)
        rows.append((_("Pain, 0 to 10"), str(pain.said), half, str(pain.lowest), str(pain.highest)))
    if (known := found.length) is not None:
        lengths = [each for spasm in found.spasms if (each := length(spasm)) is not None]
        shortest = words.range_words(min(lengths, key=lambda each: (each.low_s, each.high_s)))
        half = _("{low} or longer").format(low=formats.duration(known.half_beyond_s))
        if not math.isinf(known.half_within_s):
            half = _("{high} or less").format(high=formats.duration(math.ceil(known.half_within_s)))
        rows.append((_("Duration"), str(known.said), half, shortest, words.range_words(known.longest)))
    return Numbers("", headers, tuple(rows))


def _eased(found: HowBad) -> Numbers:
    headers = (_("What was tried"), _("Spasms"), _("Time said of"), _("Eased within 1 min"), _("Within 3 min"))
    groups = (
        (_("A stretch"), found.with_stretch),
        (_("Other things and no stretch"), found.other),
        (_("Nothing said"), found.nothing_said),
    )
    return Numbers(_("Time to ease"), headers, tuple(_eased_row(name, group) for name, group in groups if group.spasms))


def _eased_row(name: str, group: Eased) -> tuple[str, ...]:
    within = (str(n) if group.timed else _("not noted") for n in group.within)
    return (name, str(group.spasms), str(group.timed), *within)


def _helped(found: HowBad) -> Numbers:
    headers = (_("What was tried"), _("Times"), _("Helped"), _("A bit"), _("No"), _("Not said"))
    rows = tuple(
        (labels.tried(each.what), str(each.tried), str(each.yes), str(each.a_bit), str(each.no), str(each.not_said))
        for each in found.helped
    )
    return Numbers(_("Did it help?"), headers, rows)


def _each(found: HowBad, today: date) -> Numbers:
    headers = (_("Spasm"), _("Pain"), _("Duration"), _("Eased after"), _("Middle pain"), _("Middle duration"))
    pains = {each.spasm.id: each for each in found.running_pain}
    lengths = {each.spasm.id: each for each in found.running_length}
    newest = found.spasms[::-1]
    rows = tuple(_spasm_row(spasm, today, pains.get(spasm.id), lengths.get(spasm.id)) for spasm in newest)
    return Numbers(_("Each spasm"), headers, rows, tuple(spasm.day for spasm in newest))


def _spasm_row(spasm: SpasmFacts, today: date, pain: Running | None, known: Running | None) -> tuple[str, ...]:
    lasted = length(spasm)
    return (
        words.when_words(spasm, today.year),
        _("not said") if spasm.pain is None else str(spasm.pain),
        _("not said") if lasted is None else words.range_words(lasted),
        _("not said") if spasm.eased_after_s is None else formats.duration(spasm.eased_after_s),
        "" if pain is None else formats.decimal(pain.low),
        "" if known is None else _middle_words(known),
    )


def _middle_words(known: Running) -> str:
    if known.low == known.high:
        return formats.duration(known.low)
    if math.isinf(known.high):
        return _("over {low}").format(low=formats.duration(known.low))
    return _("{low} to {high}").format(low=formats.duration(known.low), high=formats.duration(known.high))
