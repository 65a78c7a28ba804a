"""What can be done with sessions: start, log each hold, keep the progress, settle a killed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Source
from calfstretch.domain.session_log import Hold, Outcome, Session, nothing_held
from calfstretch.storage import running
from calfstretch.storage.running import Running

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written


class Sessions:
    """The journal's part for sessions. What the timer writes is passed over by undo."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def start(self, session: Session, snapshot: dict[str, Any]) -> None:
        """Store that a session began, and what the session machine can go on from; one cut off before is kept."""
        with self._journal.database.transaction():
            self.drop_unheld()
            self.keep_unfinished()
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
        """The session that was killed and not yet settled; None = there is none with anything to keep."""
        found = self._cut_off()
        return None if found is None or _unheld(found[1]) else found

    def drop_unheld(self) -> None:
        """A session that was killed before anything was held goes into the bin, as when it is stopped there."""
        found = self._cut_off()
        if found is None or not _unheld(found[1]):
            return
        session, row = found
        ended = self._ended(session, Outcome.PARTIAL, Moment(row.saved_at, session.started_at.offset_s))
        with self._journal.database.transaction():
            self._journal.write("end sessions", [ended], origin="timer", also=running.clear)
            self._journal.write("delete sessions", delete=[ended], origin="timer")

    def _cut_off(self) -> tuple[Session, Running] | None:
        row = running.get(self._journal.database.connection)
        session = self._journal.get(Session, row.session_id) if row else None
        if row is None or session is None or session.ended_at is not None or session.deleted_at is not None:
            return None
        return session, row

    def keep_unfinished(self) -> Session | None:
        """Keep the session that was cut off as far as it is known to have come; None = there is none.

        It ended when its progress was last written, not when the person says so, perhaps the next morning.
        """
        found = self.unfinished()
        if found is None:
            return None
        from calfstretch.domain.session_snapshot import keep_partial  # the machine is not needed at the start

        session, row = found
        try:
            attempts, outcome = keep_partial(row.snapshot)
        except ValueError:  # damaged: the holds that ended stand in the diary by themselves
            attempts, outcome = (), Outcome.PARTIAL
        holds = [Hold.of(session.id, attempt) for attempt in attempts]
        return self.end(session.id, outcome, holds, Moment(row.saved_at, session.started_at.offset_s))

    def discard_unfinished(self) -> Written | None:
        """Throw away the session that was cut off; undo brings back all there was of it. None = there is none."""
        with self._journal.database.transaction():
            session = self.keep_unfinished()
            return None if session is None else self._journal.write("delete sessions", delete=[session])

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


def _unheld(row: Running) -> bool:
    """Whether a session was killed before anything was held and before anything hurt."""
    from calfstretch.domain.session_snapshot import keep_partial  # the machine is not needed at the start

    try:
        attempts, _outcome = keep_partial(row.snapshot)
    except ValueError:  # damaged: nobody knows
        return False
    return nothing_held(attempts)
