"""F29: the wall clock jumps in a hold; the count goes on, and no entry has a negative length."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
