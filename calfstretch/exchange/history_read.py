"""The history CSV read back: as it was written, in both dialects, and as a spreadsheet saved it again.

What the CSV does not say gets the plainest value: a session is a daily one with the knee straight, of no known
routine, and where its outcome is said it ends when all its seconds were held; a hold was asked for by the app (below
30 s by a therapist); an interval ends with the offset it began with, unless it
began in this computer's time zone; moments have whole seconds. What a diary knows
better of an entry it has stays (`Contents.spoken_for`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from calfstretch.domain.contents import Contents
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Context, Episode, Kind
from calfstretch.domain.history import COLUMNS
from calfstretch.domain.record import Record, Source
from calfstretch.domain.routine import APP_HOLD_S, Leg, Purpose, TargetOrigin
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.exchange.activities.containers import opened
from calfstretch.exchange.activities.table import Row, Table
from calfstretch.exchange.activities.watch import RefusedFile, Watch
from calfstretch.exchange.archive.cells import read_number
from calfstretch.exchange.archive.settled import settled
from calfstretch.exchange.history_cells import Cells
from calfstretch.exchange.own_rows import (
    LIMITS,
    UNFIT,
    Identities,
    NotReadError,
    Refusals,
    cannot_open,
    cannot_stand,
    not_allowed,
    shown,
)
from calfstretch.exchange.uncollected import uncollected
from calfstretch.i18n import gettext as _

_HOLD = re.compile(r"(left|right) ([0-9]{1,4})\.([0-9]{1,4}) ([0-9.,]{1,12})/([0-9.,]{1,12}) ([a-z]{1,20})", re.ASCII)
_EXACT = 2**20

_TRAIL = {"source": "source", "entered_at": "entered_at", "changed_at": "changed_at"}
_OF_EPISODE = {
    "at": "local_time", "until": "value", "kind": "kind", "leg": "leg", "zones": "zones", "pain": "pain_0_10",
    "duration_s": "duration_s", "eased_after_s": "eased_after_s", "qualities": "qualities", "context": "context",
    "tried": "tried", "minutes_awake": "minutes_awake", "note": "note",
}  # fmt: skip
_OF_ACTIVITY = {
    "at": "local_time", "kind": "activity", "minutes": "minutes", "effort": "effort_0_10", "distance_m": "distance_m",
    "temperature_c": "temperature_c", "note": "note",
}  # fmt: skip
_OF_SESSION = {
    "started_at": "local_time", "outcome": "outcome", "feel_before": "feel_before_0_10",
    "feel_after": "feel_after_0_10", "note": "note",
}  # fmt: skip
_OF_HOLD = dict.fromkeys(("round", "leg", "attempt", "target_s", "held_s", "end_reason"), "holds")
# The fields of each table that the file speaks for, and the column of each.
_SPOKEN: dict[str, dict[str, str]] = {
    "episodes": _OF_EPISODE,
    "sessions": _OF_SESSION,
    "holds": _OF_HOLD,
    "drinks": {"at": "local_time", "ml": "water_ml"},
    "activities": _OF_ACTIVITY,
    "checkins": {"day": "day", "spasms": "value"},
    "day_items": {"day": "day", "item": "item", "value": "value"},
    "pauses": {"first_day": "day", "last_day": "value", "reason": "note"},
}


def read_history(path: Path, watch: Watch) -> Contents:
    """Everything a history says, as records; rows without an `id` get one that is worked out of what they say.

    Args:
        path: the file.
        watch: can call the reading off, from any thread.

    Raises:
        RefusedFile: it is no history of ours, or beyond every limit; the text is one sentence for the person.
        CalledOff: the person wishes so.
    """
    try:
        with opened(path) as file, uncollected():
            watch.begin(path.stat().st_size)
            return _Reading(Table(file, watch, LIMITS)).run()
    except (OSError, ValueError) as error:
        raise cannot_open(error) from error


class _Reading:
    """One run through one history."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._refusals, self._identities = Refusals(), Identities()

    def run(self) -> Contents:
        heading = self._table.heading()
        if not {"day", "kind", "local_time"} <= set(heading):
            raise RefusedFile(_("It is no history of calfstretch: its columns have other names."))
        columns: dict[str, int] = {}
        for place, name in enumerate(heading):
            if name in columns:
                raise RefusedFile(_("It has the column {column} twice.").format(column=shown(name)))
            columns[name] = place
            if name and name not in COLUMNS:
                said = _("Its column “{column}” is not known here and was left out.").format(column=shown(name))
                self._refusals.add("", said)
        known = {name: place for name, place in columns.items() if name in COLUMNS}
        records = tuple(record for row in self._rows() for record in self._read(row, known))
        whole = settled(Contents(records=records))
        return Contents(
            records=whole.records,
            spoken_for={
                table: tuple(field for field, column in {**fields, **_TRAIL}.items() if column in known)
                for table, fields in _SPOKEN.items()
            },
            refused=self._refusals.all(),
        )

    def _rows(self) -> Iterator[Row]:
        try:
            for row in self._table:
                if row.trouble:
                    self._refusals.add(row.where, row.trouble)
                else:
                    yield row
        except RefusedFile as refused:
            self._refusals.add("", refused.sentence)

    def _read(self, row: Row, known: dict[str, int]) -> tuple[Record, ...]:
        width = len(row.cells)
        cells = Cells(
            {name: row.cells[place] for name, place in known.items() if place < width}, self._table.delimiter == ";"
        )
        try:
            return self._records(cells, row)
        except NotReadError as refused:
            self._refusals.add(row.where, str(refused))
            return ()

    def _records(self, cells: Cells, row: Row) -> tuple[Record, ...]:
        kind = cells.needed("kind", cells.word("kind"))
        if kind not in _MAKERS:
            raise not_allowed("kind", kind)
        table, make = _MAKERS[kind]
        said = cells.text("id")
        source = cells.read("source", Source, _("one of the words of its column"))
        trail = {
            "source": source or Source.IMPORTED, "entered_at": cells.utc("entered_at"),
            "changed_at": cells.utc("changed_at"), "id": said or self._identities.of_content(table, row.cells),
        }  # fmt: skip
        try:
            records = make(cells, trail)
        except NotReadError:
            raise
        except UNFIT as error:
            raise _why(error, table, cells) from error
        self._identities.check(records[0], said)
        return records


