"""The geometry of the figure against the numbers of the product design: the poses of the guide."""

from __future__ import annotations

from math import atan2, degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.routine import Variant
from calfstretch.ui.widgets.figure_joints import ANKLE_HEIGHT, FOREARM, SHANK, THIGH, TRUNK, UPPER_ARM, Leg, Pose
from calfstretch.ui.widgets.figure_paint import calf_path, foot_outline, leg_outline
from calfstretch.ui.widgets.figure_pose import (
    SEAT_HEIGHT,
    SUPPORT_HEIGHT,
    SUPPORT_LEFT,
    SUPPORT_RIGHT,
    WRIST_ABOVE_SUPPORT,
    FigureStep,
    ReliefPosition,
    pose,
    relief_pose,
)
from calfstretch.ui.widgets.figure_shapes import FACE, HAIR, HEAD_CENTRE, HEAD_SIZE, SHOE

LEG_LENGTH = THIGH + SHANK + ANKLE_HEIGHT
EXACT = 1e-6
HELD = (FigureStep.LIFT, FigureStep.HOLD)
STRIDING = (FigureStep.STEP, *HELD)
TOGETHER = (FigureStep.STAND, FigureStep.SWAP, FigureStep.REST)
LEGS = ("left", "right")
STANDING = (Variant.KNEE_STRAIGHT, Variant.KNEE_BENT)

steps = st.sampled_from(FigureStep)
legs = st.sampled_from(LEGS)
shares = st.floats(0.0, 1.0)


def front_and_rear(shown: Pose) -> tuple[Leg, Leg]:
    return (shown.near, shown.far) if shown.front is shown.near else (shown.far, shown.near)


def from_vertical(low: tuple[float, float], high: tuple[float, float]) -> float:
    return degrees(atan2(low[0] - high[0], high[1] - low[1]))


def test_leg_length_is_the_unit() -> None:
    assert pytest.approx(1.0, abs=0.001) == LEG_LENGTH


@pytest.mark.parametrize("variant", STANDING)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_stride_is_045_of_leg_length_and_the_active_leg_is_in_front(
    step: FigureStep, leg: str, variant: Variant
) -> None:
    shown = pose(step, leg, variant=variant)
    front, rear = front_and_rear(shown)
    assert front.heel[0] - rear.heel[0] == pytest.approx(0.45 * LEG_LENGTH, abs=0.001)
    assert front is shown.active is (shown.near if leg == "right" else shown.far)


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_front_leg_stands_20_to_22_degrees_with_the_knee_nearly_straight(step: FigureStep, leg: str) -> None:
    front, _rear = front_and_rear(pose(step, leg))
    assert 20.0 <= from_vertical(front.ankle, front.hip) <= 22.0
    assert 3.0 <= front.knee_bend_deg <= 5.0


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_bent_variant_bends_the_front_knee_plainly(step: FigureStep, leg: str) -> None:
    front, _rear = front_and_rear(pose(step, leg, variant=Variant.KNEE_BENT))
    assert 25.0 <= front.knee_bend_deg <= 40.0
    assert front.knee[0] > (front.hip[0] + front.ankle[0]) / 2, "knees bend forward"


@pytest.mark.parametrize("variant", STANDING)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", HELD)
def test_toes_go_up_15_to_20_degrees_over_a_heel_on_the_floor_line(
    step: FigureStep, leg: str, variant: Variant
) -> None:
    front, rear = front_and_rear(pose(step, leg, variant=variant))
    assert 15.0 <= front.toes_up_deg <= 20.0
    assert abs(front.heel[1]) <= EXACT
    assert front.ball[1] > 0.03
    assert rear.toes_up_deg == 0.0


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", FigureStep)
def test_every_heel_of_the_guide_stands_on_the_floor_line(step: FigureStep, leg: str, variant: Variant) -> None:
    shown = pose(step, leg, variant=variant)
    assert (shown.near.heel[1], shown.far.heel[1]) == (pytest.approx(0.0, abs=EXACT),) * 2


@pytest.mark.parametrize("leg", LEGS)
def test_front_foot_lies_flat_after_the_step(leg: str) -> None:
    front, _rear = front_and_rear(pose(FigureStep.STEP, leg))
    assert front.ball[1] == pytest.approx(0.0, abs=EXACT)


