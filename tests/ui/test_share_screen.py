"""Share: what is chosen and kept, the look at what goes out, Save and Print, and what is said when it cannot be."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn, DayItem, Item
from calfstretch.domain.moment import local_moment
from calfstretch.domain.person import Profile, Question
from calfstretch.storage.database import open_diary
from calfstretch.ui.context import Context
from calfstretch.ui.share import state, work
from calfstretch.ui.share.bedside import BedsideContent
from calfstretch.ui.share.folder import folder_for
from calfstretch.ui.share.presets import PresetRow
from calfstretch.ui.share.questions import QuestionsSheet
from calfstretch.ui.share.screen import ShareScreen
from calfstretch.ui.share.state import FOLDER_SETTING, LAST_VISIT_SETTING, Preset
from calfstretch.ui.theme import Theme
from tests.ui.fakes import FakeDoors, FakeNavigator, make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


def _screen(context: Context, qtbot: QtBot, preset: Preset | None = None) -> ShareScreen:
    screen = ShareScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1000, 900)
    screen.refresh()
    screen.show()
    if preset is not None:
        _press(screen, preset)
    screen.wait()
    return screen


def _press(screen: ShareScreen, preset: Preset) -> None:
    screen.presets.buttons[list(Preset).index(preset)].click()
    screen.wait()


def _save(screen: ShareScreen, target: Path) -> None:
    screen.write(target)
    screen.wait()


def _said(context: Context) -> str:
    assert isinstance(context.navigator, FakeNavigator)
    return str(context.navigator.calls.last("say")[0])


def _doors(context: Context) -> FakeDoors:
    assert isinstance(context.doors, FakeDoors)
    return context.doors


def _drink_days_ago(context: Context, days: int) -> None:
    at = local_moment((context.clock.now() - timedelta(days=days)).replace(tzinfo=None))
    context.journal.days.add_drink(300, at)


def _ten_days(context: Context) -> None:
    days = [context.journal.today() - timedelta(days=ago) for ago in range(1, 11)]
    context.journal.write("add checkins", [CheckIn(day=day, spasms=0) for day in days])


# -- what is chosen ----------------------------------------------------------------------------------------


def test_what_was_chosen_is_there_again(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    options = screen.options
    options.ticks["name"].click()
    options.large.click()
    options.paper.chip("letter").click()
    options.ranges.chip("last_visit").click()
    options.visit.before.click()
    _press(screen, Preset.TABLE)
    options.table_notes.click()
    options.separator.chip("semicolon").click()
    _press(screen, Preset.BACKUP)
    options.kind.chip("tables").click()
    screen.wait()
    again = _screen(context, qtbot)
    assert again.choices == screen.choices
    assert again.presets.value() is Preset.BACKUP
    assert context.journal.setting(LAST_VISIT_SETTING) == "2026-08-29"
    assert again.options.separator.value() == "semicolon" and again.options.large.isChecked()


def test_a_choice_that_is_always_made_cannot_be_taken_back(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    before = screen.choices
    for row, value in ((screen.options.ranges, "12_weeks"), (screen.options.paper, before.paper)):
        row.chip(value).click()
        assert row.value() == value
    screen.presets.buttons[0].click()
    assert screen.presets.value() is Preset.PAGE
    assert screen.choices == before


def test_only_what_belongs_to_the_preset_is_in_sight(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    options = screen.options

    def seen() -> list[bool]:
        return [part.isVisible() for part in (options.days, options.page, options.table, options.backup, screen.print)]

    assert seen() == [True, True, False, False, True]
    _press(screen, Preset.TABLE)
    assert seen() == [True, False, True, False, False]
    _press(screen, Preset.BACKUP)
    assert seen() == [False, False, False, True, False]


def test_other_days_are_typed_and_put_in_order(context: Context, qtbot: QtBot) -> None:
    for ago in (1, 60, 150):
        _drink_days_ago(context, ago)
    screen = _screen(context, qtbot, Preset.TABLE)
    screen.options.ranges.chip("days").click()
    assert screen.options.first.isVisible() and screen.table.rowCount() == 2
    today = context.journal.today()
    screen.options.first.edit.setDate(today - timedelta(days=200))
    assert screen.table.rowCount() == 3
    screen.options.last.edit.setDate(today - timedelta(days=100))
    assert screen.table.rowCount() == 1
    screen.options.first.edit.setDate(today - timedelta(days=20))
    assert screen.choices.days == (today - timedelta(days=100), today - timedelta(days=20))


def test_a_diary_that_stores_nothing_is_shared_all_the_same(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.TABLE)
    context.journal.database.read_only = "This place is read-only."
    screen.options.table_notes.click()
    _save(screen, tmp_path / "history.csv")
    assert (tmp_path / "history.csv").exists()
    assert context.report.errors == []  # type: ignore[attr-defined]


# -- the page ----------------------------------------------------------------------------------------------


def test_the_page_is_shown_and_saved_as_it_is_shown(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    _ten_days(context)
    context.journal.write("add profile", [Profile(name="Anna Beispiel")])
    screen = _screen(context, qtbot)
    assert screen.paper.isVisible() and not screen.waiting.isVisible()
    assert "Calf spasm diary" in screen.paper.sheet.accessibleDescription()
    assert "Anna" not in screen.paper.sheet.accessibleDescription()
    screen.options.ticks["name"].click()
    screen.wait()
    assert "Anna Beispiel" in screen.paper.sheet.accessibleDescription()
    _save(screen, tmp_path / "page.pdf")
    assert _said(context) == f"Saved as {tmp_path / 'page.pdf'}"
    text = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert "Calf spasm diary" in text and "Anna Beispiel" in text
    assert (tmp_path / "page.pdf").stat().st_mode & 0o777 == 0o600


def test_the_paper_is_the_one_chosen(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    _ten_days(context)
    screen = _screen(context, qtbot)
    for paper, width in (("letter", 612), ("a4", 595)):
        screen.options.paper.chip(paper).click()
        screen.wait()
        _save(screen, tmp_path / f"{paper}.pdf")
        assert round(float(PdfReader(tmp_path / f"{paper}.pdf").pages[0].mediabox.width)) == width


def test_a_tile_is_as_high_as_the_one_beside_it_that_needs_two_lines(theme: Theme, qtbot: QtBot) -> None:
    theme.set_scale(2.0)
    row = PresetRow(theme, Preset.PAGE)
    qtbot.addWidget(row)
    row.show()
    uneven = False
    for width in range(960, 1400, 40):
        row.resize(width, row.heightForWidth(width))
        QApplication.processEvents()
        if len({tile.y() for tile in row.buttons}) == 3:
            continue  # one below the other
        uneven = uneven or len({tile.heightForWidth(tile.width()) for tile in row.buttons}) > 1
        assert len({tile.height() for tile in row.buttons}) == 1
    assert uneven


def test_an_empty_diary_has_no_page_yet_and_says_so(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    assert screen.nothing.isVisible() and not screen.paper.isVisible()


def test_where_nothing_is_entered_the_way_there_is_offered(context: Context, qtbot: QtBot) -> None:
    _ten_days(context)
    screen = _screen(context, qtbot)
    ways = screen.options.ways()
    assert [way.words() for way in ways] == ["Write a question"]
    screen.options.ticks["name"].click()
    screen.wait()
    options = screen.options
    way = options.ways()[0]
    below = way.mapTo(options, way.rect().topLeft()).y()
    assert way.words() == "Enter my name" and way.isVisible()
    # Right under its tick: below all ticks it would be out of sight in a small window.
    name, notes = (options.ticks[tick].mapTo(options, QPoint()).y() for tick in ("name", "notes"))
    assert name < below < notes
    way.click()
    assert "show_about_you" in _doors(context).calls.names()
    context.journal.write("add profile", [Profile(name="Anna")])
    context.journal.write("add questions", [Question(text="Why at night?")])
    screen.wait()
    assert screen.options.ways() == []
    assert screen.options.questions.isVisible()


def test_pages_turn_by_button_and_at_the_end_of_a_page_by_key(context: Context, qtbot: QtBot) -> None:
    _ten_days(context)
    screen = _screen(context, qtbot)
    assert not screen.paper.after.isVisible()  # one page
    screen.options.ticks["appendix"].click()
    screen.wait()
    paper = screen.paper
    assert paper.after.isVisible() and paper.number.text() == "Page 1 of 2"
    paper.after.click()
    assert paper.number.text() == "Page 2 of 2" and not paper.after.isEnabled()
    paper.sheet.setFocus()
    bar = paper.area.verticalScrollBar()
    bar.setValue(0)
    QTest.keyClick(paper.sheet, Qt.Key.Key_PageUp)
    assert paper.number.text() == "Page 1 of 2"
    for _press_number in range(4):
        QTest.keyClick(paper.sheet, Qt.Key.Key_PageDown)
    assert paper.number.text() == "Page 2 of 2"
    screen.options.ticks["appendix"].click()
    screen.wait()
    assert paper.sheet.number == 0


def test_the_page_comes_nearer_by_button_key_and_wheel(context: Context, qtbot: QtBot) -> None:
    _ten_days(context)
    screen = _screen(context, qtbot)
    sheet = screen.paper.sheet
    width = sheet.width()
    screen.paper.nearer.click()
    assert screen.paper.share.text() == "125 %" and sheet.width() > width
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Minus)
    assert screen.paper.share.text() == "100 %" and sheet.width() == width
    middle = QPointF(200, 200)
    for angle in (60, 60):  # half a notch each
        wheel = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(screen.paper.area.viewport(), wheel)
    assert screen.paper.share.text() == "125 %"
    for _press_number in range(9):
        screen.paper.nearer.click()
    assert not screen.paper.nearer.isEnabled() and screen.paper.share.text() == "200 %"


def test_what_is_noted_meanwhile_comes_onto_the_page(context: Context, qtbot: QtBot) -> None:
    _ten_days(context)
    screen = _screen(context, qtbot)
    assert "10 of" in screen.paper.sheet.accessibleDescription()
    day = context.journal.today() - timedelta(days=11)
    context.journal.write("add checkins", [CheckIn(day=day, spasms=0)])
    screen.wait()
    assert "11 of" in screen.paper.sheet.accessibleDescription()


# -- the table ---------------------------------------------------------------------------------------------


def test_the_look_is_the_file_as_it_will_be_written(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.TABLE)
    headings = [screen.table.horizontalHeaderItem(at).text() for at in range(screen.table.columnCount())]
    shown = {name: screen.table.item(0, at).text() for at, name in enumerate(headings)}
    _save(screen, tmp_path / "history.csv")
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert shown == {name: value for name, value in row.items() if value}


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_table_is_written_as_chosen_and_without_notes_where_not_ticked(
    context: Context, qtbot: QtBot, tmp_path: Path, separator: str
) -> None:
    context.journal.write("add items", [DayItem(day=context.journal.today(), item=Item.NOTE, value="quite private")])
    screen = _screen(context, qtbot, Preset.TABLE)
    if separator == ";":
        screen.options.separator.chip("semicolon").click()
    _save(screen, tmp_path / "with.csv")
    screen.options.table_notes.click()
    assert "Without your notes" in screen.caution.text()
    _save(screen, tmp_path / "without.csv")
    with_notes, without = ((tmp_path / name).read_text("utf-8-sig") for name in ("with.csv", "without.csv"))
    assert "quite private" in with_notes and "quite private" not in without
    assert len(with_notes.splitlines()) == len(without.splitlines()) == 2
    assert with_notes.startswith(f'"day"{separator}"local_time"')


def test_saving_says_how_many_and_where_and_the_folder_is_remembered(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.TABLE)
    _save(screen, tmp_path / "history.csv")
    assert _said(context) == f"1 entry saved in {tmp_path / 'history.csv'}"
    assert context.journal.setting(FOLDER_SETTING) == str(tmp_path)


def test_without_entries_it_says_so_in_place_of_a_table(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot, Preset.TABLE)
    assert screen.nothing.isVisible() and not screen.table.isVisible()


def test_new_entries_appear_while_it_is_open(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot, Preset.TABLE)
    context.journal.days.add_drink(250)
    assert screen.table.rowCount() == 1


def test_a_table_of_many_rows_is_filled_in_a_blink(context: Context, qtbot: QtBot) -> None:
    import time

    for _drink in range(45):
        context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.TABLE)
    began_s = time.process_time()
    screen.refresh()
    # It took seconds where the header measured every cell anew: thirty times this.
    assert time.process_time() - began_s < 0.5
    assert screen.table.rowCount() == 40


# -- the backup --------------------------------------------------------------------------------------------


def test_a_copy_of_the_diary_opens_as_one(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.BACKUP)
    assert screen.backup.counts.text() == "1 drink"
    _save(screen, tmp_path / "copy.db")
    assert "and checked" in _said(context)
    copy = open_diary(tmp_path / "copy.db")
    assert copy.connection.execute("SELECT count(*) FROM drinks").fetchone()[0] == 1
    copy.close()
    _save(screen, context.journal.database.path)  # never over the diary itself
    assert "belongs to the diary itself" in screen.saving.trouble.said


def test_the_tables_of_everything_are_a_zip_with_a_dictionary(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.days.add_drink(250)
    screen = _screen(context, qtbot, Preset.BACKUP)
    screen.options.kind.chip("tables").click()
    _save(screen, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as found:
        assert {"drinks.csv", "dictionary.csv", "README.txt"} <= set(found.namelist())


# -- saving ------------------------------------------------------------------------------------------------


def test_what_cannot_be_written_is_said_with_another_place_and_all_choices_kept(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    _ten_days(context)
    screen = _screen(context, qtbot)
    screen.options.ticks["appendix"].click()
    before = screen.choices
    (tmp_path / "taken.pdf").mkdir()
    _save(screen, tmp_path / "taken.pdf")
    assert screen.saving.trouble.said == (
        f"Not exported to {tmp_path / 'taken.pdf'}: a folder has that name. Choose another place."
    )
    assert screen.choices == before and context.journal.setting(FOLDER_SETTING) is None
    screen.saving.again.click()
    assert screen.findChild(QFileDialog) is not None
    _save(screen, tmp_path / "free.pdf")
    assert not screen.saving.isVisible() and (tmp_path / "free.pdf").exists()


def test_save_asks_where_with_a_name_and_the_file_is_written(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    context.journal.set_setting(FOLDER_SETTING, str(tmp_path))
    screen = _screen(context, qtbot, Preset.TABLE)
    screen.save.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "calfstretch-history-2026-08-31-to-2026-11-22.csv"
    assert dialog.selectedFiles() == [str(target)]
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.accept()
    QApplication.processEvents()
    screen.wait()
    assert target.exists()


def test_a_long_writing_is_told_and_can_be_stopped(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    import threading

    screen = _screen(context, qtbot)
    go_on, ended = threading.Event(), threading.Event()

    def steps():  # type: ignore[no-untyped-def]
        try:
            yield work.Step("2 000 entries written …")
            go_on.wait(10)
            yield work.Step("all", True)
        finally:
            ended.set()

    screen.saving._late.setInterval(0)
    screen.saving.begin(tmp_path / "x.csv", steps)
    qtbot.waitUntil(lambda: screen.saving.stop.isVisible())
    assert screen.saving.line.text() == "2 000 entries written …"
    screen.saving.stop.click()
    go_on.set()
    assert ended.wait(10)
    QApplication.processEvents()
    assert not screen.saving.isVisible()
    assert isinstance(context.navigator, FakeNavigator) and "say" not in context.navigator.calls.names()


def test_the_keyboard_begins_at_save(context: Context, qtbot: QtBot) -> None:
    assert ShareScreen(context).first_focus().accessibleName() == "Save the page as a PDF"


def test_save_begins_in_the_home_folder_where_the_last_one_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr(Path, "home", staticmethod(lambda: home))
    assert (folder_for(kept), folder_for(tmp_path / "gone")) == (kept, home)


# -- the sheets --------------------------------------------------------------------------------------------


def test_questions_are_kept_one_a_line_and_a_mended_word_makes_no_new_one(context: Context, qtbot: QtBot) -> None:
    journal = context.journal
    sheet = QuestionsSheet(context)
    qtbot.addWidget(sheet)
    sheet.edit.set_text("Why at nite?\n\nToo much?")
    assert sheet.unsaved()
    assert sheet.keep() and not sheet.unsaved()
    first = {asked.text: asked.id for asked in journal.everything(Question)}
    assert set(first) == {"Why at nite?", "Too much?"}
    again = QuestionsSheet(context)
    qtbot.addWidget(again)
    assert sorted(again.edit.text().splitlines()) == ["Too much?", "Why at nite?"]
    again.edit.set_text(again.edit.text().replace("nite", "night"))
    assert again.keep()
    assert {asked.id for asked in journal.everything(Question)} == set(first.values())
    last = QuestionsSheet(context)
    qtbot.addWidget(last)
    last.edit.set_text("")
    assert last.keep() and journal.everything(Question) == []
    journal.undo()
    assert len(journal.everything(Question)) == 2


def test_the_sheet_for_the_bedside_is_saved_as_one_page(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    content = BedsideContent(context, "a4")
    qtbot.addWidget(content)
    content.first.edit.setDate(date(2026, 12, 1))
    content.write(tmp_path / "bedside.pdf")
    assert content.saving.work is not None
    content.saving.work.wait()
    content.preview.wait()
    assert content.preview.sheet.laid is not None
    assert len(PdfReader(tmp_path / "bedside.pdf").pages) == 1


def test_the_screen_stacks_where_it_is_narrow(context: Context, qtbot: QtBot) -> None:
    screen = _screen(context, qtbot)
    side, place = screen.options, screen.nothing
    assert side.mapTo(screen, QPoint(0, 0)).y() <= place.mapTo(screen, QPoint(0, 0)).y() + 40
    screen.resize(700, 900)
    QApplication.processEvents()
    below = place.mapTo(screen.widget(), QPoint(0, 0)).y()
    assert below > side.mapTo(screen.widget(), QPoint(0, side.height())).y() - 1


def test_every_preset_has_words() -> None:
    assert len({state.preset_words(preset) for preset in Preset}) == 3


def test_sweeping_goes_on_after_the_work(context: Context) -> None:
    import gc

    with work.without_sweeping():
        assert not gc.isenabled()
    assert gc.isenabled()
    context.journal.days.add_drink(250)
    assert work.read_facts(context.journal.database.path, context.clock).diary.today == context.journal.today()
    assert gc.isenabled()
