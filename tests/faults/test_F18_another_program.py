"""F18: another program holds the diary: nothing waits long, what is typed stays, and it is stored in its order."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop import spool
from calfstretch.diary_lines import PATIENCE_S, DiaryLines
from calfstretch.domain.day import Item
from calfstretch.domain.episode import Episode
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.storage.trouble import DiaryBusyError
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.pending import waiting_words
from tests.diaries import drinks_in, journal_on
from tests.journal.entries import DAY
from tests.ui.every_screen import show_state


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program is about to write, and takes its time."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journal_on(tmp_path / "diary.db")
    made.database.be_patient(0.01)
    yield made
    made.database.close()


def press(journal: Journal, ml: int, said: list[str]) -> None:
    """A press as screens do it: what cannot be stored now waits."""

    def write() -> object:
        return journal.days.add_drink(ml)

    def do() -> None:
        try:
            write()
        except UserError as error:
            said.append("waits" if journal.waiting.takes(error, write, do) else error.message)
        else:
            said.append(f"{ml} stored")

    do()


def test_F18_stored_when_free_once_each_and_in_order(journal: Journal) -> None:  # noqa: N802
    said: list[str] = []
    with held(journal.database.path):
        for ml in (100, 200, 300):
            press(journal, ml, said)
        assert not journal.waiting.try_all()
        assert said == ["waits"] * 4, "the first was tried again"
        assert drinks_in(journal.database) == 0
    press(journal, 400, said)
    assert said[-1] == "waits", "none overtakes the others"
    assert journal.waiting.try_all()
    assert said[-4:] == ["100 stored", "200 stored", "300 stored", "400 stored"]
    rows = journal.database.connection.execute("SELECT ml FROM drinks ORDER BY rowid").fetchall()
    assert [row[0] for row in rows] == [100, 200, 300, 400]
    press(journal, 500, said)
    assert said[-1] == "500 stored"


def test_F18_one_press_waits_a_moment_and_the_next_not_at_all(journal: Journal) -> None:  # noqa: N802
    journal.database.be_patient(PATIENCE_S)
    with held(journal.database.path):
        took = []
        for _press in range(3):
            began = time.perf_counter()
            with pytest.raises(DiaryBusyError):
                journal.days.add_drink(200)
            took.append(time.perf_counter() - began)
    assert took[0] >= PATIENCE_S * 0.5
    assert max(took[1:]) < PATIENCE_S / 2
    journal.days.add_drink(200)


def test_F18_what_is_pressed_twice_waits_once(journal: Journal) -> None:  # noqa: N802
    with held(journal.database.path):
        for note in ("half", "whole"):
            write = partial(journal.days.set_item, DAY, Item.NOTE, note)
            with pytest.raises(UserError) as caught:
                write()
            assert journal.waiting.takes(caught.value, "the form", write)
    assert len(journal.waiting) == 1
    assert journal.waiting.try_all()
    assert journal.days.entries(DAY).items[Item.NOTE].value == "whole"


def test_F18_other_trouble_does_not_wait(journal: Journal) -> None:  # noqa: N802
    assert not journal.waiting.takes(UserError("the disk is full"), "it", lambda: None)
    assert len(journal.waiting) == 0


def test_F18_the_window_says_so_and_a_form_stores_what_was_typed(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: N802
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    window, journal, doors = stage.window, stage.journal, stage.doors
    lines = DiaryLines(stage.context, window, None, window)
    journal.database.be_patient(0.01)
    doors.describe_episode()
    form = window.top_content()
    assert isinstance(form, EpisodeForm)
    form.answers.more.note.set_text("both calves")
    with held(journal.database.path):
        form.save()
        assert window.messages.texts() == [waiting_words()]
        assert window.top_content() is form, "what is typed stays"
        assert form.answers.more.note.text() == "both calves"
        doors.cramp_now()
        relief = window.full_screen()
        assert relief is not None and journal.everything(Episode) == []
        assert len(list(spool.take_all(journal.database.path.parent))) == 1, "its moment is on disk at once"
    lines._again.timeout.emit()
    assert window.messages.texts() == []
    kept = journal.everything(Episode)
    assert sorted(episode.note or "" for episode in kept) == ["", "both calves"]
    assert list(spool.take_all(journal.database.path.parent)) == []
    lines.close()


def test_F18_the_window_does_not_close_over_what_waits_without_a_word(  # noqa: N802
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calfstretch.diary_lines.LAST_TRY_S", 0.01)
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    stage.journal.database.be_patient(0.01)
    assert lines.may_close()
    said: list[str] = []
    with held(stage.journal.database.path):
        press(stage.journal, 200, said)
        assert not lines.may_close()
        assert lines.may_close(), "the second word counts"
    assert lines.may_close()
    assert said[-1] == "200 stored"
    lines.close()
