"""Cues and spoken clips, played by a helper process that may die or hang without the window noticing."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from calfstretch.assets_dir import assets_dir
from calfstretch.desktop.clips import ENGLISH, clip_table, voice_dir
from calfstretch.desktop.system_voice import SystemVoice, VoiceProgram, system_program
from calfstretch.desktop.tone_helper import Helper
from calfstretch.i18n import gettext as _

CUES = ("ready", "go", "half", "swap", "done")
LATE_S = 1.0
ANSWER_S = 1.5
MOST_STARTS = 4
_AT_ONCE = ("play", "say", "hush")
_END = "end"
STARTS_WINDOW_S = 60.0
START_S = 0.5
"""From a helper's start to its first sound. Source: measured, 0.30 s on a quiet machine, 0.56 s on a busy one."""

NO_DEVICE = "no_device"
NOT_ANSWERING = "not_answering"

TroubleListener = Callable[[str | None], None]
"""Called from another thread with a code, or None when cues are heard again."""


class Tones(Protocol):
    """What a session asks of sound. Nothing here waits or raises."""

    trouble: str | None
    """Why cues are not heard (NO_DEVICE, NOT_ANSWERING); None = nothing known against it."""

    @property
    def ready_in_s(self) -> float:
        """Seconds until a sound can be heard, as far as is known; 0 = at once, or never."""

    @property
    def speaks_itself(self) -> bool:
        """Whether the computer's own voice is in use in place of the clips."""

    @property
    def own_voice_broke(self) -> bool:
        """Whether the computer's own voice was wanted and did not speak: the clips are used then."""

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
        """Choose the voice.

        Args:
            language: of the clips; one of `clips.VOICES`.
            own: the computer's own voice, where it has one. One that broke is tried again after it was not wanted.
        """

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
        self.ready_in_s = 0.0
        self.own_voice = self.speaks_itself = self.own_voice_broke = False
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
        self.voice, self.own_voice = language, own

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
    written: Helper | None = None

    def line(self) -> str:
        """What the helper is told."""
        names = " ".join(self.names)
        return {
            "play": f"play {names} {self.gain} {self.sent:.3f}",
            "say": f"say {self.gain} {self.sent:.3f} {names}",
            "fetch": f"fetch {self.gain} {names}",
        }.get(self.what, self.what)


