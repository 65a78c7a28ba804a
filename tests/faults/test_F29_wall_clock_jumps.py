"""F29: the wall clock jumps in a hold; the count goes on, and no entry has a negative length."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.session_log import Hold, Session
from tests.diaries import journal_on
from tests.faults.real_program import start, wait_for
from tests.ui.fakes import make_context
from tests.ui.guide.driving import open_guide


@pytest.mark.parametrize("jump_s", [7200, -7200, 86400, -86400, -1_700_000_000, 1_000_000_000])
def test_F29_a_wall_clock_that_jumps_changes_nothing(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, jump_s: int
) -> None:
    guide = open_guide(tmp_path, qtbot).run(22)
    began = guide.sessions()[0].started_at
    guide.clock.set_now(guide.clock.now() + timedelta(seconds=jump_s))
    guide.run(60)
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]
    session = guide.sessions()[0]
    assert session.started_at == began
    assert session.ended_at is not None and session.ended_at.utc >= began.utc


def _preload() -> Path:
    found = [path for folder in ("/usr/lib", "/usr/lib64") for path in Path(folder).glob("**/libfaketime.so.1")]
    if not found:
        pytest.skip("not installed: faketime")
    return found[0]


JUMPS_S = (7200, -7200, 86400, -86400, -1_700_000_000, 1_500_000_000)  # 1970s, and beyond 2038 and 2070


@pytest.mark.slow
def test_F29_in_the_real_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    offset = tmp_path / "offset"
    offset.write_text("+0\n")
    monkeypatch.setenv("LD_PRELOAD", str(_preload()))
    monkeypatch.setenv("FAKETIME_TIMESTAMP_FILE", str(offset))
    monkeypatch.setenv("FAKETIME_NO_CACHE", "1")
    monkeypatch.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")
    diary = tmp_path / "diary"
    began_s = time.monotonic()
    program = start(diary, "true time,space,next,held:1,say:holding,held:4,escape,idle,say:over,close")
    monkeypatch.delenv("LD_PRELOAD")
    wait_for(program, "holding")
    for jump_s in JUMPS_S:
        offset.write_text(f"{jump_s:+d}\n")
        time.sleep(0.4)
    wait_for(program, "over")
    _out, said = program.communicate(timeout=20)
    assert (program.returncode, said) == (0, "")
    journal = journal_on(diary / "diary.db")
    (hold,) = journal.everything(Hold)
    (session,) = journal.everything(Session)
    assert 4 <= hold.held_s < time.monotonic() - began_s  # of a clock that did not jump
    assert abs(session.started_at.utc.timestamp() - time.time()) < 60
    assert session.ended_at is not None and session.ended_at.utc >= session.started_at.utc
    journal.database.close()


@pytest.mark.parametrize("began", ["2026-03-29T01:59:50+01:00", "2026-10-25T02:59:50+02:00"], ids=["spring", "autumn"])
def test_F29_the_hour_that_is_left_out_or_doubled_changes_nothing(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, began: str
) -> None:
    context, berlin, start_at = make_context(tmp_path, qtbot), ZoneInfo("Europe/Berlin"), datetime.fromisoformat(began)
    assert isinstance(context.clock, FakeClock)
    context.clock.set_now(start_at)
    guide = open_guide(tmp_path, qtbot, context=context)
    for _tick in range(180):
        guide.clock.advance(0.5)
        local = guide.clock.now().astimezone(berlin)
        guide.clock.set_now(local.replace(tzinfo=timezone(local.utcoffset() or timedelta())))
        guide.screen.runner.tick()
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]
    (session,) = guide.sessions()
    assert session.started_at.local.replace(tzinfo=None) == start_at.replace(tzinfo=None)
    assert session.ended_at is not None
    assert session.ended_at.seconds_since(session.started_at) == 78
    assert session.ended_at.offset_s != session.started_at.offset_s
