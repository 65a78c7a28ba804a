"""Rows for Insights, read in one go by plain SQL: ten years in a fraction of the time whole records take."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from typing import Any

from calfstretch.domain.diary_facts import ActivityFacts, ChangeFacts, SpasmFacts
from calfstretch.domain.episode import is_whole_day, stands_in_night
from calfstretch.domain.moment import Moment

_EPISODES = """
    SELECT id, day, at_utc, at_offset_s, until_utc, until_offset_s, leg, zones, pain, duration_s, duration_band,
        eased_after_s, context, tried, minutes_awake
    FROM episodes WHERE deleted_at IS NULL AND kind != 'tightness' AND day <= ? ORDER BY at_utc, id"""
_ACTIVITIES = """
    SELECT id, day, at_utc, at_offset_s, kind, minutes, distance_m, effort, temperature_c, temperature_kind
    FROM activities WHERE deleted_at IS NULL AND day <= ? ORDER BY at_utc, id"""
_ITEMS = """
    SELECT day, item, value FROM day_items
    WHERE deleted_at IS NULL AND item != 'note' AND source != 'suggested' AND day <= ? ORDER BY day"""
_CHECK_INS = "SELECT day, entered_at FROM checkins WHERE deleted_at IS NULL AND day <= ?"


def moment(utc: str, offset_s: int) -> Moment:
    """A moment from its two columns; what the table holds was checked when it was written."""
    return Moment(datetime.fromisoformat(utc).astimezone(UTC), offset_s)


def spasms(connection: sqlite3.Connection, last: date) -> list[SpasmFacts]:
    """Every spasm up to a day, oldest first; tightness is none."""
    return [_spasm(tuple(row)) for row in connection.execute(_EPISODES, (last.isoformat(),))]


def _spasm(row: tuple[Any, ...]) -> SpasmFacts:
    at = moment(row[2], row[3])
    until = None if row[4] is None else moment(row[4], row[5])
    spasm = SpasmFacts(row[0], date.fromisoformat(row[1]), at, until, row[6], tuple(json.loads(row[7])), *row[8:13])
    night = stands_in_night(spasm.day, at, until, spasm.context, row[14])
    tried = tuple((what, helped) for what, helped in json.loads(row[13]))
    return spasm._replace(tried=tried, minutes_awake=row[14], whole_day=is_whole_day(at, until), night=night)


def activities(connection: sqlite3.Connection, last: date) -> list[ActivityFacts]:
    """Every activity up to a day, oldest first."""
    return [
        ActivityFacts(record_id, date.fromisoformat(day), moment(at, offset), *said)
        for record_id, day, at, offset, *said in connection.execute(_ACTIVITIES, (last.isoformat(),))
    ]


def items(connection: sqlite3.Connection, last: date) -> dict[date, dict[str, str]]:
    """What was noted of each day up to a day, by item; no notes, nothing that was suggested and not confirmed."""
    found: dict[str, dict[str, str]] = {}
    for day, item, value in connection.execute(_ITEMS, (last.isoformat(),)):
        found.setdefault(day, {})[item] = value
    return {date.fromisoformat(day): noted for day, noted in found.items()}


def answered(connection: sqlite3.Connection, last: date) -> list[tuple[date, datetime]]:
    """Days with a check-in up to a day, and when (UTC) it was first typed."""
    return [
        (date.fromisoformat(day), datetime.fromisoformat(entered))
        for day, entered in connection.execute(_CHECK_INS, (last.isoformat(),))
    ]


def imported(connection: sqlite3.Connection) -> list[tuple[date, date]]:
    """First and last day of each range an import covers."""
    sql = "SELECT first_day, last_day FROM imported_ranges WHERE deleted_at IS NULL ORDER BY first_day"
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in connection.execute(sql)]


def changes(connection: sqlite3.Connection, last: date) -> list[ChangeFacts]:
    """Marked changes up to a day, oldest first."""
    sql = "SELECT id, day, text FROM marked_changes WHERE deleted_at IS NULL AND day <= ? ORDER BY day, entered_at, id"
    found = connection.execute(sql, (last.isoformat(),))
    return [ChangeFacts(record_id, date.fromisoformat(day), text) for record_id, day, text in found]
