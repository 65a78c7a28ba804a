"""What the command line tells the window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.desktop.single_instance import Claim


class WindowOptions(NamedTuple):
    """How the window is to open.

    Args:
        data_dir: the folder of the diary; for the demo a throw-away one.
        claim: the lock of that folder and the ear for a second start; None = the folder cannot be written, so the
            diary is opened for reading.
        demo: the diary is invented and marked as such.
        demo_speed: how many seconds of a session pass per real second; 1 for a real diary.
        cramp_episode_id: an episode committed before Qt was loaded: open relief for it; None = open Today.
        cramp_is_spooled: that episode waits in the spool and is taken in first.
        cramp_at: aware; that episode could be kept nowhere: relief opens all the same and goes on trying.
    """

    data_dir: Path
    claim: Claim | None
    demo: bool = False
    demo_speed: float = 1.0
    cramp_episode_id: str | None = None
    cramp_is_spooled: bool = False
    cramp_at: datetime | None = None
