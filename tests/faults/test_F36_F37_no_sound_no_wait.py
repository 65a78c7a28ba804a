"""F36, F37, F38: whatever becomes of the sound, the hold ends at its moment and the helper goes with the session."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from calfstretch.clock import SystemClock
from calfstretch.desktop.tones import HelperTones
from calfstretch.domain.routine import LegOrder, Routine, TargetOrigin
from calfstretch.domain.session_events import Ended, Event, HoldEnded, StepStarted
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from calfstretch.ui.guide.runner import SessionRunner

KILLS = 20
HOLD = Routine("One", hold_s=6, hold_origin=TargetOrigin.THERAPIST, get_ready_s=0, leg_order=LegOrder.LEFT_ONLY)
_ANSWERS = "import sys\nfor line in sys.stdin: print('heard', flush=True)"
HELPERS = {
    "answers": [sys.executable, "-c", _ANSWERS],
    "hangs": [sys.executable, "-c", "import time; time.sleep(60)"],
    "dies at once": [sys.executable, "-c", "raise SystemExit(1)"],
    "is not there": ["/nowhere/helper"],
    "has no device": [
        sys.executable,
        "-c",
        "import sys\nfor line in sys.stdin: print('trouble no_device', flush=True)",
    ],
}
LATE_S = 1.9
"""The end was told in the same stretch that was watched: above two seconds the session asks. What is aimed at is
measured in the benchmarks."""
BUSY = 0.25
"""Share of a processor that a loop without a pause takes on the busiest machine; a hold takes a hundredth of one."""


def _run(tmp_path: Path, qtbot: QtBot, tones: HelperTones, *, kills: bool = False) -> tuple[float, float]:
    """Seconds held, and how late the end was told."""
    database = open_diary(tmp_path / "diary.db")
    runner = SessionRunner(Journal(database, SystemClock()), SystemClock(), tones, HOLD)
    told: list[tuple[Event, float]] = []
    runner.happened.connect(lambda events: told.extend((event, time.monotonic()) for event in events))
    killer = QTimer()
    killer.timeout.connect(lambda: tones._helper is not None and tones._helper.kill())
    if kills:
        killer.start(HOLD.hold_s * 1000 // KILLS)
    runner.begin()
    qtbot.waitUntil(lambda: any(isinstance(event, Ended) for event, _at in told), timeout=60_000)
    killer.stop()
    runner.close()
    database.close()
    (started,) = [event for event, _at in told if isinstance(event, StepStarted)]
    ((held, at_s),) = [(event, at_s) for event, at_s in told if isinstance(event, HoldEnded)]
    return held.attempt.held_s, at_s - started.at_s - HOLD.hold_s


@pytest.mark.slow
@pytest.mark.parametrize("helper", HELPERS)
def test_F36_the_hold_is_exact_whatever_the_helper_does(tmp_path: Path, qtbot: QtBot, helper: str) -> None:  # noqa: N802
    tones = HelperTones(command=HELPERS[helper])
    held_s, late_s = _run(tmp_path, qtbot, tones)
    tones.stop()
    assert held_s == HOLD.hold_s
    assert 0 <= late_s < LATE_S


@pytest.mark.slow
def test_F37_killed_twenty_times_in_a_hold(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    before = set(threading.enumerate())
    tones = HelperTones(command=HELPERS["answers"])
    began_s, used_s = time.monotonic(), time.process_time()
    held_s, late_s = _run(tmp_path, qtbot, tones, kills=True)
    passed_s, used_s = time.monotonic() - began_s, time.process_time() - used_s
    tones.stop()
    assert held_s == HOLD.hold_s
    assert 0 <= late_s < LATE_S
    assert used_s < BUSY * passed_s
    assert tones._helper is None
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(10)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.mark.slow
def test_F38_words_that_come_too_late_are_not_said(tmp_path: Path) -> None:  # noqa: N802
    said = tmp_path / "said"
    slow = (
        "import sys, time\ntime.sleep(2.5)\nfor line in sys.stdin:\n"
        f"    open({str(said)!r}, 'a').write(line)\n    print('heard', flush=True)"
    )
    tones = HelperTones(command=[sys.executable, "-c", slow], answer_s=3)
    tones.play("go")
    for number in ("n3", "n2", "n1"):
        tones.say([number])
    time.sleep(4)
    tones.stop()
    lines = said.read_text().splitlines() if said.exists() else []
    assert not [line for line in lines if line.startswith("say")], "a count more than a second late was said"
