"""Tests of the voice in the guide: it follows the plan, the timer is armed for it, and it ends with the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from calfstretch.clock import FastClock
from calfstretch.desktop.clips import clip_table
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.routine import BEFORE_BED, DAILY, Routine
from calfstretch.domain.session_state import Command
from calfstretch.domain.spoken import SoundMode, SpeechOptions, routine_plan
from calfstretch.ui.guide import screen as guide_screen
from calfstretch.ui.guide.runner import SessionRunner
from calfstretch.ui.guide.screen import GuideScreen
from tests.ui.fakes import make_context
from tests.ui.guide.driving import Guide, open_guide

Key = Qt.Key


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    return open_guide(tmp_path, qtbot)


def said(guide: Guide) -> list[str]:
    return [" ".join(clips) for clips in guide.tones.said]


def planned(routine: Routine, mode: SoundMode = SoundMode.BOTH) -> list[str]:
    plan = routine_plan(routine, SpeechOptions(mode), clip_table("en").lengths)
    return [" ".join(saying.clips) for saying in plan]


@pytest.mark.parametrize("routine", [DAILY, BEFORE_BED])
def test_whole_session_says_its_plan_and_rings_its_cues(tmp_path: Path, qtbot: QtBot, routine: Routine) -> None:
    guide = open_guide(tmp_path, qtbot, routine)
    guide.run(routine.total_s() + 3)
    assert said(guide) == planned(routine)
    assert guide.tones.played[0] == "ready" and guide.tones.played[-1] == "done"
    assert guide.phase == "ended"


def test_done_is_said_after_the_end_and_the_timer_waits_for_it(guide: Guide) -> None:
    guide.run(78.0)
    assert guide.screen.end_card is not None
    assert said(guide)[-1] == "one"
    timer = guide.screen.runner._timer
    assert timer.isActive() and timer.interval() == 1001
    guide.run(1.0)
    assert said(guide)[-1] == "done"
    assert not timer.isActive()


def test_the_timer_is_armed_for_the_next_words_to_the_millisecond(guide: Guide) -> None:
    runner = guide.screen.runner
    for to_s, next_s in ((3.97, 4.0), (24.95, 25.0), (25.37, 25.4), (36.99, 37.0)):
        guide.run(to_s - (guide.clock.read().monotonic_s - 1000.0), tick_s=0.01)
        left_ms = (next_s - to_s) * 1000
        assert left_ms <= runner._timer.interval() <= left_ms + 2
        assert runner._timer.timerType() is Qt.TimerType.PreciseTimer


def test_hidden_the_timer_still_comes_for_words_and_for_half_way(guide: Guide) -> None:
    guide.screen.hide()
    guide.run(19.4)
    assert guide.screen.runner._timer.interval() <= 602  # "heel down" at 20 s
    guide.run(5.2, tick_s=0.1)
    assert guide.screen.runner._timer.interval() <= 402  # half-way at 25 s
    assert guide.screen.runner._timer.timerType() is Qt.TimerType.PreciseTimer


def test_late_words_are_dropped_and_never_queued(guide: Guide) -> None:
    guide.run(18.9)
    before = len(said(guide))
    guide.run(1.95, tick_s=1.95)  # one tick over "heel down" at 20 s
    assert said(guide)[before:] == ["heel_down"]
    guide.run(3.2)
    before = len(said(guide))
    guide.run(1.99, tick_s=1.99)  # and over half-way: its words were due 0.9 s ago
    guide.run(5)
    assert said(guide)[before:] in (["half knee_straight"], [])
    assert len(said(guide)) - before <= 1


def test_pause_and_go_on_are_said(guide: Guide) -> None:
    guide.run(12).press(Key.Key_Space)
    assert said(guide)[-1] == "paused"
    guide.run(30)
    assert said(guide)[-1] == "paused"
    guide.press(Key.Key_Space)
    assert said(guide)[-1] == "go_on"


def test_after_sleep_it_points_to_the_screen(guide: Guide) -> None:
    guide.run(12)
    guide.clock.sleep(600)
    guide.screen.runner.tick()
    assert said(guide)[-1] == "paused read_screen"


def test_this_hurts_is_answered_by_rest(guide: Guide) -> None:
    guide.run(12)
    guide.screen.controls.pain.click()
    assert said(guide)[-1] == "hurts"
    guide.run(30)
    assert said(guide)[-1] == "hurts"


def test_stop_says_so_and_gives_the_helper_back_after_it(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(guide.tones, "close", lambda: order.append("close"))
    monkeypatch.setattr(guide.tones, "say", lambda clips, share: order.append(" ".join(clips)))
    guide.run(12).press(Key.Key_Escape)
    assert order[-2:] == ["stopped", "close"]


def test_a_cramp_hushes_the_session(guide: Guide) -> None:
    guide.run(12)
    hushed = guide.tones.hushed
    guide.screen.stop_and_keep()
    assert guide.tones.hushed > hushed


def test_going_on_after_a_kill_speaks_again(tmp_path: Path, qtbot: QtBot, guide: Guide) -> None:
    guide.run(22)
    unfinished = guide.context.journal.sessions.unfinished()
    assert unfinished is not None
    session, running = unfinished
    screen = GuideScreen(guide.context, DAILY, session_id=session.id)
    qtbot.addWidget(screen)
    screen.runner._timer.timeout.disconnect()
    guide.tones.said.clear()
    screen.resume(running.snapshot)
    for _tick in range(4):
        guide.clock.advance(0.5)
        screen.runner.tick()
    assert said(guide) == ["leg_left hold_on"]


def test_plus_and_minus_move_the_count_down(guide: Guide) -> None:
    guide.run(12).press(Key.Key_Plus).run(30)
    counted = said(guide)
    assert counted[-1] == "three"  # at 42 s


def test_the_demos_fast_clock_leaves_words_out(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)._replace(clock=FastClock(10))
    context.journal.set_setting("sound_mode", "voice")
    runner = SessionRunner(context.journal, context.clock, context.tones, DAILY)
    assert not runner.speaks
    runner.begin()
    runner.hear(SoundMode.BOTH)
    assert not runner.speaks
    runner.send(Command.NEXT)
    assert (context.tones.said, context.tones.played[-1]) == ([], "go")  # type: ignore[attr-defined]
    runner.close()


@pytest.mark.parametrize(("mode", "announced"), [("voice", False), ("tones", True), ("none", True)])
def test_a_screen_reader_is_not_made_to_talk_over_the_voice(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, mode: str, announced: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(guide_screen, "announce", lambda _widget, text: told.append(text))
    context = make_context(tmp_path, qtbot)
    context.journal.set_setting("sound_mode", mode)
    guide = open_guide(tmp_path, qtbot, context=context)
    guide.run(12)
    assert ("LEFT. Heel down, toes up. Hold." in told) is announced
    assert ("n29" in said(guide)) is (mode == "voice")  # and it counts for those who use one


def test_a_screen_reader_says_the_steps_where_the_voice_is_not_heard(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(guide_screen, "announce", lambda _widget, text: told.append(text))
    guide = open_guide(tmp_path, qtbot)
    guide.tones.trouble = "no_device"
    guide.run(12)
    assert "LEFT. Heel down, toes up. Hold." in told


def waking(tmp_path: Path, qtbot: QtBot) -> Guide:
    """A guide whose sound is heard in half a second; begun."""
    context = make_context(tmp_path, qtbot)
    assert isinstance(context.tones, SilentTones)
    context.tones.ready_in_s = 0.5
    return open_guide(tmp_path, qtbot, context=context)


def test_session_begins_with_a_sound_that_still_wakes_and_every_moment_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    guide = waking(tmp_path, qtbot)
    assert guide.phase == "get_ready" and guide.screen.runner._timer.interval() <= 501
    guide.run(0.4, tick_s=0.1)
    assert (guide.tones.played, said(guide), guide.screen.view.parts.ring.fraction()) == ([], [], 1.0)
    guide.run(0.1, tick_s=0.1)
    assert guide.tones.played == ["ready"]
    guide.run(9.9, tick_s=0.1)
    assert guide.tones.played == ["ready"]
    guide.run(0.1, tick_s=0.1)
    assert guide.tones.played == ["ready", "go"]
    guide.run(68.0 + 3, tick_s=0.1)
    assert said(guide) == planned(DAILY)
    assert guide.phase == "ended"


def test_word_of_the_person_before_the_sound_has_woken_is_done_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    guide = waking(tmp_path, qtbot)
    guide.screen.send(Command.NEXT)
    assert guide.phase == "hold" and guide.tones.played == ["ready", "go"]
    guide.run(30.6)
    assert guide.phase == "swap"


def test_nothing_waits_for_a_sound_that_is_switched_off(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    assert isinstance(context.tones, SilentTones)
    context.tones.ready_in_s = 0.5
    context.journal.set_setting("sound_mode", "none")
    guide = open_guide(tmp_path, qtbot, context=context)
    guide.run(10.0)
    assert guide.phase == "hold"
