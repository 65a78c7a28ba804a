"""F06: logout, a closed terminal, Ctrl+C in a hold: what was held is stored, in under two seconds."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from tests.diaries import journal_on
from tests.faults.real_program import start, wait_for


def holds_of(journal: Journal) -> list[Hold]:
    """Every hold in the diary, in order."""
    return journal.everything(Hold)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_F06_ended_from_outside_in_a_hold(tmp_path: Path, name: str) -> None:  # noqa: N802
    number = getattr(signal, name)
    program = start(tmp_path, "space,hold,say:holding,stay")
    wait_for(program, "holding")
    began_s = time.monotonic()
    program.send_signal(number)
    _out, said = program.communicate(timeout=10)
    assert time.monotonic() - began_s < 10
    assert program.returncode == 128 + number
    assert said == ""
    journal = journal_on(tmp_path / "diary.db")
    (session,) = journal.everything(Session)
    assert session.outcome is Outcome.PARTIAL
    assert sum(hold.held_s for hold in holds_of(journal)) >= 5
    assert journal.sessions.unfinished() is None
    journal.database.close()
    assert not (tmp_path / "diary.db-wal").exists()
    assert (tmp_path / "window.lock").read_bytes() == b""


def test_F06_closing_the_window_in_a_session_keeps_it(tmp_path: Path) -> None:  # noqa: N802
    program = start(tmp_path, "space,hold,say:holding,close")
    wait_for(program, "holding")
    _out, said = program.communicate(timeout=10)
    assert (program.returncode, said) == (0, "")
    journal = journal_on(tmp_path / "diary.db")
    assert [session.outcome for session in journal.everything(Session)] == [Outcome.PARTIAL]
    journal.database.close()


def test_F06_ended_before_anything_was_done(tmp_path: Path) -> None:  # noqa: N802
    program = start(tmp_path, "say:open,stay")
    wait_for(program, "open")
    os.kill(program.pid, signal.SIGTERM)
    assert program.wait(10) == 128 + signal.SIGTERM
    program.communicate()
