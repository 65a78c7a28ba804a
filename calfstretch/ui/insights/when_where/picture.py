"""What the pictures of this part share: one control each, walked by keyboard and read out value by value."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from calfstretch.ui.colours import mix
from calfstretch.ui.insights.walked import Walked
from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.widgets.texts import Text

_HATCH = 7


class Picture(Walked):
    """One focusable picture of several values.

    Args:
        theme: the look.
        name: what it shows, for those who hear it.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    # -- what a picture gives -----------------------------------------------------------------

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        """Paint it, on any device."""
        raise NotImplementedError

    def changed(self) -> None:
        """Show other values: nothing is pointed at any more."""
        self.chosen = None
        self.point(None)
        self.updateGeometry()
        self.update()

    # -- reading ------------------------------------------------------------------------------

    def longest(self) -> str:
        """The longest words of any value, for the room they need."""
        return max((self.words(at) for at in range(self.values())), key=len, default="")

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
