"""The window's side of the cues, with made-up helpers that answer, die, hang or know no sound."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calfstretch.desktop.system_voice import VoiceProgram
from calfstretch.desktop.tone_helper import Helper
from calfstretch.desktop.tones import (
    MOST_STARTS,
    NO_DEVICE,
    NOT_ANSWERING,
    START_S,
    HelperTones,
    SilentTones,
    Tones,
    trouble_sentence,
)

NOTE = "import sys, os, time; log = open(sys.argv[1], 'a', buffering=1); log.write(f'start {os.getpid()}\\n')\n"
ANSWERS = NOTE + (
    "for line in sys.stdin:\n    log.write(line); print('heard', line.split()[-1], flush=True)\nlog.write('end\\n')"
)
SLOW = NOTE + (
    "for line in sys.stdin:\n    log.write(line); time.sleep(0.2); print('heard', line.split()[-1], flush=True)"
)
SOUNDLESS = NOTE + "for line in sys.stdin:\n    log.write(line); print('trouble no_device', flush=True)"
HANGS = NOTE + "time.sleep(60)"
DIES = NOTE
DIES_ONCE = NOTE + (
    "first = open(sys.argv[1]).read().count('start') == 1\n"
    "for line in sys.stdin:\n"
    "    if first: sys.exit(1)\n"
    "    log.write(line); print('heard', line.split()[1], flush=True)"
)


class Bench:
    """Tones on a made-up helper, and what came of it."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self.tones: list[HelperTones] = []
        self.troubles: list[str | None] = []

    def make(
        self, script: str, answer_s: float = 5.0, find_voice: Callable[[], VoiceProgram | None] = lambda: None
    ) -> HelperTones:
        command = [sys.executable, "-I", "-S", "-c", script, str(self._log)]
        tones = HelperTones(self.troubles.append, command, answer_s, find_voice)
        self.tones.append(tones)
        return tones

    def lines(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    def starts(self) -> int:
        return sum(line.startswith("start") for line in self.lines())

    def words(self) -> list[str]:
        spoken = [line for line in self.lines() if line.startswith(("say", "hush"))]
        return [" ".join(line.split()[3:]) or line for line in spoken]

    def cues(self) -> list[str]:
        return [line.split()[1] for line in self.lines() if line.startswith("play")]


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until, "waited 20 s"
        time.sleep(0.005)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr("calfstretch.desktop.tones.LATE_S", 30.0)  # a busy machine starts a helper slowly
    bench = Bench(tmp_path / "log")
    yield bench
    for tones in bench.tones:
        tones.stop()


def test_warm_up_starts_the_helper_before_any_cue(bench: Bench) -> None:
    bench.make(ANSWERS).warm_up()
    wait_for(lambda: bench.starts() == 1)
    assert bench.cues() == []


def test_how_long_a_helper_still_wakes_is_told_and_nothing_waits_for_one_in_trouble(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    assert tones.ready_in_s == START_S
    tones.warm_up()
    wait_for(lambda: 0 < tones.ready_in_s < START_S)
    wait_for(lambda: tones.ready_in_s == 0)
    broken = bench.make(ANSWERS)
    broken.trouble = "no_device"
    assert broken.ready_in_s == 0


def test_cues_reach_one_helper_in_order(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.warm_up()
    for cue in ("ready", "go", "half", "swap", "done"):
        tones.play(cue)
    wait_for(lambda: len(bench.cues()) == 5)
    assert bench.cues() == ["ready", "go", "half", "swap", "done"]
    assert bench.starts() == 1
    assert bench.troubles == []


def test_asking_never_waits(bench: Bench) -> None:
    tones = bench.make(HANGS)
    began = time.monotonic()
    for _ in range(100):
        tones.play("go")
    assert time.monotonic() - began < tones._answer_s  # not even for one of a hundred answers


def test_volume_goes_along_squared_and_stays_in_range(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    for volume in (0.5, 7.0):
        tones.set_volume(volume)
        tones.play("go")
        wait_for(lambda: len(bench.cues()) == (1 if volume == 0.5 else 2))  # noqa: B023
    gains = [float(line.split()[2]) for line in bench.lines() if line.startswith("play")]
    assert gains == [0.25, 1.0]


def test_words_reach_the_helper_in_the_voice_of_the_moment(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.say(["leg_left", "hold"])
    tones.set_voice("de")
    tones.say(["rest_left"])
    wait_for(lambda: len(bench.words()) == 2)
    assert bench.words() == ["en/leg_left en/hold", "de/rest_left"]


def test_hush_reaches_the_helper_and_drops_what_still_waits(bench: Bench) -> None:
    tones = bench.make(SLOW, answer_s=5.0)
    tones.say(["hold"])
    wait_for(lambda: bench.words() == ["en/hold"])
    tones.say(["rest_left"])
    tones.hush()
    tones.say(["paused"])
    wait_for(lambda: bench.words()[-1:] == ["en/paused"])
    assert bench.words() == ["en/hold", "hush", "en/paused"]


def test_clips_can_be_fetched_before_they_are_said(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.set_volume(0.5)
    tones.prepare(["leg_left", "hold"])
    wait_for(lambda: bench.lines()[-1:] == ["fetch 0.2500 en/leg_left en/hold"])


def test_cue_is_written_before_play_returns_where_the_helper_is_free(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tones = bench.make(ANSWERS)
    tones.warm_up()
    wait_for(lambda: bench.starts() == 1 and tones._waiting == 0)
    helper = tones._helper
    assert helper is not None
    written_by: list[str] = []
    write = helper.write
    monkeypatch.setattr(helper, "write", lambda line: (written_by.append(threading.current_thread().name), write(line)))
    for cue in ("go", "half"):
        tones.play(cue)
        wait_for(lambda cue=cue: bench.cues()[-1:] == [cue] and tones._waiting == 0)  # type: ignore[misc]
    assert written_by == ["MainThread", "MainThread"]
    assert bench.cues() == ["go", "half"]


def test_hush_alone_starts_no_helper(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.hush()
    tones.play("go")
    wait_for(lambda: bench.cues() == ["go"])
    assert bench.words() == []


def test_volume_zero_asks_for_nothing(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.set_volume(-1)
    tones.play("go")
    tones.say(["hold"])
    tones.set_volume(1)
    tones.play("swap")
    wait_for(lambda: bench.cues() == ["swap"])


def test_unknown_cue_is_our_own_mistake(bench: Bench) -> None:
    with pytest.raises(ValueError, match="gong"):
        bench.make(ANSWERS).play("gong")


def test_no_device_is_told_once_and_taken_back_when_a_cue_is_heard(bench: Bench) -> None:
    tones = bench.make(SOUNDLESS)
    tones.play("go")
    wait_for(lambda: tones.trouble == NO_DEVICE)
    tones.play("go")
    wait_for(lambda: len(bench.cues()) == 2)
    tones._heard_from("heard go")
    assert tones.trouble is None
    assert bench.troubles == [NO_DEVICE, None]


def test_helper_that_dies_on_a_cue_is_started_again_for_it(bench: Bench) -> None:
    tones = bench.make(DIES_ONCE)
    tones.play("swap")
    wait_for(lambda: bench.cues() == ["swap"])
    assert bench.starts() == 2
    assert bench.troubles == []


def test_killed_helper_is_started_again_for_the_next_cue(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.play("go")
    # Killed before it has answered it would rightly be asked for the first cue again.
    wait_for(lambda: bench.cues() == ["go"] and tones._waiting == 0)
    helper = tones._helper
    assert helper is not None
    helper.kill()
    tones.play("swap")
    wait_for(lambda: bench.cues() == ["go", "swap"])
    assert bench.starts() == 2


def test_hanging_helper_is_replaced_and_told(bench: Bench) -> None:
    tones = bench.make(HANGS, answer_s=0.3)
    tones.play("go")
    wait_for(lambda: bench.troubles == [NOT_ANSWERING])
    wait_for(lambda: bench.starts() >= 2)


def test_helper_that_always_dies_is_started_a_few_times_and_no_more(bench: Bench) -> None:
    tones = bench.make(DIES)
    for _ in range(20):
        tones.play("go")
    wait_for(lambda: tones._asked.empty() and tones.trouble == NOT_ANSWERING)
    assert bench.starts() <= MOST_STARTS
    assert bench.troubles == [NOT_ANSWERING]


def test_cue_that_comes_a_second_late_is_dropped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calfstretch.desktop.tones.LATE_S", 0.0)
    tones = bench.make(ANSWERS)
    tones.play("go")
    wait_for(lambda: bench.starts() == 1)
    monkeypatch.setattr("calfstretch.desktop.tones.LATE_S", 30.0)
    tones.play("swap")
    wait_for(lambda: bench.cues() != [])
    assert bench.cues() == ["swap"]


def test_missing_program_is_trouble_and_no_exception(bench: Bench) -> None:
    tones = HelperTones(bench.troubles.append, ["/nowhere/helper"])
    tones.warm_up()
    wait_for(lambda: bench.troubles == [NOT_ANSWERING])


def test_close_lets_the_helper_end_by_itself_and_play_opens_again(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    tones.play("done")
    tones.close()
    wait_for(lambda: bench.lines()[-1:] == ["end"])
    assert bench.cues() == ["done"]
    tones.play("ready")
    wait_for(lambda: bench.cues() == ["done", "ready"])
    assert bench.starts() == 2


def test_stop_ends_the_helper_at_once_and_for_good(bench: Bench) -> None:
    tones = bench.make(HANGS)
    tones.warm_up()
    wait_for(lambda: tones._helper is not None)
    helper = tones._helper
    assert helper is not None
    worker = tones._worker
    tones.stop()
    assert not helper.is_alive()
    tones.play("go")
    assert worker is not None
    worker.join(20)
    assert not worker.is_alive()
    assert tones._helper is None


def test_stop_while_the_helper_is_being_started_ends_it_too(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    tones = bench.make(HANGS)
    started: list[Helper] = []

    def start(*given: object) -> Helper:
        started.append(Helper(*given))  # type: ignore[arg-type]
        tones.stop()
        return started[0]

    monkeypatch.setattr("calfstretch.desktop.tones.Helper", start)
    tones.play("go")
    wait_for(lambda: bool(started) and not started[0].is_alive())
    assert tones._helper is None


def test_helper_that_dies_by_itself_leaves_nothing_behind(bench: Bench) -> None:
    tones = bench.make(DIES)
    tones.warm_up()
    wait_for(lambda: tones._helper is not None)
    helper = tones._helper
    assert helper is not None
    wait_for(lambda: helper._process.returncode is not None)
    assert helper._input().closed and not helper.is_alive()


def test_guides_opened_and_closed_one_after_another_are_no_fault(bench: Bench) -> None:
    tones = bench.make(ANSWERS)
    for turn in range(1, MOST_STARTS + 3):
        tones.play("go")
        tones.close()
        wait_for(lambda turn=turn: bench.lines().count("end") == turn)  # type: ignore[misc]
    assert bench.cues() == ["go"] * (MOST_STARTS + 2)
    assert bench.troubles == []


# -- the computer's own voice ------------------------------------------------------------------------------


def own_voice(tmp_path: Path, code: str) -> VoiceProgram:
    script = f"import sys; open({str(tmp_path / 'own')!r}, 'a').write(sys.argv[1] + chr(10)); {code}"
    return VoiceProgram((sys.executable, "-I", "-S", "-c", script, "{words}"), None, round)


def own_words(tmp_path: Path) -> list[str]:
    file = tmp_path / "own"
    return file.read_text().splitlines() if file.exists() else []


def test_own_voice_says_the_words_of_the_clips_and_the_helper_none(bench: Bench, tmp_path: Path) -> None:
    tones = bench.make(ANSWERS, find_voice=lambda: own_voice(tmp_path, ""))
    tones.set_voice("de", own=True)
    assert tones.speaks_itself
    tones.prepare(("leg_left", "hold"))
    tones.say(("leg_left", "hold"))
    wait_for(lambda: own_words(tmp_path) == ["Linkes Bein. Halten."])
    tones.play("go")
    wait_for(lambda: bench.cues() == ["go"])
    assert not [line for line in bench.lines() if line.startswith(("say", "fetch"))]


def test_own_voice_that_does_not_speak_leaves_it_to_the_clips_at_once(bench: Bench, tmp_path: Path) -> None:
    tones = bench.make(ANSWERS, find_voice=lambda: own_voice(tmp_path, "sys.exit(1)"))
    tones.set_voice("en", own=True)
    tones.say(("hold",))
    wait_for(lambda: bench.words() == ["en/hold"])
    assert tones.own_voice_broke and not tones.speaks_itself
    assert bench.troubles == [None]  # told, so that Settings can say it; the sound itself is well
    tones.say(("half",))
    wait_for(lambda: len(bench.words()) == 2)
    assert own_words(tmp_path) == ["Hold."]
    tones.set_voice("en")
    tones.set_voice("en", own=True)  # chosen anew it is tried anew
    assert tones.speaks_itself


def test_computer_without_a_voice_is_spoken_for_by_the_clips(bench: Bench) -> None:
    tones = bench.make(ANSWERS, find_voice=lambda: None)
    tones.set_voice("en", own=True)
    assert not tones.speaks_itself and not tones.own_voice_broke
    tones.say(("hold",))
    wait_for(lambda: bench.words() == ["en/hold"])


def test_silent_stand_in_remembers() -> None:
    tones: Tones = SilentTones()
    tones.warm_up()
    tones.set_volume(0.3)
    tones.play("go")
    tones.prepare(["hold"])
    tones.say(["hold"])
    tones.hush()
    tones.set_voice("de")
    tones.close()
    tones.stop()
    assert isinstance(tones, SilentTones)
    assert (tones.played, tones.volume, tones.trouble) == (["go"], 0.3, None)


def test_both_troubles_have_a_sentence_that_points_to_the_screen() -> None:
    sentences = {trouble_sentence(code) for code in (NO_DEVICE, NOT_ANSWERING)}
    assert len(sentences) == 2
    assert all("watch the screen" in sentence for sentence in sentences)
