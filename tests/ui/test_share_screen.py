"""Share: the range, the look at the file, Save, and what is said when it cannot be written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.moment import local_moment
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.share import state
from calfstretch.ui.share.screen import FOLDER_SETTING, RANGE_SETTING, ShareScreen, folder_for
from tests.ui.fakes import FakeNavigator, Reported, make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


def _screen(context: Context, qtbot: QtBot) -> ShareScreen:
    screen = ShareScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.refresh()
    screen.show()
    QApplication.processEvents()
    return screen


def _said(context: Context) -> str:
    assert isinstance(context.navigator, FakeNavigator)
    return str(context.navigator.calls.last("say")[0])


def _drink_days_ago(context: Context, days: int) -> None:
    from datetime import timedelta

    at = local_moment((context.clock.now() - timedelta(days=days)).replace(tzinfo=None))
    context.journal.days.add_drink(300, at)


def test_the_look_is_the_file_as_it_will_be_written(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot)
    headings = [screen.table.horizontalHeaderItem(at).text() for at in range(screen.table.columnCount())]
    shown = {name: screen.table.item(0, at).text() for at, name in enumerate(headings)}
    assert screen.write(tmp_path / "history.csv")
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert shown == {name: value for name, value in row.items() if value}


def test_saving_says_how_many_and_where_and_the_folder_is_remembered(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot)
    assert screen.write(tmp_path / "history.csv")
    assert _said(context) == f"1 entry saved in {tmp_path / 'history.csv'}"
    assert context.journal.setting(FOLDER_SETTING) == str(tmp_path)


def test_what_cannot_be_written_is_said_and_nothing_is_remembered(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = _screen(context, qtbot)
    (tmp_path / "taken.csv").mkdir()
    assert not screen.write(tmp_path / "taken.csv")
    assert isinstance(context.report, Reported)
    assert isinstance(context.report.errors[0], UserError)
    assert context.journal.setting(FOLDER_SETTING) is None


@pytest.mark.parametrize(("name", "rows"), [("4_weeks", 1), ("12_weeks", 2), ("6_months", 3), ("all", 4)])
def test_a_range_is_shown_kept_and_named_in_the_file(context: Context, qtbot: QtBot, name: str, rows: int) -> None:
    for days in (1, 60, 150, 400):
        _drink_days_ago(context, days)
    screen = _screen(context, qtbot)
    screen.ranges.buttons[list(state.RANGES).index(name)].click()
    assert screen.table.rowCount() == rows
    if name != "12_weeks":  # the usual one needs no remembering
        assert context.journal.setting(RANGE_SETTING) == name
    assert _screen(context, qtbot).ranges.value() == name
    assert state.file_name(name, context.journal.today()).endswith("2026-11-22.csv")


def test_a_range_cannot_be_taken_back(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    chosen = screen.ranges.value()
    screen.ranges.buttons[list(state.RANGES).index(str(chosen))].click()
    assert screen.ranges.value() == chosen


def test_without_entries_it_says_so_in_place_of_a_table(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    assert not screen.table.isVisible()
    assert screen._empty.isVisible()


def test_new_entries_appear_while_it_is_open(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    context.journal.days.add_drink(250)
    assert screen.table.rowCount() == 1


def test_save_asks_where_with_a_name_and_the_file_is_written(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.set_setting(FOLDER_SETTING, str(tmp_path))
    screen = _screen(context, qtbot)
    screen.save.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles() == [str(tmp_path / "calfstretch-12_weeks-2026-11-22.csv")]
    dialog.accept()
    QApplication.processEvents()
    assert (tmp_path / "calfstretch-12_weeks-2026-11-22.csv").exists()


def test_the_keyboard_begins_at_save(context: Context, qtbot: QtBot) -> None:
    assert ShareScreen(context).first_focus().accessibleName() == "Save the history as a CSV file"


def test_a_table_of_many_rows_is_filled_in_a_blink(context: Context, qtbot: QtBot) -> None:
    import time

    for _drink in range(45):
        context.journal.days.add_drink(250)
    screen = _screen(context, qtbot)
    began_s = time.process_time()
    screen.refresh()
    # It took seconds where the header measured every cell anew: thirty times this.
    assert time.process_time() - began_s < 0.5
    assert screen.table.rowCount() == 40


def test_empty_range_is_said_right_below_it(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    said = next(label for label in screen.findChildren(QLabel) if label.text() == "Nothing noted in these days yet")
    below = said.mapTo(screen, said.rect().topLeft()).y()
    above = screen.ranges.mapTo(screen, screen.ranges.rect().bottomLeft()).y()
    assert said.isVisible() and not screen.table.isVisible()
    assert below - above < 120


def test_save_begins_in_the_home_folder_where_the_last_one_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr(Path, "home", staticmethod(lambda: home))
    assert (folder_for(kept), folder_for(tmp_path / "gone")) == (kept, home)
