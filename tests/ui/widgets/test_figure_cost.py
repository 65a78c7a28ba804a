"""What the figure's movement costs: counted pictures and painted pixels, never time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import Variant
from calfstretch.ui.theme import load_palette
from calfstretch.ui.widgets import figure_layers
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_pose import FigureStep, pose, pose_between
from tests.ui.widgets.pixels import picture

SIZES = [(400, 450), (1600, 1000)]


class Paints(QObject):
    """The areas that are painted, picture by picture."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self.areas: list[int] = []
        figure.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(sum(rect.width() * rect.height() for rect in event.region()))
        return False


@pytest.fixture(params=SIZES)
def figure(qtbot: QtBot, request: pytest.FixtureRequest) -> Figure:
    figure = Figure(load_palette("light"))
    qtbot.addWidget(figure)
    figure.resize(*request.param)
    figure.set_label("feel it here")
    figure.set_arrow(True)
    figure.set_step(FigureStep.HOLD, "right")
    figure.show()
    QApplication.processEvents()
    return figure


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which parts are drawn, not copied."""
    parts: list[str] = []
    for name in ("draw_scenery", "draw_lower", "draw_upper"):
        real = getattr(figure_layers, name)

        def noted(*args: object, _name: str = name, _real: object = real, **named: object) -> None:
            parts.append(_name)
            _real(*args, **named)  # type: ignore[operator]

        monkeypatch.setattr(figure_layers, name, noted)
    return parts


def breathe(figure: Figure, levels: range) -> None:
    for level in levels:
        figure.set_pose(pose(FigureStep.HOLD, "right", level / 10))
        QApplication.processEvents()


def test_a_breath_paints_head_chest_and_arms_and_no_leg(figure: Figure) -> None:
    paints = Paints(figure)
    breathe(figure, range(1, 11))
    assert len(paints.areas) == 10
    placing = figure._placing()
    body = placing.m11() ** 2 * 1.2
    assert max(paints.areas) < body, "an area about as large as trunk, arms and head"
    assert max(paints.areas) < figure.width() * figure.height() / 3


def test_the_second_breath_draws_nothing(figure: Figure, drawn: list[str]) -> None:
    breathe(figure, range(1, 11))
    breathe(figure, range(10, -1, -1))
    assert drawn.count("draw_lower") <= 1
    drawn.clear()
    for _breath in range(3):
        breathe(figure, range(1, 11))
        breathe(figure, range(10, -1, -1))
    assert drawn == []


def test_the_same_pose_again_paints_nothing(figure: Figure) -> None:
    paints = Paints(figure)
    for _again in range(5):
        figure.set_step(FigureStep.HOLD, "right")
        figure.set_label("feel it here")
        figure.set_arrow(True)
        QApplication.processEvents()
    assert paints.areas == []


def test_the_chair_is_drawn_once_for_all_ways(figure: Figure, drawn: list[str]) -> None:
    start, end = pose(FigureStep.HOLD, "right"), pose(FigureStep.SWAP, "left")
    for i in range(12):
        figure.set_pose(pose_between(start, end, i / 11))
        QApplication.processEvents()
    assert drawn.count("draw_scenery") == 0, "it stood before the way began"
    assert drawn.count("draw_lower") <= 12


def test_another_size_or_theme_keeps_nothing_old(figure: Figure, drawn: list[str]) -> None:
    figure.resize(figure.width() - 40, figure.height())
    QApplication.processEvents()
    assert drawn.count("draw_scenery") == 1
    figure.set_palette_colours(load_palette("night"))
    QApplication.processEvents()
    assert drawn.count("draw_scenery") == 2


@pytest.mark.parametrize(("leg", "variant"), [("left", Variant.KNEE_STRAIGHT), ("right", Variant.SEATED)])
def test_what_is_copied_looks_like_what_is_drawn(qtbot: QtBot, leg: str, variant: Variant) -> None:
    def fresh() -> Figure:
        figure = Figure(load_palette("light"))
        qtbot.addWidget(figure)
        figure.set_variant(variant)
        figure.resize(420, 460)
        figure.set_label("feel it here")
        figure.set_arrow(True)
        return figure

    moved = fresh()
    moved.show()
    for _breath in range(2):
        for level in (*range(11), *range(10, -1, -1), *range(7)):
            moved.set_pose(pose(FigureStep.HOLD, leg, level / 10, variant))
            QApplication.processEvents()
    still = fresh()
    still.set_pose(pose(FigureStep.HOLD, leg, 0.6, variant))
    one, two = picture(moved), picture(still)
    different = sum(
        abs(one.pixelColor(x, y).lightness() - two.pixelColor(x, y).lightness()) > 12
        for y in range(0, 460, 2)
        for x in range(0, 420, 2)
    )
    assert different == 0


@pytest.mark.parametrize(
    "variant", [Variant.KNEE_STRAIGHT, pytest.param(Variant.KNEE_BENT, marks=pytest.mark.slow), Variant.SEATED]
)
def test_what_is_painted_anew_covers_all_that_moved(qtbot: QtBot, variant: Variant) -> None:
    figure = Figure(load_palette("light"))
    qtbot.addWidget(figure)
    figure.set_variant(variant)
    figure.resize(420, 460)
    start, end = pose(FigureStep.HOLD, "right", 0.0, variant), pose(FigureStep.SWAP, "left", 0.0, variant)
    poses = [pose_between(start, end, i / 6) for i in range(7)]
    poses = [pose(FigureStep.HOLD, "right", 1.0, variant), pose(FigureStep.HOLD, "right", 0.5, variant), *poses]
    for before, after in zip(poses, poses[1:], strict=False):
        figure.set_pose(before)
        one = picture(figure)
        figure.set_pose(after)
        two = picture(figure)
        rect = figure._layers.changed(before, after, figure._placing())
        outside = [
            (x, y)
            for y in range(0, 460, 2)
            for x in range(0, 420, 2)
            if not rect.contains(x, y) and one.pixel(x, y) != two.pixel(x, y)
        ]
        assert outside == [], (rect, before.stance, after.stance)
