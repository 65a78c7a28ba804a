"""The helper process that makes cues and words heard: lines in, sound out; no Qt, and miniaudio here alone.

In:  `play NAME GAIN SENT` a cue, `say GAIN SENT NAME...` clips one after another, `hush` stops words at once,
     `fetch GAIN NAME...` clips that will be said (gain 0-1, SENT = the sender's monotonic seconds); the end of the
     input ends the process.
Out: one line for each sound: `heard NAME`, `late NAME`, `absent NAME`, `trouble no_device`.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
import wave
from array import array
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RATE_HZ = 22050
LATE_S = 1.0
# Two of these are handed over before the first sample is heard, and an output begins at its head: so a busy computer
# cannot break a sound up, and a long buffer makes nothing late. Measured: CONTRIBUTING, "Sound".
PERIOD_MS, PERIODS = 1000, 2
START_S = 0.4
RING_OUT_S = 0.5
JOIN_S = 0.12
MOST_GAINS = 2  # the set volume, and the quiet one of the night
DUMMY_NAMES = ("Dummy Output", "auto_null")


class Stream:
    """One sound on its way into an output, and silence after it; `taken` is set when the output has asked for it."""

    def __init__(self, samples: array[int]) -> None:
        self._samples = samples
        self._at = 0
        self.length_s = len(samples) / RATE_HZ
        self.taken = threading.Event()

    def read(self, count: int) -> array[int]:
        """The next samples."""
        part = self._samples[self._at : self._at + count]
        self._at += len(part)
        part.frombytes(bytes(2 * (count - len(part))))
        self.taken.set()
        return part

    def generator(self) -> Generator[array[int], int, None]:
        """The same as a generator: gets a number of samples sent, yields as many."""
        count = yield array("h")
        while True:
            count = yield self.read(count)


@dataclass(slots=True)
class _Sounding:
    device: Any
    over_s: float
    is_word: bool


class Player:
    """Plays each sound on an output of its own, opened beforehand and given back when the sound is over.

    An output that had rested would play what was left in its buffer first; a fresh one begins with the sound.

    Args:
        cues: the samples of each cue.
        open_device: gives a device with start(generator) and close(); raises where there is none. Told whether it is to
            make sure that someone hears it, which costs as much as the opening.
        say: writes one line to the window.
        clip: the samples of a spoken clip by name; None = there is no such clip.
        close: gives a device back, at once or soon; None = at once.
    """

    def __init__(
        self,
        cues: dict[str, array[int]],
        open_device: Callable[[bool], Any],
        say: Callable[[str], None],
        clip: Callable[[str], array[int] | None] = lambda name: None,
        close: Callable[[Any], object] | None = None,
    ) -> None:
        self._cues = cues
        self._open_device = open_device
        self._tell = say
        self._clip = clip
        self._close = close or _close
        self._spare: Any = None
        self._is_sure = False
        self._sounding: list[_Sounding] = []
        self._loud: dict[tuple[str, float], array[int]] = {}
        self.fetches: list[tuple[str, float]] = []

    def warm_up(self) -> bool:
        """Open an output, so that the next sound comes at once."""
        if not self._open_spare():
            self._tell("trouble no_device")
        return self._spare is not None

    def play(self, name: str, gain: float, sent: float) -> None:
        """Play a cue beside whatever sounds."""
        samples = self._cues.get(name)
        if samples is None:
            self._tell(f"absent {name}")
        elif not self._is_late(name, sent):
            if (name, gain) not in self._loud:
                self.fetches = [(other, gain) for other in self._cues] + self.fetches
            self._start(name, self._at_gain(name, samples, gain), is_word=False)

    def say(self, names: Sequence[str], gain: float, sent: float) -> None:
        """Say clips one after another in place of the words that are being said; unknown ones are left out."""
        clips = [(name, self._clip(name)) for name in names]
        loud = [self._at_gain(name, samples, gain) for name, samples in clips if samples is not None]
        if not loud:
            self._tell(f"absent {names[0]}")  # without an answer the helper would be taken for hanging
            return
        if self._is_late(names[0], sent):
            return
        self.hush()
        words = loud[0][:]
        for more in loud[1:]:
            words.frombytes(bytes(2 * round(JOIN_S * RATE_HZ)))
            words += more
        self._start(names[0], words, is_word=True)

    def fetch(self, names: Sequence[str], gain: float) -> None:
        """Have clips read, so that they are heard at once when they are said."""
        self.fetches += [(name, gain) for name in names]

    def fetch_one(self) -> None:
        """Have the next of them at hand, at its loudness; after the first cue the others as well."""
        name, gain = self.fetches.pop(0)
        samples = self._cues[name] if name in self._cues else self._clip(name)
        if samples is not None:
            self._at_gain(name, samples, gain)

    def hush(self) -> None:
        """Stop the words; cues ring out."""
        self._give_back([sounding for sounding in self._sounding if sounding.is_word])

    def tidy(self) -> None:
        """Give back the outputs whose sound is over, and keep one ready."""
        now = time.monotonic()
        self._give_back([sounding for sounding in self._sounding if sounding.over_s <= now])
        self._open_spare()

    def wait_s(self) -> float | None:
        """Seconds until there is something to tidy; None = nothing sounds."""
        over_s = min((sounding.over_s for sounding in self._sounding), default=None)
        return None if over_s is None else max(0.0, over_s - time.monotonic())

    def ring_out(self) -> None:
        """Wait until everything has been heard."""
        over_s = max((sounding.over_s for sounding in self._sounding), default=0.0)
        time.sleep(max(0.0, over_s - time.monotonic()))

    def _is_late(self, name: str, sent: float) -> bool:
        late = time.monotonic() - sent > LATE_S
        if late:
            self._tell(f"late {name}")
        return late

    def _at_gain(self, name: str, samples: array[int], gain: float) -> array[int]:
        gains = {known for _name, known in self._loud}
        if gain not in gains and len(gains) >= MOST_GAINS:
            self._loud.clear()
        if (name, gain) not in self._loud:
            self._loud[name, gain] = array("h", (round(value * gain) for value in samples))
        return self._loud[name, gain]

    def _start(self, name: str, samples: array[int], *, is_word: bool) -> None:
        stream = Stream(samples)
        device = self._sounds(stream)
        if device is None:
            # The output may have gone with its server: once more on a new one.
            stream = Stream(samples)
            device = self._sounds(stream)
        if device is None:
            self._give_back(list(self._sounding))
            self._tell("trouble no_device")
            return
        self._sounding.append(_Sounding(device, time.monotonic() + stream.length_s + RING_OUT_S, is_word))
        self._tell(f"heard {name}")

    def _sounds(self, stream: Stream) -> Any:
        """The output on which a stream is heard now; None = it is not."""
        self._open_spare()
        device, self._spare = self._spare, None
        if device is None:
            return None
        generator = stream.generator()
        next(generator)
        with suppress(Exception):  # whatever a sound system raises, the stretch goes on
            device.start(generator)
            if stream.taken.wait(START_S):
                return device
        _close(device)
        self._is_sure = False
        return None

    def _open_spare(self) -> bool:
        if self._spare is None:
            sure, self._is_sure = self._is_sure, False
            with suppress(Exception):
                self._spare = self._open_device(not sure)
                self._is_sure = True
        return self._spare is not None

    def _give_back(self, over: Sequence[_Sounding]) -> None:
        for sounding in over:
            self._sounding.remove(sounding)
            self._close(sounding.device)


def _close(device: Any) -> None:
    with suppress(Exception):
        device.close()


def closing_beside() -> Callable[[Any], object]:
    """Gives devices back in a thread: it takes up to 40 ms, and a cue may be due in them."""
    away: queue.Queue[Any] = queue.Queue()

    def close() -> None:
        while True:
            _close(away.get())

    threading.Thread(target=close, daemon=True).start()
    return away.put


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


class Clips:
    """The spoken clips of a folder, decoded when they are first wanted: `en/hold_on` is en/hold_on.ogg."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, array[int] | None] = {}

    def __call__(self, name: str) -> array[int] | None:
        """The samples of a clip; None = there is none, or it cannot be read."""
        if name not in self._known:
            self._known[name] = None
            with suppress(Exception):
                self._known[name] = self._decoded(name)
        return self._known[name]

    def _decoded(self, name: str) -> array[int]:
        import miniaudio

        sound = miniaudio.decode_file(
            str(self._folder / f"{name}.ogg"), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE_HZ
        )
        return array("h", sound.samples)


