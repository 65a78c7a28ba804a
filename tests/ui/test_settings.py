"""Settings: each takes effect, is kept, and cannot be left without a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.desktop.spelling import OWN_WORDS_SETTING, SPELLING_SETTING
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.moment import local_moment
from calfstretch.errors import UserError
from calfstretch.ui import amounts
from calfstretch.ui.context import Context
from calfstretch.ui.settings.screen import SettingsScreen
from calfstretch.ui.settings.writing import WritingPart
from calfstretch.ui.widgets.buttons import Button, EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField
from tests.ui.fakes import FakeDoors, FakeNavigator, Reported, make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> SettingsScreen:
    screen = SettingsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    QApplication.processEvents()
    return screen


def _full_disk(*_args: object) -> None:
    raise UserError("The disk is full.")


def _choose(screen: SettingsScreen, row: str, words: str) -> ChipRow:
    chips = next(each for each in screen.findChildren(ChipRow) if each.accessibleName() == row)
    next(button for button in chips.buttons if button.text() == words).click()
    return chips


def _press(screen: SettingsScreen, words: str) -> None:
    next(button for button in screen.findChildren(Button) if button.words() == words).click()


def _field(screen: SettingsScreen, name: str) -> AmountField:
    return next(each for each in screen.findChildren(AmountField) if each.accessibleName() == name)


def test_text_size_takes_effect_and_is_kept(context: Context, screen: SettingsScreen) -> None:
    _choose(screen, "Text size", "140 %")
    assert (context.theme.scale, context.journal.setting("text_scale")) == (1.4, 1.4)
    context.theme.set_scale(1.0)  # by Ctrl+0
    screen.refresh()
    assert screen.look.scale.value() == 1.0


@pytest.mark.parametrize(("words", "name"), [("Dark", "dark"), ("Night", "night"), ("Light", "light")])
def test_colours_take_effect_and_are_kept(context: Context, screen: SettingsScreen, words: str, name: str) -> None:
    context.theme.set_theme("dark" if name == "light" else "light")
    screen.look.colours.set_value(None)
    _choose(screen, "Colours", words)
    assert (context.theme.palette.name, context.journal.setting("theme")) == (name, name)


def test_less_movement_takes_effect_and_is_kept(context: Context, screen: SettingsScreen) -> None:
    assert context.theme.reduced_motion
    _press(screen, "Less movement")
    assert not context.theme.reduced_motion
    assert context.journal.setting("reduced_motion") is False


def test_volume_reaches_the_tones_and_one_can_be_played(context: Context, screen: SettingsScreen) -> None:
    assert isinstance(context.tones, SilentTones)
    _choose(screen, "Volume", "25 %")
    assert (context.tones.volume, context.journal.setting("volume")) == (0.25, 0.25)
    _press(screen, "Play")
    assert context.tones.played == ["swap"]


def test_a_setting_cannot_be_taken_back_to_nothing(context: Context, screen: SettingsScreen) -> None:
    for row, words in (("Volume", "70 %"), ("Text size", "100 %"), ("A diary day begins at", "04:00")):
        chips = _choose(screen, row, words)
        assert chips.value() is not None
    assert context.journal.setting("volume") in (None, 0.7)


@pytest.mark.parametrize(("name", "key"), [("A glass holds", "glass_ml"), ("A bottle holds", "bottle_ml")])
def test_glass_and_bottle_are_kept_and_an_odd_amount_is_said_beside_it(
    context: Context, screen: SettingsScreen, name: str, key: str
) -> None:
    field = _field(screen, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "330")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert context.journal.setting(key) == 330
    field.selectAll()
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert context.journal.setting(key) == 330
    assert field.text() == "5"  # what was typed stays


def test_the_unit_of_water_is_kept_and_in_force_at_once(context: Context, screen: SettingsScreen) -> None:
    _choose(screen, "Unit of water", "Fluid ounces (US)")
    assert context.journal.setting("water_unit") == "fl_oz"
    assert amounts.amount(500) == "16.9 fl oz"
    assert _field(screen, "A bottle holds").text() == "16.9"
    assert _field(screen, "A bottle holds").value() == 500.0  # what is shown rounded stays as it was
    _choose(screen, "Unit of water", "Litres")
    assert amounts.amount(500) == "0.5 L"


def test_what_glass_and_bottle_are_for_stands_once_and_is_said_of_both(screen: SettingsScreen) -> None:
    hint = "In ml. What + Glass and + Bottle add."
    assert [label.text() for label in screen.findChildren(QLabel)].count(hint) == 1
    for name in ("A glass holds", "A bottle holds"):
        assert _field(screen, name).accessibleDescription() == hint


def test_single_letters_are_told_to_the_window_and_kept(context: Context, screen: SettingsScreen) -> None:
    told: list[bool] = []
    screen.letters_changed.connect(told.append)
    _press(screen, "Keys of one letter, such as C for Cramp now")
    assert told == [False]
    assert context.journal.setting("single_letters") is False


def test_the_days_begin_moves_entries_to_their_day(context: Context, screen: SettingsScreen) -> None:
    from datetime import datetime

    context.journal.days.add_drink(250, local_moment(datetime(2026, 11, 22, 3, 0)))
    day = context.journal.today()
    assert context.journal.days.entries(day).drinks_ml == 0
    _choose(screen, "A diary day begins at", "02:00")
    assert context.journal.day_start_h == 2
    assert context.journal.days.entries(day).drinks_ml == 250


def test_a_setting_that_cannot_be_kept_is_said_and_takes_no_effect(context: Context, screen: SettingsScreen) -> None:
    context.journal.database.read_only = "Nothing can be saved here."
    chips = _choose(screen, "Colours", "Dark")
    assert context.theme.palette.name == "light"
    assert chips.value() == "light"
    assert isinstance(context.report, Reported)
    assert [type(error) for error in context.report.errors] == [UserError]


def test_safety_is_one_press_away(context: Context, screen: SettingsScreen) -> None:
    assert isinstance(context.doors, FakeDoors)
    _press(screen, "Safety")
    assert context.doors.calls.names() == ["show_safety"]


def test_size_that_cannot_be_is_complained_of_in_words(context: Context, screen: SettingsScreen) -> None:
    field = _field(screen, "A glass holds")
    field.setText("5")
    field.editingFinished.emit()
    said = [label for label in screen.findChildren(QLabel) if label.text() == "A number from 20 to 3000 ml."]
    assert [label.isVisible() for label in said].count(True) == 1
    assert context.journal.setting("glass_ml") is None


def test_size_left_blank_shows_the_usual_one_again(context: Context, screen: SettingsScreen) -> None:
    field = _field(screen, "A bottle holds")
    for typed in ("750", ""):
        field.setText(typed)
        field.editingFinished.emit()
    assert (field.value(), context.journal.setting("bottle_ml")) == (500.0, None)


def test_hint_of_a_size_is_said_also_after_a_mended_slip(screen: SettingsScreen) -> None:
    field = _field(screen, "A glass holds")
    before = field.accessibleDescription()
    for typed in ("5", "250"):
        field.setText(typed)
        field.editingFinished.emit()
    assert before and field.accessibleDescription() == before


def test_play_without_sound_says_so(context: Context, screen: SettingsScreen) -> None:
    assert isinstance(context.tones, SilentTones)
    context.tones.trouble = "no_device"
    _press(screen, "Play")
    assert screen.sound.trouble.isVisible() and screen.sound.trouble.text() == "No sound here: watch the screen."


def test_text_size_changed_by_key_is_shown_at_once(context: Context, screen: SettingsScreen) -> None:
    context.theme.set_scale(1.6)
    assert screen.look.scale.value() == 1.6


def test_folder_that_cannot_be_opened_is_named(
    context: Context, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: False))
    _press(screen, "Open the folder")
    assert isinstance(context.navigator, FakeNavigator)
    assert str(context.journal.database.path.parent) in str(context.navigator.calls.last("say")[0])


def test_spelling_can_be_switched_off_and_words_of_one_s_own_forgotten(
    context: Context, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = next(each for each in screen.parts if isinstance(each, WritingPart))
    assert part.spelling.isChecked() and not part.forget.isVisible()
    part.spelling.click()
    assert context.journal.setting(SPELLING_SETTING) is False
    context.journal.set_setting(OWN_WORDS_SETTING, ["voltaren", "theraband"])
    screen.refresh()
    assert "2 words of your own." in [label.text() for label in part.findChildren(QLabel)]
    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "set_setting", _full_disk)
        part.spelling.click()
        part.forget.click()
    assert not part.spelling.isChecked() and part.forget.isVisible()
    part.forget.click()
    assert context.journal.setting(OWN_WORDS_SETTING) == [] and not part.forget.isVisible()


def test_each_part_has_a_link_that_brings_it_to_the_top(screen: SettingsScreen) -> None:
    links = {link.words(): link for link in screen.contents.findChildren(EdgeLink)}
    assert list(links) == [part.accessibleName() for part in screen.parts]
    for part in screen.parts:
        screen.verticalScrollBar().setValue(0)
        links[part.accessibleName()].click()
        QApplication.processEvents()
        top = part.mapTo(screen.viewport(), QPoint(0, 0)).y()
        at_end = screen.verticalScrollBar().value() == screen.verticalScrollBar().maximum()
        assert 0 <= top <= 16 or at_end and top < screen.viewport().height() - 100
        focus = QApplication.focusWidget()
        assert focus is not None and part.isAncestorOf(focus)


def test_the_page_begins_with_a_setting_not_with_its_links(screen: SettingsScreen) -> None:
    first = screen.first_focus()
    assert first is not None and screen.parts[0].isAncestorOf(first)
