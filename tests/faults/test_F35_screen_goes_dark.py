"""F35: the desktop does not keep the screen on: one line says so once, the stretch goes on, all is given back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.ui.guide.awake import FORGOTTEN_MS, Awake
from tests.ui.guide.driving import Guide, open_guide

WORDS = "The screen may go dark: this desktop does not keep it on. The stretch goes on."


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    return open_guide(tmp_path, qtbot).run(15)


def _line(guide: Guide) -> str:
    strip = guide.screen.parts.strip
    return strip.text.text() if strip.isVisible() else ""


def _refuse(guide: Guide) -> None:
    guide.awake.may_go_dark()
    QApplication.processEvents()


def test_F35_it_is_said_once_in_a_session(guide: Guide) -> None:  # noqa: N802
    assert _line(guide) == ""
    _refuse(guide)
    assert _line(guide) == WORDS
    guide.screen.dark_timer.timeout.emit()
    assert _line(guide) == ""
    _refuse(guide)
    assert _line(guide) == ""


def test_F35_what_is_not_saved_is_more_urgent(guide: Guide) -> None:  # noqa: N802
    guide.screen.runner.troubled.emit("The disk is full.")
    _refuse(guide)
    assert _line(guide).startswith("Not saved yet")


def test_F35_the_stretch_and_its_cues_go_on_unseen(guide: Guide) -> None:  # noqa: N802
    _refuse(guide)
    guide.screen.seen(False)
    guide.run(70)
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]
    assert guide.tones.played == ["ready", "go", "half", "swap", "go", "half", "done"]


WAYS_OUT: dict[str, Callable[[Guide], object]] = {
    "Esc": lambda guide: guide.press(Qt.Key.Key_Escape),
    "Stop": lambda guide: guide.screen.controls.stop.click(),
    "This hurts": lambda guide: guide.screen.controls.pain.click(),
    "the quiet end": lambda guide: guide.run(70),
    "Cramp now, closing, a signal": lambda guide: guide.screen.stop_and_keep(),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_F35_the_screen_is_given_back_on_every_way_out(guide: Guide, way: str) -> None:  # noqa: N802
    assert guide.awake.held
    WAYS_OUT[way](guide)
    assert not guide.awake.held
    assert guide.awake.times == 1


def test_F35_sleep_is_heard_of_in_a_session_alone(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot, begin=False)
    assert guide.sleeps.listener is None
    guide.screen.begin()
    assert guide.sleeps.listener is not None
    guide.press(Qt.Key.Key_Escape)
    assert guide.sleeps.listener is None


def test_F35_a_word_that_comes_after_the_end_is_passed_over(guide: Guide) -> None:  # noqa: N802
    listener = guide.sleeps.listener
    assert listener is not None
    guide.press(Qt.Key.Key_Escape)
    guide.awake.may_go_dark()
    for asleep in (True, False):
        listener(asleep)
    QApplication.processEvents()
    assert not guide.awake.held


def test_F35_a_word_that_comes_when_the_screen_has_gone_is_passed_over(qtbot: QtBot) -> None:  # noqa: N802
    keeper, sleeps, parent = NeverAwake(), NoSleepWatch(), QObject()
    Awake(keeper, sleeps, parent).begin()
    listener = sleeps.listener
    assert listener is not None and keeper.held
    parent.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not keeper.held and sleeps.listener is None
    keeper.may_go_dark()
    listener(True)


@pytest.mark.parametrize("stop", [lambda guide: guide.screen.toggle_pause(), lambda guide: guide.freeze(20)])
def test_F35_a_forgotten_session_lets_the_screen_go_dark(  # noqa: N802
    guide: Guide, stop: Callable[[Guide], object]
) -> None:
    forgotten = guide.screen._awake._forgotten
    assert not forgotten.isActive()
    stop(guide)
    assert forgotten.isActive() and forgotten.interval() == FORGOTTEN_MS
    assert guide.awake.held  # a pause is watched from the wall
    forgotten.timeout.emit()
    assert not guide.awake.held


def test_F35_going_on_takes_the_screen_again(guide: Guide) -> None:  # noqa: N802
    guide.screen.toggle_pause()
    guide.screen._awake._forgotten.timeout.emit()
    guide.screen.toggle_pause()
    assert guide.awake.held
    assert not guide.screen._awake._forgotten.isActive()
