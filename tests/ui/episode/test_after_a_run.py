"""A spasm after a run: when by chips that fit the run, then leg, pain and Enter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.episode import Context as Doing
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import local_moment
from calfstretch.domain.routine import Leg
from calfstretch.ui.context import Context
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.fakes import make_context

RUN = Activity(at=local_moment(datetime(2026, 11, 22, 7, 15)), kind=ActivityKind.RUN, minutes=52, origin_key="fit/1")


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    context = make_context(tmp_path, qtbot, now=datetime.fromisoformat("2026-11-22T09:20:00+01:00"))
    context.journal.write("add activities", [RUN])
    return context


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> Iterator[EpisodeForm]:
    host = QWidget()
    host.resize(936, 740)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    form = EpisodeForm(context, after=RUN)
    sheet = Sheet(context.theme, host, "Spasm", form, wide=True)
    form.finished.connect(sheet.close_sheet)
    sheet.open()
    QApplication.processEvents()
    yield form


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def noted(context: Context) -> Episode:
    (episode,) = context.journal.everything(Episode)
    return episode


def test_three_keys_note_it(context: Context, form: EpisodeForm) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_6, Qt.Key.Key_Return)
    episode = noted(context)
    assert (episode.leg, episode.pain, episode.context) == (Leg.RIGHT, 6, Doing.WITHIN_HOUR)
    assert episode.until is not None
    assert (episode.at.iso(), episode.until.iso()) == ("2026-11-22T08:07:00+01:00", "2026-11-22T09:07:00+01:00")
    assert not episode.draft and not episode.at_night(4)


def test_the_left_arrow_is_the_left_leg_and_ten_is_x(context: Context, form: EpisodeForm) -> None:
    press(Qt.Key.Key_Left, Qt.Key.Key_X, Qt.Key.Key_Return)
    assert (noted(context).leg, noted(context).pain) == (Leg.LEFT, 10)


def test_once_chosen_the_arrows_move_as_everywhere(context: Context, form: EpisodeForm) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert noted(context).leg is Leg.BOTH


def test_enter_before_any_answer_saves_nothing(context: Context, form: EpisodeForm) -> None:
    press(Qt.Key.Key_Return)
    assert form.answers.leg.value() == "left" and context.journal.everything(Episode) == []


def test_another_chip_says_another_time_and_doing(context: Context, form: EpisodeForm) -> None:
    chips = form.answers.when.chips
    assert [chip.words() for chip in chips.buttons] == ["During it", "Within an hour after", "Later that day", "Other…"]
    chips.chip(Doing.EXERCISING.value).click()
    form.done_button.click()
    episode = noted(context)
    assert (episode.context, episode.at, episode.suggested) == (Doing.EXERCISING, RUN.at, ("context",))


def test_a_morning_interval_is_no_night(context: Context, form: EpisodeForm) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_6, Qt.Key.Key_Return)
    known = EpisodeForm(context, noted(context).id)
    assert known.answers.when.chips.buttons[0].words() == "08:07–09:07, Sunday 22 November"  # type: ignore[attr-defined]
    known.deleteLater()
