"""One process of bench_insights: opens Insights on a ten-year diary, or draws the floor beside it.

Prints one line of JSON: pairs of milliseconds, wall clock and processor time.
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


class Clock:
    """Wall clock and the processor time of this process: on a machine that others use too, the second says more."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def ms(self) -> tuple[float, float]:
        """Since it was made: by the wall clock, by processor time."""
        return (time.perf_counter() - self._wall) * 1000, (time.process_time() - self._cpu) * 1000


def frames(app: QApplication, painted: Painted, change: Callable[[int], object]) -> list[tuple[float, float]]:
    """How long each of some changes takes until the painting it asks for is done; the first ones warm up."""
    took = []
    for n in range(FRAMES + 3):
        before, clock = painted.times, Clock()
        change(n)
        until(app, lambda before=before: painted.times > before)  # type: ignore[misc]
        took.append(clock.ms())
    return took[3:]


def floor(app: QApplication, window: QMainWindow) -> dict[str, Any]:
    """As many linked plots with as many bars, as pyqtgraph draws them by itself."""
    clock = Clock()
    import pyqtgraph as pg

    imported = clock.ms()
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
    return {
        "import": imported,
        "chart": clock.ms(),
        "pan": frames(app, painted, lambda n: plots[0].setXRange(n / 4, 60 + n / 4, padding=0)),
        "zoom": frames(app, painted, lambda n: plots[0].setXRange(n, BARS - n, padding=0)),
    }


def insights(app: QApplication, window: QMainWindow, diary: Path, *, ahead: bool = False) -> dict[str, Any]:
    """Insights, from the click to the placeholder, to the chart and to the sentence with its limits.

    Args:
        ahead: the pointer rested on the button until everything was loaded, and pressed it then.
    """
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
    rested = (0.0, 0.0)
    if ahead:
        from calfstretch.pages import LoadAhead

        clock_ahead, load_ahead = Clock(), LoadAhead()
        load_ahead("insights")
        assert load_ahead.thread is not None
        until(app, lambda: not load_ahead.thread.is_alive())  # type: ignore[union-attr]
        rested = clock_ahead.ms()
    since = Clock()
    from calfstretch.insights.series import Span, Step
    from calfstretch.ui.insights.screen import InsightsScreen

    screen = InsightsScreen(context)
    screen._span = Span.ALL  # the longest range is what the bar is about
    ended: list[tuple[float, float]] = []
    screen.completed.connect(lambda: ended.append(since.ms()))
    placeholder = Painted(screen._placeholder)
    window.setCentralWidget(screen)
    until(app, lambda: placeholder.times > 0)
    seen = since.ms()
    until(app, lambda: bool(screen.sections))
    part = screen.how_often
    assert part is not None
    chart = part.chart
    painted = Painted(chart._view.viewport())
    until(app, lambda: painted.times > 0)
    drawn = since.ms()
    until(app, lambda: bool(ended))
    until(app, lambda: all(chart.has_step(step) for step in Step))  # gathered in turns of their own
    assert part.shown is not None
    bars = len(part.shown.bins)
    chart.zoom(2)
    pan = frames(app, painted, lambda n: chart.pan(0.01 if n % 40 < 20 else -0.01))
    chart.go_home()
    # the floor's way: from all to a third of it; and on through every step down to days
    chart.zoom(0.001)
    zoom = frames(app, painted, lambda n: chart.zoom(1.03))
    chart.go_home()
    through = frames(app, painted, lambda n: chart.zoom(1.15, chart.window_.ends.right - 100))  # type: ignore[union-attr]
    chart.go_home()
    result = {
        "rested": rested,
        "placeholder": seen,
        "chart": drawn,
        "complete": ended[0],
        "bars": bars,
        "pan": pan,
        "zoom": zoom,
        "through": through,
        "hover": frames(app, painted, lambda n: chart._point(n)),
    }
    database.close()
    return result


def main() -> None:
    """floor | insights DIARY | ahead DIARY"""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(WIDTH, HEIGHT)
    window.show()
    app.processEvents()
    what = sys.argv[1]
    found = floor(app, window) if what == "floor" else insights(app, window, Path(sys.argv[2]), ahead=what == "ahead")
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
