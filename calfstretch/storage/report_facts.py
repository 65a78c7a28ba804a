"""Rows for the therapist's page, read in one go by plain SQL: sessions, holds, notes, late entries."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

from calfstretch.domain.diary_facts import LATE_H
from calfstretch.domain.report_facts import HoldFacts, NoteFacts, SessionFacts

_SESSIONS = """
    SELECT id, day, source, outcome = 'done' FROM sessions
    WHERE deleted_at IS NULL AND purpose != 'relief' AND outcome IS NOT NULL AND day <= ? ORDER BY started_at_utc, id"""
_HOLDS = """
    SELECT s.day, h.leg, h.target_s, h.held_s, h.end_reason FROM holds AS h JOIN sessions AS s ON s.id = h.session_id
    WHERE h.deleted_at IS NULL AND s.deleted_at IS NULL AND s.purpose != 'relief' AND s.outcome IS NOT NULL
        AND s.day <= ? ORDER BY s.started_at_utc, s.id, h.ordinal"""
_NOTES = """
    SELECT day, 'day_items', id, value, '' AS at FROM day_items
        WHERE deleted_at IS NULL AND item = 'note' AND day <= :last
    UNION ALL SELECT day, 'episodes', id, note, at_utc FROM episodes WHERE deleted_at IS NULL AND day <= :last
    UNION ALL SELECT day, 'suspected', id, suspected, at_utc FROM episodes WHERE deleted_at IS NULL AND day <= :last
    UNION ALL SELECT day, 'sessions', id, note, started_at_utc FROM sessions WHERE deleted_at IS NULL AND day <= :last
    UNION ALL SELECT day, 'activities', id, note, at_utc FROM activities WHERE deleted_at IS NULL AND day <= :last
    ORDER BY 1, 5, 2, 3"""
_ENTERED = """
    SELECT id, coalesce(until_utc, at_utc), entered_at FROM episodes
    WHERE deleted_at IS NULL AND kind != 'tightness' AND day <= ?"""


def sessions(connection: sqlite3.Connection, last: date) -> list[SessionFacts]:
    """Every session up to a day that has ended and is no relief, oldest first."""
    return [
        SessionFacts(record_id, date.fromisoformat(day), source, bool(done))
        for record_id, day, source, done in connection.execute(_SESSIONS, (last.isoformat(),))
    ]


def holds(connection: sqlite3.Connection, last: date) -> list[HoldFacts]:
    """Every attempt of these sessions, oldest first."""
    return [
        HoldFacts(date.fromisoformat(day), *said)
        for day, *said in connection.execute(_HOLDS, (last.isoformat(),))
    ]  # fmt: skip


def notes(connection: sqlite3.Connection, last: date) -> list[NoteFacts]:
    """Every free text up to a day that says something, by day."""
    found = connection.execute(_NOTES, {"last": last.isoformat()})
    return [
        NoteFacts(date.fromisoformat(day), kind, record_id, text)
        for day, kind, record_id, text, _at in found
        if text.strip()
    ]


def late_spasms(connection: sqlite3.Connection, last: date) -> frozenset[str]:
    """Spasms typed more than 48 h after they came; of an interval after its end."""
    limit, late = timedelta(hours=LATE_H), set()
    for record_id, came, entered in connection.execute(_ENTERED, (last.isoformat(),)):
        # the texts sort as the moments do: most are entered on the same date or the next
        if entered > came and datetime.fromisoformat(entered) - datetime.fromisoformat(came) > limit:
            late.add(record_id)
    return frozenset(late)
