"""The geometry of the figure against the numbers of the product design."""

from __future__ import annotations

from math import atan2, degrees, dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.ui.widgets.figure_pose import (
    ANKLE_HEIGHT,
    FOREARM,
    SHANK,
    SUPPORT_HEIGHT,
    SUPPORT_LEFT,
    SUPPORT_RIGHT,
    THIGH,
    UPPER_ARM,
    WRIST_ABOVE_SUPPORT,
    FigureStep,
    Leg,
    Pose,
    pose,
    pose_between,
)

LEG_LENGTH = THIGH + SHANK + ANKLE_HEIGHT
FLOOR_ERROR = 0.005 * LEG_LENGTH
HELD = (FigureStep.LIFT, FigureStep.HOLD)
STRIDING = (FigureStep.STEP, *HELD)
LEGS = ("left", "right")

steps = st.sampled_from(FigureStep)
legs = st.sampled_from(LEGS)
shares = st.floats(0.0, 1.0)


def front_and_rear(shown: Pose) -> tuple[Leg, Leg]:
    return (shown.near, shown.far) if shown.front is shown.near else (shown.far, shown.near)


def from_vertical(low: tuple[float, float], high: tuple[float, float]) -> float:
    return degrees(atan2(low[0] - high[0], high[1] - low[1]))


def test_leg_length_is_the_unit() -> None:
    assert pytest.approx(1.0, abs=0.001) == LEG_LENGTH


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_stride_is_045_of_leg_length_and_the_active_leg_is_in_front(step: FigureStep, leg: str) -> None:
    shown = pose(step, leg)
    front, rear = front_and_rear(shown)
    assert front.heel[0] - rear.heel[0] == pytest.approx(0.45 * LEG_LENGTH, abs=0.001)
    assert front is (shown.near if leg == "right" else shown.far)


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_front_leg_stands_20_to_22_degrees_with_the_knee_nearly_straight(step: FigureStep, leg: str) -> None:
    front, _rear = front_and_rear(pose(step, leg))
    assert 20.0 <= from_vertical(front.ankle, front.hip) <= 22.0
    assert 3.0 <= front.knee_bend_deg <= 5.0


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", HELD)
def test_toes_go_up_over_a_heel_on_the_floor_line(step: FigureStep, leg: str) -> None:
    front, rear = front_and_rear(pose(step, leg))
    assert 15.0 <= front.toes_up_deg <= 20.0
    assert abs(front.heel[1]) <= FLOOR_ERROR
    assert front.ball[1] > 0.03
    assert rear.toes_up_deg == 0.0


@pytest.mark.parametrize("leg", LEGS)
def test_front_foot_lies_flat_after_the_step(leg: str) -> None:
    front, _rear = front_and_rear(pose(FigureStep.STEP, leg))
    assert front.heel[1] == pytest.approx(0.0, abs=FLOOR_ERROR)
    assert front.ball[1] == pytest.approx(0.0, abs=FLOOR_ERROR)


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_rear_foot_is_flat_and_its_knee_soft(step: FigureStep, leg: str) -> None:
    _front, rear = front_and_rear(pose(step, leg))
    assert (rear.heel[1], rear.ball[1]) == (pytest.approx(0.0, abs=FLOOR_ERROR),) * 2
    assert 5.0 < rear.knee_bend_deg < 40.0
    assert rear.knee[0] > (rear.hip[0] + rear.ankle[0]) / 2, "knees bend forward"


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", [FigureStep.STAND, FigureStep.SWAP])
def test_feet_stand_together_between_the_holds(step: FigureStep, leg: str) -> None:
    shown = pose(step, leg)
    assert abs(shown.near.heel[0] - shown.far.heel[0]) <= 0.06
    assert shown.near.ball[1] == shown.far.ball[1] == pytest.approx(0.0, abs=FLOOR_ERROR)


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("step", STRIDING)
def test_trunk_leans_3_to_5_degrees_forward(step: FigureStep, leg: str) -> None:
    shown = pose(step, leg)
    assert 3.0 <= -from_vertical(shown.hip, shown.shoulder) <= 5.0


