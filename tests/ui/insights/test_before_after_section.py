"""Before and after on screen: choose the change, read both sides, and know how to mark one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.period import period
from calfstretch.insights.series import Span
from calfstretch.ui.insights.before_after import state
from calfstretch.ui.insights.before_after.section import BeforeAfterSection
from calfstretch.ui.insights.paper import Paper
from tests.ui.fakes import FakeDoors, make_context
from tests.ui.insights.invented_facts import TODAY, invented

CHANGES = {60: "Began nightly stretching", 150: "New shoes for work"}


def shown(tmp_path: Path, qtbot: QtBot, diary: DiaryFacts) -> BeforeAfterSection:
    section = BeforeAfterSection(make_context(tmp_path, qtbot))
    qtbot.addWidget(section)
    section.resize(860, 700)
    section.bring(diary, period(diary.days, Span.SIX_MONTHS))
    section.show()
    return section


@pytest.fixture
def section(tmp_path: Path, qtbot: QtBot) -> BeforeAfterSection:
    return shown(tmp_path, qtbot, invented(300, rate=0.6, changes=CHANGES, programmes=(150,)))


def test_the_newest_change_is_shown_and_another_can_be_chosen(section: BeforeAfterSection) -> None:
    assert "New shoes for work; a stretching programme begins" in section.which.text()
    before = section.sentence()
    section.choice.buttons[1].click()
    assert "Began nightly stretching" in section.which.text()
    assert section.sentence() != before
    assert "Began nightly stretching" in section.sentence()
    section.choice.buttons[1].click()
    assert section.choice.value() is not None
    assert "Began nightly stretching" in section.which.text()


def test_the_warning_always_stands_beside_a_change(section: BeforeAfterSection, tmp_path: Path, qtbot: QtBot) -> None:
    assert section.warning.isVisible()
    assert section.warning.text() == state.warning()
    assert state.warning() in section.caption()
    assert state.warning() in section.method()
    few = shown(tmp_path / "few", qtbot, invented(40, changes={30: "x"}))
    assert few.warning.isVisible()
    assert few.pictures() == []
    assert "Not enough to compare yet" in few.sentence()


def test_both_sides_are_read_with_the_arrows_and_opened(section: BeforeAfterSection, qtbot: QtBot) -> None:
    QTest.keyClick(section.rates, Qt.Key.Key_Down)
    assert section.reading.words.text().startswith("Before, ")
    QTest.keyClick(section.rates, Qt.Key.Key_Down)
    assert section.rates.accessibleDescription().startswith("After, ")
    with qtbot.waitSignal(section.opened) as sent:
        QTest.keyClick(section.rates, Qt.Key.Key_Return)
    assert sent.args == [TODAY - timedelta(days=150)]


def test_without_a_change_it_is_explained_and_marked_in_the_days_sheet(tmp_path: Path, qtbot: QtBot) -> None:
    section = shown(tmp_path, qtbot, invented(100))
    assert section.sentence() == "No change is marked yet."
    assert all(part.isVisible() for part in section.explained)
    assert not section.warning.isVisible()
    assert not section.foot.isVisible()
    assert section.numbers() == []
    section.mark.click()
    assert cast(FakeDoors, section.context.doors).calls.made[-1] == ("note_day", (None, "change"))


def test_many_changes_are_offered_a_few_at_a_time(tmp_path: Path, qtbot: QtBot) -> None:
    section = shown(tmp_path, qtbot, invented(300, changes={n: f"change {n}" for n in range(20, 200, 20)}))
    assert len(section.choice.buttons) == 4
    assert section.more.words() == "Show 5 earlier changes"
    section.more.click()
    assert len(section.choice.buttons) == 9
    assert not section.more.isVisible()


def test_the_table_goes_with_the_change_chosen(section: BeforeAfterSection) -> None:
    section.table_button.click()
    first = section.tables[0].rows.numbers
    section.choice.buttons[1].click()
    assert section.tables[0].rows.numbers != first
    assert not section.place.isVisible()


def test_paper_shows_the_change_that_was_chosen(section: BeforeAfterSection) -> None:
    section.choice.buttons[1].click()
    assert section.facts is not None
    assert section.period is not None
    paper = Paper(section, section.facts, section.period)
    drawn = paper.svg().decode()
    paper.close()
    assert "Began nightly stretching" in drawn
    assert "New shoes" not in drawn


def test_what_a_person_typed_is_never_markup(tmp_path: Path, qtbot: QtBot) -> None:
    section = shown(tmp_path, qtbot, invented(100, changes={50: "<b>bold</b> & more"}))
    assert section.which.text().endswith("<b>bold</b> & more")
    assert section.which.textFormat() == Qt.TextFormat.PlainText
