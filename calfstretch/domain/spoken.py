"""What is said when in a session: each step's sayings with their moments, so that none overlaps or comes late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from calfstretch.domain.routine import Leg, Routine, StepKind, Variant
from calfstretch.domain.session_events import CueKind
from calfstretch.domain.session_view import stance_starts_s

LATE_S = 1.0
"""A word that would come later than this is left unsaid. Source: product choice."""
GAP_S = 0.15
"""Silence between one saying and the next."""
JOIN_S = 0.12
"""Silence between the clips of one saying."""
FORM_AT_S = 10.0
"""Seconds into a hold at which the first form cue comes; the second goes with half-way. Source: product choice (A9)."""

CUE_RINGS_S = {CueKind.READY: 0.7, CueKind.GO: 0.6, CueKind.HALF: 0.4, CueKind.SWAP: 0.9, CueKind.DONE: 1.0}
"""Seconds from a cue's beginning after which a voice is not covered by it any more."""

_CUE_OF_STEP = {
    StepKind.GET_READY: CueKind.READY,
    StepKind.HOLD: CueKind.GO,
    StepKind.SWAP: CueKind.SWAP,
    StepKind.REST: CueKind.SWAP,
}
_COUNT_DOWN = ("three", "two", "one")
_UNITS_TO = 30
_TENS_TO = 120

FORM_CUES = {
    Variant.KNEE_STRAIGHT: ("heel_down", "knee_straight", "keep_breathing", "do_not_bounce"),
    Variant.KNEE_BENT: ("heel_down", "knee_bent", "keep_breathing", "do_not_bounce"),
    Variant.SEATED: ("toes_towards", "keep_breathing", "do_not_bounce"),
}
"""Short reminders in a hold, in turn. Source: clinical facts, section 1."""

Clips = tuple[str, ...]

COMMANDED: Clips = ("paused", "go_on", "stopped", "hurts", "read_screen")
"""What is said because of something that happened; no plan holds them."""


class SoundMode(StrEnum):
    """The four-way switch."""

    VOICE = "voice"
    TONES = "tones"
    BOTH = "both"
    NONE = "none"

    @property
    def speaks(self) -> bool:
        """Whether words are said."""
        return self in (SoundMode.VOICE, SoundMode.BOTH)

    @property
    def rings(self) -> bool:
        """Whether the five cues sound."""
        return self in (SoundMode.TONES, SoundMode.BOTH)

    @property
    def following(self) -> SoundMode:
        """The next position of the switch."""
        modes = tuple(SoundMode)
        return modes[(modes.index(self) + 1) % len(modes)]


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """What the person wants to hear.

    Args:
        mode: voice, tones, both or none.
        half_way, last_three: whether these are said.
        form_cues: whether the short reminders are said.
        every_second: the full count instead of form cues, for those who use a screen reader.
    """

    mode: SoundMode = SoundMode.BOTH
    half_way: bool = True
    last_three: bool = True
    form_cues: bool = True
    every_second: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """Some clips said one after another.

    Args:
        at_s: seconds from the beginning of the step (of the session in `routine_plan`).
        clips: names of the clips, at least one.
        length_s: how long it takes.
        due_s: the moment it is meant for; at most LATE_S before at_s.
    """

    at_s: float
    clips: Clips
    length_s: float
    due_s: float

    @property
    def end_s(self) -> float:
        """Seconds at which it is over."""
        return self.at_s + self.length_s

    def moved(self, by_s: float) -> Saying:
        """The same, later by some seconds."""
        return replace(self, at_s=self.at_s + by_s, due_s=self.due_s + by_s)


