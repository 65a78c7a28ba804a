"""Settings, Sound: the four-way switch, what the voice says, which voice, and the truth about silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop.system_voice import MACOS, VoiceProgram
from calfstretch.desktop.tones import SilentTones
from calfstretch.ui import speaker
from calfstretch.ui.context import Context
from calfstretch.ui.settings import sound
from calfstretch.ui.settings.sound import SoundPart
from calfstretch.ui.speaker import speech_options
from calfstretch.ui.widgets.buttons import Button
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import Toggle
from tests.ui.fakes import make_context

Make = Callable[[], SoundPart]


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def make(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr(sound, "system_program", lambda: MACOS)

    def part() -> SoundPart:
        made = SoundPart(context)
        qtbot.addWidget(made)
        made.show()
        return made

    return part


def tones_of(context: Context) -> SilentTones:
    assert isinstance(context.tones, SilentTones)
    return context.tones


def choose(part: SoundPart, row: str, words: str) -> None:
    chips = next(each for each in part.findChildren(ChipRow) if each.accessibleName() == row)
    next(button for button in chips.buttons if button.text() == words).click()


def rows(part: SoundPart) -> list[str]:
    return [each.accessibleName() for each in part.findChildren(ChipRow)]


def play(part: SoundPart) -> None:
    next(button for button in part.findChildren(Button) if button.words() == "Play").click()


def toggle(part: SoundPart, words: str) -> Toggle:
    return next(each for each in part.findChildren(Toggle) if each.words().startswith(words))


def trouble(part: SoundPart) -> str:
    return part.trouble.text() if not part.trouble.isHidden() else ""


@pytest.mark.parametrize(
    ("words", "mode"), [("Voice and tones", "both"), ("Voice", "voice"), ("Tones", "tones"), ("Nothing", "none")]
)
def test_the_switch_is_kept(context: Context, make: Make, words: str, mode: str) -> None:
    context.journal.set_setting("sound_mode", "tones" if mode != "tones" else "voice")
    choose(make(), "What you hear", words)
    assert speech_options(context.journal).mode.value == mode


@pytest.mark.parametrize(
    ("mode", "played", "said"),
    [
        ("both", ["swap"], [("sound_test",)]),
        ("tones", ["swap"], []),
        ("voice", [], [("sound_test",)]),
        ("none", [], []),
    ],
)
def test_play_plays_what_the_switch_says_the_word_after_the_tone(
    context: Context, make: Make, qtbot: QtBot, mode: str, played: list[str], said: list[tuple[str, ...]]
) -> None:
    context.journal.set_setting("sound_mode", mode)
    part = make()
    assert part.play.isEnabled() is (mode != "none")
    play(part)
    tones = tones_of(context)
    assert (tones.played, tones.said) == (played, [] if mode == "both" else said)
    if mode == "both":
        assert 700 <= part._word.interval() <= 1000
        part._word.timeout.emit()
    assert tones.said == said


def test_play_gives_the_helper_back_when_the_page_goes(
    context: Context, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(tones_of(context), "close", lambda: closed.append(True))
    part = make()
    play(part)
    part.hide()
    assert closed == [True]
    assert not part._word.isActive() and not part._quiet.isActive()


def test_volume_reaches_the_tones_and_off_warns_that_no_cue_is_heard(context: Context, make: Make) -> None:
    part = make()
    choose(part, "Volume", "Off")
    assert tones_of(context).volume == 0.0
    assert trouble(part) == "The volume is off, so no cue is heard: watch the screen."
    choose(part, "Volume", "50 %")
    assert (trouble(part), tones_of(context).volume) == ("", 0.5)


def test_silence_and_a_device_that_is_away_are_said(context: Context, make: Make) -> None:
    part = make()
    choose(part, "What you hear", "Nothing")
    assert trouble(part) == "Neither voice nor tones: watch the screen."
    choose(part, "What you hear", "Tones")
    tones_of(context).trouble = "no_device"
    part.refresh()
    assert trouble(part) == "No sound here: watch the screen."
    tones_of(context).trouble = None
    part.refresh()
    assert trouble(part) == ""


@pytest.mark.parametrize(
    ("words", "field", "usual"),
    [
        ("Half-way", "half_way", True),
        ("The last 3-2-1", "last_three", True),
        ("Short reminders", "form_cues", True),
        ("Every second", "every_second", False),
    ],
)
def test_what_the_voice_says_is_chosen_and_kept(
    context: Context, make: Make, words: str, field: str, usual: bool
) -> None:
    box = toggle(make(), words)
    assert box.isChecked() is usual
    box.click()
    assert getattr(speech_options(context.journal), field) is not usual
    assert toggle(make(), words).isChecked() is not usual


def test_the_full_count_shows_that_a_screen_reader_listens(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "reader_listens", lambda: True)
    assert toggle(make(), "Every second").isChecked()


def test_own_voice_is_offered_where_there_is_one_and_takes_effect_at_once(context: Context, make: Make) -> None:
    part = make()
    choose(part, "Which voice", "This computer's own voice")
    assert (context.journal.setting("voice"), tones_of(context).own_voice) == ("own", True)
    choose(part, "Which voice", "The built-in voice")
    assert (context.journal.setting("voice"), tones_of(context).own_voice) == ("clips", False)


def test_own_voice_is_not_offered_where_there_is_none(
    context: Context, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: list[VoiceProgram | None] = [None]
    monkeypatch.setattr(sound, "system_program", lambda: nothing[0])
    assert "Which voice" not in rows(make())
    context.journal.set_setting("voice", "own")  # of another computer: the way back is shown
    assert "Which voice" in rows(make())


def test_own_voice_that_did_not_speak_is_said_once_and_only_here(context: Context, make: Make) -> None:
    context.journal.set_setting("voice", "own")
    tones_of(context).own_voice_broke = True
    part = make()
    part.refresh()
    hint = "This computer's own voice did not speak: the built-in voice is used."
    assert (part.own_trouble.text(), part.own_trouble.isHidden()) == (hint, False)
    assert trouble(part) == ""
    tones_of(context).own_voice_broke = False
    choose(part, "Which voice", "The built-in voice")
    assert part.own_trouble.isHidden()
