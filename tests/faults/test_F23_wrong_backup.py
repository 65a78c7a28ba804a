"""F23: an old copy restored by mistake. What would change is said before, what was there is kept, and it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calfstretch.app import Window
from calfstretch.domain.person import Look
from calfstretch.journal.journal import LOOK_STORED
from calfstretch.storage.backup import inspect, make_copy
from calfstretch.storage.database import open_diary
from calfstretch.ui.restore.sheet import RestoreSheet
from calfstretch.ui.widgets.buttons import SecondaryButton
from tests.diaries import drinks_in, filled
from tests.ui.whole import settle, whole_window


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """A window on a diary of 14 drinks, with a copy of 11 beside it that had large text."""
    path = filled(tmp_path / "diary" / "diary.db", 0)
    with whole_window(tmp_path / "diary") as window:
        journal = window.journal
        for n in range(11):
            journal.days.add_drink(100 + n)
        journal.set_setting("text_scale", 1.5)
        copy = make_copy(journal.database.connection, path.parent / "backups", "diary")
        copy.rename(copy.with_name("diary-20261121-080000-000000.db"))
        journal.set_setting("text_scale", 1.0)
        for n in range(3):
            journal.days.add_drink(500 + n)
        yield window


def _kept(window: Window) -> list[Path]:
    return sorted((window.journal.database.path.parent / "backups").glob("before-restore-*.db"))


def _said(window: Window) -> str:
    return window.window.undo_bar.text.text().replace("\u200b", "")


def _lines(window: Window) -> list[str]:
    return [words.replace("\u200b", "") for words in window.window.messages.texts()]


def _look(window: Window) -> RestoreSheet:
    window.doors.show_restore()
    sheet = window.window.top_content()
    assert isinstance(sheet, RestoreSheet)
    sheet.looking.wait()
    settle()
    next(each for each in sheet.rows.findChildren(SecondaryButton) if each.words() == "Look").click()
    settle()
    return sheet


def _wait(window: Window) -> None:
    work = window.doors.restorer().work
    assert work is not None
    work.wait()
    settle()


def test_F23_restored_and_taken_back(window: Window) -> None:  # noqa: N802
    sheet = _look(window)
    assert drinks_in(window.journal.database) == 14
    sheet.restore.click()
    # It takes a while; what is noted meanwhile is stored, and kept.
    window.journal.days.add_drink(900)
    _wait(window)
    assert drinks_in(window.journal.database) == 11
    assert window.theme.scale == 1.5
    assert _said(window) == "Restored." and window.window.top_content() is None
    (kept,) = _kept(window)
    found = inspect(kept)
    assert found is not None and found.entries == 15
    window.window.undo_bar.action.click()
    _wait(window)
    assert drinks_in(window.journal.database) == 15
    assert window.theme.scale == 1.0
    assert _said(window) == "Your diary is as it was before."
    window.journal.days.add_drink(100)
    database = open_diary(window.journal.database.path)
    assert drinks_in(database) == 16 and database.lost_since is None and database.integrity_ok()
    database.close()


@pytest.mark.slow
def test_F23_ctrl_z_takes_the_restore_back_and_then_goes_further(window: Window) -> None:  # noqa: N802
    _look(window).restore.click()
    _wait(window)
    window.window.undo_asked.emit()
    _wait(window)
    assert drinks_in(window.journal.database) == 14
    # The next press goes further back in the diary itself.
    window.window.undo_asked.emit()
    assert window.doors.restorer().work is None
    assert drinks_in(window.journal.database) == 13


@pytest.mark.slow
def test_F23_a_look_that_insights_keeps_leaves_the_way_back(window: Window) -> None:  # noqa: N802
    _look(window).restore.click()
    _wait(window)
    window.journal.write(LOOK_STORED, [Look(number=2, day=window.journal.today(), body={})], origin="timer")
    window.window.undo_asked.emit()
    _wait(window)
    assert drinks_in(window.journal.database) == 14


def test_F23_nothing_is_restored_over_a_running_cramp(window: Window) -> None:  # noqa: N802
    sheet = _look(window)
    sheet.restore.click()
    window.doors.cramp_now()
    _wait(window)
    assert window.window.full_screen() is not None
    assert drinks_in(window.journal.database) == 14 and _kept(window) == []
    assert not list(window.journal.database.path.parent.glob("*restored*"))
    assert "Nothing was restored" in " ".join(_lines(window))


def test_F23_a_copy_that_went_bad_meanwhile_is_told_and_changes_nothing(window: Window) -> None:  # noqa: N802
    sheet = _look(window)
    (copy,) = (window.journal.database.path.parent / "backups").glob("diary-*.db")
    copy.write_bytes(copy.read_bytes()[:5000])
    sheet.restore.click()
    _wait(window)
    assert drinks_in(window.journal.database) == 14 and _kept(window) == []
    assert "is damaged" in _said(window)


def test_F19_a_conflicted_copy_is_told_about_once(window: Window) -> None:  # noqa: N802
    folder = window.journal.database.path.parent
    conflict = folder / "diary (Anna's conflicted copy).db"
    conflict.write_bytes(next((folder / "backups").glob("diary-*.db")).read_bytes())
    before = conflict.read_bytes()
    window.tell_of_conflicts()
    assert any(conflict.name in words for words in _lines(window))
    window.window.messages._lines["conflict"].action.click()
    assert isinstance(window.window.top_content(), RestoreSheet)
    window.tell_of_conflicts()
    assert not any(conflict.name in words for words in _lines(window))
    assert conflict.read_bytes() == before


def test_F23_by_keyboard_alone(window: Window) -> None:  # noqa: N802
    window.doors.show_restore()
    sheet = window.window.top_content()
    assert isinstance(sheet, RestoreSheet)
    sheet.looking.wait()
    settle()
    _press(Qt.Key.Key_Space)  # Look at the newest, where the focus stands
    settle()
    assert isinstance(focus := QApplication.focusWidget(), SecondaryButton) and focus.words() == "Cancel"
    for _tab in range(4):
        _press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is sheet.restore:
            break
    _press(Qt.Key.Key_Space)
    _wait(window)
    assert drinks_in(window.journal.database) == 11


def _press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