@pytest.mark.parametrize("variant", STANDING)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_rear_foot_is_flat_and_its_knee_soft(step: FigureStep, leg: str, variant: Variant) -> None:
    _front, rear = front_and_rear(pose(step, leg, variant=variant))
    assert (rear.heel[1], rear.ball[1]) == (pytest.approx(0.0, abs=EXACT),) * 2
    assert 5.0 < rear.knee_bend_deg < 50.0
    assert rear.knee[0] > (rear.hip[0] + rear.ankle[0]) / 2, "knees bend forward"


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", TOGETHER)
def test_feet_are_together_between_the_holds(step: FigureStep, leg: str, variant: Variant) -> None:
    shown = pose(step, leg, variant=variant)
    assert abs(shown.near.heel[0] - shown.far.heel[0]) <= 0.11, "less than half a foot"
    assert shown.near.ball[1] == shown.far.ball[1] == pytest.approx(0.0, abs=EXACT)


@pytest.mark.parametrize("variant", STANDING)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_trunk_leans_3_to_5_degrees_forward(step: FigureStep, leg: str, variant: Variant) -> None:
    shown = pose(step, leg, variant=variant)
    assert 3.0 <= -from_vertical(shown.hip, shown.shoulder) <= 5.0


@pytest.mark.parametrize("step", HELD)
def test_support_is_as_high_as_the_hip(step: FigureStep) -> None:
    assert pose(step, "right").hip[1] == pytest.approx(SUPPORT_HEIGHT, abs=0.02)


@pytest.mark.parametrize("step", FigureStep)
def test_no_leg_is_coloured_in_a_rest_and_one_in_every_step(step: FigureStep) -> None:
    sides = pose(step, "left").stance.far_side, pose(step, "left").stance.near_side
    assert [side.active for side in sides] == ([0.0, 0.0] if step is FigureStep.REST else [1.0, 0.0])
    assert [side.feel for side in sides] == ([1.0, 0.0] if step in STRIDING else [0.0, 0.0])


def test_only_a_left_or_a_right_leg_can_be_active() -> None:
    with pytest.raises(ValueError, match="both"):
        pose(FigureStep.HOLD, "both")
    with pytest.raises(ValueError, match="both"):
        relief_pose(ReliefPosition.IN_BED, "both")


@given(steps, legs, shares, st.sampled_from(STANDING))
def test_far_hand_rests_on_the_support_with_the_elbow_bent(
    step: FigureStep, leg: str, breath: float, variant: Variant
) -> None:
    arm = pose(step, leg, breath, variant).far_arm
    assert arm.wrist[1] == pytest.approx(SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT, abs=EXACT)
    assert SUPPORT_LEFT - 0.03 <= arm.wrist[0] <= SUPPORT_RIGHT - 0.08
    assert 20.0 <= pose(step, leg, 0.0, variant).far_arm.elbow_bend_deg <= 30.0
    assert 15.0 <= arm.elbow_bend_deg <= 31.0, "the breathing chest moves the elbow, not the hand"


@given(steps, legs, shares, st.sampled_from(Variant))
def test_breathing_moves_the_chest_and_nothing_below(
    step: FigureStep, leg: str, breath: float, variant: Variant
) -> None:
    out, held = pose(step, leg, 0.0, variant), pose(step, leg, breath, variant)
    assert held.shoulder[1] >= out.shoulder[1]
    assert (held.hip, held.near, held.far, held.far_arm.wrist) == (out.hip, out.near, out.far, out.far_arm.wrist)


# -- seated, relief --------------------------------------------------------------------------------------


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", FigureStep)
def test_seated_hips_stay_on_the_seat_and_the_trunk_upright(step: FigureStep, leg: str) -> None:
    shown = pose(step, leg, variant=Variant.SEATED)
    assert 0.08 <= shown.hip[1] - SEAT_HEIGHT <= 0.12
    assert abs(shown.hip[0]) <= 0.06
    assert 0.0 <= -from_vertical(shown.hip, shown.shoulder) <= 6.0


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", HELD)
def test_seated_the_towel_draws_the_toes_of_a_straight_leg_towards_the_shin(step: FigureStep, leg: str) -> None:
    shown = pose(step, leg, variant=Variant.SEATED)
    front, _rear = front_and_rear(shown)
    side = shown.stance.near_side if leg == "right" else shown.stance.far_side
    assert front is shown.active
    assert side.towel == 1.0
    assert front.knee_bend_deg <= 5.0
    shank = from_vertical(front.ankle, front.knee)
    assert 10.0 <= front.toes_up_deg - shank <= 20.0, "more than a right angle between foot and shank is drawn up"


