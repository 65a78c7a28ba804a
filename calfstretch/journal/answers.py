"""What an entry means for the answers of its day: the check-in's number and the confirmed water follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from calfstretch.domain.day import MAX_SPASMS, MAX_WATER_ML, CheckIn, DayItem, Drink, Item, number_text
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import Record, Source
from calfstretch.storage import day_facts, records
from calfstretch.storage.changes import Change, first_write
from calfstretch.storage.rows import KINDS, Row, from_row


def check_ins(connection: Any, made: Sequence[Change], day_start_h: int) -> list[Record]:
    """The check-ins whose number is another after these changes: a known day's number is what stands on it."""
    days = {
        record.diary_day(day_start_h)
        for change in made
        if change.kind in (Episode.TABLE, CheckIn.TABLE)
        for record in (_before(change), _after(change))
        if record is not None
    }
    # By day: a set has another order in every run, and the batch is to read the same.
    in_order = sorted(day for day in days if day is not None)
    return [found for day in in_order for found in check_ins_between(connection, day, day)]


def check_ins_after(connection: Any, made: Sequence[Change], day_start_h: int) -> list[Record]:
    """As `check_ins`, for a batch of any length: one question to the file in all."""
    if any(change.kind == "settings" for change in made):  # the day boundary may have moved
        return check_ins_between(connection, date.min, date.max)
    days = [
        day
        for change in made
        if change.kind in (Episode.TABLE, CheckIn.TABLE)
        for record in (_before(change), _after(change))
        if record is not None and (day := record.diary_day(day_start_h)) is not None
    ]
    if not days:
        return []
    touched = set(days)
    found = check_ins_between(connection, min(days), max(days))
    return [record for record in found if record.diary_day(day_start_h) in touched]


def check_ins_between(connection: Any, first: date, last: date) -> list[Record]:
    """The check-ins of diary days first to last whose number is not what stands on their day, put right."""
    return [
        replace(known, spasms=min(spasms, MAX_SPASMS))
        for day, spasms in day_facts.other_numbers(connection, first, last)
        if (known := records.get(connection, CheckIn, CheckIn(day=day, spasms=0).id)) is not None
    ]


def water(connection: Any, made: Sequence[Change], day_start_h: int) -> list[Record]:
    """The confirmed water of the days whose drinks changed, for a batch that says nothing of it itself.

    A new drink adds to it. One that is changed or removed counts where it had been added on top, or where the single
    drinks had been confirmed as all; an amount that was said of the whole day is the person's and stays.
    """
    said = {change.record_id for change in made if change.kind == DayItem.TABLE}
    by_day: dict[date, list[tuple[Change, int]]] = {}
    for change in made:
        if change.kind == Drink.TABLE:
            for drink, sign in ((_before(change), -1), (_after(change), 1)):
                if isinstance(drink, Drink):
                    by_day.setdefault(drink.diary_day(day_start_h), []).append((change, sign * drink.ml))
    found: list[Record] = []
    for day, parts in by_day.items():
        item = records.get(connection, DayItem, f"{day.isoformat()}/{Item.WATER}")
        if item is None or item.deleted_at is not None or item.source is Source.SUGGESTED or item.id in said:
            continue
        now_ml = sum(drink.ml for drink in records.between(connection, Drink, day, day))
        drinks_were_all = item.number == now_ml - sum(ml for _change, ml in parts)
        more_ml = sum(ml for change, ml in parts if drinks_were_all or _is_on_top(connection, change, item))
        if more_ml:
            found.append(replace(item, value=number_text(min(max(item.number + more_ml, 0), MAX_WATER_ML))))
    return found


def _is_on_top(connection: Any, change: Change, item: DayItem) -> bool:
    """Whether the drink was noted after the water had been confirmed, as a new one is; one of a file never was."""
    if change.before is None:
        return True
    if change.before["source"] == Source.IMPORTED:
        return False
    entered = datetime.fromisoformat(change.before["entered_at"])
    if item.entered_at is None or entered <= item.entered_at:
        return False
    # One that came from another diary was added there; to an amount confirmed here it never was.
    began, origin = first_write(connection, Drink.TABLE, change.record_id)
    return origin != "import" or began == first_write(connection, DayItem.TABLE, item.id)[0]


def _before(change: Change) -> Record | None:
    """The record as it stood before; None where there was none or it lay in the bin."""
    return _live(change.kind, change.before)


def _after(change: Change) -> Record | None:
    if change.record is not None:
        return change.record if change.record.deleted_at is None else None
    return _live(change.kind, change.after)


def _live(kind: str, row: Row | None) -> Record | None:
    return None if row is None or row["deleted_at"] is not None else from_row(KINDS[kind], row)
