"""The low-water line: set in the unit in force, kept in ml, fixed once a look was taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Look
from calfstretch.journal.diary_facts import LOW_WATER_SETTING
from calfstretch.ui.context import Context
from calfstretch.ui.settings.water import WaterPart
from tests.ui.fakes import make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def part(context: Context, qtbot: QtBot) -> WaterPart:
    part = WaterPart(context)
    qtbot.addWidget(part)
    part.resize(800, 700)
    part.show()
    QApplication.processEvents()
    return part


def _type(part: WaterPart, text: str) -> None:
    field = part.low_line.field
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_line_is_a_litre_and_a_half_until_somebody_moves_it(context: Context, part: WaterPart) -> None:
    assert part.low_line.field.text() == "1.5"
    _type(part, "1200 ml")
    assert context.journal.setting(LOW_WATER_SETTING) == 1200
    assert part.low_line.field.text() == "1.2"


def test_left_blank_the_usual_line_holds_again(context: Context, part: WaterPart) -> None:
    _type(part, "2")
    assert context.journal.setting(LOW_WATER_SETTING) == 2000
    _type(part, "")
    assert context.journal.setting(LOW_WATER_SETTING) is None
    assert part.low_line.field.text() == "1.5"


@pytest.mark.parametrize("text", ["99 ml", "10001 ml", "much"])
def test_a_line_outside_its_range_is_not_kept_and_stays_to_be_mended(
    context: Context, part: WaterPart, text: str
) -> None:
    _type(part, text)
    assert context.journal.setting(LOW_WATER_SETTING) is None
    assert (part.low_line.field.is_wrong(), part.low_line.field.text()) == (True, text)


def test_it_is_shown_in_the_unit_in_force(part: WaterPart) -> None:
    next(chip for chip in part.unit.buttons if chip.text() == "ml").click()
    assert part.low_line.field.text() == "1500"


def test_after_the_first_look_the_line_stands_and_the_reason_is_said(context: Context, part: WaterPart) -> None:
    assert part.low_line.field.isEnabled()
    context.journal.write("take a look", [Look(number=1, day=date(2026, 11, 9))])
    part.refresh()
    assert not part.low_line.field.isEnabled()
    assert "It stands since the first look, 9 Nov 2026" in part.low_line.words.text()


def test_a_look_taken_while_the_page_stood_open_fixes_the_line_too(context: Context, part: WaterPart) -> None:
    context.journal.write("take a look", [Look(number=1, day=date(2026, 11, 9))])
    _type(part, "1.2")
    assert context.journal.setting(LOW_WATER_SETTING) is None
    assert part.low_line.field.text() == "1.5"


def test_a_look_that_cannot_be_read_fixes_the_line_all_the_same(context: Context, qtbot: QtBot) -> None:
    context.journal.write("add looks", [Look(number=2, day=date(2026, 11, 9), body={"any": 1})])
    context.journal.database.connection.execute("UPDATE looks SET body = '{oops'")
    part = WaterPart(context)
    qtbot.addWidget(part)
    assert not part.low_line.field.isEnabled()
    assert "9 Nov 2026" in part.low_line.words.text()
