"""Tests of the mouth: what the settings want to be heard is, in the right language and loudness."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop.clips import clip_table
from calfstretch.desktop.system_voice import LENGTH_FACTOR
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_events import CueKind
from calfstretch.domain.spoken import SoundMode, SpeechOptions, routine_plan
from calfstretch.ui import speaker
from calfstretch.ui.context import Context
from calfstretch.ui.speaker import QUIET_SHARE, Speaker, sound_mode, speech_options
from tests.ui.fakes import make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot) -> Context:
    return make_context(tmp_path, qtbot)


def tones_of(context: Context) -> SilentTones:
    assert isinstance(context.tones, SilentTones)
    return context.tones


def make(context: Context, language: str | None = None) -> Speaker:
    return Speaker(context.tones, context.journal, language)


def test_everything_is_heard_where_nothing_was_set(context: Context) -> None:
    assert speech_options(context.journal) == SpeechOptions(SoundMode.BOTH)
    assert make(context).is_heard


@pytest.mark.parametrize(("old", "mode"), [(True, SoundMode.BOTH), (False, SoundMode.NONE)])
def test_the_old_switch_is_understood_until_the_new_one_is_used(context: Context, old: bool, mode: SoundMode) -> None:
    context.journal.set_setting("sound", old)
    assert sound_mode(context.journal) is mode
    context.journal.set_setting("sound_mode", "tones")
    assert sound_mode(context.journal) is SoundMode.TONES


def test_a_switch_that_is_not_understood_counts_as_not_set(context: Context) -> None:
    context.journal.set_setting("sound_mode", "whistle")
    assert sound_mode(context.journal) is SoundMode.BOTH


@pytest.mark.parametrize(
    ("mode", "said", "played"),
    [("voice", [("hold",)], []), ("tones", [], ["go"]), ("both", [("hold",)], ["go"]), ("none", [], [])],
)
def test_the_switch_decides_what_is_heard(
    context: Context, mode: str, said: list[tuple[str, ...]], played: list[str]
) -> None:
    context.journal.set_setting("sound_mode", mode)
    mouth = make(context)
    mouth.say(("hold",))
    mouth.ring(CueKind.GO)
    tones = tones_of(context)
    assert (tones.said, tones.played) == (said, played)


def test_quiet_words_have_a_share_of_the_volume(context: Context) -> None:
    mouth = make(context)
    mouth.say(("stretch_gently",), quiet=True)
    mouth.say(("hold",))
    assert tones_of(context).shares == [QUIET_SHARE, 1.0]
    assert QUIET_SHARE <= 0.4


@pytest.mark.parametrize(("language", "voice"), [("de", "de"), ("de_AT", "de"), ("fr", "en"), (None, "en")])
def test_the_voice_follows_the_screen(context: Context, language: str | None, voice: str) -> None:
    mouth = make(context, language)
    assert tones_of(context).voice == voice
    assert mouth.lengths == clip_table(voice).lengths


def test_the_computers_own_voice_is_given_more_time(context: Context) -> None:
    tones_of(context).speaks_itself = True
    lengths = make(context).lengths
    assert lengths["hold"] == pytest.approx(clip_table("en").lengths["hold"] * LENGTH_FACTOR)


def test_every_clip_of_a_plan_is_read_once_in_the_order_of_its_use(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(tones_of(context), "prepare", lambda clips, share: read.extend(clips))
    mouth = make(context)
    mouth.prepare_plan(routine_plan(DAILY, mouth.options, mouth.lengths), ("paused",))
    assert read[:3] == ["leg_left", "hold_on", "step_left"]
    assert len(read) == len(set(read))
    assert read[-1] == "paused"


@pytest.mark.parametrize(("listens", "stored", "counts"), [
    (False, None, False), (True, None, True), (True, False, False), (False, True, True),
])  # fmt: skip
def test_the_full_count_follows_the_screen_reader_until_it_is_set(
    context: Context, monkeypatch: pytest.MonkeyPatch, listens: bool, stored: bool | None, counts: bool
) -> None:
    monkeypatch.setattr(speaker, "reader_listens", lambda: listens)
    context.journal.set_setting("count_every_second", stored)
    assert speech_options(context.journal).every_second is counts


@pytest.mark.parametrize("what", ["mode", "volume", "device"])
def test_what_keeps_everything_from_being_heard_is_known(context: Context, what: str) -> None:
    if what == "mode":
        context.journal.set_setting("sound_mode", "none")
    elif what == "volume":
        context.journal.set_setting("volume", 0.0)
    else:
        tones_of(context).trouble = "no_device"
    assert not make(context).is_heard
