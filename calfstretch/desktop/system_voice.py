"""The computer's own voice in place of the clips: a child process for each saying, ended when it is to be quiet."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

END_S = 1.0
HANG_S = 8.0
"""A saying takes less, its server's start counted in; who needs longer without one word to its end does not speak."""
LENGTH_FACTOR = 1.5
"""How much longer than a clip a system's voice may take: what sayings are planned with."""
# The words come by the standard input: in the command itself they would be read as part of it.
_WINDOWS_SCRIPT = (
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Volume = {volume}; $voice.Rate = -1; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


class VoiceProgram(NamedTuple):
    """How a system speaks.

    Args:
        say: the command for one saying; {language}, {volume} and {words} are filled in. Without {words} it reads them
            from the standard input.
        hush: a command that stops what a server still says after the child has ended; None = ending it is enough.
        volume: the number for a volume from 0 to 1.
    """

    say: tuple[str, ...]
    hush: tuple[str, ...] | None
    volume: Callable[[float], int]

    def is_there(self) -> bool:
        """Whether its program is installed."""
        return shutil.which(self.say[0]) is not None


SPEECH_DISPATCHER = VoiceProgram(
    ("spd-say", "-w", "-l", "{language}", "-r", "-10", "-i", "{volume}", "--", "{words}"),
    ("spd-say", "-S"),  # a daemon speaks: it goes on when the child that asked has ended
    lambda volume: round(volume * 100) - 100,  # 0 is its usual loudness; above it the peaks are cut off
)
MACOS = VoiceProgram(("say", "-r", "150"), None, lambda volume: round(volume * 100))
WINDOWS = VoiceProgram(
    ("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS_SCRIPT),
    None,
    lambda volume: round(volume * 100),
)


def system_program(platform: str = sys.platform) -> VoiceProgram | None:
    """The voice of a platform; None = it has none that is known or installed."""
    program = {"darwin": MACOS, "win32": WINDOWS}.get(platform, SPEECH_DISPATCHER)
    return program if program.is_there() else None


class SystemVoice:
    """Says sentences by the computer's own voice. Nothing here waits or raises.

    Args:
        program: how this computer speaks.
        on_broken: told once, from another thread, when it cannot speak: the clips are to be used from then on.
        hang_s: how long it may go on without one saying that came to its end.
    """

    def __init__(self, program: VoiceProgram, on_broken: Callable[[], None], hang_s: float = HANG_S) -> None:
        self._program = program
        self._on_broken = on_broken
        self._hang_s = hang_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = 0
        self._volume = 1.0
        self._began_s = 0.0
        self._unheard_s = 0.0
        self.broken = False

    def set_volume(self, volume: float) -> None:
        """How loud, 0 (nothing) to 1."""
        self._volume = max(0.0, min(1.0, volume))

    def say(self, words: str, language: str) -> None:
        """Say a sentence in place of the one being said."""
        if self._volume > 0 and not self.broken:
            self._turn += 1
            threading.Thread(target=self._say, args=(words, language, self._turn), name="voice", daemon=True).start()

    def hush(self) -> None:
        """Be quiet at once."""
        self._turn += 1
        child = self._child
        if child is not None:
            threading.Thread(target=self._hush, args=(child,), name="voice-hush", daemon=True).start()

    def stop(self) -> None:
        """Be quiet and end every child, for the end of the program."""
        self._turn += 1
        # The child that is being started in this moment is ended as well.
        held = self._lock.acquire(timeout=END_S)
        self._end_child()
        if held:
            self._lock.release()

    def _say(self, words: str, language: str, turn: int) -> None:
        with self._lock:
            self._end_child()
            if turn != self._turn or self.broken:
                return  # something newer is to be said, or nothing
            volume = str(self._program.volume(self._volume))
            holes = {"{language}": language, "{volume}": volume, "{words}": words}
            # Part by part, and in the Windows script the volume alone: words are never looked into.
            child = self._started([holes.get(part) or part.replace("{volume}", volume) for part in self._program.say])
            self._child, self._began_s = child, time.monotonic()
        if child is None:
            self._break()
            return
        try:
            child.communicate(words.encode(), timeout=self._hang_s)
        except subprocess.TimeoutExpired:
            with self._lock:
                if self._child is child:  # and not the next one's
                    self._end_child()
        except (OSError, ValueError):
            child.wait()
        if child.returncode == 0:
            self._unheard_s = 0.0
        elif (child.returncode or 0) > 0 and turn == self._turn:
            self._break()

    def _hush(self, child: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if self._child is not child:
                return  # what was asked for afterwards has overtaken this, and has ended it
            self._end_child()
            if self._program.hush is not None:
                quiet = self._started(self._program.hush)
                if quiet is not None:
                    _end(quiet, wait_s=END_S)

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None and child.poll() is None:
            child.kill()
            with suppress(subprocess.TimeoutExpired):
                child.wait(END_S)
            # One saying may be cut off by the next; where none ever ends, nobody hears a word.
            self._unheard_s += time.monotonic() - self._began_s
            if self._unheard_s >= self._hang_s:
                self._break()

    def _started(self, command: Sequence[str]) -> subprocess.Popen[bytes] | None:
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return None

    def _break(self) -> None:
        if not self.broken:
            self.broken = True
            self._on_broken()


def _end(child: subprocess.Popen[bytes], wait_s: float) -> None:
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        child.communicate(timeout=wait_s)
    if child.poll() is None:
        child.kill()
        child.wait()
