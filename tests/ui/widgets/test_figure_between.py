"""The way from pose to pose: bones keep their length, feet the floor, hands their hold, and nothing leaps."""

from __future__ import annotations

from itertools import pairwise, product
from math import atan2, degrees, dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.routine import Variant
from calfstretch.ui.widgets.figure_joints import FOREARM, SHANK, THIGH, TOE_TIP, UPPER_ARM, Foot, Leg, Pose, foot_point
from calfstretch.ui.widgets.figure_motion import EASE_S, Motion, eased
from calfstretch.ui.widgets.figure_pose import (
    SUPPORT_HEIGHT,
    SUPPORT_LEFT,
    SUPPORT_RIGHT,
    WRIST_ABOVE_SUPPORT,
    FigureStep,
    pose,
    pose_between,
)

EXACT = 1e-6
LEGS = ("left", "right")
# Leg lengths a second. The fastest joint, the ball of a foot that steps back while the other waits, comes to 6.6;
# at a hundred looks a second a leap of a twelfth of a leg would be seen.
FASTEST, LOOK_S = 8.0, 0.01
# A way that breaks into another comes to 8.95 in 1,500 random ones (a seated foot that turns back).
FASTEST_BROKEN = 10.0
BENT = [one for one in Variant if one is not Variant.KNEE_STRAIGHT]
PAIRS = [
    (variant, first, second)
    for variant in Variant
    for first in product(FigureStep, LEGS)
    for second in product(FigureStep, LEGS)
    if first != second
]

steps = st.sampled_from(FigureStep)
legs = st.sampled_from(LEGS)
shares = st.floats(0.0, 1.0)
variants = st.sampled_from(Variant)
ends = st.tuples(steps, legs)


def of(end: tuple[FigureStep, str], variant: Variant = Variant.KNEE_STRAIGHT) -> Pose:
    return pose(*end, variant=variant)


def fastest(poses: list[Pose], every_s: float) -> float:
    """The greatest speed of any joint between two pictures."""
    pairs = zip(poses, poses[1:], strict=False)
    return max(dist(a, b) for one, two in pairs for a, b in zip(one.joints(), two.joints(), strict=True)) / every_s


@given(ends, ends, variants, shares)
def test_bones_keep_their_length_in_between(
    first: tuple[FigureStep, str], second: tuple[FigureStep, str], variant: Variant, t: float
) -> None:
    shown = pose_between(of(first, variant), of(second, variant), t)
    for leg in (shown.near, shown.far):
        assert dist(leg.hip, leg.knee) == pytest.approx(THIGH)
        assert dist(leg.knee, leg.ankle) == pytest.approx(SHANK, abs=EXACT)
    for arm in (shown.near_arm, shown.far_arm):
        assert dist(arm.shoulder, arm.elbow) == pytest.approx(UPPER_ARM)
        assert dist(arm.elbow, arm.wrist) == pytest.approx(FOREARM, abs=EXACT)


@given(ends, ends, st.sampled_from([Variant.KNEE_STRAIGHT, Variant.KNEE_BENT]), shares)
def test_support_hand_stays_on_the_chair(
    first: tuple[FigureStep, str], second: tuple[FigureStep, str], variant: Variant, t: float
) -> None:
    hand = pose_between(of(first, variant), of(second, variant), t).far_arm.wrist
    assert hand[1] == pytest.approx(SUPPORT_HEIGHT + WRIST_ABOVE_SUPPORT, abs=EXACT)
    assert SUPPORT_LEFT - 0.03 <= hand[0] <= SUPPORT_RIGHT - 0.08


@given(ends, ends, variants, shares)
def test_no_foot_sinks_into_the_floor_and_one_stands_on_it(
    first: tuple[FigureStep, str], second: tuple[FigureStep, str], variant: Variant, t: float
) -> None:
    shown = pose_between(of(first, variant), of(second, variant), t)
    for leg in (shown.near, shown.far):
        assert leg.heel[1] >= -EXACT
        assert leg.ball[1] >= -EXACT
    assert min(shown.near.heel[1], shown.far.heel[1]) <= EXACT


