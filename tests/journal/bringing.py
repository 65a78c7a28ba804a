"""Two computers' diaries, and the way of one's contents into the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from calfstretch.domain.contents import Contents
from calfstretch.journal import Journal, Written
from calfstretch.journal.bringing_in import BringingIn, Plan
from tests.diaries import journal_on

FILE = "diary.zip"


def another(folder: Path, name: str = "another", now: str = "2026-11-22T09:00:00+01:00") -> Journal:
    (folder / name).mkdir(exist_ok=True, parents=True)
    return journal_on(folder / name / "diary.db", now)


def planned(into: Journal, contents: Contents) -> Plan:
    return BringingIn(into).diary(contents, FILE)


def brought(into: Journal, contents: Contents) -> Written:
    bringing = BringingIn(into)
    return bringing.bring_in(bringing.diary(contents, FILE))


def as_file(contents: Contents) -> Any:
    """All that an archive would hold, to compare."""
    return (
        sorted((record.TABLE, record.id, sorted(map(repr, vars(record).items()))) for record in contents.records),
        contents.settings,
        contents.tombstones,
    )


def without_stamps(contents: Contents) -> Any:
    """As `as_file`, but for when each record was written."""
    records = tuple(replace(record, entered_at=None, changed_at=None) for record in contents.records)
    return (
        as_file(replace(contents, records=records, settings=(), tombstones=())),
        [(entry.key, entry.value) for entry in contents.settings],
        [(stone.kind, stone.record_id) for stone in contents.tombstones],
    )
