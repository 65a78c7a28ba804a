"""The window's navigation: rail, lazy pages, full-window screens, keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.page import Page
from calfstretch.ui.rail import PAGES, Rail
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import PrimaryButton
from tests.ui.gallery import kit
from tests.ui.text_fits import cut_texts

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class _Screen(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.refreshed = 0
        self.other = PrimaryButton(theme, "Other")
        self.start = PrimaryButton(theme, "Start")
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        for part in (self.other, self.start, self.field):
            column.addWidget(part)

    def refresh(self) -> None:
        self.refreshed += 1

    def first_focus(self) -> QWidget:
        return self.start


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    window = MainWindow(theme, dict.fromkeys(PAGES, lambda: _Screen(theme)))
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def _heard(signal: object) -> list[tuple[object, ...]]:
    calls: list[tuple[object, ...]] = []
    signal.connect(lambda *values: calls.append(values))  # type: ignore[attr-defined]
    return calls


def _press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_pages_are_built_at_their_first_showing_and_kept(window: MainWindow) -> None:
    today = window.pages["today"]
    assert list(window.pages) == ["today"]
    window.show_page("history")
    window.show_page("today")
    assert list(window.pages) == ["today", "history"]
    assert window.stack.currentWidget() is today


def test_showing_a_page_refreshes_it_and_starts_where_it_wants(window: MainWindow) -> None:
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    assert isinstance(today, Page)
    window.show_page("history")
    window.show_page("today")
    assert today.refreshed == 2
    assert QApplication.focusWidget() is today.start


@pytest.mark.parametrize(("number", "name"), list(enumerate(PAGES, 1)))
def test_control_and_a_number_show_a_page(window: MainWindow, number: int, name: str) -> None:
    _press(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    assert window.current == name
    assert [entry for entry, button in window.rail.entries.items() if button.isChecked()] == [name]


def test_rail_shows_pages(window: MainWindow) -> None:
    window.rail.entries["learn"].click()
    window.rail.entries["learn"].click()
    assert window.current == "learn"
    assert window.rail.entries["learn"].isChecked()


@pytest.mark.parametrize(
    ("signal", "key", "modifiers", "sent"),
    [
        ("cramp_asked", Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, ()),
        ("cramp_asked", Qt.Key.Key_C, CONTROL | SHIFT, ()),
        ("spasm_asked", Qt.Key.Key_N, CONTROL, ()),
        ("day_asked", Qt.Key.Key_D, CONTROL, ()),
        ("undo_asked", Qt.Key.Key_Z, CONTROL, ()),
        ("redo_asked", Qt.Key.Key_Z, CONTROL | SHIFT, ()),
        ("find_asked", Qt.Key.Key_F, CONTROL, ()),
        ("help_asked", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, ()),
        ("quit_asked", Qt.Key.Key_Q, CONTROL, ()),
        ("text_size_asked", Qt.Key.Key_Plus, CONTROL, (1,)),
        ("text_size_asked", Qt.Key.Key_Minus, CONTROL, (-1,)),
        ("text_size_asked", Qt.Key.Key_0, CONTROL, (0,)),
    ],
)
def test_keys_ask(
    window: MainWindow, signal: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, sent: tuple[object, ...]
) -> None:
    calls = _heard(getattr(window, signal))
    _press(window, key, modifiers)
    assert calls == [sent]


def test_find_shows_the_history_first_and_share_has_a_key(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_F, CONTROL)
    assert window.current == "history"
    _press(window, Qt.Key.Key_E, CONTROL)
    assert window.current == "share"


def test_letter_c_is_text_while_typing_and_the_long_key_still_works(window: MainWindow) -> None:
    calls = _heard(window.cramp_asked)
    screen = window.pages["today"]
    assert isinstance(screen, _Screen)
    screen.field.setFocus()
    _press(window, Qt.Key.Key_C)
    assert (calls, screen.field.text()) == ([], "c")
    _press(window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert calls == [()]


def test_single_letters_can_be_switched_off(window: MainWindow) -> None:
    calls = _heard(window.cramp_asked)
    window.set_single_letters(False)
    _press(window, Qt.Key.Key_C)
    assert calls == []
    _press(window, Qt.Key.Key_C, CONTROL | SHIFT)
    window.rail.cramp.click()
    assert len(calls) == 2


def test_full_window_screen_hides_the_rail_and_keeps_its_keys(window: MainWindow, theme: Theme) -> None:
    screen = _Screen(theme)
    window.show_full(screen)
    assert not window.rail.isVisible()
    assert QApplication.focusWidget() is screen.start
    spasm, cramp = _heard(window.spasm_asked), _heard(window.cramp_asked)
    _press(window, Qt.Key.Key_2, CONTROL)
    _press(window, Qt.Key.Key_N, CONTROL)
    _press(window, Qt.Key.Key_C)
    assert (window.current, window.full_screen(), spasm, cramp) == ("today", screen, [], [()])


def test_leaving_a_full_window_screen_returns_to_the_page(window: MainWindow, theme: Theme) -> None:
    window.show_full(_Screen(theme))
    window.show_full(QWidget())
    window.leave_full()
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    assert window.rail.isVisible()
    assert window.full_screen() is None
    assert window.outer.count() == 1
    assert QApplication.focusWidget() is today.start
    assert today.refreshed == 2


def test_sheet_of_keys_opens_once_and_escape_closes_it(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_Slash, CONTROL)
    _press(window, Qt.Key.Key_Slash, CONTROL)
    assert len(window._sheets) == 1
    _press(window, Qt.Key.Key_Escape)
    assert window._sheets == []
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    assert QApplication.focusWidget() is today.start


def test_going_to_a_page_closes_the_sheets(window: MainWindow) -> None:
    window.show_shortcuts()
    window.show_sheet("More", QWidget())
    _press(window, Qt.Key.Key_2, CONTROL)
    assert (window._sheets, window.current) == ([], "history")


@pytest.mark.parametrize(
    ("width", "scale", "narrow"), [(1120, 1.0, False), (1040, 1.0, False), (1039, 1.0, True), (1280, 2.0, True)]
)
def test_rail_is_narrow_below_its_width(
    window: MainWindow, theme: Theme, width: int, scale: float, narrow: bool
) -> None:
    theme.set_scale(scale)
    window.resize(width, 740)
    QApplication.processEvents()
    assert window.rail.is_narrow() is narrow


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 900, 560), (2.0, 1280, 800), (2.0, 900, 560)])
@pytest.mark.parametrize("demo", [False, True])
def test_cramp_now_is_in_sight_and_nothing_is_cut(
    qtbot: QtBot, theme: Theme, scale: float, width: int, height: int, demo: bool
) -> None:
    theme.set_scale(scale)
    window = MainWindow(theme, dict.fromkeys(PAGES, lambda: kit(theme)), demo=demo)
    qtbot.addWidget(window)
    window.show_page("today")
    window.resize(width, height)
    window.show()
    assert cut_texts(window) == []
    cramp = window.rail.cramp
    assert window.rect().contains(cramp.mapTo(window, cramp.rect().bottomRight()))
    assert cramp.height() >= 64 * scale
    assert all(entry.isVisible() and entry.height() >= 44 * scale for entry in window.rail.entries.values())


def test_demo_mark_stays_over_every_screen(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme, dict.fromkeys(PAGES, QWidget), demo=True)
    qtbot.addWidget(window)
    window.show()
    window.show_full(QWidget())
    assert window.demo_mark.isVisible()
    assert window.demo_mark.text.text() == "Demo: invented entries"


def test_shortcuts_stand_in_tooltips(window: MainWindow) -> None:
    assert window.rail.entries["insights"].toolTip() == "Insights (Ctrl+3)"
    assert "Ctrl+Shift+C" in window.rail.cramp.toolTip()


def test_geometry_is_remembered(qtbot: QtBot, theme: Theme) -> None:
    kept: list[bytes] = []
    window = MainWindow(theme, dict.fromkeys(PAGES, QWidget), save_geometry=kept.append)
    qtbot.addWidget(window)
    window.resize(900, 640)
    window.show()
    window.close()
    again = MainWindow(theme, dict.fromkeys(PAGES, QWidget), geometry=kept[0])
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (900, 640)


@pytest.mark.parametrize("may_close", [True, False])
def test_window_closes_when_it_may(qtbot: QtBot, theme: Theme, may_close: bool) -> None:
    asked: Callable[[], bool] = lambda: may_close  # noqa: E731
    window = MainWindow(theme, dict.fromkeys(PAGES, QWidget), may_close=asked)
    window.show()
    assert window.close() is may_close
    window._may_close = None
    qtbot.addWidget(window)


def test_full_screen_and_back(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    _press(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_undo_line_is_reached_by_keyboard(window: MainWindow) -> None:
    window.say("Spasm removed.", lambda: None)
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    today.field.setFocus()
    _press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.undo_bar.action


def test_undo_line_moves_nothing_and_takes_no_focus(window: MainWindow) -> None:
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    today.field.setFocus()
    before = today.geometry()
    window.say("Spasm removed.", lambda: None)
    QApplication.processEvents()
    bar = window.undo_bar
    assert today.geometry() == before
    assert today.field.hasFocus()
    assert (bar.width(), bar.geometry().bottom()) == (window.page_area.width(), window.page_area.rect().bottom())
    window.resize(window.width() - 60, window.height() - 40)
    QApplication.processEvents()
    assert (bar.width(), bar.geometry().bottom()) == (window.page_area.width(), window.page_area.rect().bottom())
    bar.timer.timeout.emit()
    assert not bar.isVisible()


def test_undo_line_lies_under_a_sheet(window: MainWindow) -> None:
    window.say("Spasm removed.", lambda: None)
    sheet = window.show_sheet("Spasm", QWidget())
    children = window.page_area.children()
    assert children.index(sheet) > children.index(window.undo_bar)


def test_what_is_done_in_a_sheet_can_be_taken_back_in_it(window: MainWindow) -> None:
    content = QWidget()
    QVBoxLayout(content).addWidget(QLineEdit())
    sheet = window.show_sheet("The day", content, wide=True)
    undone: list[str] = []
    window.say("Drink removed", lambda: undone.append("drink"))
    QApplication.processEvents()
    bar = window.undo_bar
    assert sheet.isAncestorOf(bar) and bar.isVisible()
    assert bar.mapTo(sheet.panel, bar.rect().bottomLeft()).y() == sheet.panel.rect().bottom()
    _press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is bar.action
    _press(window, Qt.Key.Key_Space)
    assert undone == ["drink"]


def test_line_said_in_a_sheet_outlives_it(window: MainWindow) -> None:
    sheet = window.show_sheet("The day", QWidget())
    window.say("Note stored", lambda: None)
    sheet.close_sheet()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bar = window.undo_bar
    assert bar.parent() is window.page_area and bar.isVisible()
    assert bar.geometry().bottom() == window.page_area.rect().bottom()


def test_click_on_undo_leaves_the_focus_where_it_was(window: MainWindow) -> None:
    today = window.pages["today"]
    assert isinstance(today, _Screen)
    today.field.setFocus()
    window.say("Spasm removed.", lambda: None)
    QTest.mouseClick(window.undo_bar.action, Qt.MouseButton.LeftButton)
    assert today.field.hasFocus() and not window.undo_bar.isVisible()


class _Slow(_Screen):
    loads_later = True


def test_nothing_fades_over_the_placeholder_of_a_page_that_loads(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme, {name: lambda: _Slow(theme) for name in PAGES})
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    theme.set_reduced_motion(False)
    try:
        window.show_page("insights")
        veils = [child for child in window.pages["insights"].children() if type(child).__name__ == "Veil"]
        assert veils == []
    finally:
        theme.set_reduced_motion(True)


def test_pages_fade_without_reduced_motion(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    theme.set_reduced_motion(False)
    try:
        window.show_page("history")
        veils = [child for child in window.pages["history"].children() if type(child).__name__ == "Veil"]
        assert len(veils) == 1
        with qtbot.waitSignal(veils[0].destroyed, timeout=2000):
            pass
    finally:
        theme.set_reduced_motion(True)


def test_a_button_the_pointer_stays_on_is_approached_and_one_it_passes_is_not(theme: Theme, qtbot: QtBot) -> None:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    told: list[str] = []
    rail.approached.connect(told.append)
    with qtbot.waitSignal(rail.approached):
        for name in ("history", "insights"):
            entry = rail.entries[name]
            QApplication.sendEvent(entry, QEnterEvent(QPointF(), QPointF(), QPointF()))
            if name == "history":
                QApplication.sendEvent(entry, QEvent(QEvent.Type.Leave))
    assert told == ["insights"]


def test_a_button_the_keyboard_stays_on_is_approached(theme: Theme, qtbot: QtBot) -> None:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    with qtbot.waitSignal(rail.approached) as told:
        QApplication.sendEvent(rail.entries["insights"], QFocusEvent(QEvent.Type.FocusIn))
    assert told.args == ["insights"]
