"""The poses of the guide and of relief, and the way from one pose to another: pure geometry, no clock, no Qt."""

from __future__ import annotations

from enum import Enum
from math import hypot, pi, sin, sqrt

from calfstretch.domain.routine import Variant
from calfstretch.ui.widgets.figure_joints import (
    ANKLE_FORWARD,
    BALL_FORWARD,
    FOREARM,
    HEEL_RADIUS,
    SHANK,
    THIGH,
    TOE_TIP,
    TRUNK,
    UPPER_ARM,
    Foot,
    Hand,
    Point,
    Pose,
    Side,
    Stance,
    along,
    ankle_of,
    foot_point,
    mix_numbers,
    reach_of,
    solve,
    stance_between,
)

# Source: the figure's numbers in the product design.
STRIDE = 0.45
FRONT_LEG_DEG = 20.6
FRONT_KNEE_DEG = 4.0
BENT_KNEE_DEG = 32.0
TOES_UP_DEG = 18.0
# Rolling back on the heel moves the hip back: the trunk leans against it, so that the hand rests where it is.
ELBOW_DEG, STEP_ELBOW_DEG = 27.0, 29.8
STAND_LEAN_DEG, STEP_LEAN_DEG, LEAN_DEG = 3.0, 3.1, 4.8
SUPPORT_HEIGHT = 0.955
SUPPORT_LEFT = 0.345
SUPPORT_RIGHT = 0.780
WRIST_ABOVE_SUPPORT = 0.040

# Product choice: feet together, the coming foot a little ahead so that the far leg's colour can be seen.
NEXT_FOOT_AHEAD = 0.10
STAND_HIP: Point = (ANKLE_FORWARD + 0.045, 0.997)
STEP_LIFT = 0.07
SWING_DEG = 9.0
# In which part of a way, at its end or its beginning, the mark of the calf comes or goes.
_MARKED = 0.35

# Sitting on a chair: the seat, and the joints over it.
SEAT_HEIGHT = 0.455
SEATED_HIP: Point = (0.0, SEAT_HEIGHT + 0.098)
SEATED_FOOT = 0.27
SEATED_HEEL = 0.835
SEATED_RELAXED_DEG, SEATED_UP_DEG = 46.0, 75.0
# In bed the mattress is the floor line.
BED_HIP: Point = (0.0, 0.118)
# Before the stretch is drawn: how much further down toes point and hands reach, or how far the weight is behind.
_EASED_DEG, _EASED_REACH, _SWAY = 16.0, 0.030, 0.030


class FigureStep(Enum):
    """The steps of the guide that have a picture."""

    STAND = "stand"
    STEP = "step"
    LIFT = "lift"
    HOLD = "hold"
    SWAP = "swap"
    REST = "rest"


class ReliefPosition(Enum):
    """The positions of the relief screen. Source: clinical facts, sections 1 (seated variant) and 2."""

    STANDING = "standing"
    SITTING = "sitting"
    IN_BED = "in_bed"


_TOGETHER = (FigureStep.STAND, FigureStep.SWAP, FigureStep.REST)


def pose(step: FigureStep, active_leg: str, breath: float = 0.0, variant: Variant = Variant.KNEE_STRAIGHT) -> Pose:
    """The pose of one step of the guide.

    Args:
        step: the step; HOLD looks like LIFT and breathes, REST colours no leg.
        active_leg: "left" (the far leg) or "right" (the near leg); where feet are together the leg that comes next.
        breath: 0 breathed out to 1 breathed in.
        variant: how the front knee is, or that it is done sitting with a towel.

    Raises:
        ValueError: active_leg is neither.
    """
    near = _is_near(active_leg)
    build = _seated if variant is Variant.SEATED else _standing
    return solve(build(step, near, breath, bent=variant is Variant.KNEE_BENT))


