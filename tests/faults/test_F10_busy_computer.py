"""F10: the event loop stands still for 20 s in a hold; nothing counts without the person's word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.domain.session_events import Answer
from calfstretch.domain.session_log import Hold
from tests.diaries import journal_on
from tests.faults.real_program import busy_for_s, next_line, window
from tests.ui.guide.driving import Guide, open_guide


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    guide = open_guide(tmp_path, qtbot).run(22)
    guide.clock.advance(20)
    guide.screen.runner.tick()
    return guide


def test_F10_it_pauses_at_the_last_tick_and_asks(guide: Guide) -> None:  # noqa: N802
    assert guide.phase == "asking"
    words = [button.words() for button in guide.screen.question.buttons.values()]
    assert guide.screen.question.accessibleName() == "The app was busy for 20 s."
    assert words == ["Do this hold again", "I held on: count it", "Finish and keep", "Throw the session away"]


def test_F10_no_pile_of_late_cues(guide: Guide) -> None:  # noqa: N802
    assert guide.tones.played == ["ready", "go"]


def test_F10_the_row_in_the_diary_says_so_too(guide: Guide) -> None:  # noqa: N802
    found = guide.context.journal.sessions.unfinished()
    assert found is not None
    assert found[1].snapshot["mode"]["elapsed_s"] == 12


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        (Answer.REPEAT, [("left", 12.0, "repeated")]),
        (Answer.FINISH, [("left", 12.0, "stopped")]),
        (Answer.COUNT, [("left", 30.0, "done")]),  # 12 s and 20 s, counted up to the target
    ],
)
def test_F10_the_answer_decides_what_counts(guide: Guide, answer: Answer, held: list[object]) -> None:  # noqa: N802
    guide.clock.advance(600)
    guide.screen.question.buttons[answer].click()
    assert guide.holds() == held


@pytest.mark.slow
def test_F10_a_blocked_program_asks(tmp_path: Path) -> None:  # noqa: N802
    script = "true time,space,next,held:1,block:3.2,asked,press:I held on: count it,in:hold,escape,idle,close"
    began_s = time.monotonic()
    with window(tmp_path, script) as program:
        assert busy_for_s(next_line(program)) >= 3
        assert program.wait(60) == 0
    passed_s = time.monotonic() - began_s
    journal = journal_on(tmp_path / "diary.db")
    (hold,) = journal.everything(Hold)
    assert 4.2 <= hold.held_s < passed_s  # counted, and once
    journal.database.close()
