"""The shift test against loops by hand, and what must and must not change its answer."""

from __future__ import annotations

from itertools import product
from math import prod, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.shift_test import ShiftResult, run_shift_test, seed_of, shift_test, shift_tests
from calfstretch.insights.windows import Ints, split

NOTHING = (0.0, 1.0, 1.0)


def _rows(fewest: int, most: int, highest: int = 3) -> st.SearchStrategy[list[tuple[int, int]]]:
    return st.lists(st.tuples(st.integers(-1, highest), st.integers(-1, 1)), min_size=fewest, max_size=most)


def _diary(days: int, seed: int) -> tuple[Ints, Ints]:
    """Spasms and a note of so many days, a tenth of each unknown."""
    random = np.random.default_rng(seed)
    y, x = random.poisson(0.4, days), random.integers(0, 2, days)
    y[random.random(days) < 0.1] = -1
    x[random.random(days) < 0.1] = -1
    return y, x


def _by_hand(rows: list[tuple[int, int]], window_days: int) -> tuple[float, float, float, int]:
    """Section 4 of the statistics notes in plain loops over every arrangement."""
    windows = [rows[window] for window in split(len(rows), window_days)]
    found = []
    for shifts in product(*(range(len(window)) for window in windows)):
        excess = variance = 0.0
        for window, shift in zip(windows, shifts, strict=True):
            notes = [window[(day - shift) % len(window)][1] for day in range(len(window))]
            both = [(y, x) for (y, _), x in zip(window, notes, strict=True) if y >= 0 and x >= 0]
            days, with_note = len(both), sum(x for _, x in both)
            spasms = sum(y for y, _ in both)
            if days:
                excess += sum(y * x for y, x in both) - spasms * with_note / days
                variance += spasms * with_note * (days - with_note) / days**2
        found.append(excess / sqrt(variance) if variance > 1e-12 else 0.0)
    return _answer(found)


def _runs_by_hand(rows: list[tuple[int, int]], window: list[int]) -> tuple[float, float, float, int]:
    """Section 7b in plain loops."""
    known = [(y, x, w) for (y, x), w in zip(rows, window, strict=True) if y >= 0 and x >= 0]
    windows = [[(y, x) for y, x, here in known if here == w] for w in sorted({w for *_, w in known})]
    found = []
    for shifts in product(*(range(len(runs)) for runs in windows)):
        excess = variance = 0.0
        for runs, shift in zip(windows, shifts, strict=True):
            t, t1, y = len(runs), sum(x for _, x in runs), sum(y for y, _ in runs)
            excess += sum(runs[j][0] * runs[(j + shift) % t][1] for j in range(t)) - y * t1 / t
            variance += t1 * (t - t1) * y * (t - y) / (t**2 * (t - 1)) if t >= 2 else 0.0
        found.append(excess / sqrt(variance) if variance > 1e-12 else 0.0)
    return _answer(found)


def _answer(z: list[float]) -> tuple[float, float, float, int]:
    p = sum(abs(value) >= abs(z[0]) - 1e-9 for value in z) / len(z)
    return z[0], p, max(1.0, sum(value**2 for value in z) / len(z)), len(z)


