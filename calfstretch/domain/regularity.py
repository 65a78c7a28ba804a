"""How regularly the person stretches: "18 of the last 28 evenings", gently reckoned; no count of days in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts

LAST_DAYS = 28
"""So many days back it is looked. Source: the feature "regularity without a streak"."""


class Regularity(NamedTuple):
    """What the last days add up to.

    Args:
        done: days with a stretch: in the evening, or with a programme at any hour.
        of: days that count.
        not_known: of these, days without a check-in on which no stretch is noted.
        paused: days left out because they lie in a pause.
        by_programme: True = the days that count are those a programme asked for; False = evenings.
    """

    done: int
    of: int
    not_known: int
    paused: int
    by_programme: bool


def regularity(
    facts: Sequence[DayFacts], today: date, first_use: date | None, asked: Mapping[date, int] | None = None
) -> Regularity | None:
    """The reckoning over the last ended days; None = no day counts yet.

    An evening stretch is a done session, no relief, that began from 18:00 to the day's end. Where a programme holds,
    its own asked days count instead, and a done stretch at any hour is one.

    Args:
        facts: the last `LAST_DAYS` ended days or fewer.
        today: the diary day that is running.
        first_use: the first diary day with the program; None = none yet.
        asked: how often a programme asked on a day, 0 = left free; days without one are absent; None = no programme
            holds now.

    Source: data model, "Pauses", "No by absence" and "Exposures".
    """
    coverage = Coverage(
        today=today,
        checked_in=frozenset(day.day for day in facts if day.known),
        first_use=first_use,
        pauses=tuple((day.day, day.day) for day in facts if day.paused),
    )
    used = [day for day in facts if first_use is not None and first_use <= day.day < today]
    wanted = [day for day in used if asked and asked.get(day.day, 0)]
    by_programme = bool(wanted)
    wanted = wanted if by_programme else used
    counted = [day for day in wanted if coverage.in_denominator(day.day)]
    if not counted:
        return None
    hits = [day.stretches if by_programme else int(day.evening_stretch) for day in counted]
    answers = [coverage.stretched(day.day, hit) for day, hit in zip(counted, hits, strict=True)]
    return Regularity(answers.count(True), len(counted), answers.count(None), len(wanted) - len(counted), by_programme)
