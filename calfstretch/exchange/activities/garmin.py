"""Activities from the list that Garmin Connect exports, `Activities.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import chain, islice

from calfstretch.domain.found import Flag, Found, FoundActivity, Refusal, Units
from calfstretch.exchange.activities import cells
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.garmin_columns import Columns, columns_of
from calfstretch.exchange.activities.garmin_units import Reading, is_in_metres, reading_of
from calfstretch.exchange.activities.sports import kind_of
from calfstretch.exchange.activities.table import Row, Table
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.exchange.activities.written_date import written_date
from calfstretch.i18n import gettext as _

_LOOKED_AT, _DECIDING = 3, 300
"""Rows that tell whether it is such a list, and rows that decide how its numbers are read."""
_FOOT_M = 0.3048


def is_mine(head: bytes) -> bool:
    """Whether a table that begins so is such a list."""
    table = Table(BytesIO(head), Watch())
    try:
        heading = table.heading()
        rows = [row.cells for row in islice(table, _LOOKED_AT)]
    except RefusedFile:
        return False
    return columns_of(heading, rows) is not None


def read(stream: Stream, watch: Watch) -> Iterator[Found | Refusal]:
    """The activities of the list; a row that cannot be used is a refusal with its line.

    Raises:
        RefusedFile: it is no such list, or beyond its limits.
        NothingInIt: it has a heading and no row.
        CalledOff: the person wishes so.
    """
    yield from bounded(_found(stream, watch))


def _found(stream: Stream, watch: Watch) -> Iterator[FoundActivity | Refusal]:
    table = Table(stream, watch)
    heading = table.heading()
    first, trouble = table.begin(_DECIDING)  # what stands before a trouble is read all the same
    columns = columns_of(heading, [row.cells for row in first[:_LOOKED_AT]])
    if columns is None:
        raise trouble or RefusedFile(_("It is a table, but none of activities that is known here (Strava or Garmin)."))
    if not first and trouble is None:
        raise NothingInIt(_("It is Garmin's list of activities, and there is none in it."))
    how = reading_of(columns, [row.cells for row in first])
    for row in first if trouble else chain(first, table):
        yield _of_row(row, columns, how, len(heading))
    if trouble is not None:
        raise trouble


def _of_row(row: Row, columns: Columns, how: Reading, width: int) -> FoundActivity | Refusal:
    if row.trouble:
        return Refusal(row.where, row.trouble)
    cell = _Cells(row.cells, how.decimal)
    text = cell.text(columns.date)
    start = _start(text)
    if len(row.cells) <= max(columns.sport, columns.date, columns.distance or 0, columns.time or 0):
        return Refusal(row.where, _("The line ends too early."))
    if any(extra.strip() for extra in row.cells[width:]):
        return Refusal(row.where, _("The line has more cells than the heading."))
    if start is None:
        shown = text[:60]
        return Refusal(row.where, _("Its date cannot be: {text}").format(text=shown) if shown else _("It has no date."))
    time_s = cells.seconds(cell.clock(columns.time))
    moving = cells.seconds(cell.clock(columns.moving)) or time_s
    # Before about 2021 the list has no elapsed time; indoors the moving time is 0.
    elapsed = cells.seconds(cell.clock(columns.elapsed)) or time_s or moving
    flags = {Flag.OLD_ENCODING} if row.old_encoding else set()
    flags |= {Flag.ODD_DATE} if cells.is_odd(start) else set()
    if elapsed and moving and elapsed < moving:
        elapsed = moving
        flags |= {Flag.ELAPSED_WORKED_OUT}
    sport = cell.text(columns.sport)
    kind = kind_of(sport)
    distance, units = cells.metres(cell.number(columns.distance)), None
    if distance is not None and not is_in_metres(distance, time_s, kind):
        distance, units = cells.metres(distance * how.unit_m), how.units
        flags |= {Flag.UNIT_ASSUMED}
    temperature = _mean_c(cell, columns, how.fahrenheit)
    climb = cell.number(columns.climb)
    return FoundActivity(
        start_local=start,
        kind=kind,
        sport=sport,
        title=cell.as_typed(columns.title),
        elapsed_s=elapsed,
        moving_s=moving,
        distance_m=distance,
        climb_m=cells.climb(climb * _FOOT_M if climb is not None and how.units is Units.STATUTE else climb),
        temperature_c=temperature,
        temperature_kind=None if temperature is None else "device",
        heart_rate_bpm=cells.heart_rate(cell.number(columns.heart_rate)),
        units_assumed=units,
        flags=frozenset(flags),
    )


def _start(text: str) -> datetime | None:
    try:
        start = written_date(text)
    except ValueError:
        return None
    return start if cells.can_be_kept(start) else None


def _mean_c(cell: _Cells, columns: Columns, fahrenheit: bool) -> float | None:
    """Between the coldest and the warmest moment; one of them alone says too little, and 0 twice means none."""
    both = [cell.number(columns.coldest), cell.number(columns.warmest)]
    if None in both or not any(both):
        return None
    mean = sum(value for value in both if value is not None) / 2
    return cells.temperature(round((mean - 32) * 5 / 9, 1) if fahrenheit else mean)


class _Cells:
    """The cells of one row; what lies behind its end is empty."""

    def __init__(self, row: list[str], decimal: str) -> None:
        self._row, self._decimal = row, decimal

    def as_typed(self, at: int | None) -> str:
        return self._row[at] if at is not None and at < len(self._row) else ""

    def text(self, at: int | None) -> str:
        return self.as_typed(at).strip()

    def number(self, at: int | None) -> float | None:
        return cells.number(self.text(at), self._decimal)

    def clock(self, at: int | None) -> float | None:
        return cells.duration_s(self.text(at))
