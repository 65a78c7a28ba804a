"""Tests of what the guide says of its sound: the four-way switch, the lasting line, the larger light for the eye."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import DAILY
from calfstretch.domain.spoken import SoundMode
from calfstretch.ui.guide.pulse import _STEPS
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.theme import Theme
from tests.ui.fakes import make_context
from tests.ui.guide.driving import Guide, open_guide

Key = Qt.Key


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    return open_guide(tmp_path, qtbot)


def strip(guide: Guide) -> str:
    """The lasting line on top; "" = none."""
    line = guide.screen.parts.strip
    return line.text.text() if line.isVisible() else ""


def face(guide: Guide) -> tuple[str, str]:
    button = guide.screen.controls.sound
    return guide.screen.hearing.face().words, button.accessibleName()


# -- the switch ------------------------------------------------------------------------------------------


def test_v_goes_round_through_four_states_each_with_words_an_icon_and_a_name(guide: Guide) -> None:
    seen = []
    for _press in range(4):
        seen.append((*face(guide), guide.screen.hearing.face().icon))
        guide.press(Key.Key_V)
    assert seen == [
        ("Voice and tones", "Sound: Voice and tones", "sound_on"),
        ("Sound off", "Sound: Sound off", "sound_off"),
        ("Voice", "Sound: Voice", "voice"),
        ("Tones", "Sound: Tones", "tones"),
    ]
    assert face(guide) == seen[0][:2]


def test_a_press_on_the_button_does_the_same_and_is_said_on_the_line(guide: Guide) -> None:
    guide.screen.controls.sound.click()
    assert guide.screen.parts.line.text().startswith("Sound off. Watch the screen.")
    guide.run(6)
    assert "Sound off" not in guide.screen.parts.line.text()


def test_the_switch_is_remembered(guide: Guide, qtbot: QtBot) -> None:
    guide.press(Key.Key_V).press(Key.Key_V)
    assert guide.context.journal.setting("sound_mode") == "voice"
    again = GuideScreen(guide.context, DAILY)
    qtbot.addWidget(again)
    assert again.runner.speaker.options.mode is SoundMode.VOICE


def test_silence_begins_and_ends_at_the_press(guide: Guide) -> None:
    guide.press(Key.Key_V).run(12)
    assert guide.tones.played == ["ready"]
    assert [" ".join(clips) for clips in guide.tones.said] == []
    guide.press(Key.Key_V).run(10)
    assert guide.tones.played == ["ready"]
    assert guide.tones.said == [("heel_down",)]


def test_the_old_switch_that_was_off_means_silence(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    context.journal.set_setting("sound", False)
    guide = open_guide(tmp_path, qtbot, context=context)
    assert face(guide)[0] == "Sound off"
    guide.run(80)
    assert (guide.tones.played, guide.tones.said) == ([], [])


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_the_sound_button_keeps_its_place_whatever_it_says(tmp_path: Path, qtbot: QtBot, scale: float) -> None:
    guide = open_guide(tmp_path, qtbot, scale=scale)
    sound, stop = guide.screen.controls.sound, guide.screen.controls.stop
    before = sound.geometry(), stop.geometry()
    for _press in range(4):
        guide.screen.switch_sound()
        guide.screen.resize(1120, 741)
        guide.screen.resize(1120, 740)
        assert (sound.geometry(), stop.geometry()) == before
        assert sound.heightForWidth(sound.width()) <= sound.height()
        assert sound.accessibleName().startswith("Sound: ")
    assert guide.screen.controls.again.accessibleName() == "Again"


# -- nothing to be heard ---------------------------------------------------------------------------------


def test_no_device_is_said_on_a_lasting_line_and_on_the_button_until_it_is_back(guide: Guide) -> None:
    guide.run(3)
    assert (strip(guide), face(guide)[0]) == ("", "Voice and tones")
    guide.tones.trouble = "no_device"
    guide.run(2)
    assert strip(guide) == "No sound here: watch the screen."
    assert face(guide) == ("Not heard", "Sound: Voice and tones. No sound here: watch the screen.")
    guide.run(40)
    assert strip(guide) == "No sound here: watch the screen."
    guide.tones.trouble = None
    guide.run(2)
    assert (strip(guide), face(guide)[0]) == ("", "Voice and tones")


def test_a_device_nobody_wants_to_hear_is_not_spoken_of(guide: Guide) -> None:
    guide.press(Key.Key_V)
    guide.tones.trouble = "no_device"
    assert all("No sound" not in strip(guide.run(1)) for _second in range(8))


def test_what_is_not_saved_comes_before_what_is_not_heard(guide: Guide) -> None:
    guide.tones.trouble = "no_device"
    guide.run(2)
    guide.screen._troubled("The disk is full.")
    assert strip(guide).startswith("Not saved yet")
    guide.run(3)
    assert strip(guide).startswith("Not saved yet")
    guide.screen._troubled("")
    assert strip(guide) == "No sound here: watch the screen."


def test_a_volume_of_nothing_is_said_by_the_button_and_for_a_moment_by_the_line(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    context.journal.set_setting("volume", 0.0)
    guide = open_guide(tmp_path, qtbot, context=context)
    assert face(guide) == ("Not heard", "Sound: Voice and tones. The volume is off: watch the screen.")
    guide.run(3)
    assert "The volume is off: watch the screen." in guide.screen.parts.line.text()
    assert "volume" not in guide.run(6).screen.parts.line.text()
    assert strip(guide) == ""


# -- the larger light ------------------------------------------------------------------------------------


def moving_guide(tmp_path: Path, qtbot: QtBot, *, reduced_motion: bool) -> Guide:
    context = make_context(tmp_path, qtbot)
    theme = Theme("light", 1.0, reduced_motion=reduced_motion, parent=context.window)
    context = context._replace(theme=theme)
    guide = open_guide(tmp_path, qtbot, context=context)
    guide.tones.trouble = "no_device"
    return guide


def lights(guide: Guide, seconds: float) -> list[tuple[int, bool]]:
    """How bright the light is and whether the whole ground is lit, ten times a second."""
    pulse = guide.screen._pulse
    seen = []
    for _tick in range(round(seconds * 10)):
        guide.run(0.1, tick_s=0.1)
        seen.append((pulse.step, pulse.whole and pulse.step > 0))
    return seen


def test_the_light_is_seen_in_the_middle_of_the_screen(tmp_path: Path, qtbot: QtBot) -> None:
    guide = moving_guide(tmp_path, qtbot, reduced_motion=True)
    ground = guide.screen.grab().toImage().pixelColor(30, 500)
    guide.run(40.5, tick_s=0.1)
    lit = guide.screen.grab().toImage().pixelColor(30, 500)
    assert lit.name() == guide.context.theme.palette.action_soft.lower() != ground.name()


def lit_s(seen: list[tuple[int, bool]]) -> float:
    return sum(step > 0 for step, _whole in seen) / 10


def test_unheard_go_and_swap_light_the_whole_ground_and_longer(tmp_path: Path, qtbot: QtBot) -> None:
    guide = moving_guide(tmp_path, qtbot, reduced_motion=False)
    guide.run(9.5, tick_s=0.1)
    go = lights(guide, 6)
    guide.run(24, tick_s=0.1)
    swap = lights(guide, 6)
    for seen, least_s, beats in ((go, 1.1, 1), (swap, 2.2, 2)):
        assert all(whole for step, whole in seen if step)
        assert least_s <= lit_s(seen) <= least_s + 0.4
        rises = sum(later > before for (before, _), (later, _) in zip(seen, seen[1:], strict=False))
        assert rises == beats  # in six seconds: far below three flashes in one


def test_heard_the_edge_alone_is_lit_and_short(tmp_path: Path, qtbot: QtBot) -> None:
    guide = moving_guide(tmp_path, qtbot, reduced_motion=False)
    guide.tones.trouble = None
    guide.run(9.5, tick_s=0.1)
    seen = lights(guide, 4)
    assert not any(whole for _step, whole in seen)
    assert lit_s(seen) <= 0.8


def test_with_reduced_motion_the_light_stands_still(tmp_path: Path, qtbot: QtBot) -> None:
    guide = moving_guide(tmp_path, qtbot, reduced_motion=True)
    guide.run(39.5, tick_s=0.1)
    seen = lights(guide, 5)
    assert {step for step, _whole in seen} == {0, _STEPS}
    assert 2.2 <= lit_s(seen) <= 2.5
