"""Every screen for those who do not see it or use no mouse: names, Tab, focus that stays, legs that never swap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import Leg
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.leg_map import LegMap
from calfstretch.ui.widgets.soles import Soles
from tests.ui.every_screen import SIZES, Stage, settle, show_state
from tests.ui.named import name_of, rich_texts, say, unspeakable

# -- focus that stays ------------------------------------------------------------------------------------


class _Urls(QObject):
    @Slot("QUrl")
    def taken(self, _url: object) -> None:
        """No other program is started by a test."""


@pytest.fixture
def no_other_programs() -> Iterator[None]:
    taker = _Urls()
    QDesktopServices.setUrlHandler("file", taker, "taken")
    yield
    QDesktopServices.unsetUrlHandler("file")


PRESSED = (
    "today, first run", "today, unfinished", "today, full", "today, message and undo", "guide, hold left",
    "guide, computer busy", "guide, pain", "relief, ten minutes", "relief, eased", "spasm, all", "day, yesterday",
    "activity", "stretch, typed", "routine", "history, detail", "history, filters", "history, bin", "insights, empty",
    "insights, table", "share, full", "settings", "keys", "today, spasms told", "today, paused", "week, choices",
    "pause, running", "insights, goes with",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", PRESSED)
def test_the_focus_is_never_lost_whatever_is_pressed(
    name: str, tmp_path: Path, qtbot: QtBot, no_other_programs: None
) -> None:
    stage = show_state(name, tmp_path, qtbot, *SIZES[1])
    buttons = [part for part in stage.top.findChildren(QAbstractButton) if part.isVisibleTo(stage.top)]
    lost = []
    for button in buttons:
        try:
            words = say(button)
            if not (button.isVisible() and button.isEnabled() and button.focusPolicy() & Qt.FocusPolicy.TabFocus):
                continue
            button.setFocus()
            button.click()
        except RuntimeError:  # it went with an earlier press
            continue
        settle()
        _close_dialogs(stage)
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            lost.append(f"after {words}: {say(focus)}")
            stage.top.setFocus()
    assert lost == []


def _close_dialogs(stage: Stage) -> None:
    for dialog in stage.window.findChildren(QDialog):
        if dialog.isVisible():
            if not isinstance(dialog, QFileDialog):
                assert dialog.isAncestorOf(QApplication.focusWidget())
            dialog.reject()
            stage.window.activateWindow()
    settle()


def test_the_focus_goes_to_the_page_where_its_place_is_gone(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("today, full", tmp_path, qtbot, *SIZES[1])
    describe = next(part for part in stage.top.findChildren(QAbstractButton) if part.text() == "Describe")
    describe.setFocus()
    describe.click()
    settle()
    form = stage.top.findChild(EpisodeForm)
    assert form is not None
    form.remove_button.setFocus()
    form.remove_button.click()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.isVisible() and stage.window.isAncestorOf(focus)


# -- legs ------------------------------------------------------------------------------------------------


def _leg_rows(root: QWidget) -> list[ChipRow]:
    return [row for row in root.findChildren(ChipRow) if {Leg.LEFT, Leg.RIGHT} <= set(row._values)]


def _x(part: QWidget) -> int:
    return part.mapToGlobal(QPoint(0, 0)).x()


@pytest.mark.parametrize("name", ("spasm, new", "spasm, all", "history, filters"))
def test_chips_of_legs_stand_as_the_legs_do(name: str, tmp_path: Path, qtbot: QtBot, right_to_left: None) -> None:
    stage = show_state(name, tmp_path, qtbot, *SIZES[1])
    rows = _leg_rows(stage.root)
    assert rows
    for row in rows:
        left, right = (row.buttons[row._values.index(leg)] for leg in (Leg.LEFT, Leg.RIGHT))
        assert _x(left) < _x(right)
        left.setFocus()
        QTest.keyClick(left, Qt.Key.Key_Right)
        assert right.hasFocus()
        # the row begins where the lines of a mirrored page begin
        assert max(_x(chip) + chip.width() for chip in row.buttons) > _x(row) + row.width() * 0.9


def test_the_leg_map_keeps_the_left_leg_on_the_left(tmp_path: Path, qtbot: QtBot, right_to_left: None) -> None:
    stage = show_state("spasm, all", tmp_path, qtbot, *SIZES[1])
    form = stage.top.findChild(EpisodeForm)
    assert form is not None
    legs = form.findChild(LegMap)
    assert legs is not None and legs.isRightToLeft()
    for zone in ("middle_calf", "arch", "heel_cord"):
        assert legs.button("left", zone).x() < legs.button("right", zone).x()


def test_the_soles_stand_left_and_right(tmp_path: Path, qtbot: QtBot, right_to_left: None) -> None:
    stage = show_state("guide, hold left", tmp_path, qtbot, *SIZES[1])
    soles = stage.top.findChild(Soles)
    assert soles is not None
    drawn = soles.grab().toImage()
    soles.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert soles.grab().toImage() == drawn


def test_arrows_mean_the_legs_on_their_side(tmp_path: Path, qtbot: QtBot, right_to_left: None) -> None:
    stage = show_state("relief", tmp_path, qtbot, *SIZES[1])
    relief = stage.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    relief.setFocus()
    assert relief.left_leg.x() < relief.right_leg.x()
    assert relief.left_leg.icon_name == "arrow_left"
    QTest.keyClick(relief, Qt.Key.Key_Left)
    assert relief.left_leg.isChecked()


# -- the rules can be broken -----------------------------------------------------------------------------


def test_a_nameless_button_and_a_lost_one_are_noticed(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("settings", tmp_path, qtbot, *SIZES[1])
    chip = next(part for part in stage.top.findChildren(QAbstractButton) if part.isVisible())
    chip.setAccessibleName("")
    chip.setText("")
    assert unspeakable(stage)
    label = QLabel("<b>bold</b>", stage.window)
    assert rich_texts(stage)
    label.deleteLater()


def test_history_is_one_stop_with_rows_that_speak(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("history, full", tmp_path, qtbot, *SIZES[1])
    screen = stage.window.pages["history"]
    assert isinstance(screen, HistoryScreen)
    rows = QAccessible.queryAccessibleInterface(screen.list)
    said = [name_of(rows.child(index)) for index in range(min(6, rows.childCount()))]
    assert len(said) == 6 and all(said)
