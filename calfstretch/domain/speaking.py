"""The voice beside a running session: from its state and events to "say this now" and "be quiet"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from calfstretch.domain.routine import StepKind
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
from calfstretch.domain.session_state import Over, Running, SessionState, elapsed_s
from calfstretch.domain.session_view import current_leg, current_step
from calfstretch.domain.spoken import (
    GAP_S,
    LATE_S,
    Clips,
    Saying,
    SpeechOptions,
    SpokenStep,
    end_plan,
    names_leg,
    step_plan,
)

_DUST_S = 1e-6


@dataclass(frozen=True, slots=True)
class Say:
    """Say these clips now, in place of what is being said."""

    clips: Clips


@dataclass(frozen=True, slots=True)
class Hush:
    """Be quiet at once."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Let the sound of a cue be heard."""

    cue: CueKind


Order = Say | Hush | Ring


@dataclass(frozen=True, slots=True)
class Voice:
    """What there is still to say.

    Args:
        options: what the person wants to hear.
        lengths: seconds of each clip by name; empty = no voice.
        plan: what is still to be said in the step at hand, in seconds from its beginning.
        leg_named: whether the gap at hand, or before the hold at hand, has said its leg.
        last: the words after the session's end, in monotonic seconds.
    """

    options: SpeechOptions = SpeechOptions()
    lengths: Mapping[str, float] = field(default_factory=dict)
    plan: tuple[Saying, ...] = ()
    leg_named: bool = False
    last: tuple[Saying, ...] = ()


Result = tuple[Voice, tuple[Order, ...]]


def follow(voice: Voice, state: SessionState, events: Iterable[Event], now_s: float) -> Result:
    """What is to sound after a tick or a command, at once.

    Args:
        state, events: what `advance` or `command` gave.
        now_s: the monotonic moment of the reading it was given.
    """
    orders: list[Order] = []
    for event in events:
        voice, more = _hear(voice, state, event, now_s)
        orders += more
    voice, due = _say_due(voice, state, now_s)
    return voice, (*_quiet_once([*orders]), *due)


def next_moment_s(voice: Voice, state: SessionState) -> float | None:
    """Monotonic moment of the next words, or of half-way if that is sooner, to arm a timer for.

    None = there are none while nothing happens. The end of a step is another moment.
    """
    if voice.last:
        return voice.last[0].at_s
    if not isinstance(state.mode, Running):
        return None
    moments = [saying.at_s for saying in voice.plan[:1]]
    if state.mode.step.half_s is not None:
        moments.append(state.mode.step.half_s)
    return state.mode.anchor_s + min(moments) if moments else None


def switch(voice: Voice, state: SessionState, options: SpeechOptions) -> Result:
    """Change what is to be heard, also in the middle of a step; words that are not wanted any more stop."""
    voice = replace(voice, options=options)
    if not options.mode.speaks:
        return replace(voice, plan=(), last=()), (Hush(),)
    return _planned(voice, state, elapsed_s(state)), ()


def _hear(voice: Voice, state: SessionState, event: Event, now_s: float) -> Result:
    speaks = voice.options.mode.speaks
    match event:
        case StepStarted():
            return _begin(voice, state, event), (Hush(),) if speaks else ()
        case Cue(kind=kind, at_s=at_s):
            rings = voice.options.mode.rings and now_s - at_s <= LATE_S
            return voice, (Ring(kind),) if rings else ()
        case LengthChanged():
            return _planned(voice, state, elapsed_s(state)), ()
        case Paused():
            return voice, _instead(voice, "paused")
        case Asked():
            # What is asked stands on the screen; a screen reader says it itself, and is not talked over.
            return voice, _instead(voice, "paused", *(() if voice.options.every_second else ("read_screen",)))
        case Resumed():
            from_s = elapsed_s(state) + voice.lengths.get("go_on", 0.0) + GAP_S
            return _planned(voice, state, from_s), _instead(voice, "go_on")
        case Ended(why=EndedWhy.COMPLETED, at_s=at_s):
            last = tuple(saying.moved(at_s) for saying in end_plan(voice.options, voice.lengths))
            return replace(voice, plan=(), last=last), ()
        case Ended(why=EndedWhy.PAIN):
            return replace(voice, plan=(), last=()), _instead(voice, "hurts")
        case Ended():
            return replace(voice, plan=(), last=()), _instead(voice, "stopped")
        case _:
            return voice, ()


def _begin(voice: Voice, state: SessionState, started: StepStarted) -> Voice:
    """A new step: what the last one left unsaid is dropped."""
    named = voice.leg_named and started.kind is StepKind.HOLD
    # Several steps may lie between two readings of a fast clock; the state knows the last alone.
    step = SpokenStep(
        started.kind, started.leg, started.length_s, state.routine.variant, state.hold_index, named,
        min(state.swap_s, started.length_s),
    )  # fmt: skip
    plan = step_plan(step, voice.options, voice.lengths)
    if started.kind is StepKind.HOLD:
        return replace(voice, plan=plan, leg_named=False)
    return replace(voice, plan=plan, leg_named=names_leg(plan, started.leg))


def _planned(voice: Voice, state: SessionState, from_s: float) -> Voice:
    """The plan of the step at hand from a moment on: it was paused, changed or the switch was moved."""
    step = current_step(state)
    if step is None:
        return replace(voice, plan=())
    named = step.kind is not StepKind.HOLD or from_s > LATE_S
    spoken = SpokenStep(
        step.kind, current_leg(state), step.length_s, state.routine.variant, state.hold_index, named,
        min(state.swap_s, step.length_s),
    )  # fmt: skip
    plan = step_plan(spoken, voice.options, voice.lengths, from_s)
    # What was due before this moment has been said, or its time is past.
    fresh = tuple(saying for saying in plan if saying.due_s >= from_s - _DUST_S)
    return replace(voice, plan=fresh, leg_named=voice.leg_named or names_leg(fresh, spoken.leg))


def _say_due(voice: Voice, state: SessionState, now_s: float) -> Result:
    if isinstance(state.mode, Over):
        due, late_s = [saying for saying in voice.last if saying.at_s <= now_s + _DUST_S], now_s
        voice = replace(voice, last=voice.last[len(due) :])
    elif isinstance(state.mode, Running):
        late_s = state.mode.elapsed_s
        due = [saying for saying in voice.plan if saying.at_s <= late_s + _DUST_S]
        voice = replace(voice, plan=voice.plan[len(due) :])
    else:
        return voice, ()
    # After a long tick the last words count: the others have been overtaken.
    timely = [saying for saying in due[-1:] if late_s - saying.at_s <= LATE_S]
    return voice, tuple(Say(saying.clips) for saying in timely)


def _instead(voice: Voice, *wanted: str) -> tuple[Order, ...]:
    if not voice.options.mode.speaks:
        return ()
    clips = tuple(clip for clip in wanted if clip in voice.lengths)
    return (Hush(), Say(clips)) if clips else (Hush(),)


def _quiet_once(orders: list[Order]) -> list[Order]:
    """Of several words at one moment the last; of several hushes one, before them."""
    words = [order for order in orders if isinstance(order, Say)][-1:]
    hushes = [order for order in orders if isinstance(order, Hush)][:1]
    rings = [order for order in orders if isinstance(order, Ring)]
    return [*hushes, *rings, *words]