class HelperTones:
    """Cues and words through the helper process.

    Every step that could take time (starting it, writing to it, waiting for its word) happens in a thread.

    Args:
        on_trouble: told once about each change of `trouble`, from that thread.
        command: the helper's command line; None = the real one.
        answer_s: how long the helper may take to say that a cue is heard before it is started anew.
        find_voice: gives the program of the computer's own voice; None = it has none.
    """

    def __init__(
        self,
        on_trouble: TroubleListener | None = None,
        command: Sequence[str] | None = None,
        answer_s: float = ANSWER_S,
        find_voice: Callable[[], VoiceProgram | None] = system_program,
    ) -> None:
        self.trouble: str | None = None
        self._on_trouble = on_trouble
        self._command = list(command) if command is not None else helper_command()
        self._answer_s = answer_s
        self._volume = 1.0
        self._voice = ENGLISH
        self._find_voice = find_voice
        self._own: SystemVoice | None = None
        self._own_said: _Asked | None = None
        self._hushed_s = float("-inf")
        self._asked: queue.Queue[_Asked] = queue.Queue()
        self._asking_lock = threading.Lock()
        self._waiting = 0
        self._helper: Helper | None = None
        self._worker: threading.Thread | None = None
        self._stopped = False
        self._starts: deque[float] = deque(maxlen=MOST_STARTS)

    def warm_up(self) -> None:
        self._ask("warm_up")

    @property
    def ready_in_s(self) -> float:
        if self._stopped or self.trouble is not None:
            return 0.0
        if self._helper is None or not self._starts:
            return START_S
        return max(0.0, START_S - (time.monotonic() - self._starts[-1]))

    @property
    def speaks_itself(self) -> bool:
        return self._own is not None and not self._own.broken

    @property
    def own_voice_broke(self) -> bool:
        return self._own is not None and self._own.broken

    def prepare(self, clips: Sequence[str], share: float = 1.0) -> None:
        if clips and not self.speaks_itself:
            self._ask("fetch", *self._spoken(clips), share=share)

    def play(self, cue: str) -> None:
        if cue not in CUES:
            raise ValueError(cue)
        if self._volume > 0:
            self._ask("play", cue)

    def say(self, clips: Sequence[str], share: float = 1.0) -> None:
        if self._volume <= 0 or not clips:
            return
        if self._own is not None and not self._own.broken:
            words = clip_table(self._voice).words
            self._own_said = self._asking("say", self._spoken(clips), share)
            self._own.set_volume(self._volume * share)
            self._own.say(" ".join(words[clip] for clip in clips if clip in words), self._voice)
        else:
            self._ask("say", *self._spoken(clips), share=share)

    def hush(self) -> None:
        self._hushed_s = time.monotonic()
        if self._own is not None:
            self._own.hush()
        if self._worker is not None:
            self._ask("hush")

    def set_volume(self, volume: float) -> None:
        self._volume = max(0.0, min(1.0, volume))

    def set_voice(self, language: str, *, own: bool = False) -> None:
        self._voice = language
        if not own and self._own is not None:
            self._own.stop()
            self._own = None
        elif own and self._own is None:
            program = self._find_voice()
            self._own = SystemVoice(program, self._own_broke) if program is not None else None

    def close(self) -> None:
        if self._worker is not None:
            self._ask("close")

    def stop(self) -> None:
        self._stopped = True
        self._asked.put(_Asked(_END, (), "", 0.0))
        if self._own is not None:
            self._own.stop()
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()

    def _own_broke(self) -> None:
        """Say what it left unsaid by the clips, where it is not too late, and let the screens look."""
        said = self._own_said
        if said is not None and said.sent > self._hushed_s:
            self._put(said)
        if self._on_trouble is not None:
            self._on_trouble(self.trouble)

    def _ask(self, what: str, *names: str, share: float = 1.0) -> None:
        self._put(self._asking(what, names, share))

    def _asking(self, what: str, names: Sequence[str], share: float) -> _Asked:
        # The ear hears ratios: a squared gain makes the slider's middle sound like half.
        return _Asked(what, tuple(names), f"{(self._volume * share) ** 2:.4f}", time.monotonic())

    def _put(self, asked: _Asked) -> None:
        if self._stopped:
            return
        with self._asking_lock:
            helper = self._helper
            if self._waiting == 0 and asked.what in _AT_ONCE and helper is not None and helper.is_alive():
                # A thread would have to wait until the window, busy drawing the same moment, lets go of Python.
                if asked.what != "hush":
                    helper.answered.clear()
                helper.write(asked.line())
                asked = asked._replace(written=helper)
            self._waiting += 1
            self._asked.put(asked)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="tones", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        while (asked := self._asked.get()).what != _END:
            self._do(asked)
            with self._asking_lock:
                self._waiting -= 1

    def _do(self, asked: _Asked) -> None:
        if asked.what == "close":
            self._let_ring_out()
        elif asked.what == "hush":
            self._write_alone(asked)
        elif asked.what == "fetch":
            if self._ensure_helper():
                self._write_alone(asked)
        elif self._is_wanted(asked) and self._ensure_helper() and asked.names:
            self._let_sound(asked)

    def _is_wanted(self, asked: _Asked) -> bool:
        return asked.written is not None or asked.what != "say" or asked.sent > self._hushed_s

    def _write_alone(self, asked: _Asked) -> None:
        """A line that nothing is answered to."""
        helper = self._helper
        if helper is not None and helper is not asked.written:
            helper.write(asked.line())

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
            self._helper = helper = Helper(self._command, self._heard_from)
        except OSError:
            self._helper = None
            self._tell(NOT_ANSWERING)
            return False
        if self._stopped:  # meanwhile: who stopped did not know of this one
            helper.kill()
            self._helper = None
        return not self._stopped

    def _let_sound(self, asked: _Asked) -> None:
        lost = False
        for _attempt in range(2):
            helper = self._helper
            if helper is None or time.monotonic() - asked.sent > LATE_S:
                break
            if helper is not asked.written:
                helper.answered.clear()
                helper.write(asked.line())
            if not helper.is_alive():
                helper.answered.set()
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
            if helper.is_alive():  # a start that was asked for, not one after a death
                self._starts.clear()
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
