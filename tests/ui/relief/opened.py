"""Relief in a shown window with everything it was given, for its tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.relief.screen import ReliefScreen
from tests.ui.fakes import Given, make_context


@dataclass
class Relief(Given):
    """A shown relief screen and everything it was given."""

    screen: ReliefScreen
    left: list[bool]

    @property
    def episode(self) -> Episode:
        found = self.context.journal.episodes.get(self.screen.episode_id)
        assert found is not None
        return found

    @property
    def is_eased(self) -> bool:
        return self.screen.after.isVisible()

    def run(self, seconds: float) -> Relief:
        self.clock.advance(seconds)
        self.screen.tick()
        return self

    def speak(self) -> Relief:
        """What comes a moment after the first paint."""
        self.screen.voice.begin(None, self.screen._now_s())
        return self

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Relief:
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifiers)
        return self

    def hold_down(self, key: Qt.Key) -> Relief:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True, 1)
        QApplication.sendEvent(QApplication.focusWidget() or self.screen, event)
        return self


def open_relief(
    tmp_path: Path, qtbot: QtBot, *, stored: bool = True, before_s: float = 0.0, scale: float = 1.0,
    size: tuple[int, int] = (1120, 740),
) -> Relief:  # fmt: skip
    """Relief in a shown window; the cramp began before_s before it."""
    return relief_in(make_context(tmp_path, qtbot, scale=scale), qtbot, stored=stored, before_s=before_s, size=size)


def relief_in(
    context: Context, qtbot: QtBot, *, stored: bool = True, before_s: float = 0.0, size: tuple[int, int] = (1120, 740)
) -> Relief:
    """The same with a context at hand."""
    episode_id = None
    if stored:
        began = Moment.of(context.clock.now() - timedelta(seconds=before_s))
        episode_id = context.journal.episodes.begin(began).id
    screen = ReliefScreen(context, episode_id)
    # Time passes when the test says so.
    screen.timer.timeout.disconnect()
    screen._speak_timer.timeout.disconnect()
    qtbot.addWidget(screen, before_close_func=_stop_timers)
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.resize(*size)
    screen.show()
    screen.activateWindow()
    screen.setFocus()
    QApplication.processEvents()
    return Relief(context, screen, left)


def _stop_timers(screen: QWidget) -> None:
    for timer in screen.findChildren(QTimer):
        timer.stop()


def full(*_args: object, **_named: object) -> None:
    """Stands for every write while the disk is full."""
    raise UserError("The disk is full.")
