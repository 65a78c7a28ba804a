"""The numbers of a routine: ranges, order, total, and the way there and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.routine import (
    BEFORE_A_RUN,
    BEFORE_BED,
    DAILY,
    PRESETS,
    LegOrder,
    Purpose,
    Routine,
    StepKind,
    TargetOrigin,
    Variant,
)

routines = st.builds(
    Routine,
    name=st.text(min_size=1).filter(str.strip),
    hold_s=st.integers(30, 120),
    hold_origin=st.sampled_from(TargetOrigin),
    rounds=st.integers(1, 5),
    get_ready_s=st.integers(0, 60),
    swap_s=st.integers(3, 30),
    rest_s=st.integers(0, 60),
    leg_order=st.sampled_from(LegOrder),
    variant=st.sampled_from(Variant),
    purpose=st.sampled_from(Purpose),
)


def outline(routine: Routine) -> str:
    return " ".join(f"{step.kind.value}:{step.leg.value}:{step.length_s}" for step in routine.plan())


def test_daily_takes_78_seconds_left_leg_first() -> None:
    assert DAILY.total_s() == 78
    assert outline(DAILY) == "get_ready:left:10 hold:left:30 swap:right:8 hold:right:30"


def test_presets_have_the_purpose_of_their_name() -> None:
    assert [preset.purpose.value for preset in PRESETS] == ["daily", "before_activity", "before_bed"]
    assert BEFORE_A_RUN.rounds == 1


def test_rest_replaces_the_swap_between_the_rounds_before_bed() -> None:
    kinds = [step.kind.value for step in BEFORE_BED.plan() if step.kind is not StepKind.HOLD]
    assert kinds == ["get_ready", "swap", "rest", "swap", "rest", "swap"]
    assert BEFORE_BED.total_s() == 10 + 6 * 30 + 3 * 8 + 2 * 20


def test_without_rest_the_legs_are_swapped_between_rounds() -> None:
    kinds = [step.kind.value for step in Routine("x", rounds=2, rest_s=0).plan()]
    assert kinds == ["get_ready", "hold", "swap", "hold", "swap", "hold", "swap", "hold"]


def test_one_leg_rests_between_rounds_and_never_swaps() -> None:
    routine = Routine("x", rounds=2, rest_s=15, leg_order=LegOrder.RIGHT_ONLY)
    assert outline(routine) == "get_ready:right:10 hold:right:30 rest:right:15 hold:right:30"


def test_gaps_of_no_length_are_not_in_the_plan() -> None:
    routine = Routine("x", rounds=2, get_ready_s=0, rest_s=0, leg_order=LegOrder.LEFT_ONLY)
    assert outline(routine) == "hold:left:30 hold:left:30"


def test_right_first_turns_every_round_round() -> None:
    legs = [hold.leg.value for hold in Routine("x", rounds=2, leg_order=LegOrder.RIGHT_FIRST).holds()]
    assert legs == ["right", "left", "right", "left"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hold_s", 29),
        ("hold_s", 121),
        ("rounds", 0),
        ("rounds", 6),
        ("get_ready_s", -1),
        ("get_ready_s", 61),
        ("swap_s", 2),
        ("swap_s", 31),
        ("rest_s", -1),
        ("rest_s", 61),
        ("rounds", True),
        ("swap_s", 8.5),
        ("name", "  "),
    ],
)
def test_a_number_outside_its_range_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{field} "):
        replace(DAILY, **{field: value})


@pytest.mark.parametrize(("origin", "low"), [("app", 30), ("person", 30), ("therapist", 5)])
def test_a_therapist_alone_may_set_a_short_hold(origin: str, low: int) -> None:
    who = TargetOrigin(origin)
    assert Routine("x", hold_s=low, hold_origin=who).hold_s == low
    with pytest.raises(ValueError, match=f"^hold_s .* {low} to 120"):
        Routine("x", hold_s=low - 1, hold_origin=who)


@given(routines)
def test_a_routine_comes_back_from_json(routine: Routine) -> None:
    assert Routine.from_dict(json.loads(json.dumps(routine.to_dict()))) == routine


@given(routines)
def test_the_total_is_the_sum_of_the_plan_and_every_gap_leads_to_a_hold(routine: Routine) -> None:
    plan = routine.plan()
    assert routine.total_s() == sum(step.length_s for step in plan)
    assert plan[-1].kind is StepKind.HOLD
    for step, following in zip(plan, plan[1:], strict=False):
        if step.kind is not StepKind.HOLD:
            assert (following.kind, following.leg, following.round) == (StepKind.HOLD, step.leg, step.round)


@pytest.mark.parametrize("field", list(DAILY.to_dict()))
def test_a_snapshot_without_a_field_names_it(field: str) -> None:
    data = DAILY.to_dict()
    del data[field]
    with pytest.raises(ValueError, match=f"^{field} "):
        Routine.from_dict(data)


def test_a_snapshot_with_more_than_we_know_is_read() -> None:
    assert Routine.from_dict(DAILY.to_dict() | {"colour": "green"}) == DAILY
