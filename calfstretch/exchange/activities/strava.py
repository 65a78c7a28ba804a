"""Activities from Strava's table, `activities.csv`, alone or in the export that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, Found, FoundActivity, Refusal
from calfstretch.exchange.activities import cells
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.sports import kind_of
from calfstretch.exchange.activities.strava_columns import Columns, columns_of
from calfstretch.exchange.activities.table import Row, Table
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from calfstretch.exchange.activities.written_date import written_date
from calfstretch.i18n import gettext as _

if TYPE_CHECKING:
    from calfstretch.exchange.activities.strava_archive import Entries

_LOOKED_AT = 5
_FASTEST_M_S = 55.0
"""Faster than this no activity is on average: then a distance was no km but metres."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the table.

    Args:
        activity: what it says.
        file: the original it came from, as the table names it; "" = typed in by hand.
        where: the line.
    """

    activity: FoundActivity
    file: str
    where: str


def is_mine(head: bytes) -> bool:
    """Whether a table that begins so is Strava's."""
    table = Table(BytesIO(head), Watch())
    try:
        heading = table.heading()
        columns_of(heading, [row.cells for row in islice(table, _LOOKED_AT)])
    except RefusedFile:
        return False
    return True


def read(stream: Stream, watch: Watch) -> Iterator[Found | Refusal]:
    """The activities of the table; a row that cannot be used is a refusal with its line.

    Raises:
        RefusedFile: it is no such table, or beyond its limits.
        NothingInIt: it has a heading and no row.
        CalledOff: the person wishes so.
    """
    yield from bounded(one.activity if isinstance(one, Listed) else one for one in listed(stream, watch))


def read_archive(entries: Entries, watch: Watch) -> Iterator[Found | Refusal]:
    """All activities of the whole export; see `strava_archive.read_archive`."""
    from calfstretch.exchange.activities import strava_archive

    return strava_archive.read_archive(entries, watch)


def listed(stream: Stream, watch: Watch) -> Iterator[Listed | Refusal]:
    """The rows of the table with the names of their original files; see `read`."""
    table = Table(stream, watch)
    heading = table.heading()
    first, trouble = table.begin(_LOOKED_AT)  # what stands before a trouble is read all the same
    columns = columns_of(heading, [row.cells for row in first])
    if not first and trouble is None:
        raise NothingInIt(_("It is Strava's list of activities, and there is none in it."))
    for row in first if trouble else chain(first, table):
        yield _of_row(row, columns, len(heading))
    if trouble is not None:
        raise trouble


def _of_row(row: Row, columns: Columns, width: int) -> Listed | Refusal:
    if row.trouble:
        return Refusal(row.where, row.trouble)
    if len(row.cells) < columns.needed:
        return Refusal(row.where, _("The line ends too early."))
    if any(cell.strip() for cell in row.cells[width:]):
        return Refusal(row.where, _("The line has more cells than the heading."))
    text = row.cells[columns.date].strip()
    try:
        start = written_date(text).replace(tzinfo=UTC)  # UTC in every layout, without saying so
    except ValueError:
        start = None
    if start is None or not cells.can_be_kept(start):
        shown = text[:60]
        return Refusal(row.where, _("Its date cannot be: {text}").format(text=shown) if shown else _("It has no date."))
    flags = {Flag.ZONE_ASSUMED}
    flags |= {Flag.OLD_ENCODING} if row.old_encoding else set()
    flags |= {Flag.ODD_DATE} if cells.is_odd(start) else set()
    cell = _Cells(row.cells)
    sport = cell.text(columns.sport)
    kind = kind_of(sport)
    elapsed = cells.seconds(cell.number(columns.elapsed)) or cells.seconds(cell.number(columns.elapsed_shown))
    moving = cells.seconds(cell.number(columns.moving))
    if moving and (elapsed is None or elapsed < moving):
        flags |= {Flag.ELAPSED_WORKED_OUT}
        elapsed = moving
    distance, is_guess = _distance(cell, columns, kind, moving or elapsed)
    flags |= {Flag.UNIT_ASSUMED} if is_guess else set()
    weather = cells.temperature(cell.number(columns.weather))
    device = cells.temperature(cell.number(columns.temperature))
    activity = FoundActivity(
        start_utc=start,
        kind=kind,
        sport=sport,
        title=cell.as_typed(columns.title),
        elapsed_s=elapsed,
        moving_s=moving,
        distance_m=distance,
        climb_m=cells.climb(cell.number(columns.climb)),
        # How hot was it: the weather service knows, the wrist is warm.
        temperature_c=device if weather is None else weather,
        temperature_kind="weather" if weather is not None else "device" if device is not None else None,
        heart_rate_bpm=cells.heart_rate(cell.number(columns.heart_rate)),
        external_id=cell.text(columns.id)[:40] or None,
        flags=frozenset(flags),
    )
    return Listed(activity, cell.text(columns.file), row.where)


def _distance(cell: _Cells, columns: Columns, kind: ActivityKind, time_s: float | None) -> tuple[float | None, bool]:
    """Metres, and whether their unit is a guess."""
    raw = cells.metres(cell.number(columns.distance))
    if raw is not None or columns.distance_shown is None:
        return raw, False
    shown = cell.shown(columns.distance_shown)
    if shown is None:
        return None, False
    if columns.shown_in_metres:
        return cells.metres(shown), columns.metres_assumed
    if kind is ActivityKind.SWIM:
        return cells.metres(shown), False
    if time_s and shown * 1000 > _FASTEST_M_S * time_s:
        return cells.metres(shown), True
    return cells.metres(shown * 1000), False


class _Cells:
    """The cells of one row; what lies behind its end is empty."""

    def __init__(self, row: list[str]) -> None:
        self._row = row

    def as_typed(self, at: int | None) -> str:
        return self._row[at] if at is not None and at < len(self._row) else ""

    def text(self, at: int | None) -> str:
        return self.as_typed(at).strip()

    def number(self, at: int | None) -> float | None:
        """A raw number: always with a point."""
        return cells.number(self.text(at))

    def shown(self, at: int) -> float | None:
        """A number for the eye: its decimal sign is that of the language, and it has two decimals."""
        text = self.text(at)
        whole, comma, decimals = text.rpartition(",")
        # "9,44" and "1.009,44", but "1,500" metres and "1,009.44".
        is_decimal = bool(comma) and len(decimals) in (1, 2) and "." not in decimals and whole.count(",") == 0
        return cells.number(text, "," if is_decimal else ".")
