"""A session driven by a clock that moves when told: what the stories of the session tests are written with."""

from __future__ import annotations

from typing import TypeVar

from calfstretch.clock import FakeClock
from calfstretch.domain.routine import DAILY, Routine
from calfstretch.domain.session import Command, Phase, SessionState, advance, begin, command
from calfstretch.domain.session_events import Cue, Event

_Kind = TypeVar("_Kind")


class Guided:
    """A running session with everything it told so far."""

    def __init__(self, routine: Routine = DAILY) -> None:
        self.clock = FakeClock()
        self.start_s = self.clock.read().monotonic_s
        self.state, events = begin(routine, self.clock.read())
        self.events: list[Event] = list(events)

    @property
    def phase(self) -> Phase:
        return self.state.phase

    def tick(self) -> None:
        self._take(advance(self.state, self.clock.read()))

    def run(self, seconds: float, tick_s: float = 0.5) -> Guided:
        """Awake time with ticks."""
        left_s = seconds
        while left_s > 0:
            self.clock.advance(min(tick_s, left_s))
            left_s -= tick_s
            self.tick()
        return self

    def freeze(self, seconds: float) -> Guided:
        """Awake time without a tick until its end."""
        self.clock.advance(seconds)
        self.tick()
        return self

    def sleep(self, seconds: float) -> Guided:
        self.clock.sleep(seconds)
        self.tick()
        return self

    def say(self, order: Command) -> Guided:
        self._take(command(self.state, order, self.clock.read()))
        return self

    def told(self, kind: type[_Kind]) -> list[_Kind]:
        return [event for event in self.events if isinstance(event, kind)]

    def cues(self) -> list[tuple[str, float]]:
        return [(e.kind.value, e.at_s - self.start_s) for e in self.events if isinstance(e, Cue)]

    def holds(self) -> list[tuple[str, int, float, str]]:
        return [(a.leg.value, a.attempt, a.held_s, a.end_reason.value) for a in self.state.attempts]

    def _take(self, result: tuple[SessionState, tuple[Event, ...]]) -> None:
        self.state, events = result
        self.events += events
