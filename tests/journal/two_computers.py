"""What a person does on a computer, for hypothesis: small doings, each at a moment of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import MarkedChange, Programme, Question, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Session
from calfstretch.journal import Journal
from calfstretch.storage.database import open_nowhere
from tests.journal.entries import hold
from tests.records import texts

DAYS = [date(2026, 3, 27) + timedelta(days=n) for n in range(5)]  # the clocks go forward on one of them
_BEGIN = datetime.fromisoformat("2026-04-01T08:00:00+02:00")
Doing = tuple[str, int, int, str]

doings = st.lists(
    st.tuples(
        st.sampled_from(
            ("drink", "episode", "tightness", "activity", "checkin", "item", "water", "session", "pause", "programme",
             "question", "mark", "setting", "change", "delete", "restore", "purge", "undo", "redo")
        ),
        st.integers(0, 4), st.integers(1, 200), texts,
    ),
    max_size=12,
)  # fmt: skip


@contextmanager
def computer() -> Iterator[Journal]:
    """A diary in memory alone: as quick as one can be."""
    database = open_nowhere(Path("nowhere"), "")
    database.read_only = None
    try:
        yield Journal(database, FakeClock(_BEGIN))
    finally:
        database.read_only = ""  # it leaves no trace beside a file there is none of
        database.close()


def clock_at(journal: Journal, step: int) -> None:
    """No two doings of either computer happen at one moment."""
    assert isinstance(journal.clock, FakeClock)
    journal.clock.set_now(_BEGIN + timedelta(seconds=step))


def do(journal: Journal, what: Sequence[Doing], first_step: int, every: int = 2) -> None:
    """One after the other; identities tell the computers apart, natural keys meet."""
    for number, doing in enumerate(what):
        step = first_step + number * every
        clock_at(journal, step)
        _do(journal, doing, f"r{step}")


def _do(journal: Journal, doing: Doing, new_id: str) -> None:
    name, which, number, text = doing
    day = DAYS[which]
    at = Moment.of(datetime(day.year, day.month, day.day, number % 24, number % 60).astimezone())
    made = _made(name, new_id, day, at, number, text)
    if made:
        journal.write("add things", made)
    elif name == "setting":
        journal.set_setting(("glass_ml", "bottle_ml", "own_words")[number % 3], [text] if number % 3 == 2 else number)
    elif name in ("change", "delete", "restore", "purge"):
        _with_known(journal, name, number, text)
    else:
        (journal.undo if name == "undo" else journal.redo)()


def _made(name: str, new_id: str, day: date, at: Moment, number: int, text: str) -> list[Record]:
    match name:
        case "drink":
            return [Drink(id=new_id, at=at, ml=number)]
        case "episode" | "tightness":
            kind = Kind.SPASM if name == "episode" else Kind.TIGHTNESS
            return [Episode(id=new_id, at=at, kind=kind, note=text, pain=number % 11)]
        case "activity":
            return [Activity(id=new_id, at=at, kind=ActivityKind.RUN, minutes=number / 7, note=text)]
        case "checkin":
            return [CheckIn(day=day, spasms=0)]
        case "item":
            return [DayItem(day=day, item="note" if number % 2 else "tag:Coffee", value=text)]
        case "water":
            return [DayItem(day=day, item="water", value=str(number * 10))]
        case "session":
            session = Session(id=new_id, purpose="daily", started_at=at, routine=dict(DAILY.to_dict()), note=text)
            return [session, hold(session, 1), hold(session, 2, held_s=12.345)]
        case "pause":
            return [Pause(id=new_id, first_day=day, last_day=day, reason=text)]
        case "programme":
            routine = SavedRoutine.of(DAILY, id="r" + new_id)
            return [routine, Programme(id=new_id, routine_id=routine.id, first_day=day)]
        case "question":
            return [Question(id=new_id, text=text)]
        case "mark":
            return [MarkedChange(id=new_id, day=day, text=text)]
    return []


def _with_known(journal: Journal, name: str, number: int, text: str) -> None:
    if name == "purge":
        journal.purge(journal.now().utc)
        return
    if name == "restore":
        if found := journal.bin():
            journal.restore(found[number % len(found)])
        return
    known: list[Any] = [record for record in journal.contents().records if not record.deleted_at]
    known = [record for record in known if record.TABLE not in ("holds", "checkins")]
    if not known:
        return
    record = known[number % len(known)]
    if name == "delete":
        journal.delete(record)
    elif hasattr(record, "note"):
        journal.write("change things", [replace(record, note=text)])
    elif isinstance(record, Drink):
        journal.write("change drinks", [replace(record, ml=number)])
