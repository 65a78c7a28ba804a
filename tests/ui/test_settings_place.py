"""J8, J9: where the data is, every file by name, and removing all of it: named, asked twice, told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.journal.copies import choose_second
from calfstretch.journal.place import look
from calfstretch.storage.backup import make_copy
from calfstretch.ui.context import Context
from calfstretch.ui.settings.delete_sheet import DeleteSheet
from calfstretch.ui.settings.files_sheet import FilesSheet
from calfstretch.ui.settings.place import PlacePart
from calfstretch.ui.settings.place_words import size_words
from calfstretch.ui.widgets.buttons import Button
from tests.diaries import journal_on
from tests.ui.fakes import FakeDoors, FakeNavigator, make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    context = make_context(tmp_path, qtbot)
    folder = context.journal.database.path.parent
    for name in ("backups/diary-20261121-080000-000000.db", "calfstretch.log", "letter.odt", "backups/mine.db"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x" * 2000)
    return context


def words(widget: QWidget) -> str:
    return "\n".join(label.text().replace("\u200b", "") for label in widget.findChildren(QLabel))


def press(widget: QWidget, text: str) -> None:
    next(button for button in widget.findChildren(Button) if button.words() == text).click()


def shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(560, 700)
    widget.show()
    QApplication.processEvents()


def test_the_folder_and_what_lies_in_it_are_named_with_their_sizes(context: Context, qtbot: QtBot) -> None:
    part = PlacePart(context)
    shown(part, qtbot)
    said = words(part)
    assert str(context.journal.database.path.parent) in said
    assert "Copies: 1 file, 2 KB" in said and "In all 5 files" in said
    assert "letter.odt" not in said


def test_a_new_copy_is_counted_when_the_page_is_shown_again(context: Context, qtbot: QtBot) -> None:
    part = PlacePart(context)
    (context.journal.database.path.parent / "backups" / "diary-20261122-080000-000000.db").write_text("x" * 3000)
    part.refresh()
    assert "Copies: 2 files, 5 KB" in words(part)


def test_the_path_is_put_on_the_clipboard_as_it_is(context: Context, qtbot: QtBot) -> None:
    part = PlacePart(context)
    shown(part, qtbot)
    press(part, "Copy the path")
    assert QGuiApplication.clipboard().text() == str(context.journal.database.path.parent)


def test_every_way_from_the_part_leads_somewhere(context: Context, qtbot: QtBot) -> None:
    part = PlacePart(context)
    shown(part, qtbot)
    for text in ("Name every file…", "For a question about the program…", "Delete everything…"):
        press(part, text)
    assert isinstance(context.doors, FakeDoors)
    assert context.doors.calls.names() == ["show_files", "show_diagnostics", "delete_everything"]


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (4096, "4 KB"), (9_400_000, "9.4 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert size_words(size) == said


@pytest.mark.parametrize("kind", [FilesSheet, DeleteSheet])
def test_every_file_is_named_ours_and_others_apart(
    context: Context, qtbot: QtBot, kind: type[FilesSheet] | type[DeleteSheet]
) -> None:
    sheet = kind(context)
    shown(sheet, qtbot)
    said = words(sheet)
    place = look(context.journal)
    assert len(place.files) == 5 and len(place.others) == 2
    for path in (*(file.path for file in place.files), *place.others):
        assert str(path.relative_to(place.folder)) in said
    assert said.index("calfstretch.log") < said.index("Not of calfstretch") < said.index("letter.odt")


def test_a_copy_that_another_program_made_is_named_as_such(context: Context, qtbot: QtBot) -> None:
    folder = context.journal.database.path.parent
    (folder / "calfstretch (conflicted copy).sqlite3").write_text("x")
    sheet = DeleteSheet(context)
    shown(sheet, qtbot)
    said = words(sheet)
    apart = said.index("Copies of the diary that another program made")
    assert apart < said.index("calfstretch (conflicted copy).sqlite3") < said.index("Not of calfstretch")
    assert said.count("conflicted") == 1


def test_a_diary_that_went_on_at_another_place_is_shown_there(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "window.lock").write_text("")
    part = PlacePart(context._replace(data_dir=old))
    shown(part, qtbot)
    assert str(context.journal.database.path.parent) in words(part) and "Sign that the diary is open" in words(part)


def test_nothing_is_removed_until_the_word_is_typed_and_the_button_pressed(context: Context, qtbot: QtBot) -> None:
    sheet = DeleteSheet(context)
    shown(sheet, qtbot)
    assert isinstance(context.doors, FakeDoors)
    for typed in ("", "del", "deleted", "yes"):
        sheet.word.setText(typed)
        sheet.button.click()
        assert not sheet.button.isEnabled()
    sheet.word.setText("")
    sheet.word.setFocus()
    QTest.keyClicks(sheet.word, "delete")
    QTest.keyClick(sheet.word, Qt.Key.Key_Return)
    assert context.doors.calls.names() == []  # Enter alone does nothing
    assert sheet.button.words() == "Delete 5 files for good"
    sheet.button.click()
    assert context.doors.calls.made == [("remove_everything", ((),))]


def test_the_focus_begins_where_enter_does_no_harm(context: Context, qtbot: QtBot) -> None:
    sheet = DeleteSheet(context)
    shown(sheet, qtbot)
    press(sheet, "Save what you want to keep first…")
    assert isinstance(context.navigator, FakeNavigator)
    assert context.navigator.calls.last("show_page") == ("share",)


def _second_folder(context: Context, tmp_path: Path) -> tuple[Path, Path]:
    """A second folder with a copy of this diary, one of another, and a letter."""
    stick = tmp_path / "stick"
    stick.mkdir()
    context.journal.days.add_drink(200)
    choose_second(context.journal, stick)
    mine = make_copy(context.journal.database.connection, stick, "diary")
    other = journal_on(tmp_path / "other" / "diary.db", "2025-01-01T09:00:00+01:00")
    other.days.add_drink(300)
    theirs = make_copy(other.database.connection, stick, "diary")
    other.database.close()
    (stick / "letter.txt").write_text("mine")
    return mine, theirs


def test_copies_in_the_second_folder_stay_unless_they_are_ticked(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    mine, theirs = _second_folder(context, tmp_path)
    sheet = DeleteSheet(context)
    shown(sheet, qtbot)
    assert str(mine) in words(sheet) and str(theirs) not in words(sheet)
    count = len(look(context.journal).files)
    assert sheet.second is not None and not sheet.second.isChecked()
    assert sheet.button.words() == f"Delete {count} files for good"
    sheet.second.click()
    assert sheet.button.words() == f"Delete {count + 1} files for good"
    sheet.word.setText("DELETE")
    sheet.button.click()
    assert isinstance(context.doors, FakeDoors)
    assert context.doors.calls.made == [("remove_everything", ((mine,),))]


def test_a_second_folder_that_is_not_there_is_said(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    choose_second(context.journal, tmp_path / "gone")
    sheet = DeleteSheet(context)
    shown(sheet, qtbot)
    assert sheet.second is None
    assert "is not there now; copies in it stay" in words(sheet) and str(tmp_path / "gone") in words(sheet)
