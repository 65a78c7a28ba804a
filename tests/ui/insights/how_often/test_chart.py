"""Zoom and pan of the chart by keys, wheel, drag and buttons; marks that can be read; nothing that jumps."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QRegion, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn, Pause
from calfstretch.domain.person import MarkedChange
from calfstretch.insights.series import Step
from calfstretch.ui.insights.how_often.chart import ChartView
from calfstretch.ui.insights.how_often.section import HowOften
from calfstretch.ui.insights.how_often.view_range import LEAST_DAYS, ViewRange
from tests.ui.insights.test_insights_screen import YESTERDAY, chart_of, opened, part

LONG = "New shoes with a softer heel, a wider toe and a lace that holds, worn on every second day"


@pytest.fixture
def how_often(tmp_path: Path, qtbot: QtBot) -> HowOften:
    return part(opened(tmp_path, qtbot, 400))


def seen(chart: ChartView) -> ViewRange:
    assert chart.window_ is not None
    return chart.window_.seen


def wheel(chart: ChartView, x: float, notches: float, held: Qt.KeyboardModifier) -> QWheelEvent:
    at = QPointF(x, chart.height() / 2)
    event = QWheelEvent(
        at, chart.mapToGlobal(at), QPoint(), QPoint(0, int(120 * notches)), Qt.MouseButton.NoButton,
        held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)
    return event


def test_plus_and_minus_zoom_and_home_leads_back(how_often: HowOften) -> None:
    chart = how_often.chart
    home = seen(chart)
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert seen(chart).days < home.days
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert seen(chart).is_same(home)
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert seen(chart).days > home.days
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert seen(chart) == home


def test_nobody_gets_closer_than_two_weeks_or_beyond_the_diary(how_often: HowOften) -> None:
    chart = how_often.chart
    for _ in range(20):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert seen(chart).days == pytest.approx(LEAST_DAYS)
    assert chart.step is Step.DAY
    for _ in range(10):
        QTest.keyClick(chart, Qt.Key.Key_PageDown)
    assert seen(chart).last >= YESTERDAY
    assert not how_often.moves.later.isEnabled() and not how_often.moves.closer.isEnabled()
    for _ in range(80):
        QTest.keyClick(chart, Qt.Key.Key_PageUp)
    assert chart.shown.bins[0].first <= YESTERDAY - timedelta(days=399)
    assert not how_often.moves.earlier.isEnabled()


def test_shift_and_an_arrow_pan_without_a_bar_being_chosen(how_often: HowOften) -> None:
    chart = how_often.chart
    before = seen(chart)
    QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert seen(chart).left == pytest.approx(before.left - before.days / 4)
    assert chart.day_of_current() is None
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert seen(chart).is_same(before)


def test_ctrl_and_the_wheel_zoom_where_the_pointer_is(how_often: HowOften) -> None:
    chart = how_often.chart
    x = chart.width() * 0.7
    before = chart._scale().day(x)
    assert wheel(chart, x, 2, Qt.KeyboardModifier.ControlModifier).isAccepted()
    assert chart._scale().day(x) == pytest.approx(before, abs=0.3)
    assert not wheel(chart, x, 2, Qt.KeyboardModifier.NoModifier).isAccepted()


def test_a_drag_pans_and_chooses_nothing(how_often: HowOften) -> None:
    chart = how_often.chart
    before = seen(chart)
    begin = QPoint(300, 200)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=begin)
    chart.mouseMoveEvent(_move(chart, begin + QPoint(60, 0)))
    chart.mouseMoveEvent(_move(chart, begin + QPoint(120, 0)))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=begin + QPoint(120, 0))
    assert seen(chart).left == pytest.approx(before.left - 120 / chart.plot_width * before.days)
    assert seen(chart).days == pytest.approx(before.days)
    assert chart.day_of_current() is None


def _move(chart: ChartView, at: QPoint) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), chart.mapToGlobal(QPointF(at)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_there_is_a_button_for_every_drag_and_a_line_says_what_is_seen(how_often: HowOften) -> None:
    chart, moves = how_often.chart, how_often.moves
    assert moves.words.text() == "25 May to 21 Nov 2026, a bar a week"
    assert moves.back.isHidden()
    before = seen(chart)
    QTest.mouseClick(moves.earlier, Qt.MouseButton.LeftButton)
    assert seen(chart).left < before.left
    QTest.mouseClick(moves.closer, Qt.MouseButton.LeftButton)
    assert seen(chart).days < before.days
    assert moves.words.accessibleName() == moves.words.text() == chart.seen_words()
    QTest.mouseClick(moves.wider, Qt.MouseButton.LeftButton)
    QTest.mouseClick(moves.later, Qt.MouseButton.LeftButton)
    assert seen(chart).is_same(before)
    QTest.mouseClick(moves.earlier, Qt.MouseButton.LeftButton)
    assert moves.back.words() == "Back to 6 months"
    QTest.mouseClick(moves.back, Qt.MouseButton.LeftButton)
    assert seen(chart) == before


def test_the_bar_chosen_stays_in_sight_through_zoom_and_its_day_stays_chosen(how_often: HowOften) -> None:
    chart = how_often.chart
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    day = chart.day_of_current()
    assert day is not None
    for key in [Qt.Key.Key_Plus] * 12 + [Qt.Key.Key_Minus] * 20:
        QTest.keyClick(chart, key)
        assert seen(chart).first <= day <= seen(chart).last
        assert chart.day_of_current() == day
        bar = chart._bar(chart.current)
        assert bar is not None and bar.first <= day <= bar.last


def test_walking_brings_the_next_bar_in_sight(how_often: HowOften) -> None:
    chart = how_often.chart
    for _ in range(40):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    day = chart.day_of_current()
    assert day is not None and seen(chart).first <= day <= seen(chart).last
    assert seen(chart).left < chart.window_.home.left  # type: ignore[union-attr]


def test_the_value_axis_stands_still_while_one_pans(how_often: HowOften) -> None:
    chart = how_often.chart
    ranges = [box.viewRange()[1] for box in chart._boxes]
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_PageUp)
        assert [box.viewRange()[1] for box in chart._boxes] == ranges


def test_the_table_has_the_numbers_of_what_is_seen(how_often: HowOften) -> None:
    chart = how_often.chart
    for _ in range(9):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    (table,) = how_often.numbers()
    assert table.headers[0] == "Day"
    assert len(table.rows) == len(chart.shown.bins) < 40


def test_what_is_written_elsewhere_leaves_the_days_seen_alone(how_often: HowOften) -> None:
    chart = how_often.chart
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    QTest.keyClick(chart, Qt.Key.Key_PageUp)
    before = seen(chart)
    how_often.context.journal.write("add checkins", [CheckIn(day=YESTERDAY, spasms=3)])
    assert seen(chart).left == pytest.approx(before.left)
    assert seen(chart).days == pytest.approx(before.days)


def test_marks_are_read_with_their_bar_by_pointer_and_in_the_table(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    journal, chart = screen._context.journal, chart_of(screen)
    journal.write("x", [MarkedChange(day=YESTERDAY - timedelta(days=9), text=LONG)])
    journal.write("x", [Pause(first_day=YESTERDAY - timedelta(days=30), last_day=YESTERDAY - timedelta(days=20))])
    (label,) = chart._marks_item.labels
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert part(screen).readout.text().endswith(f". {LONG} from 12 Nov")
    box = chart._marks_item._box(label)
    QTest.mouseMove(chart, chart._view.mapFromScene(box.center()))
    assert part(screen).readout.text() == f"1, Thursday 12 November: {LONG}"
    bars, marks = part(screen).numbers()
    assert len(bars.rows) == 26
    assert marks.rows == (
        ("1", "Thursday 12 November", LONG),
        ("", "22 Oct 2026 to 1 Nov 2026", "Pause"),
    )
    assert "Shaded: a pause." in part(screen).legend.text()


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_picture_paints_the_same_on_any_device(tmp_path: Path, qtbot: QtBot, scale: float) -> None:
    chart = chart_of(opened(tmp_path, qtbot, 190, scale=scale))
    path = tmp_path / "chart.svg"
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(chart.size())
    generator.setViewBox(chart.rect())
    painter = QPainter(generator)
    chart.paint_on(painter)
    painter.end()
    drawn = path.read_text(encoding="utf-8")
    assert "<image" not in drawn, "a picture of pixels inside the drawing"
    assert chart._theme.colour("cramp").name() in drawn
    twice = QImage(chart.size() * 2, QImage.Format.Format_RGB32)
    twice.fill(0)
    painter = QPainter(twice)
    painter.scale(2, 2)
    chart.paint_on(painter)
    painter.end()
    once = chart.grab().toImage()
    assert once.size() == QSize(chart.width(), chart.height())
    bar = chart._scale().x((YESTERDAY - timedelta(days=3)).toordinal())
    y = int(chart._boxes[3].sceneBoundingRect().bottom()) - 5
    assert twice.pixelColor(int(bar * 2), y * 2) == once.pixelColor(int(bar), y) == chart._theme.colour("action")


@pytest.mark.slow
def test_a_part_drawn_anew_is_the_same_as_in_the_whole(how_often: HowOften) -> None:
    viewport = how_often.chart._view.viewport()
    whole = viewport.grab().toImage()
    for left in (100, 237, 500, viewport.width() - 60):
        part_of_it = QRect(left, 0, 37, viewport.height())
        again = QImage(whole)
        painter = QPainter(again)
        painter.fillRect(part_of_it, how_often._theme.colour("text"))
        viewport.render(painter, part_of_it.topLeft(), QRegion(part_of_it))
        painter.end()
        # a line that is cut off is smoothed a shade differently
        assert np.abs(_shades(again) - _shades(whole)).max() < 12, left


def _shades(image: QImage) -> np.ndarray:
    return np.frombuffer(bytes(image.constBits()), dtype=np.uint8).astype(int)
