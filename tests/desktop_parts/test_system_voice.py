"""The computer's own voice, with made-up programs that speak, hang, fail or are not there."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from calfstretch.desktop import system_voice
from calfstretch.desktop.system_voice import MACOS, SPEECH_DISPATCHER, WINDOWS, SystemVoice, VoiceProgram

NOTE = "import sys, time; log = open(sys.argv[1], 'a', buffering=1); "
SPEAKS = NOTE + "log.write(f'{sys.argv[2:]} {sys.stdin.read()}\\n')"
GOES_ON = SPEAKS + "; time.sleep(60); log.write('end\\n')"
BREAKS = NOTE + "log.write('start\\n'); sys.exit(3)"
QUIET = NOTE + "log.write('quiet\\n')"


class Bench:
    """A voice on a made-up program, and what came of it."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.broken: list[bool] = []

    def make(self, script: str, *arguments: str, hush: str | None = None, hang_s: float = 60.0) -> SystemVoice:
        def command(code: str, *more: str) -> tuple[str, ...]:
            return (sys.executable, "-I", "-S", "-c", code, str(self.log), *more)

        program = VoiceProgram(
            command(script, *arguments), None if hush is None else command(hush), lambda volume: round(volume * 10)
        )
        return SystemVoice(program, lambda: self.broken.append(True), hang_s)

    def lines(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until, "waited 20 s"
        time.sleep(0.005)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "log")


def test_words_language_and_volume_reach_the_program(bench: Bench) -> None:
    voice = bench.make(SPEAKS, "{language}", "{volume}", "{words}")
    voice.set_volume(0.5)
    voice.say("Hold. {volume} \"$(x)'", "de")
    wait_for(lambda: bench.lines() != [])
    assert bench.lines() == [f"{['de', '5', 'Hold. {volume} ' + chr(34) + '$(x)' + chr(39)]} Hold. {{volume}} \"$(x)'"]


def test_hush_ends_the_child_at_once(bench: Bench) -> None:
    voice = bench.make(GOES_ON)
    voice.say("Hold.", "en")
    wait_for(lambda: bench.lines() != [])
    child = voice._child
    assert child is not None
    voice.hush()
    wait_for(lambda: child.poll() is not None)
    assert (bench.lines(), bench.broken) == (["[] Hold."], [])


def test_hush_also_tells_a_server_that_would_go_on(bench: Bench) -> None:
    voice = bench.make(GOES_ON, hush=QUIET)
    voice.say("Hold.", "en")
    wait_for(lambda: bench.lines() != [])
    voice.hush()
    wait_for(lambda: bench.lines()[-1] == "quiet")


def test_new_words_replace_the_old_ones(bench: Bench) -> None:
    voice = bench.make(GOES_ON)
    voice.say("Three.", "en")
    wait_for(lambda: len(bench.lines()) == 1)
    first = voice._child
    assert first is not None
    voice.say("Two.", "en")
    wait_for(lambda: len(bench.lines()) == 2)
    assert first.poll() is not None
    assert bench.broken == []
    voice.stop()
    assert voice._child is None


@pytest.mark.parametrize("broken", [True, False], ids=["fails", "is not there"])
def test_program_that_cannot_speak_is_told_once(bench: Bench, broken: bool) -> None:
    voice = bench.make(BREAKS)
    if not broken:
        voice = SystemVoice(VoiceProgram(("/nowhere/voice",), None, round), lambda: bench.broken.append(True))
    voice.say("Hold.", "en")
    wait_for(lambda: voice.broken)
    voice.say("Rest.", "en")
    voice.hush()
    assert bench.broken == [True]


def test_program_that_hangs_is_ended_and_told(bench: Bench) -> None:
    voice = bench.make(GOES_ON, hang_s=0.5)
    voice.say("Hold.", "en")
    wait_for(lambda: voice.broken)
    assert (bench.broken, voice._child) == ([True], None)


def test_program_of_which_no_saying_ends_is_told_though_each_is_cut_off_by_the_next(bench: Bench) -> None:
    voice = bench.make(GOES_ON, hang_s=1.0)
    for said in range(20):
        if voice.broken:
            break
        voice.say("Three.", "en")
        wait_for(lambda said=said: voice.broken or len(bench.lines()) == said + 1)  # type: ignore[misc]
        time.sleep(0.2)
    assert len(bench.lines()) < 20
    assert bench.broken == [True]


def test_words_cut_off_now_and_then_are_no_fault(bench: Bench) -> None:
    voice = bench.make(SPEAKS, hang_s=60.0)
    for _turn in range(3):
        voice._unheard_s = 50.0  # as long as words were cut off since the last that came to their end
        voice.say("Three.", "en")
        wait_for(lambda: voice._unheard_s == 0.0)
    assert bench.broken == []


def test_volume_zero_says_nothing(bench: Bench) -> None:
    voice = bench.make(SPEAKS)
    voice.set_volume(0)
    voice.say("Hold.", "en")
    voice.set_volume(1)
    voice.say("Rest.", "en")
    wait_for(lambda: bench.lines() != [])
    assert bench.lines() == ["[] Rest."]


@pytest.mark.parametrize(("platform", "program"), [("linux", SPEECH_DISPATCHER), ("darwin", MACOS), ("win32", WINDOWS)])
def test_each_platform_has_its_voice(monkeypatch: pytest.MonkeyPatch, platform: str, program: VoiceProgram) -> None:
    monkeypatch.setattr(system_voice.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert system_voice.system_program(platform) is program
    monkeypatch.setattr(system_voice.shutil, "which", lambda name: None)
    assert system_voice.system_program(platform) is None


def test_volume_of_speech_dispatcher_ends_at_its_usual_loudness() -> None:
    assert [SPEECH_DISPATCHER.volume(volume) for volume in (0.0, 0.5, 1.0)] == [-100, -50, 0]


def test_stop_ends_a_child_that_is_being_started_in_this_moment(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = bench.make(GOES_ON)
    start, stopping, children = voice._started, threading.Event(), []

    def started(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
        stopping.wait(20)
        children.append(start(command))
        return children[0]

    monkeypatch.setattr(voice, "_started", started)
    monkeypatch.setattr(system_voice, "END_S", 20.0)
    voice.say("Hold.", "en")
    wait_for(voice._lock.locked)
    threading.Timer(0.05, stopping.set).start()
    voice.stop()
    (child,) = children
    assert child is not None
    wait_for(lambda: child.poll() is not None)


def test_hush_that_is_overtaken_leaves_the_newer_words_alone(bench: Bench) -> None:
    voice = bench.make(GOES_ON)
    voice.say("Hold.", "en")
    wait_for(lambda: len(bench.lines()) == 1)
    old = voice._child
    assert old is not None
    voice.say("Paused.", "en")
    wait_for(lambda: len(bench.lines()) == 2)
    new = voice._child
    voice._hush(old)
    assert new is not None and voice._child is new and new.poll() is None
    voice.stop()
