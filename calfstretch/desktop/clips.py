"""The spoken clips that come with the program: their languages, lengths and words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calfstretch.assets_dir import assets_dir

ENGLISH = "en"
VOICES = (ENGLISH, "de")
"""Languages that have clips."""


class ClipTable(NamedTuple):
    """The clips of one language by name: seconds each takes, and its words."""

    lengths: dict[str, float]
    words: dict[str, str]


def voice_dir() -> Path:
    """The folder with one folder of clips for each language."""
    return assets_dir() / "voice"


def voice_for(language: str) -> str:
    """The voice for a language of the screen such as de_AT; English where it has none."""
    short = language.replace("-", "_").partition("_")[0].lower()
    return short if short in VOICES else ENGLISH


@cache
def clip_table(voice: str) -> ClipTable:
    """Lengths and words of a voice's clips; empty where the files are absent or damaged: then nothing is said."""
    try:
        table = json.loads((voice_dir() / voice / "clips.json").read_text("utf-8"))
        return ClipTable(
            {str(name): float(clip["seconds"]) for name, clip in table.items()},
            {str(name): str(clip["words"]) for name, clip in table.items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ClipTable({}, {})
