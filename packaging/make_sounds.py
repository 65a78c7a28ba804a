"""Renders the five cues from nothing: `python packaging/make_sounds.py` writes assets/sounds/*.wav."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 22050  # twice what tones below 2 kHz need, and half the bytes of 44.1 kHz
PEAK = 0.6  # of full scale: loud enough for a kitchen, room left for two cues over each other
ATTACK_S = 0.008  # a felt mallet: no click that startles at night
FADE_S = 0.08

# One wooden bar: (times the fundamental, share, dying away to 1/e in seconds). The fourth partial is what makes a
# marimba sound like wood; it stays below 2 kHz, where hearing lasts longest.
PARTIALS = ((1.0, 1.0, 0.26), (2.0, 0.16, 0.14), (4.0, 0.18, 0.06))

C4, E4, G4, A4 = 261.63, 329.63, 392.00, 440.00


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of the mallet.

    Args:
        at_s: when, from the start of the cue.
        pitch_hz: the bar's fundamental.
        force: loudness beside the other strokes, 0–1.
    """

    at_s: float
    pitch_hz: float
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its length and its strokes; told from the others by rhythm alone, also with one pitch."""

    length_s: float
    strokes: tuple[Stroke, ...]


CUES = {
    # two slow even strokes: "get ready"
    "ready": Cue(1.15, (Stroke(0.0, E4, 0.8), Stroke(0.42, E4))),
    # short short long, rising: "now"
    "go": Cue(1.1, (Stroke(0.0, E4, 0.8), Stroke(0.14, G4, 0.8), Stroke(0.28, A4))),
    # a single stroke: "half of it"
    "half": Cue(0.8, (Stroke(0.0, G4),)),
    # two galloping pairs, as two feet change places
    "swap": Cue(1.3, (Stroke(0.0, A4, 0.7), Stroke(0.12, E4), Stroke(0.54, A4, 0.7), Stroke(0.66, E4))),
    # three even strokes coming down and a late, resting one
    "done": Cue(1.35, (Stroke(0.0, A4, 0.8), Stroke(0.2, G4, 0.8), Stroke(0.4, E4, 0.8), Stroke(0.82, C4))),
}


def render(cue: Cue) -> array[int]:
    """The samples of a cue: 16 bit, one channel, from silence to silence."""
    count = int(cue.length_s * RATE_HZ)
    sound = [0.0] * count
    for stroke in cue.strokes:
        _strike(sound, stroke)
    _fade_out(sound)
    loudest = max(abs(value) for value in sound)
    return array("h", (round(value / loudest * PEAK * 32767) for value in sound))


def _strike(sound: list[float], stroke: Stroke) -> None:
    first = round(stroke.at_s * RATE_HZ)
    for i in range(len(sound) - first):
        time_s = i / RATE_HZ
        attack = 0.5 - 0.5 * math.cos(math.pi * min(time_s / ATTACK_S, 1.0))
        tone = sum(
            share * math.exp(-time_s / decay_s) * math.sin(2 * math.pi * times * stroke.pitch_hz * time_s)
            for times, share, decay_s in PARTIALS
        )
        sound[first + i] += stroke.force * attack * tone


def _fade_out(sound: list[float]) -> None:
    last = round(FADE_S * RATE_HZ)
    for i in range(last):
        sound[-1 - i] *= 0.5 - 0.5 * math.cos(math.pi * i / last)


def write(path: Path, samples: array[int]) -> None:
    """Write a wav file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        if sys.byteorder == "big":
            samples.byteswap()
        file.writeframes(samples.tobytes())


def main(folder: Path) -> None:
    """Render every cue into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, cue in CUES.items():
        write(folder / f"{name}.wav", render(cue))


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent / "assets" / "sounds")
