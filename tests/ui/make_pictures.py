"""A picture of every screen in every state, theme and size, for people to look at. By hand:

    python tests/ui/make_pictures.py FOLDER [--only WORD] [--looks light,dark,night] [--sizes 1120x740@1]

Which screens and states there are stands in one table, STATES of every_screen.py: a new screen is a new row there.
Needs no screen. All of them take some minutes; `--only guide` takes the rows that hold the word.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.ui.application import make_application
from calfstretch.ui.theme import PALETTES
from tests.ui.every_screen import SIZES, STATES, settle, show_state

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Hands:
    """What `show_state` asks of a test's robot, without a test."""

    def __init__(self) -> None:
        self._ends = ExitStack()

    def addWidget(self, widget: QWidget, *, before_close_func: Callable[[Any], object] | None = None) -> None:  # noqa: N802
        """Remember a widget that is closed at the end."""
        self._ends.callback(_close, widget, before_close_func)

    @contextmanager
    def waitSignal(self, signal: Any, *, timeout: int = 5000) -> Iterator[None]:  # noqa: N802
        """Wait until a signal was sent, `timeout` milliseconds at most."""
        loop = QEventLoop()
        sent: list[bool] = []
        signal.connect(lambda *_values: (sent.append(True), loop.quit()))
        yield
        if not sent:
            QTimer.singleShot(timeout, loop.quit)
            loop.exec()

    def close(self) -> None:
        """Close what was remembered, last first."""
        self._ends.close()


def _close(widget: QWidget, before: Callable[[Any], object] | None) -> None:
    if before is not None:
        before(widget)
    widget.close()
    widget.deleteLater()


def take(name: str, look: str, size: tuple[int, int, float], target: Path) -> None:
    """Save the picture of one state."""
    width, height, scale = size
    hands = Hands()
    with tempfile.TemporaryDirectory() as folder:
        try:
            stage = show_state(name, Path(folder), cast("QtBot", hands), width, height, scale, look)
            settle()
            stage.root.grab().save(str(target))
        finally:
            hands.close()
            settle()


def file_name(name: str, look: str, size: tuple[int, int, float]) -> str:
    """today-first-run, light-900x560-100.png"""
    words = name.replace(", ", "-").replace(" ", "-")
    return f"{words}, {look}-{size[0]}x{size[1]}-{size[2] * 100:.0f}.png"


def _size(text: str) -> tuple[int, int, float]:
    pixels, _at, scale = text.partition("@")
    width, _x, height = pixels.partition("x")
    return int(width), int(height), float(scale or 1)


def _say(_kind: object, _where: object, text: str) -> None:
    # The platform without a screen says at every window that it has no window manager.
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def main() -> int:
    """Take what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="states whose name holds this word")
    parser.add_argument("--looks", default=",".join(PALETTES))
    parser.add_argument("--sizes", default=",".join(f"{width}x{height}@{scale:g}" for width, height, scale in SIZES))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_say)
    make_application()
    names = [name for name in STATES if asked.only in name]
    for name in names:
        for look in asked.looks.split(","):
            for size in map(_size, asked.sizes.split(",")):
                take(name, look, size, asked.folder / file_name(name, look, size))
        print(name, flush=True)
    QApplication.closeAllWindows()
    return 0 if names else 1


if __name__ == "__main__":
    sys.exit(main())
