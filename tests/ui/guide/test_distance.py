"""Type sizes for a distance, and the plan of the guide that keeps them: pure, for every size of window."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.ui.distance import DISTANCES_M, known_distance, pixels, sane_dpi, sizes_for
from calfstretch.ui.guide.plan import LEAST_FIGURE, NOWHERE, Box, Plan, plan

CAPITAL = 0.72
# A 24-inch screen of 1920 by 1080.
DPI_24 = 91.8


@pytest.mark.parametrize("metres", DISTANCES_M)
def test_a_24_inch_screen_shows_the_millimetres_the_distance_asks_for(metres: int) -> None:
    sizes = sizes_for(1080, DPI_24, metres, CAPITAL)
    millimetre = DPI_24 / 25.4
    assert sizes.digits / millimetre >= 35 * metres / 3
    assert sizes.sentence * CAPITAL / millimetre >= 17 * metres / 3


def test_the_sentence_at_three_metres_is_the_one_of_the_study() -> None:
    assert sizes_for(800, 96, 3, CAPITAL).sentence == pytest.approx(90, abs=2)


def test_nearer_is_never_larger() -> None:
    one, two, three = (sizes_for(700, 110, metres, CAPITAL) for metres in DISTANCES_M)
    assert one.sentence <= two.sentence <= three.sentence
    assert one.digits <= two.digits <= three.digits
    assert one.words <= two.words <= three.words


@given(st.integers(400, 4000), st.floats(allow_nan=True), st.sampled_from(DISTANCES_M), st.floats(0, 1))
def test_digits_have_a_quarter_of_the_window_whatever_the_screen_says(
    height: int, dpi: float, metres: int, capital: float
) -> None:
    sizes = sizes_for(height, dpi, metres, capital)
    assert height / 4 <= sizes.digits <= height / 2
    assert height / 14 <= sizes.sentence_least <= sizes.sentence <= height / 6
    assert sizes.words >= 1


@pytest.mark.parametrize("nonsense", [0.0, -1.0, 3.0, 9000.0, float("nan"), float("inf")])
def test_a_screen_that_does_not_know_its_size_counts_as_96(nonsense: float) -> None:
    assert sane_dpi(nonsense) == 96
    assert pixels(25.4, nonsense) == pytest.approx(96)


@pytest.mark.parametrize("stored", [None, 0, 4, 2.5, "3", True, []])
def test_a_distance_nobody_offers_is_two_metres(stored: object) -> None:
    assert known_distance(stored) == 2


# -- the plan ---------------------------------------------------------------------------------------------


@dataclass
class Thumb:
    """Rules of thumb in place of fonts.

    Args:
        scale: text size.
        long: by how much longer than English the words are.
    """

    scale: float
    long: float
    digits: int

    def __post_init__(self) -> None:
        self.margin, self.gap, self.top_height = (
            round(24 * self.scale),
            round(8 * self.scale),
            round(max(44, 22 * self.scale)),
        )

    def ring_side(self, digits_px: float) -> int:
        return round(digits_px * (2.2 if self.digits == 2 else 2.45))

    def sentence(self, width: int, type_px: float) -> tuple[float, int]:
        px = min(type_px, 2 * width * 0.9 / (32 * self.long * 0.62))
        lines = 1 if px * 32 * self.long * 0.62 <= width else 2
        return px, round(px * 1.2 * lines)

    def one_line(self, width: int, type_px: float) -> tuple[float, int]:
        px = min(type_px, width / (32 * self.long * 0.62))
        return px, round(px * 1.2)

    def _words(self, width: int, factor: float, letters: int) -> int:
        size = 18 * self.scale * factor
        return round(-(-letters * self.long * size * 0.55 // max(1, width)) * size * 1.35)

    def hint(self, width: int, factor: float) -> int:
        return self._words(width, factor, 38)

    def coming(self, width: int, factor: float) -> int:
        return self._words(width, factor, 42)

    def row(self, width: int) -> int:
        return round(max(64, 36 * self.scale)) if 620 * self.scale * self.long <= width else 0

    def grid(self, width: int, most: int) -> int:
        high, columns = round(max(64, 36 * self.scale)), max(1, int(width / (130 * self.scale * self.long)))
        rows = -(-8 // columns)
        while rows > -(-3 // columns) and rows * (high + self.gap) > most:
            rows -= 1
        return rows * (high + self.gap) - self.gap

    def grid_width(self) -> int:
        return round(110 * self.scale * self.long)

    def safety(self, width: int) -> int:
        return round(max(44, 22 * self.scale))


windows = st.tuples(st.integers(900, 3840), st.integers(560, 2160)).filter(lambda size: size[0] >= size[1] * 1.2)


def made(size: tuple[int, int], scale: float, metres: int, dpi: float, long: float, digits: int) -> tuple[Plan, Thumb]:
    width, height = size
    thumb = Thumb(scale, long, digits)
    sizes = sizes_for(height, dpi, metres, CAPITAL)
    return plan(Box(0, 0, width, height), max(6, height // 72), sizes, thumb), thumb


@pytest.mark.slow
@settings(max_examples=300)
@given(
    windows,
    st.floats(1, 2),
    st.sampled_from(DISTANCES_M),
    st.floats(50, 240),
    st.floats(1, 1.5),
    st.sampled_from([2, 3]),
)
def test_every_window_keeps_digits_sentence_and_controls_apart(
    size: tuple[int, int], scale: float, metres: int, dpi: float, long: float, digits: int
) -> None:
    found, thumb = made(size, scale, metres, dpi, long, digits)
    width, height = size
    if not found.narrow:
        assert found.ring.wide >= thumb.ring_side(height / 4)
    shown = [box for name, box in found._asdict().items() if isinstance(box, Box) and box != NOWHERE]
    for box in shown:
        assert box.x >= 0 and box.y >= 0 and box.end <= width + 1
    solid = [found.sentence, found.ring, found.figure, found.soles, found.top]
    solid = [box for box in solid if box != NOWHERE]
    for one in solid:
        for other in solid:
            if one is not other:
                across = min(one.end, other.end) - max(one.x, other.x)
                down = min(one.foot, other.foot) - max(one.y, other.y)
                assert across <= 0 or down <= 0
    assert found.figure == NOWHERE or min(found.figure.high, found.figure.wide) >= LEAST_FIGURE * 0.9
    assert found.coming != NOWHERE


@pytest.mark.parametrize("metres", DISTANCES_M)
def test_a_filled_24_inch_screen_has_the_whole_size_and_the_figure_too(metres: int) -> None:
    found, _thumb = made((1920, 1080), 1.0, metres, DPI_24, 1.0, 2)
    assert found.sentence_px * CAPITAL >= 17 * metres / 3 * DPI_24 / 25.4
    assert found.figure.high >= 0.5 * 1080
    assert found.top != NOWHERE and found.hint != NOWHERE and found.option.at_ring


def test_short_of_room_the_figure_gives_way_and_the_digits_do_not() -> None:
    roomy, _thumb = made((1400, 900), 1.0, 3, 96, 1.0, 2)
    small, thumb = made((900, 560), 1.0, 3, 96, 1.0, 2)
    assert roomy.figure.high > small.figure.high
    assert small.ring.wide >= thumb.ring_side(140)
