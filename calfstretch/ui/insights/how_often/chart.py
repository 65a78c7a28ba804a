"""Spasms over water, activity and evening stretches on one time axis, read, zoomed and panned by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.levels import Level, Levels
from calfstretch.insights.series import Bin, Span, Step, step_for
from calfstretch.ui import formats
from calfstretch.ui.insights.how_often.drawing import CursorItem, StripItem, StripTitle, begin_words, number_label
from calfstretch.ui.insights.how_often.marks import Label, Marks, mark_words, marks_in_words
from calfstretch.ui.insights.how_often.overlay import DatesItem, MarksItem, PausesItem
from calfstretch.ui.insights.how_often.state import readout, seen_words
from calfstretch.ui.insights.how_often.strips import Strip, strips
from calfstretch.ui.insights.how_often.view_range import (
    PAN_PAGE,
    PAN_STEP,
    ZOOM_STEP,
    TimeScale,
    ViewRange,
    Window,
)
from calfstretch.ui.insights.ticks import date_ticks
from calfstretch.ui.theme import SMALL, Theme
from calfstretch.ui.widgets.notice import announce

# Design pixels each chart needs at least; the first one grows twice as fast.
_HEIGHTS, _GROWTH = (120, 40, 40, 40), (6, 2, 2, 2)
_WALKS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PAGES = {Qt.Key.Key_PageUp: -PAN_PAGE, Qt.Key.Key_PageDown: PAN_PAGE}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}
_NOTCH = 120  # of the wheel, in eighths of a degree


class ChartView(QWidget):
    """The chart as one control: focus it, walk through its bars, zoom and pan.

    `painted` is sent once, at its first painting. `current_changed` carries the words of the bar or mark pointed at,
    "" for none. `opened` carries the day to show of the bar the person opens. `seen_changed` is sent when other days
    are seen, or the same ones in other steps.
    """

    painted = Signal()
    current_changed = Signal(str)
    opened = Signal(object)
    seen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._levels: Levels | None = None
        self._span = Span.ALL
        self._home_step = Step.DAY
        self._marks = Marks()
        self._today = date.min
        self._strips: dict[Step, tuple[Strip, ...]] = {}
        self.window_: Window | None = None
        self._step = Step.DAY
        self._chosen: date | None = None  # a day of the bar, by keyboard or click; the pointer shows others in passing
        self.current: int | None = None  # index of the bar pointed at, in its level
        self._label: Label | None = None  # the mark pointed at
        self._pressed: QPointF | None = None
        self._dragged_from: ViewRange | None = None
        self._size = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Chart of spasms, water, activity and evening stretches"))
        self.setToolTip("")
        self._view = _quiet_view(self)
        self._view.viewport().installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what it shows ------------------------------------------------------------------------

    def show_diary(self, levels: Levels, span: Span, marks: Marks, today: date) -> None:
        """Change what is drawn; days seen and a bar chosen stay, unless another range was chosen.

        Args:
            levels: the bars.
            span: the range that Home leads back to.
            marks: what stands on the axis besides bars.
            today: the running diary day, which the words leave the year out of.
        """
        before, same = self.window_, span is self._span and self.window_ is not None
        self._levels, self._span, self._marks, self._today = levels, span, marks, today
        self._strips.clear()
        self._reserve_labels()
        self.window_ = self._window()
        if same and before is not None and not before.is_home:
            seen = before.seen
            self.window_ = self.window_.zoom(self.window_.seen.days / seen.days).pan(0)
            self.window_ = self.window_.pan(seen.left - self.window_.seen.left)
        elif not same:
            self._chosen = None
        self._show()

    def show_same(self, other: ChartView) -> None:
        """See the days another chart of the same diary shows."""
        if self.window_ is not None and other.window_ is not None and not other.window_.is_home:
            seen = other.window_.seen
            self._see(Window(self.window_.ends.joined(seen), self.window_.home, seen))

    def paint_on(self, painter: QPainter) -> None:
        """Draw the chart in shapes, for a file or a printer."""
        self._view.render(painter, QRectF(self.rect()), self._view.viewport().rect())

    @property
    def plot_width(self) -> float:
        """Pixels of the time axis."""
        return float(self._boxes[0].width()) if self._levels is not None else float(self.width())

    @property
    def shown(self) -> Level:
        """The bars of which something is seen."""
        assert self._levels is not None and self.window_ is not None
        seen = self.window_.seen
        return self._levels.level(self._step).between(seen.first, seen.last)

    @property
    def step(self) -> Step:
        """What a bar stands for now."""
        return self._step

    def has_step(self, step: Step) -> bool:
        """Whether the bars of a step are gathered already."""
        return step in self._strips

    def prepare(self, step: Step) -> None:
        """Gather the bars of a step, before anybody asks for them."""
        self._strips_of(step)

    def words(self) -> str:
        """The bar or mark pointed at in words; "" for none."""
        if self._label is not None:
            return " · ".join(mark_words(mark, self._today) for mark in self._label.marks)
        bar = self._bar(self.current)
        if bar is None:
            return ""
        marks = marks_in_words(self._marks.within(bar.first, bar.last))
        said = readout(bar, self._today)
        return _("{bar}. {marks}").format(bar=said, marks=marks) if marks else said

    def longest_words(self) -> str:
        """The longest that `words` can become among the days seen."""
        bars = (readout(each, self._today) for each in self.shown.bins)
        marks = (mark_words(mark, self._today) for mark in self._marks.begun)
        return max([*bars, *marks, ""], key=len)

    def day_of_current(self) -> date | None:
        """The last ended day of the bar chosen, which History opens at; None = none is chosen."""
        return self._chosen

    # -- zoom and pan -------------------------------------------------------------------------

    def zoom(self, times: float, around: float | None = None) -> None:
        """See so many times fewer days, the bar chosen always among them.

        Args:
            around: the point of the axis that stays; None = the bar chosen where it is seen, else the middle.
        """
        if self.window_ is None:
            return
        chosen = self._chosen
        if around is None and chosen is not None and self.window_.seen.first <= chosen <= self.window_.seen.last:
            around = chosen.toordinal() + 0.5
        window = self.window_.zoom(times, around)
        if chosen is not None and self.window_.seen.first <= chosen <= self.window_.seen.last:
            window = window.with_days(chosen, chosen)
        self._see(window)

    def pan(self, share: float) -> None:
        """See days further on by a share of those seen; below 0 further back."""
        if self.window_ is not None:
            self._see(self.window_.pan(share * self.window_.seen.days))

    def go_home(self) -> None:
        """Back to the range chosen; from there, let go of the bar."""
        if self.window_ is None:
            return
        if self.window_.is_home:
            self._choose(None)
        else:
            self._see(self.window_.go_home())

    def _see(self, window: Window) -> None:
        if self.window_ is None or window.seen == self.window_.seen:
            return
        self.window_ = window
        self._show()
        announce(self, self.seen_words())

    def seen_words(self) -> str:
        """The days seen and what a bar stands for: 12 Mar to 4 Jun 2025, a bar a week"""
        return seen_words(*self.days_seen(), self._step)

    def days_seen(self) -> tuple[date, date]:
        """The first and the last day of which something is seen."""
        assert self.window_ is not None
        return self.window_.seen.first, min(self.window_.seen.last, date.fromordinal(self._today.toordinal() - 1))

    def _window(self) -> Window:
        assert self._levels is not None
        home = self._levels.home(self._span, self.plot_width)
        ends = home if self._span is Span.ALL else self._levels.home(Span.ALL, self.plot_width)
        self._home_step = home.step
        return Window.at(ViewRange.of_days(ends.first, ends.last), ViewRange.of_days(home.first, home.last))

    # -- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        grid = self._view.ci
        grid.setContentsMargins(0, 0, 0, 0)
        self._titles: list[StripTitle] = []
        self._boxes: list[pg.ViewBox] = []
        self._items: list[StripItem] = []
        self._cursors: list[CursorItem] = []
        self._axes: list[pg.AxisItem] = []
        self._label_room = pg.GraphicsWidget()
        grid.addItem(self._label_room, 0, 1)
        for at in range(len(_HEIGHTS)):
            title, box, axis = StripTitle(self._theme), _still_box(), pg.AxisItem("left")
            item = StripItem(self._theme, tells_begin=at == 0)
            grid.addItem(title, 2 * at + 1, 1)
            grid.addItem(axis, 2 * at + 2, 0)
            grid.addItem(box, 2 * at + 2, 1)
            cursor = CursorItem(self._theme)
            box.addItem(cursor, ignoreBounds=True)
            box.addItem(item, ignoreBounds=True)
            axis.linkToView(box)
            grid.layout.setRowStretchFactor(2 * at + 2, _GROWTH[at])
            self._titles.append(title)
            self._boxes.append(box)
            self._items.append(item)
            self._cursors.append(cursor)
            self._axes.append(axis)
        self._date_room = pg.GraphicsWidget()
        grid.addItem(self._date_room, 2 * len(_HEIGHTS) + 1, 1)
        grid.layout.setColumnStretchFactor(1, 1)
        self._pauses, self._marks_item = PausesItem(self._theme), MarksItem(self._theme)
        self._dates = DatesItem(self._theme)
        for over in (self._pauses, self._marks_item, self._dates):
            self._view.scene().addItem(over)

    def _restyle(self) -> None:
        px, theme = self._theme.px, self._theme
        font = theme.font(SMALL)
        height = QFontMetrics(font).height()
        self._view.setBackground(theme.colour("card"))
        self._view.ci.layout.setVerticalSpacing(px(4))
        self._view.ci.layout.setHorizontalSpacing(px(4))
        for axis in self._axes:
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=px(6), hideOverlappingLabels=px(40))
            axis.setTextPen(theme.colour("secondary"))
            axis.setPen(None)
            axis.setTickPen(None)
            axis.setWidth(QFontMetrics(font).horizontalAdvance("0.00") + px(8))
        self._date_room.setFixedHeight(height + px(8))
        for box, least in zip(self._boxes, _HEIGHTS, strict=True):
            box.setMinimumHeight(px(least))
        self._reserve_labels()
        self._show()
        self.setMinimumHeight(self.minimumSizeHint().height())

    def _reserve_labels(self) -> None:
        """The room above the charts that the labels of all marks need, so that nothing moves while panning."""
        height = self._marks_item.height(self._marks)
        if height != self._label_room.minimumHeight():
            self._label_room.setFixedHeight(height)
            self._view.ci.layout.activate()
            self.setMinimumHeight(self.minimumSizeHint().height())

    # -- drawing ------------------------------------------------------------------------------

    def _show(self) -> None:
        """Draw what is seen now."""
        if self._levels is None or self.window_ is None:
            return
        seen = self.window_.seen
        step = self._home_step if self.window_.is_home else step_for(seen.days, self.plot_width)
        whole = self._strips_of(step)
        if step is not self._step or self._titles[0].is_empty:
            self._show_step(step, whole)
        level = self._levels.level(step)
        low, high = level.indexes(seen.first, seen.last)
        low, high = max(low - 1, 0), min(high + 1, len(level.bins))
        edges = [(each.first.toordinal(), each.last.toordinal() + 1) for each in level.bins[low:high]]
        begins = edges and edges[0][0] > seen.left
        begin = begin_words(formats.short_day(level.bins[low].first)) if begins else ""
        for strip, item, cursor in zip(whole, self._items, self._cursors, strict=True):
            item.show_strip(strip.part(low, high), edges, seen, begin)
            cursor.show_field(seen, strip.top)
        self._show_overlay()
        self._label = None
        self._point(self._index(self._chosen))
        self.seen_changed.emit()

    def _strips_of(self, step: Step) -> tuple[Strip, ...]:
        assert self._levels is not None
        if step not in self._strips:
            level = self._levels.level(step)
            self._strips[step] = strips(level, level.rates)
            if step is self._step:
                self._show_step(step, self._strips[step])
        return self._strips[step]

    def _show_step(self, step: Step, whole: Sequence[Strip]) -> None:
        """The value axes: they change with the step alone."""
        self._step = step
        parts = zip(whole, self._titles, self._boxes, self._axes, strict=True)
        for strip, title, box, axis in parts:
            title.show_title(strip.title, strip.role)
            box.setRange(xRange=(0, 1), yRange=(0, strip.top), padding=0)
            small = box is not self._boxes[0]
            shown = (strip.ticks[0], strip.top) if small else strip.ticks
            axis.setTicks([[(tick, number_label(tick)) for tick in shown]])

    def _show_overlay(self) -> None:
        if self.window_ is None:
            return
        scale = self._scale()
        first, last = (self._boxes[at].sceneBoundingRect() for at in (0, -1))
        top = self._label_room.sceneBoundingRect().top()
        area = QRectF(first.left(), top, first.width(), last.bottom() - top)
        self._marks_item.keep_off([title.words_box() for title in self._titles])
        self._marks_item.show_marks(self._marks, scale, area)
        self._pauses.show_pauses(self._marks, scale, area, first.top())
        label = QFontMetrics(self._theme.font(SMALL)).horizontalAdvance("00 Mmm") + self._theme.px(24)
        seen = scale.seen
        dates = date_ticks(seen.first, seen.last, max(1, int(scale.width / label)))
        dates_area = self._date_room.sceneBoundingRect()
        dates_area.setLeft(0)
        self._dates.show_dates(dates, scale, dates_area)

    def _scale(self) -> TimeScale:
        assert self.window_ is not None
        box = self._boxes[0].sceneBoundingRect()
        return TimeScale(self.window_.seen, box.left(), max(box.width(), 1.0))

    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        line = QFontMetrics(self._theme.font(SMALL, 700)).height() + px(2)
        height = sum(px(least) for least in _HEIGHTS) + len(_HEIGHTS) * (line + px(8)) + line + px(12)
        labels = self._marks_item.height(self._marks)
        return QSize(px(320), round(height + labels + (px(4) if labels else 0)))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()

    def _resized(self) -> None:
        if self._levels is None or self.window_ is None:
            return
        box = self._boxes[0]
        if (box.width(), box.height()) == self._size:
            return
        self._size = (box.width(), box.height())
        window = self._window()
        if not self.window_.is_home:
            seen = self.window_.seen
            window = Window(window.ends.joined(seen), window.home, seen)
        self.window_ = window
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the canvas covers this widget, which is therefore never painted itself
        if event.type() == QEvent.Type.Paint and watched is self._view.viewport():
            self._resized()
            if self._levels is not None and not self._was_painted:
                self._was_painted = True
                self.painted.emit()
        return super().eventFilter(watched, event)

    _was_painted = False

    # -- keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if self.window_ is None or (held and not shift):
            super().keyPressEvent(event)
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif shift and key in _WALKS:
            self.pan(_WALKS[key] * PAN_STEP)
        elif shift:
            super().keyPressEvent(event)
        elif key in _WALKS:
            self._walk(_WALKS[key])
        elif key in _PAGES:
            self.pan(_PAGES[key])
        elif key == Qt.Key.Key_End:
            self._choose(self._level().bins[-1])
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def _walk(self, steps: int) -> None:
        """To the next bar; with none chosen, or none of those seen, to the last or first one seen."""
        low, high = self._level().indexes(*self.days_seen())
        at = self._index(self._chosen)
        if at is None or not low <= at < high:
            at = high if steps < 0 else low - 1
        bars = self._level().bins
        self._choose(bars[min(max(at + steps, 0), len(bars) - 1)])

    # -- mouse --------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom where the pointer is; sideways pans; the wheel alone scrolls the page."""
        turned, held = event.angleDelta(), event.modifiers()
        if self.window_ is None:
            event.ignore()
        elif held & Qt.KeyboardModifier.ControlModifier and turned.y():
            self.zoom(ZOOM_STEP ** (turned.y() / _NOTCH), self._scale().day(self._on_sheet(event.position()).x()))
            event.accept()
        elif abs(turned.x()) > abs(turned.y()):
            self.pan(-turned.x() / _NOTCH * PAN_STEP / 2)
            event.accept()
        elif held & Qt.KeyboardModifier.ShiftModifier and turned.y():
            self.pan(-turned.y() / _NOTCH * PAN_STEP / 2)
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._label = self._marks_item.label_at(self._on_sheet(at))
            self._point(None if self._label is not None else self._bar_at(at))
            return
        moved = at.x() - self._pressed.x()
        if self._dragged_from is None and abs(moved) >= QApplication.startDragDistance() and self.window_ is not None:
            self._dragged_from = self.window_.seen
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged_from is not None and self.window_ is not None:
            wanted = self._dragged_from.left - moved / self.plot_width * self._dragged_from.days
            window = self.window_.pan(wanted - self.window_.seen.left)
            if window.seen != self.window_.seen:
                self.window_ = window
                self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            dragged, self._pressed, self._dragged_from = self._dragged_from is not None, None, None
            if dragged:
                self.unsetCursor()
                announce(self, self.seen_words())
            else:
                self._choose(self._bar(self._bar_at(event.position())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._chosen is not None:
            self.opened.emit(self._chosen)

    def leaveEvent(self, event: QEvent) -> None:
        self._label = None
        self._point(self._index(self._chosen))
        super().leaveEvent(event)

    def _on_sheet(self, position: QPointF) -> QPointF:
        return QPointF(self._view.mapToScene(position.toPoint()))

    # -- bars ---------------------------------------------------------------------------------

    def _level(self) -> Level:
        assert self._levels is not None
        return self._levels.level(self._step)

    def _bar(self, index: int | None) -> Bin | None:
        return None if index is None or self._levels is None else self._level().bins[index]

    def _index(self, day: date | None) -> int | None:
        return None if day is None or self._levels is None else self._level().index_of(day)

    def _bar_at(self, position: QPointF) -> int | None:
        if self.window_ is None:
            return None
        scale, x = self._scale(), self._on_sheet(position).x()
        if not scale.left <= x < scale.right:
            return None
        return self._index(date.fromordinal(int(scale.day(x))))

    def _choose(self, bar: Bin | None) -> None:
        """Keep a bar, and bring it in sight."""
        self._chosen = None
        self._label = None
        if bar is not None and self.window_ is not None:
            self._chosen = min(bar.last, date.fromordinal(self._today.toordinal() - 1))
            window = self.window_.with_days(bar.first, bar.last)
            if window is not self.window_:
                self.window_ = window
                self._show()
        self._point(self._index(self._chosen))
        if bar is not None:
            announce(self, self.words())

    def _point(self, index: int | None) -> None:
        self.current = index
        bar = self._bar(index)
        edge = None if bar is None else (bar.first.toordinal(), bar.last.toordinal() + 1)
        for cursor in self._cursors:
            cursor.mark(edge)
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
    view.setCacheMode(view.CacheModeFlag.CacheNone)  # a kept ground would be an image in a drawing for print
    view.setMinimumSize(0, 0)
    return view


def _still_box() -> pg.ViewBox:
    """A field that does not move, zoom or open menus, and has no auto-range of its own."""
    box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
    box.disableAutoRange()
    return box
