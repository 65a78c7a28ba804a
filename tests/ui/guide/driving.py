"""A guide on a fake clock: what its tests are written with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.domain.routine import DAILY, Routine
from calfstretch.domain.session_log import Hold, Session
from calfstretch.ui.context import Context
from calfstretch.ui.guide.screen import GuideScreen
from tests.ui.fakes import Given, make_context


@dataclass
class Guide(Given):
    """A shown guide and everything it was given."""

    screen: GuideScreen
    awake: NeverAwake
    sleeps: NoSleepWatch
    left: list[bool]

    @property
    def phase(self) -> str:
        return self.screen.runner.state.phase.value

    def run(self, seconds: float, tick_s: float = 0.5) -> Guide:
        """Awake time with ticks."""
        for _tick in range(round(seconds / tick_s)):
            self.clock.advance(tick_s)
            self.screen.runner.tick()
        return self

    def freeze(self, seconds: float) -> Guide:
        """Awake time without a tick until its end."""
        self.clock.advance(seconds)
        self.screen.runner.tick()
        return self

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Guide:
        if key == Qt.Key.Key_MediaPause:  # QTest does not know it
            event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
            QApplication.sendEvent(QApplication.focusWidget() or self.screen, event)
        else:
            QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifiers)
        return self

    def hold_down(self, key: Qt.Key) -> Guide:
        """A key that repeats because nobody lets go of it."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True, 1)
        QApplication.sendEvent(QApplication.focusWidget() or self.screen, event)
        return self

    def sessions(self) -> list[Session]:
        return self.context.journal.everything(Session)

    def holds(self) -> list[tuple[str, float, str]]:
        """Leg, held seconds and end of every hold in the diary."""
        found = sorted(self.context.journal.everything(Hold), key=lambda hold: hold.ordinal)
        return [(hold.leg, hold.held_s, hold.end_reason) for hold in found]

    def left_in_all(self) -> str:
        """What is said of the time left, in the words under the digits."""
        return self.screen.parts.coming.text().replace("  ·  ", "\n").splitlines()[-1]

    def sentence(self) -> str:
        return self.screen.parts.sentence.text()


def open_guide(
    tmp_path: Path, qtbot: QtBot, routine: Routine = DAILY, *, context: Context | None = None, begin: bool = True,
    size: tuple[int, int] = (1120, 740), scale: float = 1.0, **given: Any,
) -> Guide:  # fmt: skip
    """A guide in a shown window of a size, begun."""
    context = context or make_context(tmp_path, qtbot, scale=scale)
    awake, sleeps = NeverAwake(), NoSleepWatch()
    screen = GuideScreen(context, routine, keep_awake=awake, sleeps=sleeps, **given)
    qtbot.addWidget(screen, before_close_func=_stop_timers)
    # Time passes when the test says so.
    screen.runner._timer.timeout.disconnect()
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.resize(*size)
    screen.show()
    screen.activateWindow()
    screen.setFocus()
    QApplication.processEvents()
    if begin:
        screen.begin()
    return Guide(context, screen, awake, sleeps, left)


def _stop_timers(screen: QWidget) -> None:
    for timer in screen.findChildren(QTimer):
        timer.stop()


def painted(widget: QWidget) -> list[str]:
    """A list that grows with every paint of a widget."""
    times: list[str] = []

    class Watcher(QWidget):
        def eventFilter(self, _watched: object, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                times.append("paint")
            return False

    watcher = Watcher(widget)
    watcher.hide()
    widget.installEventFilter(watcher)
    return times
