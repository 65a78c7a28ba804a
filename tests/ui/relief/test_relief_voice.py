"""The quiet voice of relief: what it says and when, how softly, and that it stays silent where it is not wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import Leg
from calfstretch.domain.spoken import SoundMode
from calfstretch.ui.relief.voice import MUTED_SETTING
from calfstretch.ui.speaker import MODE_SETTING, QUIET_SHARE
from tests.ui.fakes import make_context
from tests.ui.relief.opened import Relief, open_relief, relief_in

Key = Qt.Key
WHAT_HELPS, BREATHE = ("stretch_gently",), ("keep_breathing",)


@pytest.fixture
def relief(tmp_path: Path, qtbot: QtBot) -> Relief:
    return open_relief(tmp_path, qtbot)


def test_it_says_once_what_helps_reminds_twice_and_is_silent(relief: Relief) -> None:
    relief.speak()
    said = []
    for second in range(1, 900):
        before = len(relief.tones.said)
        relief.run(1)
        said += [(second, clips) for clips in relief.tones.said[before:]]
    assert relief.tones.said[0] == WHAT_HELPS
    assert said == [(20, BREATHE), (60, BREATHE)]


def test_it_never_speaks_louder_than_its_share_and_rings_nothing(relief: Relief) -> None:
    relief.speak().press(Key.Key_Left).run(20).run(40)
    assert len(relief.tones.said) == 4
    assert set(relief.tones.shares) == {QUIET_SHARE}
    assert QUIET_SHARE <= 0.4
    assert relief.tones.played == []


def test_the_leg_is_said_once_it_is_chosen_and_not_when_it_is_taken_back(relief: Relief) -> None:
    relief.speak().press(Key.Key_Left).press(Key.Key_Left).press(Key.Key_R)
    assert relief.tones.said == [WHAT_HELPS, ("stretch_left",), ("stretch_right",)]


def test_a_leg_that_is_known_is_named_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot)
    relief.press(Key.Key_R)
    relief.screen.voice.begin(Leg.RIGHT, 0)
    assert relief.tones.said == [("stretch_right",)]


@pytest.mark.parametrize("mode", [SoundMode.TONES, SoundMode.NONE])
def test_who_wants_no_voice_hears_none(tmp_path: Path, qtbot: QtBot, mode: SoundMode) -> None:
    context = make_context(tmp_path, qtbot)
    context.journal.set_setting(MODE_SETTING, mode.value)
    relief = relief_in(context, qtbot).speak().press(Key.Key_Left).run(20).run(600)
    assert relief.tones.said == []
    assert relief.screen.voice_button.accessibleName() == "Voice: off"
    relief.press(Key.Key_V)
    assert relief.tones.said == [("stretch_left",)], "asked for, it says what helps now"
    assert context.journal.setting(MODE_SETTING) == mode.value, "sessions keep their own switch"


def test_v_silences_it_at_once_ends_nothing_and_is_remembered(relief: Relief, qtbot: QtBot) -> None:
    relief.speak().press(Key.Key_V)
    assert relief.tones.hushed == 1
    relief.run(20).run(40)
    assert (relief.tones.said, relief.is_eased, relief.left) == ([WHAT_HELPS], False, [])
    next_night = relief_in(relief.context, qtbot).speak()
    assert next_night.tones.said == [WHAT_HELPS]
    next_night.press(Key.Key_V)
    assert next_night.context.journal.setting(MUTED_SETTING) is None


def test_easing_ends_the_words_and_still_cramping_does_not_nag(relief: Relief) -> None:
    relief.speak().run(10).press(Key.Key_Space).run(5).press(Key.Key_Space)
    assert relief.tones.hushed == 1
    relief.run(10).run(40).run(600)
    assert relief.tones.said == [WHAT_HELPS]


def test_a_reminder_the_computer_slept_through_is_left_unsaid(relief: Relief) -> None:
    relief.speak().run(19)
    relief.clock.sleep(3600)
    relief.screen.tick()
    assert relief.tones.said == [WHAT_HELPS]


def test_no_sound_is_asked_for_before_relief_is_painted(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot)
    assert relief.tones.said == []
    assert relief.screen._speak_timer.isActive(), "begun by the first paint"


def test_a_key_before_the_first_word_is_no_trouble(relief: Relief) -> None:
    relief.press(Key.Key_V).press(Key.Key_Left).press(Key.Key_Escape)
    assert (relief.left, relief.tones.said) == ([True], [])
    relief.speak()
    assert relief.tones.said == [], "it has gone"
