"""Spasms over water, activity and evening stretches on one time axis, read with the mouse or bar by bar by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.frequency import Rate
from calfstretch.insights.series import Series
from calfstretch.ui import formats
from calfstretch.ui.insights.how_often.drawing import CursorItem, StripItem, StripTitle, begin_words, number_label
from calfstretch.ui.insights.how_often.state import readout
from calfstretch.ui.insights.how_often.strips import strips
from calfstretch.ui.insights.ticks import date_ticks
from calfstretch.ui.theme import SMALL, Theme
from calfstretch.ui.widgets.notice import announce

# Design pixels each chart needs at least; the first one grows twice as fast.
_HEIGHTS, _GROWTH = (104, 40, 40, 40), (5, 2, 2, 2)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4}


class ChartView(QWidget):
    """The chart as one control: focus it and walk through its bars.

    `painted` is sent once, at its first painting. `current_changed` carries the words of the bar pointed at, "" for
    none. `opened` carries the day to show of the bar the person opens. `width_changed` is sent when the time axis got
    another width.
    """

    painted = Signal()
    current_changed = Signal(str)
    opened = Signal(object)
    width_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._series: Series | None = None
        self._rates: tuple[Rate | None, ...] = ()
        self._today = date.min
        self._chosen: int | None = None  # by keyboard or click; the pointer shows others in passing
        self.current: int | None = None
        self._plot_width = 0.0
        self._edges: list[tuple[int, int]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Chart of spasms, water, activity and evening stretches"))
        self._view = _quiet_view(self)
        self._view.viewport().installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what it shows ------------------------------------------------------------------------

    def show_series(self, series: Series, rates: Sequence[Rate | None], today: date) -> None:
        """Change the bars.

        Args:
            rates: the line through them; empty while it is not worked out.
            today: the running diary day, which the words leave the year out of.
        """
        before = self._series
        self._series, self._rates, self._today = series, tuple(rates), today
        if before is None or (before.step, before.first) != (series.step, series.first):
            self._choose(None)
        self._draw()
        self._point(self._chosen if self._chosen is not None and self._chosen < len(series.bins) else None)

    @property
    def plot_width(self) -> float:
        """Pixels of the time axis."""
        return float(self._boxes[0].width()) if self._series is not None else float(self.width())

    def paint_on(self, painter: QPainter) -> None:
        """Draw the chart in shapes, for a file or a printer."""
        for item in self._items:
            item.setCacheMode(item.CacheMode.NoCache)  # what is cached comes as pixels
        self._view.render(painter, QRectF(self.rect()), self._view.viewport().rect())
        for item in self._items:
            item.setCacheMode(item.CacheMode.DeviceCoordinateCache)

    def words(self) -> str:
        """The bar pointed at in words; "" for none."""
        if self._series is None or self.current is None:
            return ""
        return readout(self._series.bins[self.current], self._today)

    def day_of_current(self) -> date | None:
        """The last ended day of the bar chosen, which History opens at; None = none is chosen."""
        if self._series is None or self._chosen is None:
            return None
        last = self._series.bins[self._chosen].last
        return min(last, date.fromordinal(self._today.toordinal() - 1))

    # -- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        grid = self._view.ci
        grid.setContentsMargins(0, 0, 0, 0)
        self._titles: list[StripTitle] = []
        self._boxes: list[pg.ViewBox] = []
        self._items: list[StripItem] = []
        self._cursors: list[CursorItem] = []
        self._axes: list[pg.AxisItem] = []
        for at in range(len(_HEIGHTS)):
            title, box, axis = StripTitle(self._theme), _still_box(), pg.AxisItem("left")
            item = StripItem(self._theme, tells_begin=at == 0)
            grid.addItem(title, 2 * at, 1)
            grid.addItem(axis, 2 * at + 1, 0)
            grid.addItem(box, 2 * at + 1, 1)
            cursor = CursorItem(self._theme)
            box.addItem(cursor, ignoreBounds=True)
            box.addItem(item, ignoreBounds=True)
            axis.linkToView(box)
            grid.layout.setRowStretchFactor(2 * at + 1, _GROWTH[at])
            if self._boxes:
                box.setXLink(self._boxes[0])
            self._titles.append(title)
            self._boxes.append(box)
            self._items.append(item)
            self._cursors.append(cursor)
            self._axes.append(axis)
        self._dates = pg.AxisItem("bottom")
        grid.addItem(self._dates, 2 * len(_HEIGHTS), 1)
        self._dates.linkToView(self._boxes[-1])
        grid.layout.setColumnStretchFactor(1, 1)

    def _restyle(self) -> None:
        px, theme = self._theme.px, self._theme
        font = theme.font(SMALL)
        height = QFontMetrics(font).height()
        self._view.setBackground(theme.colour("card"))
        self._view.ci.layout.setVerticalSpacing(px(4))
        self._view.ci.layout.setHorizontalSpacing(px(4))
        for axis in (*self._axes, self._dates):
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=px(6), hideOverlappingLabels=px(40))
            axis.setTextPen(theme.colour("secondary"))
            axis.setPen(None)
        for axis in self._axes:
            axis.setWidth(QFontMetrics(font).horizontalAdvance("0.00") + px(8))
        self._dates.setHeight(height + px(8))
        for box, least in zip(self._boxes, _HEIGHTS, strict=True):
            box.setMinimumHeight(px(least))
        self._draw()
        self.setMinimumHeight(self.minimumSizeHint().height())

    def _draw(self) -> None:
        series = self._series
        if series is None:
            return
        days = (series.last - series.first).days + 1
        edges = [((b.first - series.first).days, (b.last - series.first).days + 1) for b in series.bins]
        begin = begin_words(formats.short_day(series.bins[0].first)) if series.bins[0].first > series.first else ""
        self._edges = edges
        parts = zip(self._titles, self._boxes, self._items, self._cursors, self._axes, strict=True)
        for strip, (title, box, item, cursor, axis) in zip(strips(series, self._rates), parts, strict=True):
            title.show_title(strip.title, strip.role)
            box.setRange(xRange=(0, days), yRange=(0, strip.top), padding=0)
            item.show_strip(strip, edges, days, begin)
            cursor.show_field(days, strip.top)
            small = box is not self._boxes[0]
            shown = (strip.ticks[0], strip.top) if small else strip.ticks
            axis.setTicks([[(tick, number_label(tick)) for tick in shown]])
        self._draw_dates()

    def _draw_dates(self) -> None:
        series = self._series
        if series is None:
            return
        label = QFontMetrics(self._theme.font(SMALL)).horizontalAdvance("00 Mmm") + self._theme.px(24)
        marks = date_ticks(series.first, series.last, max(1, int(self._boxes[-1].width() / label)))
        self._dates.setTicks([[((day - series.first).days, words) for day, words in marks]])

    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        line = QFontMetrics(self._theme.font(SMALL, 700)).height() + px(2)
        height = sum(px(least) for least in _HEIGHTS) + len(_HEIGHTS) * (line + px(8)) + line + px(12)
        return QSize(px(320), height)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_dates()
        if self.plot_width != self._plot_width:
            self._plot_width = self.plot_width
            self.width_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the canvas covers this widget, which is therefore never painted itself
        if event.type() == QEvent.Type.Paint and watched is self._view.viewport():
            self._view.viewport().removeEventFilter(self)
            self.painted.emit()
        return super().eventFilter(watched, event)

    # -- reading ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        count = len(self._series.bins) if self._series else 0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not count or not plain:
            super().keyPressEvent(event)
        elif key in _STEPS:
            start = count if _STEPS[key] < 0 else -1
            at = start if self._chosen is None else self._chosen
            self._choose(min(max(at + _STEPS[key], 0), count - 1))
        elif key == Qt.Key.Key_End:
            self._choose(count - 1)
        elif key == Qt.Key.Key_Home:
            self._choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self.day_of_current())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._bar_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._bar_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._chosen is not None:
            self.opened.emit(self.day_of_current())

    def leaveEvent(self, event: QEvent) -> None:
        self._point(self._chosen)
        super().leaveEvent(event)

    def _bar_at(self, position: QPointF) -> int | None:
        if self._series is None:
            return None
        day = self._boxes[0].mapSceneToView(self._view.mapToScene(position.toPoint())).x()
        offset = self._series.first.toordinal() + day
        for at, bar in enumerate(self._series.bins):
            if bar.first.toordinal() <= offset < bar.last.toordinal() + 1:
                return at
        return None

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        self._point(index)
        if index is not None:
            announce(self, self.words())

    def _point(self, index: int | None) -> None:
        self.current = index
        for cursor in self._cursors:
            cursor.mark(None if index is None else self._edges[index])
        words = self.words()
        self.setAccessibleDescription(words)
        self.current_changed.emit(words)


def _quiet_view(parent: QWidget) -> pg.GraphicsLayoutWidget:
    """The canvas: takes neither focus nor mouse, so that keys, hovering and the wheel reach the widget around it."""
    view = pg.GraphicsLayoutWidget(parent=parent)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    view.setAccessibleName(_("Picture of the chart"))
    view.setAntialiasing(False)
    view.setMinimumSize(0, 0)
    return view


def _still_box() -> pg.ViewBox:
    """A field that does not move, zoom or open menus, and has no auto-range of its own."""
    box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
    box.disableAutoRange()
    return box
