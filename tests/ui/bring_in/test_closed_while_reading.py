"""The window closes while files are read or compared: nothing is written, nothing is said, nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.ui.bring_in.sheet import BringInSheet
from tests.ui.bring_in.test_heartbeat import ten_years
from tests.ui.whole import whole_window


@pytest.mark.parametrize("wait_ms", (0, 400))
def test_the_window_may_close_while_files_are_read(tmp_path: Path, qtbot: QtBot, wait_ms: int) -> None:
    with whole_window(tmp_path / "diary") as window:
        window.doors.bring_in([ten_years(tmp_path / "activities.csv")])
        sheet = window.window.top_content()
        assert isinstance(sheet, BringInSheet) and sheet.working is not None
        working = sheet.working
        qtbot.wait(wait_ms)
    working._thread.join(20)
    assert not working._thread.is_alive()
    qtbot.wait(10)
