"""Puts the parts of the guide where the plan says, and measures for it what the fonts of the day need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from calfstretch.ui.distance import sizes_for
from calfstretch.ui.guide.controls import GAP, Controls
from calfstretch.ui.guide.parts import HintLine, SafetyLine
from calfstretch.ui.guide.plan import LEAST_BAR, NOWHERE, Box, Plan, plan
from calfstretch.ui.theme import TARGET, Theme
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.notice import Line
from calfstretch.ui.widgets.ring import Ring
from calfstretch.ui.widgets.segments import Segments
from calfstretch.ui.widgets.sentence import LargeSentence
from calfstretch.ui.widgets.soles import Soles
from calfstretch.ui.widgets.texts import Text

_MARGIN = 24
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is placed."""

    strip: Line
    heading: Text
    segments: Segments
    sentence: LargeSentence
    figure: Figure
    soles: Soles
    ring: Ring
    line: HintLine
    coming: HintLine
    safety: SafetyLine
    controls: Controls


class _Measured:
    """What the plan asks, answered by the parts themselves; each answer is worked out once.

    Args:
        now: whether room is needed for the words on show too, not for those kept in mind alone.
    """

    def __init__(self, theme: Theme, parts: Parts, sentences: Sequence[str], digits: str, *, now: bool) -> None:
        self._parts, self._sentences, self._digits, self._now = parts, sentences, digits, now
        self._known: dict[tuple[object, ...], Any] = {}
        self.margin, self.gap = theme.px(_MARGIN), theme.px(GAP)
        words = max(parts.heading.sizeHint().height(), parts.segments.sizeHint().height())
        self.top_height = max(words, TARGET, parts.safety.heightForWidth(100_000))

    def _once(self, call: Callable[..., _T], *given: object, **named: object) -> _T:
        key = (call, *given, *named.items())
        if key not in self._known:
            self._known[key] = call(*given, **named)
        found: _T = self._known[key]
        return found

    def ring_side(self, digits_px: float) -> int:
        return ceil(self._once(self._parts.ring.side_for, digits_px, self._digits))

    def sentence(self, width: int, type_px: float) -> tuple[float, int]:
        return self._once(self._parts.sentence.fit_all, self._sentences, width, type_px)

    def one_line(self, width: int, type_px: float) -> tuple[float, int]:
        return self._once(self._parts.sentence.fit_all, self._sentences, width, type_px, lines=1)

    def hint(self, width: int, factor: float) -> int:
        return self._once(self._parts.line.height_kept, width, factor, now=self._now)

    def coming(self, width: int, factor: float) -> int:
        return self._once(self._parts.coming.height_kept, width, factor, now=self._now)

    def row(self, width: int) -> int:
        return self._once(self._row, width)

    def _row(self, width: int) -> int:
        return self._parts.controls.row_height() if self._parts.controls.fit_row(width) else 0

    def grid(self, width: int, most: int) -> int:
        place = self._parts.controls.place_grid
        whole, least = self._once(place, width, 100_000), self._once(place, width, 0)
        return whole if whole <= most else least if least >= most else self._once(place, width, most)

    def grid_width(self) -> int:
        return self._once(self._parts.controls.least_width)

    def safety(self, width: int) -> int:
        return self._once(self._short_safety, width)

    def _short_safety(self, width: int) -> int:
        self._parts.safety.shorten(True)
        return self._parts.safety.heightForWidth(width)


