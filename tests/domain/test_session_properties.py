"""No order of commands, gaps, sleeps and kills loses held seconds, credits sleep or reaches an undefined phase.

The model beside the machine knows no clock: it counts sixteenths of a second down one at a time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from calfstretch.clock import Reading
from calfstretch.domain.routine import LegOrder, Routine, TargetOrigin
from calfstretch.domain.session import Command, Phase, advance, begin, command, fall_asleep, next_deadline_s, woke
from calfstretch.domain.session_events import Ended, HoldEnded, HoldStarted
from calfstretch.domain.session_snapshot import from_dict, keep_partial, resume_repeating, to_dict
from calfstretch.domain.session_view import (
    fraction_left,
    held_s,
    segments,
    shown_seconds,
    step_of,
    total_left_s,
)

Q = 16  # parts of a second; exact in binary, so that model and machine may be compared without tolerance


@dataclass
class Countdown:
    """The naive model: what is left of the step at hand, and a list of what was held."""

    routine: Routine
    place: int = 0
    kind: str = "get_ready"
    left: int = 0
    length: int = 0
    mood: str = "running"
    gap: int = 0
    swap: int = 0
    ledger: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.swap = self.routine.swap_s
        self.lead_in()

    @property
    def per_round(self) -> int:
        return 1 if self.routine.leg_order in (LegOrder.LEFT_ONLY, LegOrder.RIGHT_ONLY) else 2

    @property
    def count(self) -> int:
        return self.per_round * self.routine.rounds

    def start(self, kind: str, seconds: int) -> None:
        self.mood, self.kind, self.length, self.left = "running", kind, seconds * Q, seconds * Q

    def lead_in(self) -> None:
        new_round = self.place % self.per_round == 0
        if self.place == 0:
            self.start("get_ready", self.routine.get_ready_s)
        elif new_round and (self.per_round == 1 or self.routine.rest_s > 0):
            self.start("rest", self.routine.rest_s)
        else:
            self.start("swap", self.swap)
        self.settle()

    def settle(self) -> None:
        """A step with nothing left gives way to the one after it."""
        if self.mood != "running" or self.left > 0:
            return
        if self.kind != "hold":
            self.start("hold", self.routine.hold_s)
        else:
            self.write("done")
            self.move_on()

    def move_on(self) -> None:
        self.place += 1
        if self.place == self.count:
            self.mood = "over"
        else:
            self.lead_in()

    def write(self, reason: str) -> None:
        if self.kind == "hold":
            self.ledger.append((self.place, self.length - self.left, reason))

    def pass_one(self) -> None:
        if self.mood == "running":
            self.left -= 1
            self.settle()

    def interrupt(self, mood: str, gap: int = 0) -> None:
        if self.mood == "running":
            self.mood, self.gap = mood, gap

    def obey(self, order: Command) -> None:
        asked = self.mood in ("busy", "slept")
        if self.mood == "over":
            return
        if order is Command.PAIN:
            self.leave("pain")
        elif order is Command.STOP or (asked and order in (Command.FINISH, Command.DISCARD)):
            self.leave("slept" if self.mood == "slept" else "stopped")
        elif asked:
            self.answer(order)
        else:
            self.steer(order)

    def leave(self, reason: str) -> None:
        self.write(reason)
        self.mood = "over"

    def answer(self, order: Command) -> None:
        if order is Command.REPEAT and self.kind == "hold":
            self.write("slept" if self.mood == "slept" else "repeated")
            self.start("get_ready", self.routine.get_ready_s)
            self.settle()
        elif order is Command.REPEAT:
            self.start(self.kind, self.length // Q)
            self.settle()
        elif order is Command.COUNT and self.mood == "busy" and self.kind == "hold":
            self.mood = "running"
            self.left -= min(self.left, self.gap)
            self.settle()

    def steer(self, order: Command) -> None:
        if order is Command.PAUSE:
            self.interrupt("paused")
        elif order is Command.RESUME:
            self.mood = "running"
            self.settle()
        elif order is Command.NEXT:
            self.write("skipped")
            if self.kind == "hold":
                self.move_on()
            else:
                self.start("hold", self.routine.hold_s)
        elif order is Command.AGAIN and self.kind == "hold":
            self.write("repeated")
            self.start("hold", self.routine.hold_s)
        elif order is Command.AGAIN:
            self.place -= 1 if self.place else 0
            self.lead_in()
        elif order is Command.LONGER:
            self.resize(self.length + 5 * Q)
        elif order is Command.SHORTER:
            self.resize(self.length - 5 * Q)

    def resize(self, wanted: int) -> None:
        limits = {"hold": (self.routine.hold_s, 120), "swap": (3, 30), "get_ready": (0, 60), "rest": (0, 60)}
        low, high = limits[self.kind]
        passed = self.length - self.left
        begun_second = -(-passed // Q) * Q
        length = max(begun_second, low * Q, min(high * Q, wanted))
        self.left += length - self.length
        self.length = length
        if self.kind == "swap":
            self.swap = length // Q
        self.settle()

    def kill(self) -> None:
        self.write("killed")
        self.start("get_ready", self.routine.get_ready_s)
        self.settle()


ROUTINES = st.builds(
    Routine,
    name=st.just("any"),
    hold_s=st.integers(5, 12),
    hold_origin=st.just(TargetOrigin.THERAPIST),
    rounds=st.integers(1, 3),
    get_ready_s=st.sampled_from([0, 1, 4]),
    swap_s=st.integers(3, 6),
    rest_s=st.sampled_from([0, 2, 7]),
    leg_order=st.sampled_from(LegOrder),
)


ORDERS = st.sampled_from([None, None, Command.REPEAT, Command.FINISH, Command.PAUSE])
LEAVING = {Command.STOP, Command.PAIN, Command.FINISH, Command.DISCARD}
STEERING = sorted(set(Command) - LEAVING)


class AnySession(RuleBasedStateMachine):
    @initialize(routine=ROUTINES)
    def start(self, routine: Routine) -> None:
        self.monotonic, self.boot = 100 * Q, 900 * Q
        self.start_session(routine)

    def start_session(self, routine: Routine) -> None:
        self.model = Countdown(routine)
        self.state, events = begin(routine, self.reading())
        self.events = list(events)

    def reading(self) -> Reading:
        return Reading(self.monotonic / Q, self.boot / Q)

    def pass_time(self, parts: int) -> None:
        self.monotonic += parts
        self.boot += parts

    def tick(self) -> None:
        self.state, events = advance(self.state, self.reading())
        self.events += events

    @rule(parts=st.integers(0, 2 * Q))
    def watch(self, parts: int) -> None:
        self.pass_time(parts)
        for _ in range(parts):
            self.model.pass_one()
        self.tick()

    @rule(seconds=st.integers(1, 25))
    def watch_long(self, seconds: int) -> None:
        for _ in range(seconds):
            self.watch(Q)

    @rule(parts=st.integers(2 * Q + 1, 60 * Q))
    def stand_still(self, parts: int) -> None:
        self.pass_time(parts)
        self.model.interrupt("busy", parts)
        self.tick()

    @rule(slept=st.integers(Q + 1, 9 * 3600 * Q), awake=st.integers(0, 5 * Q))
    def sleep(self, slept: int, awake: int) -> None:
        self.pass_time(awake)
        self.boot += slept
        self.model.interrupt("slept")
        self.tick()

    @rule(parts=st.integers(0, Q), slept=st.integers(0, 9 * 3600 * Q), awake=st.integers(0, 5 * Q), order=ORDERS)
    def lie_down(self, parts: int, slept: int, awake: int, order: Command | None) -> None:
        """The computer tells that it is about to sleep, and wakes; perhaps somebody answers between."""
        self.pass_time(parts)
        for _ in range(parts):
            self.model.pass_one()
        self.model.interrupt("slept")
        asked = self.model.mood == "slept" and not self.asks()
        fell = self.reading()
        self.state, events = fall_asleep(self.state, fell)
        self.events += events
        if order is not None:
            self.obey(order, 0)
            asked = asked and self.model.mood == "slept"
        self.pass_time(awake)
        self.boot += slept
        if asked and slept <= Q and slept + awake <= 2 * Q:
            self.model.mood = "running"
        self.state, events = woke(self.state, fell, self.reading())
        self.events += events
        if asked and self.state.phase is Phase.ASKING:
            assert self.state.mode.gap_s == (slept + awake) / Q
        if not asked:  # an answer began a step while the computer went to sleep
            self.pass_unseen(slept, awake)
        self.tick()

    def pass_unseen(self, slept: int, awake: int) -> None:
        if slept > Q:
            self.model.interrupt("slept")
        elif awake > 2 * Q:
            self.model.interrupt("busy", awake)
        else:
            for _ in range(awake):
                self.model.pass_one()

    def asks(self) -> bool:
        return self.state.phase is Phase.ASKING

    @rule(slept=st.integers(0, Q), awake=st.integers(0, 2 * Q))
    def drift(self, slept: int, awake: int) -> None:
        """Clocks a little apart: no sleep is seen, and none is credited."""
        self.boot += slept
        self.watch(awake)

    def obey(self, order: Command, parts: int) -> None:
        self.pass_time(parts)
        for _ in range(parts):
            self.model.pass_one()
        self.model.obey(order)
        self.state, events = command(self.state, order, self.reading())
        self.events += events

    @rule(order=st.sampled_from(STEERING), parts=st.integers(0, Q))
    def steer(self, order: Command, parts: int) -> None:
        self.obey(order, parts)

    @precondition(lambda self: self.model.mood in ("busy", "slept"))
    @rule(order=st.sampled_from([Command.REPEAT, Command.COUNT]))
    def answer(self, order: Command) -> None:
        self.obey(order, 0)

    @precondition(lambda self: self.model.mood == "running" and self.model.kind == "hold")
    @rule(parts=st.integers(2 * Q + 1, 6 * Q), order=st.sampled_from(Command))
    def freeze_in_a_hold(self, parts: int, order: Command) -> None:
        self.stand_still(parts)
        self.obey(order, 0)

    @precondition(lambda self: self.model.mood != "over" and len(self.model.ledger) > 2)
    @rule(order=st.sampled_from(Command), parts=st.integers(0, Q))
    def say_anything(self, order: Command, parts: int) -> None:
        self.obey(order, parts)

    @precondition(lambda self: self.model.mood == "over")
    @rule(routine=ROUTINES, order=st.sampled_from(Command))
    def begin_anew(self, routine: Routine, order: Command) -> None:
        self.obey(order, 1)
        assert self.state.phase is Phase.ENDED
        self.start_session(routine)

    @precondition(lambda self: self.state.phase is not Phase.ENDED)
    @rule()
    def kill_and_go_on(self) -> None:
        snapshot = json.loads(json.dumps(to_dict(self.state)))
        kept, _ = keep_partial(snapshot)
        assert sum(attempt.held_s for attempt in kept) == held_s(self.state)
        self.monotonic, self.boot = 7 * Q, 7 * Q  # the computer may have been started anew
        self.state, events = resume_repeating(snapshot, self.reading())
        self.events += events
        self.model.kill()

    @invariant()
    def phase_is_the_models(self) -> None:
        names = {"running": self.model.kind, "paused": "paused", "busy": "asking", "slept": "asking", "over": "ended"}
        assert self.state.phase.value == names[self.model.mood]
        deadline_s = next_deadline_s(self.state)
        if self.model.mood == "running":
            assert deadline_s == (self.monotonic + self.model.left) / Q
        else:
            assert deadline_s is None

    @invariant()
    def held_seconds_are_the_models(self) -> None:
        legs = self.model.per_round
        ledger = [(a.round, a.held_s, a.end_reason.value) for a in self.state.attempts]
        assert ledger == [(place // legs + 1, held / Q, reason) for place, held, reason in self.model.ledger]
        running = self.model.mood != "over" and self.model.kind == "hold"
        now = self.model.length - self.model.left if running else 0
        assert held_s(self.state) == sum(held for _, held, _ in self.model.ledger) / Q + now / Q

    @invariant()
    def attempts_are_sound(self) -> None:
        seen: dict[tuple[int, str], int] = {}
        for ordinal, attempt in enumerate(self.state.attempts, start=1):
            key = (attempt.round, attempt.leg.value)
            seen[key] = seen.get(key, 0) + 1
            assert (attempt.ordinal, attempt.attempt) == (ordinal, seen[key])
            assert 0 <= attempt.held_s <= attempt.target_s
            assert (attempt.end_reason.value == "done") == attempt.done
        planned = [(hold.round, hold.leg.value) for hold in self.state.routine.holds()]
        assert list(seen) == planned[: len(seen)], "planned holds come up in their order"

    @invariant()
    def what_was_told_is_what_is_known(self) -> None:
        assert tuple(e.attempt for e in self.events if isinstance(e, HoldEnded)) == self.state.attempts
        started = [e.ordinal for e in self.events if isinstance(e, HoldStarted)]
        assert started == list(range(1, len(started) + 1))
        assert len([e for e in self.events if isinstance(e, Ended)]) == (self.state.phase is Phase.ENDED)

    @invariant()
    def the_end_is_told_truly(self) -> None:
        if self.model.mood == "over":
            done = {place for place, _, reason in self.model.ledger if reason == "done"}
            outcome = "done" if len(done) == self.model.count else "partial"
            assert [e.outcome.value for e in self.events if isinstance(e, Ended)] == [outcome]

    @invariant()
    def it_survives_being_written_down(self) -> None:
        assert from_dict(json.loads(json.dumps(to_dict(self.state)))) == self.state

    @invariant()
    def it_can_be_shown(self) -> None:
        step_of(self.state)
        assert 0 <= fraction_left(self.state) <= 1
        assert all(0 <= part.fraction_done <= 1 for part in segments(self.state))
        ended = self.state.phase is Phase.ENDED
        assert (shown_seconds(self.state) == 0) == ended
        if not ended and self.model.left:
            assert shown_seconds(self.state) == -(-self.model.left // Q)
            assert total_left_s(self.state) >= shown_seconds(self.state)


AnySession.TestCase.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
TestAnySession = AnySession.TestCase
