"""What can be done with sessions: start, log each hold, keep the progress, settle a killed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Source, new_id
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.storage import running
from calfstretch.storage.running import Running

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written


class Sessions:
    """The journal's part for sessions. What the timer writes is passed over by undo."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def start(self, session: Session, snapshot: dict[str, Any]) -> None:
        """Store that a session began, and what the session machine can go on from."""
        self._write("add sessions", [replace(session, source=Source.TIMER)], session.id, snapshot)

    def log_holds(self, session_id: str, holds: Sequence[Hold], snapshot: dict[str, Any]) -> None:
        """Store holds that ended, and where the session stands, durably."""
        self._write("log holds", holds, session_id, snapshot)

    def progress(self, session_id: str, snapshot: dict[str, Any]) -> None:
        """Overwrite where the session stands, once a second; need not survive a power cut."""
        with self._journal.database.quick_transaction() as connection:
            running.save(connection, session_id, snapshot, self._journal.now().utc)

    def phase_changed(self, session_id: str, snapshot: dict[str, Any]) -> None:
        """Store where the session stands, durably."""
        with self._journal.database.transaction() as connection:
            running.save(connection, session_id, snapshot, self._journal.now().utc)

    def end(self, session_id: str, outcome: Outcome, holds: Sequence[Hold], ended_at: Moment | None = None) -> Session:
        """Store the last holds and how the session ended; nothing is running any more."""
        session = self._ended(self._known(session_id), outcome, ended_at)
        self._journal.write("end sessions", [session, *holds], origin="timer", also=running.clear)
        return self._known(session_id)

    def discard(self, session_id: str, holds: Sequence[Hold] = ()) -> Written:
        """The person throws the session away: it goes into the bin, its holds with it; undo brings it back."""
        session = self._known(session_id)
        ended = session if session.ended_at else self._ended(session, Outcome.PARTIAL, None)
        with self._journal.database.transaction():
            # The end is the timer's word and stays; what undo takes back is the throwing away alone.
            self._journal.write("end sessions", [ended, *holds], origin="timer", also=running.clear)
            return self._journal.write("delete sessions", delete=[ended])

    def _ended(self, session: Session, outcome: Outcome, ended_at: Moment | None) -> Session:
        end = ended_at or self._journal.now()
        # Where somebody set the clock back in mid-session the end must not stand before the start.
        return replace(session, outcome=outcome, ended_at=max(end, session.started_at, key=lambda moment: moment.utc))

    def unfinished(self) -> tuple[Session, Running] | None:
        """The session that was killed and not yet settled; None = there is none."""
        row = running.get(self._journal.database.connection)
        session = self._journal.get(Session, row.session_id) if row else None
        if row is None or session is None or session.ended_at is not None or session.deleted_at is not None:
            return None
        return session, row

    def add_typed(
        self, routine: dict[str, Any], started_at: Moment, ended_at: Moment, holds: Sequence[Hold], note: str = ""
    ) -> Written:
        """Note a session done away from the computer, marked as typed."""
        session = Session(
            id=holds[0].session_id if holds else new_id(),
            purpose=routine["purpose"],
            variant=routine.get("variant", "knee_straight"),
            routine=routine,
            started_at=started_at,
            ended_at=ended_at,
            outcome=Outcome.DONE if all(hold.end_reason == "done" for hold in holds) else Outcome.PARTIAL,
            note=note,
        )
        return self._journal.write("add sessions", [session, *holds])

    def change(self, session: Session) -> Written:
        """Store a session as the person changed it: how the calf felt, the note."""
        return self._journal.write("change sessions", [session])

    def _write(self, label: str, put: Sequence[Any], session_id: str, snapshot: dict[str, Any]) -> None:
        saved_at = self._journal.now().utc
        self._journal.write(
            label,
            put,
            origin="timer",
            also=lambda connection: running.save(connection, session_id, snapshot, saved_at),
        )

    def _known(self, session_id: str) -> Session:
        session = self._journal.get(Session, session_id)
        if session is None:
            raise KeyError(session_id)
        return session
