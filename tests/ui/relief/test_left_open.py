"""Relief that nobody ended before the morning: the stopwatch is asked about, and what is answered is stored so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import LONGEST_S, DurationBand, DurationSource
from tests.ui.relief.opened import Relief, open_relief

Key = Qt.Key


@pytest.fixture
def relief(tmp_path: Path, qtbot: QtBot) -> Relief:
    return open_relief(tmp_path, qtbot)


def left_open(relief: Relief) -> Relief:
    """Nobody ended it before the morning."""
    return relief.run(7 * 3600 + 12 * 60).press(Key.Key_Space)


def test_a_stopwatch_left_open_is_asked_about_and_nothing_is_stored_as_timed(relief: Relief) -> None:
    left_open(relief)
    assert relief.screen.after.ask.text() == "Eased after 7 h 12 min, or was it earlier?"
    assert [button.words() for button in relief.screen.after.length_buttons] == [
        "Under 1 min", "1–3 min", "3–10 min", "Over 10 min", "7 h 12 min", "Don't know",
    ]  # fmt: skip
    assert not relief.screen.close_timer.isActive()
    assert relief.episode.lacks_end
    relief.press(Key.Key_Escape)
    assert relief.episode.lacks_end, "Today asks"


def answer(relief: Relief, words: str) -> Relief:
    next(button for button in relief.screen.after.length_buttons if button.words() == words).click()
    return relief


def test_what_is_remembered_is_stored_as_estimated(relief: Relief) -> None:
    answer(left_open(relief), "1–3 min")
    episode = relief.episode
    assert (episode.duration_band, episode.duration_source) == (DurationBand.FROM_1_TO_3, DurationSource.ESTIMATED)
    assert (episode.duration_s, episode.eased_after_s) == (None, None)
    assert relief.screen.after.line.text() == "It eased. Estimated: 1–3 min."
    assert relief.screen.close_timer.isActive()


def test_the_long_time_itself_may_be_right(relief: Relief) -> None:
    answer(left_open(relief), "7 h 12 min")
    assert (relief.episode.eased_after_s, relief.episode.duration_source) == (25920, DurationSource.TIMED)


def test_not_knowing_stores_nothing_and_is_not_asked_again(relief: Relief) -> None:
    answer(left_open(relief), "Don't know")
    assert relief.episode.lacks_end
    assert relief.context.journal.episodes.not_known_how_long() == [relief.episode.id]


def test_an_hour_is_still_stored_as_it_was_timed(relief: Relief) -> None:
    relief.run(3600).press(Key.Key_Space)
    assert relief.episode.eased_after_s == 3600
    assert not relief.screen.after.lengths.isVisible()


def test_still_cramping_takes_an_estimate_back(relief: Relief) -> None:
    answer(left_open(relief), "Over 10 min").run(5).press(Key.Key_Space)
    assert (relief.is_eased, relief.episode.lacks_end, relief.episode.duration_band) == (False, True, None)


def test_longer_than_a_diary_can_hold_is_no_answer(relief: Relief) -> None:
    relief.run(LONGEST_S + 1).press(Key.Key_Space)
    offered = [button.words() for button in relief.screen.after.length_buttons if button.isVisible()]
    assert offered == ["Under 1 min", "1–3 min", "3–10 min", "Over 10 min", "Don't know"]
    answer(relief, "Over 10 min")
    assert relief.episode.duration_band is DurationBand.OVER_10


def test_as_long_as_a_diary_can_hold_is_taken_where_the_person_says_so(relief: Relief) -> None:
    relief.run(LONGEST_S).press(Key.Key_Space)
    answer(relief, "168 h")
    assert relief.episode.eased_after_s == LONGEST_S
