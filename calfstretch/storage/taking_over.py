"""Takes a file offered for restoring over into a fresh diary, row by row; the file itself never becomes the diary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from calfstretch.storage import migrate
from calfstretch.storage.fresh import Filling, build, remove
from calfstretch.storage.offered import USUAL, Budget, Limits, in_words, model, opened
from calfstretch.storage.rows import KINDS, column_names

BATCH_COLUMNS = ("seq", "made_at", "origin", "label", "role", "target_seq")
CHANGE_COLUMNS = ("batch_seq", "ordinal", "kind", "record_id", "before", "after")


class Taken(NamedTuple):
    """What came of it.

    Args:
        rows: rows that are in the fresh diary.
        left_out: rows that hold what no diary of ours does.
    """

    rows: int
    left_out: int


def take_over(offered: Path, part: Path, limits: Limits = USUAL) -> Taken:
    """Build a fresh diary with every row of the offered one, the change table included.

    Args:
        offered: any file.
        part: the new diary, must not exist; beside the real one, under a working name.

    Raises:
        UserError: the file is refused, or the new diary could not be made; nothing is left behind.
    """
    budget = Budget(offered, limits)
    with opened(offered, budget, limits) as source:
        version = migrate.version_of(source)
        if version == migrate.newest_version():
            return build(part, lambda target: _Taking(source, target, budget, offered).run())
        older = part.with_name(part.name + ".older")
        try:
            _rebuild_older(source, older, version, budget)
            return _take_own(older, part, budget, offered)
        finally:
            remove(older)


def _take_own(path: Path, part: Path, budget: Budget, offered: Path) -> Taken:
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        return build(part, lambda target: _Taking(source, target, budget, offered).run())
    finally:
        source.close()


def _rebuild_older(source: sqlite3.Connection, older: Path, version: int, budget: Budget) -> None:
    """A diary of ours of an older version with the same rows, brought up to date: our tables, our steps."""
    remove(older)
    older.touch(mode=0o600, exist_ok=False)
    target = sqlite3.connect(older, isolation_level=None)
    try:
        target.execute("PRAGMA journal_mode = MEMORY")
        for number, sql in migrate.scripts().items():
            if number <= version:
                target.executescript(sql)
        target.execute("BEGIN")
        for table, columns in model(version).columns.items():
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            for row in source.execute(f"SELECT {names} FROM {table}"):
                budget.spend_row()
                # What the tables of that version refuse stays out.
                target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(row))
        target.execute("COMMIT")
        for number, sql in migrate.scripts().items():
            if number > version:
                target.executescript(sql)
    finally:
        target.close()


class _Taking:
    """One run from an open source into an open fresh diary."""

    def __init__(self, source: sqlite3.Connection, target: sqlite3.Connection, budget: Budget, path: Path) -> None:
        self._source = source
        self._into = Filling(target)
        self._budget = budget
        self._path = path
        self._rows = self._left_out = 0

    def run(self) -> Taken:
        for row in self._read("settings", ("key", "value", "changed_at")):
            self._count(self._into.put_setting(*row))
        self._into.settings_done()
        for table in KINDS:
            names = column_names(table)
            for row in self._read(table, names):
                self._count(self._into.put_record(table, dict(zip(names, row, strict=True))))
        for row in self._read("tombstones", ("kind", "record_id", "deleted_at")):
            self._count(self._into.put_tombstone(*row))
        for row in self._read("batches", BATCH_COLUMNS, "ORDER BY seq"):
            self._count(self._into.put_batch(*row))
        for row in self._read("changes", CHANGE_COLUMNS):
            self._count(self._into.put_change(*row))
        for row in self._read("running_session", ("session_id", "snapshot", "saved_at")):
            self._count(self._into.put_running(*row))
        gone = self._into.finish()
        return Taken(self._rows - gone, self._left_out + gone)

    def _read(self, table: str, names: tuple[str, ...], order: str = "") -> Iterator[tuple[Any, ...]]:
        # What goes wrong here is the file's fault; what goes wrong while storing is said by `build`.
        with in_words(self._path, self._budget):
            for row in self._source.execute(f"SELECT {', '.join(names)} FROM {table} {order}"):
                self._budget.spend_row()
                yield tuple(row)

    def _count(self, went_in: bool) -> None:
        if went_in:
            self._rows += 1
        else:
            self._left_out += 1
