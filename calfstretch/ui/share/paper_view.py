"""The page as it will be printed: large enough to read, page by page, nearer and farther."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.share.page_painter import Laid, PagePainter, Wanted
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import IconButton, SoftButton
from calfstretch.ui.widgets.rows import Headed, Stack
from calfstretch.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calfstretch.report.drawing.sheet import Drawn

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Of the width there is."""
SAID_AFTER_MS = 500
"""What is quicker needs no words meanwhile."""
_WHEEL_STEP = 120
_MARGIN = 4


class PaperView(Stack):
    """Pages with their number, and how near they are.

    Args:
        name: what it is, for screen readers.
        least: design pixels of height at least.

    Signals:
        came(): pages that were asked for are there.
        failed(Exception): they could not be laid out.
    """

    came = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, name: str, *, least: int = 420) -> None:
        super().__init__(theme, gap=8)
        self.painter = PagePainter(self)
        self.sheet = _Sheet(theme, name, self.painter)
        self.area = _Area(theme, self.sheet)
        theme.follow(self.area, lambda: self.area.setMinimumHeight(theme.px(least)))
        self.before = IconButton(theme, "chevron_left", _("Page before"))
        self.after = IconButton(theme, "chevron_right", _("Next page"))
        self.number = Text(theme, size=COMPACT, weight=500)
        self.farther = SoftButton(theme, "−", name=_("Show it smaller"))
        self.nearer = SoftButton(theme, "+", name=_("Show it larger"))
        self.share = Text(theme, size=COMPACT, weight=500, wrap=False)
        self._turning: tuple[QWidget, ...] = (self.before, self.after)
        turning = Stack(theme, across=True, gap=8)
        for part in self._turning:
            turning.add(part)
        turning.add(self.number, 1)
        self._nearness: tuple[QWidget, ...] = (self.farther, self.share, self.nearer)
        nearness = Stack(theme, across=True, gap=8)
        for each in self._nearness:
            nearness.add(each)
        nearness.box.addStretch(1)
        self.tools = Headed(theme, turning, nearness)
        self.add(self.tools)
        self.add(self.area, 1)
        self.before.clicked.connect(lambda: self.sheet.turn(-1))
        self.after.clicked.connect(lambda: self.sheet.turn(1))
        self.farther.clicked.connect(lambda: self.sheet.zoom_by(-1))
        self.nearer.clicked.connect(lambda: self.sheet.zoom_by(1))
        self.sheet.turned.connect(self._show_tools)
        self._texts: Sequence[str] = ()
        self._is_busy = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SAID_AFTER_MS)
        self._late.timeout.connect(self._show_tools)
        self.painter.laid.connect(self._laid, Qt.ConnectionType.QueuedConnection)
        self.painter.failed.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        self._show_tools()

    def show_pages(self, make: Callable[[], Drawn], texts: Sequence[str] = ()) -> None:
        """Show these; the page that was open stays open where there is one of its number.

        Args:
            make: lays them out; called in another thread.
            texts: what is read out, in the order of the page.
        """
        self._texts = texts
        self._is_busy = True
        self._late.start()
        self.painter.lay_out(make)

    def wait(self) -> None:
        """Stand still until all is laid out and drawn; for tests and pictures."""
        for _turn in range(2):  # what was laid out is then asked for as a picture
            self.painter.wait()
            self.sheet.ask()
            self.painter.wait()

    def _laid(self, laid: Laid) -> None:
        self._is_busy = False
        self._late.stop()
        self.sheet.show_pages(laid, self._texts)
        self._show_tools()
        self.came.emit()

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        self._late.stop()
        self._show_tools()
        self.failed.emit(error)

    def _show_tools(self) -> None:
        sheet = self.sheet
        count = sheet.laid.pages if sheet.laid is not None else 1
        for part in self._turning:
            part.setVisible(count > 1)
        words = _("Page {n} of {count}").format(n=sheet.number + 1, count=count) if count > 1 else ""
        if self._is_busy and not self._late.isActive():
            words = _("The page is being put together …")
        self.number.setText(words)
        self.before.setEnabled(sheet.number > 0)
        self.after.setEnabled(sheet.number < count - 1)
        self.share.setText(_("{percent} %").format(percent=round(sheet.zoom * 100)))
        self.farther.setEnabled(sheet.zoom > ZOOMS[0])
        self.nearer.setEnabled(sheet.zoom < ZOOMS[-1])
        # A button that has just gone out of use must not keep the keyboard.
        for each in (*self._turning, *self._nearness):
            if each.hasFocus() and not each.isEnabled():
                sheet.setFocus()


