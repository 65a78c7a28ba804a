"""Where the parts of the guide go, worked out from lengths alone: digits, sentence, controls, words, the figure."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple, Protocol

from calfstretch.ui.distance import Sizes

LEAST_FIGURE = 150
"""Pixels: lower than that the figure cannot be made out."""
_MOST_FIGURE = 0.55
_RING_SHARE = 0.8
_RING_COLUMN = 0.44
_FIGURE_RATIO = 0.95
LEAST_BAR = 120
"""Pixels across: shorter than that the bar of the holds says nothing."""
_LEAST_SOLES = 64
_ENDLESS = 100_000


class Box(NamedTuple):
    """A place in pixels, from the top and from the side where reading begins."""

    x: int
    y: int
    wide: int
    high: int

    @property
    def end(self) -> int:
        """Where it ends across."""
        return self.x + self.wide

    @property
    def foot(self) -> int:
        """Where it ends below."""
        return self.y + self.high


NOWHERE = Box(0, 0, 0, 0)


class Measures(Protocol):
    """What has to be measured: in the program by the fonts, in the tests by rules of thumb. All in pixels."""

    margin: int
    gap: int
    top_height: int

    def ring_side(self, digits_px: float) -> int:
        """Width of the ring whose digits are so high."""

    def sentence(self, width: int, type_px: float) -> tuple[float, int]:
        """Type size, at most the one asked for, in which every sentence fits in two lines, and the height they take."""

    def one_line(self, width: int, type_px: float) -> tuple[float, int]:
        """Type size, at most the one asked for, in which every sentence fits in one line, and its height."""

    def hint(self, width: int, factor: float) -> int:
        """Height of the longest hint."""

    def coming(self, width: int, factor: float) -> int:
        """Height of the longest words of what comes next and how long in all."""

    def row(self, width: int) -> int:
        """Height of the controls side by side; 0 = they do not fit."""

    def grid(self, width: int, most: int) -> int:
        """Height of the controls in columns, some of them left out where it would be more than `most`."""

    def grid_width(self) -> int:
        """Width of the controls in one column."""

    def safety(self, width: int) -> int:
        """Height of the short line to Safety."""


class Option(NamedTuple):
    """One way to share the room.

    Args:
        factor: of the quieter words.
        top: whether the line above the sentence stands.
        under: whether the controls stand in a row under figure and ring; else in columns beside the ring.
        at_ring: whether what comes next stands under the ring; else under the figure.
        hint: whether there is a hint.
    """

    factor: float
    top: bool
    under: bool
    at_ring: bool
    hint: bool = True

    @property
    def worth(self) -> float:
        """How good it is, the figure and the sentence left out."""
        return 0.7 * self.factor + 0.7 * self.at_ring + 1.2 * self.under + 3.5 * self.top + 5 * self.hint


class Plan(NamedTuple):
    """Places of the parts; NOWHERE = not shown.

    Args:
        all_controls: whether every button has room.
        narrow: whether the digits have to stand closer to be high enough.
    """

    option: Option
    sentence_px: float
    top: Box
    sentence: Box
    figure: Box
    soles: Box
    hint: Box
    coming: Box
    safety: Box
    ring: Box
    controls: Box
    all_controls: bool = True
    narrow: bool = False

    def worth(self, room: Box, sizes: Sizes) -> float:
        """How good it is; the weights are a matter of taste, tried on pictures of every size."""
        share = min(self.figure.high / max(1, room.high), _MOST_FIGURE)
        drawn = 4 + 12 * share if self.figure.high else 0.0
        return self.option.worth + drawn + 6 * self.sentence_px / sizes.sentence + 2 * self.all_controls


def plan(room: Box, edge: int, sizes: Sizes, measure: Measures) -> Plan:
    """Give every part its place.

    The distance decides the size of digits and sentence; what is short of room gives way in this order: the size of the
    figure, up to a third of the sentence where it then stands on one line, the figure, the line above, the hint, at
    last the sentence down to its least. The digits never do.

    Args:
        room: what is free for all of it.
        edge: pixels kept free above and below.
        sizes: of the type.
    """
    wide = room.wide - 2 * measure.margin
    sentences = _sentences(sizes, wide, measure)
    pages = [
        [_Page(room, edge, sizes, measure, option, *sentence) for option in _options(sizes.words)]
        for sentence in sentences
    ]
    made = [[found for page in some if (found := page.plan()) is not None] for some in pages]
    near = sum(type_px >= sizes.sentence * sizes.nearly for type_px, _high in sentences)
    best = [one for some in made[:near] for one in some] or [one for some in made for one in some]
    if best:
        return max(best, key=lambda one: one.worth(room, sizes))
    return _Page(room, edge, sizes, measure, Option(1.0, False, False, False, False), *sentences[-1]).squeezed()


def _sentences(sizes: Sizes, wide: int, measure: Measures) -> list[tuple[float, int]]:
    """Type size and height of the sentence, best first: as wished, on one line where that is near, between, least."""
    wish = measure.sentence(wide, sizes.sentence)
    one_line = measure.one_line(wide, sizes.sentence)
    middle = measure.sentence(wide, (sizes.sentence + sizes.sentence_least) / 2)
    found = [wish, middle, measure.sentence(wide, sizes.sentence_least)]
    if one_line[0] >= sizes.sentence_least:
        found.insert(1 if one_line[0] >= sizes.sentence * sizes.nearly else 2, one_line)
    return found


def _options(words: float) -> list[Option]:
    factors = (words, (words + 1) / 2, 1.0) if words > 1 else (1.0,)
    both = (True, False)
    return [Option(*chosen) for chosen in product(factors, both, both, both, both)]


class _Page:
    """One option, laid out."""

    def __init__(
        self, room: Box, edge: int, sizes: Sizes, measure: Measures, option: Option, type_px: float, sentence: int
    ) -> None:
        self._measure, self._option, self._type_px = measure, option, type_px
        self._need = measure.ring_side(sizes.digits)
        wide = room.wide - 2 * measure.margin
        y = room.y + edge
        self._top = Box(room.x + measure.margin, y, wide, measure.top_height) if option.top else NOWHERE
        y += self._top.high + edge // 3
        self._sentence = Box(room.x + measure.margin, y, wide, sentence)
        y += sentence + edge // 2
        self._body = Box(room.x + measure.margin, y, wide, room.foot - edge - y)

    def plan(self) -> Plan | None:
        """The places; None = no room for that."""
        return self._under() if self._option.under else self._beside()

    # -- the controls in a row under figure and ring ----------------------------------------------------

    def _under(self) -> Plan | None:
        body, gap, measure = self._body, self._measure.gap, self._measure
        row = measure.row(body.wide)
        high = body.high - row - gap
        if not row or high < self._need:
            return None
        right = max(self._need, round(body.wide * _RING_COLUMN))
        coming = measure.coming(right, self._option.factor) + gap // 2 if self._option.at_ring else 0
        side = min(high - coming, right, max(self._need, round(body.high * _RING_SHARE)))
        left = Box(body.x, body.y, body.wide - right - 2 * gap, high)
        if side < self._need or left.wide < LEAST_FIGURE:
            return None
        controls = Box(body.x, body.foot - row, body.wide, row)
        return self._columns(left, Box(body.end - right, body.y, right, high), side, coming, controls)

    # -- the controls in columns beside the ring --------------------------------------------------------

    def _beside(self) -> Plan | None:
        body, gap, measure = self._body, self._measure.gap, self._measure
        most = body.wide - measure.grid_width() - 2 * gap
        if most < self._need or body.high < self._need:
            return None
        right = min(most, max(self._need, min(round(body.wide * _RING_COLUMN), body.high)))
        coming = measure.coming(right, self._option.factor) + gap // 2 if self._option.at_ring else 0
        side = min(body.high - coming, right)
        left = Box(body.x, body.y, body.wide - right - 2 * gap, body.high)
        if side < self._need:
            return None
        grid = measure.grid(left.wide, left.high - self._words(left.wide) - 2 * gap)
        if grid + self._words(left.wide) + 2 * gap > left.high:
            return None
        controls = Box(left.x, left.foot - grid, left.wide, grid)
        ring = Box(body.end - right, body.y, right, body.high)
        made = self._columns(left._replace(high=left.high - grid - gap), ring, side, coming, controls)
        return made._replace(all_controls=grid >= measure.grid(left.wide, _ENDLESS))

    def squeezed(self) -> Plan:
        """Too little for all: the ring takes the height there is, the words stand closer than they should."""
        body, gap, measure = self._body, self._measure.gap, self._measure
        side = max(1, min(self._need, body.high, body.wide - measure.grid_width() - 2 * gap))
        left = Box(body.x, body.y, body.wide - side - 2 * gap, body.high)
        grid = measure.grid(left.wide, left.high - self._words(left.wide) - 2 * gap)
        controls = Box(left.x, left.foot - grid, left.wide, grid)
        ring = Box(body.end - side, body.y, side, body.high)
        made = self._columns(left._replace(high=max(0, left.high - grid - gap)), ring, side, 0, controls)
        return made._replace(narrow=side < self._need)

    # -- what both share --------------------------------------------------------------------------------

    def _words(self, wide: int) -> int:
        """Height of the words in the column of the figure."""
        option, measure = self._option, self._measure
        return (
            (measure.hint(wide, option.factor) + measure.gap // 2 if option.hint else 0)
            + (0 if option.at_ring else measure.coming(wide, option.factor))
            + (0 if option.top else measure.safety(wide))
        )

    def _columns(self, left: Box, right: Box, side: int, coming: int, controls: Box) -> Plan:
        """Figure and words at the left, ring and words at the right."""
        option, measure = self._option, self._measure
        words = min(self._words(left.wide), left.high)
        free = max(0, right.high - side - coming)
        ring = Box(right.x + (right.wide - side) // 2, right.y + free // 2, side, side)
        hint_high = measure.hint(left.wide, option.factor) if option.hint else 0
        below = right.foot - free // 2 - coming
        y = left.foot - words + (measure.gap // 2 if option.hint else 0)
        hint = left._replace(y=y, high=hint_high) if option.hint else NOWHERE
        y += hint_high
        if option.at_ring:
            at = Box(right.x, below, right.wide, coming)
        else:
            at = left._replace(y=y, high=measure.coming(left.wide, option.factor))
            y += at.high
        safety = NOWHERE if option.top else left._replace(y=y, high=measure.safety(left.wide))
        figure, soles = self._picture(left._replace(high=max(0, left.high - words)))
        return Plan(option, self._type_px, self._top, self._sentence, figure, soles, hint, at, safety, ring, controls)

    def _picture(self, place: Box) -> tuple[Box, Box]:
        """Soles and figure side by side in the middle of what is left; the soles alone where the figure has no room."""
        if min(place.high, place.wide) < LEAST_FIGURE:
            high = min(place.high - self._measure.gap, round(place.wide * 0.6))
            if high < _LEAST_SOLES:
                return NOWHERE, NOWHERE
            wide = high * 112 // 142
            return NOWHERE, Box(place.x + (place.wide - wide) // 2, place.y, wide, high)
        soles = min(max(88, place.high // 4), place.wide // 4)
        figure = min(place.wide - soles, round(place.high * _FIGURE_RATIO))
        x = place.x + max(0, (place.wide - soles - figure) // 2)
        high = soles * 142 // 112
        return Box(x + soles, place.y, figure, place.high), Box(
            x, place.y + place.high // 24, soles, min(high, place.high)
        )
