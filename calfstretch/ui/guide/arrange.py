"""Where the parts of the guide stand: the digits first, then the sentence, then the controls; the figure gives way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from calfstretch.ui.guide.parts import GAP, Controls, HintLine, SafetyLine
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.notice import Line
from calfstretch.ui.widgets.ring import Ring
from calfstretch.ui.widgets.segments import Segments
from calfstretch.ui.widgets.sentence import LEADING, LargeSentence
from calfstretch.ui.widgets.soles import Soles
from calfstretch.ui.widgets.texts import Text

DIGITS_SHARE = 1 / 4
"""Height of the digits as part of the window's. Source: product rules (K1: 35 mm at 3 m)."""
SENTENCE_SHARE = 1 / 14
_SENTENCE_BEST = 1 / 13
# A hair more than asked for, so that rounding takes nothing away.
_SURE = 1.01
_FIGURE_LEAST = 150
_MARGIN = 24
_MOST_RING = 0.66
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is placed."""

    strip: Line
    heading: Text
    segments: Segments
    left_in_all: Text
    sentence: LargeSentence
    figure: Figure
    soles: Soles
    ring: Ring
    line: HintLine
    safety: SafetyLine
    controls: Controls


class Picture(Enum):
    """How the figure shares its column with the line to Safety; the first that there is room for."""

    SAME_SIZE = auto()  # the line's room is kept free also while it is not shown
    WHERE_FREE = auto()  # the figure takes it
    NONE = auto()


_TRIED = tuple((picture, short) for picture in Picture for short in (False, True))
"""What there may be room for, best first: the line to Safety gives up its words before the figure goes."""


class Arrangement:
    """Places the parts whenever the window, the text size or the parts change."""

    def __init__(self, theme: Theme, parts: Parts) -> None:
        self._theme = theme
        self._parts = parts

    def place(self, room: QRect, window_height: int, digits: str, *, safety: bool, strip: bool) -> None:
        """Give every part its place.

        Args:
            room: the screen's own rectangle.
            window_height: of the whole window: what digits and sentence are measured by.
            digits: the widest that will come.
            safety, strip: whether those parts are wanted now.
        """
        parts, mirrored = self._parts, self._parts.controls.isRightToLeft()
        self._room, self._mirrored = room, mirrored
        parts.ring.set_narrow(False)
        need = ceil(parts.ring.side_for(window_height * DIGITS_SHARE * _SURE, digits))
        start = self._place_strip(strip) + self._edge()
        parts.safety.setVisible(safety)
        for picture, short in _TRIED:
            parts.safety.shorten(short)
            for top in (True, False):  # the figure stands before the line above the sentence
                body = self._place_head(start, window_height, top=top)
                if any(self._place_under(body, need, safety, picture, across=across) for across in (True, False)):
                    return
        body = self._place_head(start, window_height, top=True)
        if body.height() < need:  # the digits and the sentence stand before the line above them
            body = self._place_head(start, window_height, top=False)
        parts.ring.set_narrow(body.height() < need)  # a wide typeface and a strip of trouble in a small window
        self._place_beside(body, need, safety)

    def _place_head(self, start: int, window_height: int, *, top: bool) -> QRect:
        """The line above and the sentence; what is left under them."""
        self._show_top(top)
        return self._body(self._place_sentence(self._place_top(start) if top else start, window_height))

    # -- lengths ----------------------------------------------------------------------------------------

    def _margin(self) -> int:
        return self._theme.px(_MARGIN)

    def _edge(self) -> int:
        return max(6, self._room.height() // 72)

    def _put(self, part: QWidget, x: int, y: int, wide: int, high: int) -> None:
        if self._mirrored:
            x = self._room.left() + self._room.right() + 1 - x - wide
        part.setGeometry(x, y, max(0, wide), max(0, high))

    def _body(self, y: int) -> QRect:
        """What is left under the sentence."""
        margin = self._margin()
        return QRect(
            self._room.left() + margin,
            y,
            self._room.width() - 2 * margin,
            self._room.bottom() - self._edge() - 1 - y,
        )

    # -- from the top -----------------------------------------------------------------------------------

    def _place_strip(self, shown: bool) -> int:
        strip = self._parts.strip
        strip.setVisible(shown)
        if not shown:
            return self._room.top()
        high = max(strip.sizeHint().height(), strip.heightForWidth(self._room.width()))
        self._put(strip, self._room.left(), self._room.top(), self._room.width(), high)
        return self._room.top() + high

    def _show_top(self, shown: bool) -> None:
        for part in (self._parts.heading, self._parts.segments, self._parts.left_in_all):
            part.setVisible(shown)

    def _place_top(self, y: int) -> int:
        parts, margin, gap = self._parts, self._margin(), self._theme.px(20)
        start = parts.heading.sizeHint().width() + 2
        end = parts.left_in_all.sizeHint().width() + self._theme.px(12)
        wide = self._room.width() - 2 * margin
        high = max(parts.heading.sizeHint().height(), parts.segments.sizeHint().height())
        bar = wide - start - end - 2 * gap
        own_line = bar < self._theme.px(80)
        x = self._room.left() + margin
        self._put(parts.heading, x, y, min(start, wide - end - gap), high)
        self._put(parts.left_in_all, x + wide - end, y, end, high)
        bar_high = parts.segments.sizeHint().height()
        if own_line:
            self._put(parts.segments, x, y + high, wide, bar_high)
            return y + high + bar_high
        # A little lower than the words' middle: the mark under the bar belongs to it.
        self._put(parts.segments, x + start + gap, y + (high - bar_high) // 2 + 3, bar, bar_high)
        return y + high

    def _place_sentence(self, y: int, window_height: int) -> int:
        sentence, wide = self._parts.sentence, self._room.width() - 2 * self._margin()
        smallest, largest = ceil(window_height * SENTENCE_SHARE), ceil(window_height * _SENTENCE_BEST)
        sentence.set_range(smallest, largest)
        lines = 1 if sentence.height_for(wide) <= largest * LEADING + 2 else 2
        high = ceil(largest * LEADING) if lines == 1 else sentence.height_for(wide)
        y += self._edge() // 2
        self._put(sentence, self._room.left() + self._margin(), y, wide, high)
        return y + high + self._edge() // 2

    # -- wide enough: controls under figure and ring ----------------------------------------------------

    def _place_under(self, body: QRect, need: int, safety: bool, picture: Picture, *, across: bool) -> bool:
        """Figure at the left, ring at the right, under them one row of buttons; False = no room for that.

        Args:
            picture: how the figure is to be there.
            across: whether the line stands over the whole width; else under the figure, beside the ring.
        """
        parts, gap = self._parts, self._theme.px(GAP)
        if not parts.controls.fit_row(body.width()):
            return False
        row = parts.controls.row_height()
        line = self._line_height(body.width()) if across else 0
        high = body.height() - row - gap - (line + gap if across else 0)
        side = min(high, max(need, min(body.width() // 2, round(body.height() * _MOST_RING))))
        left = self._ring_left(body, side)
        column = QRect(body.left(), body.top(), left - body.left() - gap, high)
        if not across:
            no_picture = picture is Picture.NONE  # then nothing jumps where longer words come
            line = parts.line.heightForWidth(column.width()) if no_picture else self._line_height(column.width())
            column.setHeight(high - line - gap)
        too_long = across and line > _MOST_LINES * parts.line.fontMetrics().lineSpacing() + 4
        if side < need or too_long or not self._fits(column, safety, picture):
            return False
        self._put(parts.ring, left, body.top() + (high - side) // 2, side, side)
        self._place_figure(column, safety, picture)
        self._put(parts.line, body.left(), column.bottom() + 1 + gap, body.width() if across else column.width(), line)
        self._place_controls_row(QRect(body.left(), body.bottom() + 1 - row, body.width(), row))
        return True

    def _ring_left(self, body: QRect, side: int) -> int:
        return max(body.left(), min(body.right() + 1 - side, body.left() + body.width() * 18 // 25 - side // 2))

    def _place_controls_row(self, place: QRect) -> None:
        self._put(self._parts.controls, place.left(), place.top(), place.width(), place.height())
        self._parts.controls.place_row(place.width())

    def _line_height(self, width: int) -> int:
        return max(self._parts.line.height_kept(width), self._parts.line.fontMetrics().height())

    def _figure_room(self, place: QRect, safety: bool, picture: Picture) -> QRect:
        """What the line to Safety leaves."""
        if not safety and picture is not Picture.SAME_SIZE:
            return place
        high = self._parts.safety.heightForWidth(place.width())
        return place.adjusted(0, 0, 0, -high - self._theme.px(GAP) // 2)

    def _fits(self, place: QRect, safety: bool, picture: Picture) -> bool:
        room = self._figure_room(place, safety, picture)
        least = 0 if picture is Picture.NONE else _FIGURE_LEAST
        return room.height() >= least and room.width() >= least

    def _place_figure(self, place: QRect, safety: bool, picture: Picture) -> None:
        """Soles and figure side by side, and under them the line to Safety."""
        parts, room = self._parts, self._figure_room(place, safety, picture)
        if safety:
            high = parts.safety.heightForWidth(place.width())
            self._put(parts.safety, place.left(), place.bottom() + 1 - high, place.width(), high)
        enough = picture is not Picture.NONE and self._fits(place, safety, picture)
        parts.figure.setVisible(enough)
        parts.soles.setVisible(enough)
        if not enough:
            return
        sole = min(max(self._theme.px(96), room.height() // 4), room.width() // 4, room.height() // 3)
        self._put(parts.soles, room.left(), room.top() + self._theme.px(GAP), sole, sole * 126 // 96)
        self._put(parts.figure, room.left() + sole, room.top(), room.width() - sole, room.height())

    # -- short or narrow: controls beside the ring ------------------------------------------------------

    def _place_beside(self, body: QRect, need: int, safety: bool) -> None:
        """Everything but the ring in a column at the left; the figure where that leaves room."""
        parts, gap = self._parts, self._theme.px(GAP)
        side = min(body.height(), max(need, body.width() // 2 - gap))
        side = min(side, body.width() - parts.controls.least_width() - 2 * gap)
        self._put(parts.ring, body.right() + 1 - side, body.top() + (body.height() - side) // 2, side, side)
        column = body.width() - side - 2 * gap
        line = parts.line.heightForWidth(column)  # short of room: none is kept for longer words
        self._put(parts.controls, body.left(), body.top(), column, body.height())
        for short in (False, True):
            parts.safety.shorten(short)
            # In get ready the line to Safety stands before the buttons that have a key of their own; its margin is its
            # own.
            low = parts.safety.heightForWidth(column) + gap if safety else 0
            grid = parts.controls.place_grid(column, body.height() - line - gap - low)
            y = body.bottom() + 1 - grid
            if y - line - gap - low >= body.top():
                break
        self._put(parts.controls, body.left(), y, column, grid)
        y -= line + gap
        self._put(parts.line, body.left(), y, column, line)
        self._place_figure(QRect(body.left(), body.top(), column, y - body.top()), safety, Picture.WHERE_FREE)
