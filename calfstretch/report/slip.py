"""The slip to fill in by hand: one page of black on white, drawn for paper of any size.

Lengths are points (1/72 inch). All words are given; lines are broken here, so that paper and preview agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

Picture = Callable[[QPainter, QRectF], None]
"""Draws the figure into a rectangle."""

MARGIN = 40.0
_LEAST = QSizeF(590, 780)
_INK, _RULE = QColor("#000000"), QColor("#6b6b6b")
_SIZES = (1.12, 1.0, 0.94, 0.88, 0.82, 0.76)
_TITLE, _STRONG, _TEXT, _CELL, _SMALL = 26, 15, 15, 15, 13
_ROW = (21.0, 36.0)
_GAP = 10.0
PAIRS_AT_MOST = 5
"""More times a day than that get one box each, for both legs."""
_LEAST_NOTE_LINES = 3
_NOTE_MEASURED, _NOTE_LINES = 4000, 60


class SlipDay(NamedTuple):
    """One row of the table: the day in words, and how often is asked; 0 = a free day."""

    words: str
    asked: int


class Slip(NamedTuple):
    """Everything that stands on the page, in words.

    Args:
        often, plan: two lines under the title.
        steps: numbered here.
        days: at least one.
        legs: marks of the legs that are stretched, in their order.
        both_marks: marks of the left and the right leg, for the cramp.
        columns: headings: day, done, the calf, the cramp in the night.
        legend: what the boxes mean.
        note: the therapist's words, "" = none, in which case there is room to write some.
        rest_elsewhere: said where a long note is cut.
    """

    title: str
    often: str
    plan: str
    steps: tuple[str, ...]
    days: tuple[SlipDay, ...]
    legs: tuple[str, ...]
    both_marks: tuple[str, str]
    columns: tuple[str, str, str, str]
    free: str
    legend: tuple[str, ...]
    note_heading: str
    note: str
    rest_elsewhere: str
    foot: str


def page_size(paper: QPageSize.PageSizeId) -> QSizeF:
    """Width and height of the paper, upright."""
    return QPageSize(paper).size(QPageSize.Unit.Point)


def slip_pdf(slip: Slip, paper: QPageSize.PageSizeId, picture: Picture) -> bytes:
    """The slip as a PDF of one page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(layout(paper))
    writer.setTitle(slip.title)
    writer.setCreator("calfstretch")
    print_slip(writer, slip, picture)
    buffer.close()
    return bytes(buffer.data().data())


def layout(paper: QPageSize.PageSizeId) -> QPageLayout:
    """The whole upright sheet; the margins are drawn."""
    page = QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    page.setMode(QPageLayout.Mode.FullPageMode)
    return page


