"""One large sentence to be read from across the room, with one loud word in it."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.theme import Theme

SMALLEST_PX = 16
LEADING = 1.2
_BASELINE = 0.93
_MOST_LINES = 2
# Words measured large and reckoned down are a hair off what is drawn.
_ALIKE = 0.985


class LargeSentence(QWidget):
    """The sentence in the largest size of its range that fits in a line, else in two lines of the smallest.

    Args:
        theme: the look.
        loud_role: the colour role of the loud word.
    """

    def __init__(self, theme: Theme, loud_role: str = "action", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loud_role = loud_role
        self._parts = ("", "", "")
        self._range = (32, 48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_parts(self, before: str, loud: str = "", after: str = "") -> None:
        """Say this, the middle part loud."""
        if self._parts != (before, loud, after):
            self._parts = (before, loud, after)
            self.setAccessibleName(self.text())
            self.update()

    def set_range(self, smallest_px: int, largest_px: int) -> None:
        """In which pixel sizes the words may stand."""
        if self._range != (smallest_px, largest_px):
            self._range = (smallest_px, largest_px)
            self.update()

    def text(self) -> str:
        """The whole sentence."""
        return "".join(self._parts)

    def height_for(self, width: int, *, lines: int = _MOST_LINES) -> int:
        """How high it must be at a width, with at most so many lines."""
        return self._fit(width, lines)[1]

    def fit_all(self, texts: Iterable[str], width: int, most_px: float, *, lines: int = _MOST_LINES) -> tuple[int, int]:
        """The size in which each of these sentences fits in so many lines: a change of words then changes no size.

        Args:
            most_px: the largest size; it is taken where it fits.

        Returns:
            The size, and the height the longest of them takes.
        """
        metrics = QFontMetricsF(self._font_at(100))
        sentences = [[metrics.horizontalAdvance(word) for word in text.split()] for text in texts]
        space, px = metrics.horizontalAdvance(" "), ceil(most_px)

        def needed(px: int) -> int:
            return max((_lines(words, space, width * _ALIKE * 100 / px) for words in sentences), default=1)

        while needed(px) > lines and px > SMALLEST_PX:
            px -= 1
        return px, round(px * LEADING * needed(px))

    def capital(self) -> float:
        """How high its capital letters are, as a part of the type size."""
        return QFontMetricsF(self._font_at(100)).capHeight() / 100

    def font_px(self) -> int:
        """The size of the letters on show."""
        return self._fit(self.width(), self._lines_for_height())[2]

    def sizeHint(self) -> QSize:
        return QSize(400, self.height_for(max(1, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, height, _px = self._fit(self.width(), self._lines_for_height())
        painter = QPainter(self)
        painter.setPen(self._theme.colour("text"))
        layout.draw(painter, QPointF(0, (self.height() - height) / 2))

    def _lines_for_height(self) -> int:
        return _MOST_LINES if self._fit(self.width(), _MOST_LINES)[1] <= self.height() + 2 else 1

    def _fit(self, width: int, most_lines: int) -> tuple[QTextLayout, int, int]:
        smallest, largest = self._range
        for px in range(largest, smallest - 1, -1):
            layout, height = self._laid_out(px, width)
            if layout.lineCount() == 1:
                return layout, height, px
        px = smallest
        layout, height = self._laid_out(px, width)
        while layout.lineCount() > most_lines and px > SMALLEST_PX:
            px -= 1
            layout, height = self._laid_out(px, width)
        return layout, height, px

    def _laid_out(self, px: int, width: int) -> tuple[QTextLayout, int]:
        font = self._font_at(px)
        layout = QTextLayout(self.text(), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setTextDirection(self.layoutDirection())
        layout.setTextOption(option)
        layout.setFormats([self._loud()])
        _break(layout, px, max(1, width), max(1, width))
        if layout.lineCount() == _MOST_LINES:
            _break(layout, px, max(1, width), min(width, _even_width(self.text(), QFontMetricsF(font))))
            if layout.lineCount() > _MOST_LINES:
                _break(layout, px, max(1, width), max(1, width))
        return layout, round(px * LEADING * layout.lineCount())

    def _font_at(self, px: int) -> QFont:
        font = QFont(self._theme.font(weight=800))
        font.setPixelSize(px)
        return font

    def _loud(self) -> QTextLayout.FormatRange:
        loud = QTextLayout.FormatRange()
        loud.start = len(self._parts[0])
        loud.length = len(self._parts[1])
        shape = QTextCharFormat()
        shape.setForeground(self._theme.colour(self._loud_role))
        shape.setFontUnderline(self._loud_role != "text")  # a colour alone says nothing, at night least of all
        loud.format = shape
        return loud


def _break(layout: QTextLayout, px: int, width: int, line_width: int) -> None:
    """Lay lines of a width in the middle of the whole width."""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(line_width)
        # Set closer than the font would: fonts differ much in the space they keep above and below.
        baseline = (layout.lineCount() - 1) * px * LEADING + px * _BASELINE
        line.setPosition(QPointF((width - line_width) / 2, baseline - line.ascent()))
    layout.endLayout()


def _even_width(text: str, metrics: QFontMetricsF) -> int:
    """The width at which two lines are about equally long: no word stands alone on the second."""
    words = text.split()
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    longer = (max(map(metrics.horizontalAdvance, pair)) for pair in splits)
    return ceil(min(longer, default=metrics.horizontalAdvance(text)) / _ALIKE)


def _lines(words: list[float], space: float, width: float) -> int:
    """How many lines words of these widths take."""
    lines, at = 1, 0.0
    for word in words:
        if at and at + space + word > width:
            lines, at = lines + 1, word
        else:
            at += word + (space if at else 0.0)
    return lines
