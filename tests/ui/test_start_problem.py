"""The plain window for what went wrong at the start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch import opening
from calfstretch.ui.start_problem import StartProblem
from calfstretch.ui.theme import Theme
from tests.ui.spoken import nameless, twins
from tests.ui.text_fits import cut_texts

TEXT = "The diary /home/anna/.local/share/calfstretch/diary.db is damaged and was not changed."
WAYS = ["Open the newest good copy of 21 Nov 2026, 112 entries", "Set it aside and start a new diary", "Quit"]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> StartProblem:
    window = StartProblem(theme, "The diary cannot be read", TEXT, "Nothing is deleted.", WAYS)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def _answers(window: StartProblem) -> list[int]:
    answers: list[int] = []
    window.answered.connect(answers.append)
    return answers


def test_the_keyboard_begins_at_quit_so_that_a_hasty_return_changes_nothing(window: StartProblem) -> None:
    answers = _answers(window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert answers == [2]


@pytest.mark.parametrize("way", [0, 1, 2])
def test_each_button_is_its_way(window: StartProblem, way: int) -> None:
    answers = _answers(window)
    window.buttons[way].click()
    assert answers == [way]


def test_escape_and_closing_are_quit_and_said_once(window: StartProblem) -> None:
    answers = _answers(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.close()
    assert answers == [2]


def test_everything_has_a_name(window: StartProblem) -> None:
    assert nameless(window) == []
    assert twins(window) == []


@pytest.mark.parametrize(("width", "height", "scale"), [(680, 380, 1.0), (1280, 800, 2.0)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut(theme: Theme, window: StartProblem, look: str, width: int, height: int, scale: float) -> None:
    theme.set_theme(look)
    theme.set_scale(scale)
    window.resize(width, height)
    assert cut_texts(window) == []


def test_the_real_window_asks_and_goes_away(qapp: QApplication) -> None:
    seen: list[list[str]] = []

    def answer() -> None:
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, StartProblem))
        seen.append([button.words() for button in window.buttons])
        window.buttons[1].click()

    QTimer.singleShot(50, answer)
    assert opening.show("The diary cannot be read", TEXT, "", WAYS) == 1
    assert seen == [WAYS]
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, StartProblem) and each.isVisible()]
    assert qapp.quitOnLastWindowClosed()
