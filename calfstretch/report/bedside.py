"""The sheet for the bedside: a row a night with boxes large enough to tick in the dark, drawn on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from calfstretch.report.bedside_words import BedsideSheet, Group, Night
from calfstretch.report.drawing.letters import GREY, INK, RULE, Letters, Line, Style
from calfstretch.report.drawing.sheet import MARGIN, Paper, to_pdf

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
LEAST = _SIZES[-1]
"""Of all letters, points."""
_INSIDE = "#5E5E5E"
_BETWEEN = 8.0
_BOX_GAP = 2.4
_ROW_AT_MOST = 42.0
_LEAST_ROW = 27.0
_PAIN_WIDTH = 42.0


class BedsidePages:
    """The sheet on a paper: one page.

    Args:
        mirrored: the groups run from right to left; hours and legs keep their sides. None = as the program.
    """

    def __init__(self, sheet: BedsideSheet, paper: Paper, *, mirrored: bool | None = None) -> None:
        if mirrored is None:
            mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.sheet, self.paper = sheet, paper
        letters = Letters(mirrored=mirrored)
        made = (_Setting(sheet, paper, letters, size) for size in _SIZES)
        self._setting = next((each for each in made if each.row_height >= _LEAST_ROW), None) or _Setting(
            sheet, paper, letters, _SIZES[-1]
        )

    @property
    def title(self) -> str:
        """Of the document."""
        return self.sheet.title

    @property
    def count(self) -> int:
        """One."""
        return 1

    @property
    def row_height(self) -> float:
        """Of a night, points."""
        return self._setting.row_height

    def paint(self, number: int, painter: QPainter) -> None:
        """Draw the page with its corner at the painter's origin, one unit for a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._setting.draw(painter)
        painter.restore()


def bedside_pdf(sheet: BedsideSheet, paper: Paper) -> bytes:
    """The sheet as a PDF of one page; a QGuiApplication has to be there."""
    return to_pdf(BedsidePages(sheet, paper))


