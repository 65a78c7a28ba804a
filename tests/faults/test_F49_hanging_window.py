"""F49: the first window hangs; the second start waits 2 s, spools the moment, and it is taken in once."""

from __future__ import annotations

import os
import signal
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from calfstretch.desktop import spool
from calfstretch.desktop.hand_over import cramp_message, hand_over
from calfstretch.desktop.single_instance import Other, claim_or_hand_over
from tests.faults.window_stand_in import read, window_on

NIGHT = datetime.fromisoformat("2026-11-22T02:14:00+01:00")


def test_F49_hanging_window_is_given_two_seconds(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path) as first:
        os.kill(first.pid, signal.SIGSTOP)
        began = time.monotonic()
        assert hand_over(tmp_path, {"do": "raise"}) is False
        assert 1.9 < time.monotonic() - began < 10.0


def test_F49_second_start_beside_a_hanging_window_is_no_second_window(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path) as first:
        os.kill(first.pid, signal.SIGSTOP)
        assert claim_or_hand_over(tmp_path, {"do": "raise"}, timeout_s=0.2) is Other.SILENT
        os.kill(first.pid, signal.SIGCONT)


def test_F49_spooled_cramp_is_taken_in_once(tmp_path: Path) -> None:  # noqa: N802
    episode_id = uuid4()
    with window_on(tmp_path) as first:
        os.kill(first.pid, signal.SIGSTOP)
        if not hand_over(tmp_path, cramp_message(str(episode_id), {}), timeout_s=0.2):
            spool.put(tmp_path, episode_id, NIGHT)
        os.kill(first.pid, signal.SIGCONT)
        # Awake again, the window hears of the same episode: the id keeps it one.
        assert read(first) == f"received cramp {episode_id}"
    taken: dict[object, datetime] = {}
    for entry in spool.take_all(tmp_path):
        taken[entry.episode_id] = entry.moment
        entry.confirm()
    assert taken == {episode_id: NIGHT}
    assert list(spool.take_all(tmp_path)) == []
