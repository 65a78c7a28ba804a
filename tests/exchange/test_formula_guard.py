"""The guard against formulas: put before what is risky, taken off exactly once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.exchange.formula_guard import guarded, unguarded


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'"])
def test_text_that_could_be_a_formula_gets_one_quote(begin: str) -> None:
    assert guarded(begin + "1+1") == "'" + begin + "1+1"


@pytest.mark.parametrize("text", ["", "woke at 2", " =1", "a=b", "10 - 3", "\n=1", "’tis"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_the_guard_comes_off_without_loss(text: str) -> None:
    assert unguarded(guarded(text)) == text
