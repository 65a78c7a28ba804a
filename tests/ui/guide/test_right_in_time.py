"""The guide keeps time: seen, hidden, late, with whatever breaks beside it; Esc always leaves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.domain.routine import DAILY, Routine
from calfstretch.domain.session_events import Cue, Ended, Event, StepStarted
from tests.ui.guide.driving import Guide, open_guide

LONG = Routine("Ten minutes", hold_s=118, rounds=3, rest_s=20)
DRIFT_S = 0.1


def _by_its_own_timer(guide: Guide, seconds: float, chance: random.Random) -> list[tuple[Event, float]]:
    """Let time pass as the runner's timer asks, each tick up to 20 ms late; each event with how late it was told."""
    told: list[tuple[Event, float]] = []
    runner, clock = guide.screen.runner, guide.clock
    runner.happened.connect(
        lambda events: told.extend((event, clock.read().monotonic_s - getattr(event, "at_s", 0.0)) for event in events)
    )
    until_s = clock.read().monotonic_s + seconds
    while clock.read().monotonic_s < until_s and runner._timer.isActive():
        clock.advance(runner._timer.interval() / 1000 + chance.random() * 0.02)
        runner.tick()
    return told


@pytest.mark.parametrize("seen", [pytest.param(True, marks=pytest.mark.slow), False], ids=["seen", "hidden"])
def test_ten_minutes_are_right_to_a_tenth_of_a_second(tmp_path: Path, qtbot: QtBot, seen: bool) -> None:
    guide = open_guide(tmp_path, qtbot, LONG)
    began_s = guide.clock.read().monotonic_s
    guide.screen.seen(seen)
    told = _by_its_own_timer(guide, 900, random.Random(3))
    late = [late_s for event, late_s in told if isinstance(event, StepStarted | Cue | Ended)]
    assert max(late) <= DRIFT_S and min(late) >= 0
    (end,) = [event for event, _late in told if isinstance(event, Ended)]
    assert end.at_s - began_s == pytest.approx(10 + 6 * 118 + 3 * 8 + 2 * 20)
    rung = [cue for cue in guide.tones.played if cue != "ready"]
    assert rung == ["go", "half", "swap"] * 5 + ["go", "half", "done"]


def test_nothing_is_drawn_while_hidden_and_all_is_right_when_seen_again(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot).run(15)
    shown = guide.screen.parts.ring._digits
    guide.screen._seen = False
    guide.screen.seen(False)
    guide.run(12)
    assert guide.screen.parts.ring._digits == shown
    guide.screen._seen = True
    guide.screen.seen(True)
    assert guide.screen.parts.ring._digits == "13"


# --- never frozen, never trapped ------------------------------------------------------------------------------


def _breaks(*_given: object) -> None:
    raise RuntimeError("broken")


@pytest.mark.parametrize("what", ["diary", "sound"])
def test_a_breakdown_stops_neither_the_count_nor_the_way_out(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    guide = open_guide(tmp_path, qtbot).run(15)
    runner = guide.screen.runner
    monkeypatch.setattr(runner, "_record" if what == "diary" else "_sound", _breaks)
    guide.clock.advance(1)
    with pytest.raises(RuntimeError, match="broken"):
        runner.tick()
    assert runner._timer.isActive()
    assert guide.screen.parts.ring._digits == "24"
    with pytest.raises(RuntimeError, match="broken"):
        guide.screen.key(Qt.Key.Key_Escape)
    assert guide.left == [True]
    if what == "sound":
        assert guide.holds() == [("left", 6.0, "stopped")]


_PHASES = {"get_ready": 3, "hold": 15, "swap": 44}


@pytest.mark.parametrize("phase", [*_PHASES, "paused", "asking", "end"])
def test_esc_leaves_at_once(tmp_path: Path, qtbot: QtBot, phase: str) -> None:
    guide = open_guide(tmp_path, qtbot).run(_PHASES.get(phase, 15))
    if phase == "paused":
        guide.screen.toggle_pause()
    elif phase == "asking":
        guide.freeze(20)
    elif phase == "end":
        guide.run(70)
    else:
        assert guide.phase == phase
    guide.press(Qt.Key.Key_Escape)  # no turn of the event loop lies between
    assert guide.left == [True]


def test_a_countdown_that_stalled_gives_way_to_a_question(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot, DAILY).run(15)
    guide.freeze(2.1)
    assert guide.screen.question.isVisible() and not guide.screen.parts.ring.isVisible()


def test_a_guide_that_was_left_says_no_word_later(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot)
    guide.run(78)
    assert guide.screen.end_card is not None
    said = len(guide.tones.said)
    guide.press(Qt.Key.Key_Escape)
    guide.screen.runner.set_visible(False)  # as the screen goes
    assert not guide.screen.runner._timer.isActive()
    guide.run(5)
    assert len(guide.tones.said) == said
