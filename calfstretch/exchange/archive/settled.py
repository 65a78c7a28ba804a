"""Contents in one order and without references to what is not in them, so that any diary can take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any

from calfstretch.domain.contents import Contents
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record
from calfstretch.exchange.archive.tables import MAY_LIE_IN_BIN, tables

# What cannot stand without what it refers to, and what can.
_OWNER = {"holds": ("session_id", "sessions"), "programmes": ("routine_id", "routines")}
_FREED = {"sessions": ("episode_id", "episodes"), "safety_answers": ("episode_id", "episodes")}


def settled(contents: Contents, left_out: Callable[[Record], None] | None = None) -> Contents:
    """The contents as the archive holds them: each table in its order, every reference to something in it.

    A hold whose session, or a programme whose routine is not there, stays out; a session or an answer whose episode is
    not there stands for itself. Records in the bin stay out, but for a routine that a programme in use is made of.

    Args:
        left_out: told of every record that stays out for want of what it refers to.
    """
    found: dict[str, list[Record]] = {name: [] for name in tables()}
    made_of = {getattr(record, "routine_id", None) for record in contents.records}
    for record in contents.records:
        if record.deleted_at is None or (record.TABLE == MAY_LIE_IN_BIN and record.id in made_of):
            found[record.TABLE].append(record)
    known = {name: {record.id for record in found[name]} for name in ("episodes", "sessions", "routines")}
    for table, (field, owner) in _OWNER.items():
        kept = []
        for record in found[table]:
            if getattr(record, field) in known[owner]:
                kept.append(record)
            elif left_out is not None:
                left_out(record)
        found[table] = kept
    for table, (field, owner) in _FREED.items():
        found[table] = [_freed(record, field, known[owner]) for record in found[table]]
    return replace(
        contents,
        records=tuple(record for name, records in found.items() for record in sorted(records, key=_order(name))),
        settings=tuple(sorted(contents.settings, key=lambda entry: entry.key)),
        tombstones=tuple(sorted(contents.tombstones, key=lambda stone: (stone.kind, stone.record_id))),
    )


def of_table(contents: Contents, table: str) -> Iterable[Record]:
    """Its records."""
    return (record for record in contents.records if table == record.TABLE)


def _freed(record: Record, field: str, known: set[str]) -> Record:
    if getattr(record, field) in known or getattr(record, field) is None:
        return record
    freed: Record = replace(record, **{field: None})  # type: ignore[arg-type]
    return freed


@cache
def _order(table: str) -> Callable[[Record], Any]:
    names = tables()[table].order
    if names[:1] in (("at",), ("started_at",)):
        begin: Callable[[Any], Moment] = attrgetter(names[0])
        return lambda record: (begin(record).utc, record.id)
    return attrgetter(*names, "id") if names else attrgetter("id")
