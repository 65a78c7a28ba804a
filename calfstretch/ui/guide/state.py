"""What the guide shows of a running session, in words and numbers; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from calfstretch.domain.routine import Leg, PlannedStep, Routine, StepKind, Variant
from calfstretch.domain.session_events import Answer, CueKind, EndedWhy, Interruption
from calfstretch.domain.session_log import Outcome
from calfstretch.domain.session_state import Asking, Over, SessionState, Waiting, options
from calfstretch.domain.session_view import (
    GuideStep,
    current_leg,
    current_round,
    current_step,
    fraction_left,
    next_step,
    segments,
    shown_seconds,
    step_of,
    total_left_s,
)
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels

LETTERS_SETTING = "single_letters"
LOUD = "{leg}"
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """The one large sentence, in the parts it is drawn from.

    Args:
        before, after: the plain words round the loud one.
        loud: LEFT or RIGHT; "" = no leg is meant.
    """

    before: str
    loud: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.before + self.loud + self.after


@dataclass(frozen=True, slots=True)
class Bar:
    """One hold of the bar on top.

    Args:
        target_s: how long it is to be.
        held: 0 to 1.
    """

    target_s: float
    held: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked after a gap, and the answers with their words, the safest first."""

    text: str
    answers: tuple[tuple[Answer, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that stands on the screen while a session is under way.

    Args:
        digits: whole seconds left of the step.
        fraction: how much of the ring is left, 0 to 1.
        bars, current: the holds in order, and which one runs (None in a gap).
        hint: one quiet line that helps with the step at hand.
        safety: whether the line to Safety stands beside it.
        question: None = nothing is asked.
    """

    step: GuideStep
    leg: Leg
    sentence: Sentence
    heading: str
    digits: str
    fraction: float
    bars: tuple[Bar, ...]
    current: int | None
    left_in_all: str
    hint: str
    next_line: str
    paused: bool
    safety: bool
    question: Question | None


def shown(state: SessionState) -> Shown:
    """Everything to be drawn for a session that is not over."""
    holds = [part for part in segments(state) if part.kind is StepKind.HOLD]
    step = current_step(state)
    running = step is not None and step.kind is StepKind.HOLD
    paused = isinstance(state.mode, Waiting)
    return Shown(
        step=step_of(state),
        leg=current_leg(state),
        sentence=sentence(state),
        heading=heading(state),
        digits=str(shown_seconds(state)),
        fraction=fraction_left(state),
        bars=tuple(Bar(part.length_s, part.fraction_done) for part in holds),
        current=state.hold_index if running else None,
        left_in_all=_("{time} left in all").format(time=formats.duration(total_left_s(state))),
        hint=_paused_hint() if paused else hint(state),
        next_line=next_line(next_step(state)),
        paused=paused,
        safety=step is not None and step.kind is StepKind.GET_READY,
        question=question(state),
    )


def heading(state: SessionState) -> str:
    """Before bed · round 2 of 3"""
    name = routine_name(state.routine)
    if state.routine.rounds == 1:
        return name
    place = _("round {n} of {all}").format(n=current_round(state), all=state.routine.rounds)
    return f"{name} · {place}"


def routine_name(routine: Routine) -> str:
    """The routine's name; the presets' in the language in force."""
    return _(routine.name)


def sentence(state: SessionState) -> Sentence:
    """The instruction of the step at hand, or that the session is paused."""
    if isinstance(state.mode, Asking):
        return Sentence(_("Paused by itself"))
    loud = labels.leg_loud(current_leg(state))
    if isinstance(state.mode, Waiting):
        return _split(_("Paused. {leg} leg"), loud)
    return _split(_template(step_of(state), state.routine.variant), loud)


def _template(step: GuideStep, variant: Variant) -> str:
    if variant is Variant.SEATED and step in _seated():
        return _seated()[step]
    return {
        GuideStep.SUPPORT: _("{leg} leg. Hold on to something."),
        GuideStep.STEP_FORWARD: _("{leg} leg: step forward."),
        GuideStep.LIFT_TOES: _("{leg}. Lift the toes, heel down."),
        GuideStep.HOLD: _("{leg}. Heel down, toes up. Hold."),
        GuideStep.SWAP: _("Swap legs. Now the {leg}."),
        GuideStep.REST: _("Rest. Then the {leg} leg."),
        GuideStep.DONE: _("Done."),
    }[step]


def _seated() -> dict[GuideStep, str]:
    return {
        GuideStep.SUPPORT: _("{leg} leg. Sit well back, hold on."),
        GuideStep.STEP_FORWARD: _("{leg}. Leg out, towel round the foot."),
        GuideStep.LIFT_TOES: _("{leg}. Draw the toes towards you."),
        GuideStep.HOLD: _("{leg}. Toes towards you. Hold."),
    }


def _split(template: str, loud: str) -> Sentence:
    before, found, after = template.partition(LOUD)
    return Sentence(before, loud if found else "", after)


def every_sentence(routine: Routine) -> tuple[str, ...]:
    """Every large sentence that may come in a routine: all stand in one size."""
    steps = [step for step in GuideStep if step is not GuideStep.REST or routine.rounds > 1]
    templates = [_("Paused. {leg} leg"), *(_template(step, routine.variant) for step in steps)]
    loud = [labels.leg_loud(leg) for leg in Leg]
    return (_("Paused by itself"), *(_split(template, leg).text for template in templates for leg in loud))


def longest_left(routine: Routine) -> str:
    """About the widest words for the time left in all."""
    minutes = routine.total_s() // 60 + 1
    return _("{time} left in all").format(time=formats.duration(minutes * 60 + 58))


def hint(state: SessionState) -> str:
    """The quiet line of a step. Source: clinical facts, section 1."""
    return _hint(step_of(state), state.routine.variant, early=fraction_left(state) > _HALF)


def _hint(step: GuideStep, variant: Variant, *, early: bool) -> str:
    seated, bent = variant is Variant.SEATED, variant is Variant.KNEE_BENT
    match step:
        case GuideStep.SUPPORT:
            return _("A steady chair, table or wall.")
        case GuideStep.STEP_FORWARD:
            return "" if seated else _("The calf in front is stretched.")
        case GuideStep.LIFT_TOES:
            return _("Front knee bent.") if bent else _("Front knee straight, not locked.")
        case GuideStep.HOLD if early:
            return _("Feel it in your calf. Breathe.")
        case GuideStep.HOLD:
            return _("A moderate pull, never pain. Breathe.")
        case GuideStep.SWAP:
            return _("Feet together first.")
        case _:
            return _("Breathe.")


def every_hint(routine: Routine) -> tuple[str, ...]:
    """Every quiet line that may come in a routine: room is kept for the longest."""
    hints = (_hint(step, routine.variant, early=early) for step in GuideStep for early in (True, False))
    return (_paused_hint(), *hints)


def _paused_hint() -> str:
    return _("The clock stands still. Space goes on.")


def limit_line(length_s: int, *, longer: bool) -> str:
    """Why + or − did nothing: the step has its longest or shortest length."""
    template = _("Not longer than {time}.") if longer else _("Not shorter than {time}.")
    return template.format(time=formats.duration(length_s))


def every_next_line(routine: Routine) -> tuple[str, ...]:
    """Every "next" that may come in a routine."""
    kinds = [kind for kind in StepKind if kind is not StepKind.REST or routine.rounds > 1]
    steps = [PlannedStep(kind, 1, leg, routine.hold_s) for kind in kinds for leg in Leg]
    return (next_line(None), *(next_line(step) for step in steps))


def next_line(following: PlannedStep | None) -> str:
    """Next: right leg; what comes after the step at hand."""
    if following is None:
        return _("Then you are done")
    left = following.leg is Leg.LEFT
    match following.kind:
        case StepKind.HOLD:
            time = formats.duration(following.length_s)
            return (_("Next: hold left, {time}") if left else _("Next: hold right, {time}")).format(time=time)
        case StepKind.REST:
            return _("Next: rest, then left leg") if left else _("Next: rest, then right leg")
        case _:
            return _("Next: left leg") if left else _("Next: right leg")


def question(state: SessionState) -> Question | None:
    """What is asked after the computer slept or the program stood still; None = nothing."""
    mode = state.mode
    if not isinstance(mode, Asking):
        return None
    time = formats.duration(mode.gap_s)
    slept = mode.why is Interruption.SLEPT
    text = _("The computer slept for {time}.") if slept else _("The app was busy for {time}.")
    if slept and not mode.gap_s:  # it says so a moment before; the length comes when it has woken
        text = _("The computer is going to sleep.")
    holding = mode.step.kind is StepKind.HOLD
    words = {
        Answer.REPEAT: _("Do this hold again") if holding else _("Go on from here"),
        Answer.COUNT: _("I held on: count it"),
        Answer.FINISH: _("Finish and keep"),
        Answer.DISCARD: _("Throw the session away"),
    }
    offered = options(state)
    return Question(text.format(time=time), tuple((answer, words[answer]) for answer in words if answer in offered))


def cue_word(kind: CueKind) -> str:
    """What a sound says, in a word for the eye."""
    return {
        CueKind.READY: _("Get ready"),
        CueKind.GO: _("Hold now"),
        CueKind.HALF: _("Half-way"),
        CueKind.SWAP: _("Change over"),
        CueKind.DONE: _("Done"),
    }[kind]


@dataclass(frozen=True, slots=True)
class End:
    """What stands there when a session is over.

    Args:
        title: one or two words.
        held: what was held, leg by leg.
        for_pain: whether it was stopped because it hurt, so that Safety is offered.
    """

    title: str
    held: str
    for_pain: bool


def end_of(state: SessionState) -> End:
    """The words of the quiet end."""
    assert isinstance(state.mode, Over)
    if state.mode.why is EndedWhy.PAIN:
        return End(_("Stopped"), held_line(state), True)
    title = _("Done") if state.mode.outcome is Outcome.DONE else _("Kept what you held")
    return End(title, held_line(state), False)


def held_line(state: SessionState) -> str:
    """Left 30 s, right 30 s: whole seconds held in all; a leg that held none is left out."""
    sums = {leg: 0.0 for leg in Leg}
    for attempt in state.attempts:
        sums[attempt.leg] += attempt.held_s
    left, right = (formats.duration(int(sums[leg])) if sums[leg] >= 1 else "" for leg in (Leg.LEFT, Leg.RIGHT))
    if left and right:
        return _("Left {left}, right {right}.").format(left=left, right=right)
    if not left and not right:
        return _("No hold begun.")
    return _("Left {time}.").format(time=left) if left else _("Right {time}.").format(time=right)
