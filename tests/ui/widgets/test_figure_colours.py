"""The figure's colours: every shape that tells something stands 3:1 in every theme."""

from __future__ import annotations

import pytest

from calfstretch.ui.colours import contrast
from calfstretch.ui.theme import PALETTES, load_palette
from calfstretch.ui.widgets.figure_paint import body_colours

# Left out, because they lie on a shape of their own: the shoe's sole, the eye, and what the chair's frame goes round.
SHAPES = (
    "skin", "skin_shade", "hair", "shirt", "shirt_shade", "shoe", "active", "other", "feel", "chair", "towel", "floor",
)  # fmt: skip


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("shape", SHAPES)
def test_shape_stands_three_to_one_on_ground_and_card(shape: str, name: str) -> None:
    palette = load_palette(name)
    shown = getattr(body_colours(palette), shape).name()
    for under in (palette.ground, palette.card):
        assert contrast(shown, under) >= 3.0


@pytest.mark.parametrize("name", PALETTES)
def test_arm_and_sleeve_of_the_far_side_are_shaded_where_there_is_room(name: str) -> None:
    colours = body_colours(load_palette(name))
    assert contrast(colours.skin_shade.name(), colours.skin.name()) >= 1.1


@pytest.mark.parametrize("name", PALETTES)
def test_words_at_the_calf_and_letters_on_the_soles_stand_seven_to_one(name: str) -> None:
    palette = load_palette(name)
    for ink, under in (
        (palette.feel, palette.ground), (palette.on_action, palette.action), (palette.text, palette.card),
    ):  # fmt: skip
        assert contrast(ink, under) >= 7.0


@pytest.mark.parametrize("name", PALETTES)
def test_calf_stands_out_from_the_leg_by_an_edge_of_ground(name: str) -> None:
    colours = body_colours(load_palette(name))
    for shape in (colours.active, colours.feel):
        assert contrast(shape.name(), colours.ground.name()) >= 3.0


def test_night_is_dark() -> None:
    colours = body_colours(load_palette("night"))
    assert colours.ground.lightnessF() < 0.05
    for paint in colours:
        red, green, blue, _alpha = paint.getRgbF()
        assert blue <= red / 1.3, "warm: hardly any blue light"
        assert green <= red / 1.3
        assert paint.lightnessF() < 0.75
