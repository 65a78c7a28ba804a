"""The five cues as files: warm, short, told apart by rhythm, and made by the script beside them."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import wave
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from calfstretch.assets_dir import assets_dir
from calfstretch.desktop.tone_process import RATE_HZ, load_cues
from calfstretch.desktop.tones import CUES

SOUNDS = assets_dir() / "sounds"
FULL_SCALE = 32767
STEP_S = 0.01


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "packaging" / "make_sounds.py"
    spec = importlib.util.spec_from_file_location("make_sounds", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sounds"] = module
    spec.loader.exec_module(module)
    return module


def samples(cue: str) -> NDArray[np.float64]:
    return np.array(load_cues(SOUNDS)[cue], dtype=float)


def onsets_s(cue: str) -> list[float]:
    """When the loudness jumps: the strokes as an ear that knows no pitch would tell them."""
    sound = samples(cue)
    step = round(STEP_S * RATE_HZ)
    loudness = np.array([np.abs(sound[i : i + 2 * step]).max() for i in range(0, len(sound) - 2 * step, step)])
    loudness /= loudness.max()
    found: list[float] = []
    for i, value in enumerate(loudness):
        before = loudness[i - 3 : i].min() if i >= 3 else 0.0
        if value - before > 0.2 and (not found or i * STEP_S - found[-1] > 0.07):
            found.append(i * STEP_S)
    return found


def test_there_is_a_file_for_each_cue_and_no_other() -> None:
    assert {path.stem for path in SOUNDS.iterdir()} == set(CUES)


@pytest.mark.parametrize("cue", CUES)
def test_cue_is_a_small_plain_wav(cue: str) -> None:
    path = SOUNDS / f"{cue}.wav"
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        assert 0.5 < file.getnframes() / RATE_HZ < 1.5
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize("cue", CUES)
def test_energy_lies_where_old_ears_hear(cue: str) -> None:
    sound = samples(cue)
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitch_hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    assert power[pitch_hz < 2000].sum() / power.sum() > 0.99
    assert power[pitch_hz < 200].sum() / power.sum() < 0.05  # and where small speakers speak


@pytest.mark.parametrize("cue", CUES)
def test_cue_begins_and_ends_in_silence_without_clipping(cue: str) -> None:
    sound = samples(cue)
    assert sound[0] == 0
    assert np.abs(sound[-20:]).max() <= 2
    assert 0.4 * FULL_SCALE < np.abs(sound).max() < 0.8 * FULL_SCALE
    assert np.abs(sound[: round(0.001 * RATE_HZ)]).max() < 0.1 * FULL_SCALE


@pytest.mark.parametrize("cue", CUES)
def test_strokes_are_heard_where_they_are_written(cue: str, maker: ModuleType) -> None:
    written = [stroke.at_s for stroke in maker.CUES[cue].strokes]
    assert onsets_s(cue) == pytest.approx(written, abs=0.03)


def test_any_two_cues_differ_in_rhythm_alone() -> None:
    for one, other in itertools.combinations(CUES, 2):
        first, second = onsets_s(one), onsets_s(other)
        apart = [abs(a - b) for a, b in zip(first, second, strict=False)]
        assert len(first) != len(second) or max(apart) > 0.15, f"{one} and {other}"


def test_script_makes_the_files_that_are_there(maker: ModuleType) -> None:
    there = load_cues(SOUNDS)
    for name, cue in maker.CUES.items():
        made = maker.render(cue)
        # Other machines' sines may round the last bit otherwise.
        assert max(abs(a - b) for a, b in zip(made, there[name], strict=True)) <= 1
