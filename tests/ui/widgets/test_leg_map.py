"""The leg map: sides, hits, keys, and what it tells."""

from __future__ import annotations

from itertools import takewhile

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import Zone
from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.leg_map import LegMap
from calfstretch.ui.widgets.leg_map_shapes import LEGS, ZONES, leg_shapes
from tests.ui.widgets.pixels import count_of, picture

PALETTE = load_palette("light")
ALL = [(leg, str(zone)) for leg in LEGS for zone in ZONES]


def made(qtbot: QtBot, width: int = 400, height: int = 520) -> LegMap:
    leg_map = LegMap(PALETTE)
    qtbot.addWidget(leg_map)
    leg_map.resize(width, height)
    with qtbot.waitActive(leg_map):
        leg_map.show()
        leg_map.activateWindow()
    return leg_map


def middle(leg_map: LegMap, leg: str, zone: str) -> QPoint:
    return leg_map.button(leg, zone).geometry().center()


def test_there_are_seven_zones_a_leg() -> None:
    assert set(ZONES) == set(Zone)
    assert len(ALL) == 14


def test_left_leg_is_on_the_left_and_inner_zones_towards_the_middle() -> None:
    xs = {(leg, zone): leg_shapes(leg).zones[zone].boundingRect().center().x() for leg in LEGS for zone in ZONES}
    assert all(xs["left", zone] < 0 < xs["right", zone] for zone in ZONES)
    assert xs["left", Zone.OUTER_CALF] < xs["left", Zone.MIDDLE_CALF] < xs["left", Zone.INNER_CALF]
    assert xs["right", Zone.INNER_CALF] < xs["right", Zone.MIDDLE_CALF] < xs["right", Zone.OUTER_CALF]


def test_zones_do_not_overlap_and_lie_inside_the_leg() -> None:
    for leg in LEGS:
        shapes = leg_shapes(leg)
        for i, zone in enumerate(ZONES):
            whole = shapes.sole if zone is Zone.ARCH else shapes.body
            assert whole.contains(shapes.zones[zone]), zone
            assert not any(shapes.zones[zone].intersects(shapes.zones[other]) for other in ZONES[i + 1 :]), zone


