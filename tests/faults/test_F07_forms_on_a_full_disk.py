"""F07: the disk is full: what was typed stays in every form, and Save works once there is space, without a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity, ActivityKind, DayItem, Drink, Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Session
from calfstretch.storage.database import Database
from calfstretch.storage.trouble import as_user_error
from tests.ui import every_screen
from tests.ui.every_screen import Stage, show_state

TEXT = "both calves, after the long run"
WHY = "Could not be saved: the disk is full. Your text is kept here. Free some space and press Save again."


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No write finds space; reading goes on. (On a real small disk: test_F07_disk_full_while_logging.)"""

    def no_space(database: Database) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise as_user_error(error, database.path)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_begin", no_space)
        yield


class Form(NamedTuple):
    """How a form is opened, filled and saved, and what is stored of it."""

    open: Callable[[Stage], object]
    type: Callable[[Any], object]
    typed: Callable[[Any], str]
    save: Callable[[Any], object]
    stored: Callable[[Stage], list[str]]


def _notes(kind: type[Record]) -> Callable[[Stage], list[str]]:
    return lambda stage: [str(getattr(each, "note", "")) for each in stage.journal.everything(kind)]


def _day_notes(stage: Stage) -> list[str]:
    return [item.value for item in stage.journal.everything(DayItem) if item.item == Item.NOTE]


def _fill_activity(form: Any) -> None:
    form.kind.set_value(ActivityKind.RUN)
    form.note.set_text(TEXT)


FORMS = {
    "spasm": Form(
        lambda stage: stage.doors.describe_episode(),
        lambda form: form.answers.more.note.edit.setPlainText(TEXT),
        lambda form: str(form.answers.more.note.text()),
        lambda form: form.save(),
        _notes(Episode),
    ),
    "activity": Form(
        lambda stage: stage.doors.note_activity(),
        _fill_activity,
        lambda form: str(form.note.text()),
        lambda form: form._save(),
        _notes(Activity),
    ),
    "session by hand": Form(
        lambda stage: stage.doors.type_session(),
        lambda form: form.note.set_text(TEXT),
        lambda form: str(form.note.text()),
        lambda form: form._save(),
        _notes(Session),
    ),
    "note of a day": Form(
        lambda stage: stage.doors.note_day(),
        lambda form: form.note.note.set_text(TEXT),
        lambda form: str(form.note.note.text()),
        lambda form: form.note.flush(),
        _day_notes,
    ),
}


def words_of(widget: QWidget) -> str:
    """All sentences shown in a part of the window."""
    from PySide6.QtWidgets import QLabel

    shown = (label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if not label.isHidden())
    return " ".join(shown)


@pytest.mark.parametrize("kind", FORMS)
def test_F07_text_stays_and_save_works_later(  # noqa: N802
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    form = FORMS[kind]
    form.open(stage)
    front = stage.window.top_content()
    assert front is not None
    form.type(front)
    with full_disk(monkeypatch):
        form.save(front)
        assert stage.window.top_content() is front, "the form is still there"
        assert form.typed(front) == TEXT
        assert WHY in words_of(stage.window)
        assert form.stored(stage) == []
    form.save(front)
    assert form.stored(stage) == [TEXT]


@pytest.mark.parametrize("kind", ["spasm", "note of a day"])
def test_F07_a_form_that_a_cramp_takes_away_leaves_its_text_in_the_window(  # noqa: N802
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    form = FORMS[kind]
    form.open(stage)
    front = stage.window.top_content()
    form.type(front)
    with full_disk(monkeypatch):
        stage.window.close_sheets()
        assert stage.window.top_content() is None
        assert stage.window.messages.texts() == [WHY]
    (line,) = stage.window.messages._lines.values()
    line.acted.emit()
    assert stage.window.messages.texts() == []
    assert form.stored(stage) == [TEXT]


def test_F07_reading_and_charts_go_on(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    every_screen._diary("five")  # made while there is space
    with full_disk(monkeypatch):
        stage = show_state("insights, five days", tmp_path, qtbot, 1120, 740)
        assert "spasm" in words_of(stage.page("insights")).casefold()
        assert stage.page("history").isVisible()


def test_F07_a_drink_is_not_said_to_be_noted(  # noqa: N802
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    today = stage.page("today")
    with full_disk(monkeypatch):
        today._drink(200.0)  # type: ignore[attr-defined]
        assert stage.journal.everything(Drink) == []
    today._drink(200.0)  # type: ignore[attr-defined]
    assert [drink.ml for drink in stage.journal.everything(Drink)] == [200]
