"""A fresh diary built by our own hand, filled row by row with what our own records let through."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from calfstretch.domain.day import DAY_START_H
from calfstretch.domain.record import Record
from calfstretch.domain.setting_values import MOST_CHARACTERS, can_be
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import migrate, records, settings
from calfstretch.storage.backup import APPLICATION_ID, reason, sync
from calfstretch.storage.rows import KINDS, Row, from_row, parse_utc, to_row

T = TypeVar("T")

UNFIT = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError, AssertionError)
"""What our records raise at values no diary holds."""
_REFUSED = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
_LONGEST_NAME = 200
_MOST_SEQ = 2**60


def build(part: Path, fill: Callable[[sqlite3.Connection], T]) -> T:
    """Make a diary under a working name, 0600, checked as a whole and on the disk; or leave nothing.

    Args:
        part: must not exist.
        fill: puts the entries in; what it returns is returned.

    Raises:
        UserError: it could not be made.
    """
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            # Nobody else knows the file, and half of it is worth nothing: it is synced once, at its end.
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            migrate.bring_up_to_date(connection, part)
            connection.execute("BEGIN")
            result = fill(connection)
            connection.execute("COMMIT")
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if not sound or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise OSError(_("the new diary is not sound"))
        finally:
            connection.close()
        sync(part)
        return result
    except (OSError, sqlite3.Error) as error:
        remove(part)
        said = _("Not restored: {reason}. Nothing was changed.")
        raise UserError(said.format(reason=reason(error, part))) from error
    except BaseException:
        remove(part)
        raise


def remove(part: Path) -> None:
    """Remove a working file of ours and SQLite's own beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


class Filling:
    """Puts rows into the fresh diary; what our records or the tables refuse stays out.

    Each `put_…` returns whether it went in. Settings come first: the day of every entry hangs on one of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._day_start_h = DAY_START_H
        self._batches: set[int] = set()
        self._known: dict[tuple[str, str], Row] = {}

    def put_setting(self, key: Any, value: Any, changed_at: Any) -> bool:
        """One setting; what could keep the window from opening must be of its kind."""
        try:
            _check_name(key)
            parse_utc(changed_at)
            read = json.loads(_text(value, MOST_CHARACTERS))
            if not can_be(key, read):
                return False
        except UNFIT:
            return False
        return self._insert("settings", (key, value, changed_at))

    def settings_done(self) -> None:
        """All settings are in: entries may follow."""
        self._day_start_h = int(settings.get(self._connection, "day_start_h", DAY_START_H))

    def put_record(self, table: str, row: Mapping[str, Any]) -> bool:
        """One record, by column."""
        record = fit(table, row)
        if record is None or record.entered_at is None or record.changed_at is None:
            return False
        try:
            stored = to_row(record)
            if not records.put_new(self._connection, record, self._day_start_h, stored):
                return False
        except (*UNFIT, *_REFUSED):
            return False
        self._known[table, record.id] = stored
        return True

    def put_tombstone(self, kind: Any, record_id: Any, deleted_at: Any) -> bool:
        """The identity of a record that is gone for good."""
        try:
            KINDS[kind]
            _check_name(record_id)
            parse_utc(deleted_at)
        except UNFIT:
            return False
        return self._insert("tombstones", (kind, record_id, deleted_at))

    def put_batch(self, seq: Any, made_at: Any, origin: Any, label: Any, role: Any, target_seq: Any) -> bool:
        """One batch; in the order of their numbers, for a batch may take back an earlier one."""
        try:
            _check_seq(seq)
            _check_name(label)
            parse_utc(made_at)
            if target_seq is not None and target_seq not in self._batches:
                return False
        except UNFIT:
            return False
        if not self._insert("batches", (seq, made_at, origin, label, role, target_seq)):
            return False
        self._batches.add(seq)
        return True

    def put_change(self, seq: Any, ordinal: Any, kind: Any, record_id: Any, before: Any, after: Any) -> bool:
        """One change of a batch that is in; undo must be able to use either side of it."""
        try:
            _check_name(record_id)
            _check_seq(ordinal)
            states = (before, after)
            if seq not in self._batches or not all(self._is_state(kind, record_id, state) for state in states):
                return False
        except UNFIT:
            return False
        return self._insert("changes", (seq, ordinal, kind, record_id, before, after))

    def put_running(self, session_id: Any, snapshot: Any, saved_at: Any) -> bool:
        """The session that was not ended."""
        try:
            _check_name(session_id)
            parse_utc(saved_at)
            if not isinstance(json.loads(_text(snapshot, MOST_CHARACTERS)), dict):
                return False
        except UNFIT:
            return False
        return self._insert("running_session", (1, session_id, snapshot, saved_at))

    def finish(self) -> int:
        """Take out what refers to a record that is not there; returns how many rows that were."""
        gone = 0
        for statement in (
            "DELETE FROM holds WHERE session_id NOT IN (SELECT id FROM sessions)",
            "DELETE FROM programmes WHERE routine_id NOT IN (SELECT id FROM routines)",
        ):
            gone += self._connection.execute(statement).rowcount
        for table in ("sessions", "safety_answers"):
            self._connection.execute(
                f"UPDATE {table} SET episode_id = NULL WHERE episode_id NOT IN (SELECT id FROM episodes)"
            )
        return gone

    def _is_state(self, kind: str, record_id: str, text: Any) -> bool:
        if text is None:
            return True
        state: Row = json.loads(text)
        if kind == "settings":
            return isinstance(state, dict) and "value" in state
        if state == self._known.get((kind, record_id)):
            return True  # as it stands in its table: most do, and looking again would take as long as all the rest
        return isinstance(state, dict) and state.get("id") == record_id and fit(kind, state) is not None

    def _insert(self, table: str, values: tuple[Any, ...]) -> bool:
        try:
            self._connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        except (*_REFUSED, OverflowError):
            return False
        return True


def fit(table: str, row: Mapping[str, Any]) -> Record | None:
    """The record of a row; None = our records do not allow it."""
    try:
        _check_name(row["id"])
        return from_row(KINDS[table], dict(row))
    except UNFIT:
        return None


def _check_name(name: Any) -> None:
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME:
        raise ValueError("not a name")


def _check_seq(seq: Any) -> None:
    if type(seq) is not int or not 0 < seq < _MOST_SEQ:
        raise ValueError("not a running number")


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("not a text of ours")
    return value