@given(ends, ends, variants, shares, shares)
def test_a_foot_on_the_floor_does_not_slide(
    first: tuple[FigureStep, str], second: tuple[FigureStep, str], variant: Variant, t: float, u: float
) -> None:
    start, end = of(first, variant), of(second, variant)
    one, two = pose_between(start, end, t), pose_between(start, end, u)
    for a, b in ((one.near, two.near), (one.far, two.far)):
        if a.heel[1] == b.heel[1] == 0.0:
            homes = [leg.heel[0] for leg in (start.near, end.near, start.far, end.far)]
            assert min(abs(a.heel[0] - home) for home in homes) < 0.01


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("leg", LEGS)
def test_heel_stays_exactly_where_it_is_while_the_toes_go_up(leg: str, variant: Variant) -> None:
    flat, up = pose(FigureStep.STEP, leg, variant=variant), pose(FigureStep.LIFT, leg, variant=variant)
    for i in range(101):
        shown = pose_between(flat, up, i / 100)
        assert shown.active.heel == (pytest.approx(flat.active.heel[0], abs=EXACT), pytest.approx(0.0, abs=EXACT))
        assert flat.active.toes_up_deg <= shown.active.toes_up_deg <= up.active.toes_up_deg


@pytest.mark.parametrize("variant", Variant)
def test_stepping_foot_is_lifted_and_the_other_stays(variant: Variant) -> None:
    start, end = pose(FigureStep.STAND, "right", variant=variant), pose(FigureStep.STEP, "right", variant=variant)
    half = pose_between(start, end, 0.5)
    assert half.near.heel[1] > 0.03
    assert half.far.heel == start.far.heel


def test_a_swap_is_a_step_back_and_chair_side_and_direction_stay() -> None:
    held, swapped = pose(FigureStep.HOLD, "right"), pose(FigureStep.SWAP, "left")
    heels = [pose_between(held, swapped, i / 50) for i in range(51)]
    assert swapped.front is swapped.far
    assert all(a.near.heel[0] >= b.near.heel[0] - EXACT for a, b in zip(heels, heels[1:], strict=False))
    assert all(dist(each.hip, each.far_arm.wrist) < 0.5 and each.far_arm.wrist[0] > each.hip[0] for each in heels)


