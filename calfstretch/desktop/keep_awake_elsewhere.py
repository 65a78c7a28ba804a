"""Keeping the screen on under Windows and macOS; written by their documentation and not yet run on them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from calfstretch.desktop.keep_awake import Teller

# Source: Microsoft, "SetThreadExecutionState function (winbase.h)".
ES_CONTINUOUS, ES_DISPLAY_REQUIRED = 0x80000000, 0x00000002
END_S = 1.0


def _set_thread_state(flags: int) -> int:
    import ctypes

    return int(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)))  # type: ignore[attr-defined]


class WindowsAwake:
    """Says to Windows that the display is needed; the wish ends with the thread that has it.

    Args:
        set_state: sets the calling thread's wishes; 0 = refused.
    """

    def __init__(self, set_state: Callable[[int], int] = _set_thread_state) -> None:
        self._set_state = set_state
        self._held = False

    def hold(self, may_go_dark: Teller) -> None:
        if self._held:
            return
        self._held = self._set(ES_CONTINUOUS | ES_DISPLAY_REQUIRED)
        if not self._held:
            may_go_dark()

    def let_go(self) -> None:
        if self._held:
            self._held = False
            self._set(ES_CONTINUOUS)

    def _set(self, flags: int) -> bool:
        try:
            return bool(self._set_state(flags))
        except (OSError, AttributeError):
            return False


class MacAwake:
    """Runs caffeinate, which comes with macOS, for as long as the screen is to stay on.

    Args:
        command: None = the real one; it also ends by itself when this process has gone.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        # Source: caffeinate(8): -d keeps the display on, -w waits for a process.
        self._command = list(command) if command is not None else ["caffeinate", "-d", "-w", str(os.getpid())]
        self._child: subprocess.Popen[bytes] | None = None

    def hold(self, may_go_dark: Teller) -> None:
        if self._child is not None:
            return
        try:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError:
            may_go_dark()

    def let_go(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()  # it has nothing to put in order
            with suppress(subprocess.TimeoutExpired):
                child.wait(END_S)
