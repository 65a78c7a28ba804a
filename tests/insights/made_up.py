"""A made-up diary in local days and hours, as the facts Insights reckons with and as records in a real diary."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Item, Pause
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ActivityFacts, ChangeFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.episode import Context, Episode, Kind, stands_in_night
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.person import MarkedChange, Tag
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.insights.document import document
from calfstretch.insights.look import compute_look, due_through, next_look
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.looks import Standing, current

START = date(2026, 1, 5)  # a Monday: the clocks change in the 12th week
TAGS = ("Garden work", "Café")
HOURS = (8.25, 13.0, 17.75, 18.5, 19.75, 22.0, 24.5, 25.0, 27.25)
EVENING, DURATIONS, BANDS = 21, (20.0, 45.0, 90.0, 400.0), ("under_1", "1_3", "3_10")


@dataclass(frozen=True)
class Spasm:
    """A spasm at an hour of its diary day, 4 to 27 (26.5 = half past two that night)."""

    hour: float
    leg: str | None = None
    zones: tuple[str, ...] = ()
    pain: int | None = None
    duration_s: float | None = None
    duration_band: str | None = None
    eased_after_s: float | None = None
    tried: tuple[tuple[str, str], ...] = ()

    @property
    def context(self) -> Context | None:
        """Asleep in the night, so that the night band is told as well."""
        return Context.ASLEEP if self.hour >= 24 else None


@dataclass(frozen=True)
class Run:
    """A run at an hour of its diary day."""

    hour: float
    minutes: float
    distance_m: float | None = None
    effort: int | None = None
    temperature_c: float | None = None


@dataclass(frozen=True)
class Day:
    """What stands on one diary day; `checked` False = nobody answered for it."""

    checked: bool = True
    spasms: tuple[Spasm, ...] = ()
    items: dict[str, str] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    stretched: bool = False


@dataclass(frozen=True)
class Plan:
    """A diary: its days from `first` on, the day after the last one running."""

    days: tuple[Day, ...]
    first: date = START
    running: Day = Day(checked=False)
    pauses: tuple[tuple[int, int], ...] = ()
    change: int | None = None

    @property
    def today(self) -> date:
        """The running day."""
        return self.date(len(self.days))

    def date(self, n: int) -> date:
        """The n-th diary day, from 0."""
        return self.first + timedelta(days=n)

    def dated(self) -> Iterator[tuple[date, Day]]:
        """Every day that is over, with its date."""
        return ((self.date(n), day) for n, day in enumerate(self.days))


def made_up(seed: int, weeks: int = 16, *, ratio: float = 3.0, rate: float = 0.35) -> Plan:
    """A diary with everything in it: unknown days, runs, notes, evenings, nights.

    Args:
        ratio: how many times as many spasms come on days with the tag "Garden work".
    """
    rng = random.Random(seed)
    days = [_day(rng, ratio, rate) for _ in range(7 * weeks)]
    days[0] = replace(days[0], checked=True)  # the diary begins where it says
    return Plan(tuple(days), running=_day(rng, ratio, rate), pauses=((40, 44),), change=7 * weeks // 2)


def _day(rng: random.Random, ratio: float, rate: float) -> Day:
    tagged = rng.random() < 0.4
    expected = rate * (ratio if tagged else 1)
    hours = sorted(rng.sample(HOURS, sum(rng.random() < expected / 6 for _ in range(6))))
    spasms = tuple(_spasm(rng, hour) for hour in hours)
    items = {
        f"tag:{TAGS[0]}": "yes" if tagged else "no",
        f"tag:{TAGS[1]}": rng.choice(("yes", "no")),
        Item.HEELS: rng.choice(("yes", "no", "no")),
        Item.WATER: str(rng.randrange(700, 2600, 50)),
        Item.SLEEP_H: str(rng.choice((5.5, 6.0, 7.0, 8.0))),
        Item.HOT_DAY: rng.choice(("yes", "no")),
    }
    runs = (_run(rng),) if rng.random() < 0.45 else ()
    said = {str(item): value for item, value in items.items() if rng.random() < 0.93}
    return Day(rng.random() < 0.88, spasms, said, runs, rng.random() < 0.5)


def _spasm(rng: random.Random, hour: float) -> Spasm:
    leg = rng.choice(("left", "right", "both", None))
    side = leg if leg in ("left", "right") else "left"
    timed = rng.random() < 0.5
    return Spasm(
        hour=hour,
        leg=leg,
        zones=(f"{side}:outer_calf",) if leg and rng.random() < 0.6 else (),
        pain=rng.choice((None, 3, 5, 8)),
        duration_s=rng.choice(DURATIONS) if timed else None,
        duration_band=None if timed else rng.choice((None, *BANDS)),
        eased_after_s=rng.choice((None, 30.0, 100.0)),
        tried=rng.choice(((), (("stretch", "yes"),), (("massage", "no"),))),
    )


def _run(rng: random.Random) -> Run:
    minutes = float(rng.randrange(20, 100, 5))
    return Run(17.5, minutes, minutes * 170, rng.randrange(2, 9), float(rng.randrange(5, 30)))


# -- as facts --------------------------------------------------------------------------------------


def moment(day: date, hour: float) -> Moment:
    """The moment of an hour of a diary day, by the clock on the wall."""
    return local_moment(datetime.combine(day, time()) + timedelta(hours=hour))


def facts(plan: Plan, late: Iterable[int] = ()) -> DiaryFacts:
    """What reading the diary would find.

    Args:
        late: days whose check-in was typed too late.
    """
    dated = [*plan.dated(), (plan.today, plan.running)]
    paused = {plan.date(n) for first, last in plan.pauses for n in range(first, last + 1)}
    return DiaryFacts(
        today=plan.today,
        days=tuple(_day_facts(day, noted, day in paused) for day, noted in plan.dated()),
        late=frozenset(plan.date(n) for n in late if plan.days[n].checked),
        items={day: dict(noted.items) for day, noted in dated if noted.items},
        spasms=tuple(_spasm_facts(day, each) for day, noted in dated for each in noted.spasms),
        activities=tuple(_run_facts(day, each) for day, noted in dated for each in noted.runs),
        coverage=Coverage(
            today=plan.today,
            checked_in=frozenset(day for day, noted in plan.dated() if noted.checked),
            first_use=plan.first,
            pauses=tuple((plan.date(first), plan.date(last)) for first, last in plan.pauses),
        ),
        changes=() if plan.change is None else (ChangeFacts("change", plan.date(plan.change), "New shoes"),),
        tags=tuple(Tag(id=name, name=name, position=n) for n, name in enumerate(TAGS)),
    )


def _day_facts(day: date, noted: Day, paused: bool) -> DayFacts:
    water = noted.items.get(Item.WATER)
    return DayFacts(
        day=day,
        known=noted.checked,
        spasms=len(noted.spasms),
        water_ml=None if water is None else float(water),
        water_level=noted.items.get(Item.WATER_LEVEL),
        activity_min=sum(run.minutes for run in noted.runs),
        stretches=int(noted.stretched),
        evening_stretch=noted.stretched,
        paused=paused,
    )


def _spasm_facts(day: date, spasm: Spasm) -> SpasmFacts:
    at = moment(day, spasm.hour)
    return SpasmFacts(
        id=f"spasm {day} {spasm.hour}",
        day=day,
        at=at,
        leg=spasm.leg,
        zones=spasm.zones,
        pain=spasm.pain,
        duration_s=spasm.duration_s,
        duration_band=spasm.duration_band,
        eased_after_s=spasm.eased_after_s,
        context=spasm.context,
        tried=spasm.tried,
        night=stands_in_night(day, at, None, spasm.context, None),
    )


def _run_facts(day: date, run: Run) -> ActivityFacts:
    return ActivityFacts(
        id=f"run {day} {run.hour}",
        day=day,
        at=moment(day, run.hour),
        kind="run",
        minutes=run.minutes,
        distance_m=run.distance_m,
        effort=run.effort,
        temperature_c=run.temperature_c,
        temperature_kind=None if run.temperature_c is None else "weather",
    )


def looked(found: DiaryFacts) -> Standing:
    """The look that is due, worked out and not stored."""
    origin, through = found.first_known, due_through(found)
    if origin is None:
        return Standing()
    look = None if through is None else compute_look(found, through)
    return Standing(look=look, next=next_look(origin, found.today))


def shown(found: DiaryFacts) -> dict[str, Any]:
    """The document, with the look that is due."""
    return document(found, looked(found))


def read(journal: Journal, plan: Plan) -> dict[str, Any]:
    """The document of a real diary on the plan's last day, without what a diary makes anew: ids."""
    found = read_diary_facts(journal, plan.today)
    return without(document(found, current(journal, found, store=False)), "spasm", "run")


