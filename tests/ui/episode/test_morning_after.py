"""Story 4.2 A, the morning: from Today to a described spasm in four clicks; by keyboard see the form's own tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import local_moment
from calfstretch.domain.routine import Leg
from calfstretch.ui.episode.form import EpisodeForm
from tests.ui.every_screen import Stage, settle, show_state

LATE = local_moment(datetime(2026, 11, 22, 3)).utc


def _described(stage: Stage) -> Episode:
    (found,) = [
        each for each in stage.journal.everything(Episode) if each.pain == 7 and each.qualities == ("hardness",)
    ]
    return found


def _form(stage: Stage) -> EpisodeForm:
    form = stage.top.findChild(EpisodeForm)
    assert form is not None
    return form


def _on_today(stage: Stage, name: str) -> QAbstractButton:
    buttons = stage.window.findChildren(QAbstractButton)
    return next(each for each in buttons if each.isVisible() and each.accessibleName() == name)


def test_four_clicks_describe_the_cramp_of_the_night(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("today, forgotten cramp", tmp_path, qtbot, 1120, 740)
    clicks = 0

    def click(button: QAbstractButton) -> None:
        nonlocal clicks
        clicks += 1
        assert not button.visibleRegion().isEmpty()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    click(_on_today(stage, "Last night, 03:12: spasm, leg not said. Left"))
    form = _form(stage)
    click(form.answers.pain.buttons[7])
    click(form.answers.feel.chips.chip("hardness"))
    click(form.done_button)
    assert clicks == 4
    episode = _described(stage)
    assert (episode.leg, episode.draft) == (Leg.LEFT, False)
