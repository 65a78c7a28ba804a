"""When and where on screen: pictures walked by keyboard and pointer, few spasms in words, other languages and looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.period import period
from calfstretch.insights.series import Span
from calfstretch.insights.when import STRETCH_FROM_SPASMS
from calfstretch.ui.insights.when_where.picture import Picture
from calfstretch.ui.insights.when_where.section import WhenWhere
from tests.ui.fakes import make_context

FIRST = date(2026, 10, 5)
MONDAY_NIGHT = Moment.parse("2026-10-06T02:14:00+02:00")
Opened = Callable[..., WhenWhere]


def facts(spasms: int, *, known: int = 28, runs: int = 0, in_runs: int = 0) -> DiaryFacts:
    """Spasms at 02:14, one a night, left inner calf; then some in runs."""
    days = tuple(DayFacts(FIRST + timedelta(days=n), known=n < known, spasms=n < spasms) for n in range(28))
    made = [
        SpasmFacts(f"s{n}", FIRST + timedelta(days=n), MONDAY_NIGHT.later(86_400 * n), leg="left", zones=(ZONE,))
        for n in range(spasms)
    ]
    starts = [MONDAY_NIGHT.later(86_400 * n + 8 * 3600) for n in range(runs)]
    ran = [ActivityFacts(f"r{n}", FIRST + timedelta(days=n), at, "run", 60.0, 12_000.0) for n, at in enumerate(starts)]
    made += [SpasmFacts(f"i{n}", ran[n].day, starts[n].later(2400)) for n in range(in_runs)]
    today = FIRST + timedelta(days=28)
    return DiaryFacts(today, days, frozenset(), {}, tuple(made), tuple(ran), Coverage(today=today))


ZONE = "left:inner_calf"


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Opened:
    def make(diary: DiaryFacts, look: str = "light", width: int = 880) -> WhenWhere:
        section = WhenWhere(make_context(tmp_path, qtbot, look=look))
        qtbot.addWidget(section)
        section.bring(diary, period(diary.days, Span.ALL))
        section.resize(width, 1200)
        section.show()
        return section

    return make


def walk(picture: Picture, key: Qt.Key, times: int) -> list[str]:
    """Press a key so often, and what was said each time."""
    said = []
    for _n in range(times):
        QTest.keyClick(picture, key)
        said.append(picture.accessibleDescription())
    return said


def test_the_dial_is_walked_round_from_noon(opened: Opened) -> None:
    section = opened(facts(12))
    round_about = walk(section.dial, Qt.Key.Key_Right, 25)
    assert round_about[0] == round_about[24] == "12:00 to 13:00: 0 spasms"
    assert round_about[14] == "2:00 to 3:00: 12 spasms"
    assert len(set(round_about)) == 24
    assert walk(section.dial, Qt.Key.Key_Left, 1) == ["11:00 to 12:00: 0 spasms"]
    assert section.by_hour.readout.text() == "11:00 to 12:00: 0 spasms"
    QTest.keyClick(section.dial, Qt.Key.Key_Home)
    assert section.dial.accessibleDescription() == ""
    assert section.by_hour.readout.text().startswith("Noon to noon")


def test_the_weekdays_are_walked_down(opened: Opened) -> None:
    section = opened(facts(12))
    said = walk(section.weekdays, Qt.Key.Key_Down, 8)
    assert said[0].split(":")[0] == {7: "Sunday", 1: "Monday", 6: "Saturday"}[QLocale().firstDayOfWeek().value]
    assert said[6] == said[7]
    assert "Monday: 2 spasms on 4 noted days, 0.50 a day; could be 0.06 to 1.9" in said
    assert walk(section.weekdays, Qt.Key.Key_Up, 1) == [said[5]]


def test_the_zones_are_walked_in_all_four_ways(opened: Opened) -> None:
    section = opened(facts(12))
    assert walk(section.legs, Qt.Key.Key_Right, 1)[0].startswith("Right, behind the knee")
    assert walk(section.legs, Qt.Key.Key_Left, 1)[0].startswith("Left, behind the knee")
    assert walk(section.legs, Qt.Key.Key_Down, 1)[0].startswith("Left, middle calf")
    assert walk(section.legs, Qt.Key.Key_Right, 1) == ["Left, inner calf: 12 spasms"]
    seen = {section.legs.words(at) for at in range(section.legs.values())}
    assert len(seen) == 14


def test_every_zone_can_be_reached_by_keyboard(opened: Opened) -> None:
    legs = opened(facts(12)).legs
    reached, waiting = set[int](), [0]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            ways = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
            waiting += [there for way in ways if (there := legs.next_value(at, way)) is not None]
    assert reached == set(range(14))


def test_the_columns_of_a_run_are_walked(opened: Opened) -> None:
    section = opened(facts(12, runs=10, in_runs=6))
    said = walk(section.runs, Qt.Key.Key_Right, 9)
    assert said[1] == "Km 5 to 10: a spasm in 6 of the 10 runs that went that far"
    assert said[-1].startswith("Km 10 to 15")


def test_keys_that_are_not_for_a_picture_go_on_to_the_page(opened: Opened) -> None:
    section = opened(facts(12))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        section.dial.keyPressEvent(event)
        assert not event.isAccepted()
    assert section.dial.current is None


def test_the_pointer_reads_out_in_passing_and_a_click_stays(opened: Opened) -> None:
    section = opened(facts(12))
    dial = section.dial
    middle = QPoint(dial.width() // 2, dial.height() // 2)
    # 2:30 lies below the middle and a little to the left
    at = QPoint(middle.x() - 55, middle.y() + 72)
    assert dial.value_at(QPointF(at)) == 14
    assert dial.value_at(QPointF(middle)) is None
    QTest.mouseMove(dial, at)
    assert section.by_hour.readout.text() == "2:00 to 3:00: 12 spasms"
    QTest.mouseClick(dial, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(dial, middle)
    assert dial.accessibleDescription() == "2:00 to 3:00: 12 spasms"
    QTest.mouseClick(dial, Qt.MouseButton.LeftButton, pos=middle)
    assert dial.accessibleDescription() == ""


def test_other_facts_take_the_mark_away(opened: Opened) -> None:
    section = opened(facts(12))
    walk(section.dial, Qt.Key.Key_Right, 3)
    section.bring(facts(20), period(facts(20).days, Span.ALL))
    assert section.dial.current is None
    assert section.sentence().startswith("20 of 20 spasms with a time")


@pytest.mark.parametrize("spasms", [0, 1, 4])
def test_few_spasms_are_words_and_no_pictures(opened: Opened, spasms: int) -> None:
    section = opened(facts(spasms))
    assert section.pictures() == ([section.list] if spasms else [])
    assert drawn_in(section) == []
    assert not section.hint.isVisible()
    assert len(section.list.findChildren(QLabel)) == spasms
    assert section.foot.isVisible() is (spasms > 0)


def test_from_five_spasms_there_are_pictures(opened: Opened) -> None:
    section = opened(facts(5))
    assert section.pictures() == list(section.pairs)
    assert drawn_in(section) == [section.dial, section.legs, section.weekdays]
    assert "the night after Sunday is Sunday's" in section.by_weekday.notes.text()


def test_few_spasms_in_runs_are_listed_and_more_are_drawn(opened: Opened) -> None:
    few = opened(facts(12, runs=10, in_runs=2))
    assert few.runs not in drawn_in(few)
    assert few.by_run.readout.text().count("after 40 min, about km 8 of 12") == 2
    assert few.by_run.notes.text() == "Kilometres are about right: worked out at an even pace."
    assert not few.no_run.isVisible()
    few.bring(facts(12, runs=10, in_runs=5), period(facts(12).days, Span.ALL))
    assert few.runs in drawn_in(few)


def test_runs_without_a_spasm_get_a_quiet_sentence_and_no_runs_none(opened: Opened) -> None:
    section = opened(facts(12, runs=10))
    assert section.no_run.text().startswith("No spasm came during the 10 runs")
    section.bring(facts(12), period(facts(12).days, Span.ALL))
    assert not section.no_run.isVisible()
    assert not section.by_run.isVisible()


def test_days_not_noted_are_hatched_and_have_no_bar(opened: Opened) -> None:
    section = opened(facts(12, known=10))
    assert "Hatched" in section.by_weekday.notes.text()
    section.bring(facts(12, known=0), period(facts(12).days, Span.ALL))
    assert section.weekdays not in drawn_in(section)
    assert section.by_weekday.readout.text() == "No day of this range is noted yet."


def test_the_table_takes_the_place_of_the_pictures(opened: Opened) -> None:
    section = opened(facts(STRETCH_FROM_SPASMS))
    QTest.mouseClick(section.table_button, Qt.MouseButton.LeftButton)
    assert not section.dial.isVisible()
    assert len(section.tables) == 4


def test_narrow_places_show_one_picture_under_the_other(opened: Opened) -> None:
    wide = opened(facts(12))
    assert wide.dial.mapTo(wide, QPoint()).y() < wide.legs.mapTo(wide, QPoint()).y() + wide.legs.height()
    assert wide.legs.mapTo(wide, QPoint()).x() > wide.dial.mapTo(wide, QPoint(wide.dial.width() - 1, 0)).x()
    wide.resize(570, 2400)
    QApplication.processEvents()
    assert wide.legs.mapTo(wide, QPoint()).y() > wide.dial.mapTo(wide, QPoint()).y() + wide.dial.height()


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_dial_and_legs_never_swap_their_sides(opened: Opened, look: str) -> None:
    section = opened(facts(12), look)
    for picture in (section.dial, section.legs):
        usual = drawn(picture)
        picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert drawn(picture) == usual


def test_weekday_bars_begin_at_the_leading_edge(opened: Opened) -> None:
    section = opened(facts(12))
    usual = drawn(section.weekdays)
    section.weekdays.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert drawn(section.weekdays) != usual


def drawn_in(section: WhenWhere) -> list[Picture]:
    """The pictures that are shown."""
    return [each for each in section.findChildren(Picture) if each.isVisible()]


def test_a_sheet_shows_words_and_pictures_as_the_screen_does(opened: Opened, qtbot: QtBot) -> None:
    section = opened(facts(12, runs=10, in_runs=6))
    QTest.qWait(0)
    for pair in section.pairs:
        image = QImage(pair.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        pair.paint_on(painter)
        painter.end()
        shown = pair.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = [(x, y) for x in range(0, pair.width(), 3) for y in range(0, pair.height(), 3)]
        ink = [(x, y) for x, y in pixels if QColor(image.pixel(x, y)).lightness() < 128]
        same = sum(QColor(shown.pixel(x, y)).lightness() < 170 for x, y in ink)
        assert len(ink) > 200
        assert same > 0.9 * len(ink)


def drawn(picture: Picture) -> QImage:
    """The picture on a plain sheet, as for a file."""
    image = QImage(420, 340, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture.draw(painter, QSizeF(420, 340))
    painter.end()
    return image
