"""The running helper of the cues, seen from the window: its lines in, its words out, its end."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

RING_OUT_S = 4.0
"""How long the last sound may take after the end was asked for: the longest words, and the silence behind them."""


class Helper:
    """The running process and the thread that reads its words.

    Args:
        on_line: called from that thread with each line.

    Attributes:
        answered: set by every answer to a sound, and when nothing more is to come.
    """

    def __init__(self, command: Sequence[str], on_line: Callable[[str], None]) -> None:
        package_parent = str(Path(__file__).resolve().parents[2])
        paths = [package_parent, os.environ.get("PYTHONPATH", "")]
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a vanished sound server can make libraries complain without end
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.answered = threading.Event()
        self._gone = False
        self._on_line = on_line
        threading.Thread(target=self._listen, name="tones-words", daemon=True).start()

    def is_alive(self) -> bool:
        """Whether it still listens."""
        # Its output ends a moment before the system counts it as ended.
        return not self._gone and self._process.poll() is None

    def write(self, line: str) -> None:
        """Tell it a line."""
        with self._lock, suppress(OSError, ValueError):  # dead or closed: noticed by the missing answer
            self._input().write(line.encode() + b"\n")
            self._input().flush()

    def end(self) -> None:
        """Close its input, which ends it after the last cue; kill it where it stays."""
        self._close_input()
        threading.Thread(target=self._bury, name="tones-end", daemon=True).start()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        self._close_input()

    def _bury(self) -> None:
        try:
            self._process.wait(RING_OUT_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def _close_input(self) -> None:
        with self._lock, suppress(OSError):
            self._input().close()

    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                words = line.decode("ascii", "replace").strip()
                if words.startswith(("heard", "late", "absent", "trouble")):
                    self.answered.set()
                self._on_line(words)
        self._gone = True
        self.answered.set()  # nothing more to wait for
        self._close_input()
        self._process.wait()  # one that died by itself leaves neither a pipe nor an entry in the system's list
