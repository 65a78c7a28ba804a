"""Cues and spoken clips, played by a helper process that may die or hang without the window noticing."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from calfstretch.assets_dir import assets_dir
from calfstretch.desktop.clips import ENGLISH, voice_dir
from calfstretch.i18n import gettext as _

CUES = ("ready", "go", "half", "swap", "done")
LATE_S = 1.0
ANSWER_S = 1.5
RING_OUT_S = 2.5
MOST_STARTS = 4
STARTS_WINDOW_S = 60.0

NO_DEVICE = "no_device"
NOT_ANSWERING = "not_answering"

TroubleListener = Callable[[str | None], None]
"""Called from another thread with a code, or None when cues are heard again."""


class Tones(Protocol):
    """What a session asks of sound. Nothing here waits or raises."""

    trouble: str | None
    """Why cues are not heard (NO_DEVICE, NOT_ANSWERING); None = nothing known against it."""

    @property
    def speaks_itself(self) -> bool:
        """Whether the computer's own voice is in use in place of the clips."""

    def warm_up(self) -> None:
        """Get ready, so that the next cue comes at once; for the opening of the guide."""

    def prepare(self, clips: Sequence[str], share: float = 1.0) -> None:
        """Read clips that will be said at a share of the volume, so that they too come at once."""

    def play(self, cue: str) -> None:
        """Let one of CUES sound now; where that is not possible within a second, not at all."""

    def say(self, clips: Sequence[str], share: float = 1.0) -> None:
        """Say clips one after another now, in place of the words being said; not at all where it is too late.

        Args:
            share: of the volume, 0 to 1.
        """

    def hush(self) -> None:
        """Stop the words at once, also those asked for and not yet begun; cues ring out."""

    def set_volume(self, volume: float) -> None:
        """How loud, 0 (nothing) to 1."""

    def set_voice(self, language: str, *, own: bool = False) -> None:
        """The language of the clips, one of `clips.VOICES`; own = the computer's own voice, where it has one."""

    def close(self) -> None:
        """Give everything back after the last cue has rung out; `play` opens it again."""

    def stop(self) -> None:
        """Give everything back at once, for the end of the program."""


class SilentTones:
    """The stand-in: remembers what it was asked for and makes no sound."""

    def __init__(self) -> None:
        self.trouble: str | None = None
        self.volume = 1.0
        self.voice = ENGLISH
        self.speaks_itself = False
        self.played: list[str] = []
        self.said: list[tuple[str, ...]] = []
        self.shares: list[float] = []
        self.hushed = 0

    def warm_up(self) -> None:
        """Nothing to do."""

    def prepare(self, clips: Sequence[str], share: float = 1.0) -> None:
        """Nothing to do."""

    def play(self, cue: str) -> None:
        self.played.append(cue)

    def say(self, clips: Sequence[str], share: float = 1.0) -> None:
        self.said.append(tuple(clips))
        self.shares.append(share)

    def hush(self) -> None:
        self.hushed += 1

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def set_voice(self, language: str, *, own: bool = False) -> None:
        self.voice = language

    def close(self) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        """Nothing to do."""


def trouble_sentence(code: str) -> str:
    """The quiet line for a trouble code."""
    if code == NOT_ANSWERING:
        return _("The sound is not answering: watch the screen.")
    return _("No sound here: watch the screen.")


def helper_command() -> list[str]:
    """The command line of the helper process."""
    folders = [str(assets_dir() / "sounds"), str(voice_dir())]
    # -P keeps a stray file in the current folder from posing as a module of the standard library.
    return [sys.executable, "-P", "-m", "calfstretch.desktop.tone_process", *folders]


class _Asked(NamedTuple):
    what: str
    names: tuple[str, ...]
    gain: str
    sent: float


