"""F01: the real program killed in a session; the next start offers what was done, less at most the last second."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from calfstretch.domain.session_log import Outcome, Session
from calfstretch.domain.session_snapshot import recover
from calfstretch.domain.session_view import held_s
from tests.diaries import journal_on
from tests.faults.real_program import next_line, wait_for, window


def _killed_in_a_hold(folder: Path) -> None:
    with window(folder, "space,hold,say:holding,stay") as program:
        wait_for(program, "holding")
        program.send_signal(signal.SIGKILL)
        program.wait()


def test_F01_held_seconds_survive_a_kill(tmp_path: Path) -> None:  # noqa: N802
    _killed_in_a_hold(tmp_path)
    journal = journal_on(tmp_path / "diary.db")
    found = journal.sessions.unfinished()
    assert found is not None
    assert held_s(recover(found[1].snapshot).state) >= 4  # five were seen on the screen
    journal.database.close()


@pytest.mark.parametrize("answer", ["keep", "resume"])
def test_F01_the_next_start_offers_what_was_done(tmp_path: Path, answer: str) -> None:  # noqa: N802
    _killed_in_a_hold(tmp_path)
    script = {"keep": "unfinished,press:Keep as partial", "resume": "unfinished,press:Repeat the hold and go on,hold"}
    with window(tmp_path, f"{script[answer]},say:done,close") as program:
        said = next_line(program)
        assert "An unfinished session" in said and "into the left hold" in said
        wait_for(program, "done")
        assert program.wait(20) == 0
    journal = journal_on(tmp_path / "diary.db")
    (session,) = journal.everything(Session)
    assert session.outcome is Outcome.PARTIAL
    assert journal.sessions.unfinished() is None
    journal.database.close()
