"""The figure's movement in invented seconds: when it moves, breathes, rests, and asks for no more time."""

from __future__ import annotations

import pytest

from calfstretch.ui.widgets.figure_motion import BREATH_LEVELS, BREATH_S, EASE_S, FRAME_S, Motion, breath_level
from calfstretch.ui.widgets.figure_pose import FigureStep, pose, with_breath

STAND, STEP = pose(FigureStep.STAND, "right"), pose(FigureStep.STEP, "right")
HOLD = pose(FigureStep.HOLD, "right")


def pictures(motion: Motion, from_s: float, to_s: float) -> list[float]:
    """The moments at which it asks for a picture."""
    asked, now_s = [], from_s
    while now_s < to_s:
        wait_s = motion.wait_s(now_s)
        if wait_s is None:
            break
        now_s += wait_s
        asked.append(now_s)
    return asked


def test_a_way_begins_and_ends_slowly_and_takes_600_milliseconds() -> None:
    motion = Motion(STAND)
    motion.go(STEP, 10.0)
    assert motion.at(10.0) == STAND
    first = motion.at(10.0 + EASE_S * 0.1).near.heel[0] - STAND.near.heel[0]
    middle = motion.at(10.0 + EASE_S * 0.55).near.heel[0] - motion.at(10.0 + EASE_S * 0.45).near.heel[0]
    assert 0 < first < middle / 3
    assert motion.at(10.0 + EASE_S) == motion.at(99.0) == STEP
    assert pytest.approx(0.6) == EASE_S


def test_a_new_order_sets_out_from_the_pose_on_show() -> None:
    motion = Motion(STAND)
    motion.go(STEP, 0.0)
    shown = motion.at(0.3)
    motion.go(STAND, 0.3)
    assert motion.at(0.3) == shown
    assert motion.at(0.3 + EASE_S) == STAND


def test_no_time_is_asked_for_once_nothing_moves() -> None:
    motion = Motion(STAND)
    assert motion.wait_s(5.0) is None
    motion.go(STEP, 5.0)
    asked = pictures(motion, 5.0, 100.0)
    assert asked[-1] == pytest.approx(5.0 + EASE_S, abs=0.002)
    assert motion.still(asked[-1] + 1e-9)
    assert motion.wait_s(6.0) is None


def test_no_more_than_twenty_pictures_a_second_on_the_way() -> None:
    motion = Motion(STAND)
    motion.go(STEP, 0.0)
    asked = pictures(motion, 0.0, 5.0)
    assert len(asked) <= EASE_S * 20 + 1
    assert all(later - earlier > FRAME_S - 1e-6 for earlier, later in zip(asked, asked[1:-1], strict=False))


def test_breath_takes_four_seconds_and_begins_breathed_out() -> None:
    motion = Motion(HOLD)
    motion.go(HOLD, 0.0, breathes=True)
    assert motion.at(0.0).stance.breath == 0.0
    assert motion.at(BREATH_S / 2).stance.breath == 1.0
    assert motion.at(BREATH_S).stance.breath == 0.0
    assert motion.at(1.3) == motion.at(1.3 + 7 * BREATH_S)


def test_breath_asks_for_a_picture_at_each_of_its_steps_alone() -> None:
    motion = Motion(HOLD)
    motion.go(HOLD, 0.0, breathes=True)
    asked = pictures(motion, 0.0, 3 * BREATH_S)
    assert len(asked) == pytest.approx(3 * 2 * BREATH_LEVELS, abs=1)
    levels = [breath_level(each) for each in asked]
    assert all(abs(later - earlier) == 1 for earlier, later in zip(levels, levels[1:], strict=False))
    assert len(asked) / (3 * BREATH_S) <= 8.0


def test_breath_comes_after_the_way_and_eases_out_when_it_is_to_stop() -> None:
    motion = Motion(STEP)
    motion.go(HOLD, 0.0, breathes=True)
    assert motion.at(EASE_S).stance.breath == 0.0
    mid_s = EASE_S + BREATH_S / 2
    assert motion.at(mid_s) == with_breath(HOLD, 1.0)
    motion.go(HOLD, mid_s)
    assert motion.at(mid_s) == with_breath(HOLD, 1.0)
    assert 0.0 < motion.at(mid_s + 0.3).stance.breath < 1.0
    assert motion.at(mid_s + EASE_S) == HOLD
    assert motion.wait_s(mid_s + EASE_S) is None


def test_without_movement_poses_follow_at_once_and_never_breathe() -> None:
    motion = Motion(STAND)
    motion.go(HOLD, 3.0, breathes=True, moves=False)
    assert motion.at(3.0) == motion.at(4.7) == HOLD
    assert motion.wait_s(3.0) is None


def test_a_clock_that_stood_still_for_hours_shows_the_end() -> None:
    motion = Motion(STAND)
    motion.go(STEP, 0.0)
    assert motion.at(7 * 3600.0) == STEP