# -- as records ------------------------------------------------------------------------------------


def records(plan: Plan) -> list[Record]:
    """The same diary as records, each new."""
    made: list[Record] = [Pause(first_day=plan.date(first), last_day=plan.date(last)) for first, last in plan.pauses]
    made += [Tag(name=name, position=n) for n, name in enumerate(TAGS)]
    if plan.change is not None:
        made.append(MarkedChange(day=plan.date(plan.change), text="New shoes"))
    for day, noted in [*plan.dated(), (plan.today, plan.running)]:
        made += _of_day(day, noted)
    return made


def _of_day(day: date, noted: Day) -> Iterator[Record]:
    if noted.checked:
        yield CheckIn(day=day, spasms=len(noted.spasms))
    yield from (DayItem(day=day, item=item, value=value) for item, value in noted.items.items())
    for spasm in noted.spasms:
        said = {name: getattr(spasm, name) for name in spasm.__dataclass_fields__ if name != "hour"}
        yield Episode(at=moment(day, spasm.hour), kind=Kind.SPASM, context=spasm.context, **said)
    for run in noted.runs:
        said = {name: getattr(run, name) for name in run.__dataclass_fields__ if name != "hour"}
        kind = None if run.temperature_c is None else "weather"
        yield Activity(at=moment(day, run.hour), kind=ActivityKind.RUN, temperature_kind=kind, **said)
    if noted.stretched:
        at = moment(day, EVENING)
        yield Session(purpose="daily", started_at=at, ended_at=at.later(78), outcome=Outcome.DONE)


def write(journal: Journal, made: Sequence[Record]) -> None:
    """Put the records into a diary, each as if it had been typed at once: nothing is late."""
    journal.write("add checkins", [replace(each, entered_at=_entered(each)) for each in made])


def _entered(record: Record) -> datetime | None:
    if not isinstance(record, CheckIn):
        return None
    return datetime.combine(record.day + timedelta(days=1), time(8), UTC)


def without(value: Any, *keys: str) -> Any:
    """The document without texts under these keys: ids, which every diary makes anew, or months and years."""
    if isinstance(value, dict):
        return {key: without(each, *keys) for key, each in value.items() if key not in keys or isinstance(each, int)}
    return [without(each, *keys) for each in value] if isinstance(value, list) else value
