"""When and where: spasms by hour of the dial, weekday, leg and zone; plain values, no pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from calfstretch.domain.day import NOON_H, ActivityKind
from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.episode import Zone
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H
from calfstretch.domain.routine import Leg
from calfstretch.insights.frequency import DAYS_A_WEEK, garwood
from calfstretch.insights.in_runs import InRuns, in_runs

HOURS = 24
DIAL_ORDER = tuple((NOON_H + n) % HOURS for n in range(HOURS))
"""The hours as the dial goes: from noon, so that a night is one block."""
STRETCH_H = 3
# The stretch with the most is picked among 24, so chance alone fills one; below these nothing is said of it. Product
# choice: description, no test.
STRETCH_FROM_SPASMS = 10
STRETCH_SHARE = 1 / 3
# A weekday's rate needs as many noted days as a week's does. Source: statistics notes, section 2.
ENOUGH_DAYS = 4
BOTH = str(Leg.BOTH)
ONE_LEG = (str(Leg.LEFT), str(Leg.RIGHT))


class Stretch(NamedTuple):
    """Three hours in a row, from the full hour `first`, which may lie before midnight and end after it."""

    first: int
    spasms: int

    @property
    def end(self) -> int:
        """The full hour at which they end."""
        return (self.first + STRETCH_H) % HOURS


class Dial(NamedTuple):
    """Spasms by hour of the local clock in force when they came.

    Args:
        hours: how many began from 0:00 to 0:59, and so on: 24 counts. An hour that passes twice is one.
        loose: known by an interval longer than the hour, or by the day; spread over no hours.
        loose_night: of these, some time in a night.
        stretch: the three hours with the most; None = too few with an hour, no three hours stand out, or several
            stretches apart have equally many.
    """

    hours: tuple[int, ...]
    loose: int
    loose_night: int
    stretch: Stretch | None

    @property
    def timed(self) -> int:
        """Spasms that stand on the dial."""
        return sum(self.hours)

    @property
    def night(self) -> int:
        """Of these, in the hours of the night."""
        return sum(self.hours[hour] for hour in NIGHT_HOURS)


class Weekday(NamedTuple):
    """All noted days of one weekday with the night that follows each.

    Args:
        number: 1 Monday to 7 Sunday.
        known_days: with a check-in.
        spasms: on these.
    """

    number: int
    known_days: int
    spasms: int

    @property
    def enough(self) -> bool:
        """Whether enough days are noted for a rate."""
        return self.known_days >= ENOUGH_DAYS

    @property
    def per_day(self) -> float | None:
        """Spasms on a noted day; None = no day is noted."""
        return self.spasms / self.known_days if self.known_days else None

    def limits(self) -> tuple[float, float] | None:
        """Exact 95 % limits of `per_day`, if spasms came at random; None = too few days for a rate."""
        # limits of a week's rate over seven times the days are those of a day's
        return garwood(self.spasms, DAYS_A_WEEK * self.known_days) if self.enough else None


class Legs(NamedTuple):
    """Spasms by leg; one in both legs counts as such."""

    left: int
    right: int
    both: int
    not_said: int


class When(NamedTuple):
    """When and where the spasms of a period came, those on days that are not known among them.

    Args:
        spasms: all of the period, oldest first.
        weekdays: Monday to Sunday, of known days alone.
        zones: spasms by leg and zone; one in both legs or in several zones counts in each.
        zoned: spasms with a zone.
        unknown: spasms on days without a check-in, the running day among them.
        runs: all runs of the period.
        in_runs: None = no spasm is placed inside a run.
    """

    first: date
    last: date
    spasms: tuple[SpasmFacts, ...]
    dial: Dial
    weekdays: tuple[Weekday, ...]
    legs: Legs
    zones: dict[tuple[str, str], int]
    zoned: int
    unknown: int
    runs: int
    in_runs: InRuns | None

    @property
    def unzoned(self) -> int:
        """Spasms without a zone."""
        return len(self.spasms) - self.zoned


NIGHT_HOURS = frozenset(hour % HOURS for hour in range(NIGHT_FROM_H, HOURS + NIGHT_TO_H))


def when(facts: DiaryFacts, first: date, last: date) -> When:
    """When and where, over the diary days from first to last."""
    spasms = tuple(spasm for spasm in facts.spasms if first <= spasm.day <= last)
    runs = [each for each in facts.activities if each.kind == ActivityKind.RUN and first <= each.day <= last]
    known = {day.day for day in facts.days if day.known}
    return When(
        first=first,
        last=last,
        spasms=spasms,
        dial=dial(spasms),
        weekdays=weekdays(facts, first, last),
        legs=legs(spasms),
        zones=zones(spasms),
        zoned=sum(bool(spasm.zones) for spasm in spasms),
        unknown=sum(spasm.day not in known for spasm in spasms),
        runs=len(runs),
        in_runs=in_runs(spasms, runs),
    )


def hour_of(spasm: SpasmFacts) -> int | None:
    """The hour of the local clock a spasm began in, 0 to 23; None = nobody said which."""
    if spasm.until is None:
        return spasm.at.local.hour
    if spasm.whole_day:
        return None
    begin, end = spasm.at.local, spasm.until.local
    if end > begin:
        end -= timedelta(milliseconds=1)  # up to 3:00 is still the hour from 2:00
    return begin.hour if (begin.date(), begin.hour) == (end.date(), end.hour) else None


def dial(spasms: Iterable[SpasmFacts]) -> Dial:
    """Spasms by hour; none is spread over hours nobody named."""
    counts = [0] * HOURS
    loose = []
    for spasm in spasms:
        hour = hour_of(spasm)
        if hour is None:
            loose.append(spasm)
        else:
            counts[hour] += 1
    return Dial(tuple(counts), len(loose), sum(spasm.night for spasm in loose), stretch(counts))


def stretch(hours: Sequence[int]) -> Stretch | None:
    """The three hours in a row with the most; of equal ones that overlap the one with the fullest middle.

    Args:
        hours: 24 counts, from midnight.
    """
    total = sum(hours)
    sums = {first: sum(hours[(first + n) % HOURS] for n in range(STRETCH_H)) for first in DIAL_ORDER}
    most = max(sums.values())
    if total < STRETCH_FROM_SPASMS or most < total * STRETCH_SHARE:
        return None
    full = [first for first, n in sums.items() if n == most]
    best = max(full, key=lambda first: hours[(first + STRETCH_H // 2) % HOURS])
    apart = any(min((first - best) % HOURS, (best - first) % HOURS) >= STRETCH_H for first in full)
    return None if apart else Stretch(best, most)


def weekdays(facts: DiaryFacts, first: date, last: date) -> tuple[Weekday, ...]:
    """Monday to Sunday: noted days and the spasms on them and in their nights; a day not noted is in neither."""
    days, spasms = Counter[int](), Counter[int]()
    for day in facts.days:
        if day.known and first <= day.day <= last:
            number = day.day.isoweekday()
            days[number] += 1
            spasms[number] += day.spasms
    return tuple(Weekday(number, days[number], spasms[number]) for number in range(1, 8))


def leg_of(spasm: SpasmFacts) -> str | None:
    """The leg as said, or as its zones tell: "left", "right", "both"; None = neither was said."""
    if spasm.leg is not None or not spasm.zones:
        return spasm.leg
    sides = {side for side, _zone in _places(spasm)}
    return BOTH if len(sides) > 1 else sides.pop()


def legs(spasms: Iterable[SpasmFacts]) -> Legs:
    """Spasms by leg."""
    counts = Counter(leg_of(spasm) for spasm in spasms)
    return Legs(counts[ONE_LEG[0]], counts[ONE_LEG[1]], counts[BOTH], counts[None])


def zones(spasms: Iterable[SpasmFacts]) -> dict[tuple[str, str], int]:
    """Spasms by leg and zone, all fourteen, none = 0."""
    counts = Counter(each for spasm in spasms for each in _places(spasm))
    return {(leg, str(zone)): counts[leg, str(zone)] for leg in ONE_LEG for zone in Zone}


def _places(spasm: SpasmFacts) -> set[tuple[str, str]]:
    """Leg and zone of everything that was marked; "both" is a place on each leg."""
    marked = (text.partition(":") for text in spasm.zones)
    return {(leg, zone) for side, _colon, zone in marked for leg in (ONE_LEG if side == BOTH else (side,))}


def as_json(found: When) -> dict[str, Any]:
    """The same numbers for `insights --json`, under the key "when"."""
    best = found.dial.stretch
    return {
        "spasms": len(found.spasms),
        "on_unknown_days": found.unknown,
        "hours": list(found.dial.hours),
        "with_hour": found.dial.timed,
        "without_hour": found.dial.loose,
        "without_hour_night": found.dial.loose_night,
        "night": {"from_hour": NIGHT_FROM_H, "to_hour": NIGHT_TO_H, "spasms": found.dial.night},
        "stretch": None if best is None else {"from_hour": best.first, "to_hour": best.end, "spasms": best.spasms},
        "weekdays": [
            {
                "weekday": day.number,
                "known_days": day.known_days,
                "spasms": day.spasms,
                "per_day": day.per_day,
                **dict(zip(("low", "high"), day.limits() or (None, None), strict=True)),
                "enough": day.enough,
            }
            for day in found.weekdays
        ],
        "legs": found.legs._asdict(),
        "zones": [{"leg": leg, "zone": zone, "spasms": n} for (leg, zone), n in found.zones.items()],
        "with_zone": found.zoned,
        "without_zone": found.unzoned,
        "runs": found.runs,
        "in_runs": None if found.in_runs is None else found.in_runs.as_json(),
    }
