"""Several entries at once, an entry once more, the menu of a row, and the trail in the panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import Source
from calfstretch.domain.session_log import Hold, Session
from calfstretch.journal import trails
from calfstretch.ui.context import Context
from calfstretch.ui.history.duplicate_sheet import DuplicateSheet, copies, suggested
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.history.trail import trail_lines
from calfstretch.ui.theme import Theme
from tests.ui.fakes import Given, make_context
from tests.ui.history.diary import FRIDAY, HOLDS, RUN, SATURDAY, SPASM, STRETCH, SUNDAY, at, fill
from tests.ui.screens import said, settle, take_back

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    context = make_context(tmp_path, qtbot)
    fill(context.journal)
    return context


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> HistoryScreen:
    screen = HistoryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    screen.activateWindow()
    settle()
    screen.list.setFocus()
    return screen


def _choose(screen: HistoryScreen, key: str) -> None:
    screen.list.choose(screen.model.find(key))
    settle()


def _press(screen: HistoryScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
    for _time in range(times):
        QTest.keyClick(screen.list, key, modifiers)
        settle()


# -- several -------------------------------------------------------------------------------------------------


def test_several_are_chosen_with_shift_and_removed_and_brought_back_as_one(
    screen: HistoryScreen, context: Context
) -> None:
    _choose(screen, "activities/run")
    _press(screen, Qt.Key.Key_Down, SHIFT, 5)
    assert [row.key for row in screen.list.rows()] == [
        "activities/run", "sessions/stretch", f"water/{SATURDAY}", f"items/{SATURDAY}", f"note/{SATURDAY}",
        "episodes/spasm",
    ]  # fmt: skip
    assert screen.panel.details.area.accessibleDescription() == "6 entries chosen"
    assert [*screen.panel.details.buttons] == ["delete"]
    before = context.journal.undo_label()
    _press(screen, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert said(context) == "6 entries removed. In the bin for 30 days."
    entries = context.journal.days.entries(SATURDAY)
    assert not (entries.episodes or entries.sessions or entries.activities or entries.drinks or entries.items)
    take_back(context)
    entries = context.journal.days.entries(SATURDAY)
    assert len(entries.sessions) == 2 and len(entries.drinks) == 2 and entries.water_ml == 1900  # relief as well
    assert context.journal.undo_label() == before


def test_one_more_row_leads_back_to_one(screen: HistoryScreen) -> None:
    _choose(screen, "activities/run")
    _press(screen, Qt.Key.Key_Down, SHIFT)
    _press(screen, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    assert len(screen.list.rows()) == 1 and "edit" in screen.panel.details.buttons


def test_heads_of_days_are_left_out(screen: HistoryScreen, context: Context) -> None:
    _choose(screen, f"day/{SATURDAY}")
    _press(screen, Qt.Key.Key_Down, SHIFT)
    assert [row.key for row in screen.list.rows()] == ["activities/run"]
    _press(screen, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert context.journal.everything(Activity) == []


def test_nothing_is_chosen_unseen(screen: HistoryScreen) -> None:
    _press(screen, Qt.Key.Key_A, CONTROL)
    assert len(screen.list.selectedIndexes()) <= 1


# -- the menu ------------------------------------------------------------------------------------------------


def _menu(screen: HistoryScreen) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(screen.list, event)
    settle()
    (menu,) = [one for one in screen.list.findChildren(QMenu) if one.isVisible()]
    return menu


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # which the platform without a screen cannot
def test_the_menu_key_offers_what_the_panel_offers(screen: HistoryScreen, context: Context) -> None:
    _choose(screen, "activities/run")
    menu = _menu(screen)
    words = ["Edit", "Cramp after this run…", "Duplicate…", "Delete"]
    assert [entry.text() for entry in menu.actions()] == words
    menu.actions()[3].trigger()
    menu.close()
    settle()
    assert context.journal.everything(Activity) == []


def test_a_run_leads_to_a_cramp_after_it_and_the_tools_to_more_runs(screen: HistoryScreen, context: Context) -> None:
    _choose(screen, "activities/run")
    screen.chosen.do("after")
    assert Given(context).doors.calls.last("describe_after") == ("run",)
    screen.tools.runs.click()
    assert Given(context).doors.calls.last("bring_in") == ((),)


# -- once more -----------------------------------------------------------------------------------------------


def _duplicate(screen: HistoryScreen, context: Context, key: str) -> DuplicateSheet:
    _choose(screen, key)
    _press(screen, Qt.Key.Key_D, CONTROL | SHIFT)
    content = context.window.findChild(DuplicateSheet)
    assert content is not None
    return content


def test_the_moment_is_chosen_before_anything_is_noted(screen: HistoryScreen, context: Context) -> None:
    content = _duplicate(screen, context, "activities/run")
    assert len(context.journal.everything(Activity)) == 1
    assert content.moment.time.text() == "08:10"
    content.moment.time.setText("7:05")
    content.note.click()
    (copy,) = [each for each in context.journal.everything(Activity) if each.id != RUN.id]
    assert (copy.at, copy.minutes, copy.source) == (at(SUNDAY, 7, 5), RUN.minutes, Source.TYPED)
    assert said(context) == "Noted once more: Sunday 22 November, 07:05"
    take_back(context)
    assert [each.id for each in context.journal.everything(Activity)] == [RUN.id]


def test_a_stretch_is_noted_again_with_its_holds(screen: HistoryScreen, context: Context) -> None:
    _duplicate(screen, context, "sessions/stretch").note.click()
    found = [each for each in context.journal.everything(Session) if each.purpose == "before_bed"]
    (copy,) = [each for each in found if each.id != STRETCH.id]
    assert copy.started_at == at(SATURDAY, 21, 32) and copy.ended_at == at(SATURDAY, 21, 36)
    holds = [each for each in context.journal.everything(Hold) if each.session_id == copy.id]
    assert [(each.leg, each.held_s) for each in holds] == [(each.leg, each.held_s) for each in HOLDS]


def test_a_moment_to_come_is_refused_and_nothing_noted(screen: HistoryScreen, context: Context) -> None:
    content = _duplicate(screen, context, "episodes/spasm")
    content.moment.time.setText("23:59")
    content.note.click()
    assert len(context.journal.everything(Episode)) == 2 and content.moment.complaint.isVisibleTo(content)


def test_the_same_time_at_its_latest_is_suggested() -> None:
    assert suggested(RUN, at(SUNDAY, 9)) == at(SUNDAY, 8, 10)
    assert suggested(STRETCH, at(SUNDAY, 9)) == at(SATURDAY, 21, 32)


def test_a_copy_stands_in_no_row_of_several_and_comes_from_no_file() -> None:
    whole = replace(SPASM, cluster_id="c", until=SPASM.at.later(3600), source=Source.IMPORTED)
    (copy,) = copies(whole, at(FRIDAY, 3))
    assert isinstance(copy, Episode)
    assert (copy.cluster_id, copy.until, copy.source, copy.entered_at) == (None, at(FRIDAY, 4), Source.TYPED, None)
    (run,) = copies(replace(RUN, origin_key="strava:1"), at(FRIDAY, 8))
    assert isinstance(run, Activity) and run.origin_key is None and run.id != RUN.id


# -- the trail -----------------------------------------------------------------------------------------------


def _wait(context: Context, minutes: int) -> None:
    clock = context.clock
    assert isinstance(clock, FakeClock)
    start: datetime = clock.now()
    clock.set_now(start + timedelta(minutes=minutes))


def test_the_trail_says_who_changed_what_from_and_to(context: Context) -> None:
    journal = context.journal
    episode = journal.episodes.begin()
    _wait(context, 1)
    journal.episodes.eased(episode.id, 38)
    _wait(context, 9)
    known = journal.episodes.get(episode.id)
    assert known is not None
    journal.episodes.save(replace(known, pain=7, note="two pillows"))
    _wait(context, 1)
    journal.write("change episodes", [replace(known, pain=5, draft=False)], origin="command")
    _wait(context, 1)
    journal.undo()
    _wait(context, 1)
    journal.episodes.remove(episode.id)
    _wait(context, 1)
    journal.undo()
    lines = trail_lines(trails.steps(journal, [known]), SUNDAY, 4)
    assert lines == (
        "Entered 09:00",
        "Changed 09:01: Lasted not said → 38 s; Eased after not said → 38 s",
        "Changed 09:10: Worst pain not said → 7 of 10; Note not said → two pillows",
        "Changed 09:11 by a command: Worst pain 7 of 10 → 5 of 10; Note two pillows → not said",
        "Changed 09:12 by undo: Worst pain 5 of 10 → 7 of 10; Note not said → two pillows",
        "Removed 09:13",
        "Brought back 09:14 by undo",
    )


def test_what_the_timer_and_a_file_wrote_is_said(context: Context) -> None:
    assert trail_lines(trails.steps(context.journal, [SPASM]), SUNDAY, 4) == ("Entered 09:00 by the timer",)
    context.journal.write("add activities", [replace(RUN, id="r2")], origin="import")
    assert trail_lines(trails.steps(context.journal, [replace(RUN, id="r2")]), FRIDAY, 4) == (
        "Brought in 22 Nov 2026, 09:00 from a file",
    )


def test_a_row_of_several_entries_names_each(screen: HistoryScreen, context: Context) -> None:
    context.journal.days.confirm_water(SATURDAY, 2000)
    settle()
    _choose(screen, f"water/{SATURDAY}")
    row = screen.list.row()
    assert row is not None
    trail = screen.chosen._actions.facts(row).trail
    assert len(trail) == 4 and trail[-1].startswith("Changed 09:00: Water")
    assert any(line.startswith("Entered 09:00 by the timer: Drink") for line in trail)


def test_a_long_trail_is_shortened_in_the_middle(context: Context) -> None:
    for ml in range(1000, 1040):
        context.journal.days.confirm_water(SATURDAY, ml)
    item = context.journal.days.entries(SATURDAY).items["water"]
    lines = trail_lines(trails.steps(context.journal, [item]), SATURDAY, 4)
    assert len(lines) == 13 and lines[0].startswith("Entered") and lines[1] == "… 29 changes in between …"


def test_what_ctrl_z_brings_back_is_chosen_alone(screen: HistoryScreen, context: Context) -> None:
    """Qt adds to what is chosen while Ctrl is held: Delete after Ctrl+Z would have removed a neighbour as well."""
    _choose(screen, "episodes/spasm")
    _press(screen, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    undo = QShortcut(QKeySequence("Ctrl+Z"), screen)
    undo.activated.connect(context.journal.undo)
    QTest.keyPress(screen.list, Qt.Key.Key_Control)
    QTest.keyClick(screen.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.key for row in screen.list.rows()] == ["episodes/spasm"]
