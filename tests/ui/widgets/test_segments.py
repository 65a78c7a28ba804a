"""The bar of holds: true to length, filled by what is held, in the direction of reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.segments import Segment, Segments
from tests.ui.widgets.pixels import count_of, middle_x, picture

PALETTE = load_palette("light")


def made(qtbot: QtBot) -> Segments:
    bar = Segments(PALETTE)
    qtbot.addWidget(bar)
    bar.resize(400, 24)
    return bar


def test_boxes_are_as_long_as_their_holds(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_segments([Segment(30), Segment(60), Segment(30)])
    first, second, third = (box.width() for box in bar.boxes())
    assert second == pytest.approx(2 * first)
    assert third == pytest.approx(first)
    assert bar.boxes()[-1].right() == pytest.approx(399)


def test_fill_grows_with_the_held_part(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_segments([Segment(30, 0.0)])
    none = count_of(picture(bar), PALETTE.action)
    bar.set_segments([Segment(30, 0.5)])
    half = count_of(picture(bar), PALETTE.action)
    bar.set_segments([Segment(30, 1.0)])
    assert none == 0
    assert count_of(picture(bar), PALETTE.action) > 1.8 * half > 0


def test_current_hold_has_a_mark_under_it(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_segments([Segment(30, 1.0), Segment(30, 0.2)], current=1)
    box = bar.boxes()[1]
    assert middle_x(picture(bar), PALETTE.text) == pytest.approx(box.center().x(), abs=2)


def test_bar_runs_from_the_right_where_people_read_from_the_right(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.set_segments([Segment(30, 1.0), Segment(30, 0.0)])
    assert bar.boxes()[0].left() > bar.boxes()[1].right()
    assert middle_x(picture(bar), PALETTE.action) > 200


def test_no_holds_are_an_empty_bar(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_segments([])
    assert bar.boxes() == []
    assert count_of(picture(bar), PALETTE.action) == 0


def test_description_reaches_the_screen_reader(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_description("Holds", "1 of 2 holds done")
    assert (bar.accessibleName(), bar.accessibleDescription()) == ("Holds", "1 of 2 holds done")
