"""How the figure moves: seconds in, pose out. It knows when the next picture is wanted, and when none is."""

from __future__ import annotations

from math import acos, cos, pi

from calfstretch.ui.widgets.figure_joints import Pose
from calfstretch.ui.widgets.figure_pose import pose_between, with_breath

# Source: the motion of the product design.
EASE_S = 0.6
BREATH_S = 4.0
FRAME_S = 1 / 20
"""Between two poses: no more than twenty pictures a second."""
BREATH_LEVELS = 10
"""A breath is shown in so many steps each way: finer ones move less than half a pixel."""

# Past the moment itself, so that rounding does not ask for the same picture twice.
_DUST_S = 1e-3


def eased(part: float) -> float:
    """Slow at both ends: 0 to 1 for 0 to 1."""
    part = min(1.0, max(0.0, part))
    return part * part * (3.0 - 2.0 * part)


def breath_level(seconds: float) -> int:
    """How far a breath is in, 0 to BREATH_LEVELS, so long after it began breathed out."""
    return round((1.0 - cos(2 * pi * seconds / BREATH_S)) / 2 * BREATH_LEVELS)


class Motion:
    """One figure's movement. Time is any clock's that never goes back; nothing here waits or counts.

    Args:
        shown: the pose it begins with, at rest.
    """

    def __init__(self, shown: Pose) -> None:
        self._start = self._target = shown
        self._began_s = 0.0
        self._lasts_s = 0.0
        self._breathes = False
        self._breaths: dict[int, Pose] = {}

    @property
    def target(self) -> Pose:
        """The pose it comes to rest in, breathed out."""
        return self._target

    def go(self, target: Pose, now_s: float, *, breathes: bool = False, moves: bool = True) -> None:
        """Set out from the pose on show, whatever that is, towards another.

        Args:
            target: where to.
            breathes: whether it breathes there, from breathed out on, until the next order.
            moves: False puts it there at once, and still: less movement is wanted.
        """
        self._start = self.at(now_s)
        self._target, self._began_s = target, now_s
        self._lasts_s = EASE_S if moves and self._start != target else 0.0
        self._breathes = breathes and moves
        self._breaths.clear()

    def at(self, now_s: float) -> Pose:
        """The pose of a moment."""
        passed_s = now_s - self._began_s
        if passed_s < self._lasts_s:
            return pose_between(self._start, self._target, eased(passed_s / self._lasts_s))
        if not self._breathes:
            return self._target
        level = breath_level(passed_s - self._lasts_s)
        if level not in self._breaths:
            self._breaths[level] = with_breath(self._target, level / BREATH_LEVELS)
        return self._breaths[level]

    def still(self, now_s: float) -> bool:
        """Whether nothing moves any more until the next order."""
        return not self._breathes and now_s - self._began_s >= self._lasts_s

    def easing(self, now_s: float) -> bool:
        """Whether it is on its way between two poses."""
        return now_s - self._began_s < self._lasts_s

    def wait_s(self, now_s: float) -> float | None:
        """How long until another picture is wanted; None = never, so that no clock needs to tick."""
        if self.still(now_s):
            return None
        passed_s = now_s - self._began_s
        if passed_s < self._lasts_s:
            return min(FRAME_S, self._lasts_s - passed_s + _DUST_S)
        return _until_next_level(passed_s - self._lasts_s)


def _until_next_level(seconds: float) -> float:
    """When a breath reaches its next step: half-way between two of them."""
    phase_s, level = seconds % BREATH_S, breath_level(seconds)
    if phase_s < BREATH_S / 2 and level < BREATH_LEVELS:
        at_s = _first_s(level + 0.5)
    elif phase_s < BREATH_S / 2 or level > 0:
        at_s = BREATH_S - _first_s(level - 0.5)
    else:
        at_s = BREATH_S + _first_s(0.5)
    return max(0.0, at_s - phase_s) + _DUST_S


def _first_s(level: float) -> float:
    """When a breath first gets so far."""
    return acos(1.0 - 2.0 * level / BREATH_LEVELS) / (2 * pi) * BREATH_S