class _Area(QScrollArea):
    def __init__(self, theme: Theme, sheet: _Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(sheet)
        sheet.area = self
        sheet.turned.connect(lambda: self.verticalScrollBar().setValue(0))

    def sizeHint(self) -> QSize:
        return QSize(360, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._sheet.wheel(event.angleDelta().y())
            event.accept()
            return
        super().wheelEvent(event)


class _Sheet(QWidget):
    """One page.

    Signals:
        turned(): another page, or the same nearer or farther.
    """

    turned = Signal()

    def __init__(self, theme: Theme, name: str, pages: PagePainter) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._pages = pages
        self.laid: Laid | None = None
        self.number = 0
        self.zoom = 1.0
        self.area: QScrollArea | None = None
        self._rolled = 0
        self._shown: tuple[Wanted, QImage] | None = None
        self._asked: Wanted | None = None
        pages.painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self.fit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that it can be read to its end by keyboard
        self.setProperty("inset_focus_ring", True)
        self.setAccessibleName(name)

    def show_pages(self, laid: Laid, texts: Sequence[str]) -> None:
        self.laid = laid
        self.number = min(self.number, laid.pages - 1)
        self.setAccessibleDescription(". ".join(texts)[:4000])
        self.fit()

    def turn(self, pages: int) -> bool:
        """Another page; False = there is none."""
        if self.laid is None or not 0 <= self.number + pages < self.laid.pages:
            return False
        self.number += pages
        self.setAccessibleName(
            _("{what}, page {n} of {count}").format(what=self._name, n=self.number + 1, count=self.laid.pages)
        )
        self.ask()
        self.turned.emit()
        return True

    def zoom_by(self, steps: int) -> None:
        """Nearer (1) or farther (-1)."""
        at = ZOOMS.index(self.zoom) + steps
        if 0 <= at < len(ZOOMS):
            self.zoom = ZOOMS[at]
            top = self.area.verticalScrollBar().value() / max(1, self.height()) if self.area is not None else 0
            self.fit()
            self.turned.emit()
            if self.area is not None:
                self.area.verticalScrollBar().setValue(round(top * self.height()))

    def wheel(self, angle: int) -> None:
        """Ctrl and the wheel; what small steps of a touch pad add up to counts."""
        self._rolled += angle
        steps = int(self._rolled / _WHEEL_STEP)
        if steps:
            self._rolled -= steps * _WHEEL_STEP
            self.zoom_by(1 if steps > 0 else -1)

    def fit(self) -> None:
        """As wide as there is room, times how near it is."""
        if self.laid is None or self.area is None:
            return
        size = self.laid.size
        margin = self._theme.px(_MARGIN)
        # With room kept for the bar the page has its width, whether or not the bar is needed.
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 2 * margin
        width = max(120, room) * self.zoom
        paper = QSizeF(width, width * size.height() / size.width()).toSize()
        self.resize(paper.width() + 2 * margin, paper.height() + 3 * margin)
        self.ask()

    def ask(self) -> None:
        """Have the page drawn as it is to be seen now; the one before stands there meanwhile."""
        if self.laid is None:
            return
        night = self._theme.palette.text if self._theme.palette.name == "night" else ""
        pixels = (QSizeF(self.paper_rect().size()) * self.devicePixelRatioF()).toSize()
        wanted = Wanted(self.laid.generation, self.number, pixels, night)
        if wanted != self._asked and not pixels.isEmpty():
            self._asked = wanted
            self._pages.paint(wanted)
        self.update()

    def _painted(self, wanted: Wanted, image: QImage) -> None:
        self._shown = (wanted, image)
        self.update()

    def paper_rect(self) -> QRect:
        """Where the paper lies."""
        margin = self._theme.px(_MARGIN)
        return self.rect().adjusted(margin, margin, -margin, -2 * margin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif not self._scroll(key):
            super().keyPressEvent(event)

    def _scroll(self, key: Qt.Key) -> bool:
        assert self.area is not None
        bar, across = self.area.verticalScrollBar(), self.area.horizontalScrollBar()
        before = bar.value()
        page = round(0.9 * bar.pageStep())
        steps = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            across.setValue(across.value() + (60 if key == Qt.Key.Key_Right else -60))
            return across.maximum() > 0
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
            return True
        if key not in steps:
            return False
        bar.setValue(before + steps[key])
        if bar.value() != before:
            return True
        # At the end of a page its key turns it.
        if key == Qt.Key.Key_PageDown:
            return self.turn(1)
        if key == Qt.Key.Key_PageUp and self.turn(-1):
            bar.setValue(bar.maximum())
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.laid is None:
            return
        self.ask()  # on another screen it may need more pixels
        paper = self.paper_rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper.translated(QPoint(0, self._theme.px(3))), self._theme.hairline())
        painter.fillRect(paper, self._theme.colour("card"))
        if self._shown is not None and self._shown[0].number == self.number:
            painter.drawImage(QRectF(paper), self._shown[1])
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(paper.adjusted(0, 0, -1, -1))
