"""F17: the diary is deleted, renamed or replaced under the running program; nothing is acknowledged into nowhere."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.diary_lines import DiaryLines
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import DAILY
from calfstretch.errors import UserError
from calfstretch.journal.recorder import SessionRecorder
from calfstretch.storage.database import open_diary
from calfstretch.storage.in_place import DiaryGoneError
from tests.diaries import drinks_in, filled, journal_on
from tests.domain.guided import Guided
from tests.journal.entries import DAY
from tests.ui.every_screen import Stage, show_state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody delete an open file")


def _delete(path: Path) -> None:
    for part in path.parent.glob("diary.db*"):
        part.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name("other.db"))


def _remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def _move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def _replace(path: Path) -> None:
    part = path.with_name("foreign")
    part.write_bytes(b"something else")
    os.replace(part, path)


WAYS = (_delete, _rename, _remove_folder, _move_folder, _replace)


@pytest.mark.parametrize("lose", WAYS)
def test_F17_nothing_is_acknowledged_and_all_of_it_is_written_anew(tmp_path: Path, lose: object) -> None:  # noqa: N802
    assert callable(lose)
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    heard: list[object] = []
    journal.subscribe(heard.append)
    lose(path)
    with pytest.raises(DiaryGoneError, match="has disappeared"):
        journal.days.add_drink(300)
    assert heard == []
    assert drinks_in(journal.database) == 1, "reading goes on"
    kept = journal.database.go_on_at(path)
    assert kept is None if lose is not _replace else kept is not None and kept.read_bytes() == b"something else"
    journal.days.add_drink(300)
    assert heard
    journal.database.close()
    again = open_diary(path)
    assert drinks_in(again) == 2
    assert again.integrity_ok()
    again.close()
    if lose is _rename:
        moved = open_diary(path.with_name("other.db"))
        assert drinks_in(moved) == 1, "what was renamed is whole"
        moved.close()


@pytest.mark.parametrize("lose", [_rename, _move_folder])
def test_F17_moved_back_it_goes_on(tmp_path: Path, lose: object) -> None:  # noqa: N802
    assert callable(lose)
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    lose(path)
    assert not journal.database.is_in_place()
    there = journal.database.moved_to()
    if sys.platform == "linux":
        assert there == (path.with_name("other.db") if lose is _rename else tmp_path / "moved" / "diary.db")
    if lose is _rename:
        path.with_name("other.db").rename(path)
    else:
        (tmp_path / "moved").rename(path.parent)
    journal.days.add_drink(300)
    journal.database.close()
    again = open_diary(path)
    assert drinks_in(again) == 2
    again.close()


def test_F17_gone_between_the_first_and_the_last_word_of_a_write(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    heard: list[object] = []
    journal.subscribe(heard.append)
    with pytest.raises(DiaryGoneError):
        journal.write("add drinks", also=lambda _connection: _delete(path))
    assert heard == []
    journal.database.close()


def test_F17_what_the_program_holds_is_written_out_when_it_ends(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.database.hold()
    journal.days.add_drink(200)
    _remove_folder(path)
    journal.database.close()
    again = open_diary(path)
    assert drinks_in(again) == 1
    again.close()


def test_F17_a_command_brings_no_diary_back_that_was_removed_meanwhile(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    _remove_folder(path)
    journal.database.close()
    assert not path.parent.exists()


def test_F17_a_moved_diary_is_whole_when_the_program_ends(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    _move_folder(path)
    journal.database.close()
    assert not path.parent.exists(), "nothing is lost, so nothing is made anew"
    again = open_diary(tmp_path / "moved" / "diary.db")
    assert drinks_in(again) == 1
    again.close()


def test_F17_no_new_copy_where_none_can_be_made(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary" / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    _remove_folder(path)
    path.parent.write_text("a file where the folder was")
    with pytest.raises(UserError, match="could not be written"):
        journal.database.go_on_at(path)
    other = tmp_path / "other" / "diary.db"
    journal.database.go_on_at(other)
    journal.days.add_drink(300)
    assert journal.database.path == other
    journal.database.close()
    again = open_diary(other)
    assert drinks_in(again) == 2
    again.close()


def test_F17_a_session_loses_nothing_of_its_progress(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary" / "diary.db")
    journal = journal_on(path)
    recorder = SessionRecorder(journal, DAILY)
    guided = Guided()
    recorder.follow(guided.state, guided.events, 0.0)
    for second in range(1, 45):
        if second == 20:
            _remove_folder(path)
        before = len(guided.events)
        guided.run(1)
        recorder.follow(guided.state, guided.events[before:], second)
        recorder.tick(guided.state, second)
    assert recorder.trouble is not None and "disappeared" in recorder.trouble
    journal.database.go_on_at(path)
    recorder.tick(guided.state, 46)
    assert recorder.trouble is None
    day = journal.days.entries(DAY)
    assert [hold.held_s for hold in day.holds[recorder.session_id]] == [30.0]
    journal.database.close()


def _said(stage: Stage) -> str:
    (text,) = stage.window.messages.texts()
    return text.replace("\u200b", "")


def test_F17_the_window_asks_and_goes_on_in_a_new_copy(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: N802
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    path = stage.journal.database.path
    shutil.rmtree(path.parent)
    stage.doors.cramp_now()
    qtbot.waitUntil(lambda: bool(stage.window.messages.texts()))
    (text,) = stage.window.messages.texts()
    assert text.startswith("The diary has disappeared from ") and text.endswith("Keep writing to a new copy here?")
    relief = stage.window.full_screen()
    assert relief is not None, "relief comes whatever the disk does"
    stage.window.messages._lines["gone"].acted.emit()
    assert stage.window.messages.texts() == []
    assert path.exists()
    relief.tick()  # type: ignore[attr-defined]
    assert len(stage.journal.everything(Episode)) == 1, "its moment is stored as soon as there is a diary"
    lines.close()


def test_F17_the_line_goes_when_the_folder_is_back_although_nobody_clicks(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: N802
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    folder = stage.journal.database.path.parent
    folder.rename(tmp_path / "moved")
    lines.look()
    assert "ove it back" in _said(stage) and lines.looking.isActive()
    (tmp_path / "moved").rename(folder)
    lines.looking.timeout.emit()
    assert stage.window.messages.texts() == [] and not lines.looking.isActive()
    lines.close()


def test_F17_the_window_offers_another_folder_and_leaves_a_diary_there_alone(  # noqa: N802
    qtbot: QtBot, tmp_path: Path
) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    path = stage.journal.database.path
    moved = tmp_path / "moved"
    path.parent.rename(moved)
    path.parent.write_text("no folder any more")
    lines.look()
    assert f"it is now {moved / path.name}. Move it back" in _said(stage)
    stage.window.messages._lines["gone"].acted.emit()
    assert "could not be written" in _said(stage)
    other = filled(tmp_path / "other" / "diary.db")
    lines._go_on_in(other.parent)
    assert "There is a diary in" in _said(stage)
    new = tmp_path / "new"
    lines._go_on_in(new)
    said = _said(stage)
    assert said.startswith(f"The diary is now kept in {new}.") and "--data-dir" in said
    assert str(new) in stage.window.windowTitle()
    stage.journal.days.add_drink(200)
    assert drinks_in(stage.journal.database) == 1
    lines.close()


def test_F17_a_log_deleted_beside_the_open_diary_is_folded_in(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    journal.days.add_drink(200)
    path.with_name("diary.db-wal").unlink()
    journal.days.add_drink(300)
    journal.database.remember()  # the calm moment after an entry
    journal.days.add_drink(400)
    copy = tmp_path / "as after a power cut"
    copy.mkdir()
    for part in path.parent.glob("diary.db*"):
        shutil.copy(part, copy)
    again = open_diary(copy / "diary.db")
    assert drinks_in(again) == 3
    assert again.integrity_ok()
    again.close()
    journal.database.close()
