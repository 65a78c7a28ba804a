"""The spoken clips as files: all there, as long as the table says, equally loud, short enough to be said in time."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from calfstretch.desktop.clips import VOICES, clip_table, voice_dir, voice_for
from calfstretch.desktop.tone_process import RATE_HZ, Clips
from calfstretch.domain.routine import Leg, LegOrder, Routine, TargetOrigin, Variant
from calfstretch.domain.spoken import (
    COMMANDED,
    FORM_CUES,
    SoundMode,
    SpeechOptions,
    end_plan,
    number_clip,
    relief_clips,
    routine_plan,
)

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
PLAYER = Clips(voice_dir())
WHOLE_SIZE = 3_000_000


def sound(voice: str, name: str) -> NDArray[np.float64]:
    samples = PLAYER(f"{voice}/{name}")
    assert samples is not None, f"{voice}/{name} cannot be read"
    return np.array(samples, dtype=float) / 32768


def active_db(samples: NDArray[np.float64]) -> float:
    """Level of the parts in which something is said."""
    size = round(0.03 * RATE_HZ)
    power = (samples[: len(samples) // size * size].reshape(-1, size) ** 2).mean(axis=1)
    return float(10 * np.log10(power[power > 0.01 * power.max()].mean()))


@pytest.mark.parametrize("voice", VOICES)
def test_every_clip_of_the_table_is_a_sound_of_that_length(voice: str) -> None:
    lengths = clip_table(voice).lengths
    assert {path.stem for path in (voice_dir() / voice).glob("*.ogg")} == set(lengths)
    for name, length_s in lengths.items():
        assert len(sound(voice, name)) / RATE_HZ == pytest.approx(length_s, abs=0.01), name


@pytest.mark.parametrize("voice", VOICES)
def test_clips_are_equally_loud_begin_at_once_and_do_not_clip(voice: str) -> None:
    levels = {}
    for name in clip_table(voice).lengths:
        samples = sound(voice, name)
        loudest = np.abs(samples).max()
        assert loudest < 0.95, name
        assert np.argmax(np.abs(samples) > 0.05 * loudest) / RATE_HZ < 0.12, name
        levels[name] = active_db(samples)
    middle = float(np.median(list(levels.values())))
    assert {name: level for name, level in levels.items() if abs(level - middle) > 4} == {}


@pytest.mark.parametrize("voice", VOICES)
def test_no_clip_is_long_and_every_number_fits_into_its_second(voice: str) -> None:
    lengths = clip_table(voice).lengths
    assert max(lengths.values()) <= 2.6
    counted = [clip for number in range(1, 31) if (clip := number_clip(number))]
    assert max(lengths[clip] for clip in counted) <= 0.84
    assert max(lengths["leg_left"], lengths["leg_right"]) < 1.0


@pytest.mark.parametrize("voice", VOICES)
def test_everything_the_voice_may_say_has_a_clip(voice: str) -> None:
    lengths = clip_table(voice).lengths
    wanted = {*COMMANDED, "sound_test", *(clip for cues in FORM_CUES.values() for clip in cues)}
    wanted |= {clip for number in range(121) if (clip := number_clip(number))}
    wanted |= {clip for leg in (None, *Leg) for clip in relief_clips(leg)}
    anything = dict.fromkeys(lengths, 0.2)
    options = SpeechOptions(SoundMode.VOICE)
    wanted |= {clip for saying in end_plan(options, anything) for clip in saying.clips}
    assert wanted <= set(lengths)


@pytest.mark.parametrize("voice", VOICES)
def test_nothing_is_shipped_that_nobody_ever_says(voice: str) -> None:
    said = {*COMMANDED, "sound_test", *(clip for cues in FORM_CUES.values() for clip in cues)}
    said |= {clip for number in range(121) if (clip := number_clip(number))}
    said |= {clip for leg in (None, *Leg) for clip in relief_clips(leg)}
    table = clip_table(voice).lengths
    for variant, order, gap_s in itertools.product(Variant, LegOrder, range(3, 21)):
        for lengths in (table, {clip: length_s * 0.5 for clip, length_s in table.items()}):
            routine = Routine("Any", rounds=2, get_ready_s=gap_s, swap_s=gap_s, variant=variant, leg_order=order)
            plan = routine_plan(routine, SpeechOptions(SoundMode.VOICE), lengths)
            said |= {clip for saying in plan for clip in saying.clips}
    said |= {f"leg_{leg}" for leg in ("left", "right")}  # where a gap is too short for more
    assert set(clip_table(voice).lengths) - said == set()


@pytest.mark.parametrize("mode", [SoundMode.VOICE, SoundMode.BOTH])
@pytest.mark.parametrize("variant", list(Variant))
@pytest.mark.parametrize("voice", VOICES)
def test_default_lengths_leave_no_sentence_out(voice: str, variant: Variant, mode: SoundMode) -> None:
    routine = Routine("Any", rounds=3, variant=variant)
    plan = routine_plan(routine, SpeechOptions(mode), clip_table(voice).lengths)
    said = [clip for saying in plan for clip in saying.clips]
    assert said.count("half") == said.count("three") == said.count("two") == said.count("one") == 6
    assert said.count("hold") + said.count("toes_towards_hold") == 6
    assert sum(clip in ("lift_toes", "toes_up", "draw_toes", "toes_towards") for clip in said) >= 6
    assert sum(clip.startswith(("step_", "towel_")) for clip in said) == 6
    assert ("sit_back" if variant is Variant.SEATED else "hold_on") in said


@pytest.mark.parametrize("voice", VOICES)
def test_shortest_session_still_names_legs_and_counts_down(voice: str) -> None:
    routine = Routine("Any", hold_s=5, hold_origin=TargetOrigin.THERAPIST, get_ready_s=0, swap_s=3, rest_s=0,
                      leg_order=LegOrder.RIGHT_FIRST)  # fmt: skip
    said = [" ".join(s.clips) for s in routine_plan(routine, SpeechOptions(SoundMode.BOTH), clip_table(voice).lengths)]
    assert [text for text in said if "left" in text or "right" in text][0].startswith("leg_right")
    assert any("left" in text for text in said)
    assert [text for text in said if text in ("three", "two", "one")] == ["three", "two", "one"] * 2


def test_words_are_those_of_the_script_and_all_files_together_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.delitem(sys.modules, "voice_words", raising=False)
    from voice_words import WORDS  # type: ignore[import-not-found]

    assert {voice: clip_table(voice).words for voice in VOICES} == WORDS
    assert sum(path.stat().st_size for path in voice_dir().rglob("*") if path.is_file()) < WHOLE_SIZE


def test_no_praise_no_blame_is_spoken() -> None:
    banned = ("failed", "missed", "streak", "lazy", "only", "well done", "great", "good job", "prima", "super", "nur ",
              "verpasst", "faul", "gut gemacht")  # fmt: skip
    for voice in VOICES:
        for words in clip_table(voice).words.values():
            assert not any(word in words.lower() for word in banned), words


@pytest.mark.parametrize(
    ("language", "voice"), [("de_AT", "de"), ("de-CH", "de"), ("en_GB", "en"), ("pt_BR", "en"), ("", "en")]
)
def test_language_of_the_screen_chooses_the_voice(language: str, voice: str) -> None:
    assert voice_for(language) == voice


def test_voice_without_files_says_nothing() -> None:
    assert clip_table("nowhere").lengths == {}
