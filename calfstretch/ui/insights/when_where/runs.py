"""How far into their runs the spasms came, beside how many runs went that far."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from calfstretch.i18n import gettext as _
from calfstretch.insights.in_runs import InRuns, Part
from calfstretch.ui.insights.when_where import state
from calfstretch.ui.insights.when_where.picture import Picture
from calfstretch.ui.theme import SMALL, Theme

_HEIGHT, _WIDEST, _GAP_SHARE = 238, 76, 0.2


class RunsPicture(Picture):
    """A column for each step of the way: the outline for runs that went that far, filled for those with a spasm there.

    It begins on the left in every language, as time does.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Columns along a run"))
        self._found: InRuns | None = None

    def show_runs(self, found: InRuns | None) -> None:
        """Change the columns."""
        self._found = found
        self.changed()

    @property
    def _parts(self) -> tuple[Part, ...]:
        return self._found.parts if self._found is not None else ()

    # -- reading ------------------------------------------------------------------------------

    def values(self) -> int:
        return len(self._parts)

    def words(self, at: int) -> str:
        assert self._found is not None
        return state.part_words(self._found, self._parts[at])

    def value_at(self, point: QPointF) -> int | None:
        if not self._parts:
            return None
        at = int(point.x() // self._pitch(self.width()))
        return at if 0 <= at < len(self._parts) else None

    # -- drawing ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(_HEIGHT))

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        if self._found is None or not self._parts:
            return
        line = self.metrics(SMALL, 700).height()
        foot = size.height() - line - self.theme.px(6)
        top = 2 * line + self.theme.px(4)
        most = max(part.reached for part in self._parts)
        pitch = self._pitch(size.width())
        for at, part in enumerate(self._parts):
            field = QRectF(at * pitch, 0, pitch, foot)
            if at == self.current:
                painter.fillRect(field, self.tint(0.12))
            height = (foot - top) * part.reached / most
            filled = (foot - top) * part.runs / most
            gap = pitch * _GAP_SHARE / 2
            box = QRectF(field.left() + gap, foot - height, pitch - 2 * gap, height)
            self._draw_column(painter, part, box, filled)
            self._draw_numbers(painter, part, field, box.top())
        painter.setPen(QPen(self.theme.colour("line"), 1.2))
        painter.drawLine(QPointF(0, foot), QPointF(pitch * len(self._parts), foot))
        self._draw_edges(painter, foot + self.theme.px(4), pitch)

    def _pitch(self, width: float) -> float:
        """The room of one step; at the end of the line there is a unit to be written."""
        spare = self.metrics().horizontalAdvance("000 min") / 2
        return max(4.0, min((width - spare) / max(1, len(self._parts)), self.theme.px(_WIDEST)))

    def _draw_column(self, painter: QPainter, part: Part, box: QRectF, filled: float) -> None:
        path = QPainterPath()
        radius = min(self.theme.px(3), box.height() / 2)
        path.addRoundedRect(box, radius, radius)
        painter.fillPath(path, self.tint(0.05))
        if part.runs:
            painter.save()
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            height = max(filled, self.theme.px(3))
            painter.fillRect(QRectF(box.left(), box.bottom() - height, box.width(), height), self.theme.colour("cramp"))
            painter.restore()
        painter.strokePath(path, QPen(self.theme.colour("line"), 1.4))

    def _draw_numbers(self, painter: QPainter, part: Part, field: QRectF, top: float) -> None:
        """2 of 6, above the column; the pointer says what does not fit."""
        of = _("of {n}").format(n=part.reached)
        line = self.metrics(SMALL, 700).height()
        fits = all(
            self.metrics().horizontalAdvance(_("of {n}").format(n=each.reached)) <= field.width()
            for each in self._parts
        )
        if fits:
            self.write(painter, QRectF(field.left(), top - line - 1, field.width(), line), of, tone="secondary")
        at = top - (2 if fits else 1) * line - 1
        self.write(painter, QRectF(field.left(), at, field.width(), line), str(part.runs), weight=700)

    def _draw_edges(self, painter: QPainter, top: float, pitch: float) -> None:
        assert self._found is not None
        high = self.metrics().height()
        edges = [part.begin for part in self._parts] + [self._parts[-1].end]
        unit = _("{n} km") if self._found.unit == "km" else _("{n} min")
        for at, edge in enumerate(edges):
            words = unit.format(n=edge) if at == len(edges) - 1 else str(edge)
            align = Qt.AlignmentFlag.AlignLeft if not at else Qt.AlignmentFlag.AlignHCenter
            self.write(painter, QRectF(at * pitch, top, 0, high), words, tone="secondary", align=align)
