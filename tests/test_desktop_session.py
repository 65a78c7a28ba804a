"""The private screen itself: a window is shown, takes keys, is seen, and is gone afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desktop_session import Desktop, wait_until

_EDITOR = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.setWindowTitle("a real window")
line.textChanged.connect(lambda text: print(text, flush=True))
line.show()
app.exec()
"""


@pytest.mark.desktop
def test_a_window_on_the_private_screen_takes_keys(desktop: Desktop, tmp_path: Path) -> None:
    desktop.run([sys.executable, "-c", _EDITOR])
    desktop.wait_for_window("a real window")
    desktop.key("c", "a", "l", "f")
    wait_until(lambda: "calf" in desktop.output(), "the typed letters")
    assert desktop.screenshot(tmp_path / "screen.png").stat().st_size > 1000


@pytest.mark.desktop
def test_a_window_that_never_comes_is_said(desktop: Desktop) -> None:
    with pytest.raises(AssertionError, match="no such window"):
        desktop.wait_for_window("no such window", timeout_s=0.3)
