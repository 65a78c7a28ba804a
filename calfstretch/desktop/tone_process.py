"""The helper process that makes the cues heard: lines in, sound out; no Qt, and miniaudio here alone.

In:  `play NAME GAIN SENT` (gain 0-1, SENT = the sender's monotonic seconds); the end of the input ends the process.
Out: `ready`, `heard NAME`, `late NAME`, `trouble no_device`.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
import wave
from array import array
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

RATE_HZ = 22050
LATE_S = 1.0
BUFFER_MS = 40  # a busy computer does not break it up; a cue begins at its head, so it comes no later
START_S = 0.4
RING_OUT_S = 0.5
DUMMY_NAMES = ("Dummy Output", "auto_null")


class Mixer:
    """Adds up the cues that sound at the moment, a buffer at a time."""

    def __init__(self) -> None:
        self._voices: list[tuple[array[int], int]] = []
        self._lock = threading.Lock()
        self.taken = threading.Event()

    def add(self, samples: array[int]) -> None:
        """Let a cue sound from the next buffer on; `taken` is set when the device has asked for it."""
        with self._lock:
            self.taken.clear()
            self._voices.append((samples, 0))

    def silence(self) -> None:
        """Forget what has not been heard."""
        with self._lock:
            self._voices.clear()

    def left_s(self) -> float:
        """How long the longest cue goes on, in seconds."""
        with self._lock:
            return max((len(samples) - at for samples, at in self._voices), default=0) / RATE_HZ

    def read(self, count: int) -> array[int]:
        """The next samples."""
        with self._lock:
            parts = [samples[at : at + count] for samples, at in self._voices]
            self._voices = [(samples, at + count) for samples, at in self._voices if at + count < len(samples)]
            if parts:
                self.taken.set()
        mixed = parts.pop(0) if parts else array("h")
        mixed.frombytes(bytes(2 * (count - len(mixed))))
        for part in parts:
            for i, value in enumerate(part):
                mixed[i] = max(-32768, min(32767, mixed[i] + value))
        return mixed

    def stream(self) -> Generator[array[int], int, None]:
        """The same as a generator: gets a number of samples sent, yields as many."""
        count = yield array("h")
        while True:
            count = yield self.read(count)


class Player:
    """Plays cues on the computer's own output, which runs for the length of a cue and rests between cues.

    Args:
        cues: the samples of each cue.
        open_device: gives a device with start(generator), stop() and close(); raises where there is none.
        say: writes one line to the window.
    """

    def __init__(self, cues: dict[str, array[int]], open_device: Callable[[], Any], say: Callable[[str], None]) -> None:
        self._cues = cues
        self._open_device = open_device
        self._say = say
        self._mixer = Mixer()
        self._device: Any = None
        self._running = False

    def warm_up(self) -> bool:
        """Open the output, so that the first cue comes at once."""
        if self._device is None:
            with suppress(Exception):  # whatever a sound system raises, the stretch goes on
                self._device = self._open_device()
        if self._device is None:
            self._say("trouble no_device")
        return self._device is not None

    def play(self, name: str, gain: float, sent: float) -> None:
        """Play a cue, opening the output anew where it has gone."""
        if name not in self._cues:
            return
        if time.monotonic() - sent > LATE_S:
            self._say(f"late {name}")
            return
        self._mixer.add(array("h", (round(value * gain) for value in self._cues[name])))
        if self._sounds() or (self._reopen() and self._sounds()):
            self._say(f"heard {name}")
        else:
            self._mixer.silence()
            self._let_go()
            self._say("trouble no_device")

    def rest(self) -> None:
        """Stop the output once everything has been heard."""
        if self._running and self._device is not None and self._mixer.left_s() == 0:
            self._running = False
            with suppress(Exception):
                self._device.stop()

    def is_busy(self) -> bool:
        """Whether the output runs and will have to rest."""
        return self._running

    def ring_out(self) -> None:
        """Wait until the cues at hand have been heard."""
        if self._running and self._mixer.left_s():
            time.sleep(self._mixer.left_s() + 0.1)

    def _sounds(self) -> bool:
        if self._device is None:
            return False
        if not self._running:
            stream = self._mixer.stream()
            next(stream)
            try:
                self._device.start(stream)
            except Exception:
                return False
            self._running = True
        return self._mixer.taken.wait(START_S)

    def _reopen(self) -> bool:
        self._let_go()
        with suppress(Exception):
            self._device = self._open_device()
        return self._device is not None

    def _let_go(self) -> None:
        device, self._device, self._running = self._device, None, False
        if device is not None:
            with suppress(Exception):
                device.close()


def load_cues(folder: Path) -> dict[str, array[int]]:
    """The samples of every wav file in a folder, by name."""
    cues = {}
    for path in folder.glob("*.wav"):
        with wave.open(str(path), "rb") as file:
            samples = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        cues[path.stem] = samples
    return cues


def open_output() -> Any:
    """The computer's sound output.

    Raises:
        miniaudio.MiniaudioError: there is none, or there is just a stand-in that nobody hears.
    """
    import miniaudio

    # Without this list miniaudio falls back to an output that swallows everything and looks healthy.
    backends = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
    names = [device["name"] for device in miniaudio.Devices(backends).get_playbacks()]
    if not names or all(name in DUMMY_NAMES for name in names):
        raise miniaudio.MiniaudioError("no output that anyone hears")
    return miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE_HZ,
        buffersize_msec=BUFFER_MS,
        backends=backends,
        app_name="calfstretch",
    )


def serve(player: Player, lines: queue.Queue[str | None]) -> None:
    """Play what the lines ask for; None ends it, after the last cue has been heard."""
    player.warm_up()
    while True:
        try:
            line = lines.get(timeout=RING_OUT_S) if player.is_busy() else lines.get()
        except queue.Empty:
            player.rest()
            continue
        if line is None:
            break
        word, *rest = line.split()
        if word == "play" and len(rest) == 3:
            player.play(rest[0], float(rest[1]), float(rest[2]))
    player.ring_out()


def _say(line: str) -> None:
    print(line, flush=True)


def main(folder: Path) -> None:
    """Serve the lines of the standard input with the cues of a folder."""
    lines: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            if line.strip():
                lines.put(line)
        lines.put(None)

    threading.Thread(target=listen, daemon=True).start()
    serve(Player(load_cues(folder), open_output, _say), lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
