"""The voice beside a session that is paused, changed, skipped, put to sleep and switched."""

from __future__ import annotations

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.routine import DAILY, Routine
from calfstretch.domain.session import Command, advance, begin, command
from calfstretch.domain.session_events import CueKind
from calfstretch.domain.speaking import Hush, Order, Ring, Say, Voice, follow, next_moment_s, switch
from calfstretch.domain.spoken import SoundMode, SpeechOptions, routine_plan
from tests.domain.test_spoken import USUAL

LENGTHS = USUAL | {"paused": 0.7, "go_on": 0.6, "stopped": 0.7, "hurts": 2.0, "read_screen": 1.4}


class Listened:
    """A session with its voice, driven by a clock that moves when told, and all that was to be heard."""

    def __init__(
        self, mode: SoundMode = SoundMode.VOICE, routine: Routine = DAILY, *, every_second: bool = False
    ) -> None:
        self.clock = FakeClock()
        self.start_s = self.clock.read().monotonic_s
        self.voice = Voice(SpeechOptions(mode, every_second=every_second), LENGTHS)
        self.heard: list[tuple[float, Order]] = []
        self.state, events = begin(routine, self.clock.read())
        self._take(events)

    def run(self, seconds: float, tick_s: float = 0.1) -> Listened:
        for _ in range(round(seconds / tick_s)):
            self.clock.advance(tick_s)
            self.state, events = advance(self.state, self.clock.read())
            self._take(events)
        return self

    def say(self, order: Command) -> Listened:
        self.state, events = command(self.state, order, self.clock.read())
        self._take(events)
        return self

    def switch(self, mode: SoundMode) -> Listened:
        self.voice, orders = switch(self.voice, self.state, SpeechOptions(mode))
        self._note(orders)
        return self

    def _take(self, events: tuple) -> None:  # type: ignore[type-arg]
        self.voice, orders = follow(self.voice, self.state, events, self.clock.read().monotonic_s)
        self._note(orders)

    def _note(self, orders: tuple[Order, ...]) -> None:
        now_s = round(self.clock.read().monotonic_s - self.start_s, 2)
        self.heard += [(now_s, order) for order in orders]

    def words(self, since_s: float = 0.0) -> list[tuple[float, str]]:
        return [(at, " ".join(o.clips)) for at, o in self.heard if isinstance(o, Say) and at >= since_s]

    def hushes(self) -> list[float]:
        return [at for at, order in self.heard if isinstance(order, Hush)]


@pytest.mark.parametrize("tick_s", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("mode", [SoundMode.VOICE, SoundMode.BOTH])
def test_undisturbed_session_says_its_plan(mode: SoundMode, tick_s: float) -> None:
    listened = Listened(mode).run(82, tick_s)
    plan = routine_plan(DAILY, SpeechOptions(mode), LENGTHS)
    assert [text for _at, text in listened.words()] == [" ".join(saying.clips) for saying in plan]
    for (at_s, _text), saying in zip(listened.words(), plan, strict=True):
        assert -0.01 <= at_s - saying.at_s <= tick_s + 0.01
    assert next_moment_s(listened.voice, listened.state) is None


def test_timer_can_be_armed_for_the_next_words() -> None:
    listened = Listened()
    moments = []
    for _ in range(5):
        listened.run(1)
        at_s = next_moment_s(listened.voice, listened.state)
        assert at_s is not None
        moments.append(round(at_s - listened.start_s, 2))
    assert moments == [4.0, 4.0, 4.0, 7.0, 7.0]


def test_pause_hushes_and_says_so_and_going_on_says_what_is_left() -> None:
    listened = Listened().run(24.9).say(Command.PAUSE)
    assert listened.heard[-2:] == [(24.9, Hush()), (24.9, Say(("paused",)))]
    listened.run(60, 1.0)
    assert listened.words(25.0) == []
    listened.say(Command.RESUME).run(15)
    assert listened.words(80)[0] == (84.9, "go_on")
    # Half-way was due while "go on" was being said.
    assert [text for _at, text in listened.words(85)][:3] == ["three", "two", "one"]


def test_longer_hold_counts_down_to_its_new_end() -> None:
    listened = Listened().run(15).say(Command.LONGER).run(40)
    counted = {text: at for at, text in listened.words() if text in ("half knee_straight", "three", "two", "one")}
    assert counted["half knee_straight"] == pytest.approx(10 + 17.5, abs=0.1)
    assert [counted[word] for word in ("three", "two", "one")] == pytest.approx([42, 43, 44], abs=0.1)


def test_next_hushes_and_names_what_comes() -> None:
    listened = Listened().run(12).say(Command.NEXT)
    assert listened.heard[-2:] == [(12.0, Hush()), (12.0, Say(("swap_right",)))]


@pytest.mark.parametrize(("order", "said"), [(Command.PAIN, "hurts"), (Command.STOP, "stopped")])
def test_a_session_that_is_ended_says_no_more_than_that(order: Command, said: str) -> None:
    listened = Listened().run(12).say(order).run(30)
    assert listened.words(12) == [(12.0, said)]
    assert listened.hushes()[-1] == 12.0


def test_sleeping_computer_wakes_to_a_pause() -> None:
    listened = Listened().run(12)
    listened.clock.sleep(600)
    listened.state, events = advance(listened.state, listened.clock.read())
    listened._take(events)
    assert [order for _at, order in listened.heard[-2:]] == [Hush(), Say(("paused", "read_screen"))]
    count = len(listened.heard)
    listened.run(30, 1.0)
    assert len(listened.heard) == count


def test_question_is_left_to_the_screen_reader_where_one_reads_it() -> None:
    listened = Listened(every_second=True).run(12)
    listened.clock.sleep(600)
    listened.state, events = advance(listened.state, listened.clock.read())
    listened._take(events)
    assert listened.heard[-1][1] == Say(("paused",))


def test_late_words_are_left_unsaid() -> None:
    listened = Listened().run(18.9)
    listened.run(1.8, 1.8)  # one tick right over the cue at 20 s and less than a second after it
    assert listened.words(18)[-1] == (20.7, "heel_down")
    listened = Listened().run(18.95, 0.05)
    listened.run(2.0, 2.0)
    assert listened.words(18)[-1] == (20.95, "heel_down")
    listened = Listened().run(18.5).run(2.0, 2.0)
    assert listened.words(18)[-1] == (20.5, "heel_down")


def test_switch_stops_words_at_once_and_takes_them_up_again() -> None:
    listened = Listened(SoundMode.BOTH).run(20.5).switch(SoundMode.TONES)
    assert listened.heard[-1] == (20.5, Hush())
    listened.run(10)
    assert listened.words(20.6) == []
    assert [order.cue for _at, order in listened.heard if isinstance(order, Ring)][-1] is CueKind.HALF
    listened.switch(SoundMode.VOICE).run(9)
    assert [text for _at, text in listened.words(30)] == ["three", "two", "one"]


def test_tones_alone_ring_and_none_is_silence() -> None:
    tones = Listened(SoundMode.TONES).run(80)
    assert {type(order) for _at, order in tones.heard} == {Ring}
    assert [order.cue.value for _at, order in tones.heard if isinstance(order, Ring)] == [
        "ready", "go", "half", "swap", "go", "half", "done",
    ]  # fmt: skip
    assert Listened(SoundMode.NONE).run(80).heard == []


def test_nothing_is_said_after_the_last_word() -> None:
    listened = Listened(SoundMode.BOTH).run(200, 1.0)
    assert listened.words(78.0) == [(79.0, "done")]
