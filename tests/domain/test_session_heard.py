"""Whole sessions at a thousand times their speed, with all that is heard of them: every phase, cue and saying."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.clock import FakeClock
from calfstretch.desktop.clips import VOICES, clip_table
from calfstretch.domain.routine import PRESETS, LegOrder, Routine, TargetOrigin, Variant
from calfstretch.domain.session import Command, advance, begin, command
from calfstretch.domain.session_events import (
    Asked,
    Cue,
    CueKind,
    Ended,
    EndedWhy,
    Event,
    LengthChanged,
    Paused,
    Resumed,
    StepStarted,
)
from calfstretch.domain.session_state import Asking, Over, Running, SessionState, Waiting, next_deadline_s
from calfstretch.domain.speaking import Order, Ring, Say, Voice, follow, next_moment_s, switch
from calfstretch.domain.spoken import LATE_S, SoundMode, SpeechOptions, routine_plan, saying_length_s

LENGTHS = clip_table("en").lengths
LONGEST_TICK_S = 0.1
NEVER_S = 3600.0


@dataclass
class Word:
    """Something said: when, how long it would take, when it was cut off (None = it was said to its end)."""

    at_s: float
    clips: tuple[str, ...]
    length_s: float
    cut_s: float | None = None

    @property
    def end_s(self) -> float:
        return self.at_s + self.length_s if self.cut_s is None else self.cut_s


@dataclass
class Heard:
    """A session and its voice on a clock that jumps from moment to moment as the window's timer does.

    Attributes:
        words, rings: what was heard, with the monotonic moment.
        events: what happened, with the moment of the reading that showed it.
        silent: spans in which nothing may be heard.
    """

    routine: Routine
    options: SpeechOptions
    lengths: dict[str, float] = field(default_factory=lambda: dict(LENGTHS))
    words: list[Word] = field(default_factory=list)
    rings: list[tuple[float, CueKind]] = field(default_factory=list)
    events: list[tuple[float, Event]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.voice = Voice(self.options, self.lengths)
        self.state: SessionState
        self.state, events = begin(self.routine, self.clock.read())
        self.began_s = self.now_s
        self._take(events)

    @property
    def now_s(self) -> float:
        return self.clock.read().monotonic_s

    @property
    def is_over(self) -> bool:
        return isinstance(self.state.mode, Over) and next_moment_s(self.voice, self.state) is None

    def run(self, seconds: float = NEVER_S) -> Heard:
        """Let time pass as the timer does: to each true moment, with ticks between."""
        until_s = self.now_s + seconds
        while self.now_s < until_s - 1e-9 and not self.is_over:
            moments = (next_deadline_s(self.state), next_moment_s(self.voice, self.state))
            waits = [moment - self.now_s for moment in moments if moment is not None and moment > self.now_s]
            waits += [LONGEST_TICK_S * 5, until_s - self.now_s]
            if isinstance(self.state.mode, Waiting | Asking) and seconds == NEVER_S:
                break
            self.clock.advance(min(waits))
            if isinstance(self.state.mode, Over):
                self._take(())
                continue
            self.state, events = advance(self.state, self.clock.read())
            self._take(events)
        return self

    def do(self, order: Command) -> Heard:
        self.state, events = command(self.state, order, self.clock.read())
        self._take(events)
        return self

    def sleep(self, seconds: float) -> Heard:
        self.clock.sleep(seconds)
        self.state, events = advance(self.state, self.clock.read())
        self._take(events)
        return self

    def press_v(self) -> Heard:
        self.options = replace(self.options, mode=self.options.mode.following)
        self.voice, orders = switch(self.voice, self.state, self.options)
        self._obey(orders)
        return self

    def _take(self, events: tuple[Event, ...]) -> None:
        self.events += [(self.now_s, event) for event in events]
        self.voice, orders = follow(self.voice, self.state, events, self.now_s)
        self._obey(orders)

    def _obey(self, orders: tuple[Order, ...]) -> None:
        for order in orders:
            if isinstance(order, Ring):
                assert self.options.mode.rings
                self.rings.append((self.now_s, order.cue))
                continue
            self._cut()
            if isinstance(order, Say):
                assert self.options.mode.speaks
                self.words.append(Word(self.now_s, order.clips, saying_length_s(order.clips, self.lengths)))

    def _cut(self) -> None:
        if self.words and self.words[-1].end_s > self.now_s:
            self.words[-1].cut_s = self.now_s

    def cues_due(self) -> list[tuple[float, CueKind]]:
        return [(event.at_s, event.kind) for _seen_s, event in self.events if isinstance(event, Cue)]


def check_cues(heard: Heard) -> None:
    """Each cue that happened while cues were wanted was rung once, in order, at its true moment."""
    due = heard.cues_due()
    assert [kind for _at, kind in heard.rings] == [kind for _at, kind in due]
    for (rung_s, _kind), (true_s, _same) in zip(heard.rings, due, strict=True):
        assert -1e-6 <= rung_s - true_s <= 1e-6, (rung_s, true_s)


def check_words(heard: Heard) -> None:
    """No saying is heard over another; none is said after the session but its last word."""
    for before, after in pairwise(heard.words):
        assert before.end_s <= after.at_s + 1e-9, (before, after)
    ended = [event for _seen, event in heard.events if isinstance(event, Ended)]
    if ended:
        for word in heard.words:
            assert word.at_s <= ended[0].at_s + LATE_S + 1e-6, word


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("mode", list(SoundMode))
@pytest.mark.parametrize("routine", PRESETS, ids=lambda routine: routine.name)
def test_every_preset_is_heard_as_planned(routine: Routine, mode: SoundMode, voice: str) -> None:
    options, lengths = SpeechOptions(mode), clip_table(voice).lengths
    heard = Heard(routine, options, lengths).run()
    plan = routine_plan(routine, options, lengths)
    assert [word.clips for word in heard.words] == [saying.clips for saying in plan]
    for word, saying in zip(heard.words, plan, strict=True):
        assert word.at_s - heard.began_s == pytest.approx(saying.at_s, abs=1e-6)
        assert 0 <= saying.at_s - saying.due_s <= LATE_S
        assert word.cut_s is None, word
    if mode.rings:
        check_cues(heard)
        assert heard.rings[-1][1] is CueKind.DONE
    else:
        assert heard.rings == []
    assert [event.kind for _at, event in heard.events if isinstance(event, StepStarted)] == [
        part.kind for part in routine.plan()
    ]
    check_words(heard)


routines = st.builds(
    Routine,
    name=st.just("Any"),
    hold_s=st.integers(5, 60),
    hold_origin=st.just(TargetOrigin.THERAPIST),
    rounds=st.integers(1, 3),
    get_ready_s=st.integers(0, 30),
    swap_s=st.integers(3, 20),
    rest_s=st.integers(0, 30),
    leg_order=st.sampled_from(LegOrder),
    variant=st.sampled_from(Variant),
)
wanted = st.builds(
    SpeechOptions,
    mode=st.sampled_from(SoundMode),
    half_way=st.booleans(),
    last_three=st.booleans(),
    form_cues=st.booleans(),
    every_second=st.booleans(),
)


@given(routines, wanted, st.sampled_from(VOICES))
def test_any_undisturbed_session_is_heard_as_planned(routine: Routine, options: SpeechOptions, voice: str) -> None:
    lengths = clip_table(voice).lengths
    heard = Heard(routine, options, lengths).run()
    plan = routine_plan(routine, options, lengths)
    assert [word.clips for word in heard.words] == [saying.clips for saying in plan]
    assert [word.at_s - heard.began_s for word in heard.words] == pytest.approx(
        [saying.at_s for saying in plan], abs=1e-6
    )
    assert all(word.cut_s is None for word in heard.words)
    if options.mode.rings:
        check_cues(heard)
    check_words(heard)


orders = st.sampled_from(
    [
        Command.PAUSE, Command.RESUME, Command.AGAIN, Command.NEXT, Command.LONGER, Command.SHORTER, Command.REPEAT,
        Command.COUNT,
    ]
)  # fmt: skip
doings = st.lists(
    st.tuples(st.floats(0.0, 25.0), st.one_of(orders, st.sampled_from(["v", "sleep", "busy"]))), max_size=8
)


def disturb(heard: Heard, doing: list[tuple[float, Command | str]]) -> None:
    for wait_s, what in doing:
        heard.run(wait_s)
        if isinstance(heard.state.mode, Over):
            return
        if what == "v":
            heard.press_v()
        elif what == "sleep":
            heard.sleep(600.0)
        elif what == "busy":
            heard.clock.advance(5.0)
            heard.do(Command.RESUME)
        else:
            assert isinstance(what, Command)
            heard.do(what)


@given(routines, wanted, doings, st.sampled_from([None, Command.PAIN, Command.STOP]))
def test_however_a_session_is_disturbed_nothing_is_heard_over_another_or_late_or_after_it(
    routine: Routine, options: SpeechOptions, doing: list[tuple[float, Command | str]], last: Command | None
) -> None:
    heard = Heard(routine, options)
    disturb(heard, doing)
    if isinstance(heard.state.mode, Waiting):
        heard.do(Command.RESUME)
    elif isinstance(heard.state.mode, Asking):
        heard.do(Command.REPEAT)
    if last is not None and not isinstance(heard.state.mode, Over):
        heard.do(last)
    heard.run()
    assert heard.is_over
    check_words(heard)
    due = heard.cues_due()
    for at_s, kind in heard.rings:
        # Each cue rings once: what rang is not looked for again.
        mine = [cue for cue in due if cue[1] is kind and -1e-6 <= at_s - cue[0] <= LATE_S]
        assert mine, (at_s, kind)
        due.remove(mine[0])
    check_pauses(heard)


def check_pauses(heard: Heard) -> None:
    """While the clock stands still nothing is begun but the word that says so."""
    standing_from: float | None = None
    for seen_s, event in heard.events:
        if isinstance(event, Paused | Asked):
            standing_from = seen_s
        elif isinstance(event, Resumed | StepStarted | Ended | LengthChanged) and standing_from is not None:
            within = [word for word in heard.words if standing_from < word.at_s < seen_s]
            assert within == [], (standing_from, seen_s, within)
            if not isinstance(event, LengthChanged):
                standing_from = None


@given(routines, st.integers(0, 200))
def test_pain_is_answered_by_one_sentence_at_once(routine: Routine, after_s: int) -> None:
    heard = Heard(routine, SpeechOptions(SoundMode.BOTH)).run(float(after_s))
    if not isinstance(heard.state.mode, Running):
        return
    pressed_s, before = heard.now_s, len(heard.words)
    heard.do(Command.PAIN).run()
    assert isinstance(heard.state.mode, Over) and heard.state.mode.why is EndedWhy.PAIN
    assert [(word.at_s, word.clips) for word in heard.words[before:]] == [(pressed_s, ("hurts",))]


@pytest.mark.parametrize("every_second", [False, True])
def test_half_way_rings_at_its_true_moment_also_where_nothing_else_is_due(every_second: bool) -> None:
    routine = Routine("Odd", hold_s=31)
    heard = Heard(routine, SpeechOptions(SoundMode.TONES, every_second=every_second)).run()
    halves = [at_s - heard.began_s for at_s, kind in heard.rings if kind is CueKind.HALF]
    assert halves == pytest.approx([10 + 15.5, 10 + 31 + 8 + 15.5], abs=1e-6)


def test_holds_are_counted_every_second_for_those_who_use_a_screen_reader() -> None:
    heard = Heard(Routine("Any"), SpeechOptions(SoundMode.VOICE, every_second=True)).run()
    said = {round(word.at_s - heard.began_s, 3) for word in heard.words}
    # "Half-way" takes the place of its number, and in a slow voice of the one after it.
    assert {float(second) for second in range(11, 40)} - said <= {26.0}
