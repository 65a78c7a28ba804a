"""The programs of bench_hold: the naive ring (the floor) and the guide in a hold; each runs until it is ended.

Run as: hold_programs.py ring | guide | hidden | ends COUNT
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.clock import SystemClock
from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.desktop.tones import HelperTones, SilentTones, Tones
from calfstretch.domain.routine import Routine, TargetOrigin
from calfstretch.domain.session_events import Event, HoldStarted
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from calfstretch.ui.context import Context
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.theme import Theme

WHOLE_S = 120


class NaiveRing(QWidget):
    """A 300×300 ring and its number, painted whole thirty times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(300, 300)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.update)
        self._timer.start(1000 // 30)
        self._font = QFont()
        self._font.setPixelSize(72)

    def paintEvent(self, event: QPaintEvent) -> None:
        left_s = 30 - self._clock.elapsed() / 1000 % 30
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(12, 12, 276, 276)
        painter.setPen(QPen(QColor("#d7dde2"), 18))
        painter.drawEllipse(box)
        arc = QPen(QColor("#0b6e75"), 18)
        arc.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(arc)
        painter.drawArc(box, 90 * 16, int(-360 * 16 * left_s / 30))
        painter.setFont(self._font)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(int(left_s) + 1))


class Ends(SilentTones):
    """Tones that tell how late the cue at each hold's end is asked for, in milliseconds."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._due_s = 0.0

    def follow(self, screen: GuideScreen) -> None:
        """Learn from the running session when each hold is to end."""
        screen.runner.happened.connect(self._happened)

    def play(self, cue: str) -> None:
        if cue in ("swap", "done") and self._due_s:
            print(f"late {(time.monotonic() - self._due_s) * 1000:.3f}", flush=True)
            self._count -= 1
        if not self._count:
            QApplication.quit()

    def _happened(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, HoldStarted):
                self._due_s = event.at_s + event.target_s


def guide(folder: Path, routine: Routine, tones: Tones) -> GuideScreen:
    """The guide as the window opens it, over a real diary."""
    clock = SystemClock()
    journal = Journal(open_diary(folder / "calfstretch.sqlite3"), clock)
    window = QWidget()
    theme = Theme("light")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application)
    doors = WindowDoors()
    context = Context(
        journal=journal, written=JournalSignals(journal, window), clock=clock, theme=theme, tones=tones,
        navigator=None, doors=doors, report=print, window=window,
        copies=CopyKeeper(journal, parent=window),
    )  # type: ignore[arg-type]  # fmt: skip
    screen = GuideScreen(context, routine, keep_awake=NeverAwake(), sleeps=NoSleepWatch())
    screen.resize(1120, 740)
    return screen


def main() -> None:
    """Run the program named on the command line."""
    application = QApplication([])
    what = sys.argv[1]
    if what == "ring":
        ring = NaiveRing()
        ring.show()
        application.exec()
        return
    with tempfile.TemporaryDirectory() as folder:
        if what == "ends":
            routine = Routine("Ends", hold_s=5, hold_origin=TargetOrigin.THERAPIST, rounds=5, get_ready_s=0, swap_s=3)
        else:
            routine = Routine("Hold", hold_s=WHOLE_S, get_ready_s=0)
        # The figure moves and the sound is on, as the person has it.
        tones = Ends(int(sys.argv[2])) if what == "ends" else HelperTones()
        screen = guide(Path(folder), routine, tones)
        if isinstance(tones, Ends):
            tones.follow(screen)
        screen.show()
        if what == "hidden":
            QTimer.singleShot(500, screen.showMinimized)
        screen.begin()
        application.exec()


if __name__ == "__main__":
    main()
