"""Records to rows and back: whatever the domain allows comes back from the file as it went in."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import DayItem, Item
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.routine import DAILY, TargetOrigin
from calfstretch.domain.session_log import EndReason, Hold
from calfstretch.storage import changes, records
from calfstretch.storage.changes import Change
from calfstretch.storage.database import Database, open_diary
from calfstretch.storage.rows import DERIVED_DAY, KINDS, column_names, from_row, parse_utc, to_row, utc_text
from tests.records import AWKWARD, EVERY_KIND, episodes, utcs


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_diary(tmp_path_factory.mktemp("rows") / "diary.db")
    database.connection.execute("PRAGMA foreign_keys = OFF")  # a hold's session need not be there
    database.connection.execute("PRAGMA synchronous = OFF")
    yield database
    database.close()


def test_file_knows_the_same_ends_of_a_hold_as_the_domain(diary: Database) -> None:
    (words,) = diary.connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'holds'").fetchone()
    assert re.findall(r"end_reason = '(\w+)'", words) == list(EndReason)


def test_every_table_has_its_strategy() -> None:
    assert set(EVERY_KIND) == set(KINDS.values())


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.TABLE)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_record_comes_back_from_the_file(diary: Database, kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(EVERY_KIND[kind])
    with diary.connection:
        diary.connection.execute("BEGIN")
        records.put(diary.connection, record, 4)
        row = records.get_row(diary.connection, kind.TABLE, record.id)
        back = records.get(diary.connection, kind, record.id)
        diary.connection.execute("ROLLBACK")
    assert row == to_row(record)
    assert to_row(back) == to_row(record) if back else False
    if not any(isinstance(getattr(record, field.name), dict) for field in fields(record)):
        assert back == record


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.TABLE)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_record_comes_back_from_the_change_table(diary: Database, kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(EVERY_KIND[kind])
    with diary.connection:
        diary.connection.execute("BEGIN")
        made_at = datetime(2026, 11, 22, tzinfo=UTC)
        change = Change(kind.TABLE, record.id, None, to_row(record))
        seq = changes.append(diary.connection, made_at, "typed", "add", [change])
        (found,) = changes.of_batch(diary.connection, seq)
        diary.connection.execute("ROLLBACK")
    assert found == change
    assert found.after is not None
    assert to_row(from_row(kind, found.after)) == to_row(record)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_kept_but_for_what_no_file_can_carry(diary: Database, text: str) -> None:
    note = DayItem(
        day=parse_utc("2026-11-22T00:00:00.000Z").date(),
        item=Item.NOTE,
        value=text,
        entered_at=datetime(2026, 11, 22, tzinfo=UTC),
        changed_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    records.put(diary.connection, note, 4)
    back = records.get(diary.connection, DayItem, note.id)
    assert back is not None
    assert back.value == text.replace("\0", "").replace("\ud83d", "")


@pytest.mark.parametrize("table", KINDS)
def test_columns_of_the_table_are_the_fields_of_the_record(diary: Database, table: str) -> None:
    found = {row["name"] for row in diary.connection.execute(f"PRAGMA table_info({table})")}
    assert found == {*column_names(table), *(["day"] if table in DERIVED_DAY else [])}


@pytest.mark.parametrize("table", [*KINDS, "batches", "changes", "settings"])
def test_no_check_builds_a_table_of_its_own_for_every_row(diary: Database, table: str) -> None:
    columns = [row["name"] for row in diary.connection.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(columns))
    steps = diary.connection.execute(f"EXPLAIN INSERT INTO {table} VALUES ({marks})", [None] * len(columns)).fetchall()
    assert "MakeRecord" in {step["opcode"] for step in steps}
    assert "OpenEphemeral" not in {step["opcode"] for step in steps}


@given(utcs)
def test_utc_text_reads_back_and_sorts_as_time(at: datetime) -> None:
    assert parse_utc(utc_text(at)) == at
    later = at.replace(microsecond=999_000)
    assert utc_text(at) <= utc_text(later)
    assert len(utc_text(at)) == len("2026-11-22T10:00:00.000Z")


# -- the constraints of the tables, as last line: each row the domain refuses is refused by the file as well ----

# A valid record of each kind, and for it columns with values that no table may hold.
WRONG: list[tuple[str, str, Any]] = [
    ("episodes", "pain", 11),
    ("episodes", "pain", -1),
    ("episodes", "kind", "itch"),
    ("episodes", "leg", "third"),
    ("episodes", "context", "flying"),
    ("episodes", "duration_s", -1),
    ("episodes", "duration_s", 1e9),
    ("episodes", "eased_after_s", -1),
    ("episodes", "minutes_awake", 1441),
    ("episodes", "sore_after", 2),
    ("episodes", "draft", 2),
    ("episodes", "note", "x" * 20_001),
    ("episodes", "until_utc", "1900-01-01T00:00:00.000Z"),
    ("episodes", "source", "dreamt"),
    ("episodes", "entered_at", None),
    ("episodes", "at_offset_s", "an hour"),
    ("sessions", "purpose", "fun"),
    ("sessions", "variant", "upside_down"),
    ("sessions", "outcome", "great"),
    ("sessions", "feel_before", 11),
    ("sessions", "feel_after", -1),
    ("sessions", "ended_at_utc", "1900-01-01T00:00:00.000Z"),
    ("sessions", "note", "x" * 20_001),
    ("holds", "target_s", 4),
    ("holds", "target_s", 121),
    ("holds", "held_s", -1),
    ("holds", "held_s", 121),
    ("holds", "leg", "both"),
    ("holds", "end_reason", "bored"),
    ("holds", "ordinal", 0),
    ("holds", "target_origin", "neighbour"),
    ("drinks", "ml", 0),
    ("drinks", "ml", 10_001),
    ("drinks", "ml", "a glass"),
    ("activities", "kind", "yoga"),
    ("activities", "minutes", -1),
    ("activities", "minutes", 10_081),
    ("activities", "effort", 11),
    ("activities", "temperature_c", 99),
    ("activities", "heart_rate_bpm", 0),
    ("activities", "distance_m", -1),
    ("checkins", "spasms", -1),
    ("checkins", "spasms", 201),
    ("checkins", "day", None),
    ("day_items", "item", "colour"),
    ("day_items", "item", "tag:"),
    ("day_items", "item", "TAG:garden"),
    ("episodes", "source", "guessed"),
    ("day_items", "value", "x" * 20_001),
    ("pauses", "last_day", "1900-01-01"),
    ("tags", "lag_days", 2),
    ("tags", "name", "x" * 97),
    ("tags", "noted_of", "week"),
    ("tags", "kind", "colour"),
    ("tags", "unit", "x" * 41),
    ("reminders", "kind", "shout"),
    ("reminders", "local_time", "24:00"),
    ("reminders", "local_time", "9:00"),
    ("reminders", "local_time", "21:60"),
    ("reminders", "local_time", "21:00:00"),
    ("reminders", "weekdays", "[]"),
    ("reminders", "is_on", 2),
    ("activities", "temperature_kind", "guess"),
    ("episodes", "own", "x" * 20_001),
    ("questions", "text", "x" * 20_001),
    ("marked_changes", "text", "x" * 20_001),
    ("profile", "conditions", "x" * 20_001),
    ("pauses", "reason", "x" * 20_001),
    ("imported_ranges", "origin", "x" * 20_001),
    ("looks", "number", 0),
    ("looks", "number", 10_001),
    *((table, "source", "guessed") for table in KINDS if table not in ("episodes",)),
    ("programmes", "origin", "app"),
    ("programmes", "times_a_day", 0),
    ("programmes", "times_a_day", 13),
    ("programmes", "weekdays", "[]"),
    ("programmes", "weekdays", "[8]"),
    ("programmes", "weekdays", "1,2"),
    ("programmes", "weekdays", "[1,2,3,4,5,6,7,7]"),
    ("programmes", "last_day", "1900-01-01"),
    ("programmes", "note", "x" * 20_001),
    ("routines", "name", ""),
    ("routines", "hold_s", 4),
    ("routines", "hold_s", 121),
    ("routines", "hold_origin", "neighbour"),
    ("routines", "rounds", 0),
    ("routines", "rounds", 6),
    ("routines", "get_ready_s", 61),
    ("routines", "swap_s", 2),
    ("routines", "swap_s", 31),
    ("routines", "rest_s", -1),
    ("routines", "leg_order", "both"),
    ("routines", "variant", "upside_down"),
    ("routines", "purpose", "fun"),
    ("profile", "id", "another"),
    ("safety_answers", "flag", 15),
    ("safety_answers", "answer", "perhaps"),
]


@pytest.mark.parametrize(("table", "column", "value"), WRONG)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_table_refuses_what_the_domain_refuses(
    diary: Database, table: str, column: str, value: Any, data: st.DataObject
) -> None:
    record = data.draw(EVERY_KIND[KINDS[table]])
    diary.connection.execute("BEGIN")
    try:
        records.put(diary.connection, record, 4)
        with pytest.raises(sqlite3.IntegrityError):
            diary.connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, record.id))
    finally:
        diary.connection.execute("ROLLBACK")


@given(episodes)
def test_row_that_does_not_hold_what_its_class_allows_is_refused(episode: Any) -> None:
    row = to_row(episode)
    with pytest.raises(ValueError):
        from_row(type(episode), {**row, "pain": 99})
    with pytest.raises((KeyError, IndexError)):
        from_row(type(episode), {name: value for name, value in row.items() if name != "pain"})


def test_change_table_is_only_appended(diary: Database) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    changes.append(diary.connection, at, "typed", "add", [Change("drinks", "x", None, {"ml": 1})])
    for sql in (
        "UPDATE changes SET kind = 'y'",
        "UPDATE batches SET label = 'y'",
        "DELETE FROM changes",
        "DELETE FROM batches",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="appended"):
            diary.connection.execute(sql)


def test_none_but_a_therapist_asks_for_less_than_thirty_seconds(diary: Database) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    short = SavedRoutine.of(
        replace(DAILY, hold_s=10, hold_origin=TargetOrigin.THERAPIST), id="short", entered_at=at, changed_at=at
    )
    records.put(diary.connection, short, 4)
    with pytest.raises(sqlite3.IntegrityError):
        diary.connection.execute("UPDATE routines SET hold_origin = 'person' WHERE id = 'short'")


def test_programme_needs_its_routine(tmp_path: Path) -> None:
    database = open_diary(tmp_path / "diary.db")
    at = datetime(2026, 11, 22, tzinfo=UTC)
    stamps = {"entered_at": at, "changed_at": at}
    programme = Programme(routine_id="r1", first_day=at.date(), **stamps)
    with pytest.raises(sqlite3.IntegrityError):
        records.put(database.connection, programme, 4)
    records.put(database.connection, SavedRoutine.of(DAILY, id="r1", **stamps), 4)
    records.put(database.connection, programme, 4)
    assert records.get(database.connection, Programme, programme.id) == programme
    database.close()


def test_hold_needs_its_session(tmp_path: Path) -> None:
    database = open_diary(tmp_path / "diary.db")
    at = Moment.parse("2026-11-22T02:14:00+01:00").utc
    hold = Hold(
        session_id="nobody", ordinal=1, round=1, leg="left", attempt=1, planned_s=30, target_s=30,
        target_origin="app", held_s=30, end_reason="done", entered_at=at, changed_at=at,
    )  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError):
        records.put(database.connection, hold, 4)
    database.close()
