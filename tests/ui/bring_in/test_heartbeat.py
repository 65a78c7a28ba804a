"""Ten years of runs, read, compared and brought in beside a window that goes on answering."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity
from calfstretch.ui.bring_in.sheet import BringInSheet
from tests.ui.whole import whole_window

RUNS = 3650
MOST_S = 0.05
# On a machine that does other things as well the window's own work is what counts: the processor's time of its thread
# between two beats. Twice as long where caches are shared.
OWN_S = 0.1


def ten_years(path: Path) -> Path:
    """A table of a service with one run a day."""
    lines = ["Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Moving Time,Elevation Gain"]
    for number in range(RUNS):
        at = datetime(2016, 11, 24, 17, 5) + timedelta(days=number)
        when = f'"{at:%b} {at.day}, {at.year}, 5:05:00 PM"'
        lines.append(f"{1000 + number},{when},Evening Run,Run,3120,9.10,3060.0,84.0")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Heartbeat:
    """Beats every 5 ms while the window answers."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(5)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last)
        self.work.append(work - self._last_work)
        self._last, self._last_work = now, work

    def blocked(self) -> list[float]:
        """Every gap longer than the window may be blocked, longest first."""
        return sorted((gap for gap in self.gaps if gap > MOST_S), reverse=True)

    def worked(self) -> list[float]:
        """How long the window itself was at work between two beats, where too long: what others took left out."""
        return sorted((took for took in self.work if took > MOST_S), reverse=True)


@pytest.mark.slow
def test_the_window_answers_while_ten_years_of_runs_come_in(tmp_path: Path, qtbot: QtBot) -> None:
    with whole_window(tmp_path / "diary", days=200) as window:
        before = len(window.journal.everything(Activity))
        table = ten_years(tmp_path / "activities.csv")
        window.doors.bring_in()  # its code loads with the first press
        sheet = window.window.top_content()
        assert isinstance(sheet, BringInSheet)
        qtbot.wait(300)
        heart = Heartbeat()
        sheet.add_paths([table])
        qtbot.waitUntil(sheet.preview.isVisible, timeout=60_000)
        qtbot.wait(500)  # the rows get their places
        assert sheet.sentence.text().startswith("3\u00a0") and sheet.list.lines.rowCount() > RUNS - 200
        reading = heart.blocked()
        sheet.bring_in()
        qtbot.waitUntil(lambda: window.window.top_content() is None, timeout=60_000)
        qtbot.wait(300)
        blocked = heart.blocked()
        print(f"while looked over {reading[:5]}, in all {blocked[:5]}, own work {heart.worked()[:5]}")
        assert len(window.journal.everything(Activity)) > before + RUNS - 200
        assert max(heart.work) < OWN_S, heart.worked()