def relief_pose(position: ReliefPosition, leg: str = "right", drawn: float = 1.0) -> Pose:
    """The pose of one position that may ease a cramp of a leg.

    Args:
        drawn: how far the stretch is drawn, 0 (not yet) to 1; on one's feet the weight comes over the foot instead.

    Raises:
        ValueError: leg is neither "left" nor "right".
    """
    near = _is_near(leg)
    if position is ReliefPosition.STANDING:
        return solve(_on_the_leg(near, drawn))
    if position is ReliefPosition.SITTING:
        return solve(_towel_eased(_seated(FigureStep.HOLD, near, 0.0), near, drawn))
    return solve(_towel_eased(_in_bed(near), near, drawn))


def pose_between(start: Pose, end: Pose, t: float) -> Pose:
    """The pose a part t (0 to 1) of the way from start to end.

    Feet that travel go one after the other, each lifted, heel first as in walking; t moves evenly through the whole,
    so that its caller eases it.
    """
    if t <= 0.0:
        return start
    if t >= 1.0:
        return end
    a, b = start.stance, end.stance
    near, far = _turns(a, b, t)
    feet = _foot_between(a.near, b.near, near), _foot_between(a.far, b.far, far)
    sides = _side_between(a.near_side, b.near_side, t), _side_between(a.far_side, b.far_side, t)
    mixed = stance_between(a, b, t)
    return solve(mixed._replace(near=feet[0], far=feet[1], near_side=sides[0], far_side=sides[1]))


def with_breath(shown: Pose, breath: float) -> Pose:
    """The same pose at another moment of its breath."""
    return solve(shown.stance._replace(breath=breath))


# -- standing -------------------------------------------------------------------------------------------


def _standing(step: FigureStep, near: bool, breath: float, *, bent: bool) -> Stance:
    if step in _TOGETHER:
        front, hip, lean, elbow = Foot(NEXT_FOOT_AHEAD), STAND_HIP, STAND_LEAN_DEG, STEP_ELBOW_DEG
    else:
        flat = step is FigureStep.STEP
        front = Foot(STRIDE, 0.0, 0.0 if flat else TOES_UP_DEG)
        hip = _hip_over(front, BENT_KNEE_DEG if bent else FRONT_KNEE_DEG)
        lean, elbow = (STEP_LEAN_DEG, STEP_ELBOW_DEG) if flat else (LEAN_DEG, ELBOW_DEG)
    shoulder = along(hip, lean, TRUNK)
    return _sided(
        near, front, Foot(0.0), _side_of(step), hip, _hanging(shoulder, -9.0, 15.0), _resting(shoulder, elbow),
        lean, breath,
    )  # fmt: skip


def _on_the_leg(near: bool, drawn: float) -> Stance:
    """Weight on the leg that cramps, a hand on the chair, the other heel raised."""
    hip, lean = (0.118, 0.998), 2.5
    shoulder = along(hip, lean, TRUNK)
    raised = Foot(-0.19, _clear_of_floor(-24.0), -24.0)
    back = _SWAY * (1.0 - drawn)
    hands = _hanging((shoulder[0] - back, shoulder[1]), -9.0, 15.0), _resting(shoulder, 30.0)
    hip = (hip[0] - back, hip[1])
    return _sided(near, Foot(0.06), raised, Side(1.0, 1.0), hip, *hands, lean, 0.0)


def _towel_eased(drawn_up: Stance, near: bool, drawn: float) -> Stance:
    """A stance with a towel, its foot and hands as far as it is drawn: the foot turns at the ankle, the trunk stays."""
    left = 1.0 - min(1.0, max(0.0, drawn))
    foot = _turned_at_ankle(drawn_up.near if near else drawn_up.far, -_EASED_DEG * left)
    near_hand, far_hand = (
        hand._replace(wrist=(hand.wrist[0] + _EASED_REACH * left, hand.wrist[1]))
        for hand in (drawn_up.near_hand, drawn_up.far_hand)
    )
    hands = drawn_up._replace(near_hand=near_hand, far_hand=far_hand)
    return hands._replace(near=foot) if near else hands._replace(far=foot)


