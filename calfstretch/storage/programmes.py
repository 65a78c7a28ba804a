"""What Today asks of routines and programmes before the first paint, each in one question to the file."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import LegOrder, Purpose, Routine, TargetOrigin, Variant

_IN_FORCE = """
SELECT p.id, p.routine_id, p.times_a_day, p.weekdays, p.origin, p.last_day,
  r.name, r.hold_s, r.hold_origin, r.rounds, r.get_ready_s, r.swap_s, r.rest_s, r.leg_order, r.variant, r.purpose
FROM programmes p JOIN routines r ON r.id = p.routine_id
WHERE p.deleted_at IS NULL AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
ORDER BY p.first_day DESC, p.entered_at DESC, p.id DESC LIMIT 1
"""


def in_force(connection: sqlite3.Connection, day: date) -> InForce | None:
    """The programme that holds on a diary day; of several the one that began last. None = there is none."""
    row = connection.execute(_IN_FORCE, (day.isoformat(), day.isoformat())).fetchone()
    if row is None:
        return None
    programme_id, routine_id, times, weekdays, origin, last_day, *plan = row
    name, hold_s, hold_origin, rounds, get_ready_s, swap_s, rest_s, leg_order, variant, purpose = plan
    return InForce(
        programme_id=programme_id,
        routine_id=routine_id,
        routine=Routine(
            name=name,
            hold_s=hold_s,
            hold_origin=TargetOrigin(hold_origin),
            rounds=rounds,
            get_ready_s=get_ready_s,
            swap_s=swap_s,
            rest_s=rest_s,
            leg_order=LegOrder(leg_order),
            variant=Variant(variant),
            purpose=Purpose(purpose),
        ),
        times=times if day.isoweekday() in json.loads(weekdays) else 0,
        origin=TargetOrigin(origin),
        last_day=None if last_day is None else date.fromisoformat(last_day),
    )


def routine_name(connection: sqlite3.Connection, routine_id: str) -> str | None:
    """What a routine that was kept is called now; None = it is gone."""
    row = connection.execute("SELECT name FROM routines WHERE id = ? AND deleted_at IS NULL", (routine_id,)).fetchone()
    return None if row is None else str(row[0])
