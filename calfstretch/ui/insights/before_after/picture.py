"""The two rates with their ranges on one axis, as one control: Before above After."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.before_after import BeforeAfter, Side
from calfstretch.ui import formats
from calfstretch.ui.colours import mix
from calfstretch.ui.insights.before_after import state
from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.widgets.notice import announce

_ROW_PX, _POINT_PX = 46, 7
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class RatesPicture(QWidget):
    """The picture; `current_changed` carries the words of the side pointed at, `opened` the first day of one."""

    current_changed = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: BeforeAfter | None = None
        self._chosen: int | None = None
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # numbers grow to the right in every language
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(_("Picture of the rates before and after"))
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what it shows ------------------------------------------------------------------------

    def show_found(self, found: BeforeAfter) -> None:
        """Change the rates."""
        self._found = found
        self._choose(None)
        self.update()

    def sides(self) -> list[tuple[str, Side]]:
        """Both sides with their names; empty = nothing is shown."""
        found = self._found
        if found is None or found.before is None or found.after is None:
            return []
        return [(_("Before"), found.before), (_("After"), found.after)]

    def words(self) -> str:
        """The side pointed at in words; "" for none."""
        if self.current is None:
            return ""
        return state.readout(self.sides()[self.current][1], after=self.current == 1)

    def day_of_current(self) -> date | None:
        """The first day of the side chosen; None = none is."""
        return None if self._chosen is None else self.sides()[self._chosen][1].first

    # -- size ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self._theme.font(SMALL)).height()
        return QSize(self._theme.px(320), 2 * self._theme.px(_ROW_PX) + 2 * line + self._theme.px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _restyle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _plot(self) -> QRectF:
        """Where the points stand; the names are left of it, the numbers right where there is room."""
        px = self._theme.px
        names = QFontMetrics(self._theme.font(COMPACT, 600))
        left = max(names.horizontalAdvance(name) for name in (_("Before"), _("After"))) + px(20)
        right = self._numbers_width() + px(16) if self._has_numbers() else px(16)
        top = QFontMetrics(self._theme.font(SMALL)).height() + px(4)
        return QRectF(left, top, max(1.0, self.width() - left - right), 2 * px(_ROW_PX))

    def _has_numbers(self) -> bool:
        return self.width() - self._numbers_width() >= self._theme.px(420)

    def _numbers_width(self) -> int:
        metrics = QFontMetrics(self._theme.font(COMPACT))
        return max([metrics.horizontalAdvance(state.short_range(side)) for _name, side in self.sides()], default=0)

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_on(QPainter(self))

    def paint_on(self, painter: QPainter) -> None:
        """Paint on any device."""
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # places stay, each text reads its own way
        sides = self.sides()
        if self._found is None or not sides:
            return
        plot = self._plot()
        metrics = QFontMetrics(self._theme.font(SMALL))
        wide = metrics.horizontalAdvance("00.0") + self._theme.px(24)
        ticks = state.ticks(self._found, max(2, min(8, int(plot.width() / wide))))
        self._paint_axis(painter, plot, ticks)
        for at, (name, side) in enumerate(sides):
            row = QRectF(plot.left(), plot.top() + at * plot.height() / 2, plot.width(), plot.height() / 2)
            self._paint_side(painter, row, name, side, ticks[-1])

    def _paint_axis(self, painter: QPainter, plot: QRectF, ticks: list[float]) -> None:
        theme = self._theme
        metrics = QFontMetrics(theme.font(SMALL))
        if self.current is not None:
            half = plot.height() / 2
            row = QRectF(0, plot.top() + self.current * half, self.width(), half)
            painter.fillRect(row, QColor(mix(theme.palette.card, theme.palette.text, 0.1)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(SMALL, 700))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(QPointF(plot.left(), metrics.ascent()), _("Spasms a week"))
        painter.setFont(theme.font(SMALL))
        for tick in ticks:
            x = round(plot.left() + plot.width() * tick / ticks[-1])
            painter.setPen(QPen(theme.colour("line") if tick == 0 else theme.hairline(), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(theme.colour("secondary"))
            words = formats.decimal(tick, 2)
            left = min(x - metrics.horizontalAdvance(words) / 2, self.width() - metrics.horizontalAdvance(words))
            painter.drawText(QPointF(left, plot.bottom() + theme.px(6) + metrics.ascent()), words)

    def _paint_side(self, painter: QPainter, row: QRectF, name: str, side: Side, top: float) -> None:
        theme, px = self._theme, self._theme.px
        ink, y = theme.colour("text"), row.center().y()
        painter.setPen(ink)
        painter.setFont(theme.font(COMPACT, 600))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(px(4), row.top(), row.left() - px(4), row.height()), start, name)
        if side.rate is None:
            return

        def x(value: float) -> float:
            return row.left() + row.width() * value / top

        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, px(3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(x(side.rate.low), y), QPointF(x(side.rate.high), y))
        for end in (side.rate.low, side.rate.high):
            painter.drawLine(QPointF(x(end), y - px(6)), QPointF(x(end), y + px(6)))
        # Before is hollow, After full: the two are told apart without reading
        painter.setBrush(theme.colour("card") if side is self.sides()[0][1] else ink)
        painter.drawEllipse(QPointF(x(side.rate.per_week), y), px(_POINT_PX), px(_POINT_PX))
        if self._has_numbers():
            painter.setFont(theme.font(COMPACT))
            room = QRectF(self.width() - self._numbers_width(), row.top(), self._numbers_width(), row.height())
            painter.setPen(ink)
            painter.drawText(room, start, state.short_range(side))

    # -- reading ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.sides() or not plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self._choose(0 if _KEYS[key] < 0 or self._chosen is None else 1)
        elif key == Qt.Key.Key_End:
            self._choose(1)
        elif key == Qt.Key.Key_Home:
            self._choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self.day_of_current())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._side_at(event.position())
        self._point(self._chosen if at is None else at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._side_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._chosen is not None:
            self.opened.emit(self.day_of_current())

    def leaveEvent(self, event: QEvent) -> None:
        self._point(self._chosen)
        super().leaveEvent(event)

    def _side_at(self, position: QPointF) -> int | None:
        plot = self._plot()
        at = int((position.y() - plot.top()) // (plot.height() / 2))
        return at if self.sides() and at in (0, 1) else None

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        self._point(index)
        if index is not None:
            announce(self, self.words())

    def _point(self, index: int | None) -> None:
        self.current = index
        words = self.words()
        self.setAccessibleDescription(words)
        self.current_changed.emit(words)
        self.update()
