"""Pages laid out and drawn in a thread of their own: a long appendix takes a second, and fonts belong to one thread."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QColor, QImage, QPainter

if TYPE_CHECKING:
    from calfstretch.report.drawing.sheet import Drawn


_LONGEST_S = 10.0


class Laid(NamedTuple):
    """Pages that can be asked for.

    Args:
        generation: counts how often pages were laid out.
        pages: how many there are.
        size: of the paper, points.
    """

    generation: int
    pages: int
    size: QSizeF


class Wanted(NamedTuple):
    """A picture of a page.

    Args:
        number: of the page, the first is 0.
        pixels: its size on the screen.
        night_ink: "" = black on white; else the colour of its letters on a dark ground.
    """

    generation: int
    number: int
    pixels: QSize
    night_ink: str


class PagePainter(QObject):
    """Lays out and draws what was asked last; what was asked before and not begun is passed over.

    Signals:
        laid(Laid), painted(Wanted, QImage), failed(Exception).
    """

    laid = Signal(object)
    painted = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked = asked = _Asked()
        self.destroyed.connect(lambda: asked.end())

    def lay_out(self, make: Callable[[], Drawn]) -> None:
        """Lay out other pages.

        Args:
            make: called in the thread; all it gives is used there alone.
        """
        self._asked.ask(make=make)
        if self._asked.thread is None:
            self._asked.begin(self._run)

    def paint(self, wanted: Wanted) -> None:
        """Draw a page."""
        self._asked.ask(wanted=wanted)

    def wait(self) -> None:
        """Stand still until all that was asked is done and told; for tests and pictures."""
        self._asked.idle.wait(30)
        QCoreApplication.processEvents()

    def _run(self) -> None:
        pages: Drawn | None = None
        # The program may end while the thread works on: then there is nobody left to be told.
        with suppress(RuntimeError):
            while (found := self._asked.take()) is not None:
                make, wanted, generation = found
                try:
                    if make is not None:
                        pages = make()
                        self.laid.emit(Laid(generation, pages.count, pages.paper.size))
                    if wanted is not None and pages is not None and wanted.generation == generation:
                        self.painted.emit(wanted, picture(pages, wanted))
                except RuntimeError:
                    raise
                except Exception as error:  # whatever it is, it is told where errors are told
                    self.failed.emit(error)


class _Asked:
    """What the thread is asked for, the newest alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._make: Callable[[], Drawn] | None = None
        self._wanted: Wanted | None = None
        self._generation = 0
        self._is_over = False
        self.idle = threading.Event()
        self.idle.set()
        self.thread: threading.Thread | None = None

    def begin(self, run: Callable[[], None]) -> None:
        self.thread = threading.Thread(target=run, name="page-painter", daemon=True)
        self.thread.start()
        # A thread that comes back from Qt into a Python that has ended takes the whole program down.
        atexit.register(self.end)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.end)

    def ask(self, make: Callable[[], Drawn] | None = None, wanted: Wanted | None = None) -> None:
        with self._changed:
            if make is not None:
                self._make, self._wanted = make, None
                self._generation += 1
            if wanted is not None:
                self._wanted = wanted
            self.idle.clear()
            self._changed.notify()

    def take(self) -> tuple[Callable[[], Drawn] | None, Wanted | None, int] | None:
        with self._changed:
            while self._make is None and self._wanted is None and not self._is_over:
                self.idle.set()
                self._changed.wait()
            if self._is_over:
                self.idle.set()
                return None
            found = (self._make, self._wanted, self._generation)
            self._make = self._wanted = None
            return found

    def end(self) -> None:
        """End it, and wait for what it is at."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        if self.thread is not None:
            self.thread.join(_LONGEST_S)
        atexit.unregister(self.end)


def picture(pages: Drawn, wanted: Wanted) -> QImage:
    """A page as a picture; at night light on dark: a white sheet would dazzle."""
    image = QImage(wanted.pixels, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = wanted.pixels.width() / pages.paper.size.width()
    painter.scale(scale, scale)
    pages.paint(min(wanted.number, pages.count - 1), painter)
    painter.resetTransform()
    if wanted.night_ink:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.fillRect(image.rect(), QColor("white"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(image.rect(), QColor(wanted.night_ink))
    painter.end()
    return image
