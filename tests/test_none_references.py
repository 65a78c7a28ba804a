"""This PySide6 on this Python keeps count of None: where it does not, a running hold aborts after some seconds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.smoke
CALLS = 2000
# Enough spare references that a version which loses them fails this test instead of ending the interpreter.
_SPARE = 50_000

_HOLD = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
ring = QWidget()
for tick in range(60_000):
    ring.update()
print("lived")
"""


class _Bell(QObject):
    rung = Signal(int)


def _void_calls(qtbot: QtBot, painter: QPainter) -> dict[str, Callable[[], object]]:
    """Calls a hold makes many times a second, by name; each gives None back."""
    widget, label, timer, bell = QWidget(), QLabel(), QTimer(), _Bell()
    qtbot.addWidget(widget)
    qtbot.addWidget(label)
    pen = QPen(QColor("black"))
    application = QApplication.instance()
    assert application is not None
    bell.rung.connect(lambda number: None)
    return {
        "update": widget.update,
        "setText": lambda: label.setText("30"),
        "setPen": lambda: painter.setPen(pen),
        "drawLine": lambda: painter.drawLine(QPoint(0, 0), QPoint(5, 5)),
        "save and restore": lambda: (painter.save(), painter.restore()),
        "start and stop": lambda: (timer.start(1000), timer.stop()),
        "emit": lambda: bell.rung.emit(1),
        "processEvents": application.processEvents,
        "setProperty": lambda: widget.setProperty("leg", "left"),
    }


def _lost(call: Callable[[], object]) -> float:
    """References to None that one call takes away; gained ones count the same."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return abs(sys.getrefcount(None) - before) / CALLS


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted since Python 3.12")
def test_calls_into_qt_lose_no_reference_to_none(qtbot: QtBot) -> None:
    spare = [None] * _SPARE
    picture = QPixmap(20, 20)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    try:
        lost = {name: each for name, call in _void_calls(qtbot, painter).items() if (each := _lost(call)) > 0.1}
    finally:
        painter.end()
    assert spare and not lost, f"references to None lost with each call: {lost}"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted since Python 3.12")
def test_a_lost_reference_would_be_noticed() -> None:
    kept: list[None] = []
    assert _lost(lambda: kept.append(None)) > 0.9


def test_a_widget_updated_as_often_as_in_long_holds_lives() -> None:
    done = subprocess.run([sys.executable, "-c", _HOLD], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "lived"), done.stderr[-500:]
