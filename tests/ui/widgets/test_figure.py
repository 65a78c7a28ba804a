"""The painted figure: the colours of its roles, its words, its sizes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_paint import body_colours
from calfstretch.ui.widgets.figure_pose import FigureStep, pose
from tests.ui.widgets.pixels import count_of, middle_x, picture


def made(qtbot: QtBot, name: str = "light", width: int = 300, height: int = 400) -> Figure:
    figure = Figure(load_palette(name))
    qtbot.addWidget(figure)
    figure.resize(width, height)
    return figure


@pytest.mark.slow
@pytest.mark.parametrize(("name", "leg"), [("light", "left"), ("dark", "right"), ("night", "left")])
def test_every_role_of_the_figure_is_to_be_seen(qtbot: QtBot, name: str, leg: str) -> None:
    figure = made(qtbot, name)
    figure.set_step(FigureStep.HOLD, leg)
    image = picture(figure)
    palette = load_palette(name)
    for role in ("skin", "hair", "shoe", "shirt", "trousers", "other_leg", "chair", "feel", "line"):
        assert count_of(image, getattr(palette, role)) > 40, role


def test_active_leg_is_the_one_in_front(qtbot: QtBot) -> None:
    palette = load_palette("light")
    for leg in ("left", "right"):
        figure = made(qtbot)
        figure.set_step(FigureStep.HOLD, leg)
        image = picture(figure)
        assert middle_x(image, palette.trousers) > middle_x(image, palette.other_leg)


def test_calf_lies_on_the_rear_side_of_the_active_leg(qtbot: QtBot) -> None:
    palette = load_palette("light")
    figure = made(qtbot)
    figure.set_step(FigureStep.STEP, "right")
    image = picture(figure)
    assert middle_x(image, palette.feel) < middle_x(image, palette.shoe) + 40
    assert count_of(image, palette.feel) < count_of(image, palette.trousers)


def test_words_and_arrow_add_to_the_picture_and_keep_the_figure_whole(qtbot: QtBot) -> None:
    palette = load_palette("light")
    figure = made(qtbot, width=360)
    figure.set_step(FigureStep.HOLD, "right")
    plain = count_of(picture(figure), palette.feel)
    figure.set_arrow(True)
    with_arrow = count_of(picture(figure), palette.feel)
    figure.set_label("feel it here")
    with_words = picture(figure)
    assert plain < with_arrow < count_of(with_words, palette.feel)
    assert count_of(with_words, palette.hair) > 40


def test_long_words_break_and_stay_inside_a_narrow_picture(qtbot: QtBot) -> None:
    palette = load_palette("light")
    figure = made(qtbot, width=220, height=420)
    figure.set_step(FigureStep.HOLD, "right")
    figure.set_label("hier in der Wade spürbar")
    image = picture(figure)
    edge = [image.pixelColor(0, y).name() for y in range(image.height())]
    assert palette.feel.lower() not in edge
    assert count_of(image, palette.feel) > 100


def test_smallest_picture_still_shows_the_coloured_leg(qtbot: QtBot) -> None:
    figure = made(qtbot, width=80, height=100)
    figure.set_step(FigureStep.HOLD, "right")
    assert count_of(picture(figure), load_palette("light").trousers) > 10


def test_new_theme_repaints_in_its_colours(qtbot: QtBot) -> None:
    figure = made(qtbot)
    figure.set_palette_colours(load_palette("night"))
    assert count_of(picture(figure), load_palette("night").trousers) > 40


def test_pose_and_words_for_screen_readers_can_be_read_back(qtbot: QtBot) -> None:
    figure = made(qtbot)
    figure.set_pose(pose(FigureStep.SWAP, "left"))
    figure.set_description("Swap legs", "A person stands beside a chair, feet together.")
    assert figure.shown_pose() == pose(FigureStep.SWAP, "left")
    assert figure.accessibleName() == "Swap legs"
    assert "feet together" in figure.accessibleDescription()


def test_small_picture_leaves_fine_lines_out_and_keeps_leg_calf_and_arrow(qtbot: QtBot) -> None:
    palette = load_palette("light")
    small, large = made(qtbot, width=130, height=180), made(qtbot, width=300, height=420)
    shade = body_colours(palette).chair_shade.name()
    for figure in (small, large):
        figure.set_step(FigureStep.HOLD, "right")
        figure.set_arrow(True)
    share = [count_of(picture(figure), shade) / figure.width() / figure.height() for figure in (small, large)]
    assert share[0] < share[1], "the hind legs of the chair are left out"
    shown = picture(small)
    assert count_of(shown, palette.trousers) > 120
    assert count_of(shown, palette.feel) > 25
    assert count_of(shown, palette.other_leg) > 60
