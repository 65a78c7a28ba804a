"""What the pictures of this part share: one control each, walked by keyboard and read out value by value."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.colours import mix
from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.texts import Text

ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_HATCH = 7


class Picture(QWidget):
    """One focusable picture of several values. `pointed` carries the words of the value pointed at, "" for none.

    Args:
        theme: the look.
        name: what it shows, for those who hear it.
    """

    pointed = Signal(str)
    keys = ALONG

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.current: int | None = None
        self._chosen: int | None = None  # by keyboard or click; the pointer shows others in passing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    # -- what a picture gives -----------------------------------------------------------------

    def values(self) -> int:
        """How many values there are to walk through."""
        raise NotImplementedError

    def words(self, at: int) -> str:
        """One value in words."""
        raise NotImplementedError

    def value_at(self, point: QPointF) -> int | None:
        """The value under a point; None = there is none."""
        raise NotImplementedError

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        """Paint it, on any device."""
        raise NotImplementedError

    def next_value(self, at: int | None, key: Qt.Key) -> int | None:
        """Where a key leads; None = the key is not for this picture."""
        way = self.keys.get(key)
        if way is None:
            return None
        if at is None:
            return 0 if way > 0 else self.values() - 1
        return min(max(at + way, 0), self.values() - 1)

    def changed(self) -> None:
        """Show other values: nothing is pointed at any more."""
        self._chosen = None
        self._point(None)
        self.updateGeometry()
        self.update()

    # -- reading ------------------------------------------------------------------------------

    def longest(self) -> str:
        """The longest words of any value, for the room they need."""
        return max((self.words(at) for at in range(self.values())), key=len, default="")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not self.values():
            super().keyPressEvent(event)
        elif (there := self.next_value(self._chosen, key)) is not None:
            self._choose(there)
        elif key == Qt.Key.Key_End:
            self._choose(self.values() - 1)
        elif key == Qt.Key.Key_Home:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self.value_at(event.position())
        self._point(self._chosen if there is None else there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.value_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def leaveEvent(self, event: QEvent) -> None:
        self._point(self._chosen)
        super().leaveEvent(event)

    def _choose(self, at: int | None) -> None:
        self._chosen = at
        self._point(at)
        if at is not None:
            announce(self, self.words(at))

    def _point(self, at: int | None) -> None:
        if at != self.current:
            self.update()
        self.current = at
        words = "" if at is None else self.words(at)
        self.setAccessibleDescription(words)
        self.pointed.emit(words)

    # -- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QSizeF(self.size()))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def metrics(self, size: int = SMALL, weight: int = 400) -> QFontMetricsF:
        """Sizes of words at a size of the type scale."""
        return QFontMetricsF(self.theme.font(size, weight))

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        *,
        size: int = SMALL,
        weight: int = 400,
        tone: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        """Words in a box, in the middle of its height; the box may be narrower than they are."""
        painter.setFont(self.theme.font(size, weight))
        painter.setPen(self.theme.colour(tone))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        spare = max(0.0, width - box.width()) + 2
        left = (
            0.0 if align == Qt.AlignmentFlag.AlignLeft else spare / (1 if align == Qt.AlignmentFlag.AlignRight else 2)
        )
        right = spare - left
        # AlignAbsolute: in a right-to-left language Qt would turn left into right, which is decided before
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box.adjusted(-left, 0, right, 0), int(flags) | int(Qt.TextFlag.TextDontClip), text)

    def tint(self, share: float) -> QColor:
        """The card with a share of ink: a ground for what is pointed at, or for the night."""
        return QColor(mix(self.theme.palette.card, self.theme.palette.text, share))

    def hatch(self, painter: QPainter, path: QPainterPath, role: str) -> None:
        """Slanted lines inside an outline: a sign for "too little noted" that needs no colour."""
        box = path.boundingRect()
        step = self.theme.px(_HATCH)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(self.theme.colour(role), max(1.0, self.theme.px(1.4))))
        for n in range(math.floor((box.left() + box.top()) / step), math.ceil((box.right() + box.bottom()) / step) + 1):
            painter.drawLine(QPointF(n * step - box.top(), box.top()), QPointF(n * step - box.bottom(), box.bottom()))
        painter.restore()


class Readout(Text):
    """The words of the value pointed at, else a sentence; as high as the longest of them, so that nothing moves."""

    def __init__(self, theme: Theme, picture: Picture) -> None:
        self._picture = picture
        self._sentence = ""
        super().__init__(theme, size=COMPACT, tone="secondary")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        picture.pointed.connect(self._say)

    def set_sentence(self, sentence: str) -> None:
        """Change what stands here while nothing is pointed at."""
        self._sentence = sentence
        self._say("")

    def _say(self, words: str) -> None:
        self.setText(words or self._sentence)
        self.set_tone("text" if words else "secondary")

    def heightForWidth(self, width: int) -> int:
        needed = super().heightForWidth(width)
        if self._picture.isHidden():
            return needed
        box = QRect(0, 0, max(1, width), 100_000)
        flags = Qt.TextFlag.TextWordWrap.value
        longest = self.fontMetrics().boundingRect(box, flags, self._picture.longest())
        return max(needed, longest.height())