def test_easing_ends_exactly_at_its_ends() -> None:
    first, second = pose(FigureStep.HOLD, "left"), pose(FigureStep.SWAP, "right")
    assert pose_between(first, second, 0.0) == first
    assert pose_between(first, second, 1.0) == second
    assert [eased(part) for part in (-1.0, 0.0, 0.5, 1.0, 2.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    "variant", [Variant.KNEE_STRAIGHT, *(pytest.param(one, marks=pytest.mark.slow) for one in BENT)]
)
def test_no_joint_leaps_on_any_way(variant: Variant) -> None:
    looks = round(EASE_S / LOOK_S)
    for which, first, second in PAIRS:
        if which is variant:
            start, end = of(first, variant), of(second, variant)
            poses = [pose_between(start, end, eased(i / looks)) for i in range(looks + 1)]
            assert fastest(poses, LOOK_S) < FASTEST, (first, second)


@pytest.mark.slow
@settings(max_examples=25)
@given(variants, st.lists(st.tuples(ends, st.floats(0.02, 0.9)), min_size=2, max_size=6))
def test_no_joint_leaps_where_one_way_breaks_into_another(
    variant: Variant, orders: list[tuple[tuple[FigureStep, str], float]]
) -> None:
    motion, now_s, poses = Motion(pose(FigureStep.STAND, "left", variant=variant)), 0.0, []
    for end, stays_s in orders:
        motion.go(of(end, variant), now_s, breathes=end[0] is FigureStep.HOLD)
        for _frame in range(max(1, round(stays_s / LOOK_S))):
            poses.append(motion.at(now_s))
            now_s += LOOK_S
    poses.append(motion.at(now_s))
    assert fastest(poses, LOOK_S) < FASTEST_BROKEN
    for shown in poses:
        assert min(shown.near.heel[1], shown.far.heel[1]) <= EXACT, "one foot stands"
        assert min(shown.near.ball[1], shown.far.ball[1]) >= -EXACT


# -- every way at a hundred looks a second ---------------------------------------------------------------

# The ways a session takes, and those of Again, Next and a swap cut short.
SESSION = [
    (FigureStep.STAND, FigureStep.STEP, False),
    (FigureStep.STEP, FigureStep.LIFT, False),
    (FigureStep.LIFT, FigureStep.HOLD, False),
    (FigureStep.HOLD, FigureStep.SWAP, True),
    (FigureStep.SWAP, FigureStep.STEP, False),
    (FigureStep.HOLD, FigureStep.REST, False),
    (FigureStep.REST, FigureStep.STEP, True),
    (FigureStep.HOLD, FigureStep.STAND, False),
    (FigureStep.HOLD, FigureStep.HOLD, True),
    (FigureStep.STEP, FigureStep.STEP, True),
]
LOOKS = round(EASE_S / LOOK_S)


def way(first: FigureStep, second: FigureStep, leg: str, other: bool, variant: Variant) -> list[Pose]:
    """The poses of a way, a hundredth of a second apart; the second step is of the other leg or of the same."""
    last = LEGS[1 - LEGS.index(leg)] if other else leg
    start, end = pose(first, leg, variant=variant), pose(second, last, variant=variant)
    return [pose_between(start, end, eased(i / LOOKS)) for i in range(LOOKS + 1)]


def ways() -> list[tuple[Variant, list[Pose]]]:
    return [(variant, way(*step[:2], leg, step[2], variant)) for variant in Variant for leg in LEGS for step in SESSION]


def towards_shin(leg: Leg) -> float:
    """How far the ankle draws the foot up, in degrees; 0 is a right angle between foot and shank."""
    return leg.toes_up_deg + degrees(atan2(leg.knee[0] - leg.ankle[0], leg.knee[1] - leg.ankle[1]))


def tip(foot: Foot) -> tuple[float, float]:
    return foot_point(foot, TOE_TIP)


def test_heel_ball_and_tip_of_the_toes_never_go_under_the_floor_line() -> None:
    for _variant, poses in ways():
        for shown in poses:
            for leg, foot in ((shown.near, shown.stance.near), (shown.far, shown.stance.far)):
                assert min(leg.heel[1], leg.ball[1], tip(foot)[1]) >= -EXACT


def test_the_foot_that_stands_does_not_slide_and_one_always_stands() -> None:
    for _variant, poses in ways():
        for one, two in pairwise(poses):
            assert min(one.near.heel[1], one.far.heel[1]) <= EXACT, "one foot carries"
            stood = []
            for a, b in ((one.near, two.near), (one.far, two.far)):
                if a.heel[1] <= EXACT and b.heel[1] <= EXACT:
                    stood.append(abs(a.heel[0] - b.heel[0]))
            if stood:  # none where one comes down and the other leaves between two looks
                assert min(stood) <= EXACT
                assert max(stood) < 0.003, "a foot that sets out or comes down does so in the air"


def test_joints_stay_within_what_a_body_can_do() -> None:
    for variant, poses in ways():
        for shown in poses:
            for leg in (shown.near, shown.far):
                assert 0.0 <= leg.knee_bend_deg <= 110.0
                assert (
                    leg.knee[0] >= leg.hip[0] + (leg.ankle[0] - leg.hip[0]) * 0.5 - 0.002 or variant is Variant.SEATED
                )
                assert -40.0 <= towards_shin(leg) <= 42.0
            for arm in (shown.near_arm, shown.far_arm):
                assert 0.0 <= arm.elbow_bend_deg <= 110.0
            if variant is not Variant.SEATED:
                assert 2.0 <= shown.stance.lean_deg <= 5.0
                assert 15.0 <= shown.far_arm.elbow_bend_deg <= 50.0


def test_every_way_is_continuous() -> None:
    for _variant, poses in ways():
        assert fastest(poses, LOOK_S) < FASTEST
        for one, two in pairwise(poses):
            for a, b in ((one.near, two.near), (one.far, two.far)):
                assert abs(a.toes_up_deg - b.toes_up_deg) < 10.0
            for a, b in ((one.stance.near_side, two.stance.near_side), (one.stance.far_side, two.stance.far_side)):
                assert max(abs(x - y) for x, y in zip(a, b, strict=True)) < 0.12, "no colour leaps"


def test_the_calf_is_not_marked_while_its_leg_walks() -> None:
    for leg in LEGS:
        there = way(FigureStep.STAND, FigureStep.STEP, leg, False, Variant.KNEE_STRAIGHT)
        back = way(FigureStep.HOLD, FigureStep.SWAP, leg, True, Variant.KNEE_STRAIGHT)
        for shown in (there[LOOKS // 2], back[LOOKS // 2]):
            assert (shown.stance.near_side.feel, shown.stance.far_side.feel) == (0.0, 0.0)


def test_a_leg_that_lifts_its_toes_moves_nothing_else_that_stands() -> None:
    for variant in (Variant.KNEE_STRAIGHT, Variant.KNEE_BENT):
        for leg in LEGS:
            poses = way(FigureStep.STEP, FigureStep.LIFT, leg, False, variant)
            rear = [shown.far if leg == "right" else shown.near for shown in poses]
            assert len({each.heel for each in rear}) == 1
            assert max(dist(shown.hip, poses[0].hip) for shown in poses) < 0.04
            assert max(dist(shown.far_arm.wrist, poses[0].far_arm.wrist) for shown in poses) < 0.02