class HelperTones:
    """Cues and words through the helper process.

    Every step that could take time (starting it, writing to it, waiting for its word) happens in a thread.

    Args:
        on_trouble: told once about each change of `trouble`, from that thread.
        command: the helper's command line; None = the real one.
        answer_s: how long the helper may take to say that a cue is heard before it is started anew.
    """

    def __init__(
        self,
        on_trouble: TroubleListener | None = None,
        command: Sequence[str] | None = None,
        answer_s: float = ANSWER_S,
    ) -> None:
        self.trouble: str | None = None
        self._on_trouble = on_trouble
        self._command = list(command) if command is not None else helper_command()
        self._answer_s = answer_s
        self._volume = 1.0
        self._voice = ENGLISH
        self.speaks_itself = False
        self._hushed_s = float("-inf")
        self._asked: queue.Queue[_Asked] = queue.Queue()
        self._helper: _Helper | None = None
        self._worker: threading.Thread | None = None
        self._stopped = False
        self._starts: deque[float] = deque(maxlen=MOST_STARTS)

    def warm_up(self) -> None:
        self._ask("warm_up")

    def prepare(self, clips: Sequence[str], share: float = 1.0) -> None:
        if clips:
            self._ask("fetch", *self._spoken(clips), share=share)

    def play(self, cue: str) -> None:
        if cue not in CUES:
            raise ValueError(cue)
        if self._volume > 0:
            self._ask("play", cue)

    def say(self, clips: Sequence[str], share: float = 1.0) -> None:
        if self._volume > 0 and clips:
            self._ask("say", *self._spoken(clips), share=share)

    def hush(self) -> None:
        if self._worker is not None:
            self._hushed_s = time.monotonic()
            self._ask("hush")

    def set_volume(self, volume: float) -> None:
        self._volume = max(0.0, min(1.0, volume))

    def set_voice(self, language: str, *, own: bool = False) -> None:
        self._voice = language

    def close(self) -> None:
        if self._worker is not None:
            self._ask("close")

    def stop(self) -> None:
        self._stopped = True
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()

    def _ask(self, what: str, *names: str, share: float = 1.0) -> None:
        # The ear hears ratios: a squared gain makes the slider's middle sound like half.
        gain = f"{(self._volume * share) ** 2:.4f}"
        self._asked.put(_Asked(what, names, gain, time.monotonic()))
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="tones", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            asked = self._asked.get()
            if asked.what == "close":
                self._let_ring_out()
            elif asked.what == "hush":
                self._write_alone("hush")
            elif asked.what == "fetch":
                if self._ensure_helper():
                    self._write_alone(f"fetch {asked.gain} {' '.join(asked.names)}")
            elif (asked.what != "say" or asked.sent > self._hushed_s) and self._ensure_helper() and asked.names:
                self._let_sound(asked)

    def _write_alone(self, line: str) -> None:
        """A line that nothing is answered to."""
        helper = self._helper
        if helper is not None:
            helper.write(line)

    def _spoken(self, clips: Sequence[str]) -> list[str]:
        return [f"{self._voice}/{clip}" for clip in clips]

    def _ensure_helper(self) -> bool:
        if self._stopped:
            return False
        if self._helper is not None and self._helper.is_alive():
            return True
        now = time.monotonic()
        if len(self._starts) == MOST_STARTS and now - self._starts[0] < STARTS_WINDOW_S:
            self._tell(NOT_ANSWERING)
            return False
        self._starts.append(now)
        try:
            self._helper = _Helper(self._command, self._heard_from)
        except OSError:
            self._helper = None
            self._tell(NOT_ANSWERING)
        return self._helper is not None

    def _let_sound(self, asked: _Asked) -> None:
        lost = False
        for _attempt in range(2):
            helper = self._helper
            if helper is None or time.monotonic() - asked.sent > LATE_S:
                break
            helper.answered.clear()
            if not helper.is_alive():
                helper.answered.set()
            gain, names = f"{asked.gain} {asked.sent:.3f}", " ".join(asked.names)
            helper.write(f"play {names} {gain}" if asked.what == "play" else f"say {gain} {names}")
            if helper.answered.wait(self._answer_s) and helper.is_alive():
                return
            lost = True
            helper.kill()
            # Anew at once: for this cue where it just died, for the next where it hung.
            if not self._ensure_helper():
                break
        if lost and not self._stopped:
            self._tell(NOT_ANSWERING)

    def _let_ring_out(self) -> None:
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.end()

    def _heard_from(self, line: str) -> None:
        word, _space, rest = line.partition(" ")
        if word == "heard":
            self._tell(None)
        elif word == "trouble":
            self._tell(rest)

    def _tell(self, trouble: str | None) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            if self._on_trouble is not None:
                self._on_trouble(trouble)


class _Helper:
    """The running process and the thread that reads its words."""

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
        # Its output ends a moment before the system counts it as ended.
        return not self._gone and self._process.poll() is None

    def write(self, line: str) -> None:
        with self._lock, suppress(OSError, ValueError):  # dead or closed: noticed by the missing answer
            self._input().write(line.encode() + b"\n")
            self._input().flush()

    def end(self) -> None:
        """Close its input, which ends it after the last cue; kill it where it stays."""
        with self._lock, suppress(OSError):
            self._input().close()
        threading.Thread(target=self._bury, name="tones-end", daemon=True).start()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        with self._lock, suppress(OSError):
            self._input().close()

    def _bury(self) -> None:
        try:
            self._process.wait(RING_OUT_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                words = line.decode("ascii", "replace").strip()
                if words.startswith(("heard", "late", "trouble")):
                    self.answered.set()
                self._on_line(words)
        self._gone = True
        self.answered.set()  # nothing more to wait for
