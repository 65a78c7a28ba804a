"""Diaries from before the first release: six shapes that bear the number 1 as well, taken over row by row."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from calfstretch.storage.fresh import Filling, build, remove
from calfstretch.storage.in_place import mark_of
from calfstretch.storage.refusal import has_log
from calfstretch.storage.restoring import put_in_place
from calfstretch.storage.rows import KINDS, Row, column_names
from calfstretch.storage.whole import columns

EARLY_SHAPES = frozenset(
    {
        "5f945459a3ffd33b",
        "fffa62955bd3a8d2",
        "b910dc8beec136f0",
        "8e99b4f8f4569f16",  # of two, which differ in their CHECKs alone
        "a3e577825b99646e",
    }
)
"""Fingerprints of their tables and columns (`fingerprint`)."""

# What a column that came later holds in a row from before it.
_CAME_LATER: dict[str, dict[str, Any]] = {
    "activities": {"sport": None},
    "drinks": {"origin_key": None},
    "episodes": {"own": "[]"},
    "tags": {"noted_of": "day", "kind": "yes_no", "unit": ""},
}


def fingerprint(connection: sqlite3.Connection) -> str:
    """Of the names of all tables and columns."""
    names = "\n".join(sorted(f"{table}.{column}" for table, column in columns(connection)))
    return hashlib.sha256(names.encode()).hexdigest()[:16]


def renew(path: Path) -> bool:
    """Make a diary of an early shape one of today's; the early file is kept beside it under a dated name.

    Returns:
        Whether a diary of today's shape lies there now; False = it is none of those, or holds what cannot be taken
        over: nothing was changed.

    Raises:
        UserError: the new file could not be made; nothing was changed.
    """
    part = path.with_name(f"{path.name}.restored-{os.getpid()}")
    read = mark_of(path)
    try:
        with closing(_reader(path, "mode=ro&immutable=1")) as source:  # leaves no trace
            if fingerprint(source) not in EARLY_SHAPES:
                return False
        with closing(_reader(path, "mode=ro" if has_log(path) else "mode=ro&immutable=1")) as source:
            remove(part)
            build(part, lambda target: _take(source, target))
    except (sqlite3.Error, _NotTakenError):
        return False  # damaged after all
    if mark_of(path) != read:
        remove(part)  # another program was quicker: what it made may hold more by now
    else:
        put_in_place(part, path)
    return True


def _reader(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


class _NotTakenError(Exception):
    """Something in the file does not go into a diary of today."""


def _take(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    into = Filling(target)
    known = columns(source)
    went_in = [_put_setting(into, source, row) for row in _rows(source, "settings")]
    into.settings_done()
    for table in KINDS:
        if any(name == table for name, _column in known):
            went_in += [into.put_record(table, _as_today(table, row)) for row in _rows(source, table)]
    went_in += [into.put_tombstone(**row) for row in _rows(source, "tombstones")]
    for row in _rows(source, "batches", "ORDER BY seq"):
        row.pop("id", None)
        went_in.append(into.put_batch(**row))
    order = "seq" if ("changes", "seq") in known else "batch_seq, ordinal"
    place: dict[int, int] = {}
    for row in _rows(source, "changes", f"ORDER BY {order}"):
        seq = row["batch_seq"]
        place[seq] = place.get(seq, 0) + 1
        before, after = (_state_as_today(row["kind"], row[side]) for side in ("before", "after"))
        went_in.append(into.put_change(seq, place[seq], row["kind"], row["record_id"], before, after))
    went_in += [
        into.put_running(row["session_id"], row["snapshot"], row["saved_at"])
        for row in _rows(source, "running_session")
    ]
    if not all(went_in) or into.finish():
        raise _NotTakenError


def _rows(source: sqlite3.Connection, table: str, order: str = "") -> list[Row]:
    cursor = source.execute(f"SELECT * FROM {table} {order}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _put_setting(into: Filling, source: sqlite3.Connection, row: Row) -> bool:
    changed_at = row.get("changed_at") or source.execute("SELECT max(made_at) FROM batches").fetchone()[0]
    return into.put_setting(row["key"], row["value"], changed_at)


def _as_today(table: str, row: Row) -> Row:
    whole = {**_CAME_LATER.get(table, {}), **row}
    return {name: whole[name] for name in column_names(table) if name in whole}


def _state_as_today(kind: str, text: str | None) -> str | None:
    if text is None or kind not in KINDS:
        return text
    return json.dumps(_as_today(kind, json.loads(text)), ensure_ascii=False, separators=(",", ":"))
