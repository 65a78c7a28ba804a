"""A stand-in for the program: it claims a diary or hands over, and says in one line what it did."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAND_IN = """
import sys
from pathlib import Path
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
message = {"do": "cramp", "episode_id": sys.argv[2]} if len(sys.argv) > 2 else {"do": "raise"}
claim = claim_or_hand_over(Path(sys.argv[1]), message)
if not isinstance(claim, Claim):
    print(claim.name, flush=True)
    sys.exit()
from PySide6.QtCore import QCoreApplication
from calfstretch.desktop.hand_over_listener import HandOverListener
app = QCoreApplication([])
listener = HandOverListener(claim.ear)
def say(message):
    print("received", message["do"], message.get("episode_id", ""), flush=True)
listener.received.connect(say)
print("window", flush=True)
app.exec()
"""


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the stand-in on a diary folder; a second argument is the id of a cramp."""
    return subprocess.Popen(
        [sys.executable, "-c", STAND_IN, str(folder), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )


@contextmanager
def window_on(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A stand-in that has become the window; killed at the end."""
    process = start(folder, *arguments)
    try:
        assert read(process) == "window"
        yield process
    finally:
        end(process)


def read(process: subprocess.Popen[str]) -> str:
    """The next line the stand-in says, empty when it has ended."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    """Kill and bury the stand-in."""
    process.kill()
    process.communicate()
