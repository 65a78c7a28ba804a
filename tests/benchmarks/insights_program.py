"""One process of bench_insights: opens Insights on a ten-year diary, or draws the floor beside it.

Prints one line of JSON, all in milliseconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

WIDTH, HEIGHT, FRAMES, PLOTS, BARS = 936, 740, 40, 4, 121
_PATIENCE_S = 60


class Painted(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def until(app: QApplication, reached: Callable[[], bool]) -> None:
    """Run the event loop until something is so, and what it asked for is painted."""
    begun = time.perf_counter()
    while not reached():
        app.processEvents()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise SystemExit("nothing happened")


def frames(app: QApplication, painted: Painted, change: Callable[[int], object]) -> list[float]:
    """How long each of some changes takes until the painting it asks for is done, ms; the first ones warm up."""
    took = []
    for n in range(FRAMES + 3):
        before, begun = painted.times, time.perf_counter()
        change(n)
        until(app, lambda before=before: painted.times > before)  # type: ignore[misc]
        took.append((time.perf_counter() - begun) * 1000)
    return took[3:]


def floor(app: QApplication, window: QMainWindow) -> dict[str, Any]:
    """As many linked plots with as many bars, as pyqtgraph draws them by itself."""
    begun = time.perf_counter()
    import pyqtgraph as pg

    imported = time.perf_counter()
    view = pg.GraphicsLayoutWidget()
    plots = []
    for n in range(PLOTS):
        plot = view.addPlot(row=n, col=0)
        plot.addItem(pg.BarGraphItem(x=list(range(BARS)), height=[3 + (7 * x) % 5 for x in range(BARS)], width=0.8))
        if plots:
            plot.setXLink(plots[0])
        plots.append(plot)
    painted = Painted(view.viewport())
    window.setCentralWidget(view)
    until(app, lambda: painted.times > 0)
    done = time.perf_counter()
    return {
        "import": (imported - begun) * 1000,
        "chart": (done - begun) * 1000,
        "pan": frames(app, painted, lambda n: plots[0].setXRange(n / 4, 60 + n / 4, padding=0)),
        "zoom": frames(app, painted, lambda n: plots[0].setXRange(n, BARS - n, padding=0)),
    }


def insights(app: QApplication, window: QMainWindow, diary: Path) -> dict[str, Any]:
    """Insights, from the click to the placeholder, to the chart and to the sentence with its limits."""
    from calfstretch.clock import FakeClock
    from calfstretch.desktop.tones import SilentTones
    from calfstretch.journal import Journal
    from calfstretch.storage.database import open_diary
    from calfstretch.ui.context import Context
    from calfstretch.ui.copy_keeper import CopyKeeper
    from calfstretch.ui.journal_signals import JournalSignals
    from calfstretch.ui.theme import Theme
    from tests.ui.fakes import FakeDoors, FakeNavigator, Reported

    clock = FakeClock()
    database = open_diary(diary)
    journal = Journal(database, clock)
    theme = Theme("light", reduced_motion=True, parent=window)
    theme.apply(app)
    window.setCentralWidget(QWidget())
    app.processEvents()
    import calfstretch.ui.today.screen  # noqa: F401 - the first screen, with the kit, is always loaded before

    context = Context(
        journal=journal,
        written=JournalSignals(journal, window),
        clock=clock,
        theme=theme,
        tones=SilentTones(),
        navigator=FakeNavigator(theme, window),
        doors=FakeDoors(),
        report=Reported(),
        window=window,
        copies=CopyKeeper(journal, parent=window),
    )
    begun = time.perf_counter()
    from calfstretch.insights.series import Span
    from calfstretch.ui.insights.screen import InsightsScreen

    screen = InsightsScreen(context)
    screen._span = Span.ALL  # the longest range is what the bar is about
    ended: list[float] = []
    screen.completed.connect(lambda: ended.append(time.perf_counter()))
    placeholder = Painted(screen._placeholder)
    window.setCentralWidget(screen)
    until(app, lambda: placeholder.times > 0)
    seen = time.perf_counter()
    until(app, lambda: bool(screen.sections))
    part = screen.how_often
    assert part is not None
    chart = part.chart
    painted = Painted(chart._view.viewport())
    until(app, lambda: painted.times > 0)
    drawn = time.perf_counter()
    until(app, lambda: bool(ended))
    app.processEvents()
    done = time.perf_counter()
    assert part.shown is not None
    days = (part.shown.last - part.shown.first).days
    box = chart._boxes[0]
    result = {
        "placeholder": (seen - begun) * 1000,
        "chart": (drawn - begun) * 1000,
        "complete": (done - begun) * 1000,
        "bars": len(part.shown.bins),
        "pan": frames(app, painted, lambda n: box.setXRange(n * 7, days / 2 + n * 7, padding=0)),
        "zoom": frames(app, painted, lambda n: box.setXRange(n * 30, days - n * 30, padding=0)),
        "hover": frames(app, painted, lambda n: chart._point(n)),
    }
    database.close()
    return result


def main() -> None:
    """floor | insights DIARY"""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(WIDTH, HEIGHT)
    window.show()
    app.processEvents()
    found = floor(app, window) if sys.argv[1] == "floor" else insights(app, window, Path(sys.argv[2]))
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
