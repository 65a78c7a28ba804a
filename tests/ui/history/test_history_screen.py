"""The screen: loaded as it is looked at, ruled by the keyboard, everything brought back that was removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn, DayItem, Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Session
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.history.actions import RowActions
from calfstretch.ui.history.bin_sheet import BinSheet
from calfstretch.ui.history.date_sheet import DateSheet
from calfstretch.ui.history.detail import Details
from calfstretch.ui.history.filters import Filter, Show
from calfstretch.ui.history.model import CHUNK_DAYS, MOST_ROWS, HistoryModel
from calfstretch.ui.history.more_tools import MoreTools
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.history.state import Shape
from calfstretch.ui.history.water_sheet import WaterSheet
from calfstretch.ui.theme import Theme
from tests.journal.test_journal_routines import PRESCRIBED, prescribe
from tests.ui.fakes import FakeDoors, FakeNavigator, make_context
from tests.ui.history.diary import DRINKS, FRIDAY, SATURDAY, SUNDAY, at, fill
from tests.ui.text_fits import cut_texts

OLD = date(2016, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    return make_context(tmp_path, qtbot)


def shown(context: Context, qtbot: QtBot, width: int = 936, height: int = 740) -> HistoryScreen:
    screen = HistoryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(width, height)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus().setFocus()
    settle()
    return screen


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> HistoryScreen:
    fill(context.journal)
    return shown(context, qtbot)


def settle() -> None:
    for _turn in range(5):
        QApplication.processEvents()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        settle()


def doors(context: Context) -> FakeDoors:
    assert isinstance(context.doors, FakeDoors)
    return context.doors


def navigator(context: Context) -> FakeNavigator:
    assert isinstance(context.navigator, FakeNavigator)
    return context.navigator


def choose(screen: HistoryScreen, key: str) -> None:
    index = screen.model.find(key)
    assert index.isValid(), f"{key} is not shown"
    screen.list.choose(index)
    settle()


def keys(screen: HistoryScreen) -> list[str]:
    rows = [screen.model.row(screen.model.index(at)) for at in range(screen.model.rowCount())]
    return [row.key for row in rows if row is not None]


# -- the keyboard --------------------------------------------------------------------------------------------


def test_down_walks_from_entry_to_entry_past_the_nights_heading(screen: HistoryScreen) -> None:
    walked = []
    for _step in range(9):
        row = screen.list.row()
        assert row is not None
        walked.append(row.key)
        press(Qt.Key.Key_Down)
    assert walked == [
        f"day/{SUNDAY}", f"day/{SATURDAY}", "activities/run", "sessions/stretch", f"water/{SATURDAY}",
        f"items/{SATURDAY}", f"note/{SATURDAY}", "episodes/spasm", f"day/{FRIDAY}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("episodes/spasm", ("describe_episode", ("spasm", None))),
        ("sessions/stretch", ("type_session", (SATURDAY, "stretch"))),
        ("activities/run", ("note_activity", (SATURDAY, "run"))),
        (f"items/{SATURDAY}", ("note_day", (SATURDAY,))),
        (f"note/{SATURDAY}", ("note_day", (SATURDAY,))),
        (f"day/{SATURDAY}", ("note_day", (SATURDAY,))),
        (f"day/{SUNDAY}", ("note_day", (SUNDAY,))),
        ("gap/2026-11-19", ("show_week", (date(2026, 11, 19),))),
        ("pauses/pause", ("show_pause", ("pause", None))),
    ],
)
def test_enter_edits_every_kind_of_row(
    screen: HistoryScreen, context: Context, key: str, asked: tuple[str, tuple[object, ...]]
) -> None:
    choose(screen, key)
    press(Qt.Key.Key_Return)
    assert doors(context).calls.made == [asked]


def test_delete_undo_redo_and_restore_by_keyboard_alone(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    choose(screen, "episodes/spasm")
    press(Qt.Key.Key_Delete)
    assert "episodes/spasm" not in keys(screen)
    assert navigator(context).calls.last("say") == ("Spasm, left outer calf removed. In the bin for 30 days.",)
    assert screen.list.row() is not None and screen.list.hasFocus()
    context.journal.undo()
    back = screen.list.row()
    assert back is not None and back.key == "episodes/spasm"  # what came back is in force
    context.journal.redo()
    assert "episodes/spasm" not in keys(screen)
    content = BinSheet(context)
    qtbot.addWidget(content)
    content.show()
    content.activateWindow()
    content.restore_buttons[0].setFocus()
    settle()
    press(Qt.Key.Key_Space)
    assert "episodes/spasm" in keys(screen)
    relief = context.journal.get(Session, "relief")
    assert relief is not None and relief.deleted_at is None


def test_each_removal_can_be_taken_back_one_by_one(screen: HistoryScreen, context: Context) -> None:
    before = keys(screen)
    for key in ("episodes/spasm", "activities/run", f"water/{SATURDAY}", f"items/{SATURDAY}", "sessions/stretch"):
        choose(screen, key)
        press(Qt.Key.Key_Delete)
        assert key not in keys(screen)
    for _step in range(5):
        context.journal.undo()
    assert keys(screen) == before


def test_removing_the_water_takes_drinks_and_amount_as_one(screen: HistoryScreen, context: Context) -> None:
    choose(screen, f"water/{SATURDAY}")
    press(Qt.Key.Key_Delete)
    assert context.journal.everything(Drink) == []
    assert "water" not in context.journal.days.entries(SATURDAY).items
    context.journal.undo()
    assert context.journal.days.entries(SATURDAY).water_ml == 1900


def test_a_day_is_not_removed_by_the_delete_key(screen: HistoryScreen, context: Context) -> None:
    choose(screen, f"day/{SATURDAY}")
    before = keys(screen)
    press(Qt.Key.Key_Delete)
    assert keys(screen) == before


def test_a_held_delete_key_removes_one_entry(screen: HistoryScreen) -> None:
    choose(screen, "activities/run")
    before = len(keys(screen))
    for repeated in (False, True, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", repeated)
        QApplication.sendEvent(screen.list, held)
        settle()
    assert len(keys(screen)) == before - 1


def test_space_goes_to_the_buttons_of_the_entry(screen: HistoryScreen) -> None:
    choose(screen, "activities/run")
    press(Qt.Key.Key_Space)
    assert screen.panel.details.buttons["edit"].hasFocus()


def test_a_full_disk_removes_nothing_and_says_so(
    screen: HistoryScreen, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_args: object, **_named: object) -> None:
        raise UserError("the disk is full")

    monkeypatch.setattr(context.journal, "write", full_disk)
    choose(screen, "activities/run")
    press(Qt.Key.Key_Delete)
    assert "activities/run" in keys(screen)
    assert [str(error) for error in context.report.errors] == ["the disk is full"]  # type: ignore[attr-defined]


# -- the panel -----------------------------------------------------------------------------------------------


def test_the_panel_shows_the_chosen_entry(screen: HistoryScreen) -> None:
    choose(screen, "episodes/spasm")
    assert list(screen.panel.details.buttons) == ["edit", "duplicate", "delete"]
    choose(screen, f"day/{SATURDAY}")
    assert list(screen.panel.details.buttons) == ["edit", "spasm", "stretch", "activity"]
    choose(screen, f"water/{SATURDAY}")
    assert list(screen.panel.details.buttons) == ["edit", "delete"]


def test_a_day_takes_a_forgotten_spasm(screen: HistoryScreen, context: Context) -> None:
    choose(screen, f"day/{SATURDAY}")
    for key in ("spasm", "stretch", "activity"):
        screen.panel.details.buttons[key].click()
    assert doors(context).calls.made == [
        ("describe_episode", (None, SATURDAY)),
        ("type_session", (SATURDAY, None)),
        ("note_activity", (SATURDAY, None)),
    ]


def test_in_a_narrow_window_the_entry_opens_as_a_sheet(context: Context, qtbot: QtBot) -> None:
    fill(context.journal)
    screen = shown(context, qtbot, width=600)
    assert not screen.panel.isVisible()
    choose(screen, "activities/run")
    press(Qt.Key.Key_Space)
    title, content = navigator(context).calls.last("show_sheet")
    assert title == "Entry" and isinstance(content, Details)
    content.buttons["edit"].click()
    assert doors(context).calls.last("note_activity") == (SATURDAY, "run")


# -- water ---------------------------------------------------------------------------------------------------


def water(screen: HistoryScreen, context: Context, qtbot: QtBot) -> WaterSheet:
    choose(screen, f"water/{SATURDAY}")
    press(Qt.Key.Key_Return)
    _title, content = navigator(context).calls.last("show_sheet")
    assert isinstance(content, WaterSheet)
    return content


def test_a_drink_is_changed_in_place(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    line = water(screen, context, qtbot).lines[0]
    line.amount.setText("250")
    line.amount.editingFinished.emit()
    line.time.setText("7.45")
    line.time.editingFinished.emit()
    drink = context.journal.get(Drink, DRINKS[0].id)
    assert drink is not None and (drink.ml, drink.at) == (250, at(SATURDAY, 7, 45))


def test_a_drink_after_midnight_stays_on_its_diary_day(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    line = water(screen, context, qtbot).lines[0]
    line.time.setText("1:30")
    line.time.editingFinished.emit()
    drink = context.journal.get(Drink, DRINKS[0].id)
    assert drink is not None and drink.at == at(SUNDAY, 1, 30)


def test_what_cannot_be_read_of_a_drink_is_said(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    line = water(screen, context, qtbot).lines[0]
    line.time.setText("soon")
    line.time.editingFinished.emit()
    assert "A time such as" in line.complaint.text()
    assert context.journal.get(Drink, DRINKS[0].id).at == DRINKS[0].at  # type: ignore[union-attr]


def test_a_drink_is_removed_with_a_way_back(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    content = water(screen, context, qtbot)
    content.lines[0].remove.click()
    assert [line.drink.id for line in content.lines] == [DRINKS[1].id]
    undo = navigator(context).undo
    assert undo is not None
    undo()
    assert len(content.lines) == 2


# -- filters -------------------------------------------------------------------------------------------------


def test_the_chips_leave_the_rest_out(screen: HistoryScreen) -> None:
    screen.tools.show_chips.chip(Show.SPASMS).click()
    assert [key for key in keys(screen) if "/" in key and key.startswith(("episodes", "sessions", "activities"))] == [
        "episodes/spasm",
        "episodes/tight",
    ]
    screen.tools.show_chips.chip(Show.SPASMS).click()
    assert screen.tools.show_chips.value() == Show.ALL
    assert "sessions/stretch" in keys(screen)


def test_words_are_found_by_keyboard(screen: HistoryScreen) -> None:
    screen.find()
    assert screen.tools.search.hasFocus()
    QTest.keyClicks(screen.tools.search, "river")
    press(Qt.Key.Key_Return)
    assert keys(screen) == [f"day/{SATURDAY}", "activities/run"]
    screen.tools.search.clear()
    QTest.keyClicks(screen.tools.search, "zzz")
    press(Qt.Key.Key_Return)
    assert screen._nothing.isVisible()
    screen._show_everything()
    assert screen.list.isVisible() and screen.list.hasFocus()


def behind_the_button(screen: HistoryScreen, context: Context) -> MoreTools:
    screen.tools.more.click()
    _title, content = navigator(context).calls.last("show_sheet")
    assert isinstance(content, MoreTools)
    return content


def test_a_leg_is_chosen_behind_the_button(screen: HistoryScreen, context: Context) -> None:
    more = behind_the_button(screen, context)
    more.leg.buttons[1].click()
    assert "episodes/spasm" not in keys(screen) and "episodes/tight" in keys(screen)
    more.leg.buttons[1].click()
    assert "episodes/spasm" in keys(screen)


def test_a_day_is_gone_to_whatever_was_left_out(screen: HistoryScreen) -> None:
    screen.tools.show_chips.chip(Show.STRETCHES).click()
    screen.show_day(FRIDAY)
    row = screen.list.row()
    assert row is not None and (row.day, row.shape) == (FRIDAY, Shape.DAY)
    assert screen.model.wanted == Filter()


def test_a_date_is_typed_and_gone_to(screen: HistoryScreen, context: Context) -> None:
    behind_the_button(screen, context).date.click()
    _title, content = navigator(context).calls.last("show_sheet")
    assert isinstance(content, DateSheet)
    content.day.set_day(FRIDAY)
    content.go.click()
    row = screen.list.row()
    assert row is not None and row.day == FRIDAY


def test_a_day_in_a_gap_shows_the_gap(screen: HistoryScreen) -> None:
    screen.show_day(date(2026, 11, 15))
    row = screen.list.row()
    assert row is not None and row.shape is Shape.GAP


# -- the bin -------------------------------------------------------------------------------------------------


def test_the_bin_lists_a_spasm_and_its_relief_as_one(screen: HistoryScreen, context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.remove("spasm")
    content = BinSheet(context)
    qtbot.addWidget(content)
    assert [record.id for record in content.binned()] == ["spasm"]
    content.restore_buttons[0].click()
    assert content.binned() == []
    context.journal.undo()
    assert [record.id for record in content.binned()] == ["spasm"]


def test_the_bin_holds_routines_and_programmes_one_line_each(context: Context, qtbot: QtBot) -> None:
    routines = context.journal.routines
    programme = prescribe(context.journal)
    routines.remove(routines.keep(replace(DAILY, name="Evening")))
    routines.remove_programme(programme)
    content = BinSheet(context)
    qtbot.addWidget(content)
    names = [button.accessibleName() for button in content.restore_buttons]
    assert sorted(names) == ["Restore: Programme, 2 times a day", "Restore: Routine: Evening"]
    for _each in names:
        content.restore_buttons[0].click()
    assert [one.name for one in routines.own()] == ["Evening"]
    assert [(one.id, routine.routine) for one, routine in routines.programmes()] == [(programme.id, PRESCRIBED)]


# -- ten years -----------------------------------------------------------------------------------------------


@pytest.fixture
def ten_years(context: Context) -> Context:
    days = [CheckIn(day=OLD + timedelta(days=n), spasms=0) for n in range(0, 3652, 2)]
    context.journal.write("add checkins", [*days, DayItem(day=date(2019, 5, 5), item="note", value="the needle")])
    return context


def test_opening_ten_years_reads_some_weeks(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    assert screen.model.days_loaded() <= 3 * CHUNK_DAYS


def test_scrolling_reads_on_without_an_end(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    before = screen.model.days_loaded()
    bar = screen.list.verticalScrollBar()
    for _step in range(8):
        bar.setValue(bar.maximum())
        settle()
    assert screen.model.days_loaded() > before + 4 * CHUNK_DAYS


def test_what_is_in_sight_stays_while_days_come_and_go(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    screen.show_day(date(2020, 3, 4))
    settle()
    bar = screen.list.verticalScrollBar()
    seen = []
    for _step in range(40):
        bar.setValue(bar.value() - 200)
        settle()
        row = screen.model.row(screen.list.top_index())
        assert row is not None
        seen.append(row.day)
    assert seen == sorted(seen)
    assert (seen[-1] - seen[0]).days > 2 * CHUNK_DAYS
    steps = [(after - before).days for before, after in zip(seen, seen[1:], strict=False)]
    assert max(steps) <= 8


def test_the_list_stays_short_however_far_it_is_scrolled(ten_years: Context) -> None:
    model = HistoryModel(ten_years.journal)
    model.load()
    while model.canFetchMore():
        model.fetchMore()
        model.let_go_newest()
    assert model.rowCount() <= MOST_ROWS
    assert model.oldest_loaded() == OLD
    while model.can_fetch_newer():
        model.fetch_newer()
        model.let_go_oldest()
    assert model.rowCount() <= MOST_ROWS
    first = model.row(model.index(0))
    assert first is not None and first.day == SUNDAY


def test_growing_bit_by_bit_gives_the_same_rows_as_reading_at_once(context: Context) -> None:
    days = [SUNDAY - timedelta(days=n) for n in (1, 2, 28, 29, 33, 70, 71, 89, 90, 91, 119, 180)]
    context.journal.write("add checkins", [CheckIn(day=day, spasms=0) for day in days])
    grown = HistoryModel(context.journal)
    grown.load(days[7])
    while grown.canFetchMore():
        grown.fetchMore()
    while grown.can_fetch_newer():
        grown.fetch_newer()
    whole = HistoryModel(context.journal)
    whole.load()
    whole._days = context.journal.days.range(days[-1], SUNDAY)[::-1]
    assert grown._rows == whole._made(whole._days)


def test_end_and_home_go_to_the_first_and_the_newest_day(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    press(Qt.Key.Key_End)
    row = screen.list.row()
    assert row is not None and row.day == OLD
    assert screen.model.days_loaded() <= 3 * CHUNK_DAYS
    press(Qt.Key.Key_Home)
    row = screen.list.row()
    assert row is not None and row.day == SUNDAY


def test_a_word_of_long_ago_is_found(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    screen.tools.search.setText("needle")
    screen.tools.search.returnPressed.emit()
    qtbot.waitUntil(lambda: keys(screen) == ["day/2019-05-05", "note/2019-05-05"], timeout=20_000)
    screen.hide()


def test_a_write_leaves_the_list_where_it_was(ten_years: Context, qtbot: QtBot) -> None:
    screen = shown(ten_years, qtbot)
    screen.show_day(date(2020, 3, 4))
    settle()
    top = screen.model.row(screen.list.top_index())
    ten_years.journal.days.add_drink(200)
    settle()
    after = screen.model.row(screen.list.top_index())
    assert top is not None and after is not None and after.key == top.key
    assert screen.list.row() is not None and screen.list.row().day == date(2020, 3, 4)  # type: ignore[union-attr]


# -- the look of it ------------------------------------------------------------------------------------------


def test_an_empty_diary_shows_how_a_day_looks(context: Context, qtbot: QtBot) -> None:
    screen = shown(context, qtbot)
    assert screen._empty.isVisible() and not screen.panel.isVisible()
    context.journal.days.add_drink(200)
    assert screen.list.isVisible() and screen.panel.isVisible()


def test_every_row_is_said_in_words(screen: HistoryScreen) -> None:
    spasm = screen.model.find("episodes/spasm").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spasm == ("02:14, Spasm, left outer calf, Pain 7 · cramping, hard · eased after 38 s, Saturday 21 November")


@pytest.mark.parametrize(("width", "height", "scale"), [(820, 560, 1.0), (936, 740, 1.0), (1120, 800, 2.0)])
@pytest.mark.parametrize("empty", [False, True])
def test_nothing_is_cut(
    context: Context, qtbot: QtBot, theme: Theme, width: int, height: int, scale: float, empty: bool
) -> None:
    theme.set_scale(scale)
    context.theme.set_scale(scale)
    if not empty:
        fill(context.journal)
    screen = shown(context, qtbot, width, height)
    screen.tools.more.click()
    settle()
    assert screen.width() == width
    assert cut_texts(screen) == []
    if not empty:
        choose(screen, "episodes/spasm")
        assert cut_texts(screen) == []


@pytest.mark.parametrize(("width", "scale"), [(600, 1.0), (1120, 2.0)])
def test_the_sheets_fit(context: Context, qtbot: QtBot, theme: Theme, width: int, scale: float) -> None:
    theme.set_scale(scale)
    context.theme.set_scale(scale)
    fill(context.journal)
    context.journal.episodes.remove("spasm")
    for content in (BinSheet(context), WaterSheet(context, SATURDAY)):
        holder: QWidget = content
        qtbot.addWidget(holder)
        holder.resize(width - 48, 700)
        holder.show()
        settle()
        assert cut_texts(holder) == []


@pytest.mark.slow
def test_pages_lead_down_to_the_oldest_day_and_up_again(context: Context, qtbot: QtBot) -> None:
    """A page that ends at a night's heading, which cannot be chosen, must not stay there."""
    nights = [Episode(at=at(SATURDAY - timedelta(days=n), 23, 30)) for n in range(40)]
    nights += [Episode(at=at(SUNDAY - timedelta(days=n), 2)) for n in range(40)]
    context.journal.write("add episodes", nights)
    screen = shown(context, qtbot)
    for key, end in ((Qt.Key.Key_PageDown, context.journal.first_day()), (Qt.Key.Key_PageUp, SUNDAY)):
        days = []
        while not days or len(days) < 60 and days[-1] != end:
            press(key)
            row = screen.list.row()
            assert row is not None
            days.append(row.day)
        assert days[-1] == end and days == sorted(days, reverse=key == Qt.Key.Key_PageDown)


def test_a_marked_change_is_shown_and_removed(screen: HistoryScreen, context: Context) -> None:
    change_id = context.journal.days.mark_change(SATURDAY, "new shoes").ids[0]
    screen.show_day(SATURDAY)
    actions = RowActions(context, context.journal.days.entries)
    (row,) = [row for row in screen.model._rows if row.key == f"marked_changes/{change_id}"]
    assert actions.facts(row).texts == (("What", "new shoes"),)
    actions.delete([row])
    assert context.journal.days.marked_changes(SATURDAY) == []
    context.journal.undo()
    assert [change.text for change in context.journal.days.marked_changes(SATURDAY)] == ["new shoes"]
