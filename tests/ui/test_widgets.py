"""How the kit behaves under the keyboard, at 200 %, and with odd text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.dialogs import ask, confirm
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import (
    NOTE_LIMIT,
    AmountField,
    NoteEdit,
    Select,
    TextField,
    Toggle,
    parse_amount,
    storable,
)
from calfstretch.ui.widgets.flow import FlowLayout
from calfstretch.ui.widgets.notice import MessageStrip, UndoBar
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.gallery import kit
from tests.ui.text_fits import cut_texts

LEGS = [("left", "Left"), ("right", "Right"), ("both", "Both")]


def _show(qtbot: QtBot, widget: QWidget, width: int = 900, height: int = 600) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()


def _column(*parts: QWidget) -> QWidget:
    host = QWidget()
    layout = QVBoxLayout(host)
    for part in parts:
        layout.addWidget(part)
    return host


# -- chips ------------------------------------------------------------------------------------


def test_chip_row_is_one_tab_stop(qtbot: QtBot, theme: Theme) -> None:
    before, row, after = QLineEdit(), ChipRow(theme, "Leg", LEGS), QLineEdit()
    _show(qtbot, _column(before, row, after))
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is row.buttons[0]
    QTest.keyClick(row.buttons[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_arrows_move_inside_a_chip_row_and_space_chooses(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS)
    said: list[object] = []
    row.chosen.connect(said.append)
    _show(qtbot, row)
    row.buttons[0].setFocus()
    QTest.keyClick(row.buttons[0], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is row.buttons[1]
    assert said == []
    QTest.keyClick(row.buttons[1], Qt.Key.Key_Space)
    assert (said, row.value()) == (["right"], "right")
    QTest.keyClick(row.buttons[1], Qt.Key.Key_Left)
    QTest.keyClick(row.buttons[0], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is row.buttons[2]


def test_arrows_are_mirrored_right_to_left(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _show(qtbot, row)
    assert row.buttons[0].x() > row.buttons[1].x()
    row.buttons[0].setFocus()
    QTest.keyClick(row.buttons[0], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is row.buttons[1]


def test_pressing_the_chosen_chip_takes_the_answer_back(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS)
    qtbot.addWidget(row)
    said: list[object] = []
    row.chosen.connect(said.append)
    for at in (0, 1, 1):
        row.buttons[at].click()
    assert said == ["left", "right", None]


def test_row_for_several_keeps_the_order_of_the_row(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS, multiple=True)
    qtbot.addWidget(row)
    row.buttons[2].click()
    row.buttons[0].click()
    assert row.values() == ("left", "both")


def test_setting_a_value_sends_no_signal(qtbot: QtBot, theme: Theme) -> None:
    row, scale = ChipRow(theme, "Leg", LEGS), Scale0To10(theme, "Pain", "none", "worst")
    for widget in (row, scale):
        qtbot.addWidget(widget)
        widget.chosen.connect(lambda value: pytest.fail(f"sent {value}"))
    row.set_value("both")
    scale.set_value(4)
    assert (row.value(), scale.value()) == ("both", 4)


def test_new_options_keep_the_answer_that_is_still_offered(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS)
    qtbot.addWidget(row)
    row.set_value("both")
    row.set_options([("both", "Both legs"), ("none", "Neither")])
    assert row.value() == "both"
    row.set_options([("none", "Neither")])
    assert row.value() is None


def test_choosing_a_chip_moves_no_neighbour(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS, multiple=True)
    _show(qtbot, row)
    before = [button.geometry() for button in row.buttons]
    row.set_values(["left", "right"])
    QApplication.processEvents()
    assert [button.geometry() for button in row.buttons] == before


def test_chips_say_their_question_and_their_state_to_a_reader(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, "Leg", LEGS)
    qtbot.addWidget(row)
    row.set_value("left")
    chip = QAccessible.queryAccessibleInterface(row.buttons[0])
    assert chip.text(QAccessible.Text.Name) == "Left"
    assert chip.text(QAccessible.Text.Description) == "Leg"
    assert chip.state().checkable
    assert chip.state().checked


# -- scale ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_0, 0), (Qt.Key.Key_7, 7), (Qt.Key.Key_X, 10)])
def test_keys_answer_the_scale(qtbot: QtBot, theme: Theme, key: Qt.Key, value: int) -> None:
    scale = Scale0To10(theme, "Worst pain", "no pain", "worst pain imaginable")
    said: list[object] = []
    scale.chosen.connect(said.append)
    _show(qtbot, scale)
    scale.buttons[0].setFocus()
    QTest.keyClick(scale.buttons[0], key)
    assert (said, scale.value()) == ([value], value)
    assert QApplication.focusWidget() is scale.buttons[value]


def test_scale_may_be_left_blank_again(qtbot: QtBot, theme: Theme) -> None:
    scale = Scale0To10(theme, "Worst pain", "no pain", "worst pain imaginable")
    said: list[object] = []
    scale.chosen.connect(said.append)
    _show(qtbot, scale)
    assert scale.value() is None
    scale.buttons[3].click()
    scale.buttons[3].click()
    scale.buttons[5].click()
    QTest.keyClick(scale.buttons[5], Qt.Key.Key_Backspace)
    assert said == [3, None, 5, None]


def test_scale_is_one_tab_stop_at_its_answer(qtbot: QtBot, theme: Theme) -> None:
    before, scale, after = QLineEdit(), Scale0To10(theme, "Pain", "none", "worst"), QLineEdit()
    scale.set_value(6)
    _show(qtbot, _column(before, scale, after))
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is scale.buttons[6]
    QTest.keyClick(scale.buttons[6], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


# -- fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (" 2 ", 2.0),
        ("1 500", 1500.0),
        ("1.500,25", 1500.25),
        (",5", 0.5),
        ("5,", 5.0),
        ("-,5", -0.5),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, value: float | None) -> None:
    assert parse_amount(typed) == value


@pytest.mark.parametrize("typed", ["a lot", "1e5", "nan", "inf", ",", "--1", "1-2"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        parse_amount(typed)


@given(st.text())
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    try:
        value = parse_amount(typed)
    except ValueError:
        return
    assert value is None or value == value


def test_amount_field_tells_a_new_amount_once(qtbot: QtBot, theme: Theme) -> None:
    field = AmountField(theme, "Litres", decimals=2, high=20)
    said: list[object] = []
    field.entered.connect(said.append)
    qtbot.addWidget(field)
    field.setText("1,5")
    field.editingFinished.emit()
    field.editingFinished.emit()
    assert said == [1.5]


def test_a_number_with_two_meanings_is_asked_about(qtbot: QtBot, theme: Theme) -> None:
    field = AmountField(theme, "Minutes", high=10_000, complaint="A number up to 10000")
    qtbot.addWidget(field)
    field.setText("2.500")
    assert field.is_wrong() and field.value() is None
    assert field.needed() == "2.500 has two meanings. Please type 2.5 or 2500."
    field.setText("2500")
    assert field.value() == 2500
    hours = AmountField(theme, "Hours", high=24, decimals=2)
    qtbot.addWidget(hours)
    hours.setText("7.250")  # 7250 hours cannot be meant
    assert hours.value() == 7.25


def test_an_amount_shown_rounded_is_not_taken_for_a_new_one(qtbot: QtBot, theme: Theme) -> None:
    field = AmountField(theme, "Hours", high=24, decimals=1)
    qtbot.addWidget(field)
    field.entered.connect(lambda value: pytest.fail(f"sent {value}"))
    field.set_value(6.25)
    field.editingFinished.emit()
    assert field.value() == 6.25


def test_amount_field_keeps_what_it_cannot_read_and_says_so(qtbot: QtBot, theme: Theme) -> None:
    field = AmountField(theme, "Litres", high=20, complaint="A number up to 20")
    field.entered.connect(lambda value: pytest.fail(f"sent {value}"))
    qtbot.addWidget(field)
    field.setText("200")
    field.editingFinished.emit()
    assert (field.text(), field.value(), field.is_wrong()) == ("200", None, True)
    assert field.accessibleDescription() == "A number up to 20"
    field.set_value(2)
    assert field.accessibleDescription() == ""


def test_note_loses_what_a_file_cannot_hold(qtbot: QtBot, theme: Theme) -> None:
    assert storable("a\x00b\ud800c") == "abc"
    note = NoteEdit(theme, "Note")
    qtbot.addWidget(note)
    note.edit.insertPlainText("hard\x00 calf 😀")
    assert note.text() == "hard calf 😀"


def test_note_stops_at_its_limit_and_counts_before_it(qtbot: QtBot, theme: Theme) -> None:
    note = NoteEdit(theme, "Note")
    _show(qtbot, note)
    note.edit.insertPlainText("a" * 100)
    assert not note.counter.isVisible()
    note.edit.insertPlainText("b" * (NOTE_LIMIT - 110))
    assert (note.counter.isVisible(), note.counter.text()) == (True, "10 characters left")
    note.edit.insertPlainText("c" * 50)
    assert len(note.edit.toPlainText()) == len(note.text()) == NOTE_LIMIT


def test_tab_leaves_a_note(qtbot: QtBot, theme: Theme) -> None:
    note, after = NoteEdit(theme, "Note"), QLineEdit()
    left: list[str] = []
    note.left.connect(left.append)
    _show(qtbot, _column(note, after))
    note.setFocus()
    QTest.keyClicks(note.edit, "sore")
    QTest.keyClick(note.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert left == ["sore"]


def test_select_tells_choices_of_the_person_alone(qtbot: QtBot, theme: Theme) -> None:
    select = Select(theme, "Language", [("en", "English"), ("de", "Deutsch")])
    said: list[object] = []
    select.chosen.connect(said.append)
    _show(qtbot, select)
    select.set_value("de")
    assert (select.value(), said) == ("de", [])
    select.setFocus()
    QTest.keyClick(select, Qt.Key.Key_Up)
    assert said == ["en"]


def test_text_field_trims(qtbot: QtBot, theme: Theme) -> None:
    field = TextField(theme, "Name")
    qtbot.addWidget(field)
    field.setText("  Ada\x00 ")
    assert field.words() == "Ada"


# -- buttons and layout -----------------------------------------------------------------------


def test_buttons_show_an_ampersand_and_make_no_shortcut_of_it(qtbot: QtBot, theme: Theme) -> None:
    button = SecondaryButton(theme, "Legs & arms")
    qtbot.addWidget(button)
    assert (button.words(), button.accessibleName()) == ("Legs & arms", "Legs & arms")
    assert button.shortcut().isEmpty()


def test_buttons_are_large_enough_to_hit(qtbot: QtBot, theme: Theme) -> None:
    page = kit(theme)
    _show(qtbot, page)
    for scale in (1.0, 2.0):
        theme.set_scale(scale)
        QApplication.processEvents()
        for button in page.findChildren(Button):
            assert button.width() >= 44 * scale
            assert button.height() >= 44 * scale
    start = next(button for button in page.findChildren(PrimaryButton) if button.words() == "Start")
    assert start.height() >= 64 * 2


def test_night_screen_in_a_light_window_shows_nothing_bright(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    page = kit(theme.dress(host, "night"))
    QVBoxLayout(host).addWidget(page)
    _show(qtbot, host, 900, 1500)
    image = host.grab().toImage()
    for x in range(0, image.width(), 7):
        for y in range(0, image.height(), 7):
            assert image.pixelColor(x, y).blue() < 0x80, (x, y)


def test_long_words_of_a_button_wrap(qtbot: QtBot, theme: Theme) -> None:
    button = SecondaryButton(theme, "A label that is far too long for the room it has been given here")
    host = _column(button)
    _show(qtbot, host, 200, 300)
    assert button.height() > 80
    assert cut_texts(host) == []


def test_flow_wraps_and_knows_its_height(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    flow = FlowLayout(theme, 10, parent=host)
    for _ in range(4):
        part = QPushButton()
        part.setFixedSize(100, 30)
        flow.addWidget(part)
    assert [flow.heightForWidth(width) for width in (430, 429, 210, 100)] == [30, 70, 70, 150]
    qtbot.addWidget(host)


def test_even_flow_fills_its_lines_alike(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    flow = FlowLayout(theme, 0, even=True, parent=host)
    parts = [QPushButton() for _ in range(11)]
    for part in parts:
        part.setFixedSize(10, 10)
        flow.addWidget(part)
    _show(qtbot, host, 100, 40)
    assert [part.y() for part in parts].count(0) == 6


@pytest.mark.slow
@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 740, 560), (2.0, 1120, 800), (2.0, 700, 560)])
def test_nothing_in_the_kit_is_cut(qtbot: QtBot, theme: Theme, scale: float, width: int, height: int) -> None:
    theme.set_scale(scale)
    page = kit(theme)
    _show(qtbot, page, width, height)
    assert cut_texts(page) == []


def test_cut_text_is_found(qtbot: QtBot, theme: Theme) -> None:
    button = SecondaryButton(theme, "Far too many words for this")
    host = _column(button)
    button.setFixedSize(60, 44)
    _show(qtbot, host)
    assert len(cut_texts(host)) == 1


def test_controls_follow_the_text_size_live(qtbot: QtBot, theme: Theme) -> None:
    toggle = Toggle(theme, "Speak the steps aloud")
    qtbot.addWidget(toggle)
    before = toggle.sizeHint()
    theme.set_scale(2.0)
    assert toggle.sizeHint().height() == 2 * before.height()


def test_everything_focusable_in_the_kit_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    page = kit(theme)
    _show(qtbot, page)
    stops = [part for part in page.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) > 12
    for stop in stops:
        name = QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
        assert name, stop


def test_focus_ring_stands_round_what_has_the_focus(qtbot: QtBot, theme: Theme) -> None:
    button = PrimaryButton(theme, "Start")
    host = _column(button)
    _show(qtbot, host)
    button.setFocus()
    QApplication.processEvents()
    ring = host.findChild(QWidget, "focus_ring")
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry().adjusted(3, 3, -3, -3).contains(button.geometry())
    middle = host.grab().toImage().pixelColor(button.x() + button.width() // 2, button.y() - 3)
    assert middle.name().upper() == theme.palette.text


def test_focus_ring_goes_where_the_focus_goes(qtbot: QtBot, theme: Theme) -> None:
    one, two = PrimaryButton(theme, "One"), PrimaryButton(theme, "Two")
    host = _column(one, two)
    _show(qtbot, host)
    one.setFocus()
    two.setFocus()
    one.deleteLater()
    QApplication.processEvents()
    rings = [ring for ring in host.findChildren(QWidget, "focus_ring") if ring.isVisible()]
    assert len(rings) == 1
    assert rings[0].geometry().contains(two.geometry())


# -- sheet, lines, questions ------------------------------------------------------------------


def _sheet(qtbot: QtBot, theme: Theme) -> tuple[QWidget, QLineEdit, Sheet, QLineEdit, QLineEdit]:
    below, first, last = QLineEdit(), QLineEdit(), QLineEdit()
    host = _column(below)
    _show(qtbot, host)
    below.setFocus()
    sheet = Sheet(theme, host, "Keys", _column(first, last))
    sheet.open()
    QApplication.processEvents()
    return host, below, sheet, first, last


def test_sheet_takes_the_focus_and_gives_it_back(qtbot: QtBot, theme: Theme) -> None:
    _host, below, sheet, first, _last = _sheet(qtbot, theme)
    assert QApplication.focusWidget() is first
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is below


def test_tab_stays_inside_a_sheet(qtbot: QtBot, theme: Theme) -> None:
    _host, _below, sheet, first, last = _sheet(qtbot, theme)
    seen = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [first, last, sheet.panel.close_button, first]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is first


def test_click_beside_a_sheet_closes_it(qtbot: QtBot, theme: Theme) -> None:
    _host, _below, sheet, _first, _last = _sheet(qtbot, theme)
    with qtbot.waitSignal(sheet.closed):
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().center() - sheet.rect().center() / 1.01)


def test_sheet_covers_the_whole_of_a_narrow_host(qtbot: QtBot, theme: Theme) -> None:
    host, _below, sheet, _first, _last = _sheet(qtbot, theme)
    host.resize(620, 500)
    QApplication.processEvents()
    assert sheet.panel.geometry() == host.rect()


def test_a_button_moved_away_from_the_pointer_is_drawn_untouched(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = QWidget()
    host.resize(400, 200)
    button = SecondaryButton(theme, "Larger text", parent=host)
    button.setGeometry(20, 20, 160, 48)
    _show(qtbot, host)
    pointer = button.mapToGlobal(QPoint(80, 24))
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: pointer))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)  # as Qt leaves it when no leaving was told
    over = button.colours()[0]
    button.move(200, 120)
    away = button.colours()[0]
    assert over is not None and away is not None
    assert over != away == theme.colour("card")


def test_undo_bar_takes_back_once(qtbot: QtBot, theme: Theme) -> None:
    bar = UndoBar(theme)
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_line("Spasm removed.", lambda: done.append("back"))
    assert bar.action.isVisible()
    bar.action.click()
    bar.action.click()
    assert (done, bar.isVisible()) == (["back"], False)


def test_undo_bar_stays_ten_seconds_and_more_while_it_has_the_focus(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = UndoBar(theme)
    monkeypatch.setattr(bar, "underMouse", lambda: False)
    _show(qtbot, bar)
    bar.show_line("Spasm removed.", lambda: None)
    assert bar.timer.interval() >= 10_000
    bar.action.setFocus()
    bar.timer.timeout.emit()
    assert bar.isVisible()
    bar.action.clearFocus()
    bar.timer.timeout.emit()
    assert not bar.isVisible()


def test_messages_stand_one_per_key(qtbot: QtBot, theme: Theme) -> None:
    strip = MessageStrip(theme)
    qtbot.addWidget(strip)
    strip.set_message("disk", "The disk is full.")
    strip.set_message("sound", "There is no sound.")
    strip.set_message("disk", "The disk is nearly full.")
    assert strip.texts() == ["There is no sound.", "The disk is nearly full."]
    strip.set_message("sound", "")
    assert strip.texts() == ["The disk is nearly full."]


def test_question_answers_once_with_the_button_or_none(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    _show(qtbot, host)
    said: list[int | None] = []
    ask(theme, host, "Keep it?", "", ["Keep", "Throw away"], said.append).buttons[1].click()
    ask(theme, host, "Keep it?", "", ["Keep", "Throw away"], said.append).reject()
    assert said == [1, None]


def test_confirm_does_nothing_when_left(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    _show(qtbot, host)
    done: list[bool] = []
    confirm(theme, host, "Empty the bin?", "", "Empty", lambda: done.append(True)).reject()
    confirm(theme, host, "Empty the bin?", "", "Empty", lambda: done.append(True)).buttons[1].click()
    assert done == []
    confirm(theme, host, "Empty the bin?", "", "Empty", lambda: done.append(True)).buttons[0].click()
    assert done == [True]


@pytest.mark.parametrize("build", [TextField, NoteEdit])
def test_a_field_leaves_ctrl_e_to_the_window(
    qtbot: QtBot, theme: Theme, build: type[TextField] | type[NoteEdit]
) -> None:
    field = build(theme, "Name")
    qtbot.addWidget(field)
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    asked.accept()  # as it stands once Qt's field has found "to the end of the line" in it, which it is on X11
    (field.edit if isinstance(field, NoteEdit) else field).event(asked)
    assert not asked.isAccepted()
