"""A small diary in memory of the tests: one entry of every kind, with ids and moments that never change."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Context, DurationSource, Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, Source
from calfstretch.domain.routine import DAILY, Leg
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


def at(text: str) -> Moment:
    return Moment.of(datetime.fromisoformat(text))


def one_of_each() -> list[Record]:
    """Every kind of row the history has, some full, some with nothing but the moment."""
    evening = Session(
        id="session-1", purpose="daily", routine=DAILY.to_dict(), started_at=at("2026-11-20T21:30:00+01:00"),
        ended_at=at("2026-11-20T21:32:00+01:00"), outcome=Outcome.PARTIAL, feel_before=4, feel_after=0,
        note="=right, \"slow\"\nwarm", source=Source.TIMER,
    )  # fmt: skip
    holds = [
        Hold(
            session_id="session-1", ordinal=number, round=1, leg=leg, attempt=attempt, planned_s=30, target_s=target_s,
            target_origin="app", held_s=held_s, end_reason=reason, source=Source.TIMER,
        )
        for number, leg, attempt, target_s, held_s, reason in (
            (1, "left", 1, 30, 12.25, "repeated"),
            (2, "left", 2, 35, 35, "done"),
            (3, "right", 1, 30, 3.5, "stopped"),
        )
    ]  # fmt: skip
    night = Episode(
        id="episode-1", at=at("2026-11-21T02:14:07+01:00"), kind=Kind.SPASM, leg=Leg.LEFT,
        zones=("left:outer_calf", "left:lower_calf"), pain=7, qualities=("cramping", "hardness"), duration_s=38,
        duration_source=DurationSource.TIMED, eased_after_s=38.5, context=Context.ASLEEP,
        tried=(("massage", ""), ("stretch", "yes")), minutes_awake=0, note="'quoted'", source=Source.TIMER,
    )  # fmt: skip
    return [
        night,
        evening,
        *holds,
        Session(
            id="session-2", purpose="relief", started_at=at("2026-11-21T02:14:07+01:00"), outcome=Outcome.DONE,
            episode_id="episode-1", source=Source.TIMER,
        ),
        Episode(id="episode-2", at=at("2026-11-21T13:00:00-05:00"), kind=Kind.TIGHTNESS),
        Episode(
            id="episode-3", at=at("2026-11-21T22:00:00+01:00"), until=at("2026-11-22T06:00:00+01:00"),
            context=Context.ASLEEP,
        ),
        Drink(id="drink-1", at=at("2026-11-20T08:00:00+01:00"), ml=200),
        Activity(
            id="activity-1", at=at("2026-11-20T18:00:00+05:30"), kind=ActivityKind.RUN, minutes=41.5, effort=0,
            distance_m=7250, temperature_c=-3, note="＝river",
        ),
        Activity(id="activity-2", at=at("2026-11-20T19:00:00+01:00"), kind=ActivityKind.STAIRS),
        CheckIn(day=date(2026, 11, 20), spasms=1),
        DayItem(day=date(2026, 11, 20), item="heels", value="no"),
        DayItem(day=date(2026, 11, 20), item="max_temp_c", value="-3.5"),
        DayItem(day=date(2026, 11, 20), item="note", value="-3"),
        DayItem(day=date(2026, 11, 20), item="tag:café", value="yes"),
        Pause(id="pause-1", first_day=date(2026, 11, 10), last_day=date(2026, 11, 20), reason="flu"),
    ]  # fmt: skip


def journal_in(folder: Path, *records: Record) -> Journal:
    """A journal on a new diary that holds the records; close its database after use."""
    journal = Journal(open_diary(folder / "diary.db"), FakeClock(NOW))
    if records:
        journal.write("add entries", records)
    return journal
