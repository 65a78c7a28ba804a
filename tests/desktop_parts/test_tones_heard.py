"""Cues and words through a real sound server, recorded from an output that goes nowhere."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import ParamSpec

import numpy as np
import pytest
from numpy.typing import NDArray

from calfstretch.assets_dir import assets_dir
from calfstretch.desktop.clips import clip_table, voice_dir
from calfstretch.desktop.tone_process import Clips, load_cues
from calfstretch.desktop.tones import CUES, NO_DEVICE, HelperTones

pytestmark = pytest.mark.desktop
RATE_HZ = 22050
LATEST_ONSET_S = 1.0  # later than this the helper must drop a cue; how soon it comes is measured, not asserted


P = ParamSpec("P")


def tried_thrice(test: Callable[P, None]) -> Callable[P, None]:
    """The same test up to three times: a busy virtual machine starves the sound server, which then drops buffers.

    A cue that is wrong, absent or late by our doing is so every time. Where another program's sound comes back broken
    too, the machine is what was measured: a skip that says so.
    """

    @functools.wraps(test)
    def again(*args: P.args, **kwargs: P.kwargs) -> None:
        for _attempt in range(2):
            with contextlib.suppress(AssertionError):
                return test(*args, **kwargs)
        try:
            return test(*args, **kwargs)
        except AssertionError as wrong:
            server = kwargs.get("server")
            if isinstance(server, SoundServer) and not another_player_is_whole(server):
                pytest.skip(f"the sound server breaks up another program's sound as well here ({wrong})"[:300])
            raise

    return again


class Ears:
    """Everything the output was given, with the moment of each sample."""

    def __init__(self, env: dict[str, str]) -> None:
        command = ["parec", "-d", "cap.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={RATE_HZ}"]
        self._recorder = subprocess.Popen([*command, "--latency-msec=5"], env=env, stdout=subprocess.PIPE)
        self._chunks: list[tuple[float, bytes]] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        wait_for(lambda: bool(self._chunks))

    def _listen(self) -> None:
        assert self._recorder.stdout is not None
        descriptor = self._recorder.stdout.fileno()
        while chunk := os.read(descriptor, 65536):
            self._chunks.append((time.monotonic(), chunk))

    def since(self, began: float) -> NDArray[np.float64]:
        """What was heard after a moment, as shares of full scale."""
        heard = b"".join(chunk for at, chunk in list(self._chunks) if at >= began)
        return np.frombuffer(heard[: len(heard) // 2 * 2], "<i2") / 32768

    def onset_s(self, began: float) -> float | None:
        """How long after a moment the first sound arrived; None = silence."""
        for at, chunk in list(self._chunks):
            sound = np.abs(np.frombuffer(chunk, "<i2"))
            if at >= began and sound.size and sound.max() > 300:
                first = int(np.argmax(sound > 300))
                return at - (len(sound) - first) / RATE_HZ - began
        return None

    def close(self) -> None:
        self._recorder.kill()
        self._recorder.wait()
        self._thread.join(2)
        assert self._recorder.stdout is not None
        self._recorder.stdout.close()


class SoundServer:
    """PulseAudio with one output into the void."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
             "-L", "module-null-sink sink_name=cap rate=44100", "-L", "module-native-protocol-unix"],
            env=self.env, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(lambda: subprocess.run(["pactl", "info"], env=self.env, capture_output=True).returncode == 0)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(by)
        self.process.wait(10)


