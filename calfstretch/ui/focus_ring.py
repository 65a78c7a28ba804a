"""One ring that follows the keyboard focus: the same everywhere, outside the thing it marks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ZOrderChange,
}


class FocusRing(QObject):
    """Draws a ring round the focused widget of the program, whichever window it is in.

    Args:
        app: the program; the ring lives as long as it does.
        colour: the ring's colour round a given widget.
        width: the ring's width in pixels, asked at every drawing.
    """

    def __init__(self, app: QApplication, colour: Callable[[QWidget], QColor], width: Callable[[], int]) -> None:
        super().__init__(app)
        self._app = app
        self._colour = colour
        self._width = width
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.frame: _Frame | None = None
        app.focusChanged.connect(self._focus_changed)

    def stop(self) -> None:
        """Draw no more rings."""
        self._app.focusChanged.disconnect(self._focus_changed)
        self._release()
        self.setParent(None)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is None or new.isWindow() or new.property("own_focus_ring"):
            return
        self._target = new
        host = _host_of(new)
        self.frame = _Frame(host, self._colour(new))
        at: QWidget | None = new
        while at is not None and at is not host:
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        # Whatever had the focus long ago may go at any time: that is no end of the ring that stands now.
        frame = self.frame
        new.destroyed.connect(lambda: self._release() if self.frame is frame else None)
        self._place()

    def restyle(self) -> None:
        """Draw the ring anew, after a change of theme or text size."""
        if self._target is not None and self.frame is not None:
            self.frame.set_colour(self._colour(self._target))
            self._place()

    def _release(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # the widget is gone already
                continue
        self._watched.clear()
        self._target = None
        if self.frame is not None:
            try:
                self.frame.hide()
                self.frame.deleteLater()
            except RuntimeError:
                pass
            self.frame = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return False

    def _place(self) -> None:
        frame, target = self.frame, self._target
        if frame is None or target is None:
            return
        try:
            frame.follow(target, self._width())
        except RuntimeError:
            # Target or host was deleted, or Qt's binding let go of a host that lives on: it counts a widget reached
            # through nextInFocusChain() as a child of the one before, which may have been the frame of an older ring.
            self._release()
            QTimer.singleShot(0, self, self._begin_anew)

    def _begin_anew(self) -> None:
        if self.frame is None:
            self._focus_changed(None, QApplication.focusWidget())


def _host_of(widget: QWidget) -> QWidget:
    """Where the ring is drawn: the scrolling viewport around the widget, so that it scrolls away with it, or the
    window."""
    at = widget.parentWidget()
    while at is not None and not at.isWindow():
        area = at.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is at:
            return at
        if at.property("clips_focus_ring"):
            return at
        at = area
    return widget.window()


class _Frame(QWidget):
    def __init__(self, host: QWidget, colour: QColor) -> None:
        super().__init__(host)
        self._host = host
        self._ring_colour = colour
        self._width_px = 3
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_colour(self, colour: QColor) -> None:
        """Change the ring's colour."""
        self._ring_colour = colour
        self.update()

    def follow(self, target: QWidget, width_px: int) -> None:
        """Stand round the target, one pixel of air between; within one that fills its place, where it would be cut."""
        self._width_px = width_px
        out = -1 if target.property("inset_focus_ring") else width_px + 1
        aside = out + 2 * width_px if target.property("wide_focus_ring") else out
        corner = target.mapTo(self._host, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-aside, -out, aside, out))
        self.setVisible(target.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self._width_px / 2
        painter.setPen(QPen(self._ring_colour, self._width_px))
        radius = self._width_px * 14 / 3
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
