"""F52: impossible values are refused by the domain, by the file's own checks and at the command line.

Nothing is left behind. Forms: tests of each form. Overlapping episodes are no fault: both legs can cramp, each from
its own moment.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from calfstretch.cli import main
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Session
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from tests.diaries import filled, journal_on

AT = Moment.of(datetime(2026, 11, 22, 2, 14, tzinfo=UTC))
BEFORE = Moment.of(AT.utc - timedelta(seconds=1))
HOLD = Hold(
    session_id="s", ordinal=1, round=1, leg="left", attempt=1, planned_s=30, target_s=30, target_origin="app",
    held_s=30, end_reason="done",
)  # fmt: skip
SESSION = Session(purpose="daily", started_at=AT, routine=dict(DAILY.to_dict()))
EPISODE = Episode(at=AT)


@pytest.mark.parametrize("hold_s", [0, 4, 121, 10**9, -30])
def test_a_routine_with_an_impossible_hold_is_refused(hold_s: int) -> None:
    with pytest.raises(ValueError, match="hold_s"):
        replace(DAILY, hold_s=hold_s)


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (HOLD, {"target_s": 0}),
        (HOLD, {"target_s": 10**9}),
        (HOLD, {"held_s": -1}),
        (HOLD, {"held_s": 10**9}),
        (SESSION, {"ended_at": BEFORE}),
        (EPISODE, {"until": BEFORE}),
        (EPISODE, {"pain": 11}),
        (EPISODE, {"duration_s": -1.0}),
        (EPISODE, {"minutes_awake": 1441}),
    ],
)
def test_a_record_with_an_impossible_value_is_refused(record: Record, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        replace(record, **wrong)


@pytest.mark.parametrize("year", [1, 1899, 9999])
def test_a_moment_in_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(ValueError):
        Moment.of(datetime(year, 6, 1, tzinfo=UTC))


def _stored(journal: Journal) -> None:
    with journal.database.transaction():
        journal.write("add sessions", [SESSION])
        journal.write("log holds", [replace(HOLD, session_id=SESSION.id)])
        journal.write("add episodes", [EPISODE])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE holds SET target_s = 0",
        "UPDATE holds SET target_s = 1e9",
        "UPDATE holds SET held_s = -1",
        "UPDATE sessions SET ended_at_utc = '2026-11-22T02:13:59.000Z'",
        "UPDATE episodes SET until_utc = '2026-11-22T02:13:59.000Z'",
        "UPDATE episodes SET pain = 11",
        "UPDATE episodes SET duration_s = -1",
        "UPDATE episodes SET minutes_awake = 'ten'",
    ],
)
def test_the_file_itself_refuses_it(tmp_path: Path, harm: str) -> None:
    journal = journal_on(tmp_path / DIARY_NAME)
    _stored(journal)
    journal.database.close()
    with closing(sqlite3.connect(tmp_path / DIARY_NAME)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(harm)


@pytest.mark.parametrize(
    "words",
    [
        "log episode --at 2026-02-29T10:00",
        "log episode --at 0001-01-01T10:00",
        "log episode --at 9999-12-31T10:00",
        "log episode --pain 11",
        "log episode --duration -1",
        "log episode --duration 1e9",
        "log drink 0",
        "log activity run --minutes 1e9",
        "log checkin none --day 2026-02-29",
    ],
)
def test_the_command_line_says_it_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    before = filled(tmp_path / DIARY_NAME, 1).read_bytes()
    assert main(["--data-dir", str(tmp_path), *words.split()]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert (tmp_path / DIARY_NAME).read_bytes() == before


def test_overlapping_episodes_are_both_kept(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / DIARY_NAME)
    for leg in ("left", "right"):
        journal.episodes.save(replace(Episode(at=AT), until=Moment.of(AT.utc + timedelta(hours=1)), note=leg))
    assert {each.note for each in journal.everything(Episode)} == {"left", "right"}
    journal.database.close()
