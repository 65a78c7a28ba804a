"""Small entries and questions that the tests of the journal share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from calfstretch.clock import FakeClock
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Session
from calfstretch.journal import Journal

DAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


def at(text: str) -> Moment:
    return Moment.parse(text)


def set_clock(journal: Journal, text: str) -> None:
    assert isinstance(journal.clock, FakeClock)
    journal.clock.set_now(datetime.fromisoformat(text))


def batches(journal: Journal) -> int:
    return int(journal.database.connection.execute("SELECT count(*) FROM batches").fetchone()[0])


def hold(session: Session, ordinal: int, **said: Any) -> Hold:
    known: dict[str, Any] = {
        "round": 1, "leg": "left", "attempt": 1, "planned_s": 30, "target_s": 30, "target_origin": "app",
        "held_s": 30, "end_reason": "done",
    }  # fmt: skip
    return Hold(session_id=session.id, ordinal=ordinal, **{**known, **said})


def started(journal: Journal) -> Session:
    session = Session(purpose="daily", routine=dict(DAILY.to_dict()), started_at=journal.now())
    journal.sessions.start(session, {"phase": "get_ready"})
    return session
