"""The three relief drawings: each drawn whole, in every theme; still, or moving slowly at little cost."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets import relief_positions
from calfstretch.ui.widgets.figure_pose import relief_pose
from calfstretch.ui.widgets.relief_positions import LEVELS, ReliefPicture, ReliefPosition, picture_words
from tests.ui.widgets.pixels import count_of, picture


@pytest.mark.slow
@pytest.mark.parametrize("name", ["light", "dark", "night"])
@pytest.mark.parametrize("position", ReliefPosition)
def test_position_shows_a_person_and_the_calf(qtbot: QtBot, position: ReliefPosition, name: str) -> None:
    palette = load_palette(name)
    drawn = ReliefPicture(palette, position)
    qtbot.addWidget(drawn)
    drawn.resize(300, 240)
    image = picture(drawn)
    for role in ("skin", "hair", "shirt", "trousers", "feel"):
        assert count_of(image, getattr(palette, role)) > 20, role


@pytest.mark.parametrize("position", ReliefPosition)
def test_drawing_touches_no_edge(qtbot: QtBot, position: ReliefPosition) -> None:
    drawn = ReliefPicture(load_palette("light"), position)
    qtbot.addWidget(drawn)
    drawn.resize(240, 180)
    image = picture(drawn)
    ground = image.pixel(0, 0)
    sides = [(x, y) for x in range(240) for y in (0, 179)] + [(x, y) for x in (0, 239) for y in range(180)]
    assert all(image.pixel(x, y) == ground for x, y in sides)


def test_new_theme_and_words_are_taken(qtbot: QtBot) -> None:
    drawn = ReliefPicture(load_palette("light"), ReliefPosition.SITTING)
    qtbot.addWidget(drawn)
    drawn.resize(300, 240)
    drawn.set_palette_colours(load_palette("night"))
    drawn.set_description("Sit, towel round the foot", "A person sits and draws the foot closer.")
    assert count_of(picture(drawn), load_palette("night").trousers) > 20
    assert drawn.accessibleName() == "Sit, towel round the foot"


# -- moving ----------------------------------------------------------------------------------------------

PARTS = [i / 50 for i in range(51)]


def shown(qtbot: QtBot, position: ReliefPosition = ReliefPosition.SITTING) -> ReliefPicture:
    drawn = ReliefPicture(load_palette("night"), position)
    qtbot.addWidget(drawn)
    drawn.resize(220, 170)
    drawn.show()
    QApplication.processEvents()
    return drawn


def differ(one: QImage, two: QImage) -> bool:
    """Whether two pictures differ by more than the rounding of mixed edges."""
    spots = ((x, y) for y in range(one.height()) for x in range(one.width()))
    return any(abs(one.pixelColor(*at).lightness() - two.pixelColor(*at).lightness()) > 12 for at in spots)


def step(drawn: ReliefPicture, times: int = 1) -> list[int]:
    """So many pictures further, without waiting; how long each would have waited, in milliseconds."""
    waits = []
    for _time in range(times):
        waits.append(drawn.timer.interval())
        drawn.timer.stop()
        drawn._go_on()
        QApplication.processEvents()
    return waits


def test_still_until_it_is_asked_to_move(qtbot: QtBot) -> None:
    drawn = shown(qtbot)
    assert not drawn.timer.isActive()
    before = picture(drawn)
    drawn.set_moving(True)
    QApplication.processEvents()
    assert drawn.timer.isActive()
    assert not differ(picture(drawn), before), "it sets out from the picture that stood there"
    step(drawn, 7)
    assert differ(picture(drawn), before)
    drawn.set_moving(False)
    QApplication.processEvents()
    assert not differ(picture(drawn), before)
    assert not drawn.timer.isActive()


@pytest.mark.parametrize("position", ReliefPosition)
def test_a_way_up_and_back_is_slow_and_returns(qtbot: QtBot, position: ReliefPosition) -> None:
    drawn = shown(qtbot, position)
    drawn.set_moving(True)
    QApplication.processEvents()
    first = picture(drawn)
    waits = step(drawn, 2 * LEVELS)
    assert picture(drawn) == first
    assert sum(waits) >= 6000, "six seconds or more"
    assert min(waits) >= 100, "no more than ten pictures a second"


def test_the_second_time_nothing_is_drawn(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = shown(qtbot)
    drawn.set_moving(True)
    QApplication.processEvents()
    step(drawn, 2 * LEVELS)
    monkeypatch.setattr(relief_positions, "draw_lower", lambda *args, **named: pytest.fail("drawn again"))
    step(drawn, 2 * LEVELS)


def test_unseen_it_asks_for_no_time_and_goes_on_when_seen(qtbot: QtBot) -> None:
    drawn = shown(qtbot)
    drawn.set_moving(True)
    QApplication.processEvents()
    drawn.hide()
    step(drawn, 2)
    assert not drawn.timer.isActive()
    drawn.show()
    QApplication.processEvents()
    assert drawn.timer.isActive()


def test_the_other_leg_is_drawn_at_once_while_it_moves(qtbot: QtBot) -> None:
    drawn = shown(qtbot)
    drawn.set_moving(True)
    QApplication.processEvents()
    before = picture(drawn)
    drawn.set_leg("left")
    assert differ(picture(drawn), before)


@pytest.mark.parametrize("leg", ["left", "right"])
@pytest.mark.parametrize("position", ReliefPosition)
def test_movement_keeps_heel_on_the_ground_hip_in_place_and_joints_soft(position: ReliefPosition, leg: str) -> None:
    poses = [relief_pose(position, leg, part) for part in PARTS]
    legs = [each.near if leg == "right" else each.far for each in poses]
    for each, moved in zip(poses, legs, strict=True):
        assert moved.heel[1] == pytest.approx(0.0, abs=1e-6)
        assert 0.0 <= moved.knee_bend_deg < 13.0
        assert moved.ball[1] >= -1e-6
        assert 10.0 < each.far_arm.elbow_bend_deg < 100.0
    for one, two in pairwise(poses):
        assert max(dist(a, b) for a, b in zip(one.joints(), two.joints(), strict=True)) < 0.01
    toes = [moved.toes_up_deg for moved in legs]
    assert toes == sorted(toes)
    if position is ReliefPosition.STANDING:
        hands = [each.far_arm.wrist for each in poses]
        assert max(dist(hand, hands[0]) for hand in hands) < 1e-6, "the hand stays on the chair"
        assert poses[0].hip[0] < poses[-1].hip[0], "the weight comes over the foot"
    else:
        assert len({each.hip for each in poses}) == 1
        assert toes[-1] - toes[0] == pytest.approx(16.0)


def test_every_position_is_told_in_words_of_its_own() -> None:
    told = [picture_words(position) for position in ReliefPosition]
    assert len(set(told)) == len(told)
    assert all(words.startswith("A person") for words in told)
