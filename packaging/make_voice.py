"""Renders every spoken clip: `python packaging/make_voice.py` writes assets/voice/{en,de}/*.ogg and clips.json.

Needs Debian's festival, festvox-us-slt-hts, espeak-ng and vorbis-tools. The same versions give the same bytes.
English: Festival with the statistical voice "slt" (a woman); German: eSpeak NG. See assets/voice/README.md.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).parent))
from voice_words import WORDS

RATE_HZ = 22050  # the cues' rate
LOUDNESS_DB = -20.0  # of the spoken parts, weighted as the ear does (K-weighting of EBU R 128)
PEAK = 0.85
LEAD_S, TAIL_S = 0.01, 0.04
SILENCE = 0.008  # of the loudest sample
ENGLISH_SPEED = 0.78  # of the voice's own: some 150 words a minute within a sentence
GERMAN_WPM = 135
COUNT_S = 0.8  # a number of the full count has to fit into its second
LONGEST_S = 2.6
TOOLS = ("text2wave", "espeak-ng", "oggenc")

Sound = NDArray[np.float64]


def speak_english(text: str, path: Path, speed: float) -> None:
    """Festival's HTS voice, slowed down for listeners three metres away."""
    rate = f'(set! hts_engine_params (cons (list "-r" {ENGLISH_SPEED * speed:.3f}) hts_engine_params))'
    voice = ["-eval", "(voice_cmu_us_slt_arctic_hts)", "-eval", rate]
    subprocess.run(["text2wave", *voice, "-o", path], input=text, text=True, check=True)


def speak_german(text: str, path: Path, speed: float) -> None:
    """eSpeak NG: the only free German voice in Debian's main archive."""
    rate = str(round(GERMAN_WPM * speed))
    subprocess.run(["espeak-ng", "-v", "de", "-s", rate, "-p", "42", "-w", path, text], check=True)


ENGINES = {"en": speak_english, "de": speak_german}
# How much is added between 2 and 5 kHz, where consonants are told apart: the statistical voice is dull without.
PRESENCE = {"en": 3.0, "de": 0.8}


def read(path: Path) -> tuple[Sound, int]:
    """The samples of a wav file as shares of full scale, and their rate."""
    with wave.open(str(path), "rb") as file:
        rate_hz = file.getframerate()
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float) / 32768, rate_hz


def finish(sound: Sound, rate_hz: int, presence: float) -> Sound:
    """Resample, brighten, trim, level and fade."""
    sound = resample_poly(sound, RATE_HZ, rate_hz)
    sound = sound + presence * _band(sound, "band", (2000, 5000))
    sound = _band(sound, "high", 150)
    sound = _trim(sound)
    sound = sound * 10 ** ((LOUDNESS_DB - loudness_db(sound)) / 20)
    sound = _limit(sound)
    fade = np.linspace(0, 1, round(LEAD_S * RATE_HZ))
    sound[: len(fade)] *= fade
    end = np.linspace(1, 0, round(TAIL_S * RATE_HZ))
    sound[-len(end) :] *= end
    return sound


def loudness_db(sound: Sound) -> float:
    """Loudness of the spoken parts: K-weighting at 22 kHz approximated by its high-pass and a shelf above 1.5 kHz."""
    weighted = _band(sound, "high", 60)
    weighted = weighted + 0.58 * _band(weighted, "high", 1500)
    size = round(0.03 * RATE_HZ)
    blocks = weighted[: len(weighted) // size * size].reshape(-1, size)
    power = (blocks**2).mean(axis=1)
    return float(10 * np.log10(power[power > 0.01 * power.max()].mean()))


def _band(sound: Sound, kind: str, edges_hz: float | tuple[float, float]) -> Sound:
    return np.asarray(sosfilt(butter(2, edges_hz, kind, fs=RATE_HZ, output="sos"), sound))


def _trim(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > SILENCE * np.abs(sound).max())
    first = max(0, loud[0] - round(LEAD_S * RATE_HZ))
    return sound[first : loud[-1] + round(TAIL_S * RATE_HZ)].copy()


def _limit(sound: Sound) -> Sound:
    """Peaks above half the room bend softly towards PEAK."""
    knee = PEAK / 2
    over = np.abs(sound) > knee
    bent = knee + (PEAK - knee) * np.tanh((np.abs(sound) - knee) / (PEAK - knee))
    return np.where(over, np.sign(sound) * bent, sound)


def clip(language: str, name: str, text: str, work: Path) -> Sound:
    """One finished clip; a number up to thirty as much faster as its second asks for."""
    speed = 1.0
    while True:
        ENGINES[language](text, work / "spoken.wav", speed)
        sound = finish(*read(work / "spoken.wav"), PRESENCE[language])
        is_counted = name[0] == "n" and name[1:].isdigit() and int(name[1:]) <= 30
        if not is_counted or len(sound) <= COUNT_S * RATE_HZ:
            return sound
        speed *= 1.12


def encode(sound: Sound, path: Path, work: Path) -> None:
    """Write Ogg Vorbis; a fixed serial number keeps the bytes the same."""
    wav = work / "clip.wav"
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.round(sound * 32767).astype("<i2").tobytes())
    subprocess.run(["oggenc", "-Q", "-q", "4", "-s", "1", "-o", path, wav], check=True)


def main(folder: Path) -> None:
    """Render every clip of every language into a folder."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    for language, words in WORDS.items():
        place = folder / language
        place.mkdir(parents=True, exist_ok=True)
        lengths: dict[str, float] = {}
        with tempfile.TemporaryDirectory() as temporary:
            work = Path(temporary)
            for name, text in words.items():
                sound = clip(language, name, text, work)
                encode(sound, place / f"{name}.ogg", work)
                lengths[name] = round(len(sound) / RATE_HZ, 3)
        for old in place.glob("*.ogg"):
            if old.stem not in words:
                old.unlink()
        long = {name: length_s for name, length_s in lengths.items() if length_s > LONGEST_S}
        if long:
            sys.exit(f"too long: {long}")
        table = {name: {"seconds": lengths[name], "words": words[name]} for name in sorted(words)}
        (place / "clips.json").write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent / "assets" / "voice")
