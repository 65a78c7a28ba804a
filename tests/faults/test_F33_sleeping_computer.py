"""F33: the computer sleeps in a hold; asleep time is never held time, and the screen is kept on afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.domain.session_events import Answer
from tests.ui.guide.driving import Guide, open_guide

SLEEPS = {3: "3 s", 40 * 60: "40 min", 9 * 3600: "9 h"}


def _slept(tmp_path: Path, qtbot: QtBot, seconds: int) -> Guide:
    guide = open_guide(tmp_path, qtbot).run(22)
    guide.clock.sleep(seconds)
    guide.clock.advance(0.1)
    guide.screen.runner.tick()
    return guide


@pytest.mark.parametrize("seconds", SLEEPS)
def test_F33_sleep_pauses_at_its_moment_and_asks(tmp_path: Path, qtbot: QtBot, seconds: int) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, seconds)
    assert guide.phase == "asking"
    assert guide.screen.question.accessibleName() == f"The computer slept for {SLEEPS[seconds]}."
    assert Answer.COUNT not in guide.screen.question.buttons


@pytest.mark.parametrize("seconds", SLEEPS)
def test_F33_asleep_time_is_never_held(tmp_path: Path, qtbot: QtBot, seconds: int) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, seconds)
    guide.screen.question.buttons[Answer.REPEAT].click()
    guide.run(80)
    assert guide.holds() == [("left", 12.0, "slept"), ("left", 30.0, "done"), ("right", 30.0, "done")]
    started, ended = guide.sessions()[0].started_at, guide.sessions()[0].ended_at
    assert ended is not None and ended.seconds_since(started) >= seconds


def test_F33_the_screen_is_kept_on_until_the_end(tmp_path: Path, qtbot: QtBot) -> None:  # noqa: N802
    guide = _slept(tmp_path, qtbot, 2400)
    assert guide.awake.held
    guide.screen.question.buttons[Answer.FINISH].click()
    assert not guide.awake.held
