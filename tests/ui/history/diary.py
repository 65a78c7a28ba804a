"""A small diary with one of everything, around Saturday 21 November 2026."""

from __future__ import annotations

from datetime import date, datetime

from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Context, DurationBand, Episode, Kind
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.record import Record, Source
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal

SUNDAY, SATURDAY, FRIDAY = date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 20)


def at(day: date, hour: int, minute: int = 0) -> Moment:
    """A local moment."""
    return local_moment(datetime(day.year, day.month, day.day, hour, minute))


def hold(session_id: str, ordinal: int, leg: str, held_s: float, end_reason: str = "done") -> Hold:
    """One attempt of 30 s."""
    return Hold(
        session_id=session_id, ordinal=ordinal, round=(ordinal + 1) // 2, leg=leg, attempt=1, planned_s=30,
        target_s=30, target_origin="app", held_s=held_s, end_reason=end_reason,
    )  # fmt: skip


SPASM = Episode(
    id="spasm", at=at(SUNDAY, 2, 14), kind=Kind.SPASM, leg=Leg.LEFT, zones=("left:outer_calf",), pain=7,
    qualities=("cramping", "hardness"), duration_s=110, eased_after_s=38, context=Context.ASLEEP,
    tried=(("stretch", "yes"),), minutes_awake=20, sore_after=False, suspected="<b>salt</b>", note="two pillows",
)  # fmt: skip
TIGHT = Episode(
    id="tight", at=at(FRIDAY, 17), kind=Kind.TIGHTNESS, leg=Leg.RIGHT, duration_band=DurationBand.OVER_10,
    note="stairs all day",
)  # fmt: skip
RELIEF = Session(
    id="relief", purpose="relief", started_at=SPASM.at, ended_at=SPASM.at.later(38), outcome=Outcome.DONE,
    episode_id="spasm",
)  # fmt: skip
STRETCH = Session(
    id="stretch", purpose="before_bed", started_at=at(SATURDAY, 21, 32), ended_at=at(SATURDAY, 21, 36),
    outcome=Outcome.PARTIAL, note="felt good", source=Source.TIMER,
)  # fmt: skip
HOLDS = [
    hold("stretch", 1, "left", 30), hold("stretch", 2, "right", 30), hold("stretch", 3, "left", 30),
    hold("stretch", 4, "right", 18, "stopped"),
]  # fmt: skip
RUN = Activity(
    id="run", at=at(SATURDAY, 8, 10), kind=ActivityKind.RUN, minutes=104, distance_m=18_200, effort=7,
    temperature_c=24, temperature_kind="device", note="along the river",
)  # fmt: skip
DRINKS = [Drink(id="drink-1", at=at(SATURDAY, 9), ml=500), Drink(id="drink-2", at=at(SATURDAY, 15, 30), ml=200)]
ITEMS = [
    DayItem(day=SATURDAY, item="water", value="1900"),
    DayItem(day=SATURDAY, item="sleep_h", value="7.5"),
    DayItem(day=SATURDAY, item="heels", value="no"),
    DayItem(day=SATURDAY, item="note", value="long day"),
]
EVERYTHING: list[Record] = [
    SPASM, TIGHT, RELIEF, STRETCH, *HOLDS, RUN, *DRINKS, *ITEMS, CheckIn(day=SATURDAY, spasms=1),
    CheckIn(day=date(2026, 11, 10), spasms=0), Pause(id="pause", first_day=FRIDAY, last_day=FRIDAY, reason="ill"),
]  # fmt: skip


def fill(journal: Journal) -> None:
    """Write everything, as the timer, so that undo begins with what a test does."""
    journal.write("add days", EVERYTHING, origin="timer")
