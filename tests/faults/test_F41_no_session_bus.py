"""F41: no session bus at all, or one that never answers: everything starts and ends as fast as otherwise."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfstretch.desktop import bus
from calfstretch.desktop.keep_awake import ScreenSaverInhibitor
from calfstretch.desktop.sleep_watch import LogindWatch
from calfstretch.domain.routine import DAILY
from calfstretch.ui.guide.screen import GuideScreen
from tests.ui.fakes import make_context

NOWHERE, DEAF = "nowhere", "deaf"


@pytest.fixture(params=[NOWHERE, DEAF])
def buses(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both buses lead to nowhere, or to a socket at which nobody answers."""
    with ExitStack() as stack:
        for name in ("SESSION", "SYSTEM"):
            path = tmp_path / name
            if request.param == DEAF:
                deaf = stack.enter_context(socket.socket(socket.AF_UNIX))
                deaf.bind(str(path))
                deaf.listen()
            monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={path}")
        monkeypatch.setattr(bus, "CONNECT_S", 60.0)
        yield request.param
    for thread in _talks():
        thread.join(10)


def _talks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name in ("awake", "sleep")]


def test_F41_a_session_neither_waits_for_a_bus_nor_says_anything(  # noqa: N802
    tmp_path: Path, qtbot: QtBot, buses: str
) -> None:
    context = make_context(tmp_path, qtbot)
    screen = GuideScreen(context, DAILY, keep_awake=ScreenSaverInhibitor(), sleeps=LogindWatch())
    screen.runner._timer.timeout.disconnect()
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.begin()
    if buses == DEAF:
        assert len(_talks()) == 2, "the session waited until the talks were over"
    qtbot.wait(50)
    assert screen.parts.strip.isHidden()
    screen.key(Qt.Key.Key_Escape)
    assert left == [True]
    screen.deleteLater()


def test_F41_the_start_does_not_look_for_a_bus() -> None:  # noqa: N802
    program = (
        "import calfstretch.app, sys; print([name for name in sys.modules if 'jeepney' in name or 'DBus' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
