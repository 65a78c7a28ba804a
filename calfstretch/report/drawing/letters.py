"""Letters on paper: fonts that a PDF can hold, words broken into lines; the same on screen, paper and in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import bidirectional, category

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPainter, QRawFont, QTextLayout, QTextOption

INK, GREY, RULE = "#111111", "#3F3F3F", "#A6A6A6"
LEADING = 1.3
"""Height of a line in sizes of its letters."""
_PX = 10
"""Pixels of a font for a point: letters are measured large, so that every device breaks lines at the same place."""
_SOUND = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans", "Liberation Sans")
_LONGEST = 20_000
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|min|h|L|ml|km)(?!\w))")
_SHORT = 30


class Style(NamedTuple):
    """How words look.

    Args:
        size: in points.
    """

    size: float
    bold: bool = False
    ink: str = INK

    def grey(self) -> Style:
        """The same, quieter."""
        return self._replace(ink=GREY)

    def strong(self) -> Style:
        """The same, bold."""
        return self._replace(bold=True)


class Run(NamedTuple):
    """A piece of a paragraph in a style of its own."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """One broken line, ready to be drawn.

    Args:
        height: down to the next line, points.
        width: of its letters, points.
    """

    layout: QTextLayout
    number: int
    height: float
    width: float
    rise: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with the corner of its room at (x, y)."""
        line = self.layout.lineAt(self.number)
        painter.save()
        painter.translate(x, y)
        painter.scale(1 / _PX, 1 / _PX)
        painter.setPen(QColor(INK))
        line.draw(painter, QPointF(0, self.rise - line.y()))
        painter.restore()


class Letters:
    """Sets words in the fonts of this computer; one for all pages of a paper.

    Args:
        mirrored: lines begin at the right, as in Arabic or Hebrew.
    """

    def __init__(self, *, mirrored: bool = False) -> None:
        self.mirrored = mirrored
        self.family = _family()
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._known: dict[tuple[object, ...], list[Line]] = {}

    def font(self, style: Style) -> QFont:
        """The font of a style, `_PX` pixels for a point."""
        key = (style.size, style.bold)
        if key not in self._fonts:
            self._fonts[key] = _font(self.family, *key)
        return self._fonts[key]

    def lines(
        self,
        words: str | Sequence[Run],
        style: Style,
        width: float,
        *,
        align: Qt.AlignmentFlag | None = None,
        leading: float = LEADING,
    ) -> list[Line]:
        """The words broken into lines no wider than that; a word that is wider itself breaks anywhere.

        Args:
            style: of a plain text, and of the room between lines.
            align: None = where lines begin.
        """
        if not isinstance(words, str):
            return self._set(tuple(words), style, width, align, leading)
        if len(words) > _SHORT:
            return self._set((Run(words, style),), style, width, align, leading)
        key = (words, style, width, align, leading)
        if key not in self._known:  # tables say the same few words over and over
            self._known[key] = self._set((Run(words, style),), style, width, align, leading)
        return self._known[key]

    def _set(
        self, runs: tuple[Run, ...], style: Style, width: float, align: Qt.AlignmentFlag | None, leading: float
    ) -> list[Line]:
        return [line for part in _paragraphs(runs) for line in self._broken(part, style, width, align, leading)]

    def plain(self, words: str, style: Style) -> Line:
        """The words on one line that begins at its left, for a place that is given."""
        found = list(self._broken((Run(_seen(words), style),), style, 1e5, Qt.AlignmentFlag.AlignAbsolute, LEADING))
        return found[0]

    def width(self, words: str, style: Style) -> float:
        """Width of the words on one line."""
        return self.plain(words, style).width

    def _broken(
        self, runs: tuple[Run, ...], style: Style, width: float, align: Qt.AlignmentFlag | None, leading: float
    ) -> Iterator[Line]:
        layout = QTextLayout("".join(run.text for run in runs), self.font(style))
        layout.setCacheEnabled(True)
        option = QTextOption(self._where(align))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self._direction(layout.text()))
        layout.setTextOption(option)
        if len(runs) > 1 or runs[0].style != Style(style.size, style.bold):
            layout.setFormats(self._formats(runs, style))
        layout.beginLayout()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0) * _PX)
            height = style.size * leading
            # the base line stands in the same place of its room whatever font a sign was taken from
            rise = height * _PX / 2 + style.size * _PX * 0.36 - line.ascent()
            yield Line(layout, number, height, line.naturalTextWidth() / _PX, rise)
            number += 1
        layout.endLayout()

    def _where(self, align: Qt.AlignmentFlag | None) -> Qt.AlignmentFlag:
        if align == Qt.AlignmentFlag.AlignAbsolute:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.mirrored:
            begin, end = end, begin
        wanted = {None: begin, Qt.AlignmentFlag.AlignLeft: begin, Qt.AlignmentFlag.AlignRight: end}
        return wanted.get(align, Qt.AlignmentFlag.AlignHCenter) | Qt.AlignmentFlag.AlignAbsolute

    def _direction(self, text: str) -> Qt.LayoutDirection:
        """A text has the direction of its own letters; numbers alone have that of the page."""
        for sign in text:
            kind = bidirectional(sign)
            if kind in ("R", "AL"):
                return Qt.LayoutDirection.RightToLeft
            if kind == "L":
                return Qt.LayoutDirection.LeftToRight
        return Qt.LayoutDirection.RightToLeft if self.mirrored else Qt.LayoutDirection.LeftToRight

    def _formats(self, runs: tuple[Run, ...], style: Style) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        start = 0
        for run in runs:
            length = _units(run.text)
            each = QTextLayout.FormatRange()
            each.start, each.length = start, length
            if run.style != style:
                each.format.setFont(self.font(run.style))
            each.format.setForeground(QColor(run.style.ink))
            found.append(each)
            start += length
        return found


def _family() -> str:
    """The system's own letters, or where a file cannot hold them as letters, others that are there.

    A variable font is written into a PDF as drawings, which nobody can select or search.
    """
    own = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    there = set(QFontDatabase.families())
    names = (own, *(name for name in _SOUND if name in there))
    return next((name for name in names if _is_sound(name)), own)


def _is_sound(family: str) -> bool:
    raw = QRawFont.fromFont(_font(family, 10, False))
    return raw.isValid() and raw.fontTable("fvar").isEmpty() and raw.glyphIndexesForString("a0") != [0, 0]


def _font(family: str, size: float, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size * _PX)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A sign drawn with another shape than its plain one cannot be read back out of a PDF: 02:14 would lose its colon.
    for feature in ("calt", "liga", "clig", "tnum"):
        font.setFeature(QFont.Tag.fromString(feature), 0)
    return font


def _paragraphs(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The runs, a new paragraph at each line end; signs that cannot be seen are left out."""
    now: list[Run] = []
    for run in runs:
        for number, part in enumerate(run.text[:_LONGEST].splitlines() or [""]):
            if number:
                yield tuple(now) or (run._replace(text=""),)
                now = []
            if part:
                now.append(run._replace(text=_seen(part)))
    yield tuple(now) or (runs[0]._replace(text=""),)


def _seen(text: str) -> str:
    """The signs that can be seen; a number keeps its unit on its line."""
    return _BEFORE_UNIT.sub("\u00a0", _visible(text))


def _visible(text: str) -> str:
    return "".join(" " if sign == "\t" else sign for sign in text if sign == "\t" or category(sign) not in ("Cc", "Cs"))


def _units(text: str) -> int:
    """Length as Qt counts: signs beyond the first 65,536, such as emoji, are two."""
    return len(text) + sum(sign > "\uffff" for sign in text)
