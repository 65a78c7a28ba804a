"""Which records are of one activity, and which are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.activity_match import Traits, is_typed_one, nearest, same_activity
from calfstretch.domain.day import ActivityKind

START = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)
RUN = Traits(START, 1800.0, 5000.0, ActivityKind.RUN)

kinds = st.sampled_from(ActivityKind)
starts = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
known = st.builds(Traits, starts, st.floats(60, 90_000), st.floats(100, 300_000), kinds)
maybe = st.builds(Traits, starts, st.none() | st.floats(60, 90_000), st.none() | st.floats(100, 300_000), kinds)


def shifted(of: Traits, seconds: float, **other: object) -> Traits:
    return of._replace(start=of.start + timedelta(seconds=seconds), **other)


@settings(max_examples=100)
@given(maybe, maybe, st.floats(-200, 200))
def test_it_goes_both_ways(one: Traits, other: Traits, seconds: float) -> None:
    other = other._replace(start=one.start + timedelta(seconds=seconds))
    assert same_activity(one, other) is same_activity(other, one)


@settings(max_examples=50)
@given(maybe)
def test_an_activity_is_the_same_as_itself(one: Traits) -> None:
    assert same_activity(one, one)


@settings(max_examples=50)
@given(known, st.floats(-1, 1), st.floats(-1, 1), kinds)
def test_a_second_more_or_less_is_still_the_same(
    one: Traits, start_s: float, elapsed_s: float, kind: ActivityKind
) -> None:
    assert one.elapsed_s is not None
    assert same_activity(one, shifted(one, start_s, elapsed_s=one.elapsed_s + elapsed_s, kind=kind))


@settings(max_examples=50)
@given(known, st.floats(121, 86_400))
def test_another_run_of_the_same_day_is_another_one_even_of_the_same_length(one: Traits, later_s: float) -> None:
    assert not same_activity(one, shifted(one, later_s))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (shifted(RUN, 119), True),
        (shifted(RUN, 121), False),
        (RUN._replace(elapsed_s=1817.0), True),
        (RUN._replace(elapsed_s=1840.0), False),
        (RUN._replace(distance_m=5100.0), True),
        (RUN._replace(distance_m=5200.0), False),
        (RUN._replace(distance_m=None), True),
        (RUN._replace(elapsed_s=None), True),
        (RUN._replace(elapsed_s=None, distance_m=None), True),
        (shifted(RUN, 60, elapsed_s=None, distance_m=None), False),
        (RUN._replace(elapsed_s=None, distance_m=None, kind=ActivityKind.SWIM), False),
        (RUN._replace(kind=ActivityKind.OTHER), True),
    ],
)
def test_the_limits(other: Traits, same: bool) -> None:
    assert same_activity(RUN, other) is same


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (shifted(RUN, 600, elapsed_s=1500.0, distance_m=None), True),
        (shifted(RUN, -600, elapsed_s=1500.0, distance_m=None), True),
        (shifted(RUN, -1800, elapsed_s=1500.0, distance_m=None), False),
        (shifted(RUN, 3600, elapsed_s=1800.0, distance_m=None), False),
        (shifted(RUN, 900, elapsed_s=None, distance_m=None), True),
        (shifted(RUN, 600, distance_m=None, kind=ActivityKind.WALK), False),
    ],
)
def test_a_typed_entry_is_the_files_where_they_overlap_and_are_of_one_kind(typed: Traits, same: bool) -> None:
    assert is_typed_one(typed, RUN) is same


def test_the_nearest_start_is_taken() -> None:
    assert nearest(RUN, [shifted(RUN, 300), shifted(RUN, -60), shifted(RUN, 90)]) == 1
    assert nearest(RUN, []) is None
