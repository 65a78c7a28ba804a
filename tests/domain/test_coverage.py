"""Where silence means "no": a table of days, and which of them the denominators hold."""

from __future__ import annotations

from datetime import date

import pytest

from calfstretch.domain.coverage import Coverage


def november(day: int) -> date:
    return date(2026, 11, day)


COVERAGE = Coverage(
    today=november(22),
    checked_in=frozenset(november(day) for day in (3, 10, 12, 16, 22)),
    imported=((november(5), november(8)), (november(20), november(25))),
    first_use=november(10),
    pauses=((november(14), november(17)),),
)

RUNS: list[tuple[str, int, int, bool | None]] = [
    ("a recorded run is a run, covered or not", 1, 2, True),
    ("nothing recorded on a day nobody spoke of is unknown", 2, 0, None),
    ("nothing recorded on a checked-in day is no run", 3, 0, False),
    ("the day before an imported range is unknown", 4, 0, None),
    ("the first day of an imported range is covered", 5, 0, False),
    ("the last day of an imported range is covered", 8, 0, False),
    ("the day after an imported range is unknown", 9, 0, None),
    ("a run inside an imported range is a run", 6, 1, True),
    ("a checked-in day inside a pause is covered", 16, 0, False),
    ("a pause alone covers nothing", 15, 0, None),
    ("the running day is not over, imported and checked in or not", 22, 0, None),
    ("a run on the running day is a run", 22, 1, True),
    ("a range that reaches ahead covers no day to come", 24, 0, None),
]

STRETCHES: list[tuple[str, int, int, bool | None]] = [
    ("a recorded session is a session, before first use too (typed)", 2, 1, True),
    ("a checked-in day before first use is unknown", 3, 0, None),
    ("the first day of use, checked in, has none", 10, 0, False),
    ("a checked-in day since first use has none", 12, 0, False),
    ("a day without a check-in is unknown", 11, 0, None),
    ("an imported range of activities says nothing about stretching", 20, 0, None),
    ("the running day is not over", 22, 0, None),
]

DENOMINATOR: list[tuple[str, int, bool]] = [
    ("a day nobody spoke of counts", 2, True),
    ("a known day counts", 12, True),
    ("a day in a pause is taken out", 14, False),
    ("the last day of a pause is taken out", 17, False),
    ("a known day in a pause counts", 16, True),
    ("the day after the pause counts", 18, True),
    ("the running day is not over", 22, False),
    ("a day to come is not over", 23, False),
]


@pytest.mark.parametrize(("day", "runs", "expected"), [case[1:] for case in RUNS], ids=[case[0] for case in RUNS])
def test_no_run_is_known_inside_coverage_alone(day: int, runs: int, expected: bool | None) -> None:
    assert COVERAGE.ran(november(day), runs) is expected


@pytest.mark.parametrize(
    ("day", "sessions", "expected"), [case[1:] for case in STRETCHES], ids=[case[0] for case in STRETCHES]
)
def test_no_stretch_is_known_on_checked_in_days_since_first_use(day: int, sessions: int, expected: bool | None) -> None:
    assert COVERAGE.stretched(november(day), sessions) is expected


@pytest.mark.parametrize(("day", "expected"), [case[1:] for case in DENOMINATOR], ids=[case[0] for case in DENOMINATOR])
def test_pauses_leave_the_denominator(day: int, expected: bool) -> None:
    assert COVERAGE.in_denominator(november(day)) is expected


def test_without_a_first_use_no_stretch_is_ever_known_to_be_absent() -> None:
    coverage = Coverage(today=november(22), checked_in=frozenset({november(12)}))
    assert coverage.stretched(november(12), 0) is None


def test_share_of_known_days_leaves_pauses_out() -> None:
    # The 12th to the 18th are seven days; 14, 15 and 17 are paused, 16 is known although paused.
    assert COVERAGE.share_known(november(12), november(18)) == 2 / 4


def test_share_of_no_day_at_all_is_none() -> None:
    assert COVERAGE.share_known(november(14), november(15)) is None
    assert COVERAGE.share_known(november(22), november(25)) is None
