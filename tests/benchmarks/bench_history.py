"""The history over ten years: opening, scrolling from the newest day to the oldest, searching, beside a plain list.

By hand: python tests/benchmarks/bench_history.py [days]
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from calfstretch.clock import SystemClock
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from calfstretch.ui.context import Context
from calfstretch.ui.history.screen import HistoryScreen
from tests.benchmarks.diaries import make
from tests.ui.history.bare import bare_context

TEN_YEARS = 3653
# A frame of a screen; a hitch is what eyes see as one. Source: performance notes, bar P8.
HITCH_MS = 100.0
PAGES, STEPS = 400, 400

Steps = list[float]


def timed(what: Callable[[], object], turns: int = 4) -> float:
    """Milliseconds of what a person does, with so many turns of Qt's loop that lay out, read and paint after it."""
    begun = time.perf_counter()
    what()
    for _turn in range(turns):
        QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def held(view: QListView, key: Qt.Key, count: int) -> Steps:
    """Milliseconds of each repeat of a key that is held down, and of letting it go."""
    plain = Qt.KeyboardModifier.NoModifier
    events = [QKeyEvent(QKeyEvent.Type.KeyPress, key, plain, "", number > 0) for number in range(count)]
    events.append(QKeyEvent(QKeyEvent.Type.KeyRelease, key, plain))
    return [timed(lambda event=event: QApplication.sendEvent(view, event)) for event in events]  # type: ignore[misc]


def wheeled(view: QListView, count: int) -> Steps:
    """Milliseconds of each turn of the wheel, downwards."""
    bar = view.verticalScrollBar()
    return [timed(lambda: bar.setValue(bar.value() + 96)) for _turn in range(count)]


def floor(rows: int) -> tuple[QListView, float]:
    """A plain list of so many lines and the milliseconds it took to show."""
    view = QListView()
    view.setUniformItemSizes(True)
    view.resize(560, 600)

    def show() -> None:
        view.setModel(QStringListModel([f"Saturday 21 November, water 1.9 L, number {n}" for n in range(rows)], view))
        view.show()

    return view, timed(show)


def opened(context: Context) -> tuple[HistoryScreen, float]:
    """The screen, and the milliseconds until its first days stand there."""
    made: list[HistoryScreen] = []

    def show() -> None:
        made.append(HistoryScreen(context))
        made[0].resize(936, 740)
        made[0].show()

    took = timed(show)
    made[0].list.setFocus()
    return made[0], took


def typed(screen: HistoryScreen, words: str) -> Steps:
    """Milliseconds of each letter, the search it sets off and each slice of it until it is through."""
    steps = []
    for letter in words:
        event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        steps.append(timed(lambda event=event: QApplication.sendEvent(screen.tools.search, event)))  # type: ignore[misc]
        steps.append(timed(screen.tools._say))
        while screen.count.is_running:
            steps.append(timed(lambda: None, 1))
    return steps


def line(name: str, steps: Steps, beside: Steps) -> str:
    """One row of the table."""
    ordered = sorted(steps)
    middle, high = statistics.median(steps), ordered[int(len(ordered) * 0.95)]
    ratio = middle / statistics.median(beside) if beside else 0.0
    late = sum(step > HITCH_MS for step in steps)
    return f"| {name} | {len(steps)} | {middle:.1f} | {high:.1f} | {ordered[-1]:.1f} | {late} | {ratio:.2f} |"


def run(folder: Path) -> str:
    """The table."""
    journal = Journal(open_diary(folder / DIARY_NAME), SystemClock())
    window = QWidget()
    try:
        context = bare_context(journal, window)
        screen, took = opened(context)
        plain, floor_took = floor(30_000)
        lines = [
            f"opening: ours {took:.0f} ms, plain list of 30,000 lines {floor_took:.0f} ms",
            "| what | steps | median ms | 95 % | worst | over 100 ms | beside the plain list |",
            "|---|---|---|---|---|---|---|",
        ]
        plain.setFocus()
        rows_plain, pages_plain = held(plain, Qt.Key.Key_Down, STEPS), held(plain, Qt.Key.Key_PageDown, PAGES)
        plain.scrollToTop()
        wheel_plain = wheeled(plain, STEPS)
        lines.append(line("plain list, a row held", rows_plain, rows_plain))
        lines.append(line("plain list, a page held", pages_plain, pages_plain))
        lines.append(line("plain list, the wheel", wheel_plain, wheel_plain))
        plain.hide()
        screen.activateWindow()
        screen.list.setFocus()
        lines.append(line("a row held", held(screen.list, Qt.Key.Key_Down, STEPS), rows_plain))
        lines.append(line("a page held", held(screen.list, Qt.Key.Key_PageDown, PAGES), pages_plain))
        lines.append(line("the wheel", wheeled(screen.list, STEPS), wheel_plain))
        lines.append(line("to the oldest and back", [timed(screen._to_oldest), timed(screen._to_newest)], pages_plain))
        lines.append(line("first search", typed(screen, "calf"), pages_plain))
        screen._show_everything()
        lines.append(line("second search", typed(screen, "left ni"), pages_plain))
        screen._show_everything()
        lines.append(line("calendar", [timed(screen.show_calendar)], pages_plain))
        screen.hide()
        return "\n".join(lines)
    finally:
        journal.database.close()


@pytest.mark.benchmark
def test_history_over_ten_years(qapp: QApplication, tmp_path: Path) -> None:
    table = run(make(tmp_path / "diary", TEN_YEARS))
    print(table)
    assert "page by page" in table


if __name__ == "__main__":
    application = QApplication([])
    place = Path(tempfile.mkdtemp())
    try:
        print(run(make(place / "diary", int(sys.argv[1]) if len(sys.argv) > 1 else TEN_YEARS)))
    finally:
        shutil.rmtree(place)
