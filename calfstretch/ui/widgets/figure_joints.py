"""The drawn body as joints: proportions, and how all joints follow from a few numbers; y up, leg length = 1."""

from __future__ import annotations

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
TOE_TIP: Point = (0.222, -0.027)

BREATH_RISE = 0.013
# A knee that reaches further than this is no longer soft, and its direction would leap.
_STRAIGHTEST_DEG = 2.0


class Foot(NamedTuple):
    """One foot: the heel's lowest point, and how far the toes point up (degrees, rolling over the round heel)."""

    heel_x: float
    heel_y: float = 0.0
    toes_up_deg: float = 0.0


class Hand(NamedTuple):
    """One hand: where its wrist is, where it points (degrees, 0 = ahead, 90 = up), how closed it is (0 to 1).

    A hand that hangs (1) goes up and down with the breathing shoulder, one that holds on to something (0) does not.
    """

    wrist: Point
    turn_deg: float = 0.0
    grip: float = 0.0
    hangs: float = 0.0


class Side(NamedTuple):
    """What one leg is shown to do: how strongly it is coloured, its calf marked, the towel round its foot (0 to 1)."""

    active: float = 0.0
    feel: float = 0.0
    towel: float = 0.0


class Stance(NamedTuple):
    """The few numbers that decide a pose; easing between poses eases these, so that no joint ever leaps.

    Args:
        hip: where both legs begin.
        near, far: the feet of the right and of the left leg.
        near_hand, far_hand: the hands; out of reach they come as near as the arm is long.
        lean_deg: of the trunk, forward is positive.
        nod_deg: of the head against the trunk, forward is positive.
        near_side, far_side: how the legs are shown.
        breath: 0 (out) to 1 (in).
        seated: 0 on one's feet, 1 sitting: where the shirt's hem lies.
    """

    hip: Point
    near: Foot
    far: Foot
    near_hand: Hand
    far_hand: Hand
    lean_deg: float = 0.0
    nod_deg: float = 0.0
    near_side: Side = Side()
    far_side: Side = Side()
    breath: float = 0.0
    seated: float = 0.0


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
    """All joints of the figure. Near is the right side of the body, far the left."""

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

    @property
    def active(self) -> Leg:
        """The leg that is coloured more; the one in front where none is."""
        near, far = self.stance.near_side.active, self.stance.far_side.active
        return self.front if near == far else self.near if near > far else self.far

    def joints(self) -> tuple[Point, ...]:
        """Every joint, always in the same order: what a test of its speed looks at."""
        limbs = (self.near, self.far)
        legs = [point for leg in limbs for point in (leg.knee, leg.ankle, leg.heel, leg.ball)]
        arms = [point for arm in (self.near_arm, self.far_arm) for point in (arm.elbow, arm.wrist)]
        return (self.hip, self.shoulder, *legs, *arms)


def solve(stance: Stance) -> Pose:
    """All joints that follow from a stance: knees and arms bend the way a body's do."""
    hip = _within_reach(stance.hip, stance.near, stance.far)
    shoulder = along(hip, stance.lean_deg, TRUNK + BREATH_RISE * stance.breath)
    return Pose(
        stance=stance,
        hip=hip,
        shoulder=shoulder,
        near=leg_to(hip, stance.near),
        far=leg_to(hip, stance.far),
        near_arm=_arm(shoulder, stance.near_hand, stance.breath),
        far_arm=_arm(shoulder, stance.far_hand, stance.breath),
    )


def stance_between(a: Stance, b: Stance, t: float) -> Stance:
    """The plain mixture of two stances; where feet go on their way is for the caller to say."""
    return Stance(
        hip=mix_points(a.hip, b.hip, t),
        near=Foot(*_mixed(a.near, b.near, t)),
        far=Foot(*_mixed(a.far, b.far, t)),
        near_hand=_hand_between(a.near_hand, b.near_hand, t),
        far_hand=_hand_between(a.far_hand, b.far_hand, t),
        lean_deg=mix_numbers(a.lean_deg, b.lean_deg, t),
        nod_deg=mix_numbers(a.nod_deg, b.nod_deg, t),
        near_side=_side_between(a.near_side, b.near_side, t),
        far_side=_side_between(a.far_side, b.far_side, t),
        breath=mix_numbers(a.breath, b.breath, t),
        seated=mix_numbers(a.seated, b.seated, t),
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


def leg_to(hip: Point, foot: Foot) -> Leg:
    """The leg from a hip to where a foot is; the knee bends forward."""
    ankle = ankle_of(foot)
    knee, bend = two_bones(hip, ankle, THIGH, SHANK, 1)
    ball = foot_point(foot, (BALL_FORWARD, -HEEL_RADIUS))
    return Leg(hip, knee, ankle, (foot.heel_x, foot.heel_y), ball, foot.toes_up_deg, bend)


def arm_to(shoulder: Point, wrist: Point) -> Arm:
    """The arm from a shoulder to a wrist, as near as it reaches; the elbow hangs."""
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    distance = hypot(dx, dy)
    reach = min(1.0, reach_of(UPPER_ARM, FOREARM, _STRAIGHTEST_DEG) / distance) if distance else 1.0
    end = wrist if reach == 1.0 else (shoulder[0] + dx * reach, shoulder[1] + dy * reach)
    elbow, bend = two_bones(shoulder, end, UPPER_ARM, FOREARM, -1)
    return Arm(shoulder, elbow, end, bend)


def reach_of(first: float, second: float, bend_deg: float) -> float:
    """How far two bones reach when the joint between them is bent so much."""
    return sqrt(first**2 + second**2 + 2 * first * second * cos(radians(bend_deg)))


def along(point: Point, forward_deg: float, length: float) -> Point:
    """The point a length up from another, turned forward from upright; a negative length goes down."""
    return (point[0] + length * sin(radians(forward_deg)), point[1] + length * cos(radians(forward_deg)))


def mix_numbers(a: float, b: float, t: float) -> float:
    """The number a part t of the way from a to b; exactly a and b at the ends."""
    return a if a == b else a * (1.0 - t) + b * t


def mix_points(a: Point, b: Point, t: float) -> Point:
    """The point a part t of the way from a to b."""
    return (mix_numbers(a[0], b[0], t), mix_numbers(a[1], b[1], t))


def _arm(shoulder: Point, hand: Hand, breath: float) -> Arm:
    x, y = hand.wrist
    return arm_to(shoulder, (x, y + BREATH_RISE * breath * hand.hangs))


def _within_reach(hip: Point, near: Foot, far: Foot) -> Point:
    """The hip, lowered where it must be so that both feet stay on their place."""
    x, y = hip
    reach = reach_of(THIGH, SHANK, _STRAIGHTEST_DEG)
    for foot in (near, far):
        ankle = ankle_of(foot)
        y = min(y, ankle[1] + sqrt(max(0.0, reach**2 - (x - ankle[0]) ** 2)))
    return (x, y)


def _mixed(a: tuple[float, ...], b: tuple[float, ...], t: float) -> list[float]:
    return [mix_numbers(first, second, t) for first, second in zip(a, b, strict=True)]


def _hand_between(a: Hand, b: Hand, t: float) -> Hand:
    wrist = mix_points(a.wrist, b.wrist, t)
    return Hand(wrist, *_mixed(a[1:], b[1:], t))


def _side_between(a: Side, b: Side, t: float) -> Side:
    return Side(*_mixed(a, b, t))


def _clamp(value: float) -> float:
    return max(-1.0, min(1.0, value))
