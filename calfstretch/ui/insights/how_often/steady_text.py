"""Words that change while somebody points, pans or zooms, in a place that stays as large as the longest of them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.theme import COMPACT, Theme

_WRAPPED = Qt.TextFlag.TextWordWrap


class SteadyText(QWidget):
    """A label for one line or more: other words draw it anew, and lay nothing around it out anew, as a QLabel would.

    Args:
        longest: the words it keeps room for.
    """

    def __init__(self, theme: Theme, longest: str) -> None:
        super().__init__()
        self._theme = theme
        self._longest = longest
        self._words = ""
        self._tone = "text"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self, self.updateGeometry)

    def text(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str, tone: str = "text") -> None:
        """Say something else.

        Args:
            tone: a colour role.
        """
        if (words, tone) != (self._words, self._tone):
            self._words, self._tone = words, tone
            self.setAccessibleName(words)
            self.update()

    def make_room_for(self, longest: str) -> None:
        """Keep room for other words."""
        if longest != self._longest:
            self._longest = longest
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(1, width), 100_000)
        metrics = self._metrics()
        return max(metrics.boundingRect(box, _WRAPPED.value, words).height() for words in (self._longest, self._words))

    def sizeHint(self) -> QSize:
        width = self._theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._metrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(COMPACT, 500))
        painter.setPen(self._theme.colour(self._tone))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignVCenter | _WRAPPED), self._words)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(COMPACT, 500))
