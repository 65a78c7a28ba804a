"""The quiet words of the guide: the line to Safety, the hint and what comes next."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import COMPACT, TARGET, Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.texts import Text


class SafetyLine(LinkButton):
    """The line to Safety: it names the signs, or is short where there is no room for them."""

    look = LinkButton.look._replace(size=COMPACT)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._long = _("Leg swollen, hot or red, or a pop? Do not stretch: Safety")
        self._brief = _("When not to stretch")
        super().__init__(theme, self._long, name=self._long, parent=parent)
        self.setToolTip(self._long)

    def shorten(self, short: bool) -> None:
        """Show the short words or the long ones; its name says the long ones always."""
        words = self._brief if short else self._long
        if words != self.words():
            self.set_words(words)
            self.setAccessibleName(self._long)

    def is_short(self) -> bool:
        """Whether the short words are shown."""
        return self.words() == self._brief

    def width_for(self, *, short: bool) -> int:
        """Pixels of its short words or of its long ones on one line."""
        words = self._brief if short else self._long
        return QFontMetrics(self.text_font()).horizontalAdvance(words) + 4 + self._around()

    def heightForWidth(self, width: int) -> int:
        # It stands among other words: as high as a finger asks for, and no higher.
        room = QRect(0, 0, max(1, width - self._around()), 100_000)
        needed = QFontMetrics(self.text_font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.words()).height()
        return max(TARGET, needed + 4)


class HintLine(Text):
    """Quiet words: parts on one line with a dot between, or each on a line of its own.

    Room is kept for the longest words to come, so that the picture keeps its size.

    Args:
        weight: of the words, but for loud ones.
    """

    _factor = 1.0

    def __init__(self, theme: Theme, *, weight: int = 400, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(theme, weight=weight, tone=tone, parent=parent)
        self._parts: tuple[str, ...] = ()
        self._longest: tuple[str, ...] = ()
        self._plain = (weight, tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def say(self, *parts: str, loud: bool = False) -> bool:
        """Show these, loud ones bold and coloured; True where they need more height than there is."""
        parts = tuple(part for part in parts if part)
        weight, tone = (700, "action") if loud else self._plain
        if tone != self._tone:
            self.set_weight(weight)
            self.set_tone(tone)
        if parts == self._parts:
            return False
        self._parts = parts
        self.setText(self._joined(parts, self.width(), self._factor))
        return self.heightForWidth(self.width()) > self.height()

    def set_factor(self, factor: float) -> None:
        """How much larger than usual the words are, for somebody who stands away."""
        if factor != self._factor:
            self._factor = factor
            self._restyle()
            self.setText(self._joined(self._parts, self.width(), factor))

    def keep_room_for(self, *choices: tuple[str, ...]) -> None:
        """Keep room for the widest of each of these choices."""
        metrics = QFontMetrics(self.font())
        self._longest = tuple(max(choice, key=metrics.horizontalAdvance) for choice in choices)

    def heightForWidth(self, width: int) -> int:
        return self._height_of(self._parts, width, self._factor)

    def is_long(self) -> bool:
        """Whether the words on show need more room than is kept."""
        width = max(1, self.width())
        return self._height_of(self._parts, width, self._factor) > self.height_kept(width, self._factor)

    def height_kept(self, width: int, factor: float, *, now: bool = False) -> int:
        """Pixels for the words to come, in a size; `now` = and for those on show."""
        kept = self._height_of(self._longest, width, factor, self._plain[0])
        return max(kept, self._height_of(self._parts, width, factor)) if now else kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._joined(self._parts, self.width(), self._factor))

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(self._font_in(self._factor))

    def _font_in(self, factor: float, weight: int | None = None) -> QFont:
        return self._theme.font(self._size * factor, weight or self._weight)

    def _joined(self, parts: tuple[str, ...], width: int, factor: float, weight: int | None = None) -> str:
        line = "  ·  ".join(parts)
        fits = QFontMetrics(self._font_in(factor, weight)).horizontalAdvance(line) + 2 <= width
        return line if fits else "\n".join(parts)

    def _height_of(self, parts: tuple[str, ...], width: int, factor: float, weight: int | None = None) -> int:
        room = QRect(0, 0, max(1, width), 100_000)
        words = self._joined(parts, width, factor, weight)
        metrics = QFontMetrics(self._font_in(factor, weight))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words or " ").height() + 1
