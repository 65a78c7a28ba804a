"""What is typed in a sheet and not saved comes back as it was, whatever takes the sheet away."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.app import Window
from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.episode import Episode
from calfstretch.storage.database import Database
from calfstretch.storage.trouble import as_user_error
from calfstretch.ui.day.activity_form import ActivityForm
from calfstretch.ui.lock_screen import LockScreen
from calfstretch.ui.pause.state import OTHER
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.set_aside import type_again, typed_in
from tests.ui.whole import clock_of, settle, whole_window

TEXT = "both calves, after the long run"
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Form(NamedTuple):
    """How a form is opened and half filled, what is read of it again, and what it is called."""

    open: Callable[[Window], object]
    type: Callable[[Any], object]
    typed: Callable[[Any], object]
    words: str


def _activity(form: Any) -> None:
    form.kind.chip(ActivityKind.RUN).click()
    form.minutes_field.setText("37")
    form.note.edit.setFocus()
    form.note.edit.insertPlainText(TEXT)


def _pause(form: Any) -> None:
    form.reason.chip(OTHER).click()
    form.words.insert(TEXT)


def _day(sheet: Any) -> None:
    for _rows in range(2):
        if not sheet.tags.isVisible():
            sheet.more.click()
    sheet.tags.field.setFocus()
    sheet.tags.field.insert("Garden")
    sheet.changes.field.insert("new shoes")


def _routine(sheet: Any) -> None:
    sheet.keep.open_link.click()
    sheet.keep.name.selectAll()
    QTest.keyClicks(sheet.keep.name, "Evening, the long one")


FORMS = {
    "activity": Form(
        lambda window: window.doors.note_activity(),
        _activity,
        lambda form: (form.kind.value(), form.minutes_field.text(), form.note.text()),
        "Activity",
    ),
    "stretch by hand": Form(
        lambda window: window.doors.type_session(),
        lambda form: form.note.edit.insertPlainText(TEXT),
        lambda form: form.note.text(),
        "Stretch",
    ),
    "pause": Form(lambda window: window.doors.show_pause(), _pause, lambda form: form.words.words(), "Pause"),
    "programme": Form(
        lambda window: window.doors.edit_programme(),
        lambda form: form.note.edit.insertPlainText(TEXT),
        lambda form: form.note.text(),
        "Programme",
    ),
    "tag and change of a day": Form(
        lambda window: window.doors.note_day(),
        _day,
        lambda sheet: (sheet.tags.field.text(), sheet.changes.field.text()),
        "A tag of your own, What changed",
    ),
    "name of a routine": Form(
        lambda window: window.doors.change_routine(),
        _routine,
        lambda sheet: sheet.keep.name.text(),
        "Name of the routine",
    ),
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with whole_window(tmp_path / "diary") as window:
        yield window
        window.window.in_hurry = True


def fill(window: Window, name: str = "activity") -> Any:
    """The content of a form that was opened and half filled."""
    FORMS[name].open(window)
    settle()
    content = window.window.top_content()
    assert content is not None
    FORMS[name].type(content)
    settle()
    return content


def press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.window, key, modifiers)
    settle()


def line(window: Window) -> str:
    """The quiet line; "" = none."""
    bar = window.window.undo_bar
    return "" if bar.isHidden() else bar.text.text().replace("\u200b", "")


def ease(window: Window) -> None:
    relief = window.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    clock_of(window).advance(20)
    relief.ease()
    relief.done()
    settle()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_after_a_cramp_and_after_escape(window: Window, name: str) -> None:
    content = fill(window, name)
    typed = FORMS[name].typed(content)
    focus = QApplication.focusWidget()
    press(window, Key.Key_C, CONTROL | SHIFT)
    press(window, Key.Key_C, CONTROL | SHIFT)  # fast fingers
    assert isinstance(window.window.full_screen(), ReliefScreen) and window.window.top_content() is None
    assert len(window.journal.everything(Episode)) == 1
    ease(window)
    assert window.window.current == "today"
    assert window.window.top_content() is content and content.isVisible()
    assert FORMS[name].typed(content) == typed
    assert QApplication.focusWidget() is focus
    window.window._sheets[-1].ask_close()
    settle()
    assert window.window.top_content() is None
    assert line(window) == f"Not saved: {FORMS[name].words}."
    assert window.window.undo_bar.action.words() == "Open again"
    press(window, Key.Key_Z, CONTROL)
    assert window.window.top_content() is content and FORMS[name].typed(content) == typed
    assert line(window) == ""


def test_another_start_hands_a_cramp_over(window: Window) -> None:
    content = fill(window)
    episode = window.journal.episodes.begin()
    window.handed_in.take({"do": "cramp", "episode_id": episode.id})
    settle()
    assert window.window.top_content() is None
    relief = window.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    clock_of(window).advance(10)
    relief.ease()
    relief.describe()  # the form of the cramp lies over the one that waits
    settle()
    assert len(window.window._sheets) == 2
    press(window, Key.Key_Escape)
    assert window.window.top_content() is content and content.note.text() == TEXT


def test_the_day_turns_over_while_it_waits(window: Window) -> None:
    content = fill(window)
    day = window.journal.today()
    press(window, Key.Key_C, CONTROL | SHIFT)
    clock_of(window).advance(24 * 3600)
    window.days.look()
    settle()
    ease(window)
    assert window.window.top_content() is content and content.note.text() == TEXT
    assert content._day_line.text() == "yesterday".capitalize()
    content.save.click()
    assert [one.diary_day(4) for one in window.journal.everything(Activity)] == [day]
    assert window.journal.today() == day + timedelta(days=1)


def test_what_was_left_opens_again_by_its_own_door_or_begins_anew(window: Window) -> None:
    content = fill(window)
    press(window, Key.Key_Escape)
    window.window.undo_bar.hide()  # its time is up
    window.doors.note_activity()
    settle()
    assert window.window.top_content() is content and content.note.text() == TEXT
    window.doors.note_activity(window.journal.today() - timedelta(days=1))
    assert window.window.top_content() is not content, "another day has a form of its own"
    press(window, Key.Key_Escape)
    content.anew_asked.emit()
    settle()
    fresh = window.window.top_content()
    assert isinstance(fresh, ActivityForm) and fresh is not content
    assert (fresh.note.text(), fresh.kind.value()) == ("", None)
    assert len(window.window._sheets) == 1
    assert window.journal.everything(Activity) == []


def test_going_to_another_page_leaves_the_form_with_a_line(window: Window) -> None:
    content = fill(window)
    press(window, Key.Key_2, CONTROL)
    assert window.window.current == "history" and window.window.top_content() is None
    assert line(window) == "Not saved: Activity."
    window.window.undo_bar.action.click()
    settle()
    assert window.window.top_content() is content and content.isVisible()


def test_the_window_shows_what_is_not_saved_before_it_closes(window: Window) -> None:
    content = fill(window)
    press(window, Key.Key_C, CONTROL | SHIFT)
    assert not window.window.close()
    settle()
    assert window.window.full_screen() is None and content.isVisible()
    assert line(window) == "Not saved: Activity. Close the window again to leave without it."
    window.window.undo_bar.hide()  # much later the question is a new one
    assert not window.window.close()
    assert window.window.close()


def test_the_system_is_not_asked_to_wait(window: Window) -> None:
    fill(window)
    window.window.in_hurry = True
    assert window.window.close()


def test_the_lock_lets_nothing_be_seen_and_loses_nothing(window: Window) -> None:
    content = fill(window)
    window.window.lock(lambda: LockScreen(window.context))
    settle()
    assert not content.isVisible()
    window.doors.cramp_now()
    ease(window)
    assert isinstance(window.window.full_screen(), LockScreen) and not content.isVisible()
    window.window.unlock()
    assert window.window.top_content() is content and content.isVisible() and content.note.text() == TEXT


def test_a_restore_gives_back_the_sheet_and_what_stood_in_fields_of_pages(window: Window) -> None:
    content = fill(window)
    window.window.page("settings").findChild(QLineEdit)  # built, with its field of a new tag
    field = _named(window.window.page("settings"), "Name of a new tag")
    field.insert("Garden")
    window.window.set_sheets_aside()
    window._begin_anew()
    window.window.put_sheets_back()
    assert window.window.top_content() is content and content.note.text() == TEXT
    again = _named(window.window.page("settings"), "Name of a new tag")
    assert again is not field and again.text() == "Garden"


def _named(page: QWidget, name: str) -> QLineEdit:
    return next(field for field in page.findChildren(QLineEdit) if field.accessibleName() == name)


def test_a_cramp_while_saving_waits_for_a_busy_diary(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    content = fill(window)

    def busy(database: Database) -> None:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise as_user_error(error, database.path)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_begin", busy)
        content.save.click()
        assert window.journal.everything(Activity) == []
        press(window, Key.Key_C, CONTROL | SHIFT)
        relief = window.window.full_screen()
        assert isinstance(relief, ReliefScreen)
    window.journal.waiting.try_all()
    settle()
    assert [one.note for one in window.journal.everything(Activity)] == [TEXT]
    assert QApplication.focusWidget() is relief
    ease(window)
    assert window.window.top_content() is None, "what is saved does not come back"


def test_saved_twice_by_fast_fingers_is_saved_once_and_not_put_back(window: Window) -> None:
    content = fill(window)
    QTest.keySequence(content.note.edit, QKeySequence("Ctrl+Return"))
    QTest.keySequence(window.window, QKeySequence("Ctrl+Return"))
    press(window, Key.Key_C, CONTROL | SHIFT)
    ease(window)
    assert window.window.top_content() is None
    assert len(window.journal.everything(Activity)) == 1


@pytest.mark.parametrize(
    ("typed", "shown", "mode", "found"),
    [
        ("Garden", "", QLineEdit.EchoMode.Normal, "Garden"),
        ("Garden", "", QLineEdit.EchoMode.Password, ""),
        ("Garden", "Kitchen", QLineEdit.EchoMode.Normal, "Kitchen"),
        ("", "", QLineEdit.EchoMode.Normal, ""),
    ],
)
def test_fields_of_a_page_built_anew(
    qtbot: QtBot, typed: str, shown: str, mode: QLineEdit.EchoMode, found: str
) -> None:
    def page() -> tuple[QWidget, QLineEdit, QPlainTextEdit]:
        made, field, text = QWidget(), QLineEdit(), QPlainTextEdit()
        qtbot.addWidget(made)
        column = QVBoxLayout(made)
        for each in (field, text):
            each.setAccessibleName("Name")
            column.addWidget(each)
        field.setEchoMode(mode)
        return made, field, text

    old, field, text = page()
    field.insert(typed)
    text.insertPlainText(typed)
    new, line, words = page()
    line.setText(shown)
    type_again(new, typed_in(old))
    assert (line.text(), words.toPlainText()) == (found, typed)