class Arrangement:
    """Places the parts whenever the window, the text size or the parts change.

    Args:
        sentences: every large sentence that may come: all stand in one size.
        digits: the widest that will come.
        distance_m: how far away the person stands.
    """

    def __init__(self, theme: Theme, parts: Parts, sentences: Sequence[str], digits: str, distance_m: int) -> None:
        self._theme = theme
        self._parts = parts
        self._sentences = tuple(sentences)
        self._digits = digits
        self.distance_m = distance_m
        self.plan: Plan | None = None
        self._key: tuple[object, ...] = ()

    def set_digits(self, digits: str) -> None:
        """The widest digits that will come."""
        self._digits = digits

    def place(self, room: QRect, window_height: int, dots_per_inch: float, *, safety: bool, strip: bool) -> None:
        """Give every part its place.

        Args:
            room: the screen's own rectangle.
            window_height: of the whole window: what digits and sentence are measured by.
            dots_per_inch: of the screen it stands on.
            safety, strip: whether those parts are wanted now.
        """
        self._room, self._mirrored = room, self._parts.controls.isRightToLeft()
        top = self._place_strip(strip)
        free = Box(room.left(), top, room.width(), room.bottom() + 1 - top)
        made = self._planned(free, max(6, room.height() // 72), window_height, dots_per_inch)
        self._place_words(made, safety)
        self._place_controls(made)
        parts = self._parts
        parts.ring.set_narrow(made.narrow)
        for part, box in ((parts.ring, made.ring), (parts.figure, made.figure), (parts.soles, made.soles)):
            part.setVisible(box != NOWHERE)
            self._put(part, box)

    def _planned(self, free: Box, edge: int, window_height: int, dots_per_inch: float) -> Plan:
        """The plan in force while nothing has changed but words for which there is room."""
        buttons = [button.words() for button in self._parts.controls.all() if button is not self._parts.controls.pause]
        more = self._wanting()
        key = (
            free,
            window_height,
            dots_per_inch,
            self.distance_m,
            self._theme.scale,
            self._theme.font().key(),
            self._digits,
            *buttons,
        )
        if self.plan is None or (*key, more) != self._key:
            self._key = (*key, more)
            self._parts.ring.set_narrow(False)
            sizes = sizes_for(window_height, dots_per_inch, self.distance_m, self._parts.sentence.capital())
            # Words that are large already need not grow as much.
            sizes = sizes._replace(words=max(1.0, sizes.words / self._theme.scale))
            now = bool(more)
            measured = _Measured(self._theme, self._parts, self._sentences, self._digits, now=now)
            self.plan = plan(free, edge, sizes, measured)
        return self.plan

    def _wanting(self) -> tuple[str, ...]:
        """Words on show that are longer than all for which room is kept."""
        lines = (self._parts.line, self._parts.coming)
        return tuple(line.text() for line in lines if line.is_long())

    def _put(self, part: QWidget, box: Box) -> None:
        x = self._room.left() + self._room.right() + 1 - box.end if self._mirrored else box.x
        part.setGeometry(x, box.y, max(0, box.wide), max(0, box.high))

    def _place_strip(self, shown: bool) -> int:
        strip, room = self._parts.strip, self._room
        strip.setVisible(shown)
        if not shown:
            return room.top()
        high = max(strip.sizeHint().height(), strip.heightForWidth(room.width()))
        self._put(strip, Box(room.left(), room.top(), room.width(), high))
        return room.top() + high

    def _place_words(self, made: Plan, safety: bool) -> None:
        parts = self._parts
        parts.sentence.set_range(round(made.sentence_px), round(made.sentence_px))
        self._put(parts.sentence, made.sentence)
        for line, box in ((parts.line, made.hint), (parts.coming, made.coming)):
            line.set_factor(made.option.factor)
            line.setVisible(box != NOWHERE)
            self._put(line, box)
        parts.safety.setVisible(safety)
        if made.top == NOWHERE:
            parts.heading.hide()
            parts.segments.hide()
            parts.safety.shorten(True)
            self._put(parts.safety, made.safety)
        else:
            self._place_top(made.top, safety)

    def _place_top(self, top: Box, safety: bool) -> None:
        """The routine's name, the holds as a bar, and at the beginning the line to Safety."""
        parts, gap = self._parts, self._theme.px(20)
        end, bar_high = top.end, parts.segments.sizeHint().height()
        if safety:
            free = top.wide - self._theme.px(LEAST_BAR) - 2 * gap - parts.heading.sizeHint().width()
            parts.safety.shorten(parts.safety.width_for(short=False) > free)
            wide = min(top.wide, parts.safety.width_for(short=parts.safety.is_short()))
            end -= wide
            self._put(parts.safety, Box(end, top.y, wide, top.high))
            end -= gap
        start = top.x + parts.heading.sizeHint().width() + 2 + gap
        named, bar = start - gap <= end, end - start >= self._theme.px(LEAST_BAR)
        parts.heading.setVisible(named)
        parts.segments.setVisible(bar or not named)
        start = start if named else top.x
        self._put(parts.heading, Box(top.x, top.y, start - gap - top.x, top.high))
        # A little lower than the words' middle: the mark under the bar belongs to it.
        self._put(parts.segments, Box(start, top.y + (top.high - bar_high) // 2 + 3, end - start, bar_high))

    def _place_controls(self, made: Plan) -> None:
        controls, box = self._parts.controls, made.controls
        self._put(controls, box)
        if made.option.under:
            controls.fit_row(box.wide)
            controls.place_row(box.wide)
        else:
            controls.place_grid(box.wide, box.high)
