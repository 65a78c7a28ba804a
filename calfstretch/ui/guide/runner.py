"""Runs a session: the machine, the clock that drives it, the diary that follows it, the voice and the tones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from calfstretch.clock import Clock, Reading
from calfstretch.desktop.tones import Tones
from calfstretch.domain.routine import Routine
from calfstretch.domain.session import advance, begin, command, fall_asleep, woke
from calfstretch.domain.session_events import Event
from calfstretch.domain.session_snapshot import from_dict, resume_repeating
from calfstretch.domain.session_state import Command, Phase, SessionState, next_deadline_s
from calfstretch.domain.speaking import Order, Ring, Say, Voice, follow, next_moment_s, switch
from calfstretch.domain.spoken import COMMANDED, SoundMode, SpeechOptions, routine_plan
from calfstretch.journal import Journal
from calfstretch.journal.recorder import SessionRecorder
from calfstretch.ui.speaker import Speaker

TICK_S = 0.1
HIDDEN_TICK_S = 1.0
_FAST_TICK_S = 0.02
# A long timer is late by a thousandth of its length, a coarse one may even be early: the last stretch is armed
# anew and precise, so that a hold ends at its true moment.
_PRECISE_BELOW_S = 0.5
_DUST_S = 1e-6


class SessionRunner(QObject):
    """A session that runs.

    Signals:
        changed(SessionState): after every tick and command.
        happened(tuple): the events of a tick or command, when there were any.
        troubled(str): the diary could not be written; "" = it can again.

    Attributes:
        speaker: what is heard of it.
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
        self.speaker = Speaker(tones, journal)
        # Before anything else is built: the helper takes longer to start than the screen.
        self.speaker.warm_up()
        self._recorder = SessionRecorder(journal, routine, session_id=session_id, feel_before=feel_before)
        self._routine = routine
        # The demo's clock may run fast: then ticks come a little more often, and each spans a second at most.
        self._speed = float(getattr(clock, "speed", 1.0))
        self._tick_s = max(TICK_S, min(HIDDEN_TICK_S, _FAST_TICK_S * self._speed))
        self._state: SessionState | None = None
        self._voice = Voice(self._wanted(), self.speaker.lengths)
        self._visible = True
        self._opening: tuple[Event, ...] = ()
        self._opens_s = 0.0
        self._fell: Reading | None = None
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
        self._prepare()
        now = self._clock.read()
        # Where the sound still wakes the session begins with it, so that the first cue comes at its moment as well.
        lead_s = self.speaker.ready_in_s if self._speed == 1 else 0.0
        start = Reading(now.monotonic_s + lead_s, now.boottime_s + lead_s)
        state, events = begin(self._routine, start)
        if lead_s:
            self._opening, self._opens_s = events, start.monotonic_s
        self._take(state, events, start, sounds=not lead_s)

    def resume(self, snapshot: dict[str, object]) -> None:
        """Go on after a kill with the interrupted hold, from a fresh get-ready."""
        self._prepare()
        reading = self._clock.read()
        state, events = resume_repeating(snapshot, reading)
        self._recorder.catch_up(replace(state, attempts=from_dict(snapshot).attempts))
        self._take(state, events, reading)

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
        reading = self._clock.read()
        self._take(*command(self.state, order, reading), reading)

    def tick(self) -> None:
        """Let the time pass that has passed."""
        reading = self._clock.read()
        if self.state.phase is Phase.ENDED:  # the last word comes when all else is over
            self._sound((), reading.monotonic_s)
            self._arm()
            return
        self._take(*advance(self.state, reading), reading)

    def hear(self, mode: SoundMode) -> None:
        """Put the four-way switch, also in the middle of a step."""
        self.speaker.options = replace(self.speaker.options, mode=mode)
        if self._state is None:
            self._voice = replace(self._voice, options=self._wanted())
            return
        self._prepare()
        self._voice, orders = switch(self._voice, self._state, self._wanted())
        self._obey(orders)
        self._arm()

    def fall_asleep(self) -> None:
        """The computer is about to sleep: stop here, and have that on disk when this returns."""
        self._fell = self._clock.read()
        self._take(*fall_asleep(self.state, self._fell), self._fell)

    def wake(self) -> None:
        """The computer has woken: look at once, and ask."""
        fell, self._fell = self._fell, None
        if fell is not None:
            reading = self._clock.read()
            self._take(*woke(self.state, fell, reading), reading)
        self.tick()

    def set_visible(self, visible: bool) -> None:
        """Tick ten times a second while someone can see it, once a second while not."""
        self._visible = visible
        if self._state is not None:
            self._arm()

    def close(self) -> None:
        """Stop ticking; what is being said is said to its end."""
        self._timer.stop()
        self._voice = replace(self._voice, plan=(), last=())  # a word to come would open the sound again
        self.speaker.close()

    @property
    def speaks(self) -> bool:
        """Whether words are said of this session."""
        return self._wanted().mode.speaks and bool(self._voice.lengths)

    def _wanted(self) -> SpeechOptions:
        """What is to be heard; on the demo's fast clock words would have no room."""
        options = self.speaker.options
        if self._speed == 1 or not options.mode.speaks:
            return options
        return replace(options, mode=SoundMode.TONES if options.mode.rings else SoundMode.NONE)

    def _prepare(self) -> None:
        """Have everything that may be said read beforehand."""
        self.speaker.warm_up()
        options = self._wanted()
        if options.mode.speaks:
            self.speaker.prepare_plan(routine_plan(self._routine, options, self._voice.lengths), COMMANDED)

    def _sound(self, events: tuple[Event, ...], now_s: float) -> None:
        if self._opening:
            if not events and now_s < self._opens_s - _DUST_S:
                return
            events, self._opening = (*self._opening, *events), ()
        self._voice, orders = follow(self._voice, self.state, events, now_s)
        self._obey(orders)

    def _obey(self, orders: tuple[Order, ...]) -> None:
        for order in orders:
            if isinstance(order, Ring):
                self.speaker.ring(order.cue)
            elif isinstance(order, Say):
                self.speaker.say(order.clips)
            else:
                self.speaker.hush()

    def _take(self, state: SessionState, events: tuple[Event, ...], reading: Reading, *, sounds: bool = True) -> None:
        self._state = state
        now_s = reading.monotonic_s
        # Whatever breaks in one of them, the others go on: the count is kept, is shown, and can be left.
        try:
            if sounds:
                self._sound(events, now_s)
        finally:
            try:
                self._record(events, now_s)
            finally:
                if events:
                    self.happened.emit(events)
                self.changed.emit(state)
                self._arm()

    def _record(self, events: tuple[Event, ...], now_s: float) -> None:
        before = self._recorder.trouble
        self._recorder.follow(self.state, events, now_s)
        self._recorder.tick(self.state, now_s)
        if self._recorder.trouble != before:
            self.troubled.emit(self._recorder.trouble or "")

    def _arm(self) -> None:
        moments_s = [next_deadline_s(self.state), next_moment_s(self._voice, self.state)]
        if self._opening:
            moments_s.append(self._opens_s)
        known_s = [moment_s for moment_s in moments_s if moment_s is not None]
        if not known_s:
            self._timer.stop()
            return
        left_s = max(0.0, min(known_s) - self._clock.read().monotonic_s)
        wait_s = min(left_s, self._tick_s if self._visible else HIDDEN_TICK_S)
        if self.state.phase is Phase.ENDED:  # nothing moves any more
            wait_s = left_s
        if wait_s < left_s < wait_s + _PRECISE_BELOW_S:
            wait_s = min(wait_s, max(left_s / 2, TICK_S))
        precise = left_s <= _PRECISE_BELOW_S or wait_s == left_s or not self._visible
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if precise else Qt.TimerType.CoarseTimer)
        # Rounded up to the next millisecond: a tick that comes early would have to be waited for again.
        self._timer.start(int(wait_s / self._speed * 1000) + (1 if wait_s == left_s else 0))