def wait_for(happened: Callable[[], bool], timeout_s: float = 15.0) -> None:
    until = time.monotonic() + timeout_s
    while not happened():
        assert time.monotonic() < until, f"waited {timeout_s} s"
        time.sleep(0.02)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    missing = [tool for tool in ("pulseaudio", "pactl", "parec") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        monkeypatch.setenv("PULSE_SERVER", f"unix:{runtime}/pulse/native")
        server = SoundServer(dict(os.environ))
        yield server
        server.stop()


@pytest.fixture
def tones() -> Iterator[HelperTones]:
    tones = HelperTones()
    yield tones
    tones.stop()


def heard_cue(tones: HelperTones) -> None:
    """Wait until the helper has answered for the last cue."""
    wait_for(lambda: tones._asked.empty() and tones._helper is not None and tones._helper.answered.is_set())


def likeness(heard: NDArray[np.float64], cue: str) -> float:
    """Which share of a cue's sound stands in a recording in its place, 0 to 1.

    It is looked for in pieces of 50 ms: a buffer the machine dropped moves what follows by a few milliseconds, which
    nobody hears, and which a comparison of the whole would take for another sound.
    """
    return share_heard(heard, np.array(load_cues(assets_dir() / "sounds")[cue], dtype=float) / 32768)


def share_heard(heard: NDArray[np.float64], sound: NDArray[np.float64]) -> float:
    """Which share of a sound stands in a recording in its place, 0 to 1."""
    size = RATE_HZ // 20
    energy = np.sqrt(np.convolve(heard**2, np.ones(size), "valid")) + 1e-9
    starts = [start for start in range(0, len(sound) - size, size) if np.abs(sound[start : start + size]).max() > 0.02]
    shifts = []
    for start in starts:
        piece = sound[start : start + size]
        match = np.abs(np.correlate(heard, piece, "valid")) / energy / np.linalg.norm(piece)
        shifts.append((int(match.argmax()) - start) / RATE_HZ if match.max() > 0.9 else np.inf)
    known = [shift for shift in shifts if np.isfinite(shift)]
    if not known:
        return 0.0
    usual = float(np.median(known))
    return sum(abs(shift - usual) < 0.06 for shift in shifts) / len(shifts)


def another_player_is_whole(server: SoundServer) -> bool:
    """Whether the system's own player, with all the buffer it likes, is heard as it should be, three times in a row."""
    ears = Ears(server.env)
    try:
        for _time in range(3):
            began = time.monotonic()
            subprocess.run(["paplay", assets_dir() / "sounds" / "ready.wav"], env=server.env, check=True, timeout=30)
            time.sleep(1)
            if likeness(ears.since(began), "ready") < 0.8:
                return False
        return True
    finally:
        ears.close()


@tried_thrice
def test_each_cue_is_heard_soon_and_is_itself(server: SoundServer, tones: HelperTones) -> None:
    ears = Ears(server.env)
    try:
        tones.warm_up()
        time.sleep(1.5)
        onsets = {}
        for cue in CUES:
            began = time.monotonic()
            tones.play(cue)
            time.sleep(2.2)
            onset = ears.onset_s(began)
            assert onset is not None, f"{cue} was not heard"
            onsets[cue] = onset
            likenesses = {name: likeness(ears.since(began), name) for name in CUES}
            assert max(likenesses, key=lambda name: likenesses[name]) == cue, likenesses
            assert likenesses[cue] > 0.6
        print("onsets in ms:", {cue: round(1000 * onset) for cue, onset in onsets.items()})
        assert max(onsets.values()) < LATEST_ONSET_S, onsets
    finally:
        ears.close()


def words(name: str) -> NDArray[np.float64]:
    clip = Clips(voice_dir())(f"en/{name}")
    assert clip is not None
    return np.array(clip, dtype=float) / 32768


@tried_thrice
def test_words_are_heard_soon_and_whole_also_beside_a_cue(server: SoundServer, tones: HelperTones) -> None:
    ears = Ears(server.env)
    try:
        tones.warm_up()
        time.sleep(1.5)
        onsets = {}
        for name in ("leg_left", "three", "heel_down"):
            began = time.monotonic()
            tones.say([name])
            time.sleep(1.6)
            onset = ears.onset_s(began)
            assert onset is not None, f"{name} was not heard"
            onsets[name] = onset
            assert share_heard(ears.since(began), words(name)) > 0.8
        print("onsets in ms:", {name: round(1000 * onset) for name, onset in onsets.items()})
        assert max(onsets.values()) < LATEST_ONSET_S, onsets
        began = time.monotonic()
        tones.play("half")
        time.sleep(0.4)
        tones.say(["half"])
        time.sleep(2.0)
        assert share_heard(ears.since(began), words("half")) > 0.5  # where the cue rings, the two are added
    finally:
        ears.close()


@tried_thrice
def test_hush_cuts_words_off_and_new_words_replace_old_ones(server: SoundServer, tones: HelperTones) -> None:
    ears = Ears(server.env)
    try:
        tones.warm_up()
        time.sleep(1.5)
        began = time.monotonic()
        tones.say(["step_left"])
        time.sleep(0.6)
        tones.hush()
        time.sleep(0.5)
        hushed = time.monotonic()
        time.sleep(clip_table("en").lengths["step_left"])
        assert np.abs(ears.since(began)).max() > 0.1
        assert np.abs(ears.since(hushed)).max(initial=0) < 0.01
        began = time.monotonic()
        tones.say(["step_left"])
        time.sleep(0.5)
        tones.say(["heel_down"])
        time.sleep(3.0)
        heard = ears.since(began)
        assert share_heard(heard, words("heel_down")) > 0.8
        assert share_heard(heard, words("step_left")) < 0.5
    finally:
        ears.close()


def test_sounds_leave_no_connection_behind(server: SoundServer, tones: HelperTones) -> None:
    tones.warm_up()
    for _ in range(6):
        tones.play("half")
        heard_cue(tones)
        time.sleep(0.2)
    time.sleep(2.5)
    listed = subprocess.run(["pactl", "list", "short", "clients"], env=server.env, capture_output=True, text=True)
    # The one output kept ready, and pactl itself.
    assert listed.stdout.count("calfstretch") <= 1, listed.stdout
    assert listed.stdout.count("\n") <= 3, listed.stdout


@tried_thrice
def test_volume_is_heard_and_zero_is_silence(server: SoundServer, tones: HelperTones) -> None:
    ears = Ears(server.env)
    try:
        tones.warm_up()
        time.sleep(1.5)
        loudest = []
        for volume in (1.0, 0.5, 0.0):
            tones.set_volume(volume)
            began = time.monotonic()
            tones.play("half")
            time.sleep(1.6)
            loudest.append(float(np.abs(ears.since(began)).max(initial=0)))
        assert loudest[0] == pytest.approx(0.6, abs=0.03)
        assert loudest[1] == pytest.approx(0.15, abs=0.02)
        assert loudest[2] == 0
    finally:
        ears.close()


@tried_thrice
def test_without_a_server_it_says_no_device(monkeypatch: pytest.MonkeyPatch, tones: HelperTones) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    tones.play("go")
    wait_for(lambda: tones.trouble == NO_DEVICE)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
@tried_thrice
def test_F37_server_that_comes_back_is_heard_again(  # noqa: N802
    server: SoundServer, tones: HelperTones, by: signal.Signals
) -> None:
    tones.warm_up()
    time.sleep(1.0)
    tones.play("go")
    heard_cue(tones)
    assert tones.trouble is None
    server.stop(by)
    tones.play("swap")
    wait_for(lambda: tones.trouble is not None)
    server.start()
    ears = Ears(server.env)
    try:
        began = time.monotonic()
        # The helper may have been started anew because it hung: the second cue at the latest comes.
        for _ in range(3):
            tones.play("done")
            time.sleep(2.0)
        assert ears.onset_s(began) is not None
        assert tones.trouble is None
    finally:
        ears.close()


@tried_thrice
def test_cue_rings_out_when_the_guide_closes(server: SoundServer, tones: HelperTones) -> None:
    ears = Ears(server.env)
    try:
        tones.warm_up()
        time.sleep(1.0)
        began = time.monotonic()
        tones.play("done")
        tones.close()
        time.sleep(2.5)
        assert likeness(ears.since(began), "done") > 0.6
    finally:
        ears.close()
