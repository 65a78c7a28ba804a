"""F33: the computer sleeps in a session; asleep time is never held time, and the screen is kept on afterwards."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import BEFORE_BED
from calfstretch.domain.session_events import Answer
from calfstretch.domain.session_log import Hold
from calfstretch.ui.relief.screen import ReliefScreen
from tests.diaries import journal_on
from tests.faults.real_program import busy_for_s, next_line, wait_for, window
from tests.ui.fakes import make_context
from tests.ui.guide.driving import Guide, open_guide

SLEEPS = {3: "3 s", 40 * 60: "40 min", 9 * 3600: "9 h"}
STOPPED_S = 4
NOTICED_S = 3.0
"""From the first second of the hold until the test has heard of it, on a busy machine."""
TOLD, UNTOLD = "told by the system", "seen by the clocks"


def _sleep(guide: Guide, seconds: int, how: str) -> Guide:
    if how == TOLD:
        _tell(guide, asleep=True)
    guide.clock.sleep(seconds)
    if how == TOLD:
        _tell(guide, asleep=False)
        return guide
    guide.clock.advance(0.1)
    guide.screen.runner.tick()
    return guide


def _tell(guide: Guide, *, asleep: bool) -> None:
    listener = guide.sleeps.listener
    assert listener is not None
    listener(asleep)
    QApplication.processEvents()


def _slept(tmp_path: Path, qtbot: QtBot, seconds: int, how: str) -> Guide:
    return _sleep(open_guide(tmp_path, qtbot).run(22), seconds, how)


@pytest.mark.parametrize("how", [TOLD, UNTOLD])
@pytest.mark.parametrize("seconds", SLEEPS)
def test_F33_sleep_pauses_at_its_moment_and_asks(tmp_path: Path, qtbot: QtBot, seconds: int, how: str) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, seconds, how)
    assert guide.phase == "asking"
    assert guide.screen.question.accessibleName() == f"The computer slept for {SLEEPS[seconds]}."
    assert Answer.COUNT not in guide.screen.question.buttons


@pytest.mark.parametrize("how", [TOLD, UNTOLD])
@pytest.mark.parametrize("seconds", SLEEPS)
def test_F33_asleep_time_is_never_held(tmp_path: Path, qtbot: QtBot, seconds: int, how: str) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, seconds, how)
    guide.screen.question.buttons[Answer.REPEAT].click()
    guide.run(80)
    assert guide.holds() == [("left", 12.0, "slept"), ("left", 30.0, "done"), ("right", 30.0, "done")]
    started, ended = guide.sessions()[0].started_at, guide.sessions()[0].ended_at
    assert ended is not None and ended.seconds_since(started) >= seconds


@pytest.mark.parametrize("how", [TOLD, UNTOLD])
def test_F33_the_screen_is_taken_again_and_given_back(tmp_path: Path, qtbot: QtBot, how: str) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, 2400, how)
    assert guide.awake.held
    assert guide.awake.times == (2 if how == TOLD else 1)
    guide.screen.question.buttons[Answer.FINISH].click()
    assert not guide.awake.held
    assert guide.sleeps.listener is None


def test_F33_all_is_on_disk_before_the_computer_may_sleep(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    guide.clock.advance(0.7)  # since the last tick
    _tell(guide, asleep=True)
    found = guide.context.journal.sessions.unfinished()
    assert found is not None
    assert found[1].snapshot["mode"]["kind"] == "asking"
    assert found[1].snapshot["mode"]["elapsed_s"] == pytest.approx(12.7)
    assert guide.sleeps.answers == 1
    assert guide.screen.question.accessibleName() == "The computer is going to sleep."


def test_F33_a_sleep_that_does_not_come_lets_the_hold_go_on(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    _tell(guide, asleep=True)
    guide.clock.advance(0.4)
    _tell(guide, asleep=False)
    assert guide.phase == "hold"
    guide.run(60)
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]


def test_F33_a_waking_that_is_never_told_leaves_the_question(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    _tell(guide, asleep=True)
    guide.clock.sleep(600)
    guide.run(5)
    guide.screen.question.buttons[Answer.REPEAT].click()
    assert guide.phase == "get_ready"
    assert guide.holds() == [("left", 12.0, "slept")]


@pytest.mark.slow
@pytest.mark.parametrize("how", [TOLD, UNTOLD])
@pytest.mark.parametrize(
    ("at_s", "phase"), [(4, "get_ready"), (44, "swap"), (85, "rest")], ids=["get ready", "swap", "rest"]
)
def test_F33_sleep_in_a_gap_asks_and_goes_on_from_there(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, at_s: float, phase: str, how: str
) -> None:
    guide = open_guide(tmp_path, qtbot, BEFORE_BED).run(at_s)
    assert guide.phase == phase
    before = guide.holds()
    _sleep(guide, 2400, how)
    assert guide.phase == "asking"
    guide.screen.question.buttons[Answer.REPEAT].click()
    assert (guide.phase, guide.holds()) == (phase, before)
    guide.run(400)
    assert {reason for _leg, _held, reason in guide.holds()} == {"done"}
    assert len(guide.holds()) == 6


@pytest.mark.parametrize("how", [TOLD, UNTOLD])
def test_F33_a_pause_stays_a_pause(tmp_path: Path, qtbot: QtBot, how: str) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    guide.screen.toggle_pause()
    _sleep(guide, 9 * 3600, how)
    assert guide.phase == "paused"
    guide.screen.toggle_pause()
    guide.run(80)
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]


def test_F33_a_quiet_end_does_not_outlive_a_sleep(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(80)
    assert guide.screen.end_card is not None and not guide.awake.held
    _sleep(guide, 2400, TOLD)
    assert guide.left == [True]
    assert guide.sleeps.answers == 1 and guide.sleeps.listener is None


def test_F33_an_offer_of_safety_does(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    guide.screen.controls.pain.click()
    assert guide.sleeps.listener is None
    _sleep(guide, 2400, UNTOLD)
    assert guide.left == [] and guide.screen.end_card is not None


def test_F33_the_question_comes_at_once_when_the_waking_is_told(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = open_guide(tmp_path, qtbot).run(22)
    _tell(guide, asleep=True)
    guide.clock.sleep(2400)
    _tell(guide, asleep=False)  # its timer stands still in this test: nothing but the word itself can ask
    assert guide.screen.question.accessibleName() == "The computer slept for 40 min."
    assert guide.screen.question.isVisible()


def test_F33_a_computer_that_sleeps_is_not_kept_waiting_by_a_breakdown(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = open_guide(tmp_path, qtbot).run(22)

    def breaks() -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(guide.screen.runner, "fall_asleep", breaks)
    with pytest.raises(RuntimeError, match="broken"):
        guide.screen._fall_asleep()
    assert guide.sleeps.answers == 1


@pytest.mark.slow
def test_F33_a_stopped_program_asks(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "true time,space,next,held:1,say:holding,asked,press:Finish and keep,idle,close") as program:
        wait_for(program, "holding")
        began_s = time.monotonic()
        program.send_signal(signal.SIGSTOP)
        time.sleep(STOPPED_S)
        program.send_signal(signal.SIGCONT)
        assert busy_for_s(next_line(program)) >= STOPPED_S
        assert program.wait(60) == 0
        passed_s = time.monotonic() - began_s
    journal = journal_on(tmp_path / "diary.db")
    (hold,) = journal.everything(Hold)
    # A busy machine may let more pass before the stop and after it, but what it stood still is not held.
    assert 1 <= hold.held_s < NOTICED_S + passed_s - STOPPED_S
    journal.database.close()


def test_F33_a_cramp_goes_on_over_a_sleep(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    context = make_context(tmp_path, qtbot)
    screen = ReliefScreen(context, context.journal.episodes.begin().id)
    qtbot.addWidget(screen, before_close_func=lambda relief: relief.timer.stop())
    clock = context.clock
    assert isinstance(clock, FakeClock)
    clock.advance(5)
    clock.sleep(11 * 60)
    screen.tick()
    assert screen.flag.isHidden() is False  # ten minutes of cramp are ten minutes, awake or not
    screen.ease()
    (episode,) = context.journal.everything(Episode)
    assert episode.eased_after_s == 665
    screen.close_timer.stop()
