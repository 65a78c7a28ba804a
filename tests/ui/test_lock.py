"""J5: the pages are seen after the PIN; a cramp needs none; forgetting it loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch import cli
from calfstretch.app import Window
from calfstretch.commands import window as command
from calfstretch.domain.episode import Episode
from calfstretch.journal import pin
from calfstretch.journal.pin import PIN_SETTING, forget_pin, has_pin, is_right, set_pin
from calfstretch.options import WindowOptions
from calfstretch.ui.lock_screen import LockScreen
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.settings.lock import LockPart
from tests.diaries import journal_on
from tests.ui.fakes import make_context
from tests.ui.whole import clock_of, settle, whole_window

PIN = "2468"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin, "_COST", {"n": 16, "r": 8, "p": 1})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    journal = journal_on(tmp_path / "diary.db")
    set_pin(journal, PIN)
    journal.database.close()
    return tmp_path


@pytest.fixture
def locked(folder: Path, theme: object) -> Iterator[Window]:
    with whole_window(folder) as window:
        yield window


def screen(window: Window) -> LockScreen:
    found = window.window.full_screen()
    assert isinstance(found, LockScreen)
    return found


def test_a_pin_is_kept_as_a_salted_hash(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    assert not has_pin(journal) and is_right(journal, "")
    kept = []
    for _time in range(2):
        set_pin(journal, PIN)
        kept.append(journal.setting(PIN_SETTING))
    assert kept[0]["hash"] != kept[1]["hash"] and PIN not in str(kept)
    assert [is_right(journal, typed) for typed in (PIN, "1357", "", PIN + "0")] == [True, False, False, False]
    forget_pin(journal)
    assert not has_pin(journal)
    journal.database.close()


def test_what_cannot_be_read_of_it_shuts_nobody_out(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    for broken in ({}, {"salt": "x"}, {"salt": "00", "hash": "zz", "n": 4, "r": 8, "p": 1}, "text"):
        journal.set_setting(PIN_SETTING, broken)
        assert is_right(journal, "anything")
    with pytest.raises(ValueError, match="4 to 32"):
        set_pin(journal, "123")
    journal.database.close()


def test_the_pages_are_seen_after_the_pin_alone_and_by_keyboard(locked: Window) -> None:
    field = screen(locked).pin
    assert QApplication.focusWidget() is field and not locked.window.page_area.isVisible()
    for key in ("Ctrl+2", "Ctrl+N", "Ctrl+D", "Ctrl+F", "Ctrl+E", "Escape", "Ctrl+Z", "F11", "F11"):
        QTest.keySequence(locked.window, QKeySequence(key))
        settle()
        assert screen(locked).pin is field
        assert not locked.window.page_area.isVisible() and not locked.window._sheets
    locked.doors.show_safety()  # read over it
    settle()
    assert len(locked.window._sheets) == 1
    locked.window.close_sheets()
    field.setFocus()
    QTest.keyClicks(field, "1357")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert screen(locked).complaint.text() == "That is not the PIN."
    QTest.keyClicks(field, PIN)  # over the marked wrong one
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert locked.window.full_screen() is None and locked.window.page_area.isVisible()


def test_cramp_now_needs_no_pin_and_leads_back_to_it(locked: Window) -> None:
    screen(locked).cramp.click()
    assert isinstance(locked.window.full_screen(), ReliefScreen)
    assert len(locked.journal.everything(Episode)) == 1
    relief = locked.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    clock_of(locked).advance(5)
    relief.ease()
    relief.describe()
    settle()
    assert not locked.window._sheets  # what there is to say of it waits as a draft
    QTest.keyClicks(screen(locked).pin, PIN)
    screen(locked).open.click()
    assert locked.window.page_area.isVisible()


def test_a_cramp_handed_in_at_the_start_opens_relief_first(folder: Path, theme: object) -> None:
    journal = journal_on(folder / "diary.db")
    episode = journal.episodes.begin()
    journal.database.close()
    with whole_window(folder, cramp_episode_id=episode.id) as window:
        relief = window.window.full_screen()
        assert isinstance(relief, ReliefScreen)
        relief.leave()
        settle()
        screen(window)


def test_a_forgotten_pin_is_taken_away_from_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[WindowOptions] = []
    monkeypatch.setattr(command, "problem_before_window", lambda: None)
    monkeypatch.setattr(command, "_run", lambda options: opened.append(options) or 0)
    assert cli.main(["--data-dir", str(folder), "--forget-pin"]) == 0
    assert len(opened) == 1
    journal = journal_on(folder / "diary.db")
    assert not has_pin(journal)
    journal.database.close()


def test_forgetting_goes_with_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--forget-pin", "export", "x.csv"]) == 2
    assert "go with no command" in capsys.readouterr().err


# -- Settings ----------------------------------------------------------------------------------------------


@pytest.fixture
def part(tmp_path: Path, qtbot: QtBot, theme: object) -> LockPart:
    part = LockPart(make_context(tmp_path, qtbot))
    qtbot.addWidget(part)
    part.show()
    QApplication.processEvents()
    return part


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [("123", "123", "A PIN needs at least 4 digits or letters."), (PIN, "2469", "The two are not the same.")],
)
def test_a_pin_is_typed_twice_alike(part: LockPart, first: str, again: str, said: str) -> None:
    part.first.setText(first)
    part.again.setText(again)
    part.set.click()
    assert part.complaint.text() == said and not has_pin(part.journal)


def test_a_pin_is_set_and_taken_away(part: LockPart) -> None:
    part.first.setText(PIN)
    part.again.setText(PIN)
    QTest.keyClick(part.again, Qt.Key.Key_Return)
    assert is_right(part.journal, PIN) and not is_right(part.journal, "1357")
    assert part.take_away.isVisible() and not part.set.isVisible()
    assert (part.first.text(), part.again.text()) == ("", "")
    part.take_away.click()
    assert not has_pin(part.journal) and part.set.isVisible() and not part.take_away.isVisible()


def test_a_pin_that_cannot_be_stored_is_said(part: LockPart) -> None:
    part.journal.database.read_only = "Nothing can be saved here."
    part.first.setText(PIN)
    part.again.setText(PIN)
    part.set.click()
    assert part.complaint.text() == "Nothing can be saved here." and part.first.text() == PIN