def _turned_at_ankle(foot: Foot, by_deg: float) -> Foot:
    """A foot whose toes point up so much more; its round heel rolls on, so that the ankle keeps its distance."""
    turned = foot._replace(toes_up_deg=foot.toes_up_deg + by_deg)
    return turned._replace(heel_x=foot.heel_x + ankle_of(foot)[0] - ankle_of(turned)[0])


def _hip_over(front: Foot, knee_deg: float) -> Point:
    """The hip from which the front leg stands at its angle with its knee bent so much."""
    reach = reach_of(THIGH, SHANK, knee_deg)
    return along(ankle_of(front), -FRONT_LEG_DEG, reach)


def _hanging(shoulder: Point, upper_deg: float, elbow_deg: float) -> Hand:
    """A hand that hangs free: the upper arm's angle from straight down (forward is positive) and the elbow's bend."""
    forward = upper_deg + elbow_deg
    wrist = along(along(shoulder, -upper_deg, -UPPER_ARM), -forward, -FOREARM)
    return Hand(wrist, forward + 4.0 - 90.0, 0.5, 1.0)


def _resting(shoulder: Point, elbow_deg: float) -> Hand:
    """A hand on the support, as far ahead as the elbow's bend puts it."""
    height = SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT
    reach = reach_of(UPPER_ARM, FOREARM, elbow_deg)
    return Hand((shoulder[0] + sqrt(max(0.0, reach**2 - (shoulder[1] - height) ** 2)), height), -9.0)


# -- sitting and in bed -----------------------------------------------------------------------------------


def _seated(step: FigureStep, near: bool, breath: float, *, bent: bool = False) -> Stance:
    """On a chair: both feet flat, then the leg out with a towel round the ball of its foot."""
    if step in _TOGETHER:
        front, hip, lean = Foot(SEATED_FOOT + NEXT_FOOT_AHEAD), SEATED_HIP, 2.0
        holds_on = Hand((0.150, 0.545), -62.0, 0.8)
        in_lap = Hand((0.300, 0.690), -14.0, 1.0)
        return _sided(near, front, Foot(SEATED_FOOT), _side_of(step), hip, holds_on, in_lap, lean, breath, seated=1.0)
    up = step is not FigureStep.STEP
    front = Foot(SEATED_HEEL, 0.0, SEATED_UP_DEG if up else SEATED_RELAXED_DEG)
    hip = _hip_on_seat(front, FRONT_KNEE_DEG if up else 3 * FRONT_KNEE_DEG)
    wrist = (0.350, 0.800) if up else (0.455, 0.760)
    side = Side(1.0, 1.0, 1.0)
    lean, hands = 1.5 if up else 5.0, _at_towel(wrist, -32.0)
    return _sided(near, front, Foot(SEATED_FOOT), side, hip, *hands, lean, breath, seated=1.0)


def _hip_on_seat(front: Foot, knee_deg: float) -> Point:
    """The hip on the seat, so far back that the leg reaches its heel with the knee bent so much."""
    ankle = ankle_of(front)
    reach = reach_of(THIGH, SHANK, knee_deg)
    return (ankle[0] - sqrt(reach**2 - (SEATED_HIP[1] - ankle[1]) ** 2), SEATED_HIP[1])


def _in_bed(near: bool) -> Stance:
    """Sitting up in bed, the leg straight, a towel drawing its toes closer; the other knee a little up."""
    side = Side(1.0, 1.0, 1.0)
    drawn, loose = Foot(0.978, 0.0, 105.0), Foot(0.640, 0.0, 2.0)
    hands = _at_towel((0.265, 0.440), -16.0)
    return _sided(near, drawn, loose, side, BED_HIP, *hands, -24.0, 0.0, nod_deg=18.0, seated=1.0)


