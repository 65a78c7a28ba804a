"""The form of a programme: typed by keyboard alone, what is wrong is said beside its field, undo, a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.record import Source
from calfstretch.domain.routine import BEFORE_A_RUN, LegOrder, Purpose, Routine, TargetOrigin, Variant
from calfstretch.ui.context import Context
from calfstretch.ui.routines.programme_form import ProgrammeForm
from calfstretch.ui.widgets.sheet import Sheet
from tests.journal.test_journal_routines import PRESCRIBED, prescribe
from tests.ui.screens import dressed, fill_disk, in_sheet, key, reported, said, settle, take_back, walk

TODAY = date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def opened(context: Context, qtbot: QtBot, *args: Any, **more: Any) -> ProgrammeForm:
    form = ProgrammeForm(context, *args, **more)
    form.sheet = in_sheet(context, qtbot, form, 936, 740, wide=False)  # type: ignore[attr-defined]
    return form


def sheet_of(form: ProgrammeForm) -> Sheet:
    sheet: Sheet = form.sheet  # type: ignore[attr-defined]
    return sheet


def shown(form: ProgrammeForm) -> str:
    parts = (*form.findChildren(QLabel), *form.sheet_notice.findChildren(QLabel))
    return "\n".join(label.text() for label in parts if label.isVisible())


def stored(context: Context) -> tuple[Programme, Routine]:
    [(programme, routine)] = context.journal.routines.programmes()
    return programme, routine.routine


def test_a_prescription_is_typed_by_keyboard_alone(context: Context, qtbot: QtBot) -> None:
    opened(context, qtbot)
    keys = QTest.keyClicks
    assert walk(2) == ["Name", "Times a day"]
    keys(QApplication.focusWidget(), "\b")
    key(Qt.Key.Key_Backspace)
    keys(QApplication.focusWidget(), "2")
    assert walk(1) == ["Mon"]
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)  # no Tuesdays
    assert walk(5) == ["A day earlier", "From", "A day later", "No end set", "Hold each leg, in seconds"]
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    keys(QApplication.focusWidget(), "10")
    assert walk(1) == ["1"]
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)
    assert walk(1) == ["Rest between rounds, in seconds"]
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    keys(QApplication.focusWidget(), "30")
    assert walk(5)[-1] == "Note"
    keys(QApplication.focusWidget(), "Heel down")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    programme, routine = stored(context)
    assert (programme.times_a_day, programme.weekdays) == (2, (1, 3, 4, 5, 6, 7))
    assert (programme.first_day, programme.last_day, programme.note) == (TODAY, None, "Heel down")
    assert programme.origin is routine.hold_origin is TargetOrigin.THERAPIST
    assert (routine.hold_s, routine.rounds, routine.rest_s) == (10, 3, 30)
    assert said(context) == "Programme noted"
    take_back(context)
    assert context.journal.routines.programmes() == []
    assert context.journal.everything(SavedRoutine) == []


def test_the_total_and_the_origin_are_said_while_typing(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot)
    form.hold.field.setText("10")
    form.hold.field.textEdited.emit("10")
    assert "Both legs, 10 seconds each · 38 s in all · 10 s, set by a therapist · once a day" in shown(form)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("hold", "4", "A whole number from 5 to 120 seconds."),
        ("hold", "", "A whole number from 5 to 120 seconds."),
        ("hold", "121", "A whole number from 5 to 120 seconds."),
        ("hold", "10,5", "A whole number from 5 to 120 seconds."),
        ("times", "0", "A whole number from 1 to 12."),
        ("times", "often", "A whole number from 1 to 12."),
        ("rest", "61", "A whole number from 0 to 60 seconds."),
    ],
)
def test_a_number_that_cannot_be_is_said_beside_its_field(
    context: Context, qtbot: QtBot, field: str, typed: str, sentence: str
) -> None:
    form = opened(context, qtbot)
    form.rounds.chip(2).click()
    amount = getattr(form, field)
    amount.field.setText(typed)
    form.save.click()
    assert sentence in shown(form)
    assert QApplication.focusWidget() is amount.field
    assert context.journal.routines.programmes() == []
    amount.field.setText("")
    QTest.keyClicks(amount.field, "12")
    assert sentence not in shown(form)
    form.save.click()
    assert len(context.journal.routines.programmes()) == 1


def test_no_weekday_no_name_and_days_the_wrong_way_round_are_said(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot)
    form.name.setText(" ")
    form.weekdays.set_values(())
    form.span.until.chip("day").click()
    form.span.last.set_day(date(2026, 11, 1))
    form.save.click()
    for sentence in ("It needs a name", "Choose one day at least.", "The last day lies before the first."):
        assert sentence in shown(form)
    assert QApplication.focusWidget() is form.name
    assert context.journal.routines.programmes() == []


def test_ones_own_programme_holds_thirty_seconds_at_least(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot, origin=TargetOrigin.PERSON)
    assert form.origin.value() is TargetOrigin.PERSON
    form.hold.field.setText("29")
    form.save.click()
    assert "A whole number from 30 to 120 seconds." in shown(form)
    form.origin.chip(TargetOrigin.THERAPIST).click()
    assert "A whole number from" not in shown(form)
    form.save.click()
    programme, routine = stored(context)
    assert (routine.hold_s, programme.origin) == (29, TargetOrigin.THERAPIST)


def test_so_many_weeks_end_on_their_last_day(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot)
    form.span.until.chip(4).click()
    assert "The last day is 19 Dec 2026." in shown(form)
    form.save.click()
    assert stored(context)[0].last_day == date(2026, 12, 19)
    again = opened(context, qtbot, stored(context)[0].id)
    assert again.span.until.value() == 4


def test_a_known_programme_is_changed_by_closing_and_removed(context: Context, qtbot: QtBot) -> None:
    programme = prescribe(context.journal, note="slowly")
    form = opened(context, qtbot, programme.id)
    assert (form.hold.value(), form.rounds.value(), form.note.text()) == (10, 3, "slowly")
    form.variant.chip(Variant.SEATED).click()
    form.legs.chip(LegOrder.RIGHT_FIRST).click()
    sheet_of(form).ask_close()
    settle()
    changed, routine = stored(context)
    assert (changed.id, changed.note) == (programme.id, "slowly")
    assert (routine.variant, routine.leg_order) == (Variant.SEATED, LegOrder.RIGHT_FIRST)
    take_back(context)
    assert stored(context)[1] == PRESCRIBED
    form = opened(context, qtbot, programme.id)
    form.remove.click()
    assert context.journal.routines.programmes() == []
    take_back(context)
    assert stored(context)[1] == PRESCRIBED


def test_a_new_one_half_typed_is_told_to_be_unsaved(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot)
    assert not form.unsaved()
    form.rounds.chip(4).click()
    assert form.may_close() and form.unsaved()
    assert context.journal.routines.programmes() == []


def test_what_comes_from_a_file_is_looked_over_before_it_is_stored(context: Context, qtbot: QtBot) -> None:
    given = Programme(
        routine_id="x", first_day=date(2026, 12, 1), times_a_day=3, note="<b>x", origin=TargetOrigin.THERAPIST
    )
    form = opened(context, qtbot, proposal=(given, PRESCRIBED))
    assert "nothing is stored until you press Save" in shown(form)
    assert context.journal.routines.programmes() == []
    assert QApplication.focusWidget() is form.save
    assert form.unsaved()
    form.save.click()
    programme, routine = stored(context)
    assert (programme.times_a_day, programme.note, programme.source) == (3, "<b>x", Source.IMPORTED)
    assert (programme.first_day, routine) == (date(2026, 12, 1), PRESCRIBED)


def test_on_a_full_disk_what_was_typed_stays(context: Context, qtbot: QtBot) -> None:
    form = opened(context, qtbot)
    form.note.set_text("slowly")
    fill_disk(context.journal)
    form.save.click()
    assert "the disk is full" in shown(form)
    assert len(reported(context)) == 1
    assert form.note.text() == "slowly"


@pytest.mark.parametrize("days", [0, 11])
def test_a_programme_that_would_outlast_every_diary_is_said(context: Context, qtbot: QtBot, days: int) -> None:
    form = opened(context, qtbot)
    form.span.first.edit.setDate(QDate(9999, 12, 31).addDays(-days))
    form.span.until.chip(12).click()
    form.save.click()
    assert "No diary reaches as far as that." in shown(form)
    assert context.journal.routines.programmes() == []
    form.span.until.chip("open").click()
    assert "No diary" not in shown(form)


def test_a_new_programme_is_a_daily_stretch_whatever_was_stretched_for_last(context: Context, qtbot: QtBot) -> None:
    context.journal.routines.choose(BEFORE_A_RUN)
    opened(context, qtbot).save.click()
    assert stored(context)[1].purpose is Purpose.DAILY
