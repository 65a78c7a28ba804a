"""The soles: left stays left, the active one is filled and forward."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.soles import Soles
from tests.ui.widgets.pixels import count_of, middle_x, picture

PALETTE = load_palette("light")


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize(("leg", "on_left"), [("left", True), ("right", False)])
def test_active_sole_is_filled_on_its_own_side(
    qtbot: QtBot, leg: str, on_left: bool, direction: Qt.LayoutDirection
) -> None:
    soles = Soles(PALETTE)
    qtbot.addWidget(soles)
    soles.setLayoutDirection(direction)
    soles.resize(120, 160)
    soles.set_shares(float(leg == "left"), float(leg == "right"))
    assert (middle_x(picture(soles), PALETTE.action) < 60) is on_left


def test_active_sole_stands_further_forward(qtbot: QtBot) -> None:
    soles = Soles(PALETTE)
    qtbot.addWidget(soles)
    soles.resize(120, 160)
    soles.set_shares(1.0, 0.0)
    image = picture(soles)
    action = PALETTE.action.lower()
    rows = [y for y in range(160) if any(image.pixelColor(x, y).name() == action for x in range(60))]
    assert sum(rows) / len(rows) < 80


def test_without_an_active_leg_none_is_filled(qtbot: QtBot) -> None:
    soles = Soles(PALETTE)
    qtbot.addWidget(soles)
    soles.resize(120, 160)
    assert count_of(picture(soles), PALETTE.action) == 0
    assert count_of(picture(soles), PALETTE.line) > 50


def test_soles_change_places_little_by_little(qtbot: QtBot) -> None:
    soles = Soles(PALETTE)
    qtbot.addWidget(soles)
    soles.resize(120, 160)
    heights = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        soles.set_shares(1.0 - share, share)
        image = picture(soles)
        ground = image.pixel(60, 0)
        heights.append(next(y for y in range(160) if any(image.pixel(x, y) != ground for x in range(70, 120))))
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 5
