"""The programme and the routines of one's own, as the diary keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Routine, TargetOrigin

PROGRAMME = Programme(
    routine_id="r1",
    times_a_day=3,
    weekdays=(1, 3, 7),
    first_day=date(2026, 11, 2),
    last_day=date(2026, 11, 30),
    origin=TargetOrigin.THERAPIST,
    note="gently",
)


def test_a_programme_asks_on_its_weekdays_from_first_to_last_day() -> None:
    asked = [day for day in range(1, 31) if PROGRAMME.times_on(date(2026, 11, day))]
    assert asked == [2, 4, 8, 9, 11, 15, 16, 18, 22, 23, 25, 29, 30]
    assert PROGRAMME.times_on(date(2026, 11, 2)) == 3
    assert PROGRAMME.times_on(date(2026, 12, 2)) == 0


def test_a_programme_without_end_goes_on() -> None:
    assert replace(PROGRAMME, last_day=None).times_on(date(2036, 11, 3)) == 3


def test_a_programme_is_once_every_day_where_nothing_else_is_said() -> None:
    programme = Programme(routine_id="r1", first_day=date(2026, 11, 2))
    assert [programme.times_on(date(2026, 11, day)) for day in range(1, 10)] == [0, *[1] * 8]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("routine_id", ""),
        ("times_a_day", 0),
        ("times_a_day", 13),
        ("weekdays", ()),
        ("weekdays", (2, 1)),
        ("weekdays", (2, 2)),
        ("weekdays", (0, 1)),
        ("weekdays", (1, 8)),
        ("last_day", date(2026, 11, 1)),
        ("first_day", date(1, 1, 1)),
        ("origin", TargetOrigin.APP),
        ("note", "x" * 20_001),
    ],
)
def test_an_impossible_programme_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{field}"):
        replace(PROGRAMME, **{field: value})


PRESCRIBED = Routine("Kim", 10, TargetOrigin.THERAPIST, 3, 5, 6, 7, LegOrder.RIGHT_FIRST)


@pytest.mark.parametrize("routine", [DAILY, BEFORE_BED, PRESCRIBED])
def test_a_saved_routine_is_the_routine_it_was_made_of(routine: Routine) -> None:
    saved = SavedRoutine.of(routine, id="r1", position=2)
    assert saved.routine == routine
    assert saved.routine.total_s() == routine.total_s()
    assert (saved.id, saved.position) == ("r1", 2)
    assert SavedRoutine.of(routine, name="mine").routine == replace(routine, name="mine")


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("name", "\0"), ("hold_s", 29), ("hold_s", 121), ("rounds", 6), ("swap_s", 2)]
)
def test_a_saved_routine_is_refused_as_the_routine_is(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{field}"):
        SavedRoutine.of(DAILY, **{field: value})
