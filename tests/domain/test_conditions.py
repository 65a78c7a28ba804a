"""Ticks and words of one's own share one text, and none of them is lost or taken for the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.conditions import KNOWN, Conditions


@pytest.mark.parametrize(
    ("conditions", "stored"),
    [
        (Conditions(), ""),
        (Conditions((), "left knee, 2019"), "left knee, 2019"),
        (Conditions(("old_injury",), ""), "old_injury"),
        (Conditions(("old_injury", "pregnancy"), "left knee"), "old_injury\npregnancy\n\nleft knee"),
    ],
)
def test_the_text_is_readable_as_it_stands(conditions: Conditions, stored: str) -> None:
    assert conditions.stored() == stored
    assert Conditions.read(stored) == conditions


@settings(max_examples=50)
@given(
    st.sets(st.sampled_from(tuple(KNOWN))),
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from((*KNOWN, "", "knee")), max_size=5).map("\n".join),
    ),
)
def test_what_was_said_is_read_back(ticked: set[str], text: str) -> None:
    conditions = Conditions(tuple(name for name in KNOWN if name in ticked), text)
    assert Conditions.read(conditions.stored()) == conditions


def test_ticks_come_in_one_order() -> None:
    assert Conditions(("pregnancy", "old_injury")).stored() == "old_injury\npregnancy"
