"""Exact limits: mirrored when the groups change places, never at odds with their p, wider with a design effect."""

from __future__ import annotations

from math import comb, isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calfstretch.insights.exact import central_p, mid_p, ratio_limits, share_limits, widened_limits

_SPASMS = st.integers(0, 60)
_DAYS = st.integers(1, 400)
_GROUPS = st.tuples(_SPASMS, _DAYS, _SPASMS, _DAYS)


def _inverse(value: float | None) -> float | None:
    """1 over a limit, where None is unbounded."""
    return 0.0 if value is None else None if value == 0 else 1 / value


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


@settings(max_examples=50)
@given(groups=_GROUPS, design_effect=st.floats(1, 10))
def test_groups_that_change_places_give_the_inverse_ratio_and_mirrored_limits(
    groups: tuple[int, int, int, int], design_effect: float
) -> None:
    a, t1, b, t0 = groups
    found = widened_limits(a, t1, b, t0, design_effect)
    turned = widened_limits(b, t0, a, t1, design_effect)
    assert _same(turned.low, _inverse(found.high))
    assert _same(turned.high, _inverse(found.low))
    if a and b:
        assert _same(turned.ratio, _inverse(found.ratio))
    assert isclose(central_p(a, t1, b, t0), central_p(b, t0, a, t1), rel_tol=1e-9)
    assert isclose(mid_p(a, t1, b, t0), mid_p(b, t0, a, t1), rel_tol=1e-9)


@settings(max_examples=100)
@given(groups=_GROUPS)
def test_the_limits_contain_one_exactly_when_their_p_is_above_the_line(groups: tuple[int, int, int, int]) -> None:
    p = central_p(*groups)
    assume(abs(p - 0.05) > 1e-9)
    found = ratio_limits(*groups)
    contains = found.low <= 1 and (found.high is None or found.high >= 1)
    assert contains == (p > 0.05)


@settings(max_examples=50)
@given(groups=_GROUPS, design_effect=st.floats(1, 10), more=st.floats(1, 10))
def test_a_larger_design_effect_never_narrows_the_limits(
    groups: tuple[int, int, int, int], design_effect: float, more: float
) -> None:
    narrow, wide = widened_limits(*groups, design_effect), widened_limits(*groups, design_effect * more)
    assert wide.low <= narrow.low * (1 + 1e-9)
    if narrow.high is None:
        assert wide.high is None
    else:
        assert wide.high is not None and wide.high >= narrow.high * (1 - 1e-9)
    if narrow.ratio is not None and narrow.high is not None:
        assert narrow.low <= narrow.ratio <= narrow.high


@settings(max_examples=50)
@given(groups=_GROUPS)
def test_p_is_a_probability_and_mid_p_the_smaller(groups: tuple[int, int, int, int]) -> None:
    assert 0 < mid_p(*groups) <= central_p(*groups) <= 1


def test_without_spasms_nothing_is_ruled_out() -> None:
    assert ratio_limits(0, 20, 0, 30) == (None, 0.0, None)
    assert central_p(0, 20, 0, 30) == mid_p(0, 20, 0, 30) == 1.0


@pytest.mark.parametrize("groups", [(4, 20, 0, 0), (0, 0, 4, 20), (0, 0, 0, 0)])
def test_an_empty_group_is_compared_with_nothing(groups: tuple[int, int, int, int]) -> None:
    assert ratio_limits(*groups) == (None, 0.0, None)
    assert central_p(*groups) == mid_p(*groups) == 1.0


def test_no_spasm_with_the_note_gives_zero_and_an_upper_limit() -> None:
    found = ratio_limits(0, 30, 5, 12)
    assert (found.ratio, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(1 / 2.290889643)


@pytest.mark.parametrize(("k", "n"), [(7, 18), (5, 19), (1, 10), (24, 25)])
def test_at_the_limits_of_a_share_its_count_would_be_rare_by_half_of_five_percent(k: int, n: int) -> None:
    def at_most(count: int, share: float) -> float:
        return sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(count + 1))

    low, high = share_limits(k, n)
    assert 1 - at_most(k - 1, low) == pytest.approx(0.025)
    assert at_most(k, high) == pytest.approx(0.025)
    assert share_limits(n - k, n) == pytest.approx((1 - high, 1 - low))


def test_none_and_all_of_the_runs_have_one_open_end() -> None:
    assert share_limits(0, 10) == pytest.approx((0.0, 1 - 0.025**0.1))
    assert share_limits(10, 10) == pytest.approx((0.025**0.1, 1.0))
    assert share_limits(0, 0) == (0.0, 1.0)


def test_a_vast_design_effect_leaves_everything_open_and_breaks_nothing() -> None:
    ratio, low, high = widened_limits(3, 20, 1, 30, 1e6)
    assert ratio == pytest.approx(4.5)
    assert (low, high) == (pytest.approx(0.0), None)
    assert widened_limits(1, 30, 3, 20, 1e6)[1:] == (pytest.approx(0.0), None)


@pytest.mark.slow
def test_the_limits_and_p_are_those_of_scipys_own_tests() -> None:
    from scipy.stats import beta, binom, binomtest  # two seconds to load

    for a, t1, b, t0 in [(3, 40, 11, 60), (0, 9, 4, 50), (25, 20, 2, 300), (1, 10, 1, 10), (9, 100, 0, 40)]:
        n, share = a + b, t1 / (t1 + t0)
        low, high = binomtest(a, n, share).proportion_ci(0.95, "exact")
        found = ratio_limits(a, t1, b, t0)
        assert found.low == pytest.approx(low / (1 - low) * t0 / t1)
        assert found.high is None if high == 1 else found.high == pytest.approx(high / (1 - high) * t0 / t1)
        tails = binom.cdf(a, n, share), binom.sf(a - 1, n, share)
        assert central_p(a, t1, b, t0) == pytest.approx(min(1, 2 * min(tails)))
        assert share_limits(a, n) == pytest.approx(tuple(binomtest(a, n).proportion_ci(0.95, "exact")))
    low, high = beta.ppf(0.025, 14 / 3, 9 / 3 + 1), beta.ppf(0.975, 14 / 3 + 1, 9 / 3)
    wide = widened_limits(14, 22, 9, 41, 3)
    assert wide[1:] == pytest.approx((low / (1 - low) * 41 / 22, high / (1 - high) * 41 / 22))
