"""Where the joints of the drawn figure are: pure geometry, side view facing right, y up, leg length = 1."""

from __future__ import annotations

from enum import Enum
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

Point = tuple[float, float]

# Body proportions in leg lengths (hip joint to floor).
# Source: segment lengths after Drillis and Contini 1966 (hip 0.53, shoulder 0.82 of body height), rounded, in shoes.
THIGH = 0.462
SHANK = 0.453
ANKLE_HEIGHT = 0.085
TRUNK = 0.545
UPPER_ARM = 0.345
FOREARM = 0.275
HEEL_RADIUS = 0.030
ANKLE_FORWARD = 0.052
BALL_FORWARD = 0.165

# Source: the figure's numbers in the product design.
STRIDE = 0.45
FRONT_LEG_DEG = 20.3
FRONT_KNEE_DEG = 3.2
TOES_UP_DEG = 18.0
ELBOW_DEG = 26.0
LEAN_DEG = 4.0
SUPPORT_HEIGHT = 0.955
SUPPORT_LEFT = 0.345
SUPPORT_RIGHT = 0.745
WRIST_ABOVE_SUPPORT = 0.038

# Product choice: feet together, the coming foot a toe's breadth ahead so that the far leg's colour can be seen.
NEXT_FOOT_AHEAD = 0.05
STEP_LIFT = 0.07
BREATH_RISE = 0.006


class FigureStep(Enum):
    """The steps of the guide that have a picture."""

    STAND = "stand"
    STEP = "step"
    LIFT = "lift"
    HOLD = "hold"
    SWAP = "swap"


class Foot(NamedTuple):
    """One foot: the heel's lowest point, and how far the toes point up (degrees, rolling over the round heel)."""

    heel_x: float
    heel_y: float = 0.0
    toes_up_deg: float = 0.0


class Stance(NamedTuple):
    """The few numbers that decide a pose; easing between poses eases these, so that feet never slide into the floor.

    near_active and far_active tell how strongly a leg is coloured, 0 to 1; breath is 0 (out) to 1 (in).
    """

    hip: Point
    near: Foot
    far: Foot
    lean_deg: float = LEAN_DEG
    near_active: float = 0.0
    far_active: float = 0.0
    breath: float = 0.0


class Leg(NamedTuple):
    """The joints of one leg; knee_bend_deg is 0 for a straight knee."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    ball: Point
    toes_up_deg: float
    knee_bend_deg: float


class Arm(NamedTuple):
    """The joints of one arm; elbow_bend_deg is 0 for a straight elbow."""

    shoulder: Point
    elbow: Point
    wrist: Point
    elbow_bend_deg: float


class Pose(NamedTuple):
    """All joints of the figure. Near is the right side of the body, far the left; the far hand rests on the support."""

    stance: Stance
    hip: Point
    shoulder: Point
    near: Leg
    far: Leg
    near_arm: Arm
    far_arm: Arm

    @property
    def front(self) -> Leg:
        """The leg whose foot is further ahead."""
        return self.near if self.near.heel[0] > self.far.heel[0] else self.far


def pose(step: FigureStep, active_leg: str, breath: float = 0.0) -> Pose:
    """The pose of one step of the guide.

    Args:
        step: the step; HOLD looks like LIFT and breathes.
        active_leg: "left" (the far leg) or "right" (the near leg); at SWAP the leg that comes next.
        breath: 0 breathed out to 1 breathed in.

    Raises:
        ValueError: active_leg is neither.
    """
    if active_leg not in ("left", "right"):
        raise ValueError(f"no such leg: {active_leg}")
    near_front = active_leg == "right"
    if step in (FigureStep.STAND, FigureStep.SWAP):
        first, other = Foot(NEXT_FOOT_AHEAD), Foot(0.0)
        near, far = (first, other) if near_front else (other, first)
        hip = (ANKLE_FORWARD + 0.03, 0.997)
        stance = Stance(hip, near, far, 1.5, float(near_front), float(not near_front), breath)
    else:
        front = Foot(STRIDE, 0.0, 0.0 if step is FigureStep.STEP else TOES_UP_DEG)
        rear = Foot(0.0)
        hip = _hip_over(front)
        near, far = (front, rear) if near_front else (rear, front)
        stance = Stance(hip, near, far, LEAN_DEG, float(near_front), float(not near_front), breath)
    return solve(stance)


def pose_between(start: Pose, end: Pose, t: float) -> Pose:
    """The pose a part t (0 to 1) of the way from start to end; a foot that travels is lifted a little on its way."""
    if t <= 0.0:
        return start
    if t >= 1.0:
        return end
    a, b = start.stance, end.stance
    return solve(
        Stance(
            hip=(_mix(a.hip[0], b.hip[0], t), _mix(a.hip[1], b.hip[1], t)),
            near=_foot_between(a.near, b.near, t),
            far=_foot_between(a.far, b.far, t),
            lean_deg=_mix(a.lean_deg, b.lean_deg, t),
            near_active=_mix(a.near_active, b.near_active, t),
            far_active=_mix(a.far_active, b.far_active, t),
            breath=_mix(a.breath, b.breath, t),
        )
    )


def solve(stance: Stance) -> Pose:
    """All joints that follow from a stance: knees and arms bend the way a body's do."""
    hip = _within_reach(stance.hip, stance.near, stance.far)
    still = _up_along(hip, stance.lean_deg, TRUNK)
    shoulder = _up_along(hip, stance.lean_deg, TRUNK + BREATH_RISE * stance.breath)
    return Pose(
        stance=stance,
        hip=hip,
        shoulder=shoulder,
        near=leg_to(hip, stance.near),
        far=leg_to(hip, stance.far),
        near_arm=hanging_arm(shoulder, -11.0, 17.0),
        far_arm=_resting_arm(still, shoulder),
    )


