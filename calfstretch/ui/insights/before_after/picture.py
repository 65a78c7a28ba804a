"""The two rates with their ranges on one axis, as one control: Before above After."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from calfstretch.i18n import gettext as _
from calfstretch.insights.before_after import BeforeAfter, Side
from calfstretch.ui import formats
from calfstretch.ui.colours import mix
from calfstretch.ui.insights.before_after import state
from calfstretch.ui.insights.walked import ALONG, DOWN, Walked
from calfstretch.ui.theme import COMPACT, SMALL, Theme

_ROW_PX, _POINT_PX = 46, 7


class RatesPicture(Walked):
    """The picture; a side opens its first day."""

    keys = {**ALONG, **DOWN}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Picture of the rates before and after"))
        self._found: BeforeAfter | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # numbers grow to the right in every language
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what it shows ------------------------------------------------------------------------

    def show_found(self, found: BeforeAfter) -> None:
        """Change the rates."""
        self._found = found
        self.choose(None)
        self.update()

    def sides(self) -> list[tuple[str, Side]]:
        """Both sides with their names; empty = nothing is shown."""
        found = self._found
        if found is None or found.before is None or found.after is None:
            return []
        return [(_("Before"), found.before), (_("After"), found.after)]

    def values(self) -> int:
        return len(self.sides())

    def words(self, at: int) -> str:
        return state.readout(self.sides()[at][1], after=at == 1)

    def day_of(self, at: int) -> date | None:
        return self.sides()[at][1].first

    def value_at(self, point: QPointF) -> int | None:
        plot = self._plot()
        at = int((point.y() - plot.top()) // (plot.height() / 2))
        return at if at in (0, 1) else None

    # -- size ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self.theme.font(SMALL)).height()
        return QSize(self.theme.px(320), 2 * self.theme.px(_ROW_PX) + 2 * line + self.theme.px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _restyle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _plot(self) -> QRectF:
        """Where the points stand; the names are left of it, the numbers right where there is room."""
        px = self.theme.px
        names = QFontMetrics(self.theme.font(COMPACT, 600))
        left = max(names.horizontalAdvance(name) for name in (_("Before"), _("After"))) + px(20)
        right = self._numbers_width() + px(16) if self._has_numbers() else px(16)
        top = QFontMetrics(self.theme.font(SMALL)).height() + px(4)
        return QRectF(left, top, max(1.0, self.width() - left - right), 2 * px(_ROW_PX))

    def _has_numbers(self) -> bool:
        return self.width() - self._numbers_width() >= self.theme.px(420)

    def _numbers_width(self) -> int:
        metrics = QFontMetrics(self.theme.font(COMPACT))
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
        metrics = QFontMetrics(self.theme.font(SMALL))
        wide = metrics.horizontalAdvance("00.0") + self.theme.px(24)
        ticks = state.ticks(self._found, max(2, min(8, int(plot.width() / wide))))
        self._paint_axis(painter, plot, ticks)
        for at, (name, side) in enumerate(sides):
            row = QRectF(plot.left(), plot.top() + at * plot.height() / 2, plot.width(), plot.height() / 2)
            self._paint_side(painter, row, name, side, ticks[-1])

    def _paint_axis(self, painter: QPainter, plot: QRectF, ticks: list[float]) -> None:
        theme = self.theme
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
        theme, px = self.theme, self.theme.px
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
