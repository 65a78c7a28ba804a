"""A cramp that was begun with one press and never ended: Today asks how long it lasted, once a day at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.day import FIRST_USED_SETTING
from calfstretch.domain.episode import DurationBand, DurationSource
from calfstretch.domain.routine import Leg
from calfstretch.ui.context import Context
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from tests.ui.screens import PAGE_SIZES, dressed, on, press, settle, take_back
from tests.ui.text_fits import cut_texts

YESTERDAY = date(2026, 11, 21)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return prepared(dressed(tmp_path, qtbot, qapp))


def prepared(context: Context) -> Context:
    """Days before are known of; the first-run card is read."""
    context.journal.set_setting(FIRST_USED_SETTING, "2026-09-01")
    context.journal.set_setting(FIRST_RUN_SETTING, True)
    return context


def today(context: Context, qtbot: QtBot, width: int = 936, height: int = 740) -> TodayScreen:
    screen = TodayScreen(context)
    qtbot.addWidget(screen)
    screen.resize(width, height)
    screen.refresh()
    screen.show()
    settle()
    return screen


def texts(screen: TodayScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def forgotten(context: Context) -> str:
    """A cramp of the night that was begun with one press and left."""
    return context.journal.episodes.begin(on(22, 3, 12)).id


def test_a_forgotten_cramp_asks_how_long_it_lasted_and_marks_the_answer_as_estimated(
    context: Context, qtbot: QtBot
) -> None:
    episode_id = forgotten(context)
    screen = today(context, qtbot)
    assert "Last night, 03:12: spasm, leg not said" in texts(screen)
    assert "How long did it last?" in texts(screen)
    press(screen, "Last night, 03:12: spasm, leg not said. How long did it last? 1–3 min")
    episode = context.journal.episodes.get(episode_id)
    assert episode is not None
    stored = (episode.duration_band, episode.duration_source, episode.duration_s, episode.eased_after_s, episode.draft)
    assert stored == (DurationBand.FROM_1_TO_3, DurationSource.ESTIMATED, None, None, True)
    assert "How long did it last?" not in texts(screen)
    assert "Last night, 03:12: spasm, leg not said, 1–3 min (estimated)" in texts(screen)
    take_back(context)
    assert "How long did it last?" in texts(screen)


def test_who_does_not_know_is_not_asked_again_and_nothing_is_stored_of_it(context: Context, qtbot: QtBot) -> None:
    episode_id = forgotten(context)
    screen = today(context, qtbot)
    before = context.journal.episodes.get(episode_id)
    press(screen, "Last night, 03:12: spasm, leg not said. How long did it last? Don't know")
    assert "How long did it last?" not in texts(screen)
    assert "leg not said, no end noted" in texts(screen)
    assert context.journal.episodes.get(episode_id) == before
    assert "How long did it last?" not in texts(today(context, qtbot))


def test_drafts_that_are_skipped_come_back_tomorrow_and_no_sooner(context: Context, qtbot: QtBot) -> None:
    forgotten(context)
    screen = today(context, qtbot)
    press(screen, "To describe when you like: skip for today")
    assert "03:12: spasm" not in texts(today(context, qtbot))
    new = context.journal.episodes.begin(on(22, 8, 55))
    settle()
    assert "08:55: spasm" in texts(screen), "what came later is another matter"
    context.journal.episodes.remove(new.id)
    assert isinstance(context.clock, FakeClock)
    context.clock.advance(24 * 3600)
    assert "03:12: spasm" in texts(today(context, qtbot))


def test_a_draft_of_the_check_in_and_one_that_eased_are_not_asked(context: Context, qtbot: QtBot) -> None:
    episode_id = forgotten(context)
    context.journal.episodes.eased(episode_id, 38)
    context.journal.days.check_in(YESTERDAY, 3)
    assert "How long did it last?" not in texts(today(context, qtbot))


def test_one_forgotten_cramp_at_a_time_is_asked_about(context: Context, qtbot: QtBot) -> None:
    forgotten(context)
    context.journal.episodes.begin(on(22, 4, 5))
    screen = today(context, qtbot)
    assert texts(screen).count("How long did it last?") == 1
    press(screen, "Today, 04:05: spasm, leg not said. How long did it last? Under 1 min")
    assert "Last night, 03:12: spasm, leg not said\n" in texts(screen) + "\n"


@pytest.mark.parametrize(("width", "height", "scale"), PAGE_SIZES)
def test_the_question_is_not_cut(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, width: int, height: int, scale: float
) -> None:
    context = prepared(dressed(tmp_path, qtbot, qapp, scale))
    forgotten(context)
    assert cut_texts(today(context, qtbot, width, height)) == []


def test_the_leg_is_said_on_today_and_the_form_goes_on_from_there(context: Context, qtbot: QtBot) -> None:
    """Leg here, then intensity, feel and Done in the form: the four clicks of story 4.2 A."""
    episode_id = forgotten(context)
    screen = today(context, qtbot)
    press(screen, "Last night, 03:12: spasm, leg not said. Left")
    episode = context.journal.episodes.get(episode_id)
    assert episode is not None and (episode.leg, episode.draft) == (Leg.LEFT, True)
    assert context.doors.calls.last("describe_episode") == (episode_id, None)  # type: ignore[attr-defined]
    assert "03:12: spasm, left leg" in texts(screen)
