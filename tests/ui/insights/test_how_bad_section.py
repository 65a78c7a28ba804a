"""How bad on screen: read dot by dot with keyboard and mouse, and empty without a word too many."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.period import period
from calfstretch.insights.series import Span
from calfstretch.ui.insights.how_bad.section import HowBadSection
from calfstretch.ui.insights.paper import Paper
from tests.ui.fakes import make_context
from tests.ui.insights.invented_facts import TODAY, facts, invented, spasm


def shown(tmp_path: Path, qtbot: QtBot, diary: DiaryFacts, span: Span = Span.SIX_MONTHS) -> HowBadSection:
    section = HowBadSection(make_context(tmp_path, qtbot))
    qtbot.addWidget(section)
    section.resize(860, 760)
    section.bring(diary, period(diary.days, span))
    section.show()
    return section


@pytest.fixture
def section(tmp_path: Path, qtbot: QtBot) -> HowBadSection:
    return shown(tmp_path, qtbot, invented(120))


def test_arrows_walk_from_spasm_to_spasm_and_say_each(section: HowBadSection, qtbot: QtBot) -> None:
    dots = section.dots
    QTest.keyClick(dots, Qt.Key.Key_End)
    last = dots.accessibleDescription()
    assert "pain" in last
    assert section.reading.words.text() == last
    QTest.keyClick(dots, Qt.Key.Key_Left)
    assert dots.accessibleDescription() != last
    QTest.keyClick(dots, Qt.Key.Key_Right)
    QTest.keyClick(dots, Qt.Key.Key_Right)
    assert dots.accessibleDescription() == last
    QTest.keyClick(dots, Qt.Key.Key_Home)
    assert dots.accessibleDescription() == ""
    assert not section.reading.open_button.isVisible()


def test_enter_opens_the_day_of_the_spasm(section: HowBadSection, qtbot: QtBot) -> None:
    QTest.keyClick(section.dots, Qt.Key.Key_End)
    with qtbot.waitSignal(section.opened) as sent:
        QTest.keyClick(section.dots, Qt.Key.Key_Return)
    assert sent.args == [section.dots.day_of_chosen()]
    assert section.reading.open_button.isVisible()
    with qtbot.waitSignal(section.opened):
        section.reading.open_button.click()


def test_pointing_at_a_dot_reads_it_and_leaving_forgets_it(tmp_path: Path, qtbot: QtBot) -> None:
    day = TODAY - timedelta(days=10)
    section = shown(tmp_path, qtbot, facts(spasm("one", day, pain=7, duration_s=45.0)))
    dots = section.dots
    assert len(dots.targets()) == 2
    for x, y, _at in dots.targets():
        QTest.mouseMove(dots, QPoint(round(x), round(y)))
        assert "pain 7, lasted 45 s" in section.reading.words.text()
        QTest.mouseMove(dots, QPoint(2, 2))
        assert dots.current is None


def test_a_chosen_spasm_stays_chosen_when_the_diary_grows(section: HowBadSection) -> None:
    QTest.keyClick(section.dots, Qt.Key.Key_End)
    before = section.dots.accessibleDescription()
    assert section.facts is not None
    more = spasm("new", TODAY - timedelta(days=1), pain=3)
    grown = section.facts._replace(spasms=(*section.facts.spasms, more))
    section.bring(grown, period(grown.days, Span.SIX_MONTHS))
    assert section.dots.accessibleDescription() == before != ""


@pytest.mark.parametrize(
    ("said", "strips"), [({"pain": 3}, 1), ({"duration_band": "1_3"}, 1), ({"pain": 3, "duration_s": 9.0}, 2)]
)
def test_a_strip_nobody_filled_is_left_out(tmp_path: Path, qtbot: QtBot, said: dict[str, float], strips: int) -> None:
    section = shown(tmp_path, qtbot, facts(spasm("one", TODAY - timedelta(days=3), **said)))
    assert len(section.dots._fields) == strips
    assert not section.dots.grab().isNull()


def test_an_empty_diary_has_words_and_no_picture(tmp_path: Path, qtbot: QtBot) -> None:
    section = shown(tmp_path, qtbot, facts())
    assert section.sentence() == "No spasms are noted in this range."
    assert section.pictures() == []
    assert not section.place.isVisible()
    assert not section.foot.isVisible()


def test_the_table_holds_every_spasm_and_opens_its_day(section: HowBadSection, qtbot: QtBot) -> None:
    section.table_button.click()
    assert section.found is not None
    assert len(section.numbers()[-1].rows) == len(section.found.spasms)
    assert [table.isVisible() for table in section.tables] == [True] * 4
    assert not section.place.isVisible()
    section.bring(section.facts, section.period)  # type: ignore[arg-type]
    assert not section.place.isVisible()


def test_the_picture_is_drawn_in_shapes_on_paper(section: HowBadSection) -> None:
    assert section.facts is not None
    assert section.period is not None
    paper = Paper(section, section.facts, section.period)
    drawn = paper.svg()
    paper.close()
    assert drawn.count(b"<circle") + drawn.count(b"<ellipse") + drawn.count(b"<path") > 20
    assert b"<image" not in drawn


def test_ten_years_of_dots_are_drawn_once_for_each_place(tmp_path: Path, qtbot: QtBot) -> None:
    section = shown(tmp_path, qtbot, invented(3650), Span.ALL)
    assert section.found is not None
    assert section.found.running_of == 101
    assert not section.dots.grab().isNull()