class Output:
    """An output of miniaudio that gives back all it took: the package leaves the connection to the server open."""

    def __init__(self, device: Any, end_context: Callable[[Any], object]) -> None:
        self._device = device
        self._end_context = end_context

    def start(self, stream: Generator[array[int], int, None]) -> None:
        """Let a stream be heard."""
        self._device.start(stream)

    def close(self) -> None:
        """Be silent at once and for good."""
        device, self._device = self._device, None
        if device is not None:
            device.close()
            self._end_context(device._context)


def open_output(make_sure: bool = True) -> Output:
    """The computer's sound output.

    Args:
        make_sure: look first whether there is one that is no stand-in.

    Raises:
        miniaudio.MiniaudioError: there is none, or there is just a stand-in that nobody hears.
    """
    import miniaudio

    # Without this list miniaudio falls back to an output that swallows everything and looks healthy.
    backends = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
    if make_sure:
        names = [device["name"] for device in miniaudio.Devices(backends).get_playbacks()]
        if not names or all(name in DUMMY_NAMES for name in names):
            raise miniaudio.MiniaudioError("no output that anyone hears")
    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE_HZ,
        buffersize_msec=PERIOD_MS,
        callback_periods=PERIODS,
        backends=backends,
        app_name="calfstretch",
    )
    return Output(device, miniaudio.lib.ma_context_uninit)


def serve(player: Player, lines: queue.Queue[str | None]) -> None:
    """Do what the lines ask for; None ends it, after the last sound has been heard."""
    player.warm_up()
    while True:
        try:
            line = lines.get(timeout=0.0 if player.fetches else player.wait_s())
        except queue.Empty:
            # Clips are read one by one where nothing else is to be done: no sound waits for them.
            player.fetch_one() if player.fetches else player.tidy()
            continue
        if line is None:
            break
        word, *rest = line.split()
        if word == "play" and len(rest) == 3:
            player.play(rest[0], float(rest[1]), float(rest[2]))
        elif word == "say" and len(rest) > 2:
            player.say(rest[2:], float(rest[0]), float(rest[1]))
        elif word == "fetch" and len(rest) > 1:
            player.fetch(rest[1:], float(rest[0]))
        elif word == "hush":
            player.hush()
        player.tidy()
    player.ring_out()


def _say(line: str) -> None:
    print(line, flush=True)


def main(sounds: Path, voice: Path) -> None:
    """Serve the lines of the standard input with the cues of one folder and the clips of another."""
    lines: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            if line.strip():
                lines.put(line)
        lines.put(None)

    threading.Thread(target=listen, daemon=True).start()
    serve(Player(load_cues(sounds), open_output, _say, Clips(voice), closing_beside()), lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
