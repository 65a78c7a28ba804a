"""The helper behind the cues, with an output that is driven by hand."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Generator
from pathlib import Path

import pytest

from calfstretch.desktop import tone_process
from calfstretch.desktop.clips import clip_table, voice_dir
from calfstretch.desktop.tone_process import Clips, Player, Stream, closing_beside, serve
from calfstretch.desktop.tones import helper_command

TICK = array("h", [100, 200, -300])
WORDS = {"en/left": array("h", [7, 8]), "en/hold": array("h", [9])}


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

    def close(self) -> None:
        self.calls.append("close")


class Room:
    """A player with the outputs it will be given one after another."""

    def __init__(self, *outputs: Output | Exception) -> None:
        self.outputs = list(outputs)
        self.said: list[str] = []
        self.made_sure: list[bool] = []
        self.player = Player({"go": TICK}, self.open, self.said.append, WORDS.get)

    def open(self, make_sure: bool) -> Output:
        self.made_sure.append(make_sure)
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


def test_each_sound_has_an_output_of_its_own_that_was_open_before(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = [Output(), Output(), Output()]
    room = Room(*outputs)
    room.player.warm_up()
    for left in (1, 0):
        assert len(room.outputs) == left + 1
        room.player.play("go", 1.0, time.monotonic())
        room.player.tidy()
        assert len(room.outputs) == left
    assert [output.calls for output in outputs] == [["start"], ["start"], []]


def test_output_is_given_back_when_its_sound_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Output(), Output()
    room = Room(first, second)
    room.player.play("go", 1.0, time.monotonic())
    assert room.player.wait_s() == pytest.approx(tone_process.RING_OUT_S, abs=0.1)
    room.player.tidy()
    assert first.calls == ["start"]
    later_s = time.monotonic() + 1
    monkeypatch.setattr(time, "monotonic", lambda: later_s)
    room.player.tidy()
    assert first.calls == ["start", "close"]
    assert room.player.wait_s() is None


def test_words_are_said_one_after_another_with_a_breath_between() -> None:
    output = Output()
    room = Room(output, Output())
    room.player.say(["en/left", "en/hold"], 1.0, time.monotonic())
    breath = round(tone_process.JOIN_S * tone_process.RATE_HZ)
    output.pull(breath)
    assert output.heard == [7, 8, *[0] * breath, 9, 0]
    assert room.said == ["heard en/left"]


def test_new_words_replace_the_words_being_said_but_not_a_cue() -> None:
    cue, before, after = Output(), Output(), Output()
    room = Room(cue, before, after)
    room.player.play("go", 1.0, time.monotonic())
    room.player.say(["en/left"], 1.0, time.monotonic())
    room.player.say(["en/hold"], 1.0, time.monotonic())
    assert [cue.calls, before.calls, after.calls] == [["start"], ["start", "close"], ["start"]]


def test_hush_stops_words_and_lets_a_cue_ring_out() -> None:
    cue, words = Output(), Output()
    room = Room(cue, words)
    room.player.play("go", 1.0, time.monotonic())
    room.player.say(["en/left"], 1.0, time.monotonic())
    room.player.hush()
    assert [cue.calls, words.calls] == [["start"], ["start", "close"]]


def test_late_words_are_dropped_and_leave_the_others_alone() -> None:
    words = Output()
    room = Room(words, Output())
    room.player.say(["en/left"], 1.0, time.monotonic())
    room.player.say(["en/hold"], 1.0, time.monotonic() - 1.5)
    assert words.calls == ["start"]
    assert room.said == ["heard en/left", "late en/hold"]


def test_fetched_clips_are_at_hand_and_make_no_sound() -> None:
    asked: list[str] = []

    def clip(name: str) -> array[int] | None:
        asked.append(name)
        return WORDS.get(name)

    player = Player({}, lambda _make_sure: Output(), [].append, clip)
    player.fetch(["en/left", "en/gong"], 0.5)
    assert asked == []
    while player.fetches:
        player.fetch_one()
    assert asked == ["en/left", "en/gong"]
    assert player.wait_s() is None
    assert player._loud == {("en/left", 0.5): array("h", [4, 4])}


def test_clip_that_is_not_there_is_left_out() -> None:
    output = Output()
    room = Room(output)
    room.player.say(["en/gong"], 1.0, time.monotonic())
    assert (room.said, output.calls) == (["absent en/gong"], [])  # each sound has its answer
    room.player.say(["en/gong", "en/hold"], 1.0, time.monotonic())
    assert output.heard == [9, 0, 0, 0]


def test_clips_are_read_from_the_folder_once_and_damage_is_silence(tmp_path: Path) -> None:
    clips = Clips(voice_dir())
    hold = clips("en/hold")
    assert hold is not None and clips("en/hold") is hold
    assert len(hold) / tone_process.RATE_HZ == pytest.approx(clip_table("en").lengths["hold"], abs=0.01)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "hold.ogg").write_bytes(b"no sound")
    assert Clips(tmp_path)("en/hold") is None
    assert Clips(tmp_path)("../en/absent") is None


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


def test_output_is_looked_at_first_and_after_trouble_alone() -> None:
    room = Room(Output(), Output(deaf=True), Output(), Output())
    for _ in range(3):
        room.player.play("go", 1.0, time.monotonic())
    assert room.said == ["heard go"] * 3
    assert room.made_sure == [True, False, True, False]


def test_no_output_is_said_and_tried_again_with_the_next_cue() -> None:
    output = Output()
    room = Room(OSError("none"), OSError("none"), OSError("none"), output)
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
    assert room.said == ["absent gong"]


def test_long_sound_goes_on_over_several_reads_and_then_is_silence() -> None:
    stream = Stream(array("h", range(10)))
    assert not stream.taken.is_set()
    assert [*stream.read(4), *stream.read(4), *stream.read(4)] == [*range(10), 0, 0]
    assert stream.taken.is_set()


def test_gain_of_the_moment_counts_for_every_sound() -> None:
    outputs = [Output(), Output(), Output()]
    room = Room(*outputs)
    for gain in (0.5, 1.0, 0.5):
        room.player.play("go", gain, time.monotonic())
    assert [output.heard[0] for output in outputs] == [50, 100, 50]


def test_lines_are_served_until_the_end_of_the_input() -> None:
    room = Room(*(Output() for _ in range(4)))
    lines: queue.Queue[str | None] = queue.Queue()
    now = time.monotonic()
    for line in (
        f"play go 1.0 {now}\n",
        "dance\n",
        "play go\n",
        f"say 1.0 {now} en/hold\n",
        "hush\n",
        "say 1 2",
        "fetch 1.0 en/left",
        None,
    ):
        lines.put(line)
    serving = threading.Thread(target=serve, args=(room.player, lines))
    serving.start()
    serving.join(3)
    assert not serving.is_alive()
    assert room.said == ["heard go", "heard en/hold"]


def test_no_sound_waits_for_clips_that_are_read_beforehand() -> None:
    room = Room(*(Output() for _ in range(4)))
    lines: queue.Queue[str | None] = queue.Queue()
    happened: list[str] = []
    read = room.player.fetch_one

    def fetch_one() -> None:
        happened.append("read")
        read()
        if len(happened) == 2:
            lines.put(f"say 1.0 {time.monotonic()} en/hold\n")
            lines.put(None)

    room.player.fetch_one = fetch_one  # type: ignore[method-assign]
    lines.put(f"fetch 1.0 {' '.join(['en/left'] * 50)}\n")
    serve(room.player, lines)
    assert room.said == ["heard en/hold"]
    assert happened == ["read", "read"]


def test_after_the_first_cue_the_others_are_at_hand_at_its_loudness() -> None:
    player = Player({"go": TICK, "half": TICK}, lambda _make_sure: Output(), [].append)
    player.play("go", 0.5, time.monotonic())
    while player.fetches:
        player.fetch_one()
    assert player._loud == {("go", 0.5): array("h", [50, 100, -150]), ("half", 0.5): array("h", [50, 100, -150])}
    player.play("half", 0.5, time.monotonic())
    assert player.fetches == []


def test_no_more_than_two_loudnesses_are_kept_at_hand() -> None:
    player = Player({"go": TICK}, lambda _make_sure: Output(), [].append)
    for gain in (0.5, 0.1, 0.5):
        player.play("go", gain, time.monotonic())
    assert {gain for _name, gain in player._loud} == {0.5, 0.1}
    player.play("go", 0.9, time.monotonic())
    assert {gain for _name, gain in player._loud} == {0.9}


def test_giving_a_device_back_keeps_no_cue_waiting() -> None:
    may_close, closed = threading.Event(), threading.Event()

    class SlowToClose(Output):
        def close(self) -> None:
            may_close.wait(20)
            closed.set()

    outputs = [SlowToClose(), Output(), Output()]
    said: list[str] = []
    player = Player({"go": array("h", [1] * 9)}, lambda _make_sure: outputs.pop(0), said.append, WORDS.get,
                    closing_beside())  # fmt: skip
    player.say(["en/hold"], 1.0, time.monotonic())
    player.hush()
    player.play("go", 1.0, time.monotonic())
    assert said == ["heard en/hold", "heard go"] and not closed.is_set()
    may_close.set()
    assert closed.wait(20)


def test_helper_ends_with_its_input_and_never_loads_qt() -> None:
    command = helper_command()
    # Told to name its modules at the end; without any sound system it must still end in order.
    watch = "import sys, atexit; atexit.register(lambda: print(any(m.startswith('PySide6') for m in sys.modules)))"
    run = f"{watch}; import runpy; sys.argv = sys.argv[1:]; runpy.run_module('{command[3]}', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", run, "helper", *command[4:]], input="", capture_output=True, text=True, timeout=20
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "False"
