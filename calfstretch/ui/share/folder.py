"""Where a file is proposed to go."""

from __future__ import annotations

from pathlib import Path


def folder_for(folder: Path) -> Path:
    """The folder, or the home folder where it has gone: Qt would offer the one the program was started in."""
    return folder if folder.is_dir() else Path.home()
