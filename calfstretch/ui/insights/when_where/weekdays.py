"""Seven bars, one a weekday: spasms on a noted day, hatched where too few are noted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from calfstretch.i18n import gettext as _
from calfstretch.insights.when import Weekday
from calfstretch.ui import formats
from calfstretch.ui.insights.walked import ALONG, DOWN
from calfstretch.ui.insights.when_where import state
from calfstretch.ui.insights.when_where.picture import Picture
from calfstretch.ui.theme import COMPACT, SMALL, Theme

_ROW, _BAR, _GAP, _WIDEST = 34, 20, 10, 520


class WeekdayPicture(Picture):
    """A row for each weekday, in the order of the language's week; it mirrors with the language."""

    keys = {**ALONG, **DOWN}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Bars of the weekdays"))
        self._days: tuple[Weekday, ...] = ()

    def show_days(self, days: Sequence[Weekday]) -> None:
        """Change the rows, in the order shown."""
        self._days = tuple(days)
        self.changed()

    # -- reading ------------------------------------------------------------------------------

    def values(self) -> int:
        return len(self._days)

    def words(self, at: int) -> str:
        return state.weekday_words(self._days[at])

    def next_value(self, at: int | None, key: Qt.Key) -> int | None:
        if self._mirrored and key in ALONG:
            key = Qt.Key.Key_Left if key == Qt.Key.Key_Right else Qt.Key.Key_Right
        return super().next_value(at, key)

    def value_at(self, point: QPointF) -> int | None:
        row = int(point.y() // self._row) if self._row else 0
        return row if 0 <= row < len(self._days) else None

    # -- drawing ------------------------------------------------------------------------------

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def _row(self) -> float:
        return max(self.theme.px(_ROW), self.metrics(COMPACT).height() + self.theme.px(8))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), round(7 * self._row))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), round(7 * self._row))

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        names = [self._name(day, size.width()) for day in self._days]
        label = max((self.metrics(COMPACT, 700).horizontalAdvance(name) for name in names), default=0) + self.theme.px(
            _GAP
        )
        said = [state.weekday_short_words(day) for day in self._days]
        beside = max((self.metrics(SMALL, 600).horizontalAdvance(each) for each in said), default=0)
        room = min(size.width() - label - beside - 2 * self.theme.px(_GAP), self.theme.px(_WIDEST))
        top = max((day.per_day or 0 for day in self._days if day.enough), default=0) or 1.0
        for at, day in enumerate(self._days):
            row = QRectF(0, at * self._row, size.width(), self._row)
            if at == self.current:
                self._draw_pointed(painter, self._box(row, label - self.theme.px(4), row.width() - label))
            align = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
            self.write(
                painter,
                self._box(row, 0, label),
                names[at],
                size=COMPACT,
                weight=700 if at == self.current else 400,
                align=align,
            )
            length = max(room * (day.per_day or 0) / top, self.theme.px(2)) if day.enough else room
            self._draw_bar(painter, day, self._bar_box(row, label, length))
            after = self._box(row, label + length + self.theme.px(_GAP), beside)
            self.write(painter, after, said[at], weight=600, align=align)

    def _name(self, day: Weekday, width: float) -> str:
        """In full where there is room."""
        return state.weekday_name(day.number) if width > self.theme.px(420) else formats.weekday_short(day.number)

    def _draw_pointed(self, painter: QPainter, row: QRectF) -> None:
        painter.fillRect(row, self.tint(0.12))
        thick = self.theme.px(2)
        painter.fillRect(QRectF(row.left(), row.bottom() - thick, row.width(), thick), self.theme.colour("text"))

    def _draw_bar(self, painter: QPainter, day: Weekday, box: QRectF) -> None:
        path = QPainterPath()
        radius = min(self.theme.px(3), box.width() / 2)
        path.addRoundedRect(box, radius, radius)
        if day.enough:
            painter.fillPath(path, self.theme.colour("cramp"))
        else:  # a length would say more than is known
            self.hatch(painter, path, "line")

    def _bar_box(self, row: QRectF, start: float, length: float) -> QRectF:
        spare = (row.height() - self.theme.px(_BAR)) / 2
        return self._box(row, start, length).adjusted(0, spare, 0, -spare)

    def _box(self, row: QRectF, start: float, length: float) -> QRectF:
        """So much from the leading edge."""
        x = row.right() - start - length if self._mirrored else row.left() + start
        return QRectF(x, row.top(), length, row.height())
