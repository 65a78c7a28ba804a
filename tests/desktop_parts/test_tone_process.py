"""The helper behind the cues, with an output that is driven by hand."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Generator

import pytest

from calfstretch.desktop import tone_process
from calfstretch.desktop.tone_process import Mixer, Player, serve
from calfstretch.desktop.tones import helper_command

TICK = array("h", [100, 200, -300])


class Output:
    """A sound output that asks for its first samples at once; `deaf` = it never does."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.deaf = deaf
        self.heard: list[int] = []
        self.calls: list[str] = []
        self.stream: Generator[array[int], int, None] | None = None

    def start(self, stream: Generator[array[int], int, None]) -> None:
        self.calls.append("start")
        self.stream = stream
        if not self.deaf:
            self.pull(4)

    def pull(self, count: int) -> None:
        assert self.stream is not None
        self.heard += self.stream.send(count)

    def stop(self) -> None:
        self.calls.append("stop")

    def close(self) -> None:
        self.calls.append("close")


class Room:
    """A player with the outputs it will be given one after another."""

    def __init__(self, *outputs: Output | Exception) -> None:
        self.outputs = list(outputs)
        self.said: list[str] = []
        self.player = Player({"go": TICK}, self.open, self.said.append)

    def open(self) -> Output:
        output = self.outputs.pop(0)
        if isinstance(output, Exception):
            raise output
        return output


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tone_process, "START_S", 0.02)


def test_cue_is_played_at_its_gain_and_then_silence() -> None:
    output = Output()
    room = Room(output)
    assert room.player.warm_up()
    room.player.play("go", 0.5, time.monotonic())
    assert output.heard == [50, 100, -150, 0]
    assert room.said == ["heard go"]


def test_output_rests_between_cues_and_starts_again() -> None:
    output = Output()
    room = Room(output)
    for _ in range(2):
        room.player.play("go", 1.0, time.monotonic())
        assert room.player.is_busy()
        room.player.rest()
        assert not room.player.is_busy()
    assert output.calls == ["start", "stop", "start", "stop"]


def test_late_cue_is_dropped() -> None:
    room = Room(Output())
    room.player.play("go", 1.0, time.monotonic() - 1.5)
    assert room.said == ["late go"]


def test_vanished_output_is_opened_anew_for_the_same_cue() -> None:
    gone, back = Output(deaf=True), Output()
    room = Room(gone, back)
    room.player.warm_up()
    room.player.play("go", 1.0, time.monotonic())
    assert gone.calls == ["start", "close"]
    assert back.heard == [*TICK, 0]
    assert room.said == ["heard go"]


def test_no_output_is_said_and_tried_again_with_the_next_cue() -> None:
    output = Output()
    room = Room(OSError("none"), OSError("none"), output)
    assert not room.player.warm_up()
    room.player.play("go", 1.0, time.monotonic())
    assert room.said == ["trouble no_device", "trouble no_device"]
    room.player.play("go", 1.0, time.monotonic())
    assert room.said[-1] == "heard go"
    assert output.heard == [*TICK, 0], "the unheard cue must not come late"


def test_missing_sound_library_is_trouble_and_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    said: list[str] = []
    assert not Player({}, tone_process.open_output, said.append).warm_up()
    assert said == ["trouble no_device"]


@pytest.mark.parametrize("names", [[], ["Dummy Output"], ["auto_null"]])
def test_output_that_nobody_hears_counts_as_none(monkeypatch: pytest.MonkeyPatch, names: list[str]) -> None:
    import miniaudio

    class Devices:
        def __init__(self, backends: list[miniaudio.Backend]) -> None:
            assert miniaudio.Backend.NULL not in backends

        def get_playbacks(self) -> list[dict[str, str]]:
            return [{"name": name} for name in names]

    monkeypatch.setattr(miniaudio, "Devices", Devices)
    with pytest.raises(miniaudio.MiniaudioError, match="anyone hears"):
        tone_process.open_output()


def test_unknown_cue_is_silence() -> None:
    room = Room(Output())
    room.player.play("gong", 1.0, time.monotonic())
    assert room.said == []


def test_two_cues_at_once_are_added_without_overflow() -> None:
    mixer = Mixer()
    mixer.add(array("h", [30000, -30000, 5]))
    mixer.add(array("h", [30000, -30000]))
    assert list(mixer.read(2)) == [32767, -32768]
    assert list(mixer.read(3)) == [5, 0, 0]
    assert list(mixer.read(2)) == [0, 0]
    assert mixer.left_s() == 0


def test_long_cue_goes_on_over_several_reads() -> None:
    mixer = Mixer()
    mixer.add(array("h", range(10)))
    assert [*mixer.read(4), *mixer.read(4), *mixer.read(4)] == [*range(10), 0, 0]


def test_lines_are_served_until_the_end_of_the_input() -> None:
    room = Room(Output())
    lines: queue.Queue[str | None] = queue.Queue()
    now = time.monotonic()
    for line in (f"play go 1.0 {now}\n", "dance\n", "play go\n", None):
        lines.put(line)
    serving = threading.Thread(target=serve, args=(room.player, lines))
    serving.start()
    serving.join(3)
    assert not serving.is_alive()
    assert room.said == ["heard go"]


def test_helper_ends_with_its_input_and_never_loads_qt() -> None:
    command = helper_command()
    # Told to name its modules at the end; without any sound system it must still end in order.
    watch = "import sys, atexit; atexit.register(lambda: print(any(m.startswith('PySide6') for m in sys.modules)))"
    run = f"{watch}; import runpy; sys.argv = sys.argv[1:]; runpy.run_module('{command[3]}', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", run, "helper", command[4]], input="", capture_output=True, text=True, timeout=20
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "False"