def print_slip(device: QPagedPaintDevice, slip: Slip, picture: Picture) -> bool:
    """Draw the slip on the first page of a printer or a PDF; False = the device took nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    size = device.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    try:
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        if size.width() < _LEAST.width() or size.height() < _LEAST.height():
            # A5, or a sheet turned round in the printer's own dialog: all of it, smaller.
            share = min(size.width() / _LEAST.width(), size.height() / _LEAST.height())
            painter.scale(share, share)
            size = _LEAST
        draw_slip(painter, size, slip, picture)
    finally:
        done = painter.end()
    return done


def draw_slip(painter: QPainter, size: QSizeF, slip: Slip, picture: Picture) -> float:
    """Draw the slip on a page whose corner is the painter's origin.

    Returns:
        The lowest point that was drawn on; it lies above the lower margin.
    """
    room = QRectF(MARGIN, MARGIN, size.width() - 2 * MARGIN, size.height() - 2 * MARGIN)
    page = next((page for page in (_Page(slip, room, share) for share in _SIZES) if page.fits()), None)
    page = page or _Page(slip, room, _SIZES[-1])
    page.draw(painter, picture)
    return page.lowest


class _Page:
    """The page at one text size: measured first, then drawn."""

    def __init__(self, slip: Slip, room: QRectF, share: float) -> None:
        self.slip, self.room, self.share = slip, room, share
        self.lowest = 0.0
        self.title, self.strong = self._font(_TITLE, bold=True), self._font(_STRONG, bold=True)
        self.text, self.cell = self._font(_TEXT), self._font(_CELL)
        self.head, self.small = self._font(_SMALL, bold=True), self._font(_SMALL)
        self.picture_side = min(room.width() * 0.27, 190 * share)
        beside = room.width() - self.picture_side - _GAP
        self.top = [(self.title, line) for line in lines(slip.title, self.title, beside)[:2]]
        self.top += [
            (self.strong, line) for words in (slip.often, slip.plan) for line in lines(words, self.strong, beside)
        ]
        self.steps = [
            (str(number) if first else "", line)
            for number, step in enumerate(slip.steps, 1)
            for first, line in _marked(lines(step, self.text, beside - self._indent()))
        ]
        self.legend = [line for words in slip.legend for line in lines(words, self.small, room.width())]
        self.foot = lines(slip.foot, self.small, room.width())
        self.widths = self._columns()
        heads = zip(slip.columns, self.widths, strict=True)
        self.heads = [lines(words, self.head, max(width - 8, 20)) for words, width in heads]
        self.head_height = max(len(head) for head in self.heads) * _line(self.head) + 8
        self.note = self._note_lines()

    def _font(self, size: int, *, bold: bool = False) -> QFont:
        font = QFont()
        font.setPixelSize(max(9, round(size * self.share)))
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _indent(self) -> float:
        return QFontMetricsF(self.text).horizontalAdvance("0. ") + 4

    def _columns(self) -> tuple[float, float, float, float]:
        metrics = QFontMetricsF(self.cell)
        day = max(metrics.horizontalAdvance(day.words) for day in self.slip.days) + 14
        calf, night = 68 * max(self.share, 0.9), 158 * max(self.share, 0.9)
        return day, self.room.width() - day - calf - night, calf, night

    # -- heights -----------------------------------------------------------------------------------------

    def _top_height(self) -> float:
        words = sum(_line(font) for font, _words in self.top) + len(self.steps) * _line(self.text) + _GAP
        return max(words, self.picture_side * 1.12)

    def _fixed_height(self) -> float:
        """All but the note and the rows."""
        under = (len(self.legend) + len(self.foot)) * _line(self.small) + _GAP
        return self._top_height() + self.head_height + under + 3 * _GAP

    def _note_lines(self) -> list[str]:
        """As much of the note as the page has room for beside rows of the least height."""
        # No page holds more lines than that; a note of 20,000 characters is not measured to its end six times.
        wanted = lines(self.slip.note[:_NOTE_MEASURED], self.text, self.room.width() - 16)[:_NOTE_LINES]
        free = self.room.height() - self._fixed_height() - len(self.slip.days) * _ROW[0] - _line(self.head) - 14
        most = max(_LEAST_NOTE_LINES, int(free / _line(self.text)))
        if len(wanted) <= most:
            return wanted
        return [*wanted[: most - 1], self.slip.rest_elsewhere]

    def _note_height(self) -> float:
        return _line(self.head) + max(len(self.note), 2) * _line(self.text) + 14

    def fits(self) -> bool:
        """Whether all of it has room with rows one can write in."""
        whole = self.note == [] or self.slip.rest_elsewhere not in self.note or self.share == _SIZES[-1]
        return whole and self._row_height() >= _ROW[0]

    def _row_height(self) -> float:
        free = self.room.height() - self._fixed_height() - self._note_height()
        return min(_ROW[1], free / len(self.slip.days))

    # -- drawing -----------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, picture: Picture) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_INK)
        room = self.room
        place = QRectF(room.right() - self.picture_side, room.top(), self.picture_side, self.picture_side * 1.12)
        painter.save()
        picture(painter, place)
        painter.restore()
        y = room.top()
        for font, words in self.top:
            y = self._say(painter, font, words, room.left(), y)
        y += _GAP
        for number, words in self.steps:
            self._say(painter, self.text, f"{number}." if number else "", room.left(), y)
            y = self._say(painter, self.text, words, room.left() + self._indent(), y)
        y = self._draw_note(painter, room.top() + self._top_height() + _GAP)
        y = self._draw_table(painter, y + _GAP)
        for words in self.legend:
            y = self._say(painter, self.small, words, room.left(), y + (4 if words == self.legend[0] else 0))
        self.lowest = y + _GAP / 2 + len(self.foot) * _line(self.small)
        y = max(y, room.bottom() - len(self.foot) * _line(self.small))
        for words in self.foot:
            y = self._say(painter, self.small, words, room.left(), y)
        self.lowest = max(self.lowest, y)

    def _say(self, painter: QPainter, font: QFont, words: str, x: float, y: float, color: QColor = _INK) -> float:
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(x, y + QFontMetricsF(font).ascent()), words)
        return y + _line(font)

    def _draw_note(self, painter: QPainter, y: float) -> float:
        box = QRectF(self.room.left(), y, self.room.width(), self._note_height())
        painter.setPen(QPen(_INK, 1))
        painter.drawRect(box)
        at = self._say(painter, self.head, self.slip.note_heading, box.left() + 8, y + 5)
        for words in self.note:
            at = self._say(painter, self.text, words, box.left() + 8, at)
        return box.bottom()

    def _draw_table(self, painter: QPainter, y: float) -> float:
        room, height = self.room, self._row_height()
        bottom = y + self.head_height + height * len(self.slip.days)
        edges = [room.left()]
        for width in self.widths:
            edges.append(edges[-1] + width)
        for edge, head in zip(edges, self.heads, strict=False):
            at = y + 3
            for words in head:
                at = self._say(painter, self.head, words, edge + 4, at)
        painter.setPen(QPen(_INK, 1.4))
        painter.drawLine(QPointF(room.left(), y + self.head_height), QPointF(room.right(), y + self.head_height))
        for number, day in enumerate(self.slip.days):
            row = QRectF(room.left(), y + self.head_height + number * height, room.width(), height)
            self._draw_row(painter, row, edges, day)
        painter.setPen(QPen(_INK, 1.4))
        painter.drawRect(QRectF(room.left(), y, room.width(), bottom - y))
        painter.setPen(QPen(_RULE, 0.8))
        for edge in edges[1:-1]:
            painter.drawLine(QPointF(edge, y), QPointF(edge, bottom))
        return bottom

    def _draw_row(self, painter: QPainter, row: QRectF, edges: list[float], day: SlipDay) -> None:
        middle, side = row.center().y(), min(17.0, row.height() - 6)
        self._middle(painter, self.cell, day.words, edges[0] + 5, middle)
        if day.asked:
            self._draw_boxes(painter, edges[1], edges[2] - edges[1], middle, side, day.asked)
        else:
            self._middle(painter, self.small, self.slip.free, edges[1] + 8, middle)
        self._draw_cramp(painter, edges[3], edges[4], middle, side)
        painter.setPen(QPen(_RULE, 0.8))
        painter.drawLine(QPointF(row.left(), row.bottom()), QPointF(row.right(), row.bottom()))

    def _draw_boxes(self, painter: QPainter, left: float, width: float, middle: float, side: float, asked: int) -> None:
        """A box for each time and leg; from six times a day on a box for each time."""
        marks = self.slip.legs if asked <= PAIRS_AT_MOST else ("",)
        most = max(day.asked for day in self.slip.days)
        step = min((width - 8) / most, 96.0)
        mark_width = max(QFontMetricsF(self.small).horizontalAdvance(mark) for mark in marks) + 3 if marks[0] else 0
        each = mark_width + side
        inside = each * len(marks) + 4 > step
        if inside:
            mark_width, each = 0.0, side
        gap = min(6.0, (step - each * len(marks)) / len(marks))
        side = min(side, step / len(marks) - 2)
        for time in range(asked):
            x = left + 6 + time * step
            for mark in marks:
                if inside:
                    self._faint(painter, mark, QRectF(x, middle - side / 2, side, side))
                elif mark:
                    self._middle(painter, self.small, mark, x, middle)
                self._box(painter, x + mark_width, middle, side)
                x += each + gap

    def _faint(self, painter: QPainter, mark: str, box: QRectF) -> None:
        """A letter inside its box, to be ticked over."""
        painter.setFont(self.small)
        painter.setPen(_RULE)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)

    def _draw_cramp(self, painter: QPainter, left: float, right: float, middle: float, side: float) -> None:
        """A box, a line for the time, and both legs to circle."""
        self._box(painter, left + 6, middle, side)
        marks = QFontMetricsF(self.cell)
        first, second = self.slip.both_marks
        at_second = right - 8 - marks.horizontalAdvance(second)
        at_first = at_second - 12 - marks.horizontalAdvance(first)
        painter.setPen(QPen(_RULE, 1))
        below = middle + side / 2
        painter.drawLine(QPointF(left + side + 14, below), QPointF(at_first - 12, below))
        self._middle(painter, self.cell, first, at_first, middle)
        self._middle(painter, self.cell, second, at_second, middle)

    def _middle(self, painter: QPainter, font: QFont, words: str, x: float, middle: float) -> None:
        metrics = QFontMetricsF(font)
        self._say(painter, font, words, x, middle - (metrics.ascent() + metrics.descent()) / 2)

    def _box(self, painter: QPainter, x: float, middle: float, side: float) -> None:
        painter.setPen(QPen(_INK, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x, middle - side / 2, side, side))


def lines(text: str, font: QFont, width: float) -> list[str]:
    """The text broken into lines no wider than that; a word that is wider itself breaks anywhere."""
    metrics = QFontMetricsF(font)
    found: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if metrics.horizontalAdvance(longer) <= width:
                line = longer
                continue
            if line:
                found.append(line)
            while metrics.horizontalAdvance(word) > width and len(word) > 1:
                most = max(1, _that_fit(word, metrics, width))
                found.append(word[:most])
                word = word[most:]
            line = word
        found.append(line)
    return found


def _that_fit(word: str, metrics: QFontMetricsF, width: float) -> int:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if metrics.horizontalAdvance(word[:middle]) <= width else (low, middle - 1)
    return low


def _line(font: QFont) -> float:
    return QFontMetricsF(font).height() * 1.08


def _marked(broken: list[str]) -> list[tuple[bool, str]]:
    return [(number == 0, line) for number, line in enumerate(broken)]
