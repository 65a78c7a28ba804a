"""Story 4.2 A in the whole window: two keys in the night, four clicks in the morning, each one counted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from calfstretch.app import Window
from calfstretch.domain.episode import DurationBand, DurationSource, Episode
from calfstretch.domain.routine import Leg
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.today.screen import FIRST_RUN_SETTING
from tests.ui.screens import button
from tests.ui.whole import clock_of, settle, top, whole_window

NIGHT = datetime.fromisoformat("2026-11-22T03:12:00+01:00")


class Person:
    """Somebody at the keys and the mouse, whose presses are counted."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.keys = self.clicks = 0

    def press(self, key: Qt.Key) -> None:
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self._window.window, key)
        settle()

    def click(self, words: str) -> None:
        self.clicks += 1
        wanted: QAbstractButton = button(top(self._window), words)
        QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)
        settle()


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")


def the_episode(window: Window) -> Episode:
    (episode,) = window.journal.everything(Episode)
    return episode


def night(folder: Path, *, eased: bool) -> int:
    """The night's part; returns how many keys it took. Where it did not ease the computer went off at last."""
    with whole_window(folder, now=NIGHT, look="dark") as window:
        window.journal.set_setting(FIRST_RUN_SETTING, True)
        person = Person(window)
        person.press(Qt.Key.Key_C)
        relief = window.window.full_screen()
        assert isinstance(relief, ReliefScreen)
        clock_of(window).advance(38)
        relief.tick()
        if eased:
            person.press(Qt.Key.Key_Space)
            assert the_episode(window).eased_after_s == 38
    return person.keys


def test_two_keys_in_the_night_and_four_clicks_in_the_morning(qapp: QApplication, tmp_path: Path) -> None:
    assert night(tmp_path / "diary", eased=True) == 2
    with whole_window(tmp_path / "diary") as window:
        person = Person(window)
        person.click("Describe")
        person.click("Left")
        person.click("7")
        person.click("Done")
        assert (person.clicks, person.keys) == (4, 0)
        episode = the_episode(window)
        assert (episode.leg, episode.pain, episode.eased_after_s, episode.draft) == (Leg.LEFT, 7, 38, False)
        assert episode.duration_source is DurationSource.TIMED


def test_one_key_in_the_night_and_four_clicks_for_one_that_was_forgotten(qapp: QApplication, tmp_path: Path) -> None:
    assert night(tmp_path / "diary", eased=False) == 1
    with whole_window(tmp_path / "diary") as window:
        person = Person(window)
        person.click("1–3 min")
        person.click("Describe")
        person.click("Right")
        person.click("Done")
        assert (person.clicks, person.keys) == (4, 0)
        episode = the_episode(window)
        assert (episode.leg, episode.duration_band, episode.draft) == (Leg.RIGHT, DurationBand.FROM_1_TO_3, False)
        assert (episode.duration_source, episode.duration_s) == (DurationSource.ESTIMATED, None)