Trail = dict[str, Any]


def _pause(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    first = cells.day("day")
    last = cells.day("value") if cells.word("item") == "until" and cells.word("value") else first
    return (Pause(first_day=first, last_day=last, reason=cells.text("note"), **trail),)


def _check_in(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    return (CheckIn(day=cells.day("day"), spasms=cells.needed("value", cells.whole("value")), **trail),)


def _day_item(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    item = cells.text("item")
    return (DayItem(day=cells.day("day"), item=item, value=cells.item_value(item), **trail),)


def _drink(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    return (Drink(at=cells.moment(), ml=cells.needed("water_ml", cells.whole("water_ml")), **trail),)


def _activity(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    return (
        Activity(
            at=cells.moment(), kind=ActivityKind(cells.word("activity") or "other"), minutes=cells.number("minutes"),
            effort=cells.whole("effort_0_10"), distance_m=cells.number("distance_m"),
            temperature_c=cells.number("temperature_c"), note=cells.text("note"), **trail,
        ),
    )  # fmt: skip


def _episode(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    kind, begin = cells.word("kind"), cells.moment()
    leg, context = cells.word("leg"), cells.word("context")
    parted = [word.partition("=") for word in cells.words("tried")]
    return (
        Episode(
            at=begin, until=cells.until(begin), kind=Kind.NOT_SAID if kind == "episode" else Kind(kind or ""),
            leg=None if leg is None else Leg(leg), zones=cells.words("zones"), pain=cells.whole("pain_0_10"),
            duration_s=cells.number("duration_s"), eased_after_s=cells.number("eased_after_s"),
            qualities=cells.words("qualities"), context=None if context is None else Context(context),
            tried=tuple((what, helped) for what, _sign, helped in parted),
            minutes_awake=cells.whole("minutes_awake"), note=cells.text("note"), **trail,
        ),
    )  # fmt: skip


def _session(cells: Cells, trail: Trail) -> tuple[Record, ...]:
    is_relief = cells.word("kind") == "relief"
    outcome = cells.word("outcome")
    session = Session(
        purpose=Purpose.RELIEF.value if is_relief else Purpose.DAILY.value, started_at=cells.moment(),
        outcome=None if outcome is None else Outcome(outcome), feel_before=cells.whole("feel_before_0_10"),
        feel_after=cells.whole("feel_after_0_10"), note=cells.text("note"), **trail,
    )  # fmt: skip
    holds = tuple(_holds(cells, session))
    if session.outcome is not None:
        session = replace(session, ended_at=session.started_at.later(sum(hold.held_s for hold in holds)))
    return (session, *holds)


def _holds(cells: Cells, session: Session) -> Iterator[Hold]:
    found = [_HOLD.fullmatch(text) for text in cells.words("holds")]
    if None in found:
        raise cannot_stand("holds", cells.raw("holds"), _("a list of holds such as left 1.1 30/30 done"))
    said = [match.groups() for match in found if match is not None]
    targets = [read_number(one[4].replace(",", ".")) for one in said]
    planned = {leg: iter(_planned(cells, leg, [t for t, one in zip(targets, said, strict=True) if one[0] == leg]))
               for leg in ("left", "right")}  # fmt: skip
    for number, ((leg, round_, attempt, held, _target, reason), target_s) in enumerate(zip(said, targets, strict=True)):
        origin = TargetOrigin.APP if target_s >= APP_HOLD_S[0] else TargetOrigin.THERAPIST
        yield Hold(
            session_id=session.id, ordinal=number + 1, round=int(round_), leg=leg, attempt=int(attempt),
            planned_s=next(planned[leg]), target_s=target_s, target_origin=origin.value,
            held_s=read_number(held.replace(",", ".")), end_reason=reason, source=session.source,
            entered_at=session.entered_at, changed_at=session.changed_at,
        )  # fmt: skip


def _planned(cells: Cells, leg: str, targets: list[float]) -> list[float]:
    """What each hold of a leg was asked for: its target, or an equal share where the sum says otherwise."""
    total = cells.number(f"{leg}_planned_s")
    if total is None or not targets or sum(targets) == total:
        return targets
    # Shares that a computer adds up without rounding, so that their sum is written as it was.
    share = int(Fraction(total) / len(targets) * _EXACT) / _EXACT
    return [*[share] * (len(targets) - 1), total - share * (len(targets) - 1)]


_MAKERS: dict[str, tuple[str, Callable[[Cells, Trail], tuple[Record, ...]]]] = {
    "pause": ("pauses", _pause),
    "checkin": ("checkins", _check_in),
    "day_item": ("day_items", _day_item),
    "drink": ("drinks", _drink),
    "activity": ("activities", _activity),
    "spasm": ("episodes", _episode),
    "tightness": ("episodes", _episode),
    "episode": ("episodes", _episode),
    "session": ("sessions", _session),
    "relief": ("sessions", _session),
}


def _why(error: Exception, table: str, cells: Cells) -> NotReadError:
    """What a record says of its field, in the person's words: it begins with the field's name."""
    name = str(error).partition(":")[0].partition(" ")[0]
    column = {**_OF_HOLD, "planned_s": "holds", **_SPOKEN[table]}.get(name)
    if column is None and table == "day_items":
        column = "value"  # a day item names what was noted
    if column is not None and cells.raw(column):
        return not_allowed(column, cells.raw(column))
    return NotReadError(_("What it says is nothing that an entry can hold."))
