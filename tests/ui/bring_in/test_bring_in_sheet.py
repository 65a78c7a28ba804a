"""The sheet for files: read beside the window, looked over, and written at Import alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity
from calfstretch.domain.found import FileReading
from calfstretch.errors import UserError
from calfstretch.exchange.activities.watch import Watch
from calfstretch.journal.bringing_in import Assumptions, BringingIn, Covered, Plan, RunChoices
from calfstretch.ui.bring_in import work
from calfstretch.ui.bring_in.sheet import BringInSheet
from calfstretch.ui.context import Context
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.bring_in.plans import Files, conflict, drink, full_plan, new, no_diary, same
from tests.ui.fakes import Given, make_context


class Journaling:
    """Stands in for the journal's part: gives a plan, and writes what is ticked.

    Attributes:
        plan: what comes of any files.
        chosen: what was chosen above the lines, each time it was asked.
    """

    def __init__(self) -> None:
        self.plan = Plan(lines=(new(),))
        self.chosen: list[RunChoices] = []
        self.found: list[FileReading] = []
        self.error: Exception | None = None

    def __call__(self, journal: Any) -> Journaling:
        self._journal = journal
        return self

    def runs(self, readings: Iterable[FileReading], choices: RunChoices | None = None) -> Plan:
        self.found = list(readings)
        self.chosen.append(choices or RunChoices())
        return self.plan

    def diary(self, contents: object, file: str) -> Plan:
        return Plan(label="import diary", lines=(drink(),))

    def bring_in(self, plan: Plan) -> Any:
        if self.error is not None:
            raise self.error
        ticked = [line.record for line in plan.lines if line.ticked]
        return self._journal.write(plan.label, ticked, origin="import")


@pytest.fixture
def journaling(monkeypatch: pytest.MonkeyPatch) -> Journaling:
    made = Journaling()
    monkeypatch.setattr(work, "BringingIn", made)
    return made


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def opened(context: Context, qtbot: QtBot, journaling: Journaling) -> Callable[..., BringInSheet]:
    host = QWidget()
    host.resize(936, 740)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()

    def open_it(*names: str, read: Any = None, wait: bool = True) -> BringInSheet:
        content = BringInSheet(context, [Path(name) for name in names], read=read or Files(), own=no_diary)
        sheet = Sheet(context.theme, host, "Bring in", content, wide=True)
        content.finished.connect(sheet.leave)
        sheet.open()
        if wait:
            finish(content)
        return content

    return open_it


def finish(sheet: BringInSheet) -> None:
    """Let what goes on beside the window end."""
    for _step in range(4):
        if sheet.working is not None:
            sheet.working.wait()
        for _turn in range(6):
            QCoreApplication.processEvents()


def activities(context: Context) -> list[Activity]:
    return context.journal.everything(Activity)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


# -- the way through -----------------------------------------------------------------------------------------


def test_without_files_it_asks_which(opened: Callable[..., BringInSheet]) -> None:
    sheet = opened()
    assert sheet.choosing.choose.hasFocus() and not sheet.import_button.isVisible()
    assert sheet.unsaved() == ""


def test_nothing_is_written_before_import_and_one_undo_takes_all_back(
    context: Context, opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    journaling.plan = Plan(lines=(new(0), new(1), same(5)))
    sheet = opened("0.fit", "1.fit")
    assert sheet.sentence.text() == "2 new runs, 1 already in your diary."
    assert activities(context) == [] and sheet.import_button.hasFocus()
    press(Qt.Key.Key_Return)
    finish(sheet)
    assert len(activities(context)) == 2
    navigator = Given(context).navigator
    assert navigator.calls.last("say") == ("2 runs added.",)
    assert navigator.undo is not None
    navigator.undo()
    assert activities(context) == []


def test_all_files_are_compared_together(opened: Callable[..., BringInSheet], journaling: Journaling) -> None:
    files = Files()
    opened("0.fit", "1.gpx", "2.tcx", read=files)
    assert files.names == ["0.fit", "1.gpx", "2.tcx"] and len(journaling.found) == 3
    assert len(journaling.chosen) == 1


def test_more_files_join_those_read_before(opened: Callable[..., BringInSheet], journaling: Journaling) -> None:
    sheet = opened("0.fit")
    sheet.add_paths([Path("0.fit"), Path("1.fit")])
    finish(sheet)
    assert [each.name for each in journaling.found] == ["0.fit", "1.fit"]


def test_a_file_that_breaks_its_reader_is_named_and_the_others_come_in(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    opened("crash.fit", "broken.fit", "2.fit")
    assert [each.refused[0].sentence if each.refused else "" for each in journaling.found] == [
        "It cannot be read.", "It ends after 14 bytes, before any activity.", "",
    ]  # fmt: skip


def test_our_own_files_make_a_plan_of_their_own_and_one_line_takes_both_back(
    context: Context, opened: Callable[..., BringInSheet]
) -> None:
    sheet = opened("diary.zip", "0.fit")
    assert sheet.sentence.text() == "1 new drink, 1 new run."
    sheet.bring_in()
    finish(sheet)
    undo = Given(context).navigator.undo
    assert undo is not None and len(activities(context)) == 1
    undo()
    assert activities(context) == [] and context.journal.days.entries(context.journal.today()).drinks == ()


# -- reading -------------------------------------------------------------------------------------------------


class Slow(Files):
    """Stays in its second file until it is called off."""

    def __init__(self) -> None:
        super().__init__()
        self.is_inside = Event()
        self.was_called_off = Event()

    def __call__(self, paths: Iterable[Path], watch: Watch) -> Iterator[FileReading]:
        (path,) = paths
        if path.name == "1.fit":
            self.is_inside.set()
            try:
                for _step in range(100_000):
                    watch.step(0.5)
                    Event().wait(0.001)
            except BaseException:
                self.was_called_off.set()
                raise
        yield from super().__call__([path], watch)


def test_reading_shows_each_file_and_is_called_off_at_once(
    context: Context, opened: Callable[..., BringInSheet], qtbot: QtBot
) -> None:
    slow = Slow()
    sheet = opened("0.fit", "1.fit", "2.fit", read=slow, wait=False)
    qtbot.waitUntil(lambda: sheet.reading.what.text() == "File 2 of 3: 1.fit")
    qtbot.waitUntil(lambda: sheet.reading.bar.value() == 500)  # one whole file and half of the second
    assert sheet.reading.cancel.hasFocus() and not sheet.import_button.isVisible()
    sheet.reading.cancel.click()
    assert slow.was_called_off.wait(5)
    qtbot.wait(20)
    assert sheet.choosing.choose.hasFocus() and slow.names == ["0.fit"]
    assert activities(context) == []


def test_taken_away_while_reading_it_reads_on_and_is_there_again(opened: Callable[..., BringInSheet]) -> None:
    sheet = opened("0.fit", "1.fit", wait=False)
    assert sheet.unsaved()
    sheet.hide()
    finish(sheet)
    sheet.show()
    assert sheet.sentence.text() == "1 new run."


def test_closed_for_good_it_stops_reading(opened: Callable[..., BringInSheet]) -> None:
    slow = Slow()
    sheet = opened("1.fit", read=slow, wait=False)
    assert slow.is_inside.wait(5)
    sheet.closing()
    assert slow.was_called_off.wait(5)


def test_folders_are_looked_into_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "runs" / "2026").mkdir(parents=True)
    for name in ("runs/b.fit", "runs/2026/a.fit", "runs/.hidden", "outside.fit"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "runs" / "link.fit").symlink_to(tmp_path / "outside.fit")
    found = work.files_in([tmp_path / "runs", tmp_path / "outside.fit"])
    assert [path.name for path in found] == ["b.fit", "a.fit", "outside.fit"]


# -- the preview ---------------------------------------------------------------------------------------------


def test_what_is_unticked_stays_out(
    context: Context, opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    journaling.plan = Plan(lines=(new(0), new(1)))
    sheet = opened("0.fit")
    sheet.list.setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    sheet.bring_in()
    finish(sheet)
    assert [each.origin_key for each in activities(context)] == ["fit/1"]


def test_the_head_of_a_group_ticks_all_of_it_and_import_needs_one(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    journaling.plan = Plan(lines=(new(0), new(1)))
    sheet = opened("0.fit")
    sheet.list.setFocus()
    press(Qt.Key.Key_Space)
    assert sheet.list.lines.ticked == set() and not sheet.import_button.isEnabled()
    press(Qt.Key.Key_Space)
    assert sheet.list.lines.ticked == {0, 1} and sheet.import_button.isEnabled()


def test_groups_open_and_close_by_key_and_by_click(opened: Callable[..., BringInSheet], journaling: Journaling) -> None:
    journaling.plan = full_plan()
    sheet = opened("0.fit")
    lines, view = sheet.list.lines, sheet.list
    known = next(at for at in range(lines.rowCount()) if lines.row(at).title == "Already in your diary")
    count = lines.rowCount()
    view.setFocus()
    view.setCurrentIndex(lines.index(known))
    press(Qt.Key.Key_Return)
    assert lines.rowCount() == count + 2
    press(Qt.Key.Key_Left)
    assert lines.rowCount() == count
    press(Qt.Key.Key_Right)
    assert lines.rowCount() == count + 2
    QTest.qWait(20)
    view.scrollTo(lines.index(known))
    words = view.visualRect(lines.index(known)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert lines.rowCount() == count


def test_a_click_ticks_and_what_is_known_cannot_be(opened: Callable[..., BringInSheet], journaling: Journaling) -> None:
    journaling.plan = Plan(lines=(new(0), same(5)))
    sheet = opened("0.fit")
    view, lines = sheet.list, sheet.list.lines
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(lines.index(1)).center())
    assert lines.ticked == set()
    lines.toggle_open(2)
    QTest.qWait(20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(lines.index(3)).center())
    assert lines.ticked == set()
    box = view.delegate.box_of(view.visualRect(lines.index(0)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.center()))
    assert lines.ticked == {0}


def test_a_screen_reader_hears_the_line_and_whether_it_is_ticked(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    journaling.plan = Plan(lines=(new(0), conflict(4)))
    sheet = opened("0.fit")
    said = [
        str(sheet.list.lines.index(at).data(Qt.ItemDataRole.AccessibleTextRole))
        for at in range(sheet.list.lines.rowCount())
    ]
    assert said[0] == (
        "Changed here and there, 0 of 1 ticked · Ticked, the file's is taken; unticked yours stays., not ticked, open"
    )
    assert "In the file: Run" in said[1] and said[1].endswith("not ticked")
    assert said[3] == "Run, 22 Nov 2026, 07:15, 52 min · 9.1 km · +84 m · 0.fit, ticked"


def test_the_unit_that_the_numbers_suggest_is_the_one_that_stands_chosen(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    from calfstretch.domain.found import Units

    journaling.plan = Plan(lines=(new(0),), assumptions=Assumptions(units=Units.STATUTE))
    parts = opened("0.fit").assumed
    assert parts.units is not None and parts.units.value() == Units.STATUTE
    parts.units.chip(Units.STATUTE).click()  # one of the two it must be
    assert parts.choices().units is Units.STATUTE


def test_what_was_guessed_can_be_said_better_and_the_ticks_stay(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    from calfstretch.domain.found import Units

    assumed = Assumptions(zone=True, zone_name="Europe/Berlin", units=Units.METRIC, drink_sources=("Watch", "Phone"))
    journaling.plan = Plan(lines=(new(0), new(1)), assumptions=assumed)
    sheet = opened("0.fit")
    sheet.list.lines.toggle_tick(1)
    parts = sheet.assumed
    assert parts.zone is not None and parts.units is not None and parts.sources is not None
    parts.zone.set_value("Asia/Tokyo")
    parts.zone.chosen.emit("Asia/Tokyo")
    finish(sheet)
    parts.units.chip(Units.STATUTE).click()
    finish(sheet)
    parts.sources.chip("Phone").click()
    finish(sheet)
    last = journaling.chosen[-1]
    assert (str(last.zone), last.units, last.drink_sources) == ("Asia/Tokyo", Units.STATUTE, frozenset({"Watch"}))
    assert len(journaling.chosen) == 4 and sheet.list.lines.ticked == {1}


def test_covered_days_are_offered_with_their_meaning(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    from datetime import date

    covered = Covered(date(2016, 1, 3), date(2026, 11, 21), "Strava")
    journaling.plan = Plan(lines=(new(0),), covered=covered, could_cover=covered)
    sheet = opened("0.fit")
    assert sheet.assumed.covered is not None and sheet.assumed.covered.isChecked()
    sheet.assumed.covered.click()
    finish(sheet)
    assert journaling.chosen[-1].declare_covered is False


def test_the_covered_days_are_those_of_the_last_reading(
    opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    from datetime import date

    shorter = Covered(date(2016, 1, 3), date(2026, 3, 1), "FIT")
    journaling.plan = Plan(lines=(new(0),), could_cover=shorter)
    sheet = opened("0.fit")
    assert sheet.assumed.covered is not None and not sheet.assumed.covered.isChecked()
    journaling.plan = Plan(lines=(new(0),), could_cover=shorter._replace(last=date(2026, 10, 1)))
    sheet.add_paths([sheet._paths[0].with_name("1.fit")])
    finish(sheet)
    assert "Oct" in sheet.assumed.covered.text() and not sheet.assumed.covered.isChecked()


def test_without_anything_guessed_nothing_is_asked(opened: Callable[..., BringInSheet]) -> None:
    assert not opened("0.fit").assumed.isVisible()


def test_a_diary_that_cannot_be_written_keeps_the_preview(
    context: Context, opened: Callable[..., BringInSheet], journaling: Journaling
) -> None:
    sheet = opened("0.fit")
    journaling.error = UserError("Could not be saved: the disk is full.")
    sheet.bring_in()
    finish(sheet)
    assert sheet.trouble.said == "Could not be saved: the disk is full."
    assert sheet.import_button.isEnabled() and sheet.preview.isVisible() and sheet.unsaved()
    journaling.error = None
    sheet.bring_in()
    finish(sheet)
    assert len(activities(context)) == 1


def test_a_mistake_of_the_program_while_comparing_is_reported_and_the_sheet_asks_again(
    context: Context, opened: Callable[..., BringInSheet], journaling: Journaling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object) -> Plan:
        raise ZeroDivisionError

    monkeypatch.setattr(journaling, "runs", breaks)
    sheet = opened("0.fit")
    assert len(context.report.errors) == 1  # type: ignore[attr-defined]
    assert sheet.choosing.isVisible()


def test_ticks_reach_the_plan_and_what_cannot_be_ticked_stays() -> None:
    plans = [Plan(lines=(new(0), same(5))), Plan(lines=(conflict(4), drink()))]
    one, two = work.with_ticks(plans, {1, 2})
    assert [line.ticked for line in one.lines] == [False, False]
    assert [line.ticked for line in two.lines] == [True, False]


def test_choosing_opens_a_dialog_for_several_files_and_remembers_the_folder(
    context: Context, opened: Callable[..., BringInSheet], qtbot: QtBot
) -> None:
    sheet = opened()
    sheet.choosing.choose.click()
    dialog = context.window.findChild(QFileDialog)
    assert dialog is not None and dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit(["/runs/0.fit", "/runs/1.fit"])
    dialog.close()
    finish(sheet)
    assert sheet.preview.isVisible()
    assert context.journal.setting("bring_in_folder") == "/runs"


def test_the_journal_knows_what_the_sheet_asks_of_it() -> None:
    assert {"runs", "diary", "bring_in"} <= set(dir(BringingIn))
    assert replace(Plan(), lines=(new(),)).changes_anything


def test_a_tick_is_drawn_as_a_tick_and_what_has_none_gets_no_box(
    opened: Callable[..., BringInSheet], journaling: Journaling, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    from calfstretch.ui.bring_in import row_paint

    monkeypatch.setattr(row_paint, "paint_icon", lambda _painter, name, *_where: drawn.append(name))
    journaling.plan = Plan(lines=(new(0),), refused=(full_plan().refused))
    sheet = opened("0.fit")
    drawn.clear()
    sheet.list.grab()
    assert drawn == ["check", "chevron_down", "check", "chevron_down"]