def _at_towel(wrist: Point, turn_deg: float) -> tuple[Hand, Hand]:
    """Both hands closed round a towel, the far one a little ahead."""
    return Hand(wrist, turn_deg, 1.0), Hand((wrist[0] + 0.035, wrist[1] + 0.012), turn_deg, 1.0)


# -- shared -----------------------------------------------------------------------------------------------


def _is_near(leg: str) -> bool:
    if leg not in ("left", "right"):
        raise ValueError(f"no such leg: {leg}")
    return leg == "right"


def _side_of(step: FigureStep) -> Side:
    if step is FigureStep.REST:
        return Side()
    return Side(1.0, 0.0 if step in _TOGETHER else 1.0)


def _sided(
    near: bool, front: Foot, other: Foot, side: Side, hip: Point, near_hand: Hand, far_hand: Hand, lean_deg: float,
    breath: float, *, nod_deg: float | None = None, seated: float = 0.0,
) -> Stance:  # fmt: skip
    """A stance whose active foot is the near or the far one; hands keep their side, the eyes look ahead."""
    feet, sides = ((front, other), (side, Side())) if near else ((other, front), (Side(), side))
    nod = -lean_deg if nod_deg is None else nod_deg
    return Stance(hip, *feet, near_hand, far_hand, lean_deg, nod, *sides, breath, seated)


def _side_between(a: Side, b: Side, t: float) -> Side:
    """How a leg is shown on its way: its calf is marked while its foot is in front, not while the leg walks."""
    feel = mix_numbers(a.feel, b.feel, _smooth(min(1.0, t / _MARKED)))
    if b.feel > a.feel:
        feel = mix_numbers(a.feel, b.feel, _smooth(max(0.0, (t - 1.0 + _MARKED) / _MARKED)))
    towel = mix_numbers(a.towel, b.towel, t)
    return Side(mix_numbers(a.active, b.active, t), feel, towel)


def _turns(a: Stance, b: Stance, t: float) -> tuple[float, float]:
    """How far each foot is on its way: where both travel, one after the other, the longer way first."""
    near, far = _way(a.near, b.near), _way(a.far, b.far)
    if not near or not far:
        return t, t
    # A foot that is in the air comes down before the other one leaves the floor.
    near_first = (a.near.heel_y, near) > (a.far.heel_y, far)
    part = 0.5 + 0.25 * abs(near - far) / (near + far)
    first, second = _smooth(min(1.0, t / part)), _smooth(max(0.0, (t - part) / (1 - part)))
    return (first, second) if near_first else (second, first)


def _way(a: Foot, b: Foot) -> float:
    """How long a foot's way along or down to the floor is; 0 = it stays."""
    return hypot(b.heel_x - a.heel_x, b.heel_y - a.heel_y)


def _smooth(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)


def _foot_between(a: Foot, b: Foot, t: float) -> Foot:
    """A foot on its way: lifted, its toes leaving the floor last and coming last, as one walks."""
    way = b.heel_x - a.heel_x
    travelled = min(1.0, abs(way) / STRIDE)
    arc = sin(pi * t) if 0.0 < t < 1.0 else 0.0
    swing = -SWING_DEG * sin(2 * pi * t) * way / STRIDE if arc else 0.0
    toes = mix_numbers(a.toes_up_deg, b.toes_up_deg, t) + max(-SWING_DEG, min(SWING_DEG, swing))
    height = mix_numbers(a.heel_y, b.heel_y, t) + STEP_LIFT * travelled * arc
    return Foot(mix_numbers(a.heel_x, b.heel_x, t), max(height, _clear_of_floor(toes)), toes)


def _clear_of_floor(toes_up_deg: float) -> float:
    """How high a heel stands at least while the toes point down: neither ball nor tip goes into the floor."""
    if toes_up_deg >= 0.0:
        return 0.0
    foot = Foot(0.0, 0.0, toes_up_deg)
    return max(-foot_point(foot, point)[1] for point in ((BALL_FORWARD, -HEEL_RADIUS), TOE_TIP))
