"""Takes every row that can still be read out of a damaged diary, which is left as it is, into a fresh one.

Each entry stands in the file twice: in its table, and as what it was after its last change. Either is enough.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate
from calfstretch.storage.backup import PARTS
from calfstretch.storage.fresh import UNFIT, Filling, build, fit, remove
from calfstretch.storage.offered import model
from calfstretch.storage.pages import Cell, Pages
from calfstretch.storage.refusal import has_log
from calfstretch.storage.restoring import ENTRIES, put_in_place
from calfstretch.storage.rows import DERIVED_DAY, KINDS, Row, parse_utc

_LARGEST = 1_000_000_000
TIME_S = 300.0


class Rescued(NamedTuple):
    """What came of it.

    Args:
        entries: entries in the fresh diary, the bin included.
        lost: about how many more there were.
    """

    entries: int
    lost: int


def rescue(path: Path) -> tuple[Rescued, Path]:
    """Make what can be read of a damaged diary the diary; the damaged file is set aside untouched.

    Returns:
        What was rescued, and the name under which the damaged file is kept.

    Raises:
        UserError: nothing could be read, or it could not be stored; nothing was changed.
    """
    part = path.with_name(f"{path.name}.rescued-{os.getpid()}")
    remove(part)
    rescued = read_into(path, part)
    kept = put_in_place(part, path)
    assert kept is not None
    return rescued, kept


def read_into(path: Path, part: Path, time_s: float = TIME_S) -> Rescued:
    """Read what can be read into a fresh diary under a working name.

    Args:
        path: damaged, or not even a diary any more; nothing is written there or beside it but the new diary.
        part: must not exist.
        time_s: after which the rest of the file counts as unreadable.

    Raises:
        UserError: nothing could be read, or it could not be stored; nothing is left behind.
    """
    pages = Pages(_bytes_of(path))
    found = _Found()
    _read_all(pages, found, time.monotonic() + time_s)
    found.fill_from_changes()
    if not found.rows:
        raise UserError(_("Nothing could be read from {path}. It was not changed.").format(path=path))
    entries = build(part, found.put_all)
    return Rescued(entries, found.lost(pages, entries))


def _bytes_of(path: Path) -> bytes:
    """The file as it stands with its log, folded together beside it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise OSError(_("it is too large"))
        if not has_log(path):
            return path.read_bytes()
        double = path.with_name(f"{path.name}.rescued-{os.getpid()}.double")
        try:
            for ending in PARTS:
                part = path.with_name(path.name + ending)
                if ending != "-shm" and part.exists():
                    as_double = double.with_name(double.name + ending)
                    os.close(os.open(as_double, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
                    shutil.copyfile(part, as_double)
            # Where the log does not fit the file, the file alone must do.
            with suppress(sqlite3.Error), closing(sqlite3.connect(double)) as connection:
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # half a write is taken back by reading
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return double.read_bytes()
        finally:
            remove(double)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            _("{path} cannot be read: {reason}. Nothing was changed.").format(path=path, reason=reason)
        ) from error


def _read_all(pages: Pages, found: _Found, ends_at: float) -> None:
    free = pages.free()
    for number in range(1, pages.count + 1):
        if number in free:
            continue
        for cell in pages.cells(number):
            found.take(cell)
        if time.monotonic() > ends_at:
            pages.unread += pages.count - number
            return


class _Found:
    """What was found so far, each row under its identity."""

    def __init__(self) -> None:
        ours = model(migrate.newest_version()).columns
        self._shapes: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
        for table in KINDS:
            self._shapes.setdefault(len(ours[table]), []).append((table, ours[table]))
        self.rows: dict[tuple[str, str], Row] = {}
        self._unclean: dict[tuple[str, str], Row] = {}
        self._settings: dict[str, tuple[Any, ...]] = {}
        self._tombstones: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._batches: dict[int, tuple[Any, ...]] = {}
        self._changes: dict[tuple[int, int], tuple[Any, ...]] = {}
        self._running: tuple[Any, ...] | None = None
        self._seen: Counter[str] = Counter()

    # -- what a cell is ----------------------------------------------------------------------------------

    def take(self, cell: Cell) -> None:
        """Keep a row under its table; what is no row of ours is passed over."""
        values = cell.values
        with suppress(*UNFIT):
            if cell.rowid is None:
                self._take_index(values)
            elif len(values) == 3:
                self._take_small(values)
            elif len(values) == 4:
                self._running = values if values[0] is None or values[0] == 1 else self._running
            elif len(values) == 6 and values[0] is None:
                self._batches[cell.rowid] = (cell.rowid, *values[1:])
            else:
                self._take_record(cell)

    def _take_index(self, values: tuple[Any, ...]) -> None:
        if len(values) == 6:
            self._changes[int(values[0]), int(values[1])] = values
            self._seen[values[3]] += 1
        elif len(values) in (2, 3) and all(type(value) is int for value in values[1:]):
            self._seen[values[0]] += 1  # which of them are identities shows later

    def _take_small(self, values: tuple[Any, ...]) -> None:
        first, second, at = values
        parse_utc(at)
        if first in KINDS:
            self._tombstones[first, second] = values
        else:
            json.loads(second)
            known = self._settings.get(first)
            if known is None or known[2] < at:
                self._settings[first] = values

    def _take_record(self, cell: Cell) -> None:
        for table, columns in self._shapes.get(len(cell.values), ()):
            row = dict(zip(columns, cell.values, strict=True))
            if table in DERIVED_DAY:
                del row["day"]
            if fit(table, row) is not None:
                self._keep(table, row, self.rows if cell.clean else self._unclean)
                return

    def _keep(self, table: str, row: Row, among: dict[tuple[str, str], Row]) -> None:
        known = among.get((table, row["id"]))
        # Of the same moment the change stands before the row: what is damaged shows more surely in its form.
        if known is None or known["changed_at"] <= row["changed_at"]:
            among[table, row["id"]] = row

    # -- the second source -------------------------------------------------------------------------------

    def fill_from_changes(self) -> None:
        """Take what an entry was after its last change, where its row is gone or older."""
        last: dict[tuple[str, str], str | None] = {}
        settings: dict[str, tuple[Any, ...]] = {}
        for (seq, _ordinal), change in sorted(self._changes.items(), key=lambda item: item[0]):
            kind, record_id, after = change[2], change[3], change[5]
            if kind in KINDS:
                last[kind, record_id] = after
            elif kind == "settings" and seq in self._batches:
                with suppress(*UNFIT):
                    value = json.dumps(json.loads(after)["value"], ensure_ascii=False)
                    settings[record_id] = (record_id, value, self._batches[seq][1])
        in_tables = set(self.rows)
        for (kind, record_id), after in last.items():
            with suppress(*UNFIT):
                state = json.loads(after or "")
                if state["id"] == record_id and fit(kind, state) is not None:
                    self._keep(kind, state, self.rows)
        self._drop_misnamed(in_tables)
        for key, row in self._unclean.items():
            self.rows.setdefault(key, row)
        for gone, tombstone in self._tombstones.items():
            # One that was written again after it was removed for good is there.
            if gone in self.rows and self.rows[gone]["changed_at"] <= tombstone[2]:
                del self.rows[gone]
        self._settings = settings | self._settings

    def _drop_misnamed(self, in_tables: set[tuple[str, str]]) -> None:
        """A row whose identity alone is damaged is not a second entry beside the one its change tells of."""
        from_changes = [key for key in self.rows if key not in in_tables]
        for table, name in in_tables:
            if name not in self._seen and any(kind == table and _nearly(name, known) for kind, known in from_changes):
                del self.rows[table, name]

    # -- into the fresh diary ----------------------------------------------------------------------------

    def put_all(self, target: sqlite3.Connection) -> int:
        """Everything into the fresh diary; returns how many entries that were."""
        into = Filling(target)
        for setting in self._settings.values():
            into.put_setting(*setting)
        into.settings_done()
        went_in = {key for key, row in self.rows.items() if into.put_record(key[0], row)}
        for tombstone in self._tombstones.values():
            into.put_tombstone(*tombstone)
        of_batch = {seq for seq, _ordinal in self._changes}
        of_batch |= {batch[5] for batch in self._batches.values() if batch[5] is not None}
        for seq, batch in sorted(self._batches.items()):
            if seq in of_batch:  # one without its changes would be an undo that does nothing
                into.put_batch(*batch)
        for _key, change in sorted(self._changes.items()):
            into.put_change(*change)
        if self._running is not None:
            into.put_running(*self._running[1:])
        into.finish()
        for _table, record_id in (*went_in, *self._tombstones):
            del self._seen[record_id]
        return sum(target.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ENTRIES)

    def lost(self, pages: Pages, entries: int) -> int:
        """About how many entries there were besides: those named somewhere, and a share of the pages that are gone."""
        # An identity stands in several places: one that was met once is more likely a damaged name.
        named = sum(times > 1 and _is_identity(name) for name, times in self._seen.items())
        gone = max(0, pages.promised() - pages.count)
        there = max(1, pages.count - pages.unread)
        return max(named, round(entries * gone / there))


def _is_identity(name: Any) -> bool:
    return isinstance(name, str) and len(name) == 36 and name.count("-") == 4


def _nearly(first: str, second: str) -> bool:
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) <= 2
