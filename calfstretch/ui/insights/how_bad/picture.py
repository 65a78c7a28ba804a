"""Pain and duration of each spasm over time, as one control: point at a dot, or walk from spasm to spasm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.how_bad import state, words
from calfstretch.ui.insights.how_bad.painting import DotPainter
from calfstretch.ui.insights.how_bad.shapes import Field, Shapes, places, shapes
from calfstretch.ui.theme import SMALL, Theme
from calfstretch.ui.widgets.notice import announce

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
_PAIN_PX, _LENGTH_PX = 116, 132
# A dot is pointed at from so far away, in design pixels.
_REACH = 22


class DotsPicture(QWidget):
    """The picture.

    `current_changed` carries the words of the spasm pointed at, "" for none. `opened` carries the day of the spasm
    the person opens.
    """

    current_changed = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = DotPainter(theme)
        self._shown: state.Picture | None = None
        self._today = date.min
        self._fields: list[Field] = []
        self._shapes: list[Shapes] = []
        self._places: list[tuple[float, float, int]] | None = None  # what can be pointed at; None = not worked out
        self._chosen: int | None = None  # by keyboard or click; the pointer shows others in passing
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # time runs to the right in every language
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(_("Picture of the pain and duration of each spasm"))
        theme.changed.connect(self._restyle)

    # -- what it shows ------------------------------------------------------------------------

    def show_picture(self, shown: state.Picture, today: date) -> None:
        """Change the dots; a spasm that was chosen stays so while it is among them."""
        before = self._shown.dots[self._chosen].spasm.id if self._shown and self._chosen is not None else None
        self._shown, self._today = shown, today
        at = next((n for n, dot in enumerate(shown.dots) if dot.spasm.id == before), None)
        self._restyle()
        self._chosen = at
        self._point(at)

    def words(self) -> str:
        """The spasm pointed at in words; "" for none."""
        if self._shown is None or self.current is None:
            return ""
        return words.readout(self._shown.dots[self.current].spasm, self._today.year)

    def day_of_current(self) -> date | None:
        """The day of the spasm chosen; None = none is."""
        if self._shown is None or self._chosen is None:
            return None
        return self._shown.dots[self._chosen].spasm.day

    # -- size ---------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        px, line = self._theme.px, QFontMetrics(self._theme.font(SMALL, 700)).height()
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
        theme, px = self._theme, self._theme.px
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

    # -- reading ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        count = len(self._shown.dots) if self._shown else 0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not count or not plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            start = count if _KEYS[key] < 0 else -1
            at = start if self._chosen is None else self._chosen
            self._choose(min(max(at + _KEYS[key], 0), count - 1))
        elif key == Qt.Key.Key_End:
            self._choose(count - 1)
        elif key == Qt.Key.Key_Home:
            self._choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self.day_of_current())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._dot_at(event.position())
        self._point(self._chosen if near is None else near)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._dot_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._chosen is not None:
            self.opened.emit(self.day_of_current())

    def leaveEvent(self, event: QEvent) -> None:
        self._point(self._chosen)
        super().leaveEvent(event)

    def _dot_at(self, position: QPointF) -> int | None:
        x, y, reach = position.x(), position.y(), float(self._theme.px(_REACH))
        near = [(abs(px - x) ** 2 + (py - y) ** 2, at) for px, py, at in self.targets() if abs(px - x) < reach]
        distance, found = min(near, default=(reach**2, None))
        return found if distance < reach**2 else None

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

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        self._point(index, told=True)
        if index is not None:
            announce(self, self.words())

    def _point(self, index: int | None, *, told: bool = False) -> None:
        if index == self.current and not told:
            return
        self.current = index
        said = self.words()
        self.setAccessibleDescription(said)
        self.current_changed.emit(said)
        self.update()
