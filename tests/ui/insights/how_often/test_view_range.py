"""Zoom and pan: never beyond the diary's ends, never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.ui.insights.how_often.view_range import LEAST_DAYS, ViewRange, Window

FIRST = date(2016, 11, 22)
LAST = date(2026, 11, 21)
HOME = ViewRange.of_days(date(2026, 5, 25), date(2026, 11, 22))
ENDS = ViewRange.of_days(FIRST, LAST)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.05, 20), st.floats(0, 1)),
        st.tuples(st.just("pan"), st.floats(-5000, 5000), st.just(0.0)),
        st.tuples(st.just("with"), st.integers(0, 3600), st.just(0.0)),
    ),
    max_size=12,
)


def window() -> Window:
    return Window.at(ENDS, HOME)


def moved(shown: Window, moves: list[tuple[str, float, float]]) -> Window:
    for kind, amount, share in moves:
        if kind == "zoom":
            shown = shown.zoom(amount, shown.seen.left + share * shown.seen.days)
        elif kind == "pan":
            shown = shown.pan(amount)
        else:
            day = FIRST + timedelta(days=int(amount))
            shown = shown.with_days(day, day)
    return shown


@settings(max_examples=50)
@given(MOVES)
def test_no_move_leads_beyond_the_ends_or_closer_than_two_weeks(moves: list[tuple[str, float, float]]) -> None:
    shown = moved(window(), moves)
    assert shown.ends.left - 1e-6 <= shown.seen.left < shown.seen.right <= shown.ends.right + 1e-6
    assert shown.seen.days >= LEAST_DAYS - 1e-6


@settings(max_examples=50)
@given(MOVES)
def test_home_is_the_chosen_range_from_wherever_one_is(moves: list[tuple[str, float, float]]) -> None:
    shown = moved(window(), moves).go_home()
    assert shown.is_home
    assert shown.seen == HOME


@settings(max_examples=50)
@given(MOVES, st.floats(1.0, 3.0), st.floats(0, 1))
def test_zooming_in_and_out_again_shows_the_same(
    moves: list[tuple[str, float, float]], times: float, share: float
) -> None:
    before = moved(window(), moves)
    times = min(times, before.seen.days / LEAST_DAYS)
    point = before.seen.left + share * before.seen.days
    after = before.zoom(times, point).zoom(1 / times, point)
    assert after.seen.left == pytest.approx(before.seen.left, abs=1e-4)
    assert after.seen.right == pytest.approx(before.seen.right, abs=1e-4)


@settings(max_examples=50)
@given(st.floats(0, 1), st.floats(1.0, 5.0))
def test_what_the_pointer_is_on_stays_under_it(share: float, times: float) -> None:
    before = window()
    point = before.seen.left + share * before.seen.days
    after = before.zoom(times, point)
    assert (point - after.seen.left) / after.seen.days == pytest.approx(share, abs=1e-6)


@settings(max_examples=50)
@given(MOVES, st.integers(0, 3600), st.integers(0, 30))
def test_a_bar_asked_for_is_in_sight(moves: list[tuple[str, float, float]], ago: int, more: int) -> None:
    first = LAST - timedelta(days=ago)
    last = min(LAST, first + timedelta(days=more))
    shown = moved(window(), moves).with_days(first, last)
    assert shown.seen.left - 1e-6 <= max(first.toordinal(), last.toordinal() + 1 - shown.seen.days)
    assert last.toordinal() + 1 <= shown.seen.right + 1e-6


def test_a_bar_in_sight_moves_nothing() -> None:
    shown = window()
    assert shown.with_days(date(2026, 6, 1), date(2026, 6, 7)) is shown


def test_at_the_ends_nothing_more_can_be_asked_for() -> None:
    shown = window().zoom(0.0001)
    assert shown.seen == shown.ends
    assert not (shown.may_zoom_out or shown.may_go_earlier or shown.may_go_later)
    closest = shown.zoom(1e6)
    assert closest.seen.days == pytest.approx(LEAST_DAYS)
    assert not closest.may_zoom_in
    assert closest.may_zoom_out and closest.may_go_earlier and closest.may_go_later


def test_a_chosen_range_longer_than_the_diary_is_part_of_what_is_seen() -> None:
    young = ViewRange.of_days(LAST - timedelta(days=4), LAST)
    home = ViewRange.of_days(LAST - timedelta(days=27), LAST)
    shown = Window.at(young, home)
    assert shown.zoom(0.1).seen == home
    assert shown.pan(-100).seen == home


def test_the_days_seen_are_whole_days_with_their_parts() -> None:
    seen = ViewRange(HOME.left + 0.4, HOME.left + 20.2)
    assert (seen.first, seen.last) == (date(2026, 5, 25), date(2026, 6, 14))
    assert (HOME.first, HOME.last) == (date(2026, 5, 25), date(2026, 11, 22))
