"""The sheet of a diary day with a real diary: every answer stored at once, taken back, undone, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import FIRST_USED_SETTING, ActivityKind, DayItem, Item
from calfstretch.domain.episode import Kind
from calfstretch.domain.person import Tag, TagKind
from calfstretch.journal.days import DayEntries
from calfstretch.ui.context import Context
from calfstretch.ui.day import choices, state
from calfstretch.ui.day.parts import YesNo
from calfstretch.ui.day.sheet import DaySheet
from calfstretch.ui.day.tags import NumberRow
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.screens import (
    PAGE_SIZES,
    button,
    doors,
    dressed,
    fill_disk,
    free_disk,
    in_sheet,
    key,
    on,
    press,
    reported,
    said,
    seen,
    settle,
    take_back,
)
from tests.ui.text_fits import cut_texts

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-09-01")
    return context


def opened(context: Context, qtbot: QtBot, day: date = SATURDAY, size: tuple[int, int] = (936, 740)) -> DaySheet:
    content = DaySheet(context, day)
    in_sheet(context, qtbot, content, *size, wide=True)
    return content


def entries(context: Context, day: date = SATURDAY) -> DayEntries:
    return context.journal.days.entries(day)


def texts(sheet: DaySheet) -> list[str]:
    parts = (sheet.sheet_notice, sheet)
    return [label.text() for part in parts for label in part.findChildren(QLabel) if label.isVisibleTo(part)]


def answers(sheet: DaySheet, item: str) -> object:
    if item in sheet.activity.on_feet:
        return sheet.activity.on_feet[Item(item)].chips.value()
    row = sheet.tags._rows[item]
    return row.chips.value() if isinstance(row, YesNo) else row.field.value()


def all_rows(context: Context) -> None:
    """The person has asked for everything."""
    context.journal.set_setting(state.ROWS_SETTING, state.ALL_ROWS)


def test_everything_begins_as_not_noted_and_opening_stores_nothing(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    assert entries(context).is_empty
    assert sheet.spasms.chips.value() is None
    assert all(answers(sheet, item) is None for item in ("stairs", "standing", "alcohol", "travel", "tag:Caffeine"))
    rows = sheet.items
    assert [row.values() for row in (rows.salts, rows.heat, rows.sleep, rows.footwear)] == [()] * 4
    assert rows.drink.chips.value() is None and sheet.activity.kinds.value() is None
    assert sheet.water.field.text() == ""
    assert context.journal.undo_label() is None


def test_the_check_in_makes_the_day_known_and_taken_back_unknown(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet.spasms, "None")
    assert context.journal.days.is_known(SATURDAY)
    press(sheet.spasms, "None")
    assert entries(context).check_in is None
    assert said(context) == "Answer taken back; the day is not known"
    take_back(context)
    assert context.journal.days.is_known(SATURDAY)
    assert sheet.spasms.chips.value() == 0


def test_two_spasms_make_drafts_that_can_be_described_or_removed(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet.spasms, "2")
    assert entries(context).spasms == 2
    assert texts(sheet).count("Spasm, not described yet") == 2
    first = sheet.spasms.lines._rows[0]
    press(first, "Describe")
    assert doors(context).calls.last("describe_episode")[0] == entries(context).episodes[0].id
    press(first, "Remove")
    after = entries(context)
    assert after.spasms == 1
    assert after.check_in is not None and after.check_in.spasms == 1
    take_back(context)
    assert entries(context).spasms == 2
    assert entries(context).check_in.spasms == 2  # type: ignore[union-attr]


def test_the_keyboard_stays_in_the_row_that_was_answered(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    assert QApplication.focusWidget() is sheet.spasms.chips.buttons[0]
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)
    assert entries(context).spasms == 1
    assert QApplication.focusWidget() in sheet.spasms.chips.buttons


def test_a_spasm_of_that_day_is_logged_through_its_form(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet.spasms, "+ Spasm")
    assert doors(context).calls.last("describe_episode") == (None, SATURDAY)


def test_the_running_day_can_be_answered_and_counts_later(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, SUNDAY)
    assert "The day and its night end at 04:00. The answer counts from then on." in texts(sheet)
    press(sheet.spasms, "None")
    assert not context.journal.days.is_known(SUNDAY)
    context.clock.set_now(on(23, 9).aware)  # type: ignore[attr-defined]
    assert context.journal.days.is_known(SUNDAY)


def test_drinks_of_an_earlier_day_stand_at_its_noon(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting("bottle_ml", 750)
    sheet = opened(context, qtbot)
    press(sheet.water, "+ Glass")
    press(sheet.water, "+ Bottle")
    assert sorted((drink.ml, drink.at) for drink in entries(context).drinks) == [
        (200, on(21, 12)),
        (750, on(21, 12)),
    ]
    assert entries(context).water_ml is None
    press(sheet.water, "Remove: 12:00 · 750 ml")
    assert entries(context).drinks_ml == 200
    take_back(context)
    assert entries(context).drinks_ml == 950


def test_noted_drinks_are_offered_and_known_when_confirmed(context: Context, qtbot: QtBot) -> None:
    context.journal.days.add_drink(400, on(21, 9))
    sheet = opened(context, qtbot)
    assert sheet.water.field.text() == "0.4"
    press(sheet.water, "Confirm")
    assert entries(context).water_ml == 400
    assert "in all, confirmed" in texts(sheet)
    press(sheet.water, "Take back")
    assert entries(context).water_ml is None


def test_an_amount_typed_is_stored_by_enter_or_by_leaving(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.water.field.setFocus()
    qtbot.keyClicks(sheet.water.field, "1250")
    key(Qt.Key.Key_Return)
    assert entries(context).water_ml == 1250
    sheet.water.field.selectAll()
    qtbot.keyClicks(sheet.water.field, "1500")
    key(Qt.Key.Key_Tab)
    assert entries(context).water_ml == 1500


def test_esc_takes_back_a_half_typed_amount_before_it_closes_the_sheet(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.water.field.setFocus()
    QTest.keyClicks(sheet.water.field, "15")
    QTest.keyClick(sheet.water.field, Qt.Key.Key_Escape)
    assert sheet.isVisible() and sheet.water.field.text() == ""
    assert entries(context).water_ml is None


def test_ctrl_enter_stores_the_number_being_typed_and_is_done(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    finished = []
    sheet.finished.connect(lambda: finished.append(True))
    sheet.water.field.setFocus()
    QTest.keyClicks(sheet.water.field, "1500")
    QTest.keyClick(sheet.water.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (entries(context).water_ml, finished) == (1500, [True])


def test_an_impossible_amount_is_not_stored_and_stays_marked(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.water.field.setFocus()
    qtbot.keyClicks(sheet.water.field, "99999")
    press(sheet.water, "Confirm")
    assert entries(context).water_ml is None
    assert sheet.water.field.text() == "99999"
    assert sheet.water.complaint.isVisible()
    assert sheet.water.complaint.text() == "A number from 0 to 20 L."
    sheet.water.field.selectAll()
    qtbot.keyClicks(sheet.water.field, "9")
    assert not sheet.water.complaint.isVisible()
    press(sheet.water, "Confirm")
    assert entries(context).water_ml == 9000


def test_water_is_read_and_typed_in_the_persons_unit(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting("water_unit", "glass")
    context.journal.days.add_drink(500, on(21, 9))
    sheet = opened(context, qtbot)
    assert {"2.5 glasses", "09:00 · 2.5 glasses"} <= {text for text in texts(sheet) if "glasses" in text}
    assert sheet.water.field.text() == "2.5"
    sheet.water.field.setFocus()
    sheet.water.field.selectAll()
    qtbot.keyClicks(sheet.water.field, "6")
    key(Qt.Key.Key_Return)
    assert entries(context).water_ml == 1200
    context.journal.set_setting("water_unit", "ml")  # in Settings, the sheet open behind
    settle()
    assert "1200 ml" in texts(sheet)


def test_less_as_usual_more_and_back_to_not_noted(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet.water, "Less")
    assert entries(context).items[Item.WATER_LEVEL].value == "less"
    press(sheet.water, "Less")
    assert Item.WATER_LEVEL not in entries(context).items


def test_yes_no_and_not_noted_are_three_states(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    row = sheet.items.drink.chips
    row.chip("yes").click()
    assert entries(context).items[Item.ELECTROLYTE_DRINK].value == "yes"
    row.chip("no").click()
    assert entries(context).items[Item.ELECTROLYTE_DRINK].value == "no"
    row.chip("no").click()
    assert Item.ELECTROLYTE_DRINK not in entries(context).items
    assert said(context) == "Electrolyte drink: not noted"
    take_back(context)
    assert entries(context).items[Item.ELECTROLYTE_DRINK].value == "no"
    assert row.value() == "no"


def test_a_days_first_view_has_at_most_eight_rows_each_one_click(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    assert not sheet.tags.isVisible() and not sheet.changes.isVisible()
    rows = [sheet.spasms.chips, sheet.water.glass, sheet.activity.kinds, sheet.items.drink.chips, sheet.items.salts,
            sheet.items.heat, sheet.items.sleep, sheet.items.footwear]  # fmt: skip
    assert all(row.isVisible() for row in rows) and len(rows) <= 8


def test_an_activity_is_noted_by_its_kind_and_then_told_more(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    card = sheet.activity
    card.kinds.chip(ActivityKind.WALK).click()
    card.kinds.chip(ActivityKind.RUN).click()  # a slip is mended, not added to
    card.minutes.chip(30).click()
    card.effort.buttons[4].click()
    settle()
    (run,) = entries(context).activities
    assert (run.kind, run.minutes, run.effort, run.at) == (ActivityKind.RUN, 30, 4, on(21, 12))
    assert card._effort_word.text() == "somewhat hard"
    card.minutes_field.setFocus()
    qtbot.keyClicks(card.minutes_field, "50")
    key(Qt.Key.Key_Return)
    assert entries(context).activities[0].minutes == 50
    press(card, "+ Another")
    card.kinds.chip(ActivityKind.STRENGTH).click()
    assert sorted(one.kind for one in entries(context).activities) == ["run", "strength"]
    card.kinds.chip(ActivityKind.STRENGTH).click()  # taken back
    assert [one.kind for one in entries(context).activities] == ["run"]
    assert not card.details.isVisible()


def test_minutes_that_cannot_be_stored_stay_and_the_activity_is_as_it_was(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    card = sheet.activity
    card.kinds.chip(ActivityKind.RUN).click()
    fill_disk(context.journal)
    card.minutes_field.setFocus()
    qtbot.keyClicks(card.minutes_field, "50")
    key(Qt.Key.Key_Return)
    assert card.minutes_field.text() == "50" and len(reported(context)) == 1
    assert entries(context).activities[0].minutes is None
    card.effort.buttons[4].click()
    assert card.effort.value() is None


def test_salts_are_noted_as_what_was_taken(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    rows = sheet.items
    assert not rows.which.isVisible()
    rows.salts.chip("tablet").click()
    assert rows.which.isVisible()
    rows.which.chip("magnesium").click()
    assert entries(context).items[Item.SALTS].value == "tablet;magnesium"
    rows.salts.chip(choices.NONE).click()
    assert entries(context).items[Item.SALTS].value == "no"
    assert rows.salts.values() == (choices.NONE,)
    rows.salts.chip(choices.NONE).click()
    assert Item.SALTS not in entries(context).items


def test_heat_is_one_click_and_cool_is_no_hot_day(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    for chosen, hot, cool in (("hot", "yes", False), ("cool", "no", True), ("usual", "no", False)):
        sheet.items.heat.chip(chosen).click()
        items = entries(context).items
        assert (items[Item.HOT_DAY].value, "tag:Cool day" in items) == (hot, cool)
        assert sheet.items.heat.value() == chosen
    sheet.items.heat.chip("usual").click()
    assert Item.HOT_DAY not in entries(context).items


def test_footwear_is_heels_and_ready_made_tags(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    shoes = sheet.items.footwear
    shoes.chip(choices.HEELS).click()
    shoes.chip(choices.NO_HEELS).click()
    shoes.chip("Flat shoes").click()
    items = entries(context).items
    assert (items[Item.HEELS].value, items["tag:Flat shoes"].value) == ("no", "yes")
    assert shoes.values() == (choices.NO_HEELS, "Flat shoes")
    assert [tag.name for tag in context.journal.tags.known()] == ["Flat shoes"]
    assert not sheet.tags.isVisible()  # it has its row
    shoes.chip("Flat shoes").click()
    assert "tag:Flat shoes" not in entries(context).items


def test_a_number_of_ones_own_is_typed_with_its_unit(context: Context, qtbot: QtBot) -> None:
    context.journal.tags.add("Coffee", kind=TagKind.NUMBER, unit="cups")
    sheet = opened(context, qtbot)
    row = sheet.tags._rows["tag:Coffee"]
    assert isinstance(row, NumberRow) and "cups" in texts(sheet)
    row.field.setFocus()
    qtbot.keyClicks(row.field, "2,5")
    key(Qt.Key.Key_Tab)
    assert entries(context).items["tag:Coffee"].value == "2.5"
    row.field.selectAll()
    qtbot.keyClicks(row.field, "x")
    key(Qt.Key.Key_Tab)
    assert row.field.text() == "x" and entries(context).items["tag:Coffee"].value == "2.5"


def test_a_change_is_marked_on_the_day_it_began(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    fill_disk(context.journal)
    sheet.changes.field.setText("Stopped tablet B")
    press(sheet.changes, "Note change")
    assert sheet.changes.field.text() == "Stopped tablet B"  # kept where it cannot be stored
    free_disk(context.journal)
    press(sheet.changes, "Note change")
    assert [(one.day, one.text) for one in context.journal.days.marked_changes(SATURDAY)] == [
        (SATURDAY, "Stopped tablet B")
    ]
    assert "Stopped tablet B" in texts(sheet) and sheet.changes.field.text() == ""
    press(sheet.changes, "Remove: Stopped tablet B")
    assert context.journal.days.marked_changes(SATURDAY) == []
    take_back(context)
    assert "Stopped tablet B" in texts(sheet)


def test_asking_for_more_is_remembered(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet, "Tags, a change of medicine…")
    assert sheet.tags.isVisible() and sheet.changes.isVisible() and not sheet.more.isVisible()
    _panel(sheet).close_sheet()
    assert opened(context, qtbot).tags.isVisible()


def test_sleep_by_chip_or_in_quarters(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.items.sleep.chip(7.0).click()
    assert entries(context).items[Item.SLEEP_H].value == "7"
    sheet.items.sleep_field.setFocus()
    qtbot.keyClicks(sheet.items.sleep_field, "6,25")
    key(Qt.Key.Key_Tab)
    assert entries(context).items[Item.SLEEP_H].value == "6.25"
    assert sheet.items.sleep.value() is None
    assert "Sleep from Friday to Saturday" in texts(sheet)
    sheet.items.sleep_field.selectAll()
    qtbot.keyClicks(sheet.items.sleep_field, "6.3")  # noted in quarters
    key(Qt.Key.Key_Return)
    assert entries(context).items[Item.SLEEP_H].value == "6.25"


def test_the_heat_of_the_day_in_degrees(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.items.heat_field.setFocus()
    qtbot.keyClicks(sheet.items.heat_field, "-3.5")
    key(Qt.Key.Key_Tab)
    assert entries(context).items[Item.MAX_TEMP_C].number == -3.5


def test_a_tag_is_added_by_its_name_and_ticked_on_that_day(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    sheet.tags.field.setFocus()
    qtbot.keyClicks(sheet.tags.field, "Long  drive")
    key(Qt.Key.Key_Return)
    assert [tag.name for tag in context.journal.everything(Tag)] == ["Long drive"]
    assert answers(sheet, "tag:Long drive") == "yes"
    assert sheet.tags.field.text() == ""
    take_back(context)
    assert context.journal.everything(Tag) == []
    assert "tag:Long drive" not in entries(context).items


def test_a_known_tag_in_other_letters_is_no_second_tag(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    context.journal.write("add tags", [Tag(name="Tea")])
    sheet = opened(context, qtbot)
    sheet.tags.field.setText("tea")
    press(sheet.tags, "Add tag")
    assert [tag.name for tag in context.journal.everything(Tag)] == ["Tea"]
    assert entries(context).items["tag:Tea"].value == "yes"


def test_a_tag_with_a_slash_is_refused_beside_the_field(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    sheet.tags.field.setText("tea/coffee")
    press(sheet.tags, "Add tag")
    assert sheet.tags.complaint.isVisible()
    assert sheet.tags.field.text() == "tea/coffee"
    assert context.journal.everything(Tag) == []


def test_activities_are_listed_changed_and_removed(context: Context, qtbot: QtBot) -> None:
    known = context.journal.days.add_activity(ActivityKind.RUN, 45, effort=6, at=on(21, 18)).ids[0]
    sheet = opened(context, qtbot)
    assert "Run, 45 min · effort 6" in texts(sheet)
    press(sheet.activity, "Change")
    assert doors(context).calls.last("note_activity") == (SATURDAY, known)
    press(sheet.activity, "In detail…")
    assert doors(context).calls.last("note_activity") == (SATURDAY, None)
    button(sheet.activity, "Remove").setFocus()
    key(Qt.Key.Key_Space)
    assert entries(context).activities == ()
    assert QApplication.focusWidget() in sheet.activity.kinds.buttons
    take_back(context)
    assert len(entries(context).activities) == 1


def test_in_the_first_week_water_and_activity_alone_are_asked(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-20")
    sheet = opened(context, qtbot)
    assert not sheet.items.isVisible() and not sheet.tags.isVisible()
    assert "Heat, sleep, shoes, salts…" in seen(sheet)
    sheet.more.setFocus()
    key(Qt.Key.Key_Space)
    assert sheet.items.isVisible() and not sheet.tags.isVisible()
    assert sheet.items.isAncestorOf(QApplication.focusWidget())
    assert "Tags, a change of medicine…" in seen(sheet)
    sheet.more.setFocus()
    key(Qt.Key.Key_Space)
    assert sheet.tags.isVisible() and not sheet.more.isVisible()
    assert sheet.tags.isAncestorOf(QApplication.focusWidget())


def test_in_the_first_week_what_is_noted_already_is_shown(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-20")
    context.journal.days.set_item(SATURDAY, Item.HEELS, "no")
    assert opened(context, qtbot).items.isVisible()


def test_the_note_is_stored_while_it_is_typed(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "Legs heavy")
    assert Item.NOTE not in entries(context).items
    assert sheet.note.timer.isActive() and sheet.note.timer.interval() <= 2000
    began = sheet.note.timer.remainingTime()
    qtbot.keyClicks(sheet.note.note.edit, " in the evening")
    assert sheet.note.timer.remainingTime() <= began  # typing on does not put it off
    sheet.note.timer.timeout.emit()
    assert entries(context).items[Item.NOTE].value == "Legs heavy in the evening"
    assert QApplication.focusWidget() is sheet.note.note.edit
    assert said(context) == "Note stored"


def test_the_note_is_stored_when_focus_leaves_and_an_emptied_one_goes(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "x")
    key(Qt.Key.Key_Tab)
    assert entries(context).items[Item.NOTE].value == "x"
    sheet.note.note.setFocus()
    key(Qt.Key.Key_Backspace)
    key(Qt.Key.Key_Tab)
    assert Item.NOTE not in entries(context).items


def test_the_note_is_stored_when_the_window_takes_the_sheet_away(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "Half a sentence")
    _panel(sheet).close_sheet()
    assert entries(context).items[Item.NOTE].value == "Half a sentence"


def _panel(sheet: DaySheet) -> Sheet:
    at = sheet.parentWidget()
    while not isinstance(at, Sheet):
        assert at is not None
        at = at.parentWidget()
    return at


def test_undo_after_the_note_takes_back_the_note_and_not_the_drink_before(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    press(sheet.water, "+ Glass")
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "abc")
    sheet.note.timer.timeout.emit()
    take_back(context)
    assert entries(context).drinks_ml == 200
    assert sheet.note.note.text() == ""


def test_a_full_disk_keeps_the_note_and_asks_before_it_is_left(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    fill_disk(context.journal)
    qtbot.keyClicks(sheet.note.note.edit, "Precious")
    sheet.note.timer.timeout.emit()
    assert "the disk is full" in sheet.note.complaint.text()
    panel = _panel(sheet)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert sheet.note.note.text() == "Precious"
    assert "Close again" in sheet.note.complaint.text()
    free_disk(context.journal)
    press(sheet.note, "Save")
    assert entries(context).items[Item.NOTE].value == "Precious"
    assert not sheet.note.complaint.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_full_disk_shows_answers_as_they_stand_in_the_diary(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    fill_disk(context.journal)
    sheet.items.footwear.chip(choices.HEELS).click()
    assert sheet.items.footwear.values() == ()
    sheet.tags.field.setText("Tea")
    press(sheet.tags, "Add tag")
    assert sheet.tags.field.text() == "Tea"
    assert len(reported(context)) == 2
    free_disk(context.journal)
    press(sheet.tags, "Add tag")
    assert sheet.tags.field.text() == ""


def test_the_arrows_go_from_day_to_day_and_stop_at_today(context: Context, qtbot: QtBot) -> None:
    context.journal.days.set_item(date(2026, 11, 20), Item.NOTE, "Friday's")
    sheet = opened(context, qtbot)
    press(sheet.sheet_notice, "The day before")
    assert sheet.day == date(2026, 11, 20)
    assert "Friday 20 November" in texts(sheet)
    assert sheet.note.note.text() == "Friday's"
    press(sheet.sheet_notice, "The day after")
    press(sheet.sheet_notice, "The day after")
    assert sheet.day == SUNDAY
    assert not sheet.after.isEnabled()
    assert sheet.note.note.text() == ""


def test_turning_the_day_stores_the_note_where_it_was_typed(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "Saturday's")
    sheet.before.click()
    assert entries(context).items[Item.NOTE].value == "Saturday's"
    assert Item.NOTE not in entries(context, date(2026, 11, 20)).items


def test_what_others_write_is_shown_and_what_is_typed_stays(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    sheet.note.note.setFocus()
    qtbot.keyClicks(sheet.note.note.edit, "typing")
    context.journal.write("add day_items", [DayItem(day=SATURDAY, item="heels", value="yes")])
    assert sheet.items.footwear.values() == (choices.HEELS,)
    assert sheet.note.note.text() == "typing"
    sheet.note.flush()


def test_tab_reads_the_sheet_from_top_to_foot(context: Context, qtbot: QtBot) -> None:
    all_rows(context)
    sheet = opened(context, qtbot)
    press(sheet.water, "+ Glass")  # its row is built now
    sheet.before.setFocus()
    order = []
    for _ in range(60):
        key(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus.accessibleName())
        if focus is sheet.done:
            break
    wanted = [
        "The day after", "None", "Log a spasm of this day", "Remove: 12:00 · 200 ml", "+ Glass", "+ Bottle",
        "Water in all that day", "Confirm the water in all that day", "Less", "Run",
        "Note an activity in detail", "Yes", "Yes", "Yes", "Cool",
    ]  # fmt: skip
    assert order[: len(wanted)] == wanted
    assert order[-5:] == ["Began on", "A day later", "Note change", "Note of the day", "Done"]


def test_done_closes_the_sheet(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot)
    panel = _panel(sheet)
    closed = []
    panel.closed.connect(lambda: closed.append(True))
    press(sheet, "Done")
    assert closed


def full(context: Context) -> None:
    """A day with something in every part."""
    journal = context.journal
    episode = journal.episodes.begin(on(22, 2, 14))
    journal.days.check_in(SATURDAY, 3)
    for hour in (8, 10, 12):
        journal.days.add_drink(1000, on(21, hour))
    journal.days.confirm_water(SATURDAY, 3500)
    journal.days.add_activity(ActivityKind.STRENGTH, 95, effort=10, at=on(21, 18), note="Calf raises")
    journal.days.add_activity(ActivityKind.WALK, 30, at=on(21, 9))
    for item in (Item.HEELS, Item.HOT_DAY, Item.TRAVEL):
        journal.days.set_item(SATURDAY, item, "yes")
    journal.days.set_item(SATURDAY, Item.SLEEP_H, "6.25")
    journal.write(
        "add tags",
        [
            Tag(name="Long drive to the mountains"),
            Tag(name="Unaussprechlichkeit", kind=TagKind.NUMBER, unit="times a day"),
        ],
    )
    journal.days.set_item(SATURDAY, Item.SALTS, "tablet;food;sodium")
    journal.days.mark_change(SATURDAY, "New shoes, " * 12)
    journal.days.set_item(SATURDAY, Item.NOTE, "A long day.\n" * 8)
    assert episode.kind is Kind.SPASM


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scale"), PAGE_SIZES)
@pytest.mark.parametrize("kind", ["empty", "full", "first week"])
def test_no_text_is_cut(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, kind: str, width: int, height: int, scale: float
) -> None:
    context = dressed(tmp_path, qtbot, qapp, scale)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-20" if kind == "first week" else "2026-09-01")
    if kind == "full":
        full(context)
    sheet = opened(context, qtbot, SATURDAY, (width, height))
    assert cut_texts(context.window) == []
    if kind == "full":
        sheet.tags.field.setText("/")
        press(sheet.tags, "Add tag")
        press(sheet.spasms, "More")
        assert cut_texts(context.window) == []


def test_sheet_asked_for_its_note_opens_at_the_note(context: Context, qtbot: QtBot) -> None:
    content = DaySheet(context, SATURDAY, at_note=True)
    in_sheet(context, qtbot, content, 936, 560, wide=True)
    QApplication.processEvents()
    edit = content.note.note.edit
    assert QApplication.focusWidget() is edit
    corner = edit.mapTo(content.window(), edit.rect().bottomLeft())
    assert content.window().rect().contains(corner)


def test_sheet_asked_for_a_change_opens_at_it_and_forgets_that_it_was_asked(context: Context, qtbot: QtBot) -> None:
    content = DaySheet(context, SATURDAY, at_change=True)
    in_sheet(context, qtbot, content, 936, 560, wide=True)
    QApplication.processEvents()
    field = content.changes.field
    assert QApplication.focusWidget() is field
    assert content.window().rect().contains(field.mapTo(content.window(), field.rect().bottomLeft()))
    assert context.journal.setting(state.ROWS_SETTING, state.FEW_ROWS) == state.FEW_ROWS


def test_which_day_it_is_stays_in_sight_while_the_sheet_scrolls(context: Context, qtbot: QtBot) -> None:
    content = opened(context, qtbot, SUNDAY, size=(820, 520))
    content.note.note.edit.setFocus()
    QApplication.processEvents()
    head = content.sheet_notice
    assert head.isVisible() and head.mapTo(content.window(), head.rect().topLeft()).y() >= 0
    assert "Sunday 22 November" in texts(content)
