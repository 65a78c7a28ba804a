"""F01: the real program killed in a session; the next start offers what was done, less at most the last second."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.domain.session_snapshot import recover
from calfstretch.domain.session_view import held_s
from calfstretch.journal import Journal
from tests.diaries import journal_on
from tests.faults.real_program import next_line, wait_for, window


def _killed(folder: Path, script: str) -> Journal:
    """The diary of a program that was killed when its script had come so far."""
    with window(folder, f"{script},say:there,stay") as program:
        wait_for(program, "there")
        program.send_signal(signal.SIGKILL)
        program.wait()
    return journal_on(folder / "diary.db")


def _is_open(journal: Journal) -> float:
    """Seconds held of the session that is offered."""
    found = journal.sessions.unfinished()
    assert found is not None
    return held_s(recover(found[1].snapshot).state)


# What had been held when it was killed, in seconds: at least, and at most.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "least", "most"),
    [
        ("space,hold", 4, 30),  # five were seen on the screen
        ("space,in:swap", 30, 30),
        ("space,hold,space,in:paused", 5, 30),
        ("space,hold,left:1", 28, 30),
    ],
    ids=["hold", "swap", "pause", "last second"],
)
def test_F01_held_seconds_survive_a_kill(tmp_path: Path, script: str, least: float, most: float) -> None:  # noqa: N802
    journal = _killed(tmp_path, script)
    assert least <= _is_open(journal) <= most
    journal.database.close()


@pytest.mark.slow
def test_F01_killed_before_anything_was_held_nothing_is_offered(tmp_path: Path) -> None:  # noqa: N802
    journal = _killed(tmp_path, "space,in:get_ready")
    assert journal.sessions.unfinished() is None
    journal.database.close()
    with window(tmp_path, "say:open,close") as program:
        wait_for(program, "open")
        assert program.wait(20) == 0
    journal = journal_on(tmp_path / "diary.db")
    assert (journal.everything(Session), journal.everything(Hold)) == ([], [])
    assert journal.undo() is None  # nobody put it into the bin, so nobody takes it back
    journal.database.close()


@pytest.mark.slow
def test_F01_killed_on_the_finished_screen_all_is_there(tmp_path: Path) -> None:  # noqa: N802
    journal = _killed(tmp_path, "space,end")
    assert [session.outcome for session in journal.everything(Session)] == [Outcome.DONE]
    assert [hold.held_s for hold in journal.everything(Hold)] == [30, 30]
    assert journal.sessions.unfinished() is None
    journal.database.close()


@pytest.mark.slow
def test_F01_killed_right_after_the_answer_it_is_there(tmp_path: Path) -> None:  # noqa: N802
    journal = _killed(tmp_path, "space,end,7")
    assert [session.feel_after for session in journal.everything(Session)] == [7]
    journal.database.close()


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["keep", "resume"])
def test_F01_the_next_start_offers_what_was_done(tmp_path: Path, answer: str) -> None:  # noqa: N802
    _killed(tmp_path, "space,hold").database.close()
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
