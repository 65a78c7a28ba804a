"""Settings, Stretches and programme: what is in force, what ended, routines of one's own, each taken back by undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import BEFORE_BED
from calfstretch.ui.context import Context
from calfstretch.ui.routines.files import ask_where, ask_which, file_name
from calfstretch.ui.routines.routine_form import RoutineForm
from calfstretch.ui.settings.screen import SettingsScreen
from calfstretch.ui.settings.stretches import StretchesPart
from tests.journal.test_journal_routines import PRESCRIBED, prescribe
from tests.ui.screens import doors, dressed, in_sheet, key, press, reported, said, settle, take_back, walk


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def opened(context: Context, qtbot: QtBot) -> StretchesPart:
    screen = SettingsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    screen.refresh()
    settle()
    part = screen.stretches
    part.screen_of_it = screen  # type: ignore[attr-defined]  # else it goes
    return part


def shown(part: StretchesPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part))


def test_an_empty_part_says_so_and_leads_on(context: Context, qtbot: QtBot) -> None:
    part = opened(context, qtbot)
    assert "No programme." in shown(part)
    assert "None yet." in shown(part)
    for words, door, args in (
        ("A therapist gave me a programme…", "edit_programme", (None, True)),
        ("Make my own programme…", "edit_programme", (None, False)),
        ("Open a programme file…", "open_programme_file", ()),
        ("Print a slip to fill in by hand…", "show_slip", (None,)),
        ("Print a sheet for the bedside…", "show_bedside", ()),
    ):
        press(part, words)
        assert doors(context).calls.made[-1] == (door, args)


def test_a_programme_is_shown_with_what_can_be_done_and_ended(context: Context, qtbot: QtBot) -> None:
    programme = prescribe(context.journal, note="<b>slowly")
    part = opened(context, qtbot)
    for words in ("Physio", "2 times a day · every day · since 16 Nov 2026", "10 s, set by a therapist", "<b>slowly"):
        assert words in shown(part)
    for words, door in (
        ("Change: Physio", "edit_programme"), ("Print a slip: Physio", "show_slip"),
        ("Save as a file: Physio", "save_programme_file"),
    ):  # fmt: skip
        press(part, words)
        assert doors(context).calls.last(door)[0] == programme.id
    press(part, "End it: Physio")
    assert said(context) == "The programme ended."
    assert "The programme ended on 21 Nov 2026." in shown(part)
    take_back(context)
    assert "ended on" not in shown(part)


def test_own_routines_are_renamed_and_removed(context: Context, qtbot: QtBot) -> None:
    kept = context.journal.routines.keep(replace(BEFORE_BED, name="Evening"))
    part = opened(context, qtbot)
    assert "3 rounds" in shown(part)
    press(part, "Rename: Evening")
    assert doors(context).calls.last("edit_routine") == (kept.id,)
    press(part, "Remove: Evening")
    assert "None yet." in shown(part)
    take_back(context)
    assert "Evening" in shown(part)


def test_after_the_last_routine_goes_the_focus_stays_in_the_part(context: Context, qtbot: QtBot) -> None:
    context.journal.routines.keep(replace(BEFORE_BED, name="Evening"))
    part = opened(context, qtbot)
    part.bedside.setFocus()
    assert walk(2) == ["Rename: Evening", "Remove: Evening"]
    key(Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert focus is not None and part.isAncestorOf(focus)


def test_what_is_written_under_an_open_sheet_takes_no_focus_and_leaves_the_opener_standing(
    context: Context, qtbot: QtBot
) -> None:
    kept = context.journal.routines.keep(replace(BEFORE_BED, name="Evening"))
    part = opened(context, qtbot)
    part.bedside.setFocus()
    assert walk(1) == ["Rename: Evening"]
    opener = QApplication.focusWidget()
    sheet = QLineEdit(part.window())
    sheet.show()
    sheet.setFocus()
    context.journal.routines.keep(replace(kept.routine, name="Night"), kept)
    assert QApplication.focusWidget() is sheet
    assert opener is not None and opener.isVisible() and opener.accessibleName() == "Rename: Night"
    press(part, "Rename: Night")
    assert doors(context).calls.last("edit_routine") == (kept.id,)
    context.journal.undo()
    assert QApplication.focusWidget() is sheet


def test_tab_goes_through_the_part_as_it_reads(context: Context, qtbot: QtBot) -> None:
    prescribe(context.journal)
    part = opened(context, qtbot)
    part.refresh()
    part.prescribed.setFocus()
    key(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().accessibleName() == "Save as a file: Physio"  # type: ignore[union-attr]


def test_the_keyboard_begins_with_the_programme_and_goes_down_the_page(context: Context, qtbot: QtBot) -> None:
    prescribe(context.journal)
    part = opened(context, qtbot)
    first = part.screen_of_it.first_focus()  # type: ignore[attr-defined]
    assert first.accessibleName() == "Change: Physio"
    first.setFocus()
    assert walk(9) == [
        "End it: Physio", "Print a slip: Physio", "Save as a file: Physio", "A therapist gave me a programme…",
        "Make my own programme…", "Open a programme file…", "Print a slip to fill in by hand…",
        "Print a sheet for the bedside…", "100 %",
    ]  # fmt: skip


def test_the_name_of_a_routine_is_changed_by_keyboard(context: Context, qtbot: QtBot) -> None:
    kept = context.journal.routines.keep(replace(BEFORE_BED, name="Evening"))
    context.journal.routines.keep(replace(BEFORE_BED, name="Noon"))
    form = RoutineForm(context, kept)
    in_sheet(context, qtbot, form, 936, 740, wide=False)
    form.name.selectAll()
    qtbot.keyClicks(form.name, "noon")
    key(Qt.Key.Key_Return)
    assert "that name already" in form.complaint.text()
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Night")
    key(Qt.Key.Key_Return)
    assert [one.name for one in context.journal.routines.own()] == ["Night", "Noon"]
    take_back(context)
    assert [one.name for one in context.journal.routines.own()] == ["Evening", "Noon"]


def test_a_programme_goes_into_a_file_and_comes_from_one(context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    programme = prescribe(context.journal)
    target = tmp_path / "physio.json"
    dialog = ask_where(context, programme, PRESCRIBED)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert "Programme saved in" in said(context)
    taken: list[object] = []
    dialog = ask_which(context, taken.append)
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert len(taken) == 1
    target.write_bytes(b"{}")
    dialog = ask_which(context, taken.append)
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert len(taken) == 1
    assert "cannot be taken as a programme" in reported(context)[0]
    dialog = ask_where(context, programme, PRESCRIBED)
    dialog.fileSelected.emit(str(tmp_path / "none" / "x.json"))
    dialog.reject()
    assert "could not be written" in reported(context)[1]


@pytest.mark.parametrize(
    ("name", "expected"), [("Calf stretch", "calf-stretch.pdf"), ("../..", "programme.pdf"), ("Wäde 2!", "wäde-2.pdf")]
)
def test_file_names_are_taken_from_the_name(name: str, expected: str) -> None:
    assert file_name(name, "pdf") == expected


def test_of_two_programmes_the_one_that_is_not_asked_for_says_so(context: Context, qtbot: QtBot) -> None:
    prescribe(context.journal)
    newer = prescribe(context.journal, replace(PRESCRIBED, name="Evening"), first_day=date(2026, 11, 20))
    prescribe(context.journal, replace(PRESCRIBED, name="Next month"), first_day=date(2026, 12, 1))
    part = opened(context, qtbot)
    lines = shown(part).split("\n")
    waits = [at for at, line in enumerate(lines) if line.startswith("Not asked for now")]
    assert [lines[at - 2] for at in waits] == ["Physio"], lines
    context.journal.routines.end_programme(newer)
    part.refresh()
    assert "Not asked for now" not in shown(part)
