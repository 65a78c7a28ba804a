"""The figure in the guide: it follows the session, breathes in a hold, and costs nothing where nobody looks."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from math import dist
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import BEFORE_BED, DAILY, Routine, Variant
from calfstretch.ui.guide.stance import Stances
from calfstretch.ui.widgets.figure_joints import Pose
from calfstretch.ui.widgets.figure_motion import BREATH_S, EASE_S
from calfstretch.ui.widgets.figure_pose import FigureStep, pose, with_breath
from tests.ui.fakes import make_context
from tests.ui.guide.driving import Guide, open_guide, painted


def moving(tmp_path: Path, qtbot: QtBot, routine: Routine = DAILY) -> Guide:
    """A guide in which things may move."""
    context = make_context(tmp_path, qtbot)
    context.theme.set_reduced_motion(False)
    return open_guide(tmp_path, qtbot, routine, context=context)


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    return moving(tmp_path, qtbot)


def shown(guide: Guide) -> Pose:
    return guide.screen.parts.figure.shown_pose()


def stances(guide: Guide) -> Stances:
    return guide.screen.view._stances


def settled(guide: Guide) -> Guide:
    """Past the way of the last step, not yet in the next."""
    return guide.run(0.7, tick_s=0.1)


def test_figure_goes_through_the_steps_of_a_session(guide: Guide) -> None:
    assert shown(guide) == pose(FigureStep.STAND, "left")
    settled(guide.run(4))
    assert shown(guide) == pose(FigureStep.STEP, "left")
    settled(guide.run(3))
    assert shown(guide) == pose(FigureStep.LIFT, "left")
    guide.run(40 - 8.4 + 0.7, tick_s=0.1)
    assert shown(guide) == pose(FigureStep.SWAP, "right")


def test_the_way_takes_600_milliseconds_of_the_sessions_clock(guide: Guide) -> None:
    guide.run(4, tick_s=0.1)
    on_the_way = []
    for _tenth in range(8):
        on_the_way.append(shown(guide))
        guide.run(0.1, tick_s=0.1)
    assert on_the_way[0] == pose(FigureStep.STAND, "left")
    assert len({each.far.heel for each in on_the_way}) >= 5
    assert shown(guide) == pose(FigureStep.STEP, "left")


def test_it_breathes_in_a_hold_and_holds_its_breath_in_a_pause(guide: Guide) -> None:
    guide.run(10)
    breaths = []
    for _tenth in range(round(BREATH_S * 10)):
        guide.run(0.1, tick_s=0.1)
        breaths.append(shown(guide).stance.breath)
    assert max(breaths) == 1.0
    guide.press(Qt.Key.Key_Space)
    guide.clock.advance(EASE_S)
    stances(guide).move()
    assert shown(guide) == pose(FigureStep.HOLD, "left")
    assert not stances(guide).timer.isActive(), "no clock ticks while nothing moves"


def test_soles_go_with_the_figure(guide: Guide) -> None:
    guide.run(40, tick_s=0.1)
    halfway = []
    for _tenth in range(7):
        guide.run(0.1, tick_s=0.1)
        halfway.append(guide.screen.parts.soles._shares["right"])
    assert halfway == sorted(halfway)
    assert any(0.2 < share < 0.8 for share in halfway)
    assert halfway[-1] == 1.0


def test_in_a_rest_no_leg_is_coloured(tmp_path: Path, qtbot: QtBot) -> None:
    guide = moving(tmp_path, qtbot, BEFORE_BED)
    guide.run(10 + 30 + 8 + 30 + 3)
    assert shown(guide) == pose(FigureStep.REST, "left")
    assert guide.screen.parts.soles._shares == {"left": 0.0, "right": 0.0}


@pytest.mark.parametrize("variant", Variant)
def test_figure_shows_the_routines_variant(tmp_path: Path, qtbot: QtBot, variant: Variant) -> None:
    guide = moving(tmp_path, qtbot, replace(DAILY, variant=variant))
    guide.run(8)
    assert shown(guide) == pose(FigureStep.LIFT, "left", variant=variant)
    words = guide.screen.parts.figure.accessibleDescription()
    assert ("sits" in words) is (variant is Variant.SEATED)
    assert ("knee bent" in words) is (variant is Variant.KNEE_BENT)


def test_with_less_movement_poses_stand_still(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    context.theme.set_reduced_motion(True)
    guide = open_guide(tmp_path, qtbot, context=context)
    guide.run(4, tick_s=0.1)
    assert shown(guide) == pose(FigureStep.STEP, "left")
    guide.run(6.1, tick_s=0.1)
    still = shown(guide)
    for _tenth in range(40):
        guide.run(0.1, tick_s=0.1)
        assert shown(guide) is still
        assert not stances(guide).timer.isActive()
    assert still == pose(FigureStep.HOLD, "left")


def test_movement_switched_off_in_a_hold_stops_at_the_next_change(guide: Guide) -> None:
    guide.run(12)
    guide.context.theme.set_reduced_motion(True)
    guide.run(1)
    assert shown(guide) == pose(FigureStep.HOLD, "left")
    assert stances(guide)._motion is not None
    assert stances(guide)._motion.wait_s(guide.clock.read().monotonic_s) is None


def test_hidden_it_neither_paints_nor_asks_for_time(guide: Guide) -> None:
    guide.run(3.5)
    figure = guide.screen.parts.figure
    guide.screen.hide()
    QApplication.processEvents()
    paints = painted(figure)
    guide.run(12)
    QApplication.processEvents()
    assert paints == []
    assert not stances(guide).timer.isActive()
    guide.screen.show()
    QApplication.processEvents()
    assert shown(guide).stance.far.toes_up_deg == pose(FigureStep.HOLD, "left").stance.far.toes_up_deg


def test_a_breath_is_painted_at_its_steps_and_not_at_every_tick(guide: Guide) -> None:
    guide.run(11.5, tick_s=0.1)
    QApplication.processEvents()
    paints = painted(guide.screen.parts.figure)
    for _tick in range(round(BREATH_S * 10)):
        guide.run(0.1, tick_s=0.1)
        QApplication.processEvents()
    assert 12 <= len(paints) <= 21


def test_figure_timer_runs_on_the_way_alone(guide: Guide) -> None:
    assert not stances(guide).timer.isActive()
    guide.run(4, tick_s=0.1)
    assert stances(guide).timer.isActive()
    guide.run(0.7, tick_s=0.1)
    stances(guide).timer.stop()
    guide.run(0.1, tick_s=0.1)
    assert not stances(guide).timer.isActive()


def test_a_whole_default_session_goes_through_its_stances_without_a_leap(guide: Guide) -> None:
    tick_s, poses = 0.1, [shown(guide)]
    for _tick in range(round(77.5 / tick_s)):
        guide.run(tick_s, tick_s=tick_s)
        poses.append(shown(guide))
    settled_at = [b for a, b in pairwise(poses) if with_breath(a, 0.0) == with_breath(b, 0.0)]
    stations = [each for each, _same in groupby(with_breath(each, 0.0) for each in settled_at)]
    assert stations == [
        pose(step, leg)
        for leg in ("left", "right")
        for step in (FigureStep.STAND if leg == "left" else FigureStep.SWAP, FigureStep.STEP, FigureStep.LIFT)
    ]
    speeds = [dist(p, q) / tick_s for a, b in pairwise(poses) for p, q in zip(a.joints(), b.joints(), strict=True)]
    assert max(speeds) < 8.0, "leg lengths a second: nothing jumps"
    for one, two in pairwise(poses):
        stood = (
            b.heel[0] - a.heel[0] for a, b in ((one.near, two.near), (one.far, two.far)) if a.heel[1] == b.heel[1] == 0
        )
        assert min((abs(slid) for slid in stood), default=0.0) < 1e-6, "one foot stands where it stood"
    breaths = [each.stance.breath for each in poses[110:390]]
    tops = [
        i for i in range(1, len(breaths) - 1) if breaths[i - 1] < breaths[i] >= breaths[i + 1] and breaths[i] == 1.0
    ]
    assert [b - a for a, b in pairwise(tops)] == [pytest.approx(BREATH_S / tick_s, abs=1)] * (len(tops) - 1)
    assert len(tops) == 7, "a breath in four seconds"
