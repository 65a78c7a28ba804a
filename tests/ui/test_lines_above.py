"""The lines above everything wear what fills the window: nothing bright over relief at night."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from calfstretch.ui.learn.safety import SafetyPage
from calfstretch.ui.theme import load_palette
from tests.ui.every_screen import SIZES, Stage, settle, show_state


def lightest_of_night() -> int:
    """The lightness of the lightest colour of the night palette."""
    colours = [value for value in load_palette("night")._asdict().values() if value.startswith("#")]
    return max(QColor(colour).lightness() for colour in colours)


def brightest(stage: Stage) -> int:
    """The lightness, 0 to 255, of the brightest of some hundred points of the window."""
    image = stage.window.grab().toImage()
    steps = [(x, y) for x in range(2, image.width(), 31) for y in range(2, image.height(), 17)]
    return max(image.pixelColor(x, y).lightness() for x, y in steps)


def test_no_bright_line_over_relief(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("relief", tmp_path, qtbot, *SIZES[1])
    stage.window.set_message("disk", "This folder cannot be written to.", "Try again")
    settle()
    assert brightest(stage) <= lightest_of_night()


def test_the_lines_are_light_again_afterwards(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("relief", tmp_path, qtbot, *SIZES[1])
    stage.window.leave_full()
    settle()
    corner = stage.window.grab().toImage().pixelColor(2, 2)
    assert corner == QColor(load_palette("light").action_soft)


def test_a_guide_keeps_the_colours_of_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("guide, hold left", tmp_path, qtbot, *SIZES[1])
    assert stage.window.grab().toImage().pixelColor(2, 2) == QColor(load_palette("light").action_soft)


def test_sheets_over_relief_are_dark_through_and_through(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("relief, safety", tmp_path, qtbot, *SIZES[1])
    assert stage.top.findChild(SafetyPage) is not None
    assert brightest(stage) <= lightest_of_night()
    stage.window.close_sheets()
    stage.window.show_shortcuts()
    settle()
    assert brightest(stage) <= lightest_of_night()