class _Setting:
    """The sheet at one size of letters: measured first, then drawn."""

    def __init__(self, sheet: BedsideSheet, paper: Paper, letters: Letters, size: float) -> None:
        self._sheet, self._letters = sheet, letters
        whole = paper.size
        self._room = QRectF(MARGIN, MARGIN, whole.width() - 2 * MARGIN, whole.height() - 2 * MARGIN)
        width = self._room.width()
        self._text, self._small = Style(size), Style(max(LEAST, size - 1.5), ink=GREY)
        self._day, self._inside = Style(size, bold=True), Style(LEAST, ink=_INSIDE)
        self._head = Style(max(LEAST, size - 1), bold=True)
        self._above = [
            *letters.lines(sheet.title, Style(size * 2, bold=True), width),
            *self._broken(sheet.how, self._text),
        ]
        self._below = [
            *self._broken(sheet.legend, self._small),
        ]
        self._later = [
            *letters.lines(sheet.later_heading, self._text.strong(), width),
            *self._broken(sheet.later, self._text),
        ]
        self._foot = self._broken((sheet.foot,), self._small)
        self._night_width = max(
            letters.width(words, style)
            for night in sheet.nights
            for words, style in ((night.day, self._day), (night.night, self._small))
        )
        self._places = self._columns()
        self._heads = [
            letters.lines(group.heading, self._head, wide)
            for group, (_x, wide) in zip(sheet.groups, self._places, strict=True)
        ]
        self._head_height = max(sum(line.height for line in lines) for lines in self._heads) + 5
        words = (*self._above, *self._below, *self._later, *self._foot)
        fixed = sum(line.height for line in words) + self._head_height + 34
        self.row_height = min(_ROW_AT_MOST, (self._room.height() - fixed) / max(1, len(sheet.nights)))

    def _broken(self, texts: Sequence[str], style: Style) -> list[Line]:
        return [line for text in texts for line in self._letters.lines(text, style, self._room.width())]

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each group, from where lines begin."""
        groups, width = self._sheet.groups, self._room.width()
        boxes = sum(len(group.boxes) for group in groups)
        lines = sum(not group.boxes for group in groups)
        gaps = _BETWEEN * len(groups) + _BOX_GAP * (boxes - len(groups) + lines)
        self._box = (width - self._night_width - gaps - _PAIN_WIDTH * lines) / max(1, boxes)
        found: list[tuple[float, float]] = []
        x = self._night_width + _BETWEEN
        for group in groups:
            count = len(group.boxes)
            wide = count * self._box + (count - 1) * _BOX_GAP if count else _PAIN_WIDTH
            left = self._room.left() + x
            found.append(
                (self._room.left() + self._room.right() - left - wide if self._letters.mirrored else left, wide)
            )
            x += wide + _BETWEEN
        return found

    # -- drawing -----------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        room = self._room
        y = self._say(painter, self._above, room.top()) + 10
        for (left, _wide), lines in zip(self._places, self._heads, strict=True):
            at = y + self._head_height - 5 - sum(line.height for line in lines)
            for line in lines:
                line.draw(painter, left, at)
                at += line.height
        lines = self._letters.lines(self._sheet.head, self._head, self._night_width)
        self._say(painter, lines, y + self._head_height - 5 - sum(line.height for line in lines))
        y += self._head_height
        _rule(painter, room, y, INK, 1.0)
        for night in self._sheet.nights:
            self._night(painter, night, y)
            y += self.row_height
            _rule(painter, room, y, RULE, 0.5)
        y = self._say(painter, self._below, y + 6)
        self._say(painter, self._later, y + 8)
        self._say(painter, self._foot, room.bottom() - sum(line.height for line in self._foot))

    def _say(self, painter: QPainter, lines: Sequence[Line], y: float) -> float:
        for line in lines:
            wide = line.layout.lineAt(line.number).width() / 10
            line.draw(painter, self._room.right() - wide if self._letters.mirrored else self._room.left(), y)
            y += line.height
        return y

    def _night(self, painter: QPainter, night: Night, y: float) -> None:
        middle = y + self.row_height / 2
        lines = [
            *self._letters.lines(night.day, self._day, self._night_width + 2),
            *self._letters.lines(night.night, self._small, self._night_width + 2),
        ]
        self._say(painter, lines, middle - sum(line.height for line in lines) / 2)
        for group, (left, wide) in zip(self._sheet.groups, self._places, strict=True):
            self._group(painter, group, left, wide, middle)

    def _group(self, painter: QPainter, group: Group, left: float, wide: float, middle: float) -> None:
        high = self.row_height - 8
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = self._box if group.boxes else wide
        for number, words in enumerate(group.boxes or ("",)):
            box = QRectF(left + number * (self._box + _BOX_GAP), middle - high / 2, width, high)
            painter.setPen(QPen(QColor(INK), 0.9))
            painter.drawRoundedRect(box, 2.5, 2.5)
            self._inside_box(painter, words, box)

    def _inside_box(self, painter: QPainter, words: str, box: QRectF) -> None:
        """Words in grey, to be ticked over; one or two signs are large."""
        style = self._inside if len(words) > 2 else self._inside._replace(size=self._day.size * 1.2)
        middle = Qt.AlignmentFlag.AlignHCenter
        if self._letters.width(words, style) > box.width() - 5:
            words = words.replace("–", "–\n")
        lines = self._letters.lines(words, style, box.width() - 1, align=middle, leading=1.1)
        y = box.center().y() - sum(line.height for line in lines) / 2
        for line in lines:
            line.draw(painter, box.left() + 0.5, y)
            y += line.height


def _rule(painter: QPainter, room: QRectF, y: float, colour: str, width: float) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.drawLine(QLineF(room.left(), y, room.right(), y))
