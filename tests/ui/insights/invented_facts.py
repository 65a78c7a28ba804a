"""Invented diary facts, seeded and without a file, for tests and pictures of the parts of Insights."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ChangeFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import Programme

TODAY = date(2026, 11, 22)


def spasm(name: str, day: date, **said: Any) -> SpasmFacts:
    """A spasm at two in the night after a day."""
    at = datetime(day.year, day.month, day.day, 2, 14, tzinfo=UTC) + timedelta(days=1)
    return SpasmFacts(**({"id": name, "day": day, "at": Moment(at, 0), "night": True} | said))


def facts(*spasms: SpasmFacts, days: int = 60) -> DiaryFacts:
    """A diary of known days with these spasms."""
    first = TODAY - timedelta(days=days)
    counted = [sum(each.day == first + timedelta(days=n) for each in spasms) for n in range(days)]
    known = tuple(DayFacts(day=first + timedelta(days=n), known=True, spasms=count) for n, count in enumerate(counted))
    return DiaryFacts(TODAY, known, frozenset(), {}, spasms, (), Coverage(today=TODAY))


def invented(
    days: int,
    *,
    rate: float = 0.4,
    later: float = 1.0,
    said: float = 0.85,
    ranges: float = 0.3,
    changes: dict[int, str] | None = None,
    programmes: tuple[int, ...] = (),
    seed: int = 3,
) -> DiaryFacts:
    """A whole diary up to yesterday.

    Args:
        rate: spasms a day, times `later` after the first change.
        said: share of the spasms with pain or duration.
        ranges: share of the spasms with a duration that is a range.
        changes, programmes: day numbers on which they begin.
    """
    rng = random.Random(seed)
    first = TODAY - timedelta(days=days)
    begins = [*(changes or {}), *programmes]
    known: list[DayFacts] = []
    spasms: list[SpasmFacts] = []
    for n in range(days):
        day = first + timedelta(days=n)
        chance = rate / 3 * (later if begins and n >= min(begins) else 1)
        count = sum(rng.random() < chance for _ in range(3))
        known.append(DayFacts(day=day, known=rng.random() > 0.06, spasms=count))
        spasms += [_spasm(rng, f"s{n}-{m}", day, said, ranges) for m in range(count)]
    return DiaryFacts(
        TODAY,
        tuple(known),
        frozenset(),
        {},
        tuple(spasms),
        (),
        Coverage(today=TODAY),
        tuple(ChangeFacts(f"c{n}", first + timedelta(days=n), text) for n, text in (changes or {}).items()),
        tuple(Programme(id=f"p{n}", routine_id="r", first_day=first + timedelta(days=n)) for n in programmes),
    )


def _spasm(rng: random.Random, name: str, day: date, said: float, ranges: float) -> SpasmFacts:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC) + timedelta(minutes=rng.randrange(0, 470))
    found: dict[str, Any] = {"night": rng.random() < 0.7}
    if rng.random() < said:
        found["pain"] = min(10, max(0, round(rng.gauss(5.5, 2))))
    how = rng.random()
    if how < ranges * said:
        found["duration_band"] = rng.choice(("under_1", "1_3", "1_3", "3_10", "over_10"))
    elif how < said:
        found["duration_s"] = float(round(60 * 2.718 ** rng.gauss(0, 0.9)))
    if rng.random() < 0.5:
        found["eased_after_s"] = found.get("duration_s")
    if rng.random() < 0.6 * said:
        tried = rng.sample(("stretch", "massage", "stand", "heat"), rng.choice((1, 2)))
        found["tried"] = tuple((what, rng.choice(("yes", "a_bit", "no", ""))) for what in tried)
    return SpasmFacts(id=name, day=day, at=Moment(at, 0), **found)
