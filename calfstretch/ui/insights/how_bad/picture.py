"""Pain and duration of each spasm over time, as one control: point at a dot, or walk from spasm to spasm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.how_bad import state, words
from calfstretch.ui.insights.how_bad.painting import DotPainter
from calfstretch.ui.insights.how_bad.shapes import Field, Shapes, places, shapes
from calfstretch.ui.insights.walked import ALONG, Walked
from calfstretch.ui.theme import SMALL, Theme

_PAIN_PX, _LENGTH_PX = 116, 132
# A dot is pointed at from so far away, in design pixels.
_REACH = 22


class DotsPicture(Walked):
    """The picture; a spasm opens its day."""

    keys = {**ALONG, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Picture of the pain and duration of each spasm"))
        self._painter = DotPainter(theme)
        self._shown: state.Picture | None = None
        self._today = date.min
        self._fields: list[Field] = []
        self._shapes: list[Shapes] = []
        self._places: list[tuple[float, float, int]] | None = None  # what can be pointed at; None = not worked out
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # time runs to the right in every language
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.changed.connect(self._restyle)

    # -- what it shows ------------------------------------------------------------------------

    def show_picture(self, shown: state.Picture, today: date) -> None:
        """Change the dots; a spasm that was chosen stays so while it is among them."""
        before = self._shown.dots[self.chosen].spasm.id if self._shown and self.chosen is not None else None
        self._shown, self._today = shown, today
        at = next((n for n, dot in enumerate(shown.dots) if dot.spasm.id == before), None)
        self._restyle()
        self.chosen = at
        self.point(at)

    def values(self) -> int:
        return len(self._shown.dots) if self._shown is not None else 0

    def words(self, at: int) -> str:
        assert self._shown is not None
        return words.readout(self._shown.dots[at].spasm, self._today.year)

    def day_of(self, at: int) -> date | None:
        return None if self._shown is None else self._shown.dots[at].spasm.day

    def value_at(self, point: QPointF) -> int | None:
        x, y, reach = point.x(), point.y(), float(self.theme.px(_REACH))
        near = [(abs(px - x) ** 2 + (py - y) ** 2, at) for px, py, at in self.targets() if abs(px - x) < reach]
        distance, found = min(near, default=(reach**2, None))
        return found if distance < reach**2 else None

    # -- size ---------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        px, line = self.theme.px, QFontMetrics(self.theme.font(SMALL, 700)).height()
        strips = [
            height for height, has in ((_PAIN_PX, self._has("has_pain")), (_LENGTH_PX, self._has("has_length"))) if has
        ]
        return QSize(px(320), sum(px(height) + line + px(14) for height in strips) + line + px(14))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _has(self, strip: str) -> bool:
        return self._shown is None or getattr(self._shown, strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _restyle(self) -> None:
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()
        self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        """Where the strips and the dots stand."""
        shown = self._shown
        if shown is None:
            return
        theme, px = self.theme, self.theme.px
        metrics = QFontMetrics(theme.font(SMALL))
        line = QFontMetrics(theme.font(SMALL, 700)).height()
        marks = [*state.pain_ticks(), *state.length_ticks(shown)]
        left = max(metrics.horizontalAdvance(text) for _share, text in marks) + px(12)
        self._fields = []
        plans = [plan for plan in self._plans(shown) if plan[0]]
        room = self.height() - (len(plans) * (line + px(14)) + line + px(14))
        total = sum(plan[1] for plan in plans)
        top = 0.0
        for _has, height, title, ticks, share in plans:
            top += line + px(6)
            box = QRectF(left, top, max(1.0, self.width() - left - px(10)), max(1.0, room * height / total))
            self._fields.append(Field(box, title, ticks, share))
            top = box.bottom() + px(8)
        self._shapes = shapes(shown, self._fields, self._painter.thick)
        self._places = None

    def _plans(
        self, shown: state.Picture
    ) -> list[tuple[bool, int, str, list[tuple[float, str]], Callable[[float], float]]]:
        return [
            (shown.has_pain, _PAIN_PX, _("Pain, 0 to 10"), state.pain_ticks(), state.pain_share),
            (
                shown.has_length,
                _LENGTH_PX,
                _("How long they lasted"),
                state.length_ticks(shown),
                lambda seconds: state.length_share(shown, seconds),
            ),
        ]

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_on(QPainter(self))

    def paint_on(self, painter: QPainter) -> None:
        """Paint on any device."""
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # places stay, each text reads its own way
        if self._shown is not None:
            self._painter.paint(painter, self._shown, self._fields, self._shapes, self.current)

    # -- pointing ----------------------------------------------------------------------------

    def targets(self) -> list[tuple[float, float, int]]:
        """What can be pointed at: x, y, and which dot it is."""
        if self._places is None:
            shown, fields = self._shown, self._fields
            dots = shown.dots if shown is not None else ()
            self._places = [
                (x, (low + high) / 2, at)
                for at, dot in enumerate(dots)
                if shown is not None
                for x, low, high in places(shown, fields, dot)
            ]
        return self._places
