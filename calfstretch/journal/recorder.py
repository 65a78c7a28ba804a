"""Writes a running session into the diary as its events come; the stretch goes on whatever the disk says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Routine
from calfstretch.domain.session_events import EndedWhy, Event, HoldEnded
from calfstretch.domain.session_log import Hold, Session
from calfstretch.domain.session_snapshot import to_dict
from calfstretch.domain.session_state import Over, Phase, SessionState
from calfstretch.errors import UserError
from calfstretch.journal.journal import Journal

PROGRESS_EVERY_S = 1.0


class SessionRecorder:
    """One session's way into the diary.

    What could not be written waits here and is written with the next event, so that a full disk costs nothing once
    there is space again.

    Args:
        session_id: of a session in the diary that goes on after a kill; None = a new one.
        feel_before: how the calf feels, 0-10; None = not said.

    Attributes:
        trouble: why the last write did not succeed, in the person's words; None = all is on disk.
    """

    def __init__(
        self, journal: Journal, routine: Routine, *, session_id: str | None = None, feel_before: int | None = None
    ) -> None:
        self._journal = journal
        known = journal.get(Session, session_id) if session_id else None
        self._stored = known is not None
        self._session = known or Session(
            purpose=routine.purpose.value,
            variant=routine.variant.value,
            routine=dict(routine.to_dict()),
            started_at=journal.now(),
            feel_before=feel_before,
        )
        self._waiting: list[Hold] = []
        self._saved_at_s: float | None = None
        self._ended_at: Moment | None = None
        self.trouble: str | None = None

    @property
    def session_id(self) -> str:
        """Identity of the session."""
        return self._session.id

    @property
    def started_at(self) -> Moment:
        """When the session began; stays as it was whatever the wall clock does."""
        return self._session.started_at

    def follow(self, state: SessionState, events: Iterable[Event], monotonic_s: float) -> None:
        """Write what happened, durably, before the screen says so; nothing where nothing happened."""
        happened = tuple(events)
        self._waiting += [Hold.of(self.session_id, event.attempt) for event in happened if isinstance(event, HoldEnded)]
        if happened:
            self._try(lambda: self._write(state))
            self._saved_at_s = monotonic_s

    def tick(self, state: SessionState, monotonic_s: float) -> None:
        """Write the progress when a second has passed since the last write and the clock runs.

        While something waits to be written, that is tried anew instead.
        """
        if self._saved_at_s is not None and monotonic_s - self._saved_at_s < PROGRESS_EVERY_S - 0.001:
            return
        if self.trouble is not None:
            self._saved_at_s = monotonic_s
            self.retry(state)
            return
        if state.phase in (Phase.PAUSED, Phase.ASKING, Phase.ENDED) or not self._stored:
            return
        self._saved_at_s = monotonic_s
        self._try(lambda: self._journal.sessions.progress(self.session_id, dict(to_dict(state))))

    def retry(self, state: SessionState) -> bool:
        """Write what could not be written before; True = all is on disk now."""
        self._try(lambda: self._write(state))
        return self.trouble is None

    def catch_up(self, state: SessionState) -> None:
        """Take every attempt of a session that goes on after a kill along with the next write.

        The killed process may not have got all of them to disk; what is there already is left as it is.
        """
        self._waiting = [Hold.of(self.session_id, attempt) for attempt in state.attempts]

    def _write(self, state: SessionState) -> None:
        snapshot = dict(to_dict(state))
        sessions = self._journal.sessions
        if not self._stored:
            sessions.start(self._session, snapshot)
            self._stored = True
        if isinstance(state.mode, Over):
            self._ended_at = self._ended_at or self._journal.now()
            if state.mode.why is EndedWhy.DISCARDED:
                sessions.discard(self.session_id, tuple(self._waiting))
            else:
                sessions.end(self.session_id, state.mode.outcome, self._waiting, self._ended_at)
        elif self._waiting:
            sessions.log_holds(self.session_id, self._waiting, snapshot)
        else:
            sessions.phase_changed(self.session_id, snapshot)
        self._waiting = []

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except UserError as error:
            self.trouble = error.message
        else:
            self.trouble = None
