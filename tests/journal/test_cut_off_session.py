"""A session that was cut off: nothing of it is lost, whatever the person does next."""

from __future__ import annotations

from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.domain.session_snapshot import to_dict
from calfstretch.journal import Journal
from tests.domain.guided import Guided
from tests.journal.entries import DAY, hold, set_clock, started


def cut_off(journal: Journal) -> Session:
    """Killed 18 s into the second hold, at 09:01:06."""
    state = Guided().run(10 + 30 + 8 + 18).state
    session = Session(purpose="daily", routine=dict(DAILY.to_dict()), started_at=journal.now())
    journal.sessions.start(session, dict(to_dict(state)))
    set_clock(journal, "2026-11-22T09:01:06+01:00")
    journal.sessions.progress(session.id, dict(to_dict(state)))
    set_clock(journal, "2026-11-23T08:00:00+01:00")
    return session


def held(journal: Journal, session: Session) -> list[tuple[str, float, str]]:
    holds = journal.days.entries(DAY).holds[session.id]
    return [(each.leg, each.held_s, each.end_reason) for each in holds]


def test_kept_the_next_morning_it_ended_when_it_was_last_seen(journal: Journal) -> None:
    session = cut_off(journal)
    kept = journal.sessions.keep_unfinished()
    assert kept is not None and kept.ended_at is not None
    assert (kept.outcome, kept.ended_at.iso()) == (Outcome.PARTIAL, "2026-11-22T09:01:06+01:00")
    assert held(journal, session) == [("left", 30, "done"), ("right", 18, "killed")]
    assert journal.sessions.unfinished() is None
    assert journal.sessions.keep_unfinished() is None


def test_new_session_keeps_the_one_that_was_cut_off(journal: Journal) -> None:
    session = cut_off(journal)
    new = started(journal)
    assert held(journal, session) == [("left", 30, "done"), ("right", 18, "killed")]
    found = journal.sessions.unfinished()
    assert found is not None and found[0].id == new.id
    known = journal.get(Session, session.id)
    assert known is not None and known.outcome is Outcome.PARTIAL


def test_thrown_away_undo_brings_back_all_there_was(journal: Journal) -> None:
    session = cut_off(journal)
    journal.sessions.discard_unfinished()
    assert (journal.everything(Session), journal.sessions.unfinished()) == ([], None)
    assert journal.sessions.discard_unfinished() is None
    journal.undo()
    assert held(journal, session) == [("left", 30, "done"), ("right", 18, "killed")]


def test_damaged_snapshot_keeps_the_holds_that_had_ended(journal: Journal) -> None:
    session = started(journal)
    journal.sessions.log_holds(session.id, [hold(session, 1)], {"version": "none of ours"})
    kept = journal.sessions.keep_unfinished()
    assert kept is not None and kept.outcome is Outcome.PARTIAL
    assert held(journal, session) == [("left", 30, "done")]
