"""An invented diary for tests, pictures and benchmarks of Insights: seeded, with gaps, written through the journal."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Item
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import local_moment
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal

GAP = range(95, 109)  # two weeks without an answer, counted from the newest day
STRETCHING_SINCE = 120  # days ago


def fill(journal: Journal, days: int, *, seed: int = 7, holds: bool = False) -> None:
    """Write `days` ended days up to yesterday.

    Args:
        holds: also two holds for each session, for the size of a real diary.
    """
    rng = random.Random(seed)
    last = journal.today() - timedelta(days=1)
    made: list[Record] = []
    for ago in reversed(range(days)):
        made += _day(rng, last - timedelta(days=ago), ago, holds)
    journal.write("add checkins", made)


def _day(rng: random.Random, day: date, ago: int, holds: bool) -> list[Record]:
    made: list[Record] = []
    answered = ago not in GAP and rng.random() < 0.94
    rate = 0.55 if ago > STRETCHING_SINCE else 0.2
    spasms = sum(rng.random() < rate / 3 for _ in range(3))
    if answered:
        made.append(CheckIn(day=day, spasms=spasms))
        if rng.random() < 0.85:
            made.append(DayItem(day=day, item=Item.WATER, value=str(rng.randrange(900, 2200, 50))))
        elif rng.random() < 0.7:
            made.append(DayItem(day=day, item=Item.WATER_LEVEL, value=rng.choice(("less", "usual", "more"))))
    for _ in range(spasms if answered or rng.random() < 0.2 else 0):
        night = datetime.combine(day + timedelta(days=1), time(rng.randrange(0, 4), rng.randrange(60)))
        made.append(Episode(at=local_moment(night), kind=Kind.SPASM))
    if rng.random() < 0.35:
        at = local_moment(datetime.combine(day, time(17, 30)))
        made.append(Activity(at=at, kind=ActivityKind.RUN, minutes=float(rng.randrange(20, 80, 5))))
    if ago <= STRETCHING_SINCE and rng.random() < 0.6:
        made += _session(day, holds)
    return made


def _session(day: date, holds: bool) -> list[Record]:
    at = local_moment(datetime.combine(day, time(21, 40)))
    session = Session(purpose="daily", started_at=at, ended_at=at.later(78), outcome=Outcome.DONE)
    if not holds:
        return [session]
    legs = ("left", "right")
    return [session, *(_hold(session.id, n + 1, leg) for n, leg in enumerate(legs))]


def _hold(session_id: str, ordinal: int, leg: str) -> Hold:
    return Hold(
        session_id=session_id,
        ordinal=ordinal,
        round=1,
        leg=leg,
        attempt=1,
        planned_s=30,
        target_s=30,
        target_origin="app",
        held_s=30,
        end_reason="done",
    )
