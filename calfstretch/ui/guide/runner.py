"""Runs a session: the machine, the clock that drives it, the diary that follows it, the tones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from calfstretch.clock import Clock
from calfstretch.desktop.tones import Tones
from calfstretch.domain.routine import Routine
from calfstretch.domain.session import advance, begin, command
from calfstretch.domain.session_events import Cue, Event
from calfstretch.domain.session_snapshot import from_dict, resume_repeating
from calfstretch.domain.session_state import Command, Phase, SessionState, next_deadline_s
from calfstretch.journal import Journal
from calfstretch.journal.recorder import SessionRecorder

TICK_S = 0.1
HIDDEN_TICK_S = 1.0
_FAST_TICK_S = 0.02
# A long timer is late by a thousandth of its length, a coarse one may even be early: the last stretch is armed
# anew and precise, so that a hold ends at its true moment.
_PRECISE_BELOW_S = 0.5


class SessionRunner(QObject):
    """A session that runs.

    Signals:
        changed(SessionState): after every tick and command.
        happened(tuple): the events of a tick or command, when there were any.
        troubled(str): the diary could not be written; "" = it can again.

    Attributes:
        sound: whether cues are played.
    """

    changed = Signal(object)
    happened = Signal(object)
    troubled = Signal(str)

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        tones: Tones,
        routine: Routine,
        *,
        feel_before: int | None = None,
        session_id: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._tones = tones
        self._recorder = SessionRecorder(journal, routine, session_id=session_id, feel_before=feel_before)
        self._routine = routine
        # The demo's clock may run fast: then ticks come a little more often, and each spans a second at most.
        self._speed = float(getattr(clock, "speed", 1.0))
        self._tick_s = max(TICK_S, min(HIDDEN_TICK_S, _FAST_TICK_S * self._speed))
        self._state: SessionState | None = None
        self._visible = True
        self.sound = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)

    @property
    def state(self) -> SessionState:
        """Where the session stands; begun first."""
        assert self._state is not None
        return self._state

    @property
    def session_id(self) -> str:
        """Identity of the session in the diary."""
        return self._recorder.session_id

    def begin(self) -> None:
        """Start from the first step."""
        self._tones.warm_up()
        self._take(*begin(self._routine, self._clock.read()))

    def resume(self, snapshot: dict[str, object]) -> None:
        """Go on after a kill with the interrupted hold, from a fresh get-ready."""
        self._tones.warm_up()
        state, events = resume_repeating(snapshot, self._clock.read())
        self._recorder.catch_up(replace(state, attempts=from_dict(snapshot).attempts))
        self._take(state, events)

    def retry(self) -> bool:
        """Try again to write what could not be written; True = all is on disk now."""
        before = self._recorder.trouble
        saved = self._recorder.retry(self.state)
        if self._recorder.trouble != before:
            self.troubled.emit(self._recorder.trouble or "")
        return saved

    def pending(self) -> Callable[[], bool]:
        """`retry` for the time after the screen has gone."""
        recorder, state = self._recorder, self.state
        return lambda: recorder.retry(state)

    @property
    def trouble(self) -> str:
        """Why the session is not on disk; "" = it is."""
        return self._recorder.trouble or ""

    def send(self, order: Command) -> None:
        """Do what the person said."""
        self._take(*command(self.state, order, self._clock.read()))

    def tick(self) -> None:
        """Let the time pass that has passed."""
        self._take(*advance(self.state, self._clock.read()))

    def set_visible(self, visible: bool) -> None:
        """Tick ten times a second while someone can see it, once a second while not."""
        self._visible = visible
        if self._state is not None:
            self._arm()

    def close(self) -> None:
        """Stop ticking."""
        self._timer.stop()
        self._tones.close()

    def _take(self, state: SessionState, events: tuple[Event, ...]) -> None:
        self._state = state
        now_s = self._clock.read().monotonic_s
        for event in events:
            if isinstance(event, Cue) and self.sound:
                self._tones.play(event.kind.value)
        before = self._recorder.trouble
        self._recorder.follow(state, events, now_s)
        self._recorder.tick(state, now_s)
        if self._recorder.trouble != before:
            self.troubled.emit(self._recorder.trouble or "")
        if events:
            self.happened.emit(events)
        self.changed.emit(state)
        self._arm()

    def _arm(self) -> None:
        deadline_s = next_deadline_s(self.state)
        if deadline_s is None or self.state.phase is Phase.ENDED:
            self._timer.stop()
            return
        left_s = max(0.0, deadline_s - self._clock.read().monotonic_s)
        wait_s = min(left_s, self._tick_s if self._visible else HIDDEN_TICK_S)
        if wait_s < left_s < wait_s + _PRECISE_BELOW_S:
            wait_s = min(wait_s, max(left_s / 2, TICK_S))
        precise = left_s <= _PRECISE_BELOW_S or not self._visible
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if precise else Qt.TimerType.CoarseTimer)
        # Rounded up to the next millisecond: a tick that comes early would have to be waited for again.
        self._timer.start(int(wait_s / self._speed * 1000) + (1 if wait_s == left_s else 0))
