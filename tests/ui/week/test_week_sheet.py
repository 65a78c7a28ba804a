"""Story 4.2 C, the slip by the bed: a week typed in three keys a night, and the same by mouse."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import FIRST_USED_SETTING, Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import Leg
from calfstretch.ui.context import Context
from calfstretch.ui.week.sheet import WeekSheet
from calfstretch.ui.week.state import Column, Place
from tests.ui.screens import doors, dressed, fill_disk, in_sheet, key, on, press, said, settle, walk

FIRST, LAST = date(2026, 11, 15), date(2026, 11, 21)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-01")
    return context


def week(context: Context, qtbot: QtBot, day: date | None = None) -> WeekSheet:
    content = WeekSheet(context, day)
    in_sheet(context, qtbot, content, 936, 740, wide=True)
    return content


def typed(keys: str) -> int:
    """Type at the focus, a key at a time; how many that were."""
    for one in keys:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClicks(focus, one)
    settle()
    return len(keys)


def spasms(context: Context, day: date) -> list[Episode]:
    return list(context.journal.days.entries(day).episodes)


def sentence(sheet: WeekSheet) -> str:
    return sheet.grid.choices._complaint.text() if sheet.grid.choices.isVisibleTo(sheet) else ""


def test_story_C_three_keys_a_night_and_the_cursor_goes_on(context: Context, qtbot: QtBot) -> None:  # noqa: N802
    sheet = week(context, qtbot)
    assert sheet.grid.place == Place(FIRST, 0, Column.SPASMS)
    presses = typed("1l6" + "0" + "1r4" + "2b7l3" + "0" + "0" + "1l9")
    assert presses == 17
    days = [FIRST + timedelta(days=n) for n in range(7)]
    assert all(context.journal.days.is_known(day) for day in days)
    noted = [[(one.leg, one.pain, one.draft) for one in spasms(context, day)] for day in days]
    assert [len(one) for one in noted] == [1, 0, 1, 2, 0, 0, 1]
    assert noted[0] == [(Leg.LEFT, 6, False)]
    assert noted[2] == [(Leg.RIGHT, 4, False)]
    assert sorted(noted[3], key=lambda one: str(one[0])) == [(Leg.BOTH, 7, False), (Leg.LEFT, 3, False)]
    assert all(one.is_whole_day for day in days for one in spasms(context, day))


def test_each_key_is_kept_at_once_and_taken_back_one_by_one(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    typed("1l6")
    assert said(context) == "Worst pain: 6 of 10"
    context.journal.undo()
    settle()
    (episode,) = spasms(context, FIRST)
    assert (episode.leg, episode.pain) == (Leg.LEFT, None)
    context.journal.undo()
    context.journal.undo()
    settle()
    assert not context.journal.days.is_known(FIRST)
    assert spasms(context, FIRST) == []
    assert sheet.grid.cell(Place(FIRST, 0, Column.SPASMS)).words() == "not noted"


def test_delete_takes_back_what_stands_in_the_cell(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    typed("1l6")
    sheet.grid.go_to(Place(FIRST, 0, Column.LEG))
    key(Qt.Key.Key_Delete)
    assert spasms(context, FIRST)[0].leg is None
    assert sheet.grid.place == Place(FIRST, 0, Column.LEG)
    sheet.grid.go_to(Place(FIRST, 0, Column.SPASMS))
    key(Qt.Key.Key_Delete)
    assert not context.journal.days.is_known(FIRST)
    assert spasms(context, FIRST)[0].pain == 6  # what was described stays
    assert sheet.grid.cell(Place(FIRST, 0, Column.SPASMS)).words() == "1 so far"


def test_a_number_under_what_is_noted_is_refused_in_the_line(context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.begin(on(15, 23))
    context.journal.episodes.begin(on(16, 2))
    sheet = week(context, qtbot)
    typed("1")
    assert sentence(sheet) == "2 spasms are noted for that day. Remove them first, or answer 2."
    assert not context.journal.days.is_known(FIRST)
    assert sheet.grid.place == Place(FIRST, 0, Column.SPASMS)
    typed("2")
    assert context.journal.days.is_known(FIRST)
    assert sentence(sheet) == ""


def test_what_cannot_be_stored_is_said_and_shown_as_it_is(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    context.journal.days.check_in(FIRST, 1)
    fill_disk(context.journal)
    sheet.grid.go_to(Place(FIRST, 0, Column.LEG))
    typed("l")
    assert sentence(sheet).startswith("Could not be saved: the disk is full.")
    assert sheet.grid.cell().words() == "not noted"


def test_a_cell_without_a_spasm_says_what_comes_first(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    sheet.grid.go_to(Place(FIRST, 0, Column.LEG))
    typed("l")
    assert sentence(sheet) == "No spasm is noted that day: type their number first."


def test_water_by_letter_and_by_amount(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    sheet.grid.go_to(Place(FIRST, 0, Column.WATER))
    typed("l")
    assert context.journal.days.entries(FIRST).items[Item.WATER_LEVEL].value == "less"
    second = FIRST + timedelta(days=1)
    assert sheet.grid.place == Place(second, 0, Column.WATER)
    typed("1250")
    assert context.journal.days.entries(second).water_ml is None
    key(Qt.Key.Key_Return)
    assert context.journal.days.entries(second).water_ml == 1250
    sheet.grid.go_to(Place(second, 0, Column.WATER))
    key(Qt.Key.Key_Backspace)
    assert context.journal.days.entries(second).water_ml is None


def test_an_amount_that_was_left_without_save_is_kept_for_its_day(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    sheet.grid.go_to(Place(FIRST, 0, Column.WATER))
    typed("900")
    sheet.grid.go_to(Place(LAST, 0, Column.SPASMS))
    settle()
    assert context.journal.days.entries(FIRST).water_ml == 900
    assert sheet.grid.place == Place(LAST, 0, Column.SPASMS)
    sheet.grid.go_to(Place(LAST, 0, Column.WATER))
    typed("9")
    key(Qt.Key.Key_Escape)
    assert context.journal.days.entries(LAST).water_ml is None
    assert sheet.isVisible()


def test_digits_and_letters_answer_among_the_chips_too(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    sheet.grid.cell().click()
    settle()
    assert not sheet.grid.cell().hasFocus()
    typed("1l6")
    (episode,) = spasms(context, FIRST)
    assert (episode.leg, episode.pain) == (Leg.LEFT, 6)


def test_the_same_night_by_mouse_is_four_clicks(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    sheet.grid.cell().click()
    for words in ("1", "Left", "6"):
        press(sheet, words)
    (episode,) = spasms(context, FIRST)
    assert (episode.leg, episode.pain) == (Leg.LEFT, 6)
    assert sheet.grid.place == Place(FIRST + timedelta(days=1), 0, Column.SPASMS)
    assert sheet.grid.choices.isVisibleTo(sheet)  # the next night is asked at once
    key(Qt.Key.Key_Escape)
    assert not sheet.grid.choices.isVisibleTo(sheet)
    assert sheet.grid.cell().hasFocus()
    assert sheet.isVisible()


def test_enter_opens_the_sheet_of_the_day(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot, date(2026, 11, 18))
    assert sheet.grid.place == Place(date(2026, 11, 18), 0, Column.SPASMS)
    key(Qt.Key.Key_Return)
    assert doors(context).calls.last("note_day") == (date(2026, 11, 18),)
    press(sheet, "Ill or travelling on these days?")
    assert doors(context).calls.last("show_pause") == (None, date(2026, 11, 18))


def test_weeks_are_turned_as_far_as_the_first_use(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    assert not sheet.after.isEnabled()
    sheet.before.setFocus()
    for _week in range(2):
        sheet.before.click()
        settle()
    assert sheet.grid.place == Place(date(2026, 11, 1), 0, Column.SPASMS)
    assert not sheet.before.isEnabled()
    assert sheet.grid.cell().hasFocus()  # a button that went out keeps no focus
    sheet.after.click()
    settle()
    assert sheet.grid.place == Place(date(2026, 11, 8), 0, Column.SPASMS)


def test_arrows_walk_the_cells_and_tab_leaves_the_grid(context: Context, qtbot: QtBot) -> None:
    sheet = week(context, qtbot)
    for which in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        key(which)
    assert sheet.grid.place == Place(FIRST + timedelta(days=1), 0, Column.PAIN)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Monday 16 November, worst pain, no spasm is noted"
    assert walk(2) == ["Done", "Ill or travelling on these days?"]
    sheet.grid.focus_cell()
    typed("2")  # more lines: what is built anew is no second stop and not the last one
    sheet.grid.focus_cell()
    assert walk(1) == ["Done"]