def ankle_of(foot: Foot) -> Point:
    """The ankle joint over a foot that rolls on its round heel."""
    return foot_point(foot, (ANKLE_FORWARD, ANKLE_HEIGHT - HEEL_RADIUS))


def foot_point(foot: Foot, offset: Point) -> Point:
    """A point of the shoe, given from the centre of the round heel of a flat foot."""
    turn = radians(foot.toes_up_deg)
    x, y = offset
    return (
        foot.heel_x + x * cos(turn) - y * sin(turn),
        foot.heel_y + HEEL_RADIUS + x * sin(turn) + y * cos(turn),
    )


def two_bones(start: Point, end: Point, first: float, second: float, bend_to: int) -> tuple[Point, float]:
    """The joint between two bones that run from start to end, and how far it is bent in degrees.

    Args:
        start, end: the far ends of the two bones; further apart than the bones reach counts as straight.
        first, second: their lengths.
        bend_to: 1 puts the joint to the left of the way from start to end, -1 to the right.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = min(hypot(dx, dy), first + second)
    inside = acos(_clamp((first**2 + second**2 - distance**2) / (2 * first * second)))
    swing = acos(_clamp((first**2 + distance**2 - second**2) / (2 * first * distance)))
    angle = atan2(dy, dx) + bend_to * swing
    return (start[0] + first * cos(angle), start[1] + first * sin(angle)), degrees(pi - inside)


def hanging_arm(shoulder: Point, upper_deg: float, elbow_deg: float) -> Arm:
    """An arm hanging free: the upper arm's angle from straight down (forward is positive) and the elbow's bend."""
    elbow = _down_along(shoulder, upper_deg, UPPER_ARM)
    return Arm(shoulder, elbow, _down_along(elbow, upper_deg + elbow_deg, FOREARM), elbow_deg)


def leg_to(hip: Point, foot: Foot) -> Leg:
    """The leg from a hip to where a foot is; the knee bends forward."""
    ankle = ankle_of(foot)
    knee, bend = two_bones(hip, ankle, THIGH, SHANK, 1)
    ball = foot_point(foot, (BALL_FORWARD, -HEEL_RADIUS))
    return Leg(hip, knee, ankle, (foot.heel_x, foot.heel_y), ball, foot.toes_up_deg, bend)


def _hip_over(front: Foot) -> Point:
    """The hip from which the front leg stands at its angle with its knee nearly straight."""
    ankle = ankle_of(front)
    reach = _reach(THIGH, SHANK, FRONT_KNEE_DEG)
    turn = radians(FRONT_LEG_DEG)
    return (ankle[0] - reach * sin(turn), ankle[1] + reach * cos(turn))


def _resting_arm(still: Point, shoulder: Point) -> Arm:
    """The far arm: the hand stays where it lies on the support while the breathing chest moves the shoulder."""
    reach = _reach(UPPER_ARM, FOREARM, ELBOW_DEG)
    wrist_y = SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT
    wrist = (still[0] + sqrt(max(0.0, reach**2 - (still[1] - wrist_y) ** 2)), wrist_y)
    elbow, bend = two_bones(shoulder, wrist, UPPER_ARM, FOREARM, -1)
    return Arm(shoulder, elbow, wrist, bend)


def _within_reach(hip: Point, near: Foot, far: Foot) -> Point:
    """The hip, lowered where it must be so that both feet stay on their place."""
    x, y = hip
    reach = _reach(THIGH, SHANK, 2.0)
    for foot in (near, far):
        ankle = ankle_of(foot)
        y = min(y, ankle[1] + sqrt(max(0.0, reach**2 - (x - ankle[0]) ** 2)))
    return (x, y)


def _foot_between(a: Foot, b: Foot, t: float) -> Foot:
    travelled = min(1.0, abs(b.heel_x - a.heel_x) / STRIDE)
    lift = STEP_LIFT * travelled * sin(pi * t)
    return Foot(_mix(a.heel_x, b.heel_x, t), _mix(a.heel_y, b.heel_y, t) + lift, _mix(a.toes_up_deg, b.toes_up_deg, t))


def _reach(first: float, second: float, bend_deg: float) -> float:
    return sqrt(first**2 + second**2 + 2 * first * second * cos(radians(bend_deg)))


def _up_along(point: Point, lean_deg: float, length: float) -> Point:
    return (point[0] + length * sin(radians(lean_deg)), point[1] + length * cos(radians(lean_deg)))


def _down_along(point: Point, forward_deg: float, length: float) -> Point:
    return (point[0] + length * sin(radians(forward_deg)), point[1] - length * cos(radians(forward_deg)))


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def _clamp(value: float) -> float:
    return max(-1.0, min(1.0, value))
