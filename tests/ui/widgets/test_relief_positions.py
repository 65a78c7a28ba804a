"""The three relief drawings: each drawn whole, in every theme."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.relief_positions import ReliefPicture, ReliefPosition
from tests.ui.widgets.pixels import count_of, picture


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