@pytest.mark.parametrize(("leg", "zone"), ALL)
@pytest.mark.parametrize("width", [240, 400, 800])
def test_click_in_the_middle_chooses_the_zone(qtbot: QtBot, leg: str, zone: str, width: int) -> None:
    leg_map = made(qtbot, width, int(width * 1.3))
    told: list[object] = []
    leg_map.zones_changed.connect(told.append)
    qtbot.mouseClick(leg_map, Qt.MouseButton.LeftButton, pos=middle(leg_map, leg, zone))
    assert leg_map.zones() == {(leg, zone)}
    qtbot.mouseClick(leg_map, Qt.MouseButton.LeftButton, pos=middle(leg_map, leg, zone))
    assert leg_map.zones() == frozenset()
    assert told == [frozenset({(leg, zone)}), frozenset()]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_legs_never_swap_with_the_direction_of_reading(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    leg_map = made(qtbot)
    leg_map.setLayoutDirection(direction)
    assert middle(leg_map, "left", "outer_calf").x() < 200 < middle(leg_map, "right", "outer_calf").x()


def test_press_beside_a_narrow_zone_takes_the_nearest(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    box = leg_map.button("left", "outer_calf").geometry()
    assert leg_map.zone_at(QPointF(box.left() - 3, box.center().y())) == ("left", "outer_calf")
    assert leg_map.zone_at(QPointF(2, 2)) is None


@pytest.mark.slow
@pytest.mark.parametrize(("leg", "zone"), ALL)
def test_target_is_44_pixels_high_and_where_anatomy_permits_as_wide(qtbot: QtBot, leg: str, zone: str) -> None:
    leg_map = made(qtbot)
    at = middle(leg_map, leg, zone)

    def reach(dx: int, dy: int, most: int) -> int:
        """So many pixels from the middle on belong to the zone without a gap."""
        steps = range(1, most + 1)
        places = (leg_map.zone_at(QPointF(at.x() + dx * step, at.y() + dy * step)) for step in steps)
        return sum(1 for _place in takewhile(lambda place: place == (leg, zone), places))

    wide = 22 if zone == "middle_calf" else 34
    assert 1 + reach(0, -1, 44) + reach(0, 1, 44) >= 44
    assert 1 + reach(-1, 0, wide) + reach(1, 0, wide) >= wide


def test_tab_walks_through_all_fourteen_zones(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    leg_map.button(*ALL[0]).setFocus()
    walked = []
    for _stop in ALL:
        button = QApplication.focusWidget()
        walked.append(next(key for key in ALL if leg_map.button(*key) is button))
        qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert walked == ALL


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_choose_the_focused_zone(qtbot: QtBot, key: Qt.Key) -> None:
    leg_map = made(qtbot)
    button = leg_map.button("right", "heel_cord")
    button.setFocus()
    qtbot.keyClick(button, key)
    assert leg_map.zones() == {("right", "heel_cord")}


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (("left", "outer_calf"), Qt.Key.Key_Right, ("left", "middle_calf")),
        (("left", "inner_calf"), Qt.Key.Key_Right, ("right", "inner_calf")),
        (("right", "lower_calf"), Qt.Key.Key_Down, ("right", "heel_cord")),
        (("right", "lower_calf"), Qt.Key.Key_Up, ("right", "middle_calf")),
        (("left", "behind_knee"), Qt.Key.Key_Up, ("left", "behind_knee")),
    ],
)
def test_arrows_go_to_the_next_zone_that_way(
    qtbot: QtBot, start: tuple[str, str], key: Qt.Key, end: tuple[str, str]
) -> None:
    leg_map = made(qtbot)
    leg_map.button(*start).setFocus()
    qtbot.keyClick(leg_map.button(*start), key)
    assert QApplication.focusWidget() is leg_map.button(*end)


def test_every_zone_has_a_name_for_the_screen_reader(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    assert leg_map.button("left", "outer_calf").accessibleName() == "Left, outer calf"
    assert len({leg_map.button(*key).accessibleName() for key in ALL}) == 14


def test_chosen_zone_is_filled_and_ticked(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    assert count_of(picture(leg_map), PALETTE.cramp) == 0
    leg_map.set_zones(frozenset({("left", "lower_calf")}))
    image = picture(leg_map)
    at = middle(leg_map, "left", "lower_calf")
    around = {image.pixelColor(at.x() + dx, at.y() + dy).name() for dx in range(-12, 13) for dy in range(-12, 13)}
    assert PALETTE.cramp.lower() in around
    assert PALETTE.on_cramp.lower() in around


def test_focus_ring_of_three_pixels_stands_round_the_zone(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    button = leg_map.button("left", "behind_knee")
    button.setFocus()
    assert button.property("own_focus_ring")
    image, x = picture(leg_map), middle(leg_map, "left", "behind_knee").x()
    ring = [y for y in range(button.y()) if image.pixelColor(x, y).name() == PALETTE.action.lower()]
    assert 2 <= len(ring) <= 4


def test_showing_zones_tells_nobody(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    told: list[object] = []
    leg_map.zones_changed.connect(told.append)
    leg_map.set_zones(frozenset(ALL))
    assert leg_map.zones() == frozenset(ALL)
    assert told == []


def test_unknown_zone_is_refused(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    with pytest.raises(ValueError, match="elbow"):
        leg_map.set_zones(frozenset({("left", "elbow")}))


def test_counts_are_shown_and_cannot_be_changed(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    plain = picture(leg_map)
    leg_map.set_counts({("left", "outer_calf"): 12, ("right", "arch"): 1})
    qtbot.mouseClick(leg_map, Qt.MouseButton.LeftButton, pos=middle(leg_map, "left", "outer_calf"))
    assert leg_map.zones() == frozenset()
    assert picture(leg_map) != plain
    assert leg_map.button("left", "outer_calf").accessibleDescription() == "12"


def test_all_chosen_zones_are_named_without_being_cut(qtbot: QtBot) -> None:
    leg_map = made(qtbot)
    leg_map.set_zones(frozenset(ALL))
    leg_map.button(*ALL[0]).clearFocus()
    said = leg_map._said
    assert said.text().count("·") == 13
    assert said.height() >= said.heightForWidth(said.width())
