"""Where things live: the diary's folder, and the files that come with the program."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

DIARY_NAME = "diary.db"


@cache
def assets_dir() -> Path:
    """The folder of icons, themes, catalogues and texts, in a checkout or inside the installed package."""
    package = Path(__file__).resolve().parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def data_dir(chosen: str | Path | None = None) -> Path:
    """The folder that holds the diary.

    Args:
        chosen: the folder named on the command line; None = CALFSTRETCH_DATA_DIR, else the platform's data folder.

    Returns:
        An absolute path; the folder may not exist yet.
    """
    named = chosen or os.environ.get("CALFSTRETCH_DATA_DIR")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # 9 ms: not needed where a folder is named

    return user_data_path("calfstretch", appauthor=False)
