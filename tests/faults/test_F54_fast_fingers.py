"""F54: a key held down, double clicks, undo a hundred times, closing while saving, a cramp during a delete.

Nothing is doubled, and undo gives back exactly what was. The seeds choose what is done.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity, Drink
from calfstretch.domain.episode import Episode, Kind
from calfstretch.journal import Journal, Written
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from calfstretch.storage.rows import KINDS, to_row
from calfstretch.ui.history.duplicate_sheet import DuplicateSheet
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.relief.screen import ReliefScreen
from tests.diaries import journal_on
from tests.ui.fakes import make_context
from tests.ui.history.diary import RUN, SATURDAY, at, fill
from tests.ui.screens import settle
from tests.ui.whole import whole_window

SEEDS = (54, pytest.param(1, marks=pytest.mark.slow), pytest.param(2026, marks=pytest.mark.slow))
UNDOS = 100
State = dict[tuple[str, str], tuple[tuple[str, object], ...]]


def state(journal: Journal) -> State:
    """All that is not in the bin, without the stamps of writing."""
    stamps = {"entered_at", "changed_at"}
    return {
        (table, record.id): tuple(item for item in to_row(record).items() if item[0] not in stamps)
        for table, kind in KINDS.items()
        for record in journal.everything(kind)
    }


def sound(journal: Journal) -> None:
    connection = journal.database.connection
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _do_something(journal: Journal, choice: random.Random) -> None:
    day = SATURDAY - timedelta(days=choice.randrange(5))
    episodes = journal.everything(Episode)
    drinks = journal.everything(Drink)
    doings = [
        lambda: journal.days.add_drink(choice.randrange(1, 900), at(day, choice.randrange(5, 23))),
        lambda: journal.days.set_item(day, "note", f"words {choice.random()}"),
        lambda: journal.days.confirm_water(day, choice.randrange(100, 3000)),
        lambda: journal.write("add episodes", [Episode(at=at(day, 15), kind=Kind.SPASM, pain=choice.randrange(11))]),
    ]
    if episodes:
        one = episodes[choice.randrange(len(episodes))]
        doings.append(lambda: journal.episodes.save(replace(one, pain=choice.randrange(11), note=str(choice.random()))))
        doings.append(lambda: journal.episodes.remove(one.id))
    if drinks:
        doings.append(lambda: journal.delete(*choice.sample(drinks, k=min(3, len(drinks)))))
    choice.choice(doings)()


@pytest.mark.parametrize("seed", SEEDS)
def test_F54_a_hundred_undos_and_redos_give_back_exactly_what_was(tmp_path: Path, seed: int) -> None:  # noqa: N802
    choice = random.Random(seed)
    journal = journal_on(tmp_path / "diary.db")
    journal.database.connection.execute("PRAGMA synchronous = OFF")
    states = [state(journal)]
    while len(states) <= UNDOS:
        _do_something(journal, choice)
        if state(journal) != states[-1]:
            states.append(state(journal))
    for place in range(UNDOS - 1, -1, -1):
        if place == UNDOS // 2:  # and after a restart
            journal.database.close()
            journal = journal_on(tmp_path / "diary.db")
        journal.undo()
        assert state(journal) == states[place], place
    assert journal.undo() is None
    for place in range(1, UNDOS + 1):
        journal.redo()
        assert state(journal) == states[place], place
    assert journal.redo() is None
    sound(journal)
    journal.database.close()


# -- the keys of the history ---------------------------------------------------------------------------------


@contextmanager
def _history(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[HistoryScreen, Journal, QWidget]]:
    context = make_context(tmp_path, qtbot)
    fill(context.journal)
    screen = HistoryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    screen.activateWindow()
    settle()
    screen.list.setFocus()
    yield screen, context.journal, context.window


@pytest.mark.parametrize("seed", SEEDS)
def test_F54_wild_keys_in_the_history_are_all_taken_back(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, seed: int
) -> None:
    choice = random.Random(seed)
    with _history(tmp_path, qtbot) as (screen, journal, _window):
        before = state(journal)
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_Home)
        for _press in range(120):
            modifiers = choice.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
            held = choice.random() < 0.5
            event = QKeyEvent(QEvent.Type.KeyPress, choice.choice(keys), modifiers, "", held)
            QApplication.sendEvent(screen.list, event)
            if choice.random() < 0.2:
                journal.undo()
            if choice.random() < 0.1:
                journal.redo()
        settle()
        while journal.undo() is not None:
            pass
        assert state(journal) == before
        sound(journal)


def test_F54_a_double_click_notes_a_duplicate_once(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    with _history(tmp_path, qtbot) as (screen, journal, window):
        screen.list.choose(screen.model.find(f"activities/{RUN.id}"))
        screen.chosen.do("duplicate")
        content = window.findChild(DuplicateSheet)
        assert content is not None
        QTest.mouseClick(content.note, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(content.note, Qt.MouseButton.LeftButton)
        QTest.mouseClick(content.note, Qt.MouseButton.LeftButton)
        assert len(journal.everything(Activity)) == 2


def test_F54_a_double_click_on_a_row_opens_one_form(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    with _history(tmp_path, qtbot) as (screen, _journal, _window):
        index = screen.model.find(f"activities/{RUN.id}")
        screen.list.choose(index)
        place = QPointF(screen.list.visualRect(index).center())
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick):
            event = QMouseEvent(
                kind, place, screen.list.viewport().mapToGlobal(place), Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(screen.list.viewport(), event)
        settle()
        assert screen._context.doors.calls.names() == ["note_activity"]  # type: ignore[attr-defined]


# -- the whole window ----------------------------------------------------------------------------------------


def _listed(window: object, day: date) -> HistoryScreen:
    window.doors.show_day(day)  # type: ignore[attr-defined]
    page = window.window.pages["history"]  # type: ignore[attr-defined]
    assert isinstance(page, HistoryScreen)
    settle()
    return page


def test_F54_a_cramp_while_an_entry_is_deleted(qapp: QApplication, tmp_path: Path) -> None:  # noqa: N802
    with whole_window(tmp_path / "diary") as window:
        journal = window.journal
        journal.write("add activities", [RUN], origin="timer")
        before = state(journal)
        page = _listed(window, SATURDAY)
        page.list.choose(page.model.find(f"activities/{RUN.id}"))
        begun: list[str] = []

        def cramp(written: Written) -> None:
            if written.label.startswith("delete") and not begun:
                begun.append("")
                window.doors.cramp_now()

        end = journal.subscribe(cramp)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        end()
        full = window.window.full_screen()
        assert isinstance(full, ReliefScreen)
        assert len(journal.everything(Episode)) == 1 and journal.everything(Activity) == []
        journal.undo()
        journal.undo()
        assert state(journal) == before
        sound(journal)


def test_F54_closing_while_something_is_saved_keeps_it(qapp: QApplication, tmp_path: Path) -> None:  # noqa: N802
    folder = tmp_path / "diary"
    with whole_window(folder) as window:
        window.journal.write("add activities", [RUN], origin="timer")
        page = _listed(window, SATURDAY)
        page.list.choose(page.model.find(f"activities/{RUN.id}"))
        window.journal.subscribe(lambda _written: window.window.close() and None)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    journal = Journal(open_diary(folder / DIARY_NAME), window.journal.clock)
    assert journal.everything(Activity) == []
    journal.undo()
    assert [each.id for each in journal.everything(Activity)] == [RUN.id]
    sound(journal)
    journal.database.close()