def test_seated_both_hands_hold_the_towel_and_the_towel_keeps_its_length() -> None:
    lengths = []
    for step in STRIDING:
        shown = pose(step, "right", variant=Variant.SEATED)
        hands = (shown.near_arm.wrist, shown.far_arm.wrist)
        assert abs(hands[0][0] - hands[1][0]) < 0.05
        assert shown.stance.near_hand.grip == shown.stance.far_hand.grip == 1.0
        ball = shown.near.ball
        lengths.append(((ball[0] - hands[0][0]) ** 2 + (ball[1] - hands[0][1]) ** 2) ** 0.5)
    assert max(lengths) - min(lengths) < 0.05


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("position", ReliefPosition)
def test_relief_marks_the_calf_that_cramps_with_its_heel_down(position: ReliefPosition, leg: str) -> None:
    shown = relief_pose(position, leg)
    cramped, side = (shown.near, shown.stance.near_side) if leg == "right" else (shown.far, shown.stance.far_side)
    assert (side.active, side.feel) == (1.0, 1.0)
    assert abs(cramped.heel[1]) <= EXACT
    assert cramped.knee_bend_deg < 14.0


@pytest.mark.parametrize("leg", LEGS)
def test_in_bed_the_leg_is_straight_and_its_toes_are_drawn_closer(leg: str) -> None:
    shown = relief_pose(ReliefPosition.IN_BED, leg)
    cramped = shown.near if leg == "right" else shown.far
    assert cramped.knee_bend_deg < 8.0
    assert cramped.toes_up_deg > 95.0
    assert -45.0 < -from_vertical(shown.hip, shown.shoulder) < -20.0, "sitting up, leaning back on the pillows"


@pytest.mark.parametrize("leg", LEGS)
def test_standing_relief_rests_on_the_leg_and_lifts_the_other_heel(leg: str) -> None:
    shown = relief_pose(ReliefPosition.STANDING, leg)
    other = shown.far if leg == "right" else shown.near
    assert other.heel[1] > 0.03
    assert other.ball[1] == pytest.approx(0.0, abs=0.03), "its toes stay near the floor"


# -- the outlines round the joints ---------------------------------------------------------------------------


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", FigureStep)
def test_shoes_stand_on_the_floor_line_and_not_in_it(step: FigureStep, leg: str, variant: Variant) -> None:
    shown = pose(step, leg, variant=variant)
    for each in (shown.near, shown.far):
        lowest = foot_outline(each).boundingRect().top()  # y goes up: the top of a rectangle is its low edge
        assert -0.004 <= lowest <= 0.006


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_calf_is_a_bulge_on_the_rear_contour_of_the_upper_part_of_the_shank(step: FigureStep, leg: str) -> None:
    front, _rear = front_and_rear(pose(step, leg))
    calf, trousers = calf_path(front), leg_outline(front)
    axis = (front.knee[0] - front.ankle[0], front.knee[1] - front.ankle[1])
    shares, behind = [], 0
    for i in range(101):
        at = calf.pointAtPercent(i / 100)
        x, y = at.x() - front.knee[0], at.y() - front.knee[1]
        shares.append(-(x * axis[0] + y * axis[1]) / SHANK**2)
        behind += not trousers.contains(at)
    assert min(shares) >= 0.0
    assert max(shares) <= 0.57
    assert max(shares) - min(shares) > 0.4
    assert behind > 25, "it stands out at the back"


@pytest.mark.parametrize("leg", LEGS)
def test_a_neck_carries_the_head_over_the_shoulder(leg: str) -> None:
    shown = pose(FigureStep.HOLD, leg)
    assert 0.05 < HEAD_CENTRE[1] - max(y for _x, y in FACE) * HEAD_SIZE / 2 - TRUNK < 0.25
    assert abs(HEAD_CENTRE[0]) < 0.05, "the ear is over the shoulder"
    assert shown.stance.nod_deg == -shown.stance.lean_deg, "the eyes look ahead"


def test_drawn_body_has_human_proportions() -> None:
    high = max(y for _x, y in HAIR) * HEAD_SIZE
    low = min(y for _x, y in FACE) * HEAD_SIZE
    whole = pose(FigureStep.STAND, "right").hip[1] + HEAD_CENTRE[1] + high
    assert 6.5 <= whole / (high - low) <= 7.8, "heads high"
    assert 0.50 <= LEG_LENGTH / whole <= 0.55
    foot = max(x for x, _y in SHOE) - min(x for x, _y in SHOE)
    assert 0.13 <= foot / whole <= 0.165
    assert 0.30 <= (UPPER_ARM + FOREARM) / whole <= 0.36