@pytest.mark.parametrize("step", HELD)
def test_support_is_as_high_as_the_hip(step: FigureStep) -> None:
    assert pose(step, "right").hip[1] == pytest.approx(SUPPORT_HEIGHT, abs=0.01)


def test_only_a_left_or_a_right_leg_can_be_active() -> None:
    with pytest.raises(ValueError, match="both"):
        pose(FigureStep.HOLD, "both")


@given(steps, legs, shares)
def test_far_hand_rests_on_the_support_with_the_elbow_bent(step: FigureStep, leg: str, breath: float) -> None:
    arm = pose(step, leg, breath).far_arm
    assert arm.wrist[1] == pytest.approx(SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT)
    assert SUPPORT_LEFT - 0.03 <= arm.wrist[0] <= SUPPORT_RIGHT - 0.08
    assert 20.0 <= arm.elbow_bend_deg <= 30.0


@given(legs, shares)
def test_breathing_moves_the_chest_and_nothing_below(leg: str, breath: float) -> None:
    out, held = pose(FigureStep.HOLD, leg), pose(FigureStep.HOLD, leg, breath)
    assert held.shoulder[1] >= out.shoulder[1]
    assert (held.near, held.far, held.far_arm.wrist) == (out.near, out.far, out.far_arm.wrist)


@given(steps, legs, steps, legs, shares)
def test_bones_keep_their_length_and_hands_their_hold_in_between(
    first: FigureStep, first_leg: str, second: FigureStep, second_leg: str, t: float
) -> None:
    shown = pose_between(pose(first, first_leg), pose(second, second_leg), t)
    for leg in (shown.near, shown.far):
        assert dist(leg.hip, leg.knee) == pytest.approx(THIGH)
        assert dist(leg.knee, leg.ankle) == pytest.approx(SHANK, abs=0.002)
    assert dist(shown.far_arm.shoulder, shown.far_arm.elbow) == pytest.approx(UPPER_ARM)
    assert dist(shown.far_arm.elbow, shown.far_arm.wrist) == pytest.approx(FOREARM, abs=0.002)
    assert shown.far_arm.wrist[1] == pytest.approx(SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT)


@given(steps, legs, steps, legs, shares)
def test_no_foot_sinks_into_the_floor_in_between(
    first: FigureStep, first_leg: str, second: FigureStep, second_leg: str, t: float
) -> None:
    shown = pose_between(pose(first, first_leg), pose(second, second_leg), t)
    for leg in (shown.near, shown.far):
        assert leg.heel[1] >= -FLOOR_ERROR
        assert leg.ball[1] >= -FLOOR_ERROR
    assert min(shown.near.heel[1], shown.far.heel[1]) <= 0.09, "never both feet high in the air"


@given(legs, shares)
def test_heel_stays_on_the_floor_line_while_the_toes_go_up(leg: str, t: float) -> None:
    shown = pose_between(pose(FigureStep.STEP, leg), pose(FigureStep.LIFT, leg), t)
    assert abs(shown.front.heel[1]) <= FLOOR_ERROR
    assert 0.0 <= shown.front.toes_up_deg <= 20.0


def test_travelling_foot_is_lifted_on_its_way_and_the_other_stays() -> None:
    half = pose_between(pose(FigureStep.STAND, "right"), pose(FigureStep.STEP, "right"), 0.5)
    assert half.near.heel[1] > 0.03
    assert half.far.heel == (0.0, 0.0)


def test_easing_ends_exactly_at_its_ends() -> None:
    first, second = pose(FigureStep.HOLD, "left"), pose(FigureStep.SWAP, "right")
    assert pose_between(first, second, 0.0) == first
    assert pose_between(first, second, 1.0) == second
