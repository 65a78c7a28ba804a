"""Where the running median stands in pixels: no gap, no range that nobody said, and ten years in as many pieces as
columns."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from calfstretch.insights.how_bad import how_bad
from calfstretch.ui.insights.how_bad import state
from calfstretch.ui.insights.how_bad.shapes import Field, Shapes, length_shapes, pain_shapes
from tests.ui.insights.invented_facts import TODAY, facts, invented, spasm

WIDTH = 400


def of_pains(pains: list[int], days: int = 60) -> Shapes:
    first = TODAY - timedelta(days=days)
    spasms = [spasm(f"s{n}", first + timedelta(days=n * days // len(pains)), pain=p) for n, p in enumerate(pains)]
    shown = state.picture(how_bad(facts(*spasms, days=days), first, TODAY - timedelta(days=1)))
    return pain_shapes(shown, Field(QRectF(0, 0, WIDTH, 100), "", [], state.pain_share), 2)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10), min_size=9, max_size=300))
def test_the_line_of_pains_is_no_range_and_leaves_no_column_out(pains: list[int]) -> None:
    shapes = of_pains(pains)
    assert shapes.ranges == ()
    covered = {x for box in (*shapes.levels, *shapes.joins) for x in range(box.left(), box.right() + 1)}
    begin = min(covered)
    assert covered >= set(range(begin, WIDTH))


def test_a_level_that_goes_on_is_drawn_over_its_whole_length() -> None:
    shapes = of_pains([5] * 20)
    assert len(shapes.levels) == 1
    assert shapes.joins == ()


def test_ten_years_stand_in_no_more_pieces_than_columns() -> None:
    diary = invented(3650, rate=1.5)
    shown = state.picture(how_bad(diary, diary.days[0].day, diary.days[-1].day))
    box = QRectF(0, 0, WIDTH, 100)
    shapes = length_shapes(shown, Field(box, "", [], lambda seconds: state.length_share(shown, seconds)), 2)
    assert len(shown.dots) > 4000
    assert len(shapes.levels) + len(shapes.ranges) <= WIDTH
    assert len(shapes.dots) < len(shown.dots)
    assert len(set(shapes.dots)) == len(shapes.dots)
