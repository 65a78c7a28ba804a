"""The sheet of the next stretch: each choice, the total before the start, what is remembered and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Purpose, TargetOrigin, Variant
from calfstretch.ui.context import Context
from calfstretch.ui.routines.sheet import RoutineSheet
from tests.journal.test_journal_routines import PRESCRIBED, prescribe
from tests.ui.screens import doors, dressed, fill_disk, in_sheet, key, press, reported, said, settle, take_back

TODAY = date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def opened(context: Context, qtbot: QtBot) -> RoutineSheet:
    sheet = RoutineSheet(context)
    in_sheet(context, qtbot, sheet, 936, 740, wide=False)
    return sheet


def notice(sheet: RoutineSheet) -> str:
    return sheet.sheet_notice.findChildren(QLabel)[0].text()


def shown(sheet: RoutineSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def test_what_is_chosen_is_remembered_and_started(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    for row, value in (
        (sheet.legs, LegOrder.RIGHT_FIRST), (sheet.which, Purpose.BEFORE_BED.value), (sheet.hold, 45), (sheet.rest, 60),
        (sheet.variant, Variant.SEATED), (sheet.ready, 0), (sheet.swap, 3),
    ):  # fmt: skip
        row.chip(value).click()
    sheet.feel.buttons[4].click()
    expected = replace(
        BEFORE_BED, leg_order=LegOrder.RIGHT_FIRST, hold_s=45, hold_origin=TargetOrigin.PERSON, rest_s=60,
        variant=Variant.SEATED, get_ready_s=0, swap_s=3,
    )  # fmt: skip
    sheet.start.click()
    assert doors(context).calls.last("start_session") == (expected, 4)
    settle()
    assert opened(context, qtbot).routine == expected


def test_the_total_is_said_before_the_start(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    assert notice(sheet) == "Both legs, 30 seconds each · 1 min 18 s in all"
    sheet.rounds.chip(2).click()
    sheet.rest.chip(60).click()
    assert notice(sheet) == "Both legs, 30 seconds each · 2 rounds · 3 min 26 s in all"


def test_rest_and_swap_are_asked_for_where_there_are_any(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    assert (sheet.rest.isVisible(), sheet.swap.isVisible()) == (False, True)
    sheet.rounds.chip(2).click()
    sheet.legs.chip(LegOrder.LEFT_ONLY).click()
    settle()
    assert (sheet.rest.isVisible(), sheet.swap.isVisible()) == (True, False)


def test_a_choice_taken_back_leaves_the_routine_as_it_was(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    for row in (sheet.which, sheet.legs, sheet.hold, sheet.rounds, sheet.rest, sheet.variant, sheet.ready, sheet.swap):
        row.chip(row.value()).click()
        assert row.value() is not None
    assert sheet.routine == DAILY


def test_the_variants_are_marked_as_not_reviewed(context: Context, qtbot: QtBot) -> None:
    assert "not reviewed by a clinician" in shown(opened(context, qtbot))


def test_a_therapists_hold_says_whose_it_is_and_another_number_is_ones_own(context: Context, qtbot: QtBot) -> None:
    prescribe(context.journal)
    sheet = opened(context, qtbot)
    assert sheet.routine == PRESCRIBED
    assert "10 s, set by a therapist" in shown(sheet)
    sheet.hold.chip(30).click()
    assert (sheet.routine.hold_s, sheet.routine.hold_origin) == (30, TargetOrigin.PERSON)
    assert "set by a therapist" not in shown(sheet)
    sheet.hold.chip(10).click()
    assert sheet.routine == PRESCRIBED


def test_a_routine_is_kept_by_keyboard_and_offered_from_then_on(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.hold.chip(60).click()
    sheet.keep.open_link.setFocus()
    key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is sheet.keep.name
    qtbot.keyClicks(sheet.keep.name, "Evening")
    key(Qt.Key.Key_Return)
    assert said(context) == "Evening: kept as your own routine"
    kept = context.journal.routines.own()[0]
    assert kept.routine == replace(DAILY, name="Evening", hold_s=60, hold_origin=TargetOrigin.PERSON)
    assert sheet.which.value() == kept.id
    assert QApplication.focusWidget() is sheet.keep.open_link
    assert context.journal.routines.next_up(None) == kept.routine
    sheet.which.chip("daily").click()
    sheet.which.chip(kept.id).click()
    assert sheet.routine == kept.routine
    take_back(context)
    assert context.journal.routines.own() == []
    assert sheet.which.value() is None
    assert sheet.routine == kept.routine  # what is set stays set


def test_keeping_under_its_own_name_changes_it(context: Context, qtbot: QtBot) -> None:
    kept = context.journal.routines.keep(replace(DAILY, name="Evening"))
    sheet = opened(context, qtbot)
    sheet.which.chip(kept.id).click()
    sheet.rounds.chip(4).click()
    sheet.keep.open_link.click()
    assert sheet.keep.name.text() == "Evening"
    sheet.keep.button.click()
    assert said(context) == "Evening: changed"
    assert [one.routine.rounds for one in context.journal.routines.own()] == [4]
    take_back(context)
    assert [one.routine.rounds for one in context.journal.routines.own()] == [1]


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("  ", "It needs a name"),
        ("daily  STRETCH", "that name already"),
        ("Before bed", "that name already"),
        ("evening", "that name already"),
    ],
)
def test_a_name_that_cannot_be_is_said_beside_the_field(
    context: Context, qtbot: QtBot, name: str, trouble: str
) -> None:
    context.journal.routines.keep(replace(DAILY, name="Evening"))
    sheet = opened(context, qtbot)
    sheet.keep.open_link.click()
    sheet.keep.name.setText(name)
    press(sheet, "Keep")
    assert trouble in shown(sheet)
    assert QApplication.focusWidget() is sheet.keep.name
    assert len(context.journal.routines.own()) == 1


def test_on_a_full_disk_the_choice_holds_and_the_trouble_is_said(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    fill_disk(context.journal)
    sheet.hold.chip(60).click()
    sheet.keep.open_link.click()
    sheet.keep.name.setText("Evening")
    sheet.keep.button.click()
    assert len(reported(context)) == 2
    assert sheet.keep.name.text() == "Evening"
    sheet.start.click()
    assert doors(context).calls.last("start_session")[0].hold_s == 60


@pytest.mark.parametrize("way", ["another stretch", "the programme is gone"])
def test_a_therapists_short_hold_can_be_taken_again_wherever_its_chip_stands(
    context: Context, qtbot: QtBot, way: str
) -> None:
    programme = prescribe(context.journal)
    short_s = PRESCRIBED.hold_s
    assert short_s < 30
    if way == "the programme is gone":
        context.journal.routines.choose(replace(PRESCRIBED, rounds=5))
        context.journal.routines.remove_programme(programme)
    sheet = opened(context, qtbot)
    if way == "another stretch":
        sheet.which.chip(Purpose.BEFORE_BED.value).click()
    sheet.hold.chip(45).click()
    sheet.hold.chip(short_s).click()
    assert (sheet.routine.hold_s, sheet.routine.hold_origin) == (short_s, TargetOrigin.THERAPIST)


def test_a_routine_renamed_since_it_was_chosen_is_called_by_its_new_name(context: Context, qtbot: QtBot) -> None:
    routines = context.journal.routines
    sheet = opened(context, qtbot)
    sheet.hold.chip(45).click()
    sheet.keep.asked.emit("Evening")
    settle()
    (own,) = routines.own()
    assert routines.next_up(None).name == "Evening"
    routines.keep(replace(own.routine, name="Night"), own)
    assert routines.next_up(None) == replace(own.routine, name="Night")
    assert opened(context, qtbot).which.value() == own.id
    context.journal.undo()
    assert routines.next_up(None).name == "Evening"
    routines.remove(own)
    assert routines.next_up(None) == own.routine, "what was chosen stays, whatever becomes of its record"
