"""The figure's stance beside the words: still poses, and the eased step between two of them."""

from __future__ import annotations

from calfstretch.clock import Clock
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_view import GuideStep
from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_pose import FigureStep, Pose, pose, pose_between
from calfstretch.ui.widgets.soles import Soles

EASE_S = 0.6
_STEPS = {
    GuideStep.SUPPORT: FigureStep.STAND,
    GuideStep.STEP_FORWARD: FigureStep.STEP,
    GuideStep.LIFT_TOES: FigureStep.LIFT,
    GuideStep.HOLD: FigureStep.HOLD,
    GuideStep.SWAP: FigureStep.SWAP,
    GuideStep.REST: FigureStep.STAND,
    GuideStep.DONE: FigureStep.STAND,
}
_TOES_UP = (GuideStep.LIFT_TOES, GuideStep.HOLD)


class Stances:
    """Shows the stance of each step; the way from one to the next takes EASE_S, none with reduced motion."""

    def __init__(self, figure: Figure, soles: Soles, theme: Theme, clock: Clock) -> None:
        self._figure = figure
        self._soles = soles
        self._theme = theme
        self._clock = clock
        self._asked: tuple[GuideStep, Leg] | None = None
        self._start: Pose | None = None
        self._target: Pose | None = None
        self._began_s = 0.0
        figure.keep_room_for(_("feel it here"))

    def show(self, step: GuideStep, leg: Leg) -> None:
        """Move towards the stance of a step; called when something changed."""
        if (step, leg) != self._asked:
            first = self._asked is None
            self._asked = (step, leg)
            self._begin(pose(_STEPS[step], leg.value), at_once=first)
            self._soles.set_active_leg(leg.value if step not in (GuideStep.REST, GuideStep.DONE) else None)
            self._figure.set_arrow(step in _TOES_UP)
            self._figure.set_label(_("feel it here") if step in _TOES_UP else "")
            self._describe(step, leg)
        self.move()

    def _begin(self, target: Pose, *, at_once: bool) -> None:
        self._start, self._target = self._figure.shown_pose(), target
        self._began_s = self._clock.read().monotonic_s
        if at_once or not self._theme.motion_ms(1):
            self._start = None
            self._figure.set_pose(target)

    def move(self) -> None:
        """Go on towards the stance."""
        if self._start is None or self._target is None:
            return
        part = (self._clock.read().monotonic_s - self._began_s) / EASE_S
        eased = 1.0 if part >= 1.0 else part * part * (3 - 2 * part)
        self._figure.set_pose(pose_between(self._start, self._target, eased))
        if part >= 1.0:
            self._start = None

    def _describe(self, step: GuideStep, leg: Leg) -> None:
        left = leg is Leg.LEFT
        leading = _("The left leg is in front.") if left else _("The right leg is in front.")
        text = {
            GuideStep.SUPPORT: _("A person stands beside a chair, one hand on it."),
            GuideStep.STEP_FORWARD: _("A person beside a chair has stepped forward."),
            GuideStep.LIFT_TOES: _("A person beside a chair, one foot forward, its heel down and its toes up."),
            GuideStep.HOLD: _("A person beside a chair, one foot forward, its heel down and its toes up."),
            GuideStep.SWAP: _("A person stands beside a chair, feet together, about to step with the other leg."),
            GuideStep.REST: _("A person stands beside a chair and rests."),
            GuideStep.DONE: _("A person stands beside a chair."),
        }[step]
        self._figure.set_description(_("Picture of the step"), text)
        self._soles.set_description(_("Soles from above"), leading)
