"""The ring: what it repaints, and that a small repaint shows the same as a full one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from pytestqt.qtbot import QtBot

from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets.ring import Ring
from tests.ui.widgets.pixels import count_of, picture


class Repaints(QObject):
    """Notes the rectangles a widget repaints."""

    def __init__(self, ring: Ring) -> None:
        super().__init__(ring)
        self.rects: list[QRect] = []
        ring.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def made(qtbot: QtBot, side: int = 300) -> Ring:
    ring = Ring(load_palette("light"))
    qtbot.addWidget(ring)
    ring.resize(side, side)
    ring.set_digits("30")
    return ring


def shown(qtbot: QtBot) -> tuple[Ring, Repaints]:
    ring = made(qtbot)
    ring.show()
    qtbot.waitExposed(ring)
    qtbot.wait(1)
    return ring, Repaints(ring)


def test_change_under_a_pixel_of_arc_repaints_nothing(qtbot: QtBot) -> None:
    ring, repaints = shown(qtbot)
    ring.set_fraction(0.5)
    qtbot.waitUntil(lambda: bool(repaints.rects))
    repaints.rects.clear()
    ring.set_fraction(0.5 - 0.3 / 940)
    ring.set_digits("30")
    qtbot.wait(1)
    assert repaints.rects == []
    assert ring.fraction() == 0.5


def test_tick_repaints_the_end_of_the_arc_and_not_the_ring(qtbot: QtBot) -> None:
    ring, repaints = shown(qtbot)
    ring.set_fraction(0.5)
    qtbot.waitUntil(lambda: bool(repaints.rects))
    repaints.rects.clear()
    ring.set_fraction(0.5 - 0.1 / 30)
    qtbot.waitUntil(lambda: bool(repaints.rects))
    assert all(rect.width() * rect.height() < 0.02 * 300 * 300 for rect in repaints.rects)


@pytest.mark.parametrize("start", [1.0, 0.99, 0.76, 0.5, 0.26, 0.12, 0.03])
@pytest.mark.parametrize("side", [120, 301])
def test_small_repaint_shows_the_same_as_a_full_one(qtbot: QtBot, start: float, side: int) -> None:
    ring = made(qtbot, side)
    ring.set_fraction(start)
    image = picture(ring)
    for tick in range(1, 9):
        end = start - tick * 0.003
        dirty = ring._changed_rect(ring.fraction(), max(0.0, end))
        before = ring.fraction()
        ring.set_fraction(end)
        if ring.fraction() != before:
            _paint_part(ring, image, dirty)
    assert image == picture(ring)


def _paint_part(ring: Ring, image: QImage, part: QRect) -> None:
    """The part of the ring alone, over a picture of what stood there before."""
    inside = part.intersected(ring.rect())
    ring.render(image, inside.topLeft(), QRegion(inside))


def test_digits_change_stays_within_their_own_rectangle(qtbot: QtBot) -> None:
    ring = made(qtbot)
    ring.set_digits("18")
    first, room = picture(ring), ring._digits_rect()
    ring.set_digits("47")
    second, room = picture(ring), room.united(ring._digits_rect())
    changed = [(x, y) for y in range(0, 300) for x in range(0, 300) if first.pixel(x, y) != second.pixel(x, y)]
    assert changed
    assert all(room.contains(x, y) for x, y in changed)


@pytest.mark.slow
@pytest.mark.parametrize("digits", ["7", "30", "120", "1:30"])
@pytest.mark.parametrize("side", [80, 200, 500])
def test_digits_stay_inside_the_circle(qtbot: QtBot, digits: str, side: int) -> None:
    ring = made(qtbot, side)
    ring.set_digits(digits)
    text = load_palette("light").text
    image = picture(ring)
    assert count_of(image, text) > 0
    middle, clear = side / 2, ring._arc_box().width() / 2 - ring._arc_width() / 2
    wanted = load_palette("light").text.lower()
    for y in range(0, side, 2):
        for x in range(0, side, 2):
            if image.pixelColor(x, y).name() == wanted:
                assert (x - middle) ** 2 + (y - middle) ** 2 <= clear**2


def test_two_digits_stand_at_least_a_third_of_the_ring(qtbot: QtBot) -> None:
    ring = made(qtbot, 400)
    ring.set_digits("18")
    two = ring.digit_height()
    assert two >= 400 / 3
    ring.set_digits("9")
    assert ring.digit_height() == two, "the last seconds do not jump in size"


def test_arc_is_full_at_the_start_and_gone_at_the_end(qtbot: QtBot) -> None:
    action = load_palette("light").action
    ring = made(qtbot)
    full = count_of(picture(ring), action)
    ring.set_fraction(0.5)
    half = count_of(picture(ring), action)
    ring.set_fraction(-1.0)
    assert 0.45 * full < half < 0.55 * full
    assert count_of(picture(ring), action) == 0