@settings(max_examples=50, deadline=None)
@given(rows=_rows(1, 22))
def test_every_arrangement_of_days_gives_what_loops_by_hand_give(rows: list[tuple[int, int]]) -> None:
    y, x = np.array(rows).T
    found = shift_test(y, x, split(len(y), 7), seed=0, draws=None)
    assert found == pytest.approx(_by_hand(rows, 7), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(rows=_rows(1, 20, highest=1), window=st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_every_arrangement_of_runs_gives_what_loops_by_hand_give(
    rows: list[tuple[int, int]], window: list[int]
) -> None:
    y, x = np.array(rows, dtype=np.int8).T
    found = run_shift_test(y, x, np.array(window[: len(y)]), seed=0, draws=None)
    assert found == pytest.approx(_runs_by_hand(rows, window[: len(y)]), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(rows=_rows(40, 120), seed=st.integers(0, 2**64))
def test_a_note_turned_round_gives_the_same_p_and_the_opposite_side(rows: list[tuple[int, int]], seed: int) -> None:
    y, x = np.array(rows).T
    one, other = (shift_test(y, note, seed=seed, draws=200) for note in (x, np.where(x < 0, -1, 1 - x)))
    assert other == pytest.approx((-one.z, one.p, one.design_effect, one.arrangements), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(rows=_rows(10, 10), first=st.integers(0, 9), other=st.integers(0, 9))
def test_spasms_and_note_turned_together_give_the_same_answer(
    rows: list[tuple[int, int]], first: int, other: int
) -> None:
    y, x = np.array(rows + rows[::-1]).T
    windows = [slice(0, 10), slice(10, 20)]
    turned = [np.concatenate([np.roll(series[:10], first), np.roll(series[10:], other)]) for series in (y, x)]
    plain = shift_test(y, x, windows, seed=0, draws=None)
    assert shift_test(turned[0], turned[1], windows, seed=0, draws=None) == pytest.approx(plain, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(rows=_rows(10, 10), by=st.integers(0, 9))
def test_the_note_turned_alone_keeps_the_design_effect(rows: list[tuple[int, int]], by: int) -> None:
    y, x = np.array(rows).T
    plain, turned = (shift_test(y, np.roll(x, shift), seed=0) for shift in (0, by))
    assert turned.design_effect == pytest.approx(plain.design_effect)


def test_unknown_notes_travel_with_the_note() -> None:
    # The spasms stand beside an unknown note; a turn by two days brings the note to them, and leaves days unknown.
    y, x = np.array([0, 0, 4, 0, 0, 0, 0]), np.array([1, 0, -1, 0, 0, 0, 0])
    found = shift_test(y, x, seed=0)
    assert found.z == 0.0
    # Turned so that day 2 is unknown, nothing differs; otherwise 6 known days and 4 spasms on one of them.
    with_spasms = (4 - 4 / 6) / sqrt(4 * 5 / 36)
    without = (4 / 6) / sqrt(4 * 5 / 36)
    assert found.design_effect == pytest.approx((with_spasms**2 + 5 * without**2) / 7)


def test_a_draw_comes_close_to_trying_every_arrangement() -> None:
    y, x = _diary(84, seed=5)
    every, drawn = (shift_test(y, x, seed=9, draws=draws) for draws in (None, 9999))
    assert drawn.z == every.z and drawn.arrangements == every.arrangements == 28**3
    assert abs(drawn.p - every.p) < 4 * sqrt(every.p * (1 - every.p) / 9999)
    assert drawn.design_effect == pytest.approx(every.design_effect, rel=0.06)


def test_windows_that_are_drawn_together_are_drawn_evenly_and_each_for_itself() -> None:
    # One spasm in each of four windows of ten days, on the day with the note: the four fall together once in 10,000.
    y = np.tile([3] + [0] * 9, 4)
    x = np.tile([1] + [0] * 9, 4)
    windows = [slice(start, start + 10) for start in range(0, 40, 10)]
    every, drawn = (shift_test(y, x, windows, seed=2, draws=draws) for draws in (None, 200_000))
    assert every.p == 1e-4
    assert drawn.p == pytest.approx(1e-4, abs=4 * sqrt(1e-4 / 200_000))
    assert drawn.design_effect == pytest.approx(every.design_effect, rel=0.02)


def test_the_same_seed_gives_the_same_answer_and_another_a_close_one() -> None:
    y, x = _diary(168, seed=1)
    one, again, other = (shift_test(y, x, seed=seed) for seed in (4, 4, 5))
    assert one == again
    assert one != other
    assert other.p == pytest.approx(one.p, abs=0.03)


def test_several_notes_at_once_are_the_same_as_one_by_one() -> None:
    y, _ = _diary(168, seed=1)
    notes = np.stack([_diary(168, seed=seed)[1] for seed in range(2, 6)])
    assert shift_tests(y, notes, seed=3) == [shift_test(y, note, seed=3) for note in notes]
    assert shift_tests(y, notes[:0], seed=3) == []


def test_the_answer_of_a_diary_stays_what_it_was() -> None:
    # A look worked out anew must find what was stored, also years of numpy later: the fourth figure of p is the draws'.
    y, x = np.arange(60) % 5 % 3, np.arange(60) % 7 // 4
    assert seed_of(y) == seed_of(y.astype(np.int8)) == 13001617050337702196
    assert shift_test(y, x, seed=seed_of(y)).p == 0.4763
    assert shift_test(y, x, seed=0, draws=None).p == 0.48


def test_one_window_tries_every_turn_once() -> None:
    y, x = np.array([2, 0, 0, 0, 0, 0]), np.array([1, 0, 0, 0, 0, 0])
    assert shift_test(y, x, seed=0) == pytest.approx((sqrt(10), 1 / 6, 5 / 3 + 1 / 3, 6))


@pytest.mark.parametrize("days", [0, 1, 30, 84])
@pytest.mark.parametrize(("spasms", "note"), [(0, None), (None, 1), (None, 0), (-1, None), (None, -1), (-1, -1)])
def test_where_nothing_could_differ_nothing_is_found(days: int, spasms: int | None, note: int | None) -> None:
    y, x = _diary(days, seed=days)
    y = y if spasms is None else np.full(days, spasms)
    x = x if note is None else np.full(days, note)
    assert shift_test(y, x, seed=1)[:3] == NOTHING
    assert run_shift_test(np.minimum(y, 1), x, np.arange(days) // 10, seed=1)[:3] == NOTHING


def test_a_window_of_unknown_days_adds_no_evidence() -> None:
    y, x = _diary(28, seed=3)
    unknown = np.full(28, -1)
    plain = shift_test(y, x, seed=1)
    for gap in ((unknown, x), (y, unknown)):
        longer = [np.concatenate([series, more]) for series, more in zip((y, x), gap, strict=True)]
        found = shift_test(longer[0], longer[1], seed=1, draws=None)
        assert found[:3] == pytest.approx(plain[:3])
        assert found.arrangements == 28 * 28


def test_a_window_of_one_day_or_one_run_cannot_tell_anything() -> None:
    one = np.array([1])
    assert shift_test(one, one, seed=0) == ShiftResult(*NOTHING, 1)
    assert run_shift_test(one, one, one, seed=0) == ShiftResult(*NOTHING, 1)
    y, x = np.array([1, 0, 1, 0, 0]), np.array([1, 0, 1, 0, 1])
    alone = run_shift_test(y[:4], x[:4], np.zeros(4, dtype=np.int64), seed=0)
    assert run_shift_test(y, x, np.array([0, 0, 0, 0, 1]), seed=0, draws=None) == alone


def test_runs_with_an_unknown_are_as_if_they_were_not_there() -> None:
    random = np.random.default_rng(8)
    y, x, window = random.integers(0, 2, 40), random.integers(0, 2, 40), np.arange(40) // 8
    plain = run_shift_test(y, x, window, seed=2)
    places = [3, 11, 12, 30]
    more = [np.insert(series, places, value) for series, value in ((y, [-1, 1, 0, -1]), (x, [1, -1, -1, 0]))]
    assert run_shift_test(more[0], more[1], np.insert(window, places, window[places]), seed=2) == plain
    assert plain.arrangements == 8**5


def test_too_many_arrangements_to_try_them_all_are_refused() -> None:
    y, x = _diary(168, seed=1)
    with pytest.raises(ValueError, match="too many"):
        shift_test(y, x, seed=0, draws=None)


def test_ten_years_have_a_number_of_arrangements_without_end() -> None:
    y, x = _diary(3653, seed=1)
    assert shift_test(y, x, seed=0, draws=99).arrangements == prod(w.stop - w.start for w in split(3653))


@pytest.mark.slow
def test_scipys_monte_carlo_test_finds_the_same() -> None:
    from scipy.stats import monte_carlo_test  # two seconds to load

    y, x = _diary(84, seed=5)
    windows = split(84)
    random = np.random.default_rng(1)

    def turned(size: tuple[int, int]) -> Ints:
        return np.stack(
            [
                np.concatenate([np.roll(x[w], random.integers(w.stop - w.start)) for w in windows])
                for _ in range(size[0])
            ]
        )

    def distance(notes: Ints, axis: int = -1) -> Ints:
        tables = np.atleast_2d(notes)
        found = [abs(shift_test(y, note, windows, seed=0, draws=1).z) for note in tables]
        return np.array(found) if notes.ndim > 1 else found[0]

    theirs = monte_carlo_test(x, turned, distance, vectorized=True, n_resamples=1999, alternative="greater")
    assert theirs.pvalue == pytest.approx(shift_test(y, x, seed=0).p, abs=0.045)
