"""The figure's stance beside the words: the pose of each step, eased into, and the breath while it is held."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QTimer

from calfstretch.clock import Clock
from calfstretch.domain.routine import Leg, Variant
from calfstretch.domain.session_view import GuideStep
from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_motion import Motion
from calfstretch.ui.widgets.figure_pose import FigureStep, pose
from calfstretch.ui.widgets.soles import Soles

_STEPS = {
    GuideStep.SUPPORT: FigureStep.STAND,
    GuideStep.STEP_FORWARD: FigureStep.STEP,
    GuideStep.LIFT_TOES: FigureStep.LIFT,
    GuideStep.HOLD: FigureStep.HOLD,
    GuideStep.SWAP: FigureStep.SWAP,
    GuideStep.REST: FigureStep.REST,
    GuideStep.DONE: FigureStep.REST,
}
_TOES_UP = (GuideStep.LIFT_TOES, GuideStep.HOLD)


class Stances:
    """Shows the stance of each step; with less movement the poses stand still and follow one another at once.

    Args:
        figure, soles: what it moves. Both take the same share of the way at every moment.
        variant: how the stretch is done.
    """

    def __init__(self, figure: Figure, soles: Soles, theme: Theme, clock: Clock, variant: Variant) -> None:
        self._figure = figure
        self._soles = soles
        self._theme = theme
        self._clock = clock
        self._variant = variant
        self._asked: tuple[GuideStep, Leg, bool, bool] | None = None
        self._motion: Motion | None = None
        self._seen = True
        self._jumps = False
        # Between two poses the session's ticks come too seldom, and while it is paused they do not come at all.
        self.timer = QTimer(figure)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.move)
        figure.set_variant(variant)
        figure.keep_room_for(_("feel it here"))

    def show(self, step: GuideStep, leg: Leg, *, paused: bool = False) -> None:
        """Move towards the stance of a step; called when something changed.

        Args:
            paused: whether the clock stands, and with it the breath.
        """
        breathes = step is GuideStep.HOLD and not paused
        asked = (step, leg, breathes, self._moves())
        if asked != self._asked:
            self._asked = asked
            self._go(step, leg, breathes=breathes)
            self._figure.set_arrow(step in _TOES_UP)
            self._figure.set_label(_("feel it here") if step in _TOES_UP else "")
            self._describe(step, leg)
        self._jumps = False
        self.move()

    def _go(self, step: GuideStep, leg: Leg, *, breathes: bool) -> None:
        target = pose(_STEPS[step], leg.value, variant=self._variant)
        if self._motion is None or self._jumps:
            self._motion = Motion(target)
        self._motion.go(target, self._now_s(), breathes=breathes, moves=self._moves())

    def move(self) -> None:
        """Show where the movement is now, and come again soon while it is on its way; a breath waits for the ticks."""
        if self._motion is None:
            return
        now_s = self._now_s()
        shown = self._motion.at(now_s)
        self._figure.set_pose(shown)
        self._soles.set_shares(shown.stance.far_side.active, shown.stance.near_side.active)
        wait_s = self._motion.wait_s(now_s)
        if wait_s is not None and self._motion.easing(now_s) and self._seen and self._figure.isVisible():
            self.timer.start(max(1, ceil(wait_s * 1000)))
        else:
            self.timer.stop()

    def seen(self, visible: bool) -> None:
        """Whether someone can see it: unseen it asks for no time, seen again it is where it would be by now."""
        self._seen = visible
        if visible:
            self.move()
        else:
            self._jumps = True
            self.timer.stop()

    def _moves(self) -> bool:
        return self._theme.motion_ms(1) > 0

    def _now_s(self) -> float:
        return self._clock.read().monotonic_s

    # -- for those who do not see it ------------------------------------------------------------------------

    def _describe(self, step: GuideStep, leg: Leg) -> None:
        left = leg is Leg.LEFT
        if step in (GuideStep.REST, GuideStep.DONE):
            leading = _("The feet are side by side.")
        else:
            leading = _("The left leg is in front.") if left else _("The right leg is in front.")
        words = _seated() if self._variant is Variant.SEATED else _standing()
        text = words[step]
        if self._variant is Variant.KNEE_BENT and step in _TOES_UP:
            text = _("A person beside a chair, one foot forward, its knee bent, its heel down and its toes up.")
        self._figure.set_description(_("Picture of the step"), text)
        self._soles.set_description(_("Soles from above"), leading)


def _standing() -> dict[GuideStep, str]:
    held = _("A person beside a chair, one foot forward, its heel down and its toes up.")
    return {
        GuideStep.SUPPORT: _("A person stands beside a chair, one hand on it."),
        GuideStep.STEP_FORWARD: _("A person beside a chair has stepped forward."),
        GuideStep.LIFT_TOES: held,
        GuideStep.HOLD: held,
        GuideStep.SWAP: _("A person stands beside a chair, feet together, about to step with the other leg."),
        GuideStep.REST: _("A person stands beside a chair and rests."),
        GuideStep.DONE: _("A person stands beside a chair."),
    }


def _seated() -> dict[GuideStep, str]:
    held = _("A person sits on a chair, one leg out, a towel round its foot draws the toes closer.")
    return {
        GuideStep.SUPPORT: _("A person sits well back on a chair, a towel in one hand."),
        GuideStep.STEP_FORWARD: _("A person sits on a chair, one leg out, a towel round its foot."),
        GuideStep.LIFT_TOES: held,
        GuideStep.HOLD: held,
        GuideStep.SWAP: _("A person sits on a chair, feet together, about to put the other leg out."),
        GuideStep.REST: _("A person sits on a chair and rests."),
        GuideStep.DONE: _("A person sits on a chair."),
    }
