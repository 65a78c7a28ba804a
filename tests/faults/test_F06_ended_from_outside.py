"""F06: logout, a closed terminal, Ctrl+C in a hold: what was held is stored, in under two seconds."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from tests.desktop_parts import private_bus
from tests.diaries import journal_on
from tests.faults.real_program import start, wait_for

BUSY = 3
"""How many times longer two seconds may take where other tests run beside."""


def holds_of(journal: Journal) -> list[Hold]:
    """Every hold in the diary, in order."""
    return journal.everything(Hold)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_F06_ended_from_outside_in_a_hold(tmp_path: Path, name: str) -> None:  # noqa: N802
    number = getattr(signal, name)
    program = start(tmp_path, "space,hold,say:holding,stay")
    wait_for(program, "holding")
    began_s = time.monotonic()
    program.send_signal(number)
    _out, said = program.communicate(timeout=10)
    assert time.monotonic() - began_s < 2 * BUSY
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


@pytest.mark.slow
def test_F06_closing_the_window_in_a_session_keeps_it(tmp_path: Path) -> None:  # noqa: N802
    program = start(tmp_path, "space,hold,say:holding,close")
    wait_for(program, "holding")
    _out, said = program.communicate(timeout=10)
    assert (program.returncode, said) == (0, "")
    journal = journal_on(tmp_path / "diary.db")
    assert [session.outcome for session in journal.everything(Session)] == [Outcome.PARTIAL]
    journal.database.close()


@pytest.mark.slow
def test_F06_ended_before_anything_was_done(tmp_path: Path) -> None:  # noqa: N802
    program = start(tmp_path, "say:open,stay")
    wait_for(program, "open")
    os.kill(program.pid, signal.SIGTERM)
    assert program.wait(10) == 128 + signal.SIGTERM
    program.communicate()


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch) -> Iterator[private_bus.Services]:
    private_bus.skip_without_tools()
    with private_bus.bus() as address, private_bus.services(address) as found:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "SIGINT", "close", "escape", "c", "press:This hurts"])
def test_F06_the_screen_is_given_back_on_every_way_out(  # noqa: N802
    tmp_path: Path, saver: private_bus.Services, way: str
) -> None:
    by_signal = way.startswith("SIG")
    program = start(tmp_path, f"space,hold,say:holding,{'stay' if by_signal else way + ',say:done,stay'}")
    try:
        wait_for(program, "holding")
        if by_signal:
            program.send_signal(getattr(signal, way))
        saver.settle("inhibit 4000000001", "lock sleep delay", "uninhibit 4000000001", "lock given back")
    finally:
        program.kill()
        program.communicate()


@pytest.mark.slow
def test_F06_a_killed_program_leaves_nothing_held(tmp_path: Path, saver: private_bus.Services) -> None:  # noqa: N802
    program = start(tmp_path, "space,hold,say:holding,stay")
    wait_for(program, "holding")
    program.kill()
    program.communicate()
    saver.settle("inhibit 4000000001", "lock sleep delay", "lock given back", "left 4000000001")
