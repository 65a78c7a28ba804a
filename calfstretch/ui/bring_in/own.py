"""Our own files: the archive of a diary, and its history."""

from __future__ import annotations

from pathlib import Path

from calfstretch.domain.contents import Contents
from calfstretch.exchange.activities.watch import Watch


def read_own(path: Path, watch: Watch) -> Contents:
    """What an archive or a history holds."""
    raise NotImplementedError
