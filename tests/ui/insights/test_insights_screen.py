"""Insights on screen: fast first picture, bars by keyboard and mouse, the same numbers as a table."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.day import CheckIn
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Look
from calfstretch.insights.series import Span, Step
from calfstretch.journal import Journal
from calfstretch.journal.journal import LOOK_STORED
from calfstretch.storage.database import open_diary
from calfstretch.ui.insights.how_often.chart import ChartView
from calfstretch.ui.insights.how_often.section import HowOften
from calfstretch.ui.insights.numbers_table import NumbersTable
from calfstretch.ui.insights.screen import InsightsScreen
from calfstretch.ui.theme import SMALL
from tests.import_rules import ROOT
from tests.ui.fakes import FakeDoors, make_context
from tests.ui.insights.invented import GAP, fill

YESTERDAY = date(2026, 11, 21)


def opened(
    tmp_path: Path,
    qtbot: QtBot,
    days: int,
    *,
    scale: float = 1.0,
    size: tuple[int, int] = (936, 740),
    look: str = "light",
) -> InsightsScreen:
    context = make_context(tmp_path, qtbot, scale=scale, look=look)
    if days:
        fill(context.journal, days)
    screen = InsightsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(*size)
    with qtbot.waitSignal(screen.filled, timeout=15_000):
        screen.show()
    return screen


def part(screen: InsightsScreen) -> HowOften:
    assert screen.how_often is not None
    return screen.how_often


def chart_of(screen: InsightsScreen) -> ChartView:
    return part(screen).chart


def table_of(screen: InsightsScreen) -> NumbersTable:
    QTest.mouseClick(part(screen).table_button, Qt.MouseButton.LeftButton)
    return part(screen).tables[0]


def doors(screen: InsightsScreen) -> FakeDoors:
    return cast(FakeDoors, screen._context.doors)


def test_the_sentence_stands_with_its_limits(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    said = part(screen).lead.accessibleName()
    assert "spasms in the last 28 days" in said
    assert "could be" in said
    assert "if spasms came at random" in part(screen).legend.text()


def test_the_first_picture_needs_neither_charts_nor_statistics() -> None:
    code = (
        "import sys; import calfstretch.ui.insights.screen\n"
        "print([name for name in ('numpy', 'scipy', 'pyqtgraph') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_loading_begins_after_the_placeholder_was_painted(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    fill(context.journal, 60)
    screen = InsightsScreen(context)
    qtbot.addWidget(screen)
    seen: list[bool] = []
    screen._placeholder.painted.connect(lambda: seen.append(not screen.sections))
    with qtbot.waitSignal(screen.filled, timeout=15_000):
        screen.show()
    assert seen == [True]


def test_an_empty_diary_shows_what_is_missing_and_no_axis(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 0)
    assert screen.empty.isVisible()
    assert not screen._drawing.isVisible()
    assert not screen.ranges.isVisible()
    assert not screen.sections


def test_the_first_answer_brings_the_chart(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 0)
    with qtbot.waitSignal(screen.filled, timeout=15_000):
        screen._context.journal.days.check_in(YESTERDAY, 0)
    assert part(screen).isVisible()
    assert part(screen).lead.accessibleName().startswith("Not enough days yet: 1 of 7 noted.")


def test_what_is_written_while_it_is_open_shows_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 40)
    before = part(screen).lead.accessibleName()
    journal = screen._context.journal
    journal.write("add checkins", [CheckIn(day=YESTERDAY, spasms=9)])
    screen._context.journal.write("add episodes", [Episode(at=journal.now().later(-86400)) for _ in range(9)])
    assert part(screen).lead.accessibleName() != before
    journal.write("add episodes", [Episode(at=journal.now())])
    assert "Today is not over yet: 1 spasm so far" in part(screen).notes.text()


def test_a_young_diary_opens_on_four_weeks_and_an_older_one_on_six_months(tmp_path: Path, qtbot: QtBot) -> None:
    assert opened(tmp_path / "young", qtbot, 20).ranges.value() is Span.FOUR_WEEKS
    assert opened(tmp_path / "old", qtbot, 90).ranges.value() is Span.SIX_MONTHS


def test_a_range_pressed_twice_stays_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 90)
    for _ in range(2):
        QTest.mouseClick(screen.ranges.chip(Span.ALL), Qt.MouseButton.LeftButton)
        assert screen.ranges.value() is Span.ALL


def test_the_arrows_walk_from_bar_to_bar_and_say_it(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    chart = chart_of(screen)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert part(screen).readout.text().startswith("Week of 16 Nov: ")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert part(screen).readout.text().startswith("Week of 9 Nov: ")
    assert chart.accessibleDescription() == part(screen).readout.text()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert part(screen).readout.text().startswith("Week of 16 Nov: ")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert part(screen).readout.text().startswith("Point at a bar")
    assert chart.accessibleDescription() == ""
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert part(screen).readout.text().startswith("Week of 25 May: ")


def test_enter_opens_the_last_ended_day_of_the_bar_in_history(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    chart = chart_of(screen)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert doors(screen).calls.made == []
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert doors(screen).calls.last("show_day") == (YESTERDAY,)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.mouseClick(part(screen).open_button, Qt.MouseButton.LeftButton)
    assert doors(screen).calls.last("show_day") == (date(2026, 11, 15),)


def test_the_button_to_history_is_there_when_there_is_a_bar_to_open(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 60)
    assert not part(screen).open_button.isVisible()
    QTest.keyClick(chart_of(screen), Qt.Key.Key_Left)
    assert part(screen).open_button.isVisible()


def test_the_pointer_reads_a_bar_in_passing_and_a_click_keeps_it(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    chart = chart_of(screen)
    right, middle = QPoint(chart.width() - 20, chart.height() // 2), QPoint(chart.width() // 2, 60)
    QTest.mouseMove(chart, right)
    assert part(screen).readout.text().startswith("Week of 16 Nov: ")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    kept = part(screen).readout.text()
    QTest.mouseMove(chart, right + QPoint(1, 0))  # a move to where it was before is none
    assert part(screen).readout.text() != kept
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert part(screen).readout.text() == kept


def test_the_table_has_the_numbers_of_the_chart(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    table = table_of(screen)
    assert table.isVisible() and not chart_of(screen).isVisible()
    assert part(screen).shown is not None
    model = table.rows
    assert model.rowCount() == len(part(screen).shown.bins)
    newest_first = list(reversed(part(screen).shown.bins))
    for row, bar in enumerate(newest_first):
        cells = [model.index(row, column).data() for column in range(model.columnCount())]
        assert cells[1] == f"{bar.count.known_days} of {bar.count.days}"
        assert (cells[3] == "too few days") is (bar.spasm_rate is None)
        if bar.count.known_days:
            assert cells[2] == str(bar.count.spasms)
        if bar.water_ml is not None:
            assert float(cells[5]) == pytest.approx(bar.water_ml / 1000, abs=0.0051)
    assert any(bar.spasm_rate is None for bar in newest_first)


@pytest.mark.parametrize(("width", "lines"), [(1000, 3), (1300, 2)])
def test_headings_take_a_line_more_where_the_table_would_not_fit(
    tmp_path: Path, qtbot: QtBot, width: int, lines: int
) -> None:
    screen = opened(tmp_path, qtbot, 190, size=(1300, 740))
    table = table_of(screen)
    screen.resize(width, 740)
    QApplication.processEvents()
    header = table.horizontalHeader()
    words = QFontMetrics(screen._theme.font(SMALL, 600)).lineSpacing()
    assert header.height() == lines * words + screen._theme.px(18)
    assert table.horizontalScrollBar().maximum() == 0
    assert all(header.sectionSize(n) >= header.sectionSizeHint(n) for n in range(header.count()))
    assert header.length() == table.viewport().width()


def test_enter_on_a_row_opens_its_days(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 60)
    table = table_of(screen)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert doors(screen).calls.last("show_day") == (date(2026, 11, 15),)
    QTest.mouseClick(part(screen).table_button, Qt.MouseButton.LeftButton)
    assert chart_of(screen).isVisible()


def test_the_gap_is_hatched_in_the_picture(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 190)
    chart = chart_of(screen)
    assert part(screen).shown is not None
    gap_day = YESTERDAY - timedelta(days=GAP.start + 6)
    bar = next(bar for bar in part(screen).shown.bins if bar.first <= gap_day <= bar.last)
    assert bar.spasm_rate is None
    water = chart._items[1]
    gap = water._edges.index((bar.first.toordinal(), bar.last.toordinal() + 1))
    assert water._strip is not None and water._strip.hatched[gap]
    picture = chart.grab().toImage()
    card = picture.pixelColor(2, 2)
    left, right = (chart._scale().x(day) for day in water._edges[gap])
    field = chart._boxes[1].sceneBoundingRect()
    top = int(field.top() + 0.3 * field.height())  # between two lines of the grid
    row = [picture.pixelColor(x, top) for x in range(int(left) + 6, int(right) - 6)]
    assert any(colour != card for colour in row), "nothing is drawn where days are unknown"
    assert any(colour == card for colour in row), "the field is filled, not hatched"


@pytest.mark.slow
def test_ten_years_become_months(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 3650)
    screen._choose_span(Span.ALL)
    assert part(screen).shown is not None
    assert part(screen).shown.step is Step.MONTH
    assert chart_of(screen).plot_width / len(part(screen).shown.bins) > 4


def test_nothing_inside_the_chart_takes_the_focus(tmp_path: Path, qtbot: QtBot) -> None:
    chart = chart_of(opened(tmp_path, qtbot, 60))
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus
    inner = chart.findChildren(QWidget)
    assert inner
    assert {child.focusPolicy() for child in inner} == {Qt.FocusPolicy.NoFocus}


def test_the_controls_have_names(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 60)
    for widget in (
        chart_of(screen),
        table_of(screen),
        screen.ranges,
        part(screen).table_button,
        part(screen).open_button,
    ):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_wheel_scrolls_the_page_and_not_the_chart(tmp_path: Path, qtbot: QtBot) -> None:
    chart = chart_of(opened(tmp_path, qtbot, 60))
    before = chart._boxes[0].viewRange()
    at = QPointF(chart.width() / 2, chart.height() / 2)
    event = QWheelEvent(
        at, chart.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)
    assert not event.isAccepted()
    assert chart._boxes[0].viewRange() == before


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale"), [((820, 560), 1.0), ((936, 740), 1.0), ((1120, 800), 2.0)])
def test_the_chart_is_never_squeezed_below_what_its_words_need(
    tmp_path: Path, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    screen = opened(tmp_path, qtbot, 190, scale=scale, size=size)
    chart = chart_of(screen)
    qtbot.waitUntil(lambda: chart.height() >= chart.minimumSizeHint().height())
    assert screen.horizontalScrollBar().maximum() == 0
    bottom = chart._dates.sceneBoundingRect().bottom()
    assert bottom <= chart.height() + 1, "the dates are cut off"
    for text in (part(screen).lead, part(screen).readout, part(screen).legend):
        qtbot.waitUntil(lambda text=text: text.height() >= text.heightForWidth(text.width()))


def test_a_change_of_theme_and_text_size_reaches_the_chart(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 60)
    chart, theme = chart_of(screen), screen._context.theme
    height = chart.minimumSizeHint().height()
    theme.set_theme("dark")
    theme.set_scale(2.0)
    picture: QImage = chart.grab().toImage()
    assert picture.pixelColor(2, 2) == theme.colour("card")
    assert chart.minimumSizeHint().height() > 1.7 * height


def test_what_the_page_itself_stores_does_not_draw_it_anew(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 40)
    journal, before = screen._context.journal, screen._facts
    journal.set_setting("picture_folder", str(tmp_path))
    journal.write(LOOK_STORED, [Look(number=2, day=YESTERDAY, body={})], origin="timer")
    assert screen._facts is before and before is not None
    journal.days.check_in(YESTERDAY, 7)
    assert screen._facts is not before


def test_a_page_that_comes_back_reads_the_diary_anew_where_it_is_another_one(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 40)
    before = screen._facts
    assert before is not None
    screen.hide()
    screen.show()
    assert screen._facts is before
    screen.hide()
    elsewhere = open_diary(tmp_path / "diary" / "calfstretch.sqlite3")  # as a command does; nobody told the window yet
    Journal(elsewhere, screen._context.clock).days.check_in(YESTERDAY, 7)
    elsewhere.close()
    screen.show()
    after = screen._facts
    assert after is not None and after is not before
    screen.hide()
    cast(FakeClock, screen._context.clock).advance(86_400)
    screen.show()
    assert screen._facts is not None and screen._facts.today > after.today


def test_with_large_text_the_ways_to_the_parts_stand_below_the_first_answer(tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(tmp_path, qtbot, 60)
    assert screen.jumps.y() < part(screen).y()
    screen._context.theme.set_scale(2.0)
    qtbot.waitUntil(lambda: screen.jumps.y() > part(screen).y())
    screen._context.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: screen.jumps.y() < part(screen).y())
