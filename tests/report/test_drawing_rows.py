"""Rows flow down columns and pages: none is lost, none is torn from its heading, blocks stay whole where they can."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from calfstretch.report.drawing.rows import Pages, Row, height_of, room, that_fit


def _draw(_painter: QPainter, _x: float, _y: float) -> None: ...


def row(height: float, keep: bool = False) -> Row:
    return Row(height, _draw, keep)


def test_what_keeps_together_is_not_torn() -> None:
    rows = [row(10), row(10, keep=True), row(10)]
    assert that_fit(rows, 0, 25) == 1
    assert that_fit(rows, 0, 30) == 3
    assert that_fit(rows, 1, 15) == 1


def test_what_is_taller_than_a_page_is_torn_there_and_taken_all_the_same() -> None:
    assert that_fit([row(10, keep=True), row(10, keep=True), row(10)], 0, 25, tear=True) == 2
    assert that_fit([row(100)], 0, 25, tear=True) == 1


def test_white_space_at_the_edges_counts_for_nothing() -> None:
    assert height_of([room(5), row(10), room(5), row(10), room(9)]) == 25
    assert that_fit([row(10), room(5)], 0, 10) == 2


def test_a_head_is_repeated_on_every_page_that_follows() -> None:
    pages = Pages(QRectF(0, 0, 100, 50))
    head = [row(9)]
    pages.put([*head, *(row(10) for _ in range(11))], head)
    assert [len(page) for page in pages.pages] == [5, 5, 4]
    assert [page[0].row.height for page in pages.pages] == [9, 9, 9]


def test_a_heading_goes_with_its_drawing_to_the_next_page() -> None:
    pages = Pages(QRectF(0, 0, 100, 50))
    pages.put([row(30)])
    pages.put([row(10, keep=True), row(20)])
    assert [len(page) for page in pages.pages] == [1, 2]


def test_blocks_stand_whole_in_two_columns_of_about_one_height() -> None:
    pages = Pages(QRectF(10, 0, 100, 100))
    blocks = [[row(40)], [row(20)], [row(30)]]
    assert pages.put_columns(blocks, 40, 20, mirrored=False, whole=True)
    assert [placed.x for placed in pages.pages[0]] == [10, 70, 70]
    assert pages.y == 50


def test_blocks_change_columns_where_that_alone_makes_room() -> None:
    pages = Pages(QRectF(0, 0, 100, 60))
    blocks = [[row(30)], [row(50)], [row(30)]]
    assert pages.put_columns(blocks, 40, 20, mirrored=True, whole=True)
    assert [(placed.x, placed.y) for placed in pages.pages[0]] == [(60, 0), (60, 30), (0, 0)]
    assert not pages.put_columns([[row(30), row(60)]], 40, 20, mirrored=False, whole=True)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 130), st.booleans()), min_size=1, max_size=8), min_size=1, max_size=6),
    st.integers(0, 80),
    st.booleans(),
)
def test_every_row_is_placed_once_in_order_within_its_page(
    given_blocks: list[list[tuple[int, bool]]], used: int, in_columns: bool
) -> None:
    blocks = [[row(float(height), keep) for height, keep in block] for block in given_blocks]
    pages = Pages(QRectF(0, 0, 100, 100))
    if used:
        pages.put([row(float(used))])
    if in_columns:
        assert pages.put_columns(blocks, 40, 20, mirrored=False)
    else:
        pages.put([each for block in blocks for each in block])
    placed = [each for page in pages.pages for each in page][bool(used) :]
    wanted = [each for block in blocks for each in block]
    assert sorted(map(id, (each.row for each in placed))) == sorted(map(id, wanted))
    for page in pages.pages:
        for each in page:
            assert each.y + each.row.height <= 100.1 or each.y < 0.1 or each.row.height > 100
        for x in {each.x for each in page}:
            column = [each for each in page if each.x == x]
            assert all(a.y + a.row.height <= b.y + 0.1 for a, b in zip(column, column[1:], strict=False))
