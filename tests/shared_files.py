"""Where the large set of real and hostile activity files lies, beside the project or named by the environment."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "activities"
FOLDER = Path(os.environ.get("CALFSTRETCH_SHARED_FILES", _BESIDE))
MANIFEST: Path | None = FOLDER / "manifest.json" if (FOLDER / "manifest.json").is_file() else None
"""What is expected of each file; None = the set is not on this machine."""


def files(*kinds: str) -> list[dict[str, Any]]:
    """The rows of the manifest of these kinds (no kind = all); none where the set is not here."""
    if MANIFEST is None:
        return []
    rows: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    return [row for row in rows if not kinds or row["kind"] in kinds]


def seeds(usual: int) -> int:
    """How many invented or mutated files a fuzzing test tries; CALFSTRETCH_SEEDS asks for more."""
    return int(os.environ.get("CALFSTRETCH_SEEDS", usual))