@dataclass(frozen=True, slots=True)
class SpokenStep:
    """What the voice needs to know of a step.

    Args:
        kind, leg, length_s: as in PlannedStep.
        hold_index: place of the hold at hand, or of the one the gap leads to, from 0; turns the form cues.
        leg_named: whether a gap has said the leg of this hold.
        lead_in_s: the last seconds of a rest, in which the stance is led through.
    """

    kind: StepKind
    leg: Leg
    length_s: int
    variant: Variant
    hold_index: int
    leg_named: bool = True
    lead_in_s: int = 0


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something to be said: at a moment, in the first wording that has a clip and fits.

    Args:
        late_s: how much later it may begin; None = it has no moment of its own and comes wherever there is room.
    """

    at_s: float
    wordings: tuple[Clips, ...]
    late_s: float | None = LATE_S


def saying_length_s(clips: Sequence[str], lengths: Mapping[str, float]) -> float:
    """Seconds that clips take one after another."""
    return sum(lengths[clip] for clip in clips) + JOIN_S * (len(clips) - 1)


def number_clip(number: int) -> str | None:
    """The clip of a number of the count: 30 to 1 and the tens up to 120; None = it is not said."""
    if 1 <= number <= len(_COUNT_DOWN):
        return _COUNT_DOWN[len(_COUNT_DOWN) - number]
    said = number <= _UNITS_TO or (number % 10 == 0 and number <= _TENS_TO)
    return f"n{number}" if number > 0 and said else None


def step_plan(
    step: SpokenStep, options: SpeechOptions, lengths: Mapping[str, float], from_s: float = 0.0
) -> tuple[Saying, ...]:
    """Everything that is said in a step, in order; no saying overlaps another or outlasts the step.

    Args:
        lengths: seconds of each clip by name; a clip that is absent is never said.
        from_s: seconds of the step that have passed: what was due before is not said any more.
    """
    if not options.mode.speaks:
        return ()
    rings_s = CUE_RINGS_S[_CUE_OF_STEP[step.kind]] if options.mode.rings else 0.0
    wishes = _hold_wishes(step, options, rings_s) if step.kind is StepKind.HOLD else _gap_wishes(step, rings_s)
    placed: list[Saying] = []
    for wish in wishes:
        saying = _place(wish, placed, lengths, step.length_s, from_s)
        if saying is not None:
            placed.append(saying)
    return tuple(sorted(placed, key=lambda saying: saying.at_s))


def names_leg(plan: Iterable[Saying], leg: Leg) -> bool:
    """Whether a plan says which leg is meant."""
    return any(clip in _LEG_CLIPS[leg] for saying in plan for clip in saying.clips)


def routine_plan(routine: Routine, options: SpeechOptions, lengths: Mapping[str, float]) -> tuple[Saying, ...]:
    """Everything that is said in an undisturbed session, in seconds from its beginning; the last at its end."""
    said: list[Saying] = []
    at_s, hold_index, named = 0, 0, False
    for part in routine.plan():
        lead_in_s = min(routine.swap_s, part.length_s)
        step = SpokenStep(part.kind, part.leg, part.length_s, routine.variant, hold_index, named, lead_in_s)
        plan = step_plan(step, options, lengths)
        said += [saying.moved(at_s) for saying in plan]
        named = part.kind is not StepKind.HOLD and names_leg(plan, part.leg)
        hold_index += part.kind is StepKind.HOLD
        at_s += part.length_s
    said += [saying.moved(at_s) for saying in end_plan(options, lengths)]
    return tuple(said)


def end_plan(options: SpeechOptions, lengths: Mapping[str, float]) -> tuple[Saying, ...]:
    """The one word at the end, in seconds from it; the last thing a session says."""
    if not options.mode.speaks or "done" not in lengths:
        return ()
    at_s = CUE_RINGS_S[CueKind.DONE] if options.mode.rings else 0.0
    return (Saying(at_s, ("done",), lengths["done"], at_s),)


def relief_clips(leg: Leg | None) -> Clips:
    """What relief says. Source: clinical facts, section 2."""
    return {Leg.LEFT: ("stretch_left",), Leg.RIGHT: ("stretch_right",)}.get(leg or Leg.BOTH, ("stretch_gently",))


def _place(
    wish: _Wish, placed: Sequence[Saying], lengths: Mapping[str, float], step_s: float, from_s: float
) -> Saying | None:
    """The first wording that fits, as early as it fits; None = it stays unsaid."""
    late_s = step_s if wish.late_s is None else wish.late_s
    # A step taken up in the middle may have said what has no moment of its own.
    if wish.at_s + late_s < from_s or (wish.late_s is None and from_s > 0):
        return None
    for clips in wish.wordings:
        if any(clip not in lengths for clip in clips):
            continue
        length_s = saying_length_s(clips, lengths)
        starts = [max(wish.at_s, from_s), *(saying.end_s + GAP_S for saying in placed)]
        for at_s in sorted(start for start in starts if start >= max(wish.at_s, from_s)):
            if at_s <= wish.at_s + late_s and _is_free(at_s, at_s + length_s, placed, step_s):
                return Saying(at_s, clips, length_s, at_s if wish.late_s is None else wish.at_s)
    return None


def _is_free(at_s: float, end_s: float, placed: Sequence[Saying], step_s: float) -> bool:
    apart = all(end_s + GAP_S <= saying.at_s or saying.end_s + GAP_S <= at_s for saying in placed)
    return apart and end_s + GAP_S <= step_s


# --- wordings: the most important wish first, its longest wording first -------------------------------------------

_LEG_CLIPS = {
    leg: frozenset(f"{word}_{leg.value}" for word in ("leg", "swap", "rest", "step", "towel"))
    for leg in (Leg.LEFT, Leg.RIGHT)
}


def _hold_wishes(step: SpokenStep, options: SpeechOptions, rings_s: float) -> list[_Wish]:
    """Count-down, opening, half-way, form cues, in the order in which they matter."""
    named: tuple[Clips, ...] = ((f"leg_{step.leg.value}", "hold"), (f"leg_{step.leg.value}",))
    opening: tuple[Clips, ...] = (("toes_towards_hold",), ("hold",)) if step.variant is Variant.SEATED else (("hold",),)
    half_s = step.length_s / 2
    cues = FORM_CUES[step.variant]
    first, second = (((cues[(2 * step.hold_index + turn) % len(cues)],),) for turn in (0, 1))
    wishes = [_Wish(rings_s, opening if step.leg_named else named)]
    if options.last_three or options.every_second:
        # Before all else: in a short hold the opening and half-way would take their place.
        wishes = [_Wish(step.length_s - 3.0 + i, ((clip,),), 0.0) for i, clip in enumerate(_COUNT_DOWN)] + wishes
    half_rings_s = CUE_RINGS_S[CueKind.HALF] if options.mode.rings else 0.0
    with_form = options.form_cues and not options.every_second
    if options.half_way:
        both = (("half", *second[0]),) if with_form else ()
        wishes.append(_Wish(half_s + half_rings_s, (*both, ("half",))))
    elif with_form:
        wishes.append(_Wish(half_s + half_rings_s, second))
    if options.every_second:
        wishes += _count_wishes(step.length_s)
    elif with_form and half_s > FORM_AT_S:
        wishes.append(_Wish(FORM_AT_S, first))
    return wishes


def _count_wishes(length_s: int) -> list[_Wish]:
    numbers = ((number, number_clip(number)) for number in range(length_s - 1, 0, -1))
    return [_Wish(float(length_s - number), ((clip,),), 0.0) for number, clip in numbers if clip]


def _gap_wishes(step: SpokenStep, rings_s: float) -> list[_Wish]:
    """What the gap is for with the leg's name, then the stance; "lift the toes" matters more than "step forward"."""
    leg = step.leg.value
    seated = step.variant is Variant.SEATED
    support = "sit_back" if seated else "hold_on"
    openings: dict[StepKind, tuple[Clips, ...]] = {
        # Something to hold on to is said every time, and may only be shortened (A10).
        StepKind.GET_READY: ((f"leg_{leg}", support), (support,), (f"leg_{leg}",)),
        StepKind.SWAP: ((f"swap_{leg}",), (f"leg_{leg}",)),
        StepKind.REST: ((f"rest_{leg}",), (f"leg_{leg}",)),
    }
    stance_s = step.lead_in_s if step.kind is StepKind.REST else step.length_s
    forward_s, lift_s = (step.length_s - stance_s + start for start in stance_starts_s(stance_s))
    forward: tuple[Clips, ...] = ((f"towel_{leg}",),) if seated else ((f"step_{leg}",), ("step_forward",))
    lift: tuple[Clips, ...] = (("draw_toes",), ("toes_towards",)) if seated else (("lift_toes",), ("toes_up",))
    wishes = [_Wish(rings_s, openings[step.kind]), _Wish(float(lift_s), lift)]
    if forward_s < lift_s:
        # Room for it ends where the toes are lifted, which is placed before it.
        wishes.append(_Wish(float(forward_s), forward))
    if step.kind is StepKind.GET_READY and step.hold_index == 0:
        wishes.append(_Wish(rings_s, (("never_pain",),), None))
    return wishes
